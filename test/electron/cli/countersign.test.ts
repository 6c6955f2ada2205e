import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

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
