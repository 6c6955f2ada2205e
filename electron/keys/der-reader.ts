/**
 * A small reader of BER and DER (X.690) for files that hold private keys: definite and indefinite lengths, octet strings in pieces,
 * nothing else. It copies nothing but octet strings, so that a caller knows where the secrets are.
 */

/** The bytes are not what was expected. */
export class DerProblem extends Error {}

const deepest = 24;
const mostParts = 4096;

/** One value. Every reader throws {@link DerProblem} where the value is of another kind. */
export class Der {
  private readonly tag: number;
  /** The whole value as it stands in the file, tag and length included. */
  readonly bytes: Uint8Array;
  private readonly content: Uint8Array;
  private readonly depth: number;

  private constructor(tag: number, bytes: Uint8Array, content: Uint8Array, depth: number) {
    [this.tag, this.bytes, this.content, this.depth] = [tag, bytes, content, depth];
  }

  /** The one value that the bytes hold, to the last byte. */
  static read(bytes: Uint8Array): Der {
    const { value, end } = Der.at(bytes, 0, 0);
    if (end !== bytes.length) throw new DerProblem('bytes after the value');
    return value;
  }

  private static at(bytes: Uint8Array, start: number, depth: number): { readonly value: Der; readonly end: number } {
    if (depth > deepest) throw new DerProblem('nested too deep');
    const tag = bytes[start];
    const first = bytes[start + 1];
    // Tags above 30 take more bytes; none occurs in these files.
    if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new DerProblem('no value');
    let at = start + 2;
    if (first === 0x80) {
      if ((tag & 0x20) === 0) throw new DerProblem('a simple value without a length');
      let parts = 0;
      const from = at;
      while (!(bytes[at] === 0 && bytes[at + 1] === 0)) {
        if (++parts > mostParts) throw new DerProblem('too many parts');
        at = Der.at(bytes, at, depth + 1).end;
      }
      return { value: new Der(tag, bytes.subarray(start, at + 2), bytes.subarray(from, at), depth), end: at + 2 };
    }
    let length = first;
    if (first > 0x80) {
      const count = first & 0x7f;
      if (count > 4 || at + count > bytes.length) throw new DerProblem('a length out of reach');
      length = 0;
      for (let i = 0; i < count; i++) length = length * 256 + bytes[at++]!;
    }
    if (at + length > bytes.length) throw new DerProblem('the bytes break off');
    return { value: new Der(tag, bytes.subarray(start, at + length), bytes.subarray(at, at + length), depth), end: at + length };
  }

  private parts(tag: number): readonly Der[] {
    if (this.tag !== tag) throw new DerProblem(`tag ${this.tag}, not ${tag}`);
    const parts: Der[] = [];
    for (let at = 0; at < this.content.length;) {
      if (parts.length >= mostParts) throw new DerProblem('too many parts');
      const { value, end } = Der.at(this.content, at, this.depth + 1);
      parts.push(value);
      at = end;
    }
    return parts;
  }

  isSequence(): boolean { return this.tag === 0x30; }
  isOid(): boolean { return this.tag === 0x06; }
  sequence(): readonly Der[] { return this.parts(0x30); }
  set(): readonly Der[] { return this.parts(0x31); }
  /** What an explicit context tag holds. */
  tagged(number: number): readonly Der[] { return this.parts(0xa0 | number); }

  /** A copy of an octet string's bytes, whole or in pieces. */
  octets(): Uint8Array { return this.octetsUnder(0x04, 0x24); }
  /** The same under an implicit context tag. */
  implicitOctets(number: number): Uint8Array { return this.octetsUnder(0x80 | number, 0xa0 | number); }

  private octetsUnder(simple: number, inPieces: number): Uint8Array {
    if (this.tag === simple) return Uint8Array.from(this.content);
    return Uint8Array.from(Buffer.concat(this.parts(inPieces).map((part) => part.octets())));
  }

  /** A whole number that isn't negative, up to 2^47 - 1. */
  integer(): number {
    if (this.tag !== 0x02 || this.content.length === 0 || this.content.length > 6 || this.content[0]! >= 0x80) throw new DerProblem('no small whole number');
    return this.content.reduce((sum, byte) => sum * 256 + byte, 0);
  }

  /** Dotted numbers. */
  oid(): string {
    if (this.tag !== 0x06 || this.content.length === 0 || this.content.length > 64) throw new DerProblem('no object identifier');
    const arcs: number[] = [];
    let arc = 0;
    for (const byte of this.content) {
      arc = arc * 128 + (byte & 0x7f);
      if (arc > Number.MAX_SAFE_INTEGER / 128) throw new DerProblem('an object identifier that is too long');
      if ((byte & 0x80) === 0) {
        arcs.push(arc);
        arc = 0;
      }
    }
    const first = arcs[0] ?? 0;
    return [Math.min(2, Math.floor(first / 40)), first - 40 * Math.min(2, Math.floor(first / 40)), ...arcs.slice(1)].join('.');
  }
}
