/** A file with validation data: certificates and lists in DER or PEM, OCSP responses in DER. */
import { fromBase64 } from '../../bytes/base64.ts';
import { ok, refuse, type Result } from '../../result.ts';
import { upgradeProblems } from '../../copy/archival.ts';
import type { ArchiveKind } from '../archive.ts';
import { readCertificate } from './certificate.ts';
import { latin1 } from './pdf-object.ts';
import { readOcspResponse, readRevocationList } from './revocation-list.ts';

const pemLabels: Readonly<Record<ArchiveKind, string>> = { Certs: 'CERTIFICATE', CRLs: 'X509 CRL', OCSPs: 'OCSP RESPONSE' };
const readers: Readonly<Record<ArchiveKind, (der: Uint8Array) => unknown>> = { Certs: readCertificate, CRLs: readRevocationList, OCSPs: readOcspResponse };
const mostValues = 50;

/** The values of a file in DER. Refuses `input/schema` where it holds none of its kind, or something that can't be read. */
export function readValues(bytes: Uint8Array, kind: ArchiveKind, name: string): Result<readonly Uint8Array[]> {
  const label = pemLabels[kind];
  const text = bytes[0] === 0x30 ? '' : latin1(bytes);
  const blocks = [...text.matchAll(new RegExp(`-----BEGIN ${label}-----\\s+([A-Za-z0-9+/=\\s]+?)-----END ${label}-----`, 'g'))].map((found) => fromBase64(found[1]!.replace(/\s+/g, ''), name));
  const values = text === '' ? [bytes] : blocks.flatMap((block) => (block.ok ? [block.value] : []));
  const sound = values.length > 0 && values.length <= mostValues && blocks.every(({ ok: good }) => good) && values.every((der) => readers[kind](der) !== null);
  return sound ? ok(values) : refuse('input/schema', { name, place: upgradeProblems.kinds[kind], expected: upgradeProblems.encodings[kind], found: upgradeProblems.unreadable });
}
