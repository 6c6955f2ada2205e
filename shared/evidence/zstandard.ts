/**
 * Zstandard frames (RFC 8878), unpacked into a buffer whose size is known before. Written here because hostile data decides how long a
 * decoder works: `fzstd` 0.1.1 follows match lengths without a bound, so that one block of 17 bytes keeps it busy for 20 seconds. Here a
 * match that goes beyond the buffer or the block ends it. Checksums are left to the archive around the frames.
 */

/** What the bytes hold, when that is exactly `sizeBytes` long; null for damaged data, dictionaries and any other length. */
export function unpackZstandard(packed: Uint8Array, sizeBytes: number): Uint8Array | null {
  const out = new Uint8Array(sizeBytes);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  try {
    let [at, length] = [0, 0];
    while (at < packed.length) {
      const magic = view.getUint32(at, true);
      if (magic >>> 4 === 0x184d2a5) at += 8 + view.getUint32(at + 4, true);
      else if (magic === 0xfd2fb528) [at, length] = frame(packed, at + 4, out, length);
      else return null;
    }
    return at === packed.length && length === sizeBytes ? out : null;
  } catch (error) {
    // A field beyond the end is a RangeError of the view.
    if (error instanceof Damaged || error instanceof RangeError) return null;
    throw error;
  }
}

class Damaged extends Error {}
function must(holds: boolean): asserts holds { if (!holds) throw new Damaged(); }

const mostBlockBytes = 128 * 1024;
interface Fse { readonly log: number; readonly symbols: Uint8Array; readonly bits: Uint8Array; readonly bases: Uint16Array }
interface Huffman { readonly log: number; readonly symbols: Uint8Array; readonly bits: Uint8Array }
/** What blocks of a frame hand on: the tables that may be used again, and the last three offsets. */
interface FrameState { readonly start: number; huffman: Huffman | null; tables: readonly [Fse | null, Fse | null, Fse | null]; offsets: [number, number, number] }

function frame(packed: Uint8Array, from: number, out: Uint8Array, start: number): [at: number, length: number] {
  const header = byteAt(packed, from);
  must((header & 8) === 0);
  const isSingle = (header & 32) !== 0;
  let at = from + 1 + (isSingle ? 0 : 1);
  for (const end = at + [0, 1, 2, 4][header & 3]!; at < end; at++) must(byteAt(packed, at) === 0);
  at += [isSingle ? 1 : 0, 2, 4, 8][header >> 6]!;
  const state: FrameState = { start, huffman: null, tables: [null, null, null], offsets: [1, 4, 8] };
  let length = start;
  for (let last = false; !last;) {
    const block = byteAt(packed, at) | (byteAt(packed, at + 1) << 8) | (byteAt(packed, at + 2) << 16);
    at += 3;
    last = (block & 1) !== 0;
    const [type, size] = [(block >> 1) & 3, block >> 3];
    must(size <= mostBlockBytes && type !== 3);
    if (type === 2) {
      must(at + size <= packed.length);
      length = compressedBlock(packed.subarray(at, at + size), out, length, state);
      at += size;
      continue;
    }
    must(length + size <= out.length);
    if (type === 1) out.fill(byteAt(packed, at), length, length + size);
    else {
      must(at + size <= packed.length);
      out.set(packed.subarray(at, at + size), length);
    }
    at += type === 1 ? 1 : size;
    length += size;
  }
  at += (header & 4) === 0 ? 0 : 4;
  must(at <= packed.length);
  return [at, length];
}

function byteAt(bytes: Uint8Array, at: number): number {
  const value = bytes[at];
  must(value !== undefined);
  return value;
}

function compressedBlock(block: Uint8Array, out: Uint8Array, from: number, state: FrameState): number {
  const { literals, at: afterLiterals } = literalsOf(block, state);
  let at = afterLiterals;
  let length = from;
  const end = Math.min(out.length, from + mostBlockBytes);
  const first = byteAt(block, at++);
  let count = first;
  if (first === 255) { count = byteAt(block, at) + (byteAt(block, at + 1) << 8) + 0x7f00; at += 2; } else if (first > 127) count = ((first - 128) << 8) + byteAt(block, at++);
  let literal = 0;
  const takeLiterals = (size: number): void => {
    must(literal + size <= literals.length && length + size <= end);
    out.set(literals.subarray(literal, literal + size), length);
    literal += size;
    length += size;
  };
  if (count > 0) {
    const modes = byteAt(block, at++);
    must((modes & 3) === 0);
    const tables = [0, 1, 2].map((index) => {
      const read = sequenceTable(block, at, (modes >> (6 - 2 * index)) & 3, index, state);
      at = read.at;
      return read.table;
    }) as [Fse, Fse, Fse];
    state.tables = tables;
    const [lengths, offsets, matches] = tables;
    const bits = new BackwardBits(block, at, block.length);
    let [ofLength, ofOffset, ofMatch] = [bits.read(lengths.log), bits.read(offsets.log), bits.read(matches.log)];
    for (let left = count; left > 0; left--) {
      const [lengthCode, offsetCode, matchCode] = [lengths.symbols[ofLength]!, offsets.symbols[ofOffset]!, matches.symbols[ofMatch]!];
      must(offsetCode <= 28);
      const offsetValue = 2 ** offsetCode + bits.read(offsetCode);
      const matchLength = matchBases[matchCode]! + bits.read(matchBits[matchCode]!);
      const literalLength = literalBases[lengthCode]! + bits.read(literalBits[lengthCode]!);
      if (left > 1) {
        ofLength = lengths.bases[ofLength]! + bits.read(lengths.bits[ofLength]!);
        ofMatch = matches.bases[ofMatch]! + bits.read(matches.bits[ofMatch]!);
        ofOffset = offsets.bases[ofOffset]! + bits.read(offsets.bits[ofOffset]!);
      }
      takeLiterals(literalLength);
      const offset = offsetOf(offsetValue, literalLength, state);
      must(offset > 0 && offset <= length - state.start && length + matchLength <= end);
      if (offset >= matchLength) out.copyWithin(length, length - offset, length - offset + matchLength);
      else for (let index = 0; index < matchLength; index++) out[length + index] = out[length - offset + index]!;
      length += matchLength;
    }
    must(bits.left === 0);
  } else must(at === block.length);
  takeLiterals(literals.length - literal);
  return length;
}

function offsetOf(value: number, literalLength: number, { offsets }: FrameState): number {
  if (value > 3) {
    const offset = value - 3;
    offsets.unshift(offset);
    offsets.length = 3;
    return offset;
  }
  const index = value - 1 + (literalLength === 0 ? 1 : 0);
  const offset = index === 3 ? offsets[0] - 1 : offsets[index]!;
  if (index > 0) {
    if (index > 1) offsets[2] = offsets[1];
    offsets[1] = offsets[0];
    offsets[0] = offset;
  }
  return offset;
}

function literalsOf(block: Uint8Array, state: FrameState): { readonly literals: Uint8Array; readonly at: number } {
  const first = byteAt(block, 0);
  const [type, form] = [first & 3, (first >> 2) & 3];
  const byte = (index: number): number => byteAt(block, index);
  if (type < 2) {
    const width = form === 1 ? 2 : form === 3 ? 3 : 1;
    const size = width === 1 ? first >> 3 : width === 2 ? (first >> 4) + (byte(1) << 4) : (first >> 4) + (byte(1) << 4) + (byte(2) << 12);
    must(size <= mostBlockBytes);
    if (type === 1) return { literals: new Uint8Array(size).fill(byte(width)), at: width + 1 };
    must(width + size <= block.length);
    return { literals: block.subarray(width, width + size), at: width + size };
  }
  const [width, sizeBits] = ([[3, 10], [3, 10], [4, 14], [5, 18]] as const)[form]!;
  let sizes = 0;
  for (let index = width - 1; index >= 0; index--) sizes = sizes * 256 + byte(index);
  sizes = Math.floor(sizes / 16);
  const [size, packedSize] = [sizes % 2 ** sizeBits, Math.floor(sizes / 2 ** sizeBits)];
  const end = width + packedSize;
  must(size <= mostBlockBytes && end <= block.length);
  let at: number = width;
  if (type === 2) ({ table: state.huffman, at } = huffmanTable(block, at, end));
  must(state.huffman !== null);
  const literals = new Uint8Array(size);
  if (form === 0) huffmanStream(block, at, end, literals, state.huffman);
  else {
    const starts = [at + 6];
    for (let index = 0; index < 3; index++) starts.push(starts[index]! + byte(at + 2 * index) + (byte(at + 2 * index + 1) << 8));
    const share = (size + 3) >> 2;
    must(share * 3 <= size && starts[3]! < end);
    for (let index = 0; index < 4; index++) huffmanStream(block, starts[index]!, index === 3 ? end : starts[index + 1]!, literals.subarray(index * share, index === 3 ? size : (index + 1) * share), state.huffman);
  }
  return { literals, at: end };
}

function huffmanStream(bytes: Uint8Array, from: number, to: number, into: Uint8Array, { log, symbols, bits: widths }: Huffman): void {
  const bits = new BackwardBits(bytes, from, to);
  for (let index = 0; index < into.length; index++) {
    const code = bits.peek(log);
    into[index] = symbols[code]!;
    bits.left -= widths[code]!;
    must(bits.left >= 0);
  }
  must(bits.left === 0);
}

function huffmanTable(bytes: Uint8Array, from: number, limit: number): { readonly table: Huffman; readonly at: number } {
  const header = byteAt(bytes, from);
  const weights: number[] = [];
  let at = from + 1;
  if (header >= 128) {
    for (let index = 0; index < header - 127; index++) weights.push((byteAt(bytes, at + (index >> 1)) >> (index % 2 === 0 ? 4 : 0)) & 15);
    at += (header - 126) >> 1;
  } else {
    const end = at + header;
    must(end <= limit);
    const { table, at: streamAt } = fseTable(bytes, at, end, 6, 255);
    const bits = new BackwardBits(bytes, streamAt, end);
    const states: [number, number] = [bits.read(table.log), bits.read(table.log)];
    // Both states take turns until the bits run out; the other one's symbol is then the last.
    for (let turn: 0 | 1 = 0; ; turn = turn === 0 ? 1 : 0) {
      must(weights.length < 254);
      weights.push(table.symbols[states[turn]]!);
      const width = table.bits[states[turn]]!;
      if (width > bits.left) { weights.push(table.symbols[states[turn === 0 ? 1 : 0]]!); break; }
      states[turn] = table.bases[states[turn]]! + bits.read(width);
    }
    at = end;
  }
  must(at <= limit && weights.every((weight) => weight <= 11));
  const sum = weights.reduce((total, weight) => total + (weight === 0 ? 0 : 1 << (weight - 1)), 0);
  must(sum > 0);
  const log = 32 - Math.clz32(sum);
  const rest = (1 << log) - sum;
  must(log <= 11 && (rest & (rest - 1)) === 0);
  weights.push(32 - Math.clz32(rest));
  const [symbols, widths] = [new Uint8Array(1 << log), new Uint8Array(1 << log)];
  let code = 0;
  for (let weight = 1; weight <= log; weight++) {
    for (const [symbol, own] of weights.entries()) {
      if (own !== weight) continue;
      symbols.fill(symbol, code, code + (1 << (weight - 1)));
      widths.fill(log + 1 - weight, code, code + (1 << (weight - 1)));
      code += 1 << (weight - 1);
    }
  }
  must(code === 1 << log);
  return { table: { log, symbols, bits: widths }, at };
}

function sequenceTable(block: Uint8Array, at: number, mode: number, index: number, state: FrameState): { readonly table: Fse; readonly at: number } {
  const mostSymbol = [35, 31, 52][index]!;
  if (mode === 0) return { table: predefined[index]!, at };
  if (mode === 1) {
    const symbol = byteAt(block, at);
    must(symbol <= mostSymbol);
    return { table: { log: 0, symbols: new Uint8Array([symbol]), bits: new Uint8Array(1), bases: new Uint16Array(1) }, at: at + 1 };
  }
  if (mode === 2) return fseTable(block, at, block.length, [9, 8, 9][index]!, mostSymbol);
  const table = state.tables[index]!;
  must(table !== null);
  return { table, at };
}

function fseTable(bytes: Uint8Array, from: number, to: number, mostLog: number, mostSymbol: number): { readonly table: Fse; readonly at: number } {
  let bit = from * 8;
  const peek = (width: number): number => {
    const at = bit >> 3;
    must(at < to);
    return (((bytes[at]! | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16)) >> (bit & 7)) & ((1 << width) - 1));
  };
  const log = peek(4) + 5;
  bit += 4;
  must(log <= mostLog);
  const counts: number[] = [];
  let left = 1 << log;
  while (left > 0) {
    must(counts.length <= mostSymbol);
    const width = 32 - Math.clz32(left + 1);
    const value = peek(width);
    const low = value & ((1 << (width - 1)) - 1);
    const spare = (1 << width) - 2 - left;
    const isShort = low < spare;
    bit += isShort ? width - 1 : width;
    const count = (isShort ? low : value >= 1 << (width - 1) ? value - spare : value) - 1;
    left -= Math.abs(count);
    counts.push(count);
    if (count !== 0) continue;
    for (let more = 3; more === 3;) {
      more = peek(2);
      bit += 2;
      for (let index = 0; index < more; index++) counts.push(0);
      must(counts.length <= mostSymbol + 1);
    }
  }
  must(left === 0);
  const at = (bit + 7) >> 3;
  must(at <= to);
  return { table: spread(counts, log), at };
}

function spread(counts: readonly number[], log: number): Fse {
  const size = 1 << log;
  const [symbols, bits, bases] = [new Uint8Array(size), new Uint8Array(size), new Uint16Array(size)];
  const next = counts.map((count) => Math.abs(count));
  let high = size;
  for (const [symbol, count] of counts.entries()) if (count === -1) symbols[--high] = symbol;
  let at = 0;
  for (const [symbol, count] of counts.entries()) {
    for (let index = 0; index < count; index++) {
      symbols[at] = symbol;
      do at = (at + (size >> 1) + (size >> 3) + 3) & (size - 1); while (at >= high);
    }
  }
  must(at === 0);
  for (let index = 0; index < size; index++) {
    const order = next[symbols[index]!]!++;
    const width = log - (31 - Math.clz32(order));
    bits[index] = width;
    bases[index] = (order << width) - size;
  }
  return { log, symbols, bits, bases };
}

/** Bits from the end of a range towards its beginning; the highest set bit of the last byte marks where they begin. */
class BackwardBits {
  left: number;
  private readonly bytes: Uint8Array;
  private readonly from: number;

  constructor(bytes: Uint8Array, from: number, to: number) {
    must(from < to && to <= bytes.length);
    const last = bytes[to - 1]!;
    must(last !== 0);
    this.bytes = bytes;
    this.from = from;
    this.left = (to - from) * 8 - (Math.clz32(last) - 23);
  }

  read(width: number): number {
    must(width <= this.left);
    const value = this.peek(width);
    this.left -= width;
    return value;
  }

  /** As `read`, but stays where it is; bits before the beginning are 0. */
  peek(width: number): number {
    const start = this.left - width;
    if (start < 0) return this.left <= 0 ? 0 : this.slice(0, this.left) * 2 ** -start;
    return this.slice(start, width);
  }

  private slice(start: number, width: number): number {
    const { bytes } = this;
    const at = this.from + (start >> 3);
    const shift = start & 7;
    const low = (bytes[at]! | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> shift;
    const value = shift + width > 32 ? low + (bytes[at + 4] ?? 0) * 2 ** (32 - shift) : low;
    return value % 2 ** width;
  }
}

/** Values and extra bits of the codes above those that stand for themselves (RFC 8878, 3.1.1.3.2.1.1). */
const literalBits = [...Array<number>(16).fill(0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const matchBits = [...Array<number>(32).fill(0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
/** Each code begins where the one before ends. */
const basesOf = (widths: readonly number[], first: number): readonly number[] => {
  let base = first;
  return widths.map((width) => { const own = base; base += 2 ** width; return own; });
};
const literalBases = basesOf(literalBits, 0);
const matchBases = basesOf(matchBits, 3);
const predefined: readonly Fse[] = [
  spread([4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1], 6),
  spread([1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1], 5),
  spread([1, 4, 3, 2, 2, 2, 2, 2, 2, ...Array<number>(37).fill(1), -1, -1, -1, -1, -1, -1, -1], 6),
];
