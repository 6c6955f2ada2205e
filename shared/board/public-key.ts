/** The one kind of public key that Countersign uses: ECDSA or ECDH on P-256, as SPKI (RFC 5480). */
import { toBase64 } from '../bytes/base64.ts';
import { sha256 } from '../bytes/digest.ts';
import type { PublicKey } from './roster.ts';

/** The DER in front of the point of every P-256 key (RFC 5480): SEQUENCE, id-ecPublicKey, prime256v1, BIT STRING, uncompressed. */
const p256Head = [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04];

/** Whether `spki` has the one form of a P-256 public key; says nothing of whether the point lies on the curve. */
export function isP256(spki: Uint8Array): boolean {
  return spki.length === p256Head.length + 64 && p256Head.every((byte, i) => spki[i] === byte);
}

/** An SPKI as rosters and events write it. */
export function publicKeyOf(spki: Uint8Array): PublicKey {
  return { keyId: sha256(spki), spki: toBase64(spki) };
}
