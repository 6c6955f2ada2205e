import fc from 'fast-check';
import { zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { archiveLimits, readArchive, type ArchiveLimits } from '../../../electron/dossier/archive.ts';
import { canonicalBytes } from '../../../shared/bytes/canonical.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import type { Result } from '../../../shared/result.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { archiveOf, dossierFolder, packWhole, type PackedWhole } from '../../builders/dossier-folder.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';

const pack = async (files: Parameters<typeof dossierFolder>[0] = {}): Promise<PackedWhole> => valueOf(await packWhole(dossierFolder(files)));
const read = (bytes: Uint8Array, limits?: ArchiveLimits) => readArchive('aurora.dossier', bytes, sha256, limits);
const troubleOf = (result: Result<unknown>) => (result.ok ? null : result.trouble);

/** The entries of a good archive, for tests to bend. */
function entriesOf({ digest, objects }: PackedWhole, format: Record<string, unknown> = {}): Zippable {
  const entries: Zippable = { 'fmt.json': canonicalBytes({ format: 1, kind: 'dossier', cipher: 'none', revision: digest, ...format }) };
  for (const [name, bytes] of objects) entries[`objects/${name}`] = bytes;
  return entries;
}

describe('an archive', () => {
  it('comes back as it went in', async () => {
    const packed = await pack();
    const archive = valueOf(await read(packed.archiveBytes));
    expect(archive.revision.digest).toBe(packed.digest);
    expect(archive.revision.revision).toEqual(packed.revision);
    expect([...archive.objects.keys()].sort()).toEqual([...packed.objects.keys()].sort());
  });

  it('opens as the same revision whatever order its objects come in', async () => {
    const { digest, objects, archiveBytes } = await pack();
    const reversed = valueOf(await archiveOf(digest, new Map([...objects].reverse())));
    expect(reversed).toHaveLength(archiveBytes.length);
    expect(valueOf(await read(reversed)).revision.digest).toBe(digest);
  });

  it('a large file that repeats itself is stored so that it can be read again', async () => {
    const packed = await pack({ 'design.md': 'a'.repeat(3 * 1024 * 1024) });
    expect(codeOf(await read(packed.archiveBytes))).toBe('ok');
  });
});

describe('a hostile archive', () => {
  it.each([0.1, 0.5, 0.99])('cut off at %f of its length is no archive', async (part) => {
    const { archiveBytes } = await pack();
    expect(codeOf(await read(archiveBytes.subarray(0, Math.floor(archiveBytes.length * part))))).toBe('archive/not-zip');
  });

  it.each(['../evil', '/etc/passwd', 'objects/../../evil', 'objects\\..\\evil', 'C:\\evil', 'objects/', 'objects/ABCDEF', 'evil.txt'])('with the name %s is refused', async (name) => {
    const bytes = zipSync({ ...entriesOf(await pack()), [name]: new Uint8Array(1) });
    expect(['archive/bad-entry', 'archive/not-zip']).toContain(codeOf(await read(bytes)));
  });

  it('with a symbolic link is refused', async () => {
    const packed = await pack();
    const link = 0o120777 * 0x10000;
    const bytes = zipSync({ ...entriesOf(packed), 'fmt.json': [entriesOf(packed)['fmt.json'] as Uint8Array, { os: 3, attrs: link }] });
    expect(troubleOf(await read(bytes))).toMatchObject({ code: 'archive/bad-entry', params: { entry: 'fmt.json' } });
  });

  it('with one name twice is refused', async () => {
    const packed = await pack();
    const other = `objects/${'f'.repeat(64)}`;
    const bytes = Buffer.from(zipSync({ ...entriesOf(packed), [other]: new Uint8Array(4) }));
    const [first] = packed.objects.keys();
    for (let at = bytes.indexOf(other); at >= 0; at = bytes.indexOf(other)) bytes.write(`objects/${first}`, at);
    expect(troubleOf(await read(bytes))).toMatchObject({ code: 'archive/bad-entry' });
  });

  it('whose objects are not what their names say, missing, or too many is refused', async () => {
    const packed = await pack();
    const name = [...packed.objects.keys()].find((digest) => digest !== packed.digest)!;
    expect(troubleOf(await read(zipSync({ ...entriesOf(packed), [`objects/${name}`]: new Uint8Array(3) })))).toMatchObject({ code: 'archive/bad-entry', params: { entry: `objects/${name}` } });
    const { [`objects/${name}`]: _, ...rest } = entriesOf(packed);
    expect(troubleOf(await read(zipSync(rest)))).toMatchObject({ code: 'archive/missing-object', params: { digest: name } });
    const stray = new TextEncoder().encode('stray');
    expect(codeOf(await read(zipSync({ ...entriesOf(packed), [`objects/${sha256(stray)}`]: stray })))).toBe('archive/bad-entry');
    const { 'fmt.json': __, ...headless } = entriesOf(packed);
    expect(troubleOf(await read(zipSync(headless)))).toMatchObject({ code: 'archive/bad-entry', params: { entry: 'fmt.json' } });
  });

  it('of a newer format, or of a format that nobody knows, is refused', async () => {
    const packed = await pack();
    expect(troubleOf(await read(zipSync(entriesOf(packed, { format: 2 }))))).toMatchObject({ code: 'input/format-number', params: { found: 2, supported: 1 } });
    expect(codeOf(await read(zipSync(entriesOf(packed, { cipher: 'rot13' }))))).toBe('input/schema');
    expect(codeOf(await read(zipSync(entriesOf(packed, { revision: 'f'.repeat(64) as Digest }))))).toBe('archive/missing-object');
  });

  it('that unpacks to far more than it is, is refused before it is unpacked', async () => {
    const zeros = new Uint8Array(8 * 1024 * 1024);
    const bomb = zipSync({ ...entriesOf(await pack()), [`objects/${sha256(zeros)}`]: [zeros, { level: 9 }] });
    expect(troubleOf(await read(bomb))).toMatchObject({ code: 'archive/too-much', params: { what: 'ratio', limit: archiveLimits.ratio } });
  });

  it('that lies about a size is refused', async () => {
    const packed = await pack({ 'design.md': 'a'.repeat(500_000) });
    const bytes = Buffer.from(zipSync(entriesOf(packed)));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(500_000);
    const small = Buffer.alloc(4);
    small.writeUInt32LE(500);
    for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size)) small.copy(bytes, at);
    expect(['archive/not-zip', 'archive/bad-entry']).toContain(codeOf(await read(bytes)));
  });

  it.each([['entries', { entries: 2 }], ['entry-bytes', { entryBytes: 20 }], ['total-bytes', { totalBytes: 600 }]] as const)('with too much of %s is refused, in reading and in writing', async (what, limit) => {
    const { archiveBytes, digest, objects } = await pack();
    const limits = { ...archiveLimits, ...limit };
    expect(troubleOf(await read(archiveBytes, limits))).toMatchObject({ code: 'archive/too-much', params: { what } });
    expect(troubleOf(await archiveOf(digest, objects, limits))).toMatchObject({ code: 'archive/too-much', params: { what } });
  });

  it('with any byte changed never opens as another revision', async () => {
    const { archiveBytes, digest } = await pack();
    await fc.assert(fc.asyncProperty(fc.nat(archiveBytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const bytes = new Uint8Array(archiveBytes);
      bytes[at]! ^= flip;
      const archive = await read(bytes);
      if (archive.ok) expect(archive.value.revision.digest).toBe(digest);
    }), { numRuns: 150 });
  });

  it('of any bytes is refused without a throw', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => { expect((await read(bytes)).ok).toBe(false); }), { numRuns: 100 });
  });
});
