import { nodeDisk } from '../../electron/platform/disk.ts';
import type { Disk, OpenFile } from '../../electron/platform/disk.ts';

export interface FaultyDisk extends Disk {
  /** How many writing operations were asked for so far. */
  count(): number;
  /** From now on nothing fails. */
  heal(): void;
}

/** What stands before one writing operation; `write` gets the bytes so that it can write some of them first. */
export type Before = (operation: string, number: number, tear: (() => Promise<void>) | null) => Promise<void>;

/** The real disk that waits for no fsync: for tests that make many files and pull no plug. */
export const unsyncedDisk: Disk = {
  ...nodeDisk,
  create: async (path, mode) => ({ ...await nodeDisk.create(path, mode), sync: () => Promise.resolve() }),
  open: async (path) => ({ ...await nodeDisk.open(path), sync: () => Promise.resolve() }),
  syncFolder: () => Promise.resolve(),
};

/** The real disk, or `disk`, with `before` called ahead of every operation that changes something. */
export function watchedDisk(before: Before, disk: Disk = nodeDisk): Disk & { count(): number } {
  let count = 0;
  const step = (operation: string, tear: (() => Promise<void>) | null = null): Promise<void> => before(operation, ++count, tear);
  const watch = (file: OpenFile): OpenFile => ({
    sizeBytes: () => file.sizeBytes(),
    write: async (bytes, offsetBytes) => {
      await step('write', () => file.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), offsetBytes));
      await file.write(bytes, offsetBytes);
    },
    truncate: async (sizeBytes) => { await step('truncate'); await file.truncate(sizeBytes); },
    sync: async () => { await step('sync'); await file.sync(); },
    close: () => file.close(),
  });
  return {
    ...disk,
    count: () => count,
    makeFolder: async (path) => { await step('makeFolder'); return disk.makeFolder(path); },
    create: async (path, mode) => { await step('create'); return watch(await disk.create(path, mode)); },
    open: async (path) => watch(await disk.open(path)),
    rename: async (from, to) => { await step('rename'); await disk.rename(from, to); },
    remove: async (path) => { await step('remove'); await disk.remove(path); },
    removeFolder: async (path) => { await step('removeFolder'); await disk.removeFolder(path); },
    syncFolder: async (path) => { await step('syncFolder'); await disk.syncFolder(path); },
  };
}

/** The real disk, on which the `at`-th writing operation (and with `persistent` every later one) fails with `errno`; a failing write leaves half its bytes. */
export function faultyDisk({ at, errno, persistent }: { at: number; errno: string; persistent: boolean }, on: Disk = nodeDisk): FaultyDisk {
  let broken = true;
  const disk = watchedDisk(async (operation, number, tear) => {
    if (!broken || (persistent ? number < at : number !== at)) return;
    await tear?.();
    throw Object.assign(new Error(`${errno}: ${operation}`), { code: errno });
  }, on);
  return { ...disk, heal: () => { broken = false; } };
}
