/** Undoes the one filter that this verifier needs, Flate with PNG predictors (ISO 32000-1, 7.4.4), under a cap. */
import { Unzlib } from 'fflate';
import { countOf, entry, isName, type PdfDict, type PdfObject, type PdfStream } from './pdf-object.ts';

/** Decoded bytes of one stream at most. */
export const decodedLimitBytes = 64 * 1024 * 1024;

const pieceBytes = 16 * 1024;

function inflate(raw: Uint8Array, limitBytes: number): Uint8Array | null {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let done = false;
  try {
    const stream = new Unzlib((piece, final) => { pieces.push(piece); size += piece.length; done = final; });
    // In small pieces: a bomb is noticed before it has grown much beyond the cap.
    for (let at = 0; at < raw.length && size <= limitBytes; at += pieceBytes) stream.push(raw.subarray(at, at + pieceBytes), at + pieceBytes >= raw.length);
  } catch {
    return null;
  }
  if (!done || size > limitBytes) return null;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) { whole.set(piece, at); at += piece.length; }
  return whole;
}

function unpredict(data: Uint8Array, columns: number): Uint8Array | null {
  const rows = data.length / (columns + 1);
  if (!Number.isInteger(rows)) return null;
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const type = data[row * (columns + 1)]!;
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const left = column > 0 ? out[at - 1]! : 0;
      const up = row > 0 ? out[at - columns]! : 0;
      const corner = column > 0 && row > 0 ? out[at - columns - 1]! : 0;
      const guess = guessOf(type, left, up, corner);
      if (guess === null) return null;
      out[at] = data[row * (columns + 1) + 1 + column]! + guess;
    }
  }
  return out;
}

function guessOf(type: number, left: number, up: number, corner: number): number | null {
  switch (type) {
    case 0: return 0;
    case 1: return left;
    case 2: return up;
    case 3: return (left + up) >> 1;
    case 4: { // Paeth
      const p = left + up - corner;
      const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default: return null;
  }
}

const single = (object: PdfObject): PdfObject => (object.kind === 'array' && object.items.length === 1 ? object.items[0]! : object);

/** The stream's data, or null when it is damaged, too large, or filtered in a way that no packet and no cross-reference uses. */
export function decode(stream: PdfStream, limitBytes = decodedLimitBytes): Uint8Array | null {
  const filter = single(entry(stream.dict, 'Filter'));
  if (filter.kind === 'null' || (filter.kind === 'array' && filter.items.length === 0)) return stream.raw.length <= limitBytes ? stream.raw : null;
  if (!isName(filter, 'FlateDecode')) return null;
  const data = inflate(stream.raw, limitBytes);
  const parms = single(entry(stream.dict, 'DecodeParms'));
  if (data === null || parms.kind === 'null') return data;
  if (parms.kind !== 'dict') return null;
  return predicted(data, parms);
}

function predicted(data: Uint8Array, parms: PdfDict): Uint8Array | null {
  const number = (key: string, otherwise: number): number | null => (parms.entries.has(key) ? countOf(entry(parms, key)) : otherwise);
  const predictor = number('Predictor', 1);
  if (predictor === 1) return data;
  const columns = number('Columns', 1);
  const bytewise = number('Colors', 1) === 1 && number('BitsPerComponent', 8) === 8;
  if (predictor === null || predictor < 10 || predictor > 15 || columns === null || columns < 1 || columns > 65_536 || !bytewise) return null;
  return unpredict(data, columns);
}
