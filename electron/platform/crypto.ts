/** Node's hash and signature check behind the shared ports: the same answers as the pure ones, faster. */
import { createHash, createPublicKey, hash, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { p1363FromDer } from '../../shared/bytes/ecdsa.ts';
import type { DigestParts, Sha256, VerifySignature } from '../../shared/ports.ts';
import type { Digest } from '../../shared/vocabulary.ts';

export const nodeSha256: Sha256 = (bytes) => hash('sha256', bytes, 'hex') as Digest;

export const nodeDigestParts: DigestParts = (name, parts) => {
  const digest = createHash(name.replace('-', '').toLowerCase());
  for (const part of parts) digest.update(part);
  return new Uint8Array(digest.digest());
};

const keptKeys = 256;
const keys = new Map<string, KeyObject | null>();

/** The P-256 key in an SPKI, or null. A board has few keys and many signatures, so the parsed ones are kept. */
function keyOf(spki: Uint8Array): KeyObject | null {
  const name = Buffer.from(spki.buffer, spki.byteOffset, spki.length).toString('latin1');
  let key = keys.get(name);
  if (key === undefined) {
    try {
      const parsed = createPublicKey({ key: Buffer.from(spki), type: 'spki', format: 'der' });
      key = parsed.asymmetricKeyType === 'ec' && parsed.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? parsed : null;
    } catch {
      key = null;
    }
    if (keys.size >= keptKeys) keys.clear();
    keys.set(name, key);
  }
  return key;
}

/** Checks on libuv's thread pool, so that many checks at once use every core and the window stays live. */
export const nodeVerifySignature: VerifySignature = (spki, message, signatureDer) => {
  const key = keyOf(spki);
  // OpenSSL takes a few encodings that are not DER; only the one that every verifier takes counts.
  const signature = p1363FromDer(signatureDer);
  if (!key || !signature) return Promise.resolve(false);
  return new Promise((resolve) => {
    verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature, (error, valid) => resolve(!error && valid));
  });
};
