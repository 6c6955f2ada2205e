/** Passphrases as PKCS#12 stretches them (RFC 7292, appendix B), with how often counted before anything is computed. */
import { createHash } from 'node:crypto';

/** The hashes that are known: bytes of a digest and of the block that the hash works on. */
const hashes = { sha1: { out: 20, block: 64 }, sha256: { out: 32, block: 64 }, sha384: { out: 48, block: 128 }, sha512: { out: 64, block: 128 } } as const;
export type Pkcs12Hash = keyof typeof hashes;

/** What the stretched bytes are for: the diversifier of B.3. */
export const kdfUse = { key: 1, iv: 2, mac: 3 } as const;

/** A passphrase as the scheme wants it (B.1): UTF-16, big end first, two zero bytes at the end. */
export function bmpText(passphrase: string): Buffer {
  return Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
}

/** Fills `length` bytes with copies of some, as often as they fit (B.2, steps 2 and 3); none stay none. */
function repeated(bytes: Uint8Array, block: number): Buffer {
  const length = block * Math.ceil(bytes.length / block);
  return Buffer.from(Array.from({ length }, (_, at) => bytes[at % bytes.length]!));
}

/** The key derivation of B.2. `secret` is the passphrase from {@link bmpText}, or nothing at all. */
export function pkcs12Kdf(hash: Pkcs12Hash, secret: Uint8Array, salt: Uint8Array, iterations: number, use: number, length: number): Buffer {
  const { out, block } = hashes[hash];
  const diversifier = Buffer.alloc(block, use);
  const mixed = Buffer.concat([repeated(salt, block), repeated(secret, block)]);
  const parts: Buffer[] = [];
  for (let have = 0; have < length; have += out) {
    let part = createHash(hash).update(diversifier).update(mixed).digest();
    for (let round = 1; round < iterations; round++) part = createHash(hash).update(part).digest();
    parts.push(part);
    // Step 6 C: each block of `mixed` plus the digest repeated, plus one, without what runs over.
    for (let start = 0; start < mixed.length; start += block) {
      let carry = 1;
      for (let at = block - 1; at >= 0; at--) {
        carry += mixed[start + at]! + part[at % out]!;
        mixed[start + at] = carry & 0xff;
        carry >>= 8;
      }
    }
  }
  return Buffer.concat(parts).subarray(0, length);
}
