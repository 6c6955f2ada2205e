/** SHA-256 in pure TypeScript, and the hexadecimal that digests are written in. */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Digest } from '../vocabulary.ts';
import { encodeUtf8 } from './utf8.ts';

/** The SHA-256 of `bytes` as a digest. Satisfies the `Sha256` port; Node passes its own faster one where it matters. */
export function sha256(bytes: Uint8Array): Digest {
  return bytesToHex(nobleSha256(bytes)) as Digest;
}

/** The SHA-256 of the UTF-8 bytes of `text`. */
export function sha256Text(text: string): Digest {
  return sha256(encodeUtf8(text));
}

/** The SHA-256 of `bytes` as its 32 bytes. */
export function sha256Raw(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes);
}

/** Lower-case hexadecimal, two digits a byte. */
export function hexOf(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/** The 32 bytes that a digest writes out. */
export function digestBytes(digest: Digest): Uint8Array {
  return hexToBytes(digest);
}
