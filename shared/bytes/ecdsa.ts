/** The two encodings of an ECDSA P-256 signature: DER (RFC 3279, 2.2.3), which files carry, and r then s (IEEE P1363), which Web Crypto speaks. */
import type { VerifySignature } from '../ports.ts';
import { Defect } from '../result.ts';
import { hexOf } from './digest.ts';

const half = 32;
/** Order of the P-256 group (FIPS 186-5, SP 800-186). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** 64 bytes, r then s, as strict DER. Throws a Defect for another length. */
export function derFromP1363(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  if (raw.length !== 2 * half) throw new Defect(`a P-256 signature has 64 bytes, not ${raw.length}`);
  const parts = [raw.subarray(0, half), raw.subarray(half)].map((number) => {
    let start = 0;
    while (start < half - 1 && number[start] === 0) start++;
    const trimmed = number.subarray(start);
    const signed = trimmed[0]! >= 0x80 ? [0, ...trimmed] : [...trimmed];
    return [0x02, signed.length, ...signed];
  });
  const body = parts.flat();
  return Uint8Array.of(0x30, body.length, ...body);
}

/** Strict DER as 64 bytes, or null: long lengths, padding, negative numbers and trailing bytes are malformed. */
export function p1363FromDer(der: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (der.length < 8 || der.length > 72 || der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  const raw = new Uint8Array(2 * half);
  let at = 2;
  for (const end of [half, 2 * half]) {
    const length = der[at + 1];
    if (der[at] !== 0x02 || length === undefined || length < 1 || length > half + 1 || at + 2 + length > der.length) return null;
    const number = der.subarray(at + 2, at + 2 + length);
    const first = number[0]!;
    if (first >= 0x80 || (first === 0 && length > 1 && number[1]! < 0x80)) return null;
    const digits = first === 0 && length > 1 ? number.subarray(1) : number;
    if (digits.length > half) return null;
    raw.set(digits, end - digits.length);
    at += 2 + length;
  }
  return at === der.length ? raw : null;
}

/** The same signature with the lower of the two values of s that verify, so that nobody can make a second one from it. */
export function withLowS(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  if (raw.length !== 2 * half) throw new Defect(`a P-256 signature has 64 bytes, not ${raw.length}`);
  const out = Uint8Array.from(raw);
  const s = BigInt(`0x${hexOf(raw.subarray(half))}`);
  if (s <= order / 2n) return out;
  const low = (order - s).toString(16).padStart(2 * half, '0');
  for (let i = 0; i < half; i++) out[half + i] = Number.parseInt(low.slice(2 * i, 2 * i + 2), 16);
  return out;
}

/** The `VerifySignature` port over Web Crypto, for the renderer and for a plain page. False for anything malformed. */
export function webVerifySignature(subtle: SubtleCrypto): VerifySignature {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return async (spki, message, signatureDer) => {
    const raw = p1363FromDer(signatureDer);
    if (!raw) return false;
    try {
      const key = await subtle.importKey('spki', Uint8Array.from(spki), algorithm, false, ['verify']);
      return await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, raw, Uint8Array.from(message));
    } catch {
      // Web Crypto throws for a key that is not P-256 or not a key at all: it verifies nothing.
      return false;
    }
  };
}
