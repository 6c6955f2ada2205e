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

/** The real disk, with `before` called ahead of every operation that changes something. */
export function watchedDisk(before: Before): Disk & { count(): number } {
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
    ...nodeDisk,
    count: () => count,
    makeFolder: async (path) => { await step('makeFolder'); return nodeDisk.makeFolder(path); },
    create: async (path, mode) => { await step('create'); return watch(await nodeDisk.create(path, mode)); },
    open: async (path) => watch(await nodeDisk.open(path)),
    rename: async (from, to) => { await step('rename'); await nodeDisk.rename(from, to); },
    remove: async (path) => { await step('remove'); await nodeDisk.remove(path); },
    removeFolder: async (path) => { await step('removeFolder'); await nodeDisk.removeFolder(path); },
    syncFolder: async (path) => { await step('syncFolder'); await nodeDisk.syncFolder(path); },
  };
}

/** The real disk, on which the `at`-th writing operation (and with `persistent` every later one) fails with `errno`; a failing write leaves half its bytes. */
export function faultyDisk({ at, errno, persistent }: { at: number; errno: string; persistent: boolean }): FaultyDisk {
  let broken = true;
  const disk = watchedDisk(async (operation, number, tear) => {
    if (!broken || (persistent ? number < at : number !== at)) return;
    await tear?.();
    throw Object.assign(new Error(`${errno}: ${operation}`), { code: errno });
  });
  return { ...disk, heal: () => { broken = false; } };
}
