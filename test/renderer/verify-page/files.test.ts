import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { fileDigest } from '../../../renderer/verify-page/file-digest.ts';
import { instantOf } from '../../../renderer/verify-page/instant.ts';
import { kindOf, type FileKind } from '../../../renderer/verify-page/sniff.ts';
import { sortFiles } from '../../../renderer/verify-page/sort.ts';
import { shown, shownIn } from '../../../renderer/verify-page/visible.ts';
import { sealedPacket, type SealedPacket } from '../../builders/sealed-packet.ts';
import { signedListBytes, statusListOf } from '../../builders/status-list.ts';

let packet: SealedPacket;
beforeAll(async () => { packet = await sealedPacket(); });
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

describe('what a file is, by its bytes', () => {
  test('a packet, a trust file in PEM and in DER', () => {
    expect(kindOf(packet.bytes)).toBe('pdf');
    expect(kindOf(text(packet.trustPem))).toBe('certificate');
    expect(kindOf(packet.trust.certificate.der)).toBe('certificate');
  });

  test('a status list, whoever signed it', () => {
    expect(kindOf(signedListBytes(packet.world, statusListOf(packet.world, [])))).toBe('list');
    expect(kindOf(text('{"format":7,"kind":"signed-status-list","more":1}'))).toBe('list');
    expect(kindOf(text('{"kind":"signed-status-list","format":1}'))).toBe('other');
  });

  test.each<[string, () => Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['two certificates in one file', () => text(packet.trustPem + packet.trustPem)],
    ['a private key', () => text('-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n')],
    ['a certificate with something behind it', () => text(`${packet.trustPem}more`)],
    ['half a certificate', () => packet.trust.certificate.der.slice(0, 100)],
    ['a picture', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
    ['a text that speaks of PDFs late', () => text(`${' '.repeat(2000)}%PDF-1.7`)],
  ])('%s is something else', (_, bytes) => {
    expect(kindOf(bytes())).toBe('other');
  });
});

describe('where dropped files go', () => {
  const file = (name: string, kind: FileKind) => ({ file: name, kind });
  const nothing = { packet: null, trust: null, list: null, addenda: [], artifacts: [], which: [] };

  test('each by its kind, beside the four places', () => {
    expect(sortFiles([file('a.pdf', 'pdf'), file('root.pem', 'certificate'), file('status.json', 'list'), file('model.bin', 'other')], null)).toEqual({ packet: 'a.pdf', trust: 'root.pem', list: 'status.json', addenda: [], artifacts: ['model.bin'], which: [] });
    expect(sortFiles([], null)).toEqual(nothing);
  });

  test('one file goes where it was dropped, whatever it is', () => {
    expect(sortFiles([file('notes.txt', 'other')], 'packet')).toEqual({ ...nothing, packet: 'notes.txt' });
    expect(sortFiles([file('a.pdf', 'pdf')], 'trust')).toEqual({ ...nothing, trust: 'a.pdf' });
    expect(sortFiles([file('a.pdf', 'pdf'), file('root.pem', 'certificate')], 'artifact')).toEqual({ ...nothing, artifacts: ['a.pdf', 'root.pem'] });
    expect(sortFiles([file('a.pdf', 'pdf'), file('b.pdf', 'pdf')], 'addendum')).toEqual({ ...nothing, addenda: ['a.pdf', 'b.pdf'] });
  });

  test('several at a place are told apart', () => {
    expect(sortFiles([file('a.pdf', 'pdf'), file('root.pem', 'certificate')], 'packet')).toEqual({ ...nothing, packet: 'a.pdf', trust: 'root.pem' });
  });

  test('of two PDFs or two certificates none is taken: somebody chooses', () => {
    const two = sortFiles([file('a.pdf', 'pdf'), file('b.pdf', 'pdf'), file('x.pem', 'certificate'), file('y.pem', 'certificate')], null);
    expect(two).toEqual({ ...nothing, which: [{ well: 'packet', among: ['a.pdf', 'b.pdf'] }, { well: 'trust', among: ['x.pem', 'y.pem'] }] });
    expect(sortFiles([file('a.pdf', 'pdf'), file('b.pdf', 'pdf'), file('root.pem', 'certificate')], null)).toMatchObject({ packet: null, trust: 'root.pem' });
    expect(sortFiles([file('a.json', 'list'), file('b.json', 'list')], null)).toEqual({ ...nothing, which: [{ well: 'list', among: ['a.json', 'b.json'] }] });
  });
});

describe('the digest of a file of any size', () => {
  /** A file of `size` bytes that is never in memory as a whole. */
  const large = (size: number, onRead: (from: number) => void = () => undefined) => ({
    size, slice: (from: number, to: number) => ({ arrayBuffer: () => { onRead(from); return Promise.resolve(new Uint8Array(to - from).fill(7).buffer); } }),
  });

  test.each([0, 1, 4 * 1024 * 1024, 4 * 1024 * 1024 + 1, 11_000_000])('%i bytes', async (size) => {
    const told: number[] = [];
    expect(await fileDigest(large(size), (fraction) => told.push(fraction), new AbortController().signal)).toBe(createHash('sha256').update(new Uint8Array(size).fill(7)).digest('hex'));
    expect(told.at(-1)).toBe(size === 0 ? undefined : 1);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
  });

  test('ends when nobody wants it any more', async () => {
    const ended = new AbortController();
    const read: number[] = [];
    const digest = fileDigest(large(1_000_000_000, (from) => { read.push(from); if (read.length === 3) ended.abort(); }), () => undefined, ended.signal);
    expect(await digest).toBeNull();
    expect(read).toHaveLength(3);
  });

  test('a file that is gone rejects', async () => {
    const gone = { size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotFoundError')) }) };
    await expect(fileDigest(gone, () => undefined, new AbortController().signal)).rejects.toThrow('NotFoundError');
  });
});

test.each<[string, string | null]>([
  ['', null], ['2026-11-20T09:00', '2026-11-20T09:00:00.000Z'], ['2026-11-20T09:00:07', '2026-11-20T09:00:07.000Z'], ['2026-11-20T09:00:07.5', '2026-11-20T09:00:07.000Z'],
  ['2026-02-30T09:00', 'invalid'], ['tomorrow', 'invalid'], ['12026-11-20T09:00', 'invalid'], ['2026-11-20', 'invalid'],
])('the time %j is %j in UTC', (typed, instant) => {
  expect(instantOf(typed)).toBe(instant);
});

describe('what files say is seen as it is', () => {
  test('what hides or turns text is written out; letters of any script stay', () => {
    expect(shown('invoice\u202efdp.exe\u200b')).toBe('invoice\\u202efdp.exe\\u200b');
    expect(shown('第三者 Ελένη Борис José\u00a0A')).toBe('第三者 Ελένη Борис José A');
  });

  test('everywhere in a value', () => {
    expect(shownIn({ a: ['x\u202e', { b: null, c: 3, d: true, 'k\u202e': '' }] })).toEqual({ a: ['x\\u202e', { b: null, c: 3, d: true, 'k\u202e': '' }] });
  });
});
