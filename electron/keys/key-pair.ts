/** Makes and uses P-256 private keys through Node's own cryptography, which is BoringSSL inside Electron. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { derFromP1363, withLowS } from '../../shared/bytes/ecdsa.ts';
import type { KeyPair } from './key-file.ts';

/** A fresh P-256 key. Its randomness is the cryptography's own: no clock or id can be set to make it repeat. */
export function makeKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'der' } });
  return { spki: Uint8Array.from(publicKey), secret: privateKey };
}

/** Signs with ECDSA and SHA-256; DER with the lower s. Throws for a secret that is not a P-256 key. */
export function signWith(secret: Uint8Array, message: Uint8Array): Uint8Array {
  const key = createPrivateKey({ key: Buffer.from(secret.buffer, secret.byteOffset, secret.length), format: 'der', type: 'pkcs8' });
  return derFromP1363(withLowS(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })));
}

/** Whether the secret belongs to the public key. */
export function belongs({ spki, secret }: KeyPair): boolean {
  try {
    const key = createPrivateKey({ key: Buffer.from(secret.buffer, secret.byteOffset, secret.length), format: 'der', type: 'pkcs8' });
    return createPublicKey(key).export({ type: 'spki', format: 'der' }).equals(spki);
  } catch {
    return false;
  }
}
