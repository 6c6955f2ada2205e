/**
 * Whether the revisions after the seal of a countersigned packet are written exactly as countersignatures are (`../seal-grammar.md`): each is taken
 * apart, built again from its parts and compared, byte by byte. Who signed, and whether they had to, is judged in `countersignatures.ts`.
 */
import { countersignProblems } from '../../copy/countersign.ts';
import type { Instant } from '../../vocabulary.ts';
import { countersignedNothing, countersignRevision, isComplete, type Countersigning } from '../countersign.ts';
import type { Certificate } from './certificate.ts';
import { cmsProblem } from './cms-form.ts';
import { sameBytes } from './der.ts';
import { entry, textOf } from './pdf-object.ts';
import type { PdfFile, Revision } from './pdf-file.ts';
import { contentsOf } from './signature-field.ts';
import { readSignedData } from './signed-data.ts';

/** One countersignature that is written as it must be. */
export interface WrittenCountersignature { readonly field: string; readonly revision: Revision; readonly claimedAt: Instant; readonly certificate: Certificate }

export interface ReplayedCountersignatures {
  readonly countersigning: Countersigning;
  /** In the order of their revisions. */
  readonly signatures: readonly WrittenCountersignature[];
}

/** Follows the revisions after the seal as long as fields wait; what is wrong with one. `ca` is the authority's certificate as the seal carries it. */
export async function replayCountersignatures(subtle: SubtleCrypto, file: PdfFile, ca: Certificate | null): Promise<ReplayedCountersignatures | string> {
  let countersigning = countersignedNothing(file);
  if (countersigning === null) return countersignProblems.base;
  const signatures: WrittenCountersignature[] = [];
  for (const revision of file.revisions.slice(1)) {
    if (isComplete(countersigning)) break;
    const read = await readRevision(subtle, file, revision, countersigning, ca);
    if (typeof read === 'string') return read;
    signatures.push(read.signature);
    countersigning = read.after;
  }
  return { countersigning, signatures };
}

async function readRevision(subtle: SubtleCrypto, file: PdfFile, revision: Revision, before: Countersigning, ca: Certificate | null): Promise<{ readonly after: Countersigning; readonly signature: WrittenCountersignature } | string> {
  const number = revision.index + 1;
  const waiting = before.fields.filter(({ index }) => !before.filled.includes(index));
  const field = waiting.find(({ num }) => revision.sections[0]!.entries.has(num));
  const dict = file.object(revision, before.size);
  const contents = dict.kind === 'dict' ? contentsOf(file, dict) : null;
  const claimed = dict.kind === 'dict' ? /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(textOf(entry(dict, 'M')) ?? '') : null;
  const read = contents === null ? null : readSignedData(contents.bytes);
  if (field === undefined || claimed === null || contents === null || read?.ok !== true) return countersignProblems.kind(number);
  const [, year, month, day, hour, minute, second] = claimed;
  const at = `${year!}-${month!}-${day!}T${hour!}:${minute!}:${second!}.000Z`;
  if (Number.isNaN(Date.parse(at)) || new Date(Date.parse(at)).toISOString() !== at) return countersignProblems.kind(number);
  const built = countersignRevision(before, field, at as Instant, contents.bytes.subarray(0, read.end));
  if (!sameBytes(built.bytes, file.bytes.subarray(before.end, revision.eof + 1))) return countersignProblems.bytes(number);
  const problem = await cmsProblem(subtle, read.data, { stampAllowed: false });
  if (problem !== null) return countersignProblems.signature(number, problem);
  if (ca === null || !sameBytes(read.data.certificates[1]!.der, ca.der)) return countersignProblems.authority(number);
  return { after: built.after, signature: { field: field.name, revision, claimedAt: at as Instant, certificate: read.data.certificates[0]! } };
}
