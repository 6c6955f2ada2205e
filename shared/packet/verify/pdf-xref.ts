/** One cross-reference section: a classic table with its trailer, or a cross-reference stream (ISO 32000-1, 7.5.4 and 7.5.8). */
import { decode } from './pdf-filter.ts';
import { Malformed, PdfLexer } from './pdf-lexer.ts';
import { countOf, entry, isName, type PdfDict, type PdfObject, type PdfStream } from './pdf-object.ts';

/** Where an object stands: at an offset, as one of an object stream's, or nowhere. */
export type Entry =
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number }
  | { readonly kind: 'free' };

export interface Section {
  readonly kind: 'table' | 'stream';
  readonly offset: number;
  /** First byte after the trailer dictionary, or after the stream object. */
  readonly end: number;
  readonly entries: ReadonlyMap<number, Entry>;
  readonly trailer: PdfDict;
  readonly prev: number | null;
  /** Offset of the cross-reference stream of a hybrid file. */
  readonly hybrid: number | null;
}

/** Objects that one file may number. */
export const objectLimit = 500_000;

function offsetEntry(trailer: PdfDict, key: string, at: number): number | null {
  if (!trailer.entries.has(key)) return null;
  const value = countOf(entry(trailer, key));
  if (value === null) throw new Malformed(`/${key} of the trailer is not an offset`, at);
  return value;
}

function section(kind: Section['kind'], offset: number, end: number, entries: Map<number, Entry>, trailer: PdfDict): Section {
  return { kind, offset, end, entries, trailer, prev: offsetEntry(trailer, 'Prev', offset), hybrid: kind === 'table' ? offsetEntry(trailer, 'XRefStm', offset) : null };
}

/** Reads the section that starts at exactly this offset. */
export function readSection(bytes: Uint8Array, offset: number): Section {
  if (offset >= bytes.length) throw new Malformed('a cross-reference offset lies outside the file', offset);
  const lexer = new PdfLexer(bytes, offset);
  return lexer.keyword('xref') ? readTable(lexer, offset) : readStream(lexer, offset);
}

/** The number in exactly so many digits, or -1. */
function digits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = bytes[i]! - 0x30;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** An entry of a table: `0000000000 00000 n` and two bytes of end of line; null for anything else. */
function tableEntry(bytes: Uint8Array, at: number): Entry | null {
  const offset = digits(bytes, at, 10), gen = digits(bytes, at + 11, 5);
  const [kind, first, second] = [bytes[at + 17], bytes[at + 18], bytes[at + 19]];
  const ends = (first === 0x20 && (second === 10 || second === 13)) || (first === 13 && second === 10);
  if (offset < 0 || gen < 0 || bytes[at + 10] !== 0x20 || bytes[at + 16] !== 0x20 || !ends) return null;
  return kind === 0x6e ? { kind: 'offset', offset, gen } : kind === 0x66 ? { kind: 'free' } : null;
}

function readTable(lexer: PdfLexer, offset: number): Section {
  const { bytes } = lexer;
  const entries = new Map<number, Entry>();
  lexer.skip();
  while (!lexer.keyword('trailer')) {
    const first = lexer.natural();
    const count = lexer.natural();
    if (first + count > objectLimit) lexer.fail(`a cross-reference table numbers more than ${objectLimit} objects`);
    // The subsection's header ends its line; each entry is exactly 20 bytes (7.5.4).
    while (bytes[lexer.at] === 0x20) lexer.at++;
    if (bytes[lexer.at] === 13) lexer.at++;
    if (bytes[lexer.at] === 10) lexer.at++;
    for (let num = first; num < first + count; num++) {
      const found = tableEntry(bytes, lexer.at);
      if (found === null) lexer.fail('a cross-reference entry is not 20 bytes of the standard form');
      if (entries.has(num)) lexer.fail(`a cross-reference table lists object ${num} twice`);
      entries.set(num, found);
      lexer.at += 20;
    }
    lexer.skip();
  }
  const trailer = lexer.object();
  if (trailer.kind !== 'dict') lexer.fail('the trailer is not a dictionary');
  return section('table', offset, lexer.at, entries, trailer);
}

function readStream(lexer: PdfLexer, offset: number): Section {
  const { num, object } = lexer.indirect(() => null);
  if (object.kind !== 'stream' || !isName(entry(object.dict, 'Type'), 'XRef')) throw new Malformed('no cross-reference section stands where one is named', offset);
  const entries = streamEntries(object, offset);
  // The stream itself is listed by most writers and left out by some; either way it is the object at this offset.
  entries.set(num, { kind: 'offset', offset, gen: 0 });
  return section('stream', offset, lexer.at, entries, object.dict);
}

function streamEntries(stream: PdfStream, offset: number): Map<number, Entry> {
  const wrong = (problem: string): never => { throw new Malformed(`a cross-reference stream ${problem}`, offset); };
  const whole = (object: PdfObject): number => countOf(object) ?? wrong('has a number that is not a count');
  const { dict } = stream;
  const widths = entry(dict, 'W');
  if (widths.kind !== 'array' || widths.items.length !== 3) return wrong('has no /W of three numbers');
  const [w0, w1, w2] = widths.items.map(whole) as [number, number, number];
  if (w0 > 4 || w1 > 6 || w2 > 4 || w1 === 0) return wrong('has field widths out of range');
  const size = whole(entry(dict, 'Size'));
  const index = entry(dict, 'Index');
  const ranges = index.kind === 'array' ? index.items.map(whole) : [0, size];
  const data = decode(stream) ?? wrong('cannot be decoded');
  const entries = new Map<number, Entry>();
  let at = 0;
  const field = (width: number, otherwise: number): number => {
    if (width === 0) return otherwise;
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + data[at++]!;
    return value;
  };
  for (let range = 0; range < ranges.length; range += 2) {
    const first = ranges[range]!, count = ranges[range + 1] ?? wrong('has an odd /Index');
    if (first + count > objectLimit) return wrong(`numbers more than ${objectLimit} objects`);
    for (let num = first; num < first + count; num++) {
      if (at + w0 + w1 + w2 > data.length) return wrong('is shorter than its /Index');
      const type = field(w0, 1), second = field(w1, 0), third = field(w2, 0);
      if (entries.has(num)) return wrong(`lists object ${num} twice`);
      entries.set(num, type === 1 ? { kind: 'offset', offset: second, gen: third } : type === 2 ? { kind: 'packed', container: second, index: third } : { kind: 'free' });
    }
  }
  return at === data.length ? entries : wrong('is longer than its /Index');
}
