import { mkdtemp, readFile, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { faultyDisk } from '../../fakes/faulty-disk.ts';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'countersign-files-')); });
afterEach(async () => { await rm(folder, { recursive: true, force: true }); });
const bytes = encodeUtf8;
const text = (path: string) => readFile(path, 'utf8');

describe('the file port', () => {
  it('writes into folders that are not there yet and leaves no temporary file', async () => {
    const path = join(folder, 'a', 'b', 'c.json');
    expect(await openFiles().write(path, bytes('one'))).toEqual({ ok: true, value: undefined });
    expect((await openFiles().write(path, bytes('two'))).ok).toBe(true);
    expect(await text(path)).toBe('two');
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['c.json']);
  });

  it('answers null for what is not there', async () => {
    const files = openFiles();
    expect(await files.read(join(folder, 'none'), 10)).toEqual({ ok: true, value: null });
    expect(await files.list(join(folder, 'none'))).toEqual({ ok: true, value: null });
    expect(await files.size(join(folder, 'none'))).toEqual({ ok: true, value: null });
    expect((await files.remove(join(folder, 'none'))).ok).toBe(true);
  });

  it('reads no more than its limit, no folder and no symbolic link', async () => {
    await writeFile(join(folder, 'large'), 'x'.repeat(11));
    await symlink(join(folder, 'large'), join(folder, 'link'));
    const files = openFiles();
    expect(await files.read(join(folder, 'large'), 10)).toMatchObject({ trouble: { code: 'input/too-large', params: { sizeBytes: 11, limitBytes: 10 } } });
    expect(await files.read(folder, 10)).toMatchObject({ trouble: { code: 'input/not-a-file' } });
    expect(await files.read(join(folder, 'link'), 100)).toMatchObject({ trouble: { code: 'input/not-a-file' } });
  });

  it('follows a link to where it leads, null where that is nothing, and tells of a circle', async () => {
    const files = openFiles();
    await writeFile(join(folder, 'file'), 'x');
    for (const [to, name] of [['file', 'one'], ['one', 'two'], ['none', 'dangling'], ['circle', 'circle']] as const) await symlink(to, join(folder, name));
    const real = await realpath(join(folder, 'file'));
    for (const name of ['file', 'one', 'two']) expect(await files.follow(join(folder, name))).toEqual({ ok: true, value: real });
    for (const name of ['none', 'dangling']) expect(await files.follow(join(folder, name))).toEqual({ ok: true, value: null });
    expect(await files.follow(join(folder, 'circle'))).toMatchObject({ trouble: { code: 'disk/read', params: { errno: 'ELOOP' } } });
  });

  it('appends at the known length and cuts off what was never acknowledged', async () => {
    const files = openFiles();
    const path = join(folder, 'x.feed');
    expect((await files.append(path, bytes('one\n'), 0)).ok).toBe(true);
    await writeFile(path, 'one\ntorn rec');
    expect((await files.append(path, bytes('two\n'), 4)).ok).toBe(true);
    expect(await text(path)).toBe('one\ntwo\n');
    expect(await files.append(path, bytes('x'), 100)).toMatchObject({ trouble: { code: 'disk/write', params: { errno: 'shorter-than-known' } } });
    expect(await files.append(join(folder, 'gone'), bytes('x'), 3)).toMatchObject({ trouble: { code: 'disk/write' } });
  });

  it('removes a folder with all in it, and a link without what it points to', async () => {
    const files = openFiles();
    const kept = join(folder, 'kept', 'file');
    await files.writeAll([kept, join(folder, 'tree', 'a', 'b'), join(folder, 'tree', 'c')].map((path) => ({ path, bytes: bytes('x') })));
    await symlink(join(folder, 'kept'), join(folder, 'tree', 'link'));
    expect(await files.removeTree(join(folder, 'tree'))).toEqual({ ok: true, value: undefined });
    expect(await files.removeTree(join(folder, 'tree'))).toEqual({ ok: true, value: undefined });
    expect(await readdir(folder)).toEqual(['kept']);
    expect(await text(kept)).toBe('x');
  });

  it.each([['ENOSPC', 'disk/full'], ['EDQUOT', 'disk/full'], ['EROFS', 'disk/read-only'], ['EACCES', 'disk/read-only'], ['EIO', 'disk/write'], ['EMFILE', 'disk/write']])('tells %s as %s with the path, and keeps the old state', async (errno, code) => {
    const path = join(folder, 'x');
    await openFiles().write(path, bytes('old'));
    for (let n = 1; ; n++) {
      const disk = faultyDisk({ at: n, errno, persistent: false });
      const result = await openFiles(disk).write(path, bytes('new'));
      if (disk.count() < n) break;
      if (!result.ok) {
        expect(result).toMatchObject({ trouble: { family: 'fault', code } });
        expect(['old', 'new']).toContain(await text(path));
      }
      expect((await openFiles(disk).write(path, bytes('old'))).ok).toBe(true);
    }
    const torn = join(folder, 'log');
    await openFiles().append(torn, bytes('old\n'), 0);
    for (let n = 1; ; n++) {
      const disk = faultyDisk({ at: n, errno, persistent: true });
      const result = await openFiles(disk).append(torn, bytes('new\n'), 4);
      if (disk.count() < n) { expect(result.ok).toBe(true); break; }
      expect(result).toMatchObject({ trouble: { code } });
      expect((await text(torn)).startsWith('old\n')).toBe(true);
    }
    expect(await text(torn)).toBe('old\nnew\n');
  });
});
