/**
 * The root that the reader chose to trust: one certificate in PEM or DER. A board's root also names roster 0 in an
 * extension (`docs/architecture.md`); any other root can anchor a chain, but no packet's record.
 */
import { fromBase64 } from '../../bytes/base64.ts';
import { Digest } from '../../vocabulary.ts';
import { readCertificate, rosterExtension, type Certificate } from './certificate.ts';
import { latin1 } from './pdf-object.ts';

export interface TrustRoot {
  readonly certificate: Certificate;
  readonly name: string;
  /** Digest of roster 0, the board's id; null when the root is no board's. */
  readonly board: Digest | null;
  readonly sample: boolean;
}

const limitBytes = 64 * 1024;

/** Reads a trust file; null when it is not exactly one certificate. */
export function readTrustRoot(file: Uint8Array): TrustRoot | null {
  if (file.length > limitBytes) return null;
  const text = latin1(file);
  const pem = /^\s*-----BEGIN CERTIFICATE-----\s+([A-Za-z0-9+/=\s]+?)-----END CERTIFICATE-----\s*$/.exec(text);
  const der = pem ? fromBase64(pem[1]!.replace(/\s+/g, ''), 'the trust file') : { ok: true as const, value: file };
  const certificate = der.ok ? readCertificate(der.value) : null;
  if (certificate === null) return null;
  const value = certificate.extensions.get(rosterExtension)?.value;
  const board = value?.length === 34 && value[0] === 0x04 && value[1] === 0x20 ? Digest.parse([...value.subarray(2)].map((byte) => byte.toString(16).padStart(2, '0')).join('')) : null;
  return { certificate, name: certificate.commonName ?? 'unnamed root', board, sample: certificate.units.includes('SAMPLE') };
}
