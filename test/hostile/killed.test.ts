import { spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openFiles } from '../../electron/platform/files.ts';
import { makeKeys } from '../../electron/board/found.ts';
import { openProfile } from '../../electron/board/profile.ts';
import { nodeSha256 } from '../../electron/platform/crypto.ts';
import { audit } from '../../electron/vault/audit.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import { valueOf } from '../builders/test-vault.ts';
import { passphrase } from '../builders/working-board.ts';
import { quickSigner } from '../fakes/key-folder.ts';
import { dossier, freshBoard } from './decided-board.ts';
import type { KilledWork } from './killed-child.ts';

const fixture = freshBoard();
const child = fileURLToPath(new URL('./killed-child.ts', import.meta.url));

interface Run { readonly killed: boolean; readonly answer: string | null; readonly operations: number; readonly errors: string }

/** Does the work in a process that is killed before writing operation `at`; 0: never. */
async function run(folder: string, work: KilledWork, at: number): Promise<Run> {
  // Node 22 needs the flag to run TypeScript; later ones accept it.
  const running = spawn(process.execPath, ['--experimental-strip-types', '--no-warnings', child, folder, JSON.stringify(work), String(at)], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } });
  let [output, errors] = ['', ''];
  running.stdout.on('data', (part: Buffer) => { output += part.toString(); });
  running.stderr.on('data', (part: Buffer) => { errors += part.toString(); });
  const killed = await new Promise<boolean>((resolve) => { running.on('close', (_, signal) => resolve(signal === 'SIGKILL')); });
  const [, answer = null, operations = '0'] = /^done (\S+) (\d+)$/m.exec(output) ?? [];
  return { killed, answer, operations: Number(operations), errors };
}

/** A packet takes a second to make, so only every third of its operations is tried here; `npm run soak` tries each. */
const packetStep = Number(process.env['COUNTERSIGN_KILL_STEP'] ?? 3);

/** Kills the work before its first writing operation and each `step`-th after it, on a fresh copy of `template` each time, and hands what is left to `check`. */
async function killEverywhere(template: string | null, work: KilledWork, check: (folder: string) => Promise<string>, step = 1): Promise<{ readonly states: ReadonlySet<string>; readonly operations: number }> {
  const { at: path } = fixture.board;
  const fresh = (name: string): string => {
    const folder = path(name);
    rmSync(folder, { recursive: true, force: true });
    if (template !== null) cpSync(template, folder, { recursive: true });
    return folder;
  };
  const whole = fresh('whole');
  const { errors, operations } = await run(whole, work, 0);
  expect(errors).toBe('');
  const states = new Set([await check(whole)]);
  let next = 1;
  const worker = async (name: string): Promise<void> => {
    while (next <= operations) {
      const at = next;
      next += step;
      const folder = fresh(name);
      const outcome = await run(folder, work, at);
      expect([at, outcome.errors]).toEqual([at, '']);
      // A packet's signature, and so its object's folder, is another each time; where that folder is there already, the work has one operation less.
      if (outcome.killed) expect(outcome.answer).toBeNull();
      else expect(outcome.operations).toBeLessThan(at);
      states.add(await check(folder));
    }
  };
  await Promise.all([worker('one'), worker('two')]);
  return { states, operations };
}

describe('after kill -9 at every write', () => {
  test('of issuing a packet: it is issued with its object whole, or not issued; no half file has its name; issuing again works', async () => {
    const { board } = fixture;
    const decided = valueOf(await openProfile(board.at('helena'), board.ports)).vault.facts().find((fact) => fact.type === 'decision.recorded/1') as unknown as { act: never };
    const now = board.ports.clock.now() as Instant;
    const work: KilledWork = { what: 'packet', request: { dossier, shown: board.shown, decision: decided.act }, passphrase, now };
    const { states, operations } = await killEverywhere(board.at('helena'), work, async (folder) => {
      const profile = valueOf(await openProfile(folder, board.ports));
      const issued = profile.vault.facts().filter((fact) => fact.type === 'packet.issued/1');
      const report = valueOf(await audit(profile.vault, { readData: true }, board.ports));
      // A torn record was never acknowledged; all else must be whole.
      expect(report.troubles.filter((trouble) => trouble.code !== 'feed/torn-record')).toEqual([]);
      expect(report.leftovers.filter((path) => !path.includes('.tmp-'))).toEqual([]);
      for (const fact of issued) {
        const { packet } = (fact as unknown as { body: { packet: never } }).body;
        expect(valueOf(await profile.vault.objects.read(packet)).length).toBeGreaterThan(10_000);
      }
      const named = listed(`${folder}/packets`).filter((name) => name.endsWith('.pdf') && !name.startsWith('.'));
      for (const name of named) {
        const digest = nodeSha256(readFileSync(`${folder}/packets/${name}`));
        expect(issued.map((fact) => (fact as unknown as { body: { packet: string } }).body.packet)).toContain(digest);
      }
      return `${issued.length} issued, ${named.length} named`;
    }, packetStep);
    expect(operations).toBeGreaterThan(15);
    expect(states).toEqual(new Set(['0 issued, 0 named', '1 issued, 0 named', '1 issued, 1 named']));
    for (const name of ['one', 'two']) {
      const output = await board.countersign('packet', '--profile', name, '--dossier', dossier, '-o', `${name}.pdf`, '--no-sync');
      // Nothing is complained of; where the first attempt was recorded, its packet is named as one that still stands.
      expect([output.exitCode, output.stderr.split('\n').filter((line) => line !== '' && !line.includes(' still stands beside it. '))]).toEqual([0, []]);
      expect((await board.countersign('verify', `${name}.pdf`, '--trust', 'board-root.pem')).exitCode).toBe(0);
    }
  }, 120_000);

  test('of a change of passphrase: each key opens with the old or the new one, and the same change finishes', async () => {
    const { board } = fixture;
    const keys = board.at('ingrid', 'keys');
    const to = 'another long passphrase';
    const { states } = await killEverywhere(keys, { what: 'passphrase', from: passphrase, to }, async (folder) => {
      const signer = quickSigner(folder);
      const names = readdirSync(folder).filter((name) => !name.startsWith('.tmp-'));
      expect(names.sort()).toEqual(['device.key', 'ecdh.key', 'member.key']);
      // The two would fail for a key that neither opens.
      const finished = await signer.changePassphrase({ from: passphrase, to, sample: false });
      expect(finished).toMatchObject({ ok: true });
      expect(await signer.changePassphrase({ from: to, to, sample: false })).toMatchObject({ ok: true });
      return String(finished.ok);
    });
    expect(states).toEqual(new Set(['true']));
  }, 60_000);

  test('of making keys: none is half there, none is replaced, and the same call with the same passphrase finishes', async () => {
    const { states } = await killEverywhere(null, { what: 'keys', passphrase }, async (folder) => {
      const signer = quickSigner(folder);
      const left = new Map<string, string>();
      for (const name of listed(folder).filter((one) => one.endsWith('.key') && !one.startsWith('.'))) left.set(name, readFileSync(`${folder}/${name}`).toString());
      valueOf(await makeKeys(signer, ['member', 'ecdh', 'device'], { passphrase, sample: false, source: { kind: 'new' }, folder, files: openFiles() }));
      const publicKeys = await Promise.all((['member', 'ecdh', 'device'] as const).map(async (key) => valueOf(await signer.publicKey(key)).length));
      expect(publicKeys.every((length) => length > 80)).toBe(true);
      expect(listed(folder).filter((one) => one.endsWith('.key') && !one.startsWith('.'))).toEqual(['device.key', 'ecdh.key', 'member.key']);
      return left.size === 0 ? 'none' : left.size === 3 ? 'all' : 'some';
    });
    expect(states).toContain('none');
    expect(states).toContain('all');
  }, 60_000);
});

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
