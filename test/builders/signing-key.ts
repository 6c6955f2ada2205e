import { makeKeyPair, signWith } from '../../electron/keys/key-pair.ts';
import type { PublicKey } from '../../shared/board/roster.ts';
import { publicKeyOf } from '../../shared/board/public-key.ts';
import { preAuthenticationEncoding, sealEnvelope, type Envelope, type PayloadType } from '../../shared/bytes/envelope.ts';
import type { Digest } from '../../shared/vocabulary.ts';

/** A P-256 key that signs envelopes without any ceremony. */
export interface SigningKey {
  readonly publicKey: PublicKey;
  readonly spki: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
  signature(type: PayloadType, payload: Uint8Array): { keyId: Digest; signature: Uint8Array };
}

export function signingKey(): SigningKey {
  const { spki, secret } = makeKeyPair();
  const publicKey = publicKeyOf(spki);
  const sign = (message: Uint8Array): Uint8Array => signWith(secret, message);
  return { publicKey, spki, sign, signature: (type, payload) => ({ keyId: publicKey.keyId, signature: sign(preAuthenticationEncoding(type, payload)) }) };
}

export function signedBy(keys: readonly SigningKey[], type: PayloadType, payload: Uint8Array): Envelope {
  return sealEnvelope(type, payload, keys.map((key) => key.signature(type, payload)));
}
