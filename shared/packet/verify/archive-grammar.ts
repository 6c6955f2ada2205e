/**
 * Whether what follows a packet's seal is written exactly as archival revisions are (`../seal-grammar.md`). Each is taken apart, built again from
 * its parts and compared, byte by byte; and each part must be somebody's: a value of the DSS that no known key signed could be anything.
 */
import { archiveProblems } from '../../copy/archival.ts';
import { archivedNothing, archiveKinds, archiveLimit, archiveValueLimit, stampRevision, validationRevision, type ArchiveKind, type Archived, type ArchiveValue } from '../archive.ts';
import { isComplete } from '../countersign.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import type { ReplayedCountersignatures } from './countersign-grammar.ts';
import { readWhole, sameBytes, toDer } from './der.ts';
import { judgeSigner } from './chain.ts';
import { isName, type PdfDict } from './pdf-object.ts';
import type { PdfFile, Revision } from './pdf-file.ts';
import { readOcspResponse, readRevocationList, responseWith } from './revocation-list.ts';
import { isListOf, responderOf } from './revocation.ts';
import { contentsOf } from './signature-field.ts';
import { readSignedData } from './signed-data.ts';
import { certifiedBy, plainAlgorithm, tokenProblem } from './token-form.ts';

/** What is wrong with an archive's revisions; null when nothing is, or there are none. `known` are the certificates of the seal and its timestamp. */
export async function archiveProblem(subtle: SubtleCrypto, file: PdfFile, known: readonly Certificate[], countersigned: ReplayedCountersignatures): Promise<string | null> {
  if (file.revisions.length === 1 + countersigned.signatures.length) return null;
  const replayed = await replayArchive(subtle, file, known, countersigned);
  return typeof replayed === 'string' ? replayed : null;
}

/** Follows the revisions after the seal and its countersignatures: what they add up to and every certificate that came with them, or what is wrong with one. */
export async function replayArchive(subtle: SubtleCrypto, file: PdfFile, known: readonly Certificate[], { countersigning, signatures }: ReplayedCountersignatures): Promise<{ readonly archived: Archived; readonly known: readonly Certificate[] } | string> {
  const later = file.revisions.slice(1 + signatures.length);
  if (file.revisions.length - 1 > archiveLimit) return archiveProblems.many(archiveLimit);
  if (!isComplete(countersigning)) return archiveProblems.waiting;
  let archived = archivedNothing(file, countersigning);
  if (archived === null) return archiveProblems.base;
  const pool = [...known, ...signatures.map(({ certificate }) => certificate)];
  for (const revision of later) {
    const read = await readRevision(subtle, file, revision, archived, pool);
    if (typeof read === 'string') return read;
    archived = read;
  }
  return { archived, known: pool };
}

async function readRevision(subtle: SubtleCrypto, file: PdfFile, revision: Revision, before: Archived, pool: Certificate[]): Promise<Archived | string> {
  const number = revision.index + 1;
  const bytes = file.bytes.subarray(before.end, revision.eof + 1);
  const store = dictAt(file, revision, 'DSS');
  const values = store === null ? null : addedValues(file, revision, store, before.size);
  const added = values === null || values.length === 0 ? null : validationRevision(before, values);
  if (added !== null && sameBytes(added.bytes, bytes)) return (await strangerAmong(subtle, values!, pool, number)) ?? added.archived;
  const token = tokenAt(file, revision, before.size);
  const stamped = token === null ? null : stampRevision(before, token);
  if (stamped === null) return added === null ? archiveProblems.kind(number) : archiveProblems.bytes(number);
  if (!sameBytes(stamped.bytes, bytes)) return archiveProblems.bytes(number);
  const data = readSignedData(token!);
  if (!data.ok) return archiveProblems.stamp(number, data.problem);
  const may = data.data.signer === null ? null : judgeSigner(data.data.signer, 'timestamp');
  const problem = (await tokenProblem(subtle, token!, data.data)) ?? (may?.result === 'passed' ? null : may?.reason ?? '');
  if (problem !== null) return archiveProblems.stamp(number, problem);
  pool.push(...data.data.certificates);
  return stamped.archived;
}

function dictAt(file: PdfFile, revision: Revision, key: string): PdfDict | null {
  const found = file.get(revision, file.catalog(revision), key);
  return found.kind === 'dict' ? found : null;
}

/** The values that the DSS names under new numbers, in the order of the numbers. */
function addedValues(file: PdfFile, revision: Revision, store: PdfDict, from: number): ArchiveValue[] | null {
  const found: { readonly num: number; readonly value: ArchiveValue }[] = [];
  for (const kind of archiveKinds) {
    const list = file.get(revision, store, kind);
    if (list.kind === 'array' && list.items.length > archiveValueLimit) return null;
    for (const item of list.kind === 'array' ? list.items : []) {
      if (item.kind !== 'ref' || item.num < from) continue;
      const stream = file.resolve(revision, item);
      if (stream.kind !== 'stream') return null;
      found.push({ num: item.num, value: { kind, der: stream.raw } });
    }
  }
  return found.sort((a, b) => a.num - b.num).map(({ value }) => value);
}

/** The token in the first new object, without its padding; null when that is no timestamp of the document. */
function tokenAt(file: PdfFile, revision: Revision, num: number): Uint8Array | null {
  const dict = file.object(revision, num);
  const contents = dict.kind === 'dict' && isName(file.get(revision, dict, 'SubFilter'), 'ETSI.RFC3161') ? contentsOf(file, dict) : null;
  const read = contents === null ? null : readSignedData(contents.bytes);
  return read?.ok === true ? contents!.bytes.subarray(0, read.end) : null;
}

/** Each value is signed by a key that the file already holds; certificates join what is known. Null when all are. */
async function strangerAmong(subtle: SubtleCrypto, values: readonly ArchiveValue[], pool: Certificate[], number: number): Promise<string | null> {
  for (const { kind, der } of values) {
    const certificate = kind === 'Certs' ? readCertificate(der) : null;
    if (certificate !== null) pool.push(certificate);
  }
  for (const { kind, der } of values) if (!(await isSigned(subtle, kind, der, pool))) return archiveProblems.stranger(number, valueNames[kind]);
  return null;
}

const valueNames: Readonly<Record<ArchiveKind, string>> = { Certs: 'a certificate', CRLs: 'a revocation list', OCSPs: 'an OCSP response' };

/** Whether a value of a DSS is in the one form that it has, and one of the certificates at hand made its signature. */
async function isSigned(subtle: SubtleCrypto, kind: ArchiveKind, der: Uint8Array, pool: readonly Certificate[]): Promise<boolean> {
  const form = await signedForm(subtle, kind, der, pool);
  return form !== null && sameBytes(form, der);
}

/**
 * The value as a DSS takes it: DER, and of an OCSP response no certificate that its signature doesn't need. Null where none of the certificates at hand made
 * its signature, or it isn't what its kind says.
 */
export async function signedForm(subtle: SubtleCrypto, kind: ArchiveKind, der: Uint8Array, pool: readonly Certificate[]): Promise<Uint8Array | null> {
  const whole = readWhole(der);
  if (whole === null || !sameBytes(toDer(whole), der)) return null;
  if (kind === 'Certs') {
    const certificate = readCertificate(der);
    return certificate !== null && plainAlgorithm(certificate.algorithm) && await certifiedBy(subtle, certificate, pool.filter((one) => sameBytes(one.subject, certificate.issuer))) ? der : null;
  }
  const answer = kind === 'CRLs' ? readRevocationList(der) : readOcspResponse(der);
  if (answer === null || !plainAlgorithm(answer.algorithm)) return null;
  for (const one of pool) {
    if (answer.kind === 'crl' && await isListOf(subtle, answer, one)) return der;
    const responder = answer.kind === 'ocsp' ? await responderOf(subtle, answer, one) : null;
    if (answer.kind === 'ocsp' && responder !== null) return responseWith(answer, responder === one ? null : responder);
  }
  return null;
}
