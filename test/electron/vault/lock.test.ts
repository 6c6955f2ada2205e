import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import { askToFocus, lockProfile } from '../../../electron/vault/lock.ts';
import { scratchFolder, valueOf } from '../../builders/test-vault.ts';

const scratch = scratchFolder();
afterAll(() => { scratch.remove(); });
const folder = (name: string): string => {
  const path = join(scratch.path, name);
  mkdirSync(path);
  return path;
};
const sha256 = nodeSha256;
const inUse = { trouble: { code: 'profile/in-use' } };

describe('the profile lock', () => {
  it('is held by one, under any name of the folder, and can be taken after release', async () => {
    const [a, b] = [folder('a'), folder('b')];
    symlinkSync(a, join(scratch.path, 'link'));
    const lock = valueOf(await lockProfile(a, { sha256 }));
    expect(await lockProfile(a, { sha256 })).toMatchObject(inUse);
    expect(await lockProfile(join(scratch.path, 'link'), { sha256 })).toMatchObject(inUse);
    const other = valueOf(await lockProfile(b, { sha256 }));
    await lock.release();
    await valueOf(await lockProfile(a, { sha256 })).release();
    await other.release();
    expect(await lockProfile(join(scratch.path, 'none'), { sha256 })).toMatchObject({ trouble: { code: 'disk/read' } });
  });

  it('lets a second start ask for the window', async () => {
    const path = folder('focus');
    expect(await askToFocus(path, { sha256 })).toBe(false);
    let asked = 0;
    const lock = valueOf(await lockProfile(path, { sha256, onFocus: () => { asked++; } }));
    expect(await askToFocus(path, { sha256 })).toBe(true);
    expect(asked).toBe(1);
    await lock.release();
  });

  it('hands over a link that a second start came with, as text, and nothing longer than a link', async () => {
    const path = folder('handed');
    const links: string[] = [];
    let focused = 0;
    const lock = valueOf(await lockProfile(path, { sha256, onFocus: () => { focused++; }, onLink: (text) => { links.push(text); } }));
    expect(await askToFocus(path, { sha256, link: 'countersign://dossier/aurora/hazards' })).toBe(true);
    expect(await askToFocus(path, { sha256, link: 'x'.repeat(600) })).toBe(false);
    expect(await askToFocus(path, { sha256 })).toBe(true);
    expect({ links, focused }).toEqual({ links: ['countersign://dossier/aurora/hazards'], focused: 1 });
    await lock.release();
  });

  it('is freed by SIGKILL', async () => {
    const path = folder('killed');
    const source = `import { lockProfile } from ${JSON.stringify(new URL('../../../electron/vault/lock.ts', import.meta.url).href)};
      import { nodeSha256 } from ${JSON.stringify(new URL('../../../electron/platform/crypto.ts', import.meta.url).href)};
      const lock = await lockProfile(${JSON.stringify(path)}, { sha256: nodeSha256 });
      console.log(lock.ok ? 'held' : 'refused'); setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'], cwd: fileURLToPath(new URL('../../..', import.meta.url)), env: { ...process.env, NODE_OPTIONS: '' } });
    const said = await new Promise<string>((resolve) => { child.stdout.once('data', (part: Buffer) => resolve(part.toString())); });
    expect(said.trim()).toBe('held');
    expect(await lockProfile(path, { sha256 })).toMatchObject(inUse);
    const ended = new Promise((resolve) => { child.once('close', resolve); });
    child.kill('SIGKILL');
    await ended;
    await valueOf(await lockProfile(path, { sha256 })).release();
  });
});
