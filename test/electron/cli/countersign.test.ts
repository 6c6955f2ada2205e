import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gateFolder } from '../../builders/gate-folder.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** The entry itself, in a process of its own. */
function countersign(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', join(root, 'electron/cli/countersign.ts'), ...words], { encoding: 'utf8', cwd: root, input: '', env: { ...process.env, ...env } });
}

test('runs on plain Node; results and troubles go to their own streams', () => {
  const help = countersign(['help']);
  expect([help.status, help.stderr]).toEqual([0, '']);
  expect(help.stdout).toContain('countersign COMMAND');
  const missing = countersign(['verify', 'nowhere.pdf']);
  expect([missing.status, missing.stdout]).toEqual([66, '']);
  expect(missing.stderr).toContain('nowhere.pdf');
  const clock = countersign(['verify', 'nowhere.pdf'], { COUNTERSIGN_CLOCK: 'noon' });
  expect(clock.status).toBe(64);
});

test('signs nothing where nobody can be asked for the passphrase', () => {
  const output = countersign(['board', 'enter', '--profile', 'nowhere'], { COUNTERSIGN_PASSPHRASE: '' });
  expect([output.status, output.stdout]).toEqual([64, '']);
});

// The gate as a pipeline runs it: a process, whose exit code is all that counts.
test.runIf(process.platform !== 'win32')('gate: 0 for an approval only, however the process ends', async () => {
  const made = await gateFolder();
  const entry = join(root, 'electron/cli/countersign.ts');
  const node = [process.execPath, '--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const gate = (packet: string, stdout: 'pipe' | number, flags: readonly string[] = []) => spawnSync(node[0]!, [...node.slice(1), ...flags, entry, 'gate', made.at(packet), '--trust', made.at('root.pem'), '--artifact', made.at('model.bin')], {
    encoding: 'utf8', cwd: root, stdio: ['ignore', stdout, 'pipe'], env: { ...process.env, COUNTERSIGN_CLOCK: '2026-11-20T09:00:00.000Z' },
  });
  try {
    expect(gate('approved.pdf', 'pipe')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^PASSED: /) as string, stderr: '' });
    expect(gate('changed.pdf', 'pipe')).toMatchObject({ status: 3, stdout: expect.stringMatching(/^STOPPED: /) as string });
    if (existsSync('/dev/full')) {
      const full = openSync('/dev/full', 'w');
      expect(gate('approved.pdf', full)).toMatchObject({ status: 70, stderr: expect.stringContaining('ENOSPC') as string });
      closeSync(full);
    }
    const starved = gate('approved.pdf', 'pipe', ['--max-old-space-size=8', '--max-semi-space-size=1']);
    expect(starved.status === 0, starved.stderr.slice(0, 500)).toBe(starved.stdout.startsWith('PASSED'));
    const killed = spawnSync(node[0]!, [...node.slice(1), entry, 'gate', made.at('approved.pdf'), '--trust', made.at('root.pem'), '--no-artifact'], { cwd: root, timeout: 60, stdio: 'ignore' });
    expect(killed.status).not.toBe(0);
  } finally {
    rmSync(made.folder, { recursive: true });
  }
}, 60_000);
