/** A composite font of two-byte codes: what its dictionary says of each code, and what its program has (OpenType: `maxp`, `hhea`, `hmtx`, `head`; CFF: how many charstrings). */
import { decode } from '../../shared/packet/verify/pdf-filter.ts';
import { emptyDict, latin1, type PdfDict, type PdfObject } from '../../shared/packet/verify/pdf-object.ts';
import type { Model } from './model.ts';

export interface FontModel {
  readonly name: string;
  readonly dict: PdfDict;
  readonly descendant: PdfDict;
  readonly descriptor: PdfDict;
  /** Text by code, as the ToUnicode map has it. */
  readonly unicode: ReadonlyMap<number, string>;
  /** Widths by code, in thousandths. */
  readonly widths: ReadonlyMap<number, number>;
  /** Null where no program that is read here is embedded. */
  readonly program: { readonly glyphs: number; /** Null: not read from this kind of outlines. */ width(glyph: number): number | null } | null;
}

export function fontOf(model: Model, dict: PdfDict): FontModel {
  const listed = model.get(dict, 'DescendantFonts');
  const first = listed.kind === 'array' && listed.items[0] !== undefined ? model.resolve(listed.items[0]) : null;
  const descendant = first?.kind === 'dict' ? first : emptyDict;
  const descriptor = model.dict(descendant, 'FontDescriptor');
  const name = model.get(dict, 'BaseFont');
  const map = model.get(dict, 'ToUnicode');
  const file = model.get(descriptor, 'FontFile2');
  const compact = model.get(descriptor, 'FontFile3');
  const unpacked = file.kind === 'stream' ? decode(file) : null;
  const charstrings = compact.kind === 'stream' ? decode(compact) : null;
  return {
    name: name.kind === 'name' ? name.value : '', dict, descendant, descriptor,
    unicode: map.kind === 'stream' ? unicodeOf(latin1(decode(map) ?? new Uint8Array())) : new Map(),
    widths: widthsOf(model, model.get(descendant, 'W')),
    program: unpacked !== null ? programOf(unpacked) : charstrings !== null ? compactProgramOf(charstrings) : null,
  };
}

const text = (hex: string): string => String.fromCharCode(...(hex.replaceAll(/\s/g, '').match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)));

/** `bfrange` with lists and `bfchar`: what pdfkit writes, and the common other form. */
function unicodeOf(cmap: string): Map<number, string> {
  const map = new Map<number, string>();
  for (const [, from, , list] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    [...list!.matchAll(/<([0-9a-f\s]*)>/gi)].forEach((match, i) => map.set(parseInt(from!, 16) + i, text(match[1]!)));
  }
  for (const block of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) for (const [, from, to] of block[1]!.matchAll(/<([0-9a-f]{4})>\s*<([0-9a-f\s]*)>/gi)) map.set(parseInt(from!, 16), text(to!));
  return map;
}

function widthsOf(model: Model, w: PdfObject): Map<number, number> {
  const widths = new Map<number, number>();
  const value = (object: PdfObject | undefined): number => (object?.kind === 'integer' || object?.kind === 'real' ? object.value : NaN);
  const items = w.kind === 'array' ? w.items : [];
  for (let i = 0; i < items.length;) {
    const from = value(items[i]);
    const next = model.resolve(items[i + 1] ?? { kind: 'null' });
    if (next.kind === 'array') {
      next.items.forEach((width, k) => widths.set(from + k, value(width)));
      i += 2;
    } else {
      for (let code = from; code <= value(next) && code < 65_536; code++) widths.set(code, value(items[i + 2]));
      i += 3;
    }
  }
  return widths;
}

function programOf(bytes: Uint8Array): FontModel['program'] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const tables = new Map(Array.from({ length: view.getUint16(4) }, (_, i) => [latin1(bytes.subarray(12 + 16 * i, 16 + 16 * i)), view.getUint32(20 + 16 * i)]));
  const [head, maxp, hhea, hmtx] = ['head', 'maxp', 'hhea', 'hmtx'].map((tag) => tables.get(tag));
  if (head === undefined || maxp === undefined || hhea === undefined || hmtx === undefined) return null;
  const scale = 1000 / view.getUint16(head + 18), metrics = view.getUint16(hhea + 34);
  return { glyphs: view.getUint16(maxp + 4), width: (glyph) => view.getUint16(hmtx + 4 * Math.min(glyph, metrics - 1)) * scale };
}

/** A compact font (Adobe Technical Note 5176): the top dictionary names where the charstrings are, and their index begins with its count. */
function compactProgramOf(bytes: Uint8Array): FontModel['program'] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const offset = (at: number, size: number): number => Array.from({ length: size }, (_, i) => bytes[at + i]!).reduce((sum, byte) => sum * 256 + byte, 0);
  const index = (at: number): { readonly first: number; readonly end: number } => {
    const count = view.getUint16(at), size = bytes[at + 2]!, data = at + 2 + (count + 1) * size;
    return { first: data + offset(at + 3, size), end: data + offset(at + 3 + count * size, size) };
  };
  const top = index(index(bytes[2]!).end);
  const operands: number[] = [];
  for (let at = top.first; at < top.end;) {
    const byte = bytes[at]!;
    if (byte <= 21) {
      if (byte === 17) return { glyphs: view.getUint16(operands[0]!), width: () => null };
      operands.length = 0;
      at += byte === 12 ? 2 : 1;
    } else if (byte === 28) { operands.push(view.getInt16(at + 1)); at += 3; }
    else if (byte === 29) { operands.push(view.getInt32(at + 1)); at += 5; }
    else if (byte === 30) { for (at++; (bytes[at]! & 15) !== 15 && bytes[at]! >> 4 !== 15; at++); at++; operands.push(0); }
    else if (byte <= 246) { operands.push(byte - 139); at++; }
    else { operands.push(byte <= 250 ? (byte - 247) * 256 + bytes[at + 1]! + 108 : -(byte - 251) * 256 - bytes[at + 1]! - 108); at += 2; }
  }
  return null;
}
