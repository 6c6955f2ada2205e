import { constants, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpackZstandard } from '../../../shared/evidence/zstandard.ts';

const packed = (bytes: Uint8Array, level = 3, checked = false): Uint8Array => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: checked ? 1 : 0 } });
const same = (a: Uint8Array | null, b: Uint8Array): boolean => a !== null && Buffer.compare(a, b) === 0;

describe('Zstandard frames', () => {
  it('unpacks what the reference library packed, at each level (property)', () => {
    const words = fc.array(fc.uint8Array({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 });
    fc.assert(fc.property(words, fc.array(fc.nat(7), { maxLength: 4000 }), fc.constantFrom(-5, 1, 3, 9, 19, 22), fc.boolean(), (vocabulary, order, level, checked) => {
      const bytes = new Uint8Array(Buffer.concat(order.map((index) => vocabulary[index % vocabulary.length]!)));
      const frames = packed(bytes, level, checked);
      expect(same(unpackZstandard(frames, bytes.length), bytes)).toBe(true);
      expect(unpackZstandard(frames, bytes.length + 1)).toBeNull();
      if (bytes.length > 0) expect(unpackZstandard(frames, bytes.length - 1)).toBeNull();
    }), { numRuns: 100 });
  });

  it('unpacks large text, long runs, noise, several frames and frames to skip', () => {
    const text = new TextEncoder().encode(Array.from({ length: 40_000 }, (_, index) => `{"sample":${index * 7919 % 1000},"score":"${index % 3 === 0 ? 'C' : 'I'}"}`).join('\n'));
    const noise = Uint8Array.from({ length: 300_000 }, (_, index) => Math.imul(index + 1, 2654435761) >>> 24);
    for (const bytes of [text, noise, new Uint8Array(3_000_000), new Uint8Array(0)]) {
      for (const level of [1, 3, 19]) expect(same(unpackZstandard(packed(bytes, level), bytes.length), bytes), `${level}`).toBe(true);
    }
    const skipped = new Uint8Array([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9]);
    expect(same(unpackZstandard(new Uint8Array(Buffer.concat([packed(text), skipped, packed(noise, 1, true)])), text.length + noise.length), new Uint8Array(Buffer.concat([text, noise])))).toBe(true);
  });

  it('E-6 gives null for anything else, and never throws (property)', () => {
    const base = packed(new TextEncoder().encode(JSON.stringify(Array.from({ length: 300 }, (_, index) => ({ id: index, value: `${index * index}` })))));
    fc.assert(fc.property(fc.nat(base.length - 1), fc.nat(255), fc.nat(base.length), fc.uint8Array({ maxLength: 40 }), (at, value, end, tail) => {
      const bent = new Uint8Array(base);
      bent[at] = value;
      unpackZstandard(bent, 8000);
      expect(unpackZstandard(base.subarray(0, Math.min(end, base.length - 1)), 8000)).toBeNull();
      unpackZstandard(new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, ...tail]), 8000);
    }), { numRuns: 2000 });
    const withDictionary = new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0x21, 7, 0, 1, 0, 0]);
    expect(unpackZstandard(withDictionary, 0)).toBeNull();
  });
});
