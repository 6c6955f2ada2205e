/** Keys and certificates in which anything can be wrong, made in memory. */
import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { SigningKey } from '../builders/signing-key.ts';
import { bitString, boolean, der, integer, nameOf, nothing, octetString, oid, sequence, tag, utcTime } from './der.ts';

/** A key pair; `sign` answers what the kind's signatures are: DER of two numbers, or the padded number. */
export interface Key { readonly spki: Uint8Array; readonly kind: 'rsa' | 'ec'; sign(hash: string, bytes: Uint8Array): Uint8Array }

const pair = (kind: Key['kind'], { publicKey, privateKey }: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }): Key => ({
  kind, spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })), sign: (hash, bytes) => new Uint8Array(createSign(hash).update(bytes).sign(privateKey)),
});

export function ecKey(namedCurve = 'P-256', paramEncoding: 'named' | 'explicit' = 'named'): Key {
  return pair('ec', generateKeyPairSync('ec', { namedCurve, paramEncoding }));
}

export function rsaKey(modulusLength = 2048, publicExponent = 65_537): Key {
  return pair('rsa', generateKeyPairSync('rsa', { modulusLength, publicExponent }));
}

/** A board's own key; it signs with SHA-256 only. */
export const boardKey = (key: SigningKey): Key => ({ kind: 'ec', spki: key.spki, sign: (_hash, bytes) => key.sign(bytes) });

const signatureOids = {
  'ec sha1': '1.2.840.10045.4.1', 'ec sha256': '1.2.840.10045.4.3.2', 'ec sha384': '1.2.840.10045.4.3.3',
  'rsa md5': '1.2.840.113549.1.1.4', 'rsa sha1': '1.2.840.113549.1.1.5', 'rsa sha256': '1.2.840.113549.1.1.11', 'rsa sha384': '1.2.840.113549.1.1.12',
} as const;

/** The AlgorithmIdentifier of a signature: ECDSA without parameters, RSA with NULL. */
export function algorithmOf({ kind }: Key, hash: string): Uint8Array {
  const found = signatureOids[`${kind} ${hash}` as keyof typeof signatureOids];
  return kind === 'ec' ? sequence(oid(found)) : sequence(oid(found), nothing());
}

export const hashOf = (bytes: Uint8Array, hash = 'sha256'): Uint8Array => new Uint8Array(createHash(hash).update(bytes).digest());

/** An extension. */
export const extension = (id: string, value: Uint8Array, critical = false): Uint8Array => sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));
export const nameConstraints = (critical: boolean): Uint8Array => extension('2.5.29.30', sequence(der(tag.context(0), sequence(der(tag.context(4), nameOf('Somebody else'))))), critical);

export interface CertificateParts {
  readonly subject: string;
  readonly issuer: string;
  /** The key that is certified, and the one that certifies. */
  readonly key: Key;
  readonly by: Key;
  readonly serial?: Uint8Array;
  readonly from?: string;
  readonly until?: string;
  /** A CA, with its path length or null for none; absent: an end entity, which says so. */
  readonly ca?: number | null;
  /** Bits of keyUsage; null leaves the extension out. */
  readonly usage?: readonly number[] | null;
  readonly purposes?: readonly string[];
  readonly hash?: string;
  readonly more?: readonly Uint8Array[];
  readonly spki?: Uint8Array;
  /** Whole names in place of the common names. */
  readonly issuerName?: Uint8Array;
  readonly subjectName?: Uint8Array;
}

/** One certificate in DER. */
export function certificate(parts: CertificateParts): Uint8Array {
  const { subject, issuer, key, by, ca, hash = 'sha256', from = '2026-01-01T00:00:00Z', until = '2030-01-01T00:00:00Z', purposes, more = [] } = parts;
  const usage = parts.usage === undefined ? (ca === undefined ? [0, 1] : [5, 6]) : parts.usage;
  const constraints = ca === undefined ? sequence() : ca === null ? sequence(boolean(true)) : sequence(boolean(true), integer(ca));
  const spki = parts.spki ?? key.spki;
  const extensions = [
    extension('2.5.29.19', constraints, true),
    ...(usage === null ? [] : [extension('2.5.29.15', bitString(Uint8Array.of(usage.reduce((bits, bit) => bits | (0x80 >> bit), 0))), true)]),
    ...(purposes === undefined ? [] : [extension('2.5.29.37', sequence(...purposes.map(oid)))]),
    extension('2.5.29.14', octetString(hashOf(spki, 'sha1'))),
    ...more,
  ];
  const body = sequence(
    der(tag.context(0), integer(2)), parts.serial ?? integer(0x41, ...hashOf(spki).subarray(0, 8)), algorithmOf(by, hash), parts.issuerName ?? nameOf(issuer),
    sequence(utcTime(from), utcTime(until)), parts.subjectName ?? nameOf(subject), spki, der(tag.context(3), sequence(...extensions)),
  );
  return sequence(body, algorithmOf(by, hash), bitString(by.sign(hash, body)));
}
