/** WOFF files opened to the tables inside them (W3C WOFF 1.0). pdfkit reads WOFF too, but inflates in JavaScript: a second for six faces. */
import { inflateSync } from 'node:zlib';
import { Defect } from '../../shared/result.ts';

const woffSignature = 0x774f4646;

/** The font in its plain form (OpenType: a directory of 16 bytes a table, then the tables, each on a multiple of four). */
export function openFont(woff: Uint8Array): Uint8Array {
  const source = new DataView(woff.buffer, woff.byteOffset, woff.length);
  if (source.getUint32(0) !== woffSignature) throw new Defect('a font of the packet is not a WOFF file');
  const count = source.getUint16(12);
  const tables = Array.from({ length: count }, (_, i) => {
    const at = 44 + 20 * i;
    const [tag, offset, packed, length, checksum] = [0, 4, 8, 12, 16].map((field) => source.getUint32(at + field)) as [number, number, number, number, number];
    const bytes = woff.subarray(offset, offset + packed);
    return { tag, checksum, bytes: packed < length ? inflateSync(bytes) : bytes };
  });
  const font = new Uint8Array(12 + 16 * count + tables.reduce((sum, { bytes }) => sum + aligned(bytes.length), 0));
  const target = new DataView(font.buffer);
  const power = Math.floor(Math.log2(count));
  target.setUint32(0, source.getUint32(4));
  [count, 16 * 2 ** power, power, 16 * (count - 2 ** power)].forEach((value, i) => target.setUint16(4 + 2 * i, value));
  let at = 12 + 16 * count;
  tables.forEach(({ tag, checksum, bytes }, i) => {
    [tag, checksum, at, bytes.length].forEach((value, field) => target.setUint32(12 + 16 * i + 4 * field, value));
    font.set(bytes, at);
    at += aligned(bytes.length);
  });
  return font;
}

const aligned = (length: number): number => (length + 3) & ~3;
