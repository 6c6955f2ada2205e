/** UTF-8 both ways (RFC 3629), refusing what is not. */
import { ok, refuse } from '../result.ts';
import type { Result } from '../result.ts';

const encoder = new TextEncoder();
// A byte order mark stays in the text: whoever reads it decides, and signed data never has one.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The UTF-8 bytes of `text`. Lone surrogates become U+FFFD, so text that gets signed is checked before. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** The text that `bytes` hold. Refuses `input/not-utf8` with the offset of the first byte that is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array, name: string): Result<string> {
  try {
    return ok(decoder.decode(bytes as Uint8Array<ArrayBuffer>));
  } catch {
    return refuse('input/not-utf8', { name, offsetBytes: firstInvalidByte(bytes) });
  }
}

/** Offset of the first byte of the first ill-formed sequence (Unicode 16, table 3-7); the length when all is well formed. */
function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at]!;
    const length = lead < 0x80 ? 1 : lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    if (length === 0) return at;
    for (let i = 1; i < length; i++) {
      const next = bytes[at + i];
      const low = i === 1 && lead === 0xe0 ? 0xa0 : i === 1 && lead === 0xf0 ? 0x90 : 0x80;
      const high = i === 1 && lead === 0xed ? 0x9f : i === 1 && lead === 0xf4 ? 0x8f : 0xbf;
      if (next === undefined || next < low || next > high) return at;
    }
    at += length;
  }
  return at;
}
