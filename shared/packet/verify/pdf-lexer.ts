/**
 * Reads PDF objects from bytes, exactly as ISO 32000-1, 7.2 and 7.3 write them and no other way: no recovery, no guesses.
 * Two readers that guess differently are how a signed file shows two faces.
 */
import { countOf, entry, latin1, pdfNull, type PdfDict, type PdfObject, type PdfStream } from './pdf-object.ts';

/** The bytes are not what the format demands. Thrown inside this folder only: `readPdf` turns it into an answer. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  readonly problem: string;
  readonly offsetBytes: number;
  constructor(problem: string, offsetBytes: number) {
    super(problem);
    this.problem = problem;
    this.offsetBytes = offsetBytes;
  }
}

/** Nesting and size limits of one object. Real files stay far below. */
const limit = { depth: 64, items: 400_000, nameBytes: 512, numberBytes: 24 } as const;

/** What each byte is (7.2.2): white space, a delimiter, or 0 for a regular character. A table, since every byte of a file is looked up. */
const kinds = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) kinds[byte] = 1;
for (const sign of '()<>[]{}/%') kinds[sign.charCodeAt(0)] = 2;
const isWhite = (byte: number): boolean => kinds[byte] === 1;
const isRegular = (byte: number): boolean => kinds[byte] === 0;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

function hexValue(byte: number): number {
  if (isDigit(byte)) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** How a stream's `/Length` is found when it is a reference. */
export type LengthOf = (num: number, gen: number) => number | null;

/** A reading position in bytes. `inFile` false: the bytes come from an object stream, where spans mean nothing. */
export class PdfLexer {
  at: number;
  readonly bytes: Uint8Array;
  private readonly inFile: boolean;
  private items = 0;

  constructor(bytes: Uint8Array, at: number, inFile = true) {
    this.bytes = bytes;
    this.at = at;
    this.inFile = inFile;
  }

  fail(problem: string): never {
    throw new Malformed(problem, this.at);
  }

  private peek(ahead = 0): number {
    return this.bytes[this.at + ahead] ?? -1;
  }

  /** Skips white space and comments. */
  skip(): void {
    for (;;) {
      const byte = this.peek();
      if (isWhite(byte)) this.at++;
      else if (byte === 0x25) while (this.at < this.bytes.length && this.peek() !== 10 && this.peek() !== 13) this.at++;
      else return;
    }
  }

  /** True, and past it, when this keyword stands here as a whole token. */
  keyword(word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.peek(i) !== word.charCodeAt(i)) return false;
    const after = this.peek(word.length);
    if (after !== -1 && isRegular(after)) return false;
    this.at += word.length;
    return true;
  }

  expect(word: string): void {
    this.skip();
    if (!this.keyword(word)) this.fail(`expected "${word}"`);
  }

  /** A run of decimal digits. */
  natural(): number {
    this.skip();
    return this.digits() ?? this.fail('expected a whole number');
  }

  /** A run of 1 to 15 digits and nothing more, or null and where it was. Most numbers of a file are one, so no text is made of it. */
  private digits(): number | null {
    const from = this.at;
    let value = 0;
    for (; isDigit(this.peek()) && this.at - from < 16; this.at++) value = value * 10 + this.peek() - 0x30;
    if (this.at > from && this.at - from <= 15 && (this.peek() === -1 || !isRegular(this.peek()))) return value;
    this.at = from;
    return null;
  }

  /** An object that is not a stream. */
  object(depth = 0): PdfObject {
    if (depth > limit.depth) this.fail(`objects nest deeper than ${limit.depth}`);
    if (++this.items > limit.items) this.fail(`one object has more than ${limit.items} parts`);
    this.skip();
    const byte = this.peek();
    if (byte === 0x2f) return { kind: 'name', value: this.nameToken() };
    if (byte === 0x28) return this.literalString();
    if (byte === 0x3c) return this.peek(1) === 0x3c ? this.dict(depth) : this.hexString();
    if (byte === 0x5b) return this.array(depth);
    if (isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e) return this.numberOrRef();
    if (this.keyword('true')) return { kind: 'boolean', value: true };
    if (this.keyword('false')) return { kind: 'boolean', value: false };
    if (this.keyword('null')) return pdfNull;
    return this.fail(byte === -1 ? 'the data ends inside an object' : 'expected an object');
  }

  private numberOrRef(): PdfObject {
    const first = this.number();
    if (first.kind !== 'integer' || first.value < 0) return first;
    // `12 0 R`: only two whole numbers followed by R are a reference; otherwise the position goes back.
    const back = this.at;
    this.skip();
    const from = this.at;
    while (isDigit(this.peek()) && this.at - from < 6) this.at++;
    if (this.at > from && isWhite(this.peek())) {
      const gen = Number(latin1(this.bytes.subarray(from, this.at)));
      this.skip();
      if (this.keyword('R')) return { kind: 'ref', num: first.value, gen };
    }
    this.at = back;
    return first;
  }

  private number(): PdfObject {
    const whole = this.digits();
    if (whole !== null) return { kind: 'integer', value: whole };
    const from = this.at;
    while (this.at - from <= limit.numberBytes && this.peek() !== -1 && isRegular(this.peek())) this.at++;
    const text = latin1(this.bytes.subarray(from, this.at));
    if (/^[+-]?\d{1,15}$/.test(text)) return { kind: 'integer', value: Number(text) };
    if (text.length <= limit.numberBytes && /^[+-]?(?:\d+\.\d*|\.\d+)$/.test(text)) return { kind: 'real', value: Number(text) };
    this.at = from;
    return this.fail('expected a number');
  }

  private nameToken(): string {
    this.at++;
    let value = '';
    while (this.peek() !== -1 && isRegular(this.peek())) {
      let byte = this.peek();
      if (byte === 0x23) {
        const high = hexValue(this.peek(1)), low = hexValue(this.peek(2));
        if (high < 0 || low < 0) this.fail('a name has "#" without two hexadecimal digits');
        byte = high * 16 + low;
        this.at += 2;
      }
      this.at++;
      value += String.fromCharCode(byte);
      if (value.length > limit.nameBytes) this.fail(`a name is longer than ${limit.nameBytes} bytes`);
    }
    return value;
  }

  private span(bytes: number[] | Uint8Array, from: number): PdfObject {
    return { kind: 'string', bytes: Uint8Array.from(bytes), from: this.inFile ? from : -1, to: this.inFile ? this.at : -1 };
  }

  private hexString(): PdfObject {
    const from = this.at++;
    let size = 0;
    let high = -1;
    const out = new Uint8Array((this.closing(from) - from) >> 1);
    for (;;) {
      const byte = this.peek();
      this.at++;
      if (byte === 0x3e) break;
      if (isWhite(byte)) continue;
      const value = hexValue(byte);
      if (value < 0) this.fail('a hexadecimal string has another character');
      if (high < 0) high = value;
      else { out[size++] = high * 16 + value; high = -1; }
    }
    if (high >= 0) out[size++] = high * 16;
    return this.span(out.subarray(0, size), from);
  }

  private closing(from: number): number {
    const to = this.bytes.indexOf(0x3e, from);
    if (to < 0) this.fail('a hexadecimal string does not end');
    return to + 1;
  }

  private literalString(): PdfObject {
    const from = this.at++;
    const out: number[] = [];
    for (let open = 1; ;) {
      const byte = this.peek();
      if (byte === -1) this.fail('a string does not end');
      this.at++;
      if (byte === 0x28) open++;
      else if (byte === 0x29 && --open === 0) break;
      if (byte === 0x5c) this.escape(out);
      else if (byte === 13) { // any end of line inside a string reads as one line feed (7.3.4.2)
        if (this.peek() === 10) this.at++;
        out.push(10);
      } else out.push(byte);
    }
    return this.span(out, from);
  }

  private escape(out: number[]): void {
    const byte = this.peek();
    this.at++;
    const plain = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 }[byte];
    if (plain !== undefined) out.push(plain);
    else if (byte >= 0x30 && byte <= 0x37) {
      let value = byte - 0x30;
      for (let i = 0; i < 2 && this.peek() >= 0x30 && this.peek() <= 0x37; i++) value = value * 8 + this.bytes[this.at++]! - 0x30;
      out.push(value & 0xff);
    } else if (byte === 13) { if (this.peek() === 10) this.at++; }
    else if (byte !== 10 && byte !== -1) out.push(byte);
  }

  private array(depth: number): PdfObject {
    this.at++;
    const items: PdfObject[] = [];
    for (;;) {
      this.skip();
      if (this.peek() === 0x5d) break;
      items.push(this.object(depth + 1));
    }
    this.at++;
    return { kind: 'array', items };
  }

  private dict(depth: number): PdfDict {
    this.at += 2;
    const entries = new Map<string, PdfObject>();
    for (;;) {
      this.skip();
      if (this.peek() === 0x3e && this.peek(1) === 0x3e) break;
      if (this.peek() !== 0x2f) this.fail('expected a name as a key');
      const key = this.nameToken();
      if (entries.has(key)) this.fail(`the key /${key} stands twice in one dictionary`);
      entries.set(key, this.object(depth + 1));
    }
    this.at += 2;
    return { kind: 'dict', entries };
  }

  /** `n g obj ... endobj`, a stream included. */
  indirect(lengthOf: LengthOf): { num: number; gen: number; object: PdfObject } {
    const num = this.natural();
    const gen = this.natural();
    this.expect('obj');
    const object = this.object();
    this.skip();
    if (object.kind !== 'dict' || !this.keyword('stream')) {
      this.expect('endobj');
      return { num, gen, object };
    }
    const stream = this.stream(object, lengthOf);
    this.expect('endobj');
    return { num, gen, object: stream };
  }

  private stream(dict: PdfDict, lengthOf: LengthOf): PdfStream {
    if (this.peek() === 13 && this.peek(1) === 10) this.at += 2;
    else if (this.peek() === 10) this.at++;
    else this.fail('"stream" is not followed by an end of line');
    if (dict.entries.has('F')) this.fail('a stream keeps its data in another file');
    const stated = entry(dict, 'Length');
    const length = stated.kind === 'ref' ? lengthOf(stated.num, stated.gen) : countOf(stated);
    if (length === null || this.at + length > this.bytes.length) this.fail('a stream has no usable /Length');
    const raw = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    if (this.peek() === 13) this.at++;
    if (this.peek() === 10) this.at++;
    if (!this.keyword('endstream')) this.fail('a stream does not end where its /Length says');
    return { kind: 'stream', dict, raw };
  }
}
