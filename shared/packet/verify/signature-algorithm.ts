/** Checks one public-key signature with Web Crypto. The allow-list is here: what is not on it is unsupported, never "valid". */
import { oidText, readWhole, tag, type Asn1 } from './der.ts';

/** `weak`: an algorithm or a key that proves nothing any more (SHA-1, MD5, RSA below 2048 bits). */
export type SignatureAnswer = 'valid' | 'invalid' | 'unsupported' | 'weak';

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';

const hashes: Readonly<Record<string, HashName>> = {
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

/** Whether an AlgorithmIdentifier has no parameters, or NULL (RFC 5754, 2 and 3; RFC 5758, 3.2): the algorithms of the lists above take none. */
export function isBare(algorithm: Asn1 | undefined): boolean {
  const [, parameters, ...more] = algorithm?.children ?? [];
  return more.length === 0 && (parameters === undefined || (parameters.tag === tag.null && parameters.content.length === 0));
}

/** Whether an RSA key (RFC 8017, A.1.1) is large enough to prove anything: 2048 bits, and an exponent that is odd and at least 3. */
function isStrongRsa(spki: Asn1 | null): boolean {
  const key = spki?.children[1];
  const [modulus, exponent] = key?.tag === tag.bitString && key.content[0] === 0 ? readWhole(key.content.subarray(1))?.children ?? [] : [];
  if (modulus?.tag !== tag.integer || exponent?.tag !== tag.integer) return false;
  const digits = modulus.content[0] === 0 ? modulus.content.subarray(1) : modulus.content;
  const bits = digits.length * 8 - Math.clz32(digits[0] ?? 0) + 24;
  const last = exponent.content.at(-1) ?? 0;
  return bits >= 2048 && last % 2 === 1 && !(exponent.content.length === 1 && last < 3);
}

/** The Web Crypto name of a digest algorithm, `weak` for SHA-1 and older, null when unknown. */
export function hashName(algorithm: Asn1 | undefined): HashName | 'weak' | null {
  const oid = oidText(algorithm?.children[0]);
  return oid === null || !isBare(algorithm) ? null : hashes[oid] ?? (weakHashes.includes(oid) ? 'weak' : null);
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
  if (!isBare(algorithm)) return 'invalid';
  const whole = readWhole(spki);
  const key = whole?.children[0];
  const keyOid = oidText(key?.children[0]);
  try {
    if (known.scheme === 'rsa') {
      if (keyOid !== '1.2.840.113549.1.1.1') return 'invalid';
      if (!isStrongRsa(whole)) return 'weak';
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
