/** What a file is by its first bytes, never by its name. */
import { latin1 } from '../../shared/packet/verify/pdf-object.ts';
import { readTrustRoot } from '../../shared/packet/verify/verify.ts';

export type FileKind = 'pdf' | 'certificate' | 'list' | 'other';

/** How every status list begins: canonical JSON has one order, and the format's number comes first. */
const listStart = /^\{"format":[0-9]{1,9},"kind":"signed-status-list"/;

/** How much of a file is looked at. No trust file is longer. */
export const sniffedBytes = 64 * 1024;

/** The kind of a file of which `start` are the first bytes, all of them where it is no longer than {@link sniffedBytes}. */
export function kindOf(start: Uint8Array): FileKind {
  if (latin1(start.subarray(0, 1024)).includes('%PDF-')) return 'pdf';
  if (listStart.test(latin1(start.subarray(0, 64)))) return 'list';
  return readTrustRoot(start) === null ? 'other' : 'certificate';
}
