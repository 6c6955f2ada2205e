/** The disk's primitives, one call each. Everything that writes a file goes through them, so a test can fail or kill any one. */
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, rmdir, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** An open file. Methods reject with Node's errno errors. */
export interface OpenFile {
  sizeBytes(): Promise<number>;
  /** Writes all of `bytes` at `offsetBytes`. */
  write(bytes: Uint8Array, offsetBytes: number): Promise<void>;
  truncate(sizeBytes: number): Promise<void>;
  /** fdatasync: contents and size are on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface Disk {
  /** Up to `limitBytes + 1` bytes from `offsetBytes`: one more than the limit tells that there is more. Follows no symbolic link. */
  read(path: string, limitBytes: number, offsetBytes: number): Promise<Uint8Array>;
  stat(path: string): Promise<{ readonly kind: 'file' | 'folder' | 'other'; readonly sizeBytes: number }>;
  /** The path with every symbolic link followed. */
  realPath(path: string): Promise<string>;
  list(folder: string): Promise<readonly string[]>;
  /** Makes the folder and its parents; the topmost one that it made, or null. */
  makeFolder(path: string): Promise<string | null>;
  /** A new file; rejects when the name exists. */
  create(path: string, mode: number): Promise<OpenFile>;
  /** An existing file for reading and writing. */
  open(path: string): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Removes an empty folder. */
  removeFolder(path: string): Promise<void>;
  /** fsync of a folder: the names in it are on the disk. */
  syncFolder(path: string): Promise<void>;
}

function openFile(handle: FileHandle): OpenFile {
  return {
    sizeBytes: async () => (await handle.stat()).size,
    write: async (bytes, offsetBytes) => {
      for (let done = 0; done < bytes.length;) done += (await handle.write(bytes, done, bytes.length - done, offsetBytes + done)).bytesWritten;
    },
    truncate: (sizeBytes) => handle.truncate(sizeBytes),
    sync: () => handle.datasync(),
    close: () => handle.close(),
  };
}

/** File systems and systems that have no fsync for folders say so with one of these; there a rename is as safe as it gets. */
const folderSyncUnsupported = new Set(['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM', 'EBADF']);

export const nodeDisk: Disk = {
  read: async (path, limitBytes, offsetBytes) => {
    const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const left = Math.max(0, (await handle.stat()).size - offsetBytes);
      const bytes = new Uint8Array(Math.min(left, limitBytes + 1));
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, offsetBytes + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    } finally {
      await handle.close();
    }
  },
  stat: async (path) => {
    const stats = await lstat(path);
    return { kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other', sizeBytes: stats.size };
  },
  realPath: (path) => realpath(path),
  list: (folder) => readdir(folder),
  makeFolder: async (path) => (await mkdir(path, { recursive: true })) ?? null,
  create: async (path, mode) => openFile(await open(path, 'wx', mode)),
  open: async (path) => openFile(await open(path, 'r+')),
  rename,
  remove: unlink,
  removeFolder: rmdir,
  syncFolder: async (path) => {
    let handle: FileHandle | null = null;
    try {
      handle = await open(path, 'r');
      await handle.sync();
    } catch (error) {
      if (!folderSyncUnsupported.has((error as NodeJS.ErrnoException).code ?? '') || (process.platform !== 'win32' && handle === null)) throw error;
    } finally {
      await handle?.close();
    }
  },
};
