// `npm run soak -- [minutes]`: kills a real process at random moments of random work on a vault, again and again, and checks after each
// that nothing acknowledged was lost. Before that, kills one at every write of issuing a packet, changing a passphrase and making keys.
// Prints the seed; SOAK_SEED repeats a run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { finding, recusal, testBoard, testInstant } from '../builders/signed-board.ts';
import { startedVault } from '../builders/test-vault.ts';
import { lossesAfterCrash, runUntilKilled, smallImport } from '../electron/vault/crash-run.ts';

const minutes = Number(process.argv[2] ?? 10);
if (!(minutes > 0)) throw new Error('The first argument is how many minutes to run, 10 unless told.');
const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000_007);
console.log('Killing a process at every write of a packet, a change of passphrase and new keys.');
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const killed = spawnSync(process.execPath, [vitest, 'run', 'test/hostile/killed.test.ts'], { stdio: 'inherit', cwd: fileURLToPath(new URL('../..', import.meta.url)), env: { ...process.env, COUNTERSIGN_KILL_STEP: '1' } });
if (killed.status !== 0) throw new Error('A killed process left something half done; see above.');
console.log(`Soaking the vault for ${minutes} minutes, seed ${seed}.`);

let state = seed % 2_147_483_647 || 1;
const below = (limit) => {
  state = (state * 48_271) % 2_147_483_647;
  return state % limit;
};

const scratch = mkdtempSync(path.join(tmpdir(), 'countersign-soak-'));
try {
  const board = testBoard(1);
  const [device] = board.devices;
  const template = path.join(scratch, 'template');
  await startedVault(template, board, device);
  const planFile = path.join(scratch, 'plan.json');
  const profile = path.join(scratch, 'profile');
  const endsAtMs = Date.now() + minutes * 60_000;
  let runs = 0;
  let acknowledged = 0;
  while (Date.now() < endsAtMs) {
    const steps = Array.from({ length: 1 + below(6) }, (_, i) => [
      () => ({ objects: [], drafts: [recusal(board.board, device, `reason ${i}`)] }),
      () => ({ objects: [], drafts: Array.from({ length: 1 + below(20) }, (_, n) => finding(`finding ${i}.${n}`)) }),
      () => smallImport(board, device, `${runs}.${i}`),
    ][below(3)]());
    writeFileSync(planFile, JSON.stringify({ board: board.board, device: device.device, now: testInstant, steps }));
    const at = 1 + below(steps.length * 14);
    const run = await runUntilKilled(template, profile, planFile, at);
    if (run.errors) throw new Error(run.errors);
    const losses = await lossesAfterCrash(profile, board, device, run.acknowledged);
    if (losses.length > 0) throw new Error(`Seed ${seed}, run ${runs}, killed before operation ${at}:\n${losses.join('\n')}`);
    runs++;
    acknowledged += run.acknowledged.length;
  }
  console.log(`${runs} runs, ${acknowledged} acknowledged things, none lost.`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
