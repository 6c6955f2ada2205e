import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, symlinkSync, truncateSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { digestFile } from '../../../electron/platform/file-digest.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
beforeEach(async () => { folder = await temporaryFolder(); });

describe('the digest of a file', () => {
  test.each([0, 1, 4 * 1024 * 1024 - 1, 4 * 1024 * 1024, 4 * 1024 * 1024 + 1, 11_000_003])('of %i bytes', async (sizeBytes) => {
    const bytes = randomBytes(sizeBytes);
    writeFileSync(at('a.bin'), bytes);
    expect(await digestFile(at('a.bin'))).toEqual({ ok: true, value: sha256(bytes) });
  });

  test('of 300 MB, mostly a hole, in little memory', async () => {
    writeFileSync(at('big.bin'), 'x');
    truncateSync(at('big.bin'), 300 * 1024 * 1024);
    const before = process.memoryUsage().rss;
    expect(await digestFile(at('big.bin'))).toMatchObject({ ok: true });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  }, 60_000);

  test.each<[string, (path: string) => void, string]>([
    ['nothing there', () => undefined, 'input/not-found'],
    ['a folder', (path) => mkdirSync(path), 'input/not-a-file'],
    ['a link, even to a file', (path) => { writeFileSync(at('real'), 'x'); symlinkSync(at('real'), path); }, 'input/not-a-file'],
    ['a link to itself', (path) => symlinkSync(path, path), 'input/not-a-file'],
  ])('%s', async (_, make, code) => {
    make(at('a.bin'));
    expect(await digestFile(at('a.bin'))).toMatchObject({ ok: false, trouble: { code } });
  });

  test.runIf(process.platform !== 'win32')('a pipe that nobody writes to is refused, not waited for', async () => {
    expect(spawnSync('mkfifo', [at('pipe')]).status).toBe(0);
    expect(await digestFile(at('pipe'))).toMatchObject({ ok: false, trouble: { code: 'input/not-a-file' } });
  });

  test.runIf(process.platform === 'linux')('devices and sockets', async () => {
    expect(await digestFile('/dev/zero')).toMatchObject({ ok: false, trouble: { code: 'input/not-a-file' } });
    const server = createServer();
    await new Promise<void>((resolve) => { server.listen(at('socket'), resolve); });
    expect(await digestFile(at('socket'))).toMatchObject({ ok: false, trouble: { code: 'input/not-a-file' } });
    await new Promise((resolve) => { server.close(resolve); });
  });

  test.runIf(process.platform !== 'win32' && process.getuid?.() !== 0)('a file that may not be read', async () => {
    writeFileSync(at('a.bin'), 'x');
    chmodSync(at('a.bin'), 0);
    expect(await digestFile(at('a.bin'))).toMatchObject({ ok: false, trouble: { code: 'disk/read' } });
  });
});

describe('a file that changes while it is read is refused', () => {
  const bytes = randomBytes(9 * 1024 * 1024);
  /** Does something once, after the first piece. */
  const during = (work: () => void) => { let done = false; return () => { if (!done) { done = true; work(); } return Promise.resolve(); }; };
  const overwrite = (offset: number): void => { const file = openSync(at('a.bin'), 'r+'); writeSync(file, Buffer.from([1, 2, 3]), 0, 3, offset); closeSync(file); };

  test.each<[string, () => void]>([
    ['a byte behind the reader', () => overwrite(10)], ['a byte before the reader', () => overwrite(8_000_000)], ['longer', () => appendFileSync(at('a.bin'), 'more')],
    ['shorter', () => truncateSync(at('a.bin'), 5_000_000)], ['emptied', () => truncateSync(at('a.bin'), 0)], ['a byte, with its time set back', () => { overwrite(10); utimesSync(at('a.bin'), 1, 1); }],
  ])('%s', async (_, work) => {
    writeFileSync(at('a.bin'), bytes);
    expect(await digestFile(at('a.bin'), during(work))).toMatchObject({ ok: false, trouble: { code: 'input/changed' } });
  });

  test('replaced by another: what was opened is what is hashed, and it is told', async () => {
    writeFileSync(at('a.bin'), bytes);
    writeFileSync(at('b.bin'), 'other');
    const found = await digestFile(at('a.bin'), during(() => renameSync(at('b.bin'), at('a.bin'))));
    // The old file lost its name, which its change time tells.
    expect(found).toMatchObject({ ok: false, trouble: { code: 'input/changed' } });
    expect(readFileSync(at('a.bin'), 'utf8')).toBe('other');
  });
});
