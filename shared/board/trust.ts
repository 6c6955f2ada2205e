/**
 * The trust file: one PEM with the certificate of a board's authority. Its extension names roster 0, which in turn names
 * the keys that sign rosters, so that whoever holds this one file can check everything that the board ever signed.
 */
import 'reflect-metadata';
import { PemConverter } from '@peculiar/x509';
import { digestBytes, hexOf, sha256 } from '../bytes/digest.ts';
import { ok, refuse, type Result } from '../result.ts';
import type { BoardId, Digest } from '../vocabulary.ts';
import { readCertificate, type Certificate } from './certificate.ts';

/** The extension that holds the digest of roster 0 as an OCTET STRING of 32 bytes; a UUID under 2.25 (ITU-T X.667), so nobody else uses it. */
export const rosterDigestOid = '2.25.267823640541785934817046133226107735093.1';
/** The unit (OU) in the authority's name that says that the board is a sample (rule P-5). */
export const sampleUnit = 'SAMPLE';

/** Largest trust file that is read, in characters. */
export const maxTrustCharacters = 32 * 1024;

export interface Trust {
  /** The authority's certificate, with its DER in `ca.der`. */
  readonly ca: Certificate;
  readonly spki: Uint8Array;
  /** SHA-256 of the SPKI: roster 0 names the authority by it. */
  readonly keyId: Digest;
  /** Digest of roster 0's payload, which is the board's id. */
  readonly board: BoardId;
  readonly sample: boolean;
  /** The authority's common name, for example `Northern Review Board root`. */
  readonly name: string;
  /** SHA-256 of the certificate's DER: what two people compare by voice. */
  readonly fingerprint: Digest;
}

/** The board's name, as its authority carries it. */
export function boardNameOf({ name }: Pick<Trust, 'name'>): string {
  return name.replace(/ root$/, '');
}

/** The extension's value for a board. */
export function rosterDigestValue(board: Digest): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(0x04, 0x20, ...digestBytes(board));
}

/** The PEM of an authority's certificate. */
export function trustPem(ca: Uint8Array): string {
  return `${PemConverter.encode(Uint8Array.from(ca), PemConverter.CertificateTag)}\n`;
}

/**
 * Reads a trust file. Whoever hands it over vouches for it: nothing inside can. Refuses `input/schema` unless it is
 * exactly one certificate of an authority with a P-256 key and the roster extension.
 */
export function readTrust(pem: string, name = 'the trust file'): Result<Trust> {
  const no = (expected: string, found: string) => refuse('input/schema', { name, place: 'trust file', expected, found });
  if (pem.length > maxTrustCharacters) return refuse('input/too-large', { name, sizeBytes: pem.length, limitBytes: maxTrustCharacters });
  const block = /^\s*-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END CERTIFICATE-----\s*$/.exec(pem);
  if (block === null) return no('one PEM block BEGIN CERTIFICATE', `${[...pem.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----/g)].map((m) => m[1]).slice(0, 5).join(', ') || 'none'}`);
  let der: Uint8Array;
  try {
    der = new Uint8Array(PemConverter.decodeFirst(pem));
  } catch {
    return no('one PEM block BEGIN CERTIFICATE', 'text that is not base64');
  }
  const ca = readCertificate(der, name);
  if (!ca.ok) return ca;
  if (!ca.value.authority) return no('the certificate of an authority', 'a certificate that may not sign others');
  const value = ca.value.extension(rosterDigestOid);
  if (value === null || value.length !== 34 || value[0] !== 0x04 || value[1] !== 0x20) return no(`the extension ${rosterDigestOid} with 32 bytes`, value === null ? 'none' : 'another value');
  return ok({
    ca: ca.value, spki: ca.value.spki, keyId: sha256(ca.value.spki), board: hexOf(value.subarray(2)) as Digest, sample: ca.value.subject.unit === sampleUnit,
    name: ca.value.subject.name, fingerprint: sha256(ca.value.der),
  });
}
