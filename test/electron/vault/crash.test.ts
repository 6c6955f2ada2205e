import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFiles } from '../../../electron/platform/files.ts';
import { audit } from '../../../electron/vault/audit.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { finding, recusal, testBoard, testInstant } from '../../builders/signed-board.ts';
import type { TestDevice } from '../../builders/signed-board.ts';
import { openTestVault, scratchFolder, startedVault, testPorts, valueOf } from '../../builders/test-vault.ts';
import { faultyDisk } from '../../fakes/faulty-disk.ts';
import { lossesAfterCrash, runUntilKilled, smallImport } from './crash-run.ts';

const board = testBoard(2);
const ada = board.devices[0] as TestDevice;
const scratch = scratchFolder();
const template = join(scratch.path, 'template');
const planFile = join(scratch.path, 'plan.json');
const steps = [{ objects: [], drafts: [recusal(board.board, ada)] }, smallImport(board, ada)];

beforeAll(async () => {
  const vault = await startedVault(template, board, ada);
  valueOf(await vault.checkpoint());
  writeFileSync(planFile, JSON.stringify({ board: board.board, device: ada.device, now: testInstant, steps }));
});
afterAll(() => { scratch.remove(); });

describe('what was acknowledged survives kill -9', () => {
  it('at every write, sync, rename and truncation of one append and one small import', async () => {
    const whole = await runUntilKilled(template, join(scratch.path, 'whole'), planFile, 0);
    expect([whole.errors, whole.acknowledged.length]).toEqual(['', 7]);
    expect(await lossesAfterCrash(join(scratch.path, 'whole'), board, ada, whole.acknowledged)).toEqual([]);
    const operations = whole.operations!;
    expect(operations).toBeGreaterThan(20);

    let next = 1;
    const acknowledgedAt: number[] = [];
    const worker = async (name: string): Promise<void> => {
      while (next <= operations) {
        const at = next++;
        const profile = join(scratch.path, name);
        const { acknowledged, killed, errors } = await runUntilKilled(template, profile, planFile, at);
        expect([at, killed, errors]).toEqual([at, true, '']);
        expect([at, await lossesAfterCrash(profile, board, ada, acknowledged)]).toEqual([at, []]);
        acknowledgedAt[at] = acknowledged.length;
      }
    };
    await Promise.all([worker('one'), worker('two')]);
    // The kills fell on both sides of every acknowledgement, so the check above had something to check.
    expect(new Set(acknowledgedAt.slice(1))).toEqual(new Set([0, 1, 6]));
  }, 180_000);
});

describe('a disk that fails', () => {
  const profile = (name: string): string => join(scratch.path, name);

  it.each(['ENOSPC', 'EIO', 'EROFS'])('with %s at the Nth operation, once or from then on, loses nothing and works again after', async (errno) => {
    for (const persistent of [false, true]) {
      for (let at = 1; ; at++) {
        const path = profile(`${errno}-${persistent}-${at}`);
        cpSync(template, path, { recursive: true });
        const disk = faultyDisk({ at, errno, persistent });
        const vault = await openTestVault(path, board, ada, openFiles(disk));
        const before = vault.facts().length;
        let failed = 0;
        for (const { objects, drafts } of steps) {
          const facts = vault.facts().length;
          const put = await vault.objects.putAll(objects.map(encodeUtf8));
          const appended = put.ok ? await vault.appendOwn(drafts) : put;
          if (appended.ok) continue;
          failed++;
          expect(appended.trouble.family).toBe('fault');
          expect(vault.facts()).toHaveLength(facts);
        }
        if (disk.count() < at) {
          expect(failed).toBe(0);
          break;
        }
        const told = vault.facts();
        const reopened = await openTestVault(path, board, ada);
        expect(reopened.facts().slice(0, told.length)).toEqual(told);
        expect(told.length + failed).toBeGreaterThanOrEqual(before);

        disk.heal();
        // The same open vault goes on; another process must not have written meanwhile, so it starts from its own copy of the state.
        for (const { objects, drafts } of steps) {
          valueOf(await vault.objects.putAll(objects.map(encodeUtf8)));
          valueOf(await vault.appendOwn(drafts));
        }
        valueOf(await vault.appendOwn([finding()]));
        const after = await openTestVault(path, board, ada);
        expect(after.facts().map((fact) => fact.digest)).toEqual(vault.facts().map((fact) => fact.digest));
        expect(after.stopped()).toBeNull();
        expect(valueOf(await audit(after, { readData: true }, testPorts())).clean).toBe(true);
      }
    }
  }, 120_000);

  it('lets a read-only profile be read', async () => {
    const path = profile('read-only');
    cpSync(template, path, { recursive: true });
    const vault = await openTestVault(path, board, ada, openFiles(faultyDisk({ at: 1, errno: 'EROFS', persistent: true })));
    expect(vault.facts()).toHaveLength(1);
    expect(await vault.appendOwn([finding()])).toMatchObject({ trouble: { code: 'disk/read-only' } });
  });
});
