import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Bytes, fromBase64, toBase64 } from '../../../shared/bytes/base64.ts';
import { Base64 } from '../../../shared/vocabulary.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';

const codeOf = (result: { ok: boolean; trouble?: { code: string } }) => (result.ok ? 'ok' : result.trouble!.code);

describe('base64', () => {
  it('is what Node writes and reads back the same bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(base64Bytes(toBase64(bytes))).toEqual(bytes);
    }), { seed: 11 });
  });

  it('accepts exactly one text for some bytes', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 12 }), fc.base64String({ maxLength: 12 })), (text) => {
      const read = fromBase64(text, 'x');
      const canonical = Buffer.from(text, 'base64').toString('base64');
      expect(read.ok).toBe(canonical === text);
    }), { seed: 12, numRuns: 2000 });
  });

  it.each(['A', 'AA=', 'AA==A', 'AB==', 'AAB=', 'A===', '====', 'AA A', 'AA-_', 'AAAA\n', 'ÄAAA', '=AAA', 'A=AA'])('refuses %j', (text) => {
    expect(codeOf(fromBase64(text, 'x'))).toBe('input/schema');
  });
});

describe('utf-8', () => {
  it('reads back what it wrote', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decodeUtf8(encodeUtf8(text), 'x')).toEqual({ ok: true, value: text });
    }), { seed: 13 });
  });

  it('keeps a byte order mark in the text', () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 'x')).toEqual({ ok: true, value: '\ufeffa' });
  });

  it.each([
    ['a lone continuation', [0x61, 0x80], 1], ['an overlong slash', [0xc0, 0xaf], 0], ['a surrogate', [0x61, 0x62, 0xed, 0xa0, 0x80], 2],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80], 0], ['a cut end', [0x61, 0xe2, 0x82], 1], ['an overlong euro', [0xf0, 0x82, 0x82, 0xac], 0],
  ])('names the offset of %s', (_, bytes, offsetBytes) => {
    expect(decodeUtf8(Uint8Array.from(bytes), 'notes.md')).toMatchObject({ trouble: { code: 'input/not-utf8', params: { name: 'notes.md', offsetBytes } } });
  });

  it('finds an offset whenever decoding fails', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const read = decodeUtf8(bytes, 'x');
      if (read.ok) expect(encodeUtf8(read.value)).toEqual(bytes);
      else expect((read.trouble.params as { offsetBytes: number }).offsetBytes).toBeLessThan(bytes.length);
    }), { seed: 14, numRuns: 3000 });
  });
});

describe('sha256', () => {
  it('is SHA-256 (FIPS 180-4 example and Node)', () => {
    expect(sha256(encodeUtf8('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => { expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex')); }), { seed: 15 });
  });
});

describe('base64 as a schema', () => {
  it('takes what the reader takes, and nothing else', () => {
    for (const text of ['', 'QQ==', 'QUI=', 'QUJD', 'QUJDQQ==']) expect(Base64.safeParse(text).success, text).toBe(true);
    for (const text of ['Q', 'QQ', 'QQ=', 'QUI', 'QUJDQ', '=', '==', '====', 'Q===', 'QUJD==', 'QUJD=', 'QU=D', 'QUJ\n', 'QUJ-', 'QUJD\n']) expect(Base64.safeParse(text).success, JSON.stringify(text)).toBe(false);
  });

  // A pattern that repeats groups of four overflows the stack from 8 MB on.
  it('reads tens of megabytes without an error of the engine', () => {
    const large = 'QUJD'.repeat(10 * 1024 * 1024);
    expect([Base64.safeParse(large).success, Base64.safeParse(`${large}*`).success, Base64.safeParse(`${large}QUJ*`).success]).toEqual([true, false, false]);
  });
});
