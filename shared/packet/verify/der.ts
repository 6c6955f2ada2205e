/**
 * ASN.1 values from hostile bytes. Reads BER, since real signatures use indefinite lengths (X.690, 8.1.3.6), and can
 * write the same value as DER. Values are slices of the input: what is hashed is what stood there.
 */

export interface Asn1 {
  /** The identifier octet. Tag numbers above 30 are refused. */
  readonly tag: number;
  /** Identifier, length and contents as they stand. */
  readonly bytes: Uint8Array;
  /** Contents octets; of a constructed value with indefinite length, without its end mark. */
  readonly content: Uint8Array;
  /** The members of a constructed value, empty for a primitive one. */
  readonly children: readonly Asn1[];
}

export const tag = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, utcTime: 0x17, generalizedTime: 0x18,
  sequence: 0x30, set: 0x31, context: (n: number): number => 0xa0 + n, contextPrimitive: (n: number): number => 0x80 + n,
} as const;

const limit = { depth: 40, values: 50_000 } as const;

/** The value that starts the bytes, and where it ends; null when the bytes are not ASN.1, or hold more values than `mostValues`. */
export function readAsn1(bytes: Uint8Array, mostValues: number = limit.values): { readonly value: Asn1; readonly end: number } | null {
  return read(bytes, 0, bytes.length, 0, { left: mostValues });
}

/** As {@link readAsn1}, but nothing may follow the value. */
export function readWhole(bytes: Uint8Array, mostValues: number = limit.values): Asn1 | null {
  const found = readAsn1(bytes, mostValues);
  return found?.end === bytes.length ? found.value : null;
}

function read(bytes: Uint8Array, from: number, to: number, depth: number, budget: { left: number }): { value: Asn1; end: number } | null {
  if (depth > limit.depth || budget.left-- <= 0 || from + 2 > to) return null;
  const identifier = bytes[from]!;
  // Tag 0 is the end mark of an indefinite length and stands nowhere else (X.690, 8.1.5): padding is no value.
  if ((identifier & 0x1f) === 0x1f || identifier === 0) return null;
  const constructed = (identifier & 0x20) !== 0;
  const first = bytes[from + 1]!;
  let at = from + 2;
  let length: number | null = first;
  if (first === 0x80) length = null;
  else if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 4 || at + count > to) return null;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + bytes[at++]!;
  }
  if (length === null && !constructed) return null;
  const end = length === null ? to : at + length;
  if (end > to) return null;
  const start = at;
  const children: Asn1[] = [];
  let contentEnd = end;
  if (constructed) {
    for (;;) {
      if (length !== null && at === end) break;
      if (length === null && bytes[at] === 0 && bytes[at + 1] === 0 && at + 2 <= to) { contentEnd = at; at += 2; break; }
      const child = read(bytes, at, end, depth + 1, budget);
      if (child === null) return null;
      children.push(child.value);
      at = child.end;
    }
  } else at = end;
  return { value: { tag: identifier, bytes: bytes.subarray(from, at), content: bytes.subarray(start, contentEnd), children }, end: at };
}

/** Writes one value with a definite, shortest length. */
export function encode(identifier: number, content: Uint8Array): Uint8Array {
  const length: number[] = [];
  if (content.length < 0x80) length.push(content.length);
  else {
    for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
    length.unshift(0x80 + length.length);
  }
  return concat([Uint8Array.of(identifier, ...length), content]);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}

/** The value again with definite lengths throughout, the order of its members kept. For a DER value: the same bytes. */
export function toDer(value: Asn1, identifier = value.tag): Uint8Array {
  if (value.children.length === 0) return encode(identifier, value.content);
  return encode(identifier, concat(value.children.map((child) => toDer(child))));
}

/** An octet string's octets, also when it was sent in pieces. Null for anything else. */
export function octets(value: Asn1 | undefined): Uint8Array | null {
  if (value?.tag === tag.octetString) return value.content;
  if (value?.tag !== (tag.octetString | 0x20)) return null;
  const parts = value.children.map(octets);
  return parts.some((part) => part === null) ? null : concat(parts as Uint8Array[]);
}

/** An object identifier in dots, null for anything else. */
export function oidText(value: Asn1 | undefined): string | null {
  if (value?.tag !== tag.oid || value.content.length === 0 || value.content.length > 64) return null;
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const [index, byte] of value.content.entries()) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte & 0x80) {
      if (index === value.content.length - 1) return null;
      continue;
    }
    arcs.push(arc);
    arc = 0n;
  }
  const head = arcs[0]! < 40n ? 0n : arcs[0]! < 80n ? 1n : 2n;
  return [head, arcs[0]! - head * 40n, ...arcs.slice(1)].join('.');
}

/** A UTCTime or GeneralizedTime in UTC as an ISO instant with milliseconds; null for anything else. */
export function timeText(value: Asn1 | undefined): string | null {
  if (value === undefined) return null;
  const text = String.fromCharCode(...value.content.subarray(0, 40));
  const found = value.tag === tag.utcTime ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
    : value.tag === tag.generalizedTime ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(text) : null;
  if (!found) return null;
  const year = value.tag === tag.utcTime ? (Number(found[1]) < 50 ? `20${found[1]!}` : `19${found[1]!}`) : found[1]!;
  const iso = `${year}-${found[2]!}-${found[3]!}T${found[4]!}:${found[5]!}:${found[6]!}.000Z`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
