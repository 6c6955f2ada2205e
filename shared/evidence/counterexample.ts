/**
 * `.counterexample` files of VNN-COMP, plain or gzipped: pairs of a variable and its value, `((X_0 0.1)(Y_0 2))`, in one list or each by itself, after
 * the word `sat` in some years. What doesn't unpack or parse says why, and loses nothing but itself.
 */
import { Gunzip } from 'fflate';
import { clip, numberOf, textOf, type EvidenceFile } from './reader.ts';
import { readSExpressions, type SExpression } from './s-expressions.ts';

export interface Counterexample { readonly inputs: readonly string[]; readonly outputs: readonly string[]; readonly notFinite: number }

/** How much a gzipped file may unpack to. */
const mostBytes = 8 * 1024 * 1024;

/** The assignment, as `X_0 = 0.1`, or a sentence that says why there is none. */
export function readCounterexample(format: string, file: EvidenceFile): Counterexample | string {
  const isPacked = file.bytes[0] === 0x1f && file.bytes[1] === 0x8b;
  const bytes = isPacked ? unpack(file.bytes) : file.bytes;
  if (bytes === null) return `It does not unpack to at most ${mostBytes / 1024 / 1024} MB.`;
  if (bytes.length > mostBytes) return `It is larger than ${mostBytes / 1024 / 1024} MB.`;
  const text = textOf(format, { ...file, bytes });
  if (!text.ok) return 'It is not text.';
  const read = readSExpressions(format, file.name, text.value);
  if (!read.ok) return 'Its brackets do not match, or it is nested too deeply.';
  const inputs: string[] = [];
  const outputs: string[] = [];
  let notFinite = 0;
  // One list around all pairs, or none.
  for (const part of read.value.flatMap((one): readonly SExpression[] => ('list' in one && one.list.every((inner) => 'list' in inner) ? one.list : [one]))) {
    if ('atom' in part) {
      if (/^(?:sat|violated)$/.test(part.atom)) continue;
      return `Line ${part.line} has ${clip(JSON.stringify(part.atom), 60)} where a pair like (X_0 0.1) was expected.`;
    }
    const [name, value] = part.list;
    if (part.list.length !== 2 || name === undefined || value === undefined || !('atom' in name) || !('atom' in value) || !/^[XY]_\d{1,9}$/.test(name.atom)) return `Line ${part.line} has no pair like (X_0 0.1).`;
    const isNumber = numberOf(value.atom) !== null;
    if (!isNumber && !/^[+-]?(?:nan|inf(?:inity)?|[\d.]+e\+?\d+)$/i.test(value.atom)) return `Line ${part.line} has ${clip(JSON.stringify(value.atom), 60)} where a number was expected.`;
    if (!isNumber) notFinite++;
    (name.atom.startsWith('X') ? inputs : outputs).push(`${name.atom} = ${value.atom}`);
  }
  return inputs.length === 0 && outputs.length === 0 ? 'It holds no values.' : { inputs, outputs, notFinite };
}

function unpack(packed: Uint8Array): Uint8Array | null {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    const stream = new Gunzip((piece) => {
      length += piece.length;
      if (length > mostBytes) throw new RangeError('too much');
      pieces.push(piece);
    });
    // In pieces: a bomb is seen before it has grown.
    for (let at = 0; at < packed.length; at += 16 * 1024) stream.push(packed.subarray(at, at + 16 * 1024), at + 16 * 1024 >= packed.length);
  } catch {
    // The library throws plain errors for damaged data; whatever it was, the file can't be read.
    return null;
  }
  // The trailer says how long the whole is; the library doesn't look, so a file that is cut off would pass for a shorter one.
  if (packed.length < 18 || new DataView(packed.buffer, packed.byteOffset, packed.length).getUint32(packed.length - 4, true) !== length) return null;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) { bytes.set(piece, at); at += piece.length; }
  return bytes;
}
