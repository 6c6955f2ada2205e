/** Checks one public-key signature with Web Crypto. The allow-list is here: what is not on it is unsupported, never "valid". */
import { oidText, readWhole, tag, type Asn1 } from './der.ts';

/** `weak`: an algorithm that proves nothing any more (SHA-1, MD5). */
export type SignatureAnswer = 'valid' | 'invalid' | 'unsupported' | 'weak';

const hashes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256', '2.16.840.1.101.3.4.2.2': 'SHA-384', '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
const weakHashes: readonly string[] = ['1.3.14.3.2.26', '1.2.840.113549.2.5', '1.2.840.113549.2.2'];
const signatures: Readonly<Record<string, { readonly scheme: 'ecdsa' | 'rsa'; readonly hash: string | null }>> = {
  '1.2.840.10045.4.3.2': { scheme: 'ecdsa', hash: 'SHA-256' }, '1.2.840.10045.4.3.3': { scheme: 'ecdsa', hash: 'SHA-384' }, '1.2.840.10045.4.3.4': { scheme: 'ecdsa', hash: 'SHA-512' },
  '1.2.840.113549.1.1.11': { scheme: 'rsa', hash: 'SHA-256' }, '1.2.840.113549.1.1.12': { scheme: 'rsa', hash: 'SHA-384' }, '1.2.840.113549.1.1.13': { scheme: 'rsa', hash: 'SHA-512' },
  /** rsaEncryption in a SignerInfo: the digest algorithm says which hash. */
  '1.2.840.113549.1.1.1': { scheme: 'rsa', hash: null },
};
const weakSignatures: readonly string[] = ['1.2.840.113549.1.1.5', '1.2.840.113549.1.1.4', '1.2.840.10045.4.1', '1.3.14.3.2.29'];
const curves: Readonly<Record<string, { readonly name: string; readonly size: number }>> = {
  '1.2.840.10045.3.1.7': { name: 'P-256', size: 32 }, '1.3.132.0.34': { name: 'P-384', size: 48 }, '1.3.132.0.35': { name: 'P-521', size: 66 },
};

/** The Web Crypto name of a digest algorithm, `weak` for SHA-1 and older, null when unknown. */
export function hashName(algorithm: Asn1 | undefined): string | null {
  const oid = oidText(algorithm?.children[0]);
  return oid === null ? null : hashes[oid] ?? (weakHashes.includes(oid) ? 'weak' : null);
}

/** An ECDSA signature's two numbers, fixed width, as Web Crypto wants them; null when it is not DER of two positive numbers that fit. */
export function fixedWidth(der: Uint8Array, size: number): Uint8Array | null {
  const pair = readWhole(der);
  if (pair?.tag !== tag.sequence || pair.children.length !== 2) return null;
  const out = new Uint8Array(size * 2);
  for (const [index, number] of pair.children.entries()) {
    const { content } = number;
    const padded = content[0] === 0 && content.length > 1;
    const shortest = padded ? content[1]! >= 0x80 : content.length > 0 && content[0]! < 0x80;
    const digits = padded ? content.subarray(1) : content;
    if (number.tag !== tag.integer || !shortest || digits.length > size) return null;
    out.set(digits, size * (index + 1) - digits.length);
  }
  return out;
}

/** Checks `signature` over `data`. `digestHash` is the hash that the CMS declares apart, null for a certificate. */
export async function checkSignature(subtle: SubtleCrypto, spki: Uint8Array, algorithm: Asn1, digestHash: string | null, signature: Uint8Array, data: Uint8Array): Promise<SignatureAnswer> {
  const oid = oidText(algorithm.children[0]) ?? '';
  if (weakSignatures.includes(oid)) return 'weak';
  const known = signatures[oid];
  const hash = known?.hash ?? digestHash;
  if (known === undefined || hash === null) return 'unsupported';
  if (hash === 'weak') return 'weak';
  // A SignerInfo that names one hash for the digest and another for the signature is no shape that anyone writes honestly.
  if (digestHash !== null && known.hash !== null && known.hash !== digestHash) return 'unsupported';
  const key = readWhole(spki)?.children[0];
  const keyOid = oidText(key?.children[0]);
  try {
    if (known.scheme === 'rsa') {
      if (keyOid !== '1.2.840.113549.1.1.1') return 'invalid';
      const imported = await subtle.importKey('spki', source(spki), { name: 'RSASSA-PKCS1-v1_5', hash }, false, ['verify']);
      return (await subtle.verify('RSASSA-PKCS1-v1_5', imported, source(signature), source(data))) ? 'valid' : 'invalid';
    }
    const curve = curves[oidText(key?.children[1]) ?? ''];
    if (keyOid !== '1.2.840.10045.2.1' || curve === undefined) return 'unsupported';
    const numbers = fixedWidth(signature, curve.size);
    if (numbers === null) return 'invalid';
    const imported = await subtle.importKey('spki', source(spki), { name: 'ECDSA', namedCurve: curve.name }, false, ['verify']);
    return (await subtle.verify({ name: 'ECDSA', hash }, imported, source(numbers), source(data))) ? 'valid' : 'invalid';
  } catch {
    return 'invalid'; // Web Crypto refuses points off the curve and malformed keys by throwing
  }
}

/** Bytes as Web Crypto's types want them: a view over an ordinary buffer. */
export function source(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}
