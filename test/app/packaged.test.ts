import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { getCurrentFuseWire, FuseV1Options, FuseState } from '@electron/fuses';
import { ordinaryId, own } from '../../electron/runtime/non-root.mjs';
import { addonFolder } from '../builders/token-files.ts';
import { expect, test } from './launch.ts';

const root = path.join(import.meta.dirname, '..', '..');

/** Chromium says on standard error where it can be looked into. */
function devtoolsOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr!.on('data', (part: Buffer) => {
      text += part.toString();
      const url = /DevTools listening on (ws:\/\/\S+)/.exec(text)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`The app ended with ${code}: ${text}`)));
  });
}

test('the unpacked app starts, sandboxed, from an archive that only its own code is loaded from', async () => {
  test.setTimeout(180_000);
  execFileSync(process.execPath, ['electron/runtime/package.mjs', 'dir'], { cwd: root, stdio: 'pipe' });
  const built = path.join(root, 'release', 'linux-unpacked');
  const fuses = await getCurrentFuseWire(path.join(built, 'countersign'));
  const expected: readonly (readonly [FuseV1Options, FuseState])[] = [
    [FuseV1Options.RunAsNode, FuseState.DISABLE], [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE], [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
    [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE], [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE], [FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
  ];
  for (const [fuse, state] of expected) expect(fuses[fuse], FuseV1Options[fuse]).toBe(state);

  // The one native part lies beside the archive, and nothing else does.
  const unpacked = path.join(built, 'resources', 'app.asar.unpacked');
  expect(existsSync(unpacked) ? readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name) : []).toEqual(existsSync(path.join(addonFolder, 'pkcs11.node')) ? ['pkcs11.node'] : []);

  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-packaged-'));
  chmodSync(folder, 0o755);
  cpSync(built, path.join(folder, 'app'), { recursive: true });
  const profile = mkdtempSync(path.join(folder, 'profile-'));
  own(profile);
  const words = ['--profile', profile, '--remote-debugging-port=0'];
  const program = path.join(folder, 'app', 'countersign');
  const isRoot = process.getuid?.() === 0;
  const env = { ...process.env, HOME: profile, NODE_OPTIONS: '--require=/nonexistent.cjs' };
  const child = isRoot
    ? spawn('setpriv', [`--reuid=${ordinaryId}`, `--regid=${ordinaryId}`, '--clear-groups', '--inh-caps=-all', program, ...words], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    : spawn(program, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const browser = await chromium.connectOverCDP(await devtoolsOf(child));
    const context = browser.contexts()[0]!;
    const page = context.pages()[0] ?? await context.waitForEvent('page');
    await expect(page.getByRole('button', { name: 'Open the sample board' })).toBeVisible();
    expect(page.url()).toBe('app://main/');
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const renderer = processInfo.find(({ type }) => type === 'renderer')!;
    expect(/^Seccomp:\s+(\d)/m.exec(readFileSync(`/proc/${renderer.id}/status`, 'utf8'))?.[1]).toBe('2');
  } finally {
    child.kill();
    await new Promise((resolve) => { child.once('exit', resolve); });
    rmSync(folder, { recursive: true, force: true });
  }
});
