/** Font files opened to the tables inside them: WOFF (W3C WOFF 1.0), which pdfkit reads too, but inflates in JavaScript, a second for six faces; and the OpenType files and collections of a computer. */
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
  return written(source.getUint32(4), tables);
}

interface Packed { readonly tag: number; readonly checksum: number; readonly bytes: Uint8Array }

function written(kind: number, tables: readonly Packed[]): Uint8Array {
  const count = tables.length;
  const font = new Uint8Array(12 + 16 * count + tables.reduce((sum, { bytes }) => sum + aligned(bytes.length), 0));
  const target = new DataView(font.buffer);
  const power = Math.floor(Math.log2(count));
  target.setUint32(0, kind);
  [count, 16 * 2 ** power, power, 16 * (count - 2 ** power)].forEach((value, i) => target.setUint16(4 + 2 * i, value));
  let at = 12 + 16 * count;
  tables.forEach(({ tag, checksum, bytes }, i) => {
    [tag, checksum, at, bytes.length].forEach((value, field) => target.setUint32(12 + 16 * i + 4 * field, value));
    font.set(bytes, at);
    at += aligned(bytes.length);
  });
  return font;
}

const collection = 0x74746366;
/** TrueType outlines, by either of their two marks, and CFF outlines. */
const kinds: readonly number[] = [0x00010000, 0x74727565, 0x4f54544f];
const tagOf = (tag: string): number => new DataView(Uint8Array.from(tag, (character) => character.charCodeAt(0)).buffer).getUint32(0);

/** A font of this computer. `has`: whether it has a glyph for a code point. */
export interface InstalledFont { readonly bytes: Uint8Array; has(codePoint: number): boolean }

/** The font in an OpenType file, of a collection the first; null where it is none, is damaged, or forbids to be embedded as a subset (OS/2, fsType). */
export function installedFont(file: Uint8Array): InstalledFont | null {
  try {
    const source = new DataView(file.buffer, file.byteOffset, file.length);
    const start = source.getUint32(0) === collection ? source.getUint32(12) : 0;
    if (!kinds.includes(source.getUint32(start))) return null;
    const tables = Array.from({ length: source.getUint16(start + 4) }, (_, i): Packed => {
      const [tag, checksum, offset, length] = [0, 4, 8, 12].map((field) => source.getUint32(start + 12 + 16 * i + field)) as [number, number, number, number];
      if (offset + length > file.length) throw new RangeError('a table outside the file');
      return { tag, checksum, bytes: file.subarray(offset, offset + length) };
    });
    const table = (tag: string): DataView | null => { const found = tables.find((one) => one.tag === tagOf(tag)); return found === undefined ? null : new DataView(found.bytes.buffer, found.bytes.byteOffset, found.bytes.length); };
    const cmap = table('cmap');
    // Restricted licence, no subsetting, bitmaps only.
    if (cmap === null || ((table('OS/2')?.getUint16(8) ?? 0) & (0x0002 | 0x0100 | 0x0200)) !== 0) return null;
    return { bytes: written(source.getUint32(start), tables), has: coverage(cmap) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** What a character map covers: subtables of Unicode in format 12, else 4 (OpenType, `cmap`). */
function coverage(cmap: DataView): (codePoint: number) => boolean {
  const subtables = Array.from({ length: cmap.getUint16(2) }, (_, i) => ({ platform: cmap.getUint16(4 + 8 * i), at: cmap.getUint32(8 + 8 * i) })).filter(({ platform }) => platform === 0 || platform === 3);
  const inFormat = (format: number): number | undefined => subtables.find(({ at }) => cmap.getUint16(at) === format)?.at;
  const [full, basic] = [inFormat(12), inFormat(4)];
  const ranges: (readonly [number, number])[] = [];
  if (full !== undefined) for (let i = 0; i < cmap.getUint32(full + 12); i++) ranges.push([cmap.getUint32(full + 16 + 12 * i), cmap.getUint32(full + 20 + 12 * i)]);
  else if (basic !== undefined) {
    const segments = cmap.getUint16(basic + 6);
    for (let i = 0; i < segments; i += 2) ranges.push([cmap.getUint16(basic + 16 + segments + i), cmap.getUint16(basic + 14 + i)]);
  }
  return (codePoint) => codePoint !== 0xffff && ranges.some(([from, to]) => codePoint >= from && codePoint <= to);
}

const aligned = (length: number): number => (length + 3) & ~3;
