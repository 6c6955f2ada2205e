// A folder sync of 10,000 events against `cp -r` of the same bytes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openFiles } from '../../electron/platform/files.ts';
import { folderStore } from '../../electron/sync/drivers/folder.ts';
import { exchange } from '../../electron/sync/exchange.ts';
import { finding, headSigner, testBoard } from '../builders/signed-board.ts';
import { openTestVault, startedVault, testPorts, valueOf } from '../builders/test-vault.ts';
import { against, median } from './measure.mjs';

const eventCount = 10_000;
const batch = 500;

export async function measure() {
  const scratch = mkdtempSync(path.join(tmpdir(), 'countersign-bench-'));
  try {
    const board = testBoard(2);
    const [ada, ben] = board.devices;
    const optionsOf = (device) => ({ ...testPorts(), own: { key: device.key.public, sign: headSigner(device) } });
    const author = await startedVault(path.join(scratch, 'ada'), board, ada);
    for (let at = 1; at < eventCount; at += batch) {
      valueOf(await author.appendOwn(Array.from({ length: Math.min(batch, eventCount - at) }, (_, i) => finding(`Finding ${at + i}: the interval of the third metric is wider than the charter allows`))));
    }
    const times = { push: [], pull: [], copy: [] };
    for (let run = 0; run < 4; run++) {
      const folder = path.join(scratch, `store-${run}`);
      mkdirSync(folder);
      const store = folderStore(folder, openFiles());
      times.push.push(await timed(async () => valueOf(await exchange(author, store, optionsOf(ada)))));
      const reader = await openTestVault(path.join(scratch, `ben-${run}`), board, ben);
      times.pull.push(await timed(async () => valueOf(await exchange(reader, store, optionsOf(ben)))));
      if (reader.facts().length !== eventCount) throw new Error(`${reader.facts().length} events arrived, not ${eventCount}.`);
      times.copy.push(await timed(() => { execFileSync('cp', ['-r', folder, path.join(scratch, `copy-${run}`)]); }));
    }
    const { push, pull, copy } = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all.slice(1))]));
    const note = 'The rival flushes nothing and checks nothing; a sync reads back what it wrote, hashes, checks the chain and the head, and waits for the disk.';
    return [
      against('Sync of 10,000 events, publishing', push, 'ms', 'cp -r of the store', copy, note),
      against('Sync of 10,000 events, taking in', pull, 'ms', 'cp -r of the store', copy, note),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
