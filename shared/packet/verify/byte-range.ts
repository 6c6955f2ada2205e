/**
 * Step 1: which bytes a signature covers (ISO 32000-1, 12.8.1). Exactly four integers; from the first byte; the gap is this
 * dictionary's own `/Contents` token and nothing else; up to the end of a revision. Signature wrapping, moved second
 * ranges, overlaps and hidden updates all break one of these.
 */
import { failed, passed, type Check } from '../verdict.ts';
import { countOf, entry } from './pdf-object.ts';
import type { PdfFile, Revision } from './pdf-file.ts';
import { contentsOf, type SignatureField } from './signature-field.ts';

export interface Coverage {
  readonly check: Check;
  /** The two ranges in order, wherever they are, as views of the file; null when they are not ranges of this file. */
  readonly covered: readonly Uint8Array[] | null;
  /** The revision whose end the second range reaches, null unless the check passed. */
  readonly revision: Revision | null;
  /** Whether the second range reaches the file's very last byte. */
  readonly toTheEnd: boolean;
}

/** Judges the `/ByteRange` of one signature dictionary. */
export function judgeByteRange(file: PdfFile, field: SignatureField): Coverage {
  const { bytes } = file;
  const no = (reason: string, covered: Coverage['covered'] = null): Coverage => ({ check: failed(reason), covered, revision: null, toTheEnd: false });
  if (field.value === null) return no('the field holds no signature dictionary');
  const range = entry(field.value, 'ByteRange');
  const numbers = range.kind === 'array' ? range.items.map(countOf) : [];
  if (numbers.length !== 4 || numbers.some((number) => number === null)) return no('/ByteRange must be four whole numbers in the signature dictionary');
  const [from, before, after, rest] = numbers as [number, number, number, number];
  const inside = from + before <= after && after + rest <= bytes.length;
  const covered = inside ? [bytes.subarray(from, from + before), bytes.subarray(after, after + rest)] : null;
  if (!inside) return no('the two ranges of /ByteRange overlap or leave the file');
  if (from !== 0) return no(`/ByteRange starts at byte ${from}; expected 0`, covered);
  const contents = contentsOf(file, field.value);
  if (contents === null) return no('/Contents must be a hexadecimal string in the signature dictionary', covered);
  if (contents.from !== before || contents.to !== after) return no(`the gap of /ByteRange is bytes ${before} to ${after}; expected this signature’s own /Contents, ${contents.from} to ${contents.to}`, covered);
  const end = after + rest;
  const revision = file.revisions.find((one) => isEnd(bytes, one.eof, end));
  if (revision === undefined) return no(`/ByteRange ends at byte ${end}, where no revision ends`, covered);
  if (contents.from < revision.start) return no('the signature stands in an earlier revision than the one whose end it covers', covered);
  const toTheEnd = end === bytes.length;
  return { toTheEnd, check: passed(toTheEnd ? 'covers the whole file but its own value' : `covers the file up to the end of revision ${revision.index + 1} of ${file.revisions.length}`), covered, revision };
}

/** Whether `end` is right after `%%EOF`, or after the end of line that follows it. */
function isEnd(bytes: Uint8Array, eof: number, end: number): boolean {
  if (end === eof || (end === eof + 1 && (bytes[eof] === 10 || bytes[eof] === 13))) return true;
  return end === eof + 2 && bytes[eof] === 13 && bytes[eof + 1] === 10;
}
