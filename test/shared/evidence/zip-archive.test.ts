import { describe, expect, it } from 'vitest';
import { readZip } from '../../../shared/evidence/zip-archive.ts';
import { rawFile } from '../../builders/raw-file.ts';
import { zipOf, type ZipPart } from '../../builders/zip.ts';

const open = (bytes: Uint8Array) => readZip('inspect-eval-log', rawFile('log.eval', bytes));
/** What an archive comes to: the text of each entry, or where it was refused and what was found there. */
function contents(bytes: Uint8Array): Record<string, string> | string {
  const entries = open(bytes);
  if (!entries.ok) return refusal(entries);
  const texts: Record<string, string> = {};
  for (const entry of entries.value) {
    const read = entry.read();
    if (!read.ok) return refusal(read);
    texts[entry.name] = new TextDecoder().decode(read.value);
  }
  return texts;
}
function refusal(result: ReturnType<typeof open>): string {
  if (result.ok) return 'read';
  expect(result.trouble).toMatchObject({ code: 'evidence/unreadable', family: 'refusal', params: { name: 'log.eval', format: 'inspect-eval-log' } });
  const { place, found } = result.trouble.params as { place: string; found: string };
  return `${place}: ${found}`;
}
const parts: readonly ZipPart[] = (['stored', 'deflated', 'zstandard'] as const).map((packing) => ({ name: `${packing}.json`, content: `{"packed":"${packing}"}`.repeat(2000), packing }));
const one: ZipPart = { name: 'a.json', content: 'one' };

describe('ZIP archives', () => {
  it('reads entries stored, deflated and packed with Zstandard, empty ones too', () => {
    expect(contents(zipOf(parts))).toEqual(Object.fromEntries(parts.map(({ name, content }) => [name, content])));
    for (const packing of ['stored', 'deflated', 'zstandard'] as const) expect(contents(zipOf([{ name: 'e', content: '', packing }]))).toEqual({ e: '' });
    expect(contents(zipOf(parts, { comment: 'a comment' }))).toHaveProperty('stored.json');
  });

  it('E-6 refuses bombs: by the ratio that they claim, by what comes out, and by size', () => {
    const zeros = new Uint8Array(8 * 1024 * 1024);
    for (const packing of ['deflated', 'zstandard'] as const) {
      expect(contents(zipOf([{ name: 'a', content: zeros, packing }]))).toMatch(/^entry "a": 8388608 bytes from \d+$/);
      expect(contents(zipOf([{ name: 'a', content: zeros, packing, claims: { sizeBytes: 100 } }]))).toBe('entry "a": data that does not unpack to that');
    }
    expect(contents(zipOf([{ ...one, claims: { sizeBytes: 64 * 1024 * 1024 + 1 } }]))).toBe('entry "a.json": 67108865');
    const many = Array.from({ length: 200 }, (_, index) => ({ name: `${index}`, content: zeros.subarray(0, 1024 * 1024) }));
    expect(contents(zipOf(many))).toBe('entry "192": more');
    expect(contents(zipOf([one], { count: 20_001 }))).toBe('the directory: 20001');
  });

  it('E-6 refuses a Zstandard block that claims matches without an end, at once', () => {
    // 98,302 sequences whose match lengths take no bits and are 65,539 bytes each: 6 GB out of 17 bytes.
    const body = [0, 255, 255, 255, 0x54, 0, 0, 52, 1];
    const packed = new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0, 0x58, (body.length << 3) | 5, 0, 0, ...body]);
    const started = performance.now();
    expect(contents(zipOf([{ name: 'a', content: new Uint8Array(131_072), packing: 'zstandard', packed }]))).toBe('entry "a": data that does not unpack to that');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('E-6 refuses entries that overlap, with each other or with the directory', () => {
    expect(contents(zipOf([one, { name: 'b.json', content: 'two', claims: { localAt: 0, localName: 'b.json' } }]))).toBe('entry "b.json": another one');
    const same = zipOf([{ name: 'aa', content: 'x'.repeat(90) }, { name: 'bb', content: 'y', claims: { localAt: 0 } }]);
    expect(contents(same)).toBe('entry "bb": another one');
    const inner = zipOf([{ name: 'b', content: 'inner', packing: 'stored' }]).subarray(0, 36);
    expect(contents(zipOf([{ name: 'a', content: inner, packing: 'stored' }, { name: 'b', content: 'inner', packing: 'stored', claims: { localAt: 31 } }]))).toBe('the archive: entries that overlap');
    expect(contents(zipOf([{ name: 'a', content: 'one', packing: 'stored', claims: { packedBytes: 40, sizeBytes: 40 } }]))).toBe('the archive: entries that overlap');
  });

  it('E-6 refuses a name twice, encryption and packings that it does not know', () => {
    expect(contents(zipOf([one, one]))).toBe('entry "a.json": it twice');
    expect(contents(zipOf([{ ...one, claims: { flags: 1 } }]))).toBe('entry "a.json": an encrypted one');
    for (const method of [12, 14, 99]) expect(contents(zipOf([{ ...one, claims: { method } }]))).toBe(`entry "a.json": method ${method}`);
  });

  it('E-6 refuses what is damaged: cut anywhere, or one bit changed', () => {
    const whole = zipOf(parts);
    for (let part = 0; part < 60; part++) expect(contents(whole.subarray(0, Math.floor((whole.length * part) / 60))), `${part}`).toBeTypeOf('string');
    expect(contents(whole.subarray(0, whole.length - 30))).toBe('the archive: one without its directory; it may be cut off');
    const texts = JSON.stringify(contents(whole));
    for (let at = 0; at < whole.length; at += 211) {
      const bent = new Uint8Array(whole);
      bent[at]! ^= 4;
      const result = contents(bent);
      if (typeof result !== 'string') expect(Object.values(result), `${at}`).toEqual(Object.values(JSON.parse(texts) as object));
    }
    expect(contents(zipOf([{ ...one, claims: { crc: 1 } }]))).toBe('entry "a.json": data with another one: the archive is damaged');
    expect(contents(zipOf([one], { count: 2 }))).toBe('entry 2: other bytes');
    expect(contents(zipOf([one], { count: 0xffff }))).toBe('the directory: ZIP64');
  });
});
