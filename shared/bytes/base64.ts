/** Standard base64 with padding (RFC 4648, section 4), strict on the way in and quick for megabytes. */
import { Defect, ok, refuse } from '../result.ts';
import type { Result } from '../result.ts';
import { encodeUtf8 } from './utf8.ts';

const alphabet = encodeUtf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const invalid = 0xff;
const valueOf = new Uint8Array(256).fill(invalid);
alphabet.forEach((code, value) => { valueOf[code] = value; });
const padding = 0x3d;
const ascii = new TextDecoder();

/** `bytes` as base64 with padding and no line breaks. */
export function toBase64(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let to = 0;
  let from = 0;
  for (; from + 2 < bytes.length; from += 3) {
    const group = (bytes[from]! << 16) | (bytes[from + 1]! << 8) | bytes[from + 2]!;
    out[to++] = alphabet[group >> 18]!;
    out[to++] = alphabet[(group >> 12) & 63]!;
    out[to++] = alphabet[(group >> 6) & 63]!;
    out[to++] = alphabet[group & 63]!;
  }
  if (from < bytes.length) {
    const first = bytes[from]!;
    const second = bytes[from + 1];
    out[to++] = alphabet[first >> 2]!;
    out[to++] = alphabet[((first & 3) << 4) | ((second ?? 0) >> 4)]!;
    out[to++] = second === undefined ? padding : alphabet[(second & 15) << 2]!;
    out[to++] = padding;
  }
  return ascii.decode(out);
}

/** The bytes of base64 text, or null: strict about alphabet, length, padding and the unused bits of the last group. */
function decode(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0) return null;
  const codes = encodeUtf8(text);
  // Anything outside ASCII encodes to more bytes than characters.
  if (codes.length !== text.length) return null;
  const padded = codes.at(-1) !== padding ? 0 : codes.at(-2) === padding ? 2 : 1;
  const out = new Uint8Array((codes.length / 4) * 3 - padded);
  const whole = codes.length - (padded === 0 ? 0 : 4);
  let to = 0;
  for (let from = 0; from < whole; from += 4) {
    const a = valueOf[codes[from]!]!, b = valueOf[codes[from + 1]!]!, c = valueOf[codes[from + 2]!]!, d = valueOf[codes[from + 3]!]!;
    if ((a | b | c | d) === invalid) return null;
    out[to++] = (a << 2) | (b >> 4);
    out[to++] = ((b & 15) << 4) | (c >> 2);
    out[to++] = ((c & 3) << 6) | d;
  }
  if (padded === 0) return out;
  const a = valueOf[codes[whole]!]!, b = valueOf[codes[whole + 1]!]!, c = padded === 1 ? valueOf[codes[whole + 2]!]! : 0;
  if ((a | b | c) === invalid) return null;
  // Two texts for the same bytes would let a signature's neighbours differ: the unused bits must be zero.
  if (padded === 1 ? (c & 3) !== 0 : (b & 15) !== 0) return null;
  out[to++] = (a << 2) | (b >> 4);
  if (padded === 1) out[to++] = ((b & 15) << 4) | (c >> 2);
  return out;
}

/** The bytes that `text` writes in base64. Refuses `input/schema` for anything but the one encoding of those bytes. */
export function fromBase64(text: string, name: string): Result<Uint8Array<ArrayBuffer>> {
  const bytes = decode(text);
  return bytes ? ok(bytes) : refuse('input/schema', { name, place: '$', expected: 'standard base64 with padding', found: `${text.length} characters that are not` });
}

/** As {@link fromBase64}, for text that the program made or checked itself. */
export function base64Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = decode(text);
  if (!bytes) throw new Defect('text that should have been checked is not base64');
  return bytes;
}
