/**
 * One incremental update of a packet, byte by byte (`seal-grammar.md`): what is written again first, then what is new, a classic table and the sealed
 * trailer with a `/Prev`. Archives and countersignatures are both made of it.
 */
import { seal } from './seal.ts';
import { latin1 } from './verify/pdf-object.ts';
import type { PdfFile } from './verify/pdf-file.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** The parts of the sealed revision that later ones write again. */
export interface SealedParts {
  readonly catalog: { readonly num: number; readonly body: string };
  /** `fields` are object numbers, the seal's first; `rest` what stands in the form after them. */
  readonly form: { readonly num: number; readonly fields: readonly number[]; readonly rest: string };
  /** The page that the seal is on. */
  readonly page: number;
  /** `/Size` of the sealed revision, and the trailer's other entries. */
  readonly size: number;
  readonly trailer: string;
}

/** The text of one object as the sealed revision has it; empty where it has none. */
export function sealedText(file: PdfFile, num: number): string {
  const span = file.span(file.revisions[0]!, num);
  return span === null ? '' : latin1(file.bytes.subarray(span.from, span.to));
}

/** Reads what stays of the seal's own revision; null when it is not written as seals are. */
export function sealedParts(file: PdfFile): SealedParts | null {
  const section = file.revisions[0]!.sections[0]!;
  const trailer = /trailer\n<<\n\/Size (\d+)\n((?:\/[^\n]+\n)+)>>$/.exec(latin1(file.bytes.subarray(Math.max(section.offset, section.end - 1000), section.end)));
  const root = /\/Root (\d+) 0 R\n/.exec(trailer?.[2] ?? '');
  const catalog = /^(\d+) 0 obj\n<<\n([^]*)>>\nendobj$/.exec(sealedText(file, Number(root?.[1] ?? 0)));
  const formNum = /^\/AcroForm (\d+) 0 R\n/m.exec(catalog?.[2] ?? '');
  const form = /^(\d+) 0 obj\n<<\n\/Fields \[((?:\d+ 0 R )*\d+ 0 R)\]\n([^]*)>>\nendobj$/.exec(sealedText(file, Number(formNum?.[1] ?? 0)));
  const fields = (form?.[2]?.match(/\d+(?= 0 R)/g) ?? []).map(Number);
  const page = /\n\/P (\d+) 0 R\n/.exec(sealedText(file, fields[0] ?? 0));
  if (!trailer || !catalog || !form || !page || section.kind !== 'table' || /^\/(?:DSS|Extensions)\b/m.test(catalog[2]!) || /\/(?:Prev|Size|XRefStm)\b/.test(trailer[2]!)) return null;
  return { catalog: { num: Number(catalog[1]), body: catalog[2]! }, form: { num: Number(form[1]), fields, rest: form[3]! }, page: Number(page[1]), size: Number(trailer[1]), trailer: trailer[2]! };
}

/** Where the next update begins. */
export interface FileEnd {
  /** The first object number that is free. */
  readonly size: number;
  /** Where the next revision starts in the file, and where the last cross-reference section stands. */
  readonly end: number;
  readonly previous: number;
}

/** The end of the sealed revision. */
export function sealedEnd(file: PdfFile, parts: SealedParts): FileEnd {
  const sealed = file.revisions[0]!;
  return { size: parts.size, end: sealed.eof + 1, previous: sealed.sections[0]!.offset };
}

export interface WrittenObject { readonly num: number; readonly pieces: readonly Uint8Array[] }

/** An object of an update: its number and its body, of which text is ASCII. */
export const written = (num: number, ...body: readonly (string | Uint8Array)[]): WrittenObject => ({ num, pieces: [`${num} 0 obj\n`, ...body, '\nendobj\n'].map((piece) => (typeof piece === 'string' ? ascii(piece) : piece)) });

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) { whole.set(piece, at); at += piece.length; }
  return whole;
}

/** Writes one update: the rewritten object first, then the new ones, which are numbered from `size` on. */
export function appendUpdate(trailer: string, { size, end, previous }: FileEnd, rewritten: WrittenObject, added: readonly WrittenObject[]): { readonly bytes: Uint8Array; readonly end: FileEnd } {
  const pieces: Uint8Array[] = [];
  let at = end;
  const entryOf = ({ pieces: own }: WrittenObject): string => {
    const line = `${String(at).padStart(10, '0')} 00000 n \n`;
    for (const piece of own) { pieces.push(piece); at += piece.length; }
    return line;
  };
  const first = entryOf(rewritten);
  const rest = added.map(entryOf).join('');
  const next = size + added.length;
  pieces.push(ascii(`xref\n${rewritten.num} 1\n${first}${size} ${added.length}\n${rest}trailer\n<<\n/Size ${next}\n${trailer}/Prev ${previous}\n>>\nstartxref\n${at}\n%%EOF\n`));
  const bytes = joined(pieces);
  return { bytes, end: { size: next, end: end + bytes.length, previous: at } };
}

export const references = (nums: readonly number[]): string => nums.map((num) => `${num} 0 R`).join(' ');

/** What an update that carries a signature covers: the file but for the `/Contents` token, `[0, from)` and `[to, end)`. */
export interface SignatureGap { readonly from: number; readonly to: number }

/**
 * Builds an update whose first `/Contents` token holds `value` in DER, an empty one leaving the place for it. `build` gets the 40 characters of
 * `/ByteRange` and the `/Contents` token; the length of what it makes depends on neither.
 */
export function withSignature<T extends { readonly bytes: Uint8Array }>(at: FileEnd, value: Uint8Array, build: (range: string, contents: string) => T): T & { readonly gap: SignatureGap } {
  const digits = seal.contentsBytes * 2;
  let hex = '';
  for (const byte of value) hex += byte.toString(16).padStart(2, '0');
  const contents = `<${hex.padEnd(digits, '0')}>`;
  const draft = build(''.padEnd(seal.byteRangeWidth), contents);
  const from = at.end + indexOf(draft.bytes, '/Contents <') + '/Contents '.length;
  const to = from + digits + 2;
  const end = at.end + draft.bytes.length;
  return { ...build(`0 ${from} ${to} ${end - to}`.padEnd(seal.byteRangeWidth), contents), gap: { from, to } };
}

function indexOf(bytes: Uint8Array, text: string): number {
  const wanted = ascii(text);
  for (let at = 0; at + wanted.length <= bytes.length; at++) if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}
