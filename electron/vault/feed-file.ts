/** The text of a feed's file: one record a line, `<event digest> SP <canonical JSON> LF`. */
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { Sha256 } from '../../shared/ports.ts';
import type { Digest } from '../../shared/vocabulary.ts';

const lineFeed = 0x0a;
const digestCharacters = 64;

/** Where one event's canonical JSON stands in the file, in bytes. */
export interface RecordSpan { readonly digest: Digest; readonly offset: number; readonly length: number }

export interface FeedRecords {
  readonly spans: readonly RecordSpan[];
  /** Length of the good records together. */
  readonly goodBytes: number;
  /** `torn`: the file ends inside a record, which was never acknowledged. `damaged`: a whole record does not hash to its name. */
  readonly end: 'clean' | 'torn' | 'damaged';
}

/** The record's line. */
export function recordLine(digest: Digest, text: string): Uint8Array {
  return encodeUtf8(`${digest} ${text}\n`);
}

/** Finds the records and checks each against its digest, up to the first that fails. */
export function findRecords(bytes: Uint8Array, sha256: Sha256): FeedRecords {
  const spans: RecordSpan[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(lineFeed, at);
    if (end < 0) return { spans, goodBytes: at, end: 'torn' };
    const offset = at + digestCharacters + 1;
    const digest = String.fromCharCode(...bytes.subarray(at, Math.min(offset - 1, end)));
    if (offset > end || bytes[offset - 1] !== 0x20 || sha256(bytes.subarray(offset, end)) !== digest) return { spans, goodBytes: at, end: 'damaged' };
    spans.push({ digest: digest as Digest, offset, length: end - offset });
    at = end + 1;
  }
  return { spans, goodBytes: at, end: 'clean' };
}
