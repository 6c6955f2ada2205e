import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkspace, usingProfile, type Workspace } from '../../../electron/handlers/workspace.ts';
import type { SyncState } from '../../../shared/ipc/contract.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { foundWorkingBoard } from '../../builders/working-board.ts';
import { boardPorts, type TestBoardPorts } from '../../fakes/board-ports.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';

/** A workspace on a founded board with a store, what it broadcast about the store, and the defects that it told. */
async function opened(): Promise<{ readonly workspace: Workspace; readonly ports: TestBoardPorts; readonly told: SyncState[]; readonly defects: unknown[]; breakClock(): void }> {
  const root = await temporaryFolder();
  await mkdir(join(root, 'store'));
  let broken = false;
  const base = boardPorts();
  const ports: TestBoardPorts = { ...base, clock: { now: () => {
    if (broken) throw new Error('a defect in the middle of a meeting');
    return base.clock.now();
  } } };
  await foundWorkingBoard(root, ports);
  const told: SyncState[] = [];
  const defects: unknown[] = [];
  const workspace = openWorkspace({
    folder: join(root, 'secretary'), ports, samplePassphrase: 'x', onSyncTrouble: () => undefined,
    broadcast: (topic, message) => { if (topic === 'sync') told.push(message as SyncState); },
    onDefect: (error) => { defects.push(error); return 'reference'; },
  });
  valueOf(await workspace.open());
  return { workspace, ports, told, defects, breakClock: () => { broken = true; } };
}

test('meets its store, and says how it stands', async () => {
  const { workspace } = await opened();
  expect(await workspace.sync()).toMatchObject({ kind: 'idle', waiting: 0, offline: null, troubles: [] });
  await workspace.close();
  expect(workspace.profile()).toMatchObject({ ok: false, trouble: { code: 'board/none' } });
});

test('a meeting that meets a defect ends as offline with its reference, and the next one is tried', async () => {
  const { workspace, defects, breakClock } = await opened();
  await workspace.sync();
  breakClock();
  expect(await workspace.sync()).toMatchObject({ kind: 'offline', offline: { code: 'defect', params: { reference: 'reference' } } });
  expect(defects).toHaveLength(1);
  expect(workspace.syncState().kind).toBe('offline');
  await workspace.close();
});

test('what takes the profile away waits for every call that uses it', async () => {
  const { workspace } = await opened();
  const order: string[] = [];
  let finish: () => void = () => undefined;
  const { write } = usingProfile(workspace, { write: async () => {
    await new Promise<void>((resolve) => { finish = resolve; });
    order.push('written');
  } });
  const writing = write();
  const removing = workspace.settled().then(() => { order.push('settled'); });
  await Promise.resolve();
  finish();
  await Promise.all([writing, removing]);
  expect(order).toEqual(['written', 'settled']);
  await workspace.close();
});
