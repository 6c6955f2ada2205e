/** DER as an attacker writes it: every part can be wrong. */
import { concat, encode, readWhole, tag, type Asn1 } from '../../shared/packet/verify/der.ts';

export { concat, tag };

export const der = (type: number, ...parts: readonly Uint8Array[]): Uint8Array => encode(type, concat(parts));
export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(tag.sequence, ...parts);
export const setOf = (...parts: readonly Uint8Array[]): Uint8Array => der(tag.set, ...parts);
export const integer = (...bytes: readonly number[]): Uint8Array => der(tag.integer, Uint8Array.from(bytes));
export const octetString = (bytes: Uint8Array): Uint8Array => der(tag.octetString, bytes);
export const bitString = (bytes: Uint8Array, unused = 0): Uint8Array => der(tag.bitString, Uint8Array.of(unused), bytes);
export const boolean = (value: boolean): Uint8Array => der(tag.boolean, Uint8Array.of(value ? 0xff : 0));
export const nothing = (): Uint8Array => der(tag.null);

/** An object identifier from its dots. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const arc = (value: number): number[] => {
    const out = [value % 128];
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) out.unshift(128 + (left % 128));
    return out;
  };
  return der(tag.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(arc)));
}

/** An instant as UTCTime, to the second. */
export const utcTime = (instant: string): Uint8Array => der(tag.utcTime, new TextEncoder().encode(`${instant.replaceAll(/[-:T]/g, '').slice(2, 14)}Z`));

/** A name of one common name. */
export const nameOf = (commonName: string): Uint8Array => sequence(setOf(sequence(oid('2.5.4.3'), der(0x0c, new TextEncoder().encode(commonName)))));

/** A positive number of any size in its shortest form. */
export function bigInteger(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return bytes[0]! >= 0x80 ? integer(0, ...bytes) : integer(...bytes);
}

/** The members of a value that must be DER. */
export function membersOf(bytes: Uint8Array): readonly Asn1[] {
  const whole = readWhole(bytes);
  if (whole === null) throw new Error('not DER');
  return whole.children;
}
