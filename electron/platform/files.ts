/**
 * The file port: what rooms may do with files, each operation whole or not at all and durable once it answers. Errors of
 * the disk come back as faults with the file's path.
 */
import { basename, dirname, join } from 'node:path';
import { fault, ok, refuse } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { nodeDisk } from './disk.ts';
import type { Disk } from './disk.ts';

export interface NewFile { readonly path: string; readonly bytes: Uint8Array }

export interface Files {
  /** The whole file, or null when there is none. Refuses `input/too-large` above the limit, `input/not-a-file` for a folder. */
  read(path: string, limitBytes: number): Promise<Result<Uint8Array | null>>;
  /** `lengthBytes` bytes from `offsetBytes`, fewer at the end of the file. */
  readPart(path: string, offsetBytes: number, lengthBytes: number): Promise<Result<Uint8Array>>;
  /** Size of a file, null when there is none. */
  size(path: string): Promise<Result<number | null>>;
  /** What a name is, without following symbolic links (`other`); null when there is nothing. */
  kind(path: string): Promise<Result<'file' | 'folder' | 'other' | null>>;
  /**
   * Where a path leads once its symbolic links are followed; null when there is nothing. Only for what a person names: a link inside
   * a profile, a store or a dossier's folder is never followed.
   */
  follow(path: string): Promise<Result<string | null>>;
  /** Names in a folder, sorted; null when there is no such folder. */
  list(folder: string): Promise<Result<readonly string[] | null>>;
  makeFolder(path: string): Promise<Result<void>>;
  /** Writes a file through a temporary one in the same folder: write, fsync, rename, fsync of the folder. Replaces what had the name. */
  write(path: string, bytes: Uint8Array, mode?: number): Promise<Result<void>>;
  /** As `write` for many, with one fsync a folder. After a fault some may be there; none is ever half there. */
  writeAll(files: readonly NewFile[]): Promise<Result<void>>;
  /** Writes `bytes` at `knownBytes`, the length that is known good, after cutting off anything beyond it; then fdatasync. Makes the file when `knownBytes` is 0. */
  append(path: string, bytes: Uint8Array, knownBytes: number): Promise<Result<void>>;
  /** Renames within one file system, replacing; durable in both folders. */
  move(from: string, to: string): Promise<Result<void>>;
  /** Removes a file; fine when there is none. */
  remove(path: string): Promise<Result<void>>;
  /** Removes a file, or a folder with all in it, following no link; fine when there is nothing. After a fault some may be left, and the same call finishes. */
  removeTree(path: string): Promise<Result<void>>;
}

/** Marks a file that a crash left half written: no reader looks at such names, `audit` tells of them. */
export const temporaryPrefix = '.tmp-';

const errnoOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.name : 'unknown');

function readFault(path: string, error: unknown): { readonly ok: false; readonly trouble: Fault } {
  return fault('disk/read', { path, errno: errnoOf(error) });
}

function writeFault(path: string, error: unknown): { readonly ok: false; readonly trouble: Fault } {
  const errno = errnoOf(error);
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return fault('disk/full', { path });
  if (errno === 'EROFS' || errno === 'EACCES' || errno === 'EPERM') return fault('disk/read-only', { path });
  return fault('disk/write', { path, errno });
}

const absent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(errnoOf(error));

/** How many files are written at once: enough to keep the disk's queue busy. */
const writesAtOnce = 16;

let temporaries = 0;

export function openFiles(disk: Disk = nodeDisk): Files {
  /** Writes and renames, without the folder's fsync. */
  async function place(path: string, bytes: Uint8Array, mode: number): Promise<void> {
    const temporary = join(dirname(path), `${temporaryPrefix}${process.pid}-${temporaries++}-${basename(path).slice(0, 60)}`);
    try {
      const file = await disk.create(temporary, mode);
      try {
        await file.write(bytes, 0);
        await file.sync();
      } finally {
        await file.close();
      }
      await disk.rename(temporary, path);
    } catch (error) {
      // The first error is the one to tell; a temporary file that can't be removed now is left for audit to name.
      await disk.remove(temporary).catch(() => undefined);
      throw error;
    }
  }

  async function makeFolder(path: string): Promise<void> {
    const made = await disk.makeFolder(path);
    if (made === null) return;
    for (let folder = path; ; folder = dirname(folder)) {
      await disk.syncFolder(dirname(folder));
      if (folder === made || dirname(folder) === folder) return;
    }
  }

  async function writeAll(files: readonly NewFile[], mode: number): Promise<Result<void>> {
    const folders = new Set(files.map((file) => dirname(file.path)));
    let current = '';
    try {
      for (current of folders) await makeFolder(current);
      let next = 0;
      const failures: { path: string; error: unknown }[] = [];
      const worker = async (): Promise<void> => {
        while (next < files.length && failures.length === 0) {
          const file = files[next++]!;
          await place(file.path, file.bytes, mode).catch((error: unknown) => failures.push({ path: file.path, error }));
        }
      };
      await Promise.all(Array.from({ length: Math.min(writesAtOnce, files.length) }, worker));
      const failure = failures[0];
      if (failure) return writeFault(failure.path, failure.error);
      for (current of folders) await disk.syncFolder(current);
      return ok(undefined);
    } catch (error) {
      return writeFault(current, error);
    }
  }

  async function removeTree(path: string): Promise<void> {
    if ((await disk.stat(path)).kind !== 'folder') return disk.remove(path);
    for (const name of await disk.list(path)) await removeTree(join(path, name));
    await disk.removeFolder(path);
  }

  return {
    read: async (path, limitBytes) => {
      try {
        const { kind, sizeBytes } = await disk.stat(path);
        if (kind !== 'file') return refuse('input/not-a-file', { path });
        if (sizeBytes > limitBytes) return refuse('input/too-large', { name: path, sizeBytes, limitBytes });
        const bytes = await disk.read(path, limitBytes, 0);
        return bytes.length > limitBytes ? refuse('input/too-large', { name: path, sizeBytes: bytes.length, limitBytes }) : ok(bytes);
      } catch (error) {
        return absent(error) ? ok(null) : readFault(path, error);
      }
    },
    readPart: async (path, offsetBytes, lengthBytes) => {
      try {
        return ok((await disk.read(path, lengthBytes, offsetBytes)).subarray(0, lengthBytes));
      } catch (error) {
        return readFault(path, error);
      }
    },
    size: async (path) => {
      try {
        const { kind, sizeBytes } = await disk.stat(path);
        return ok(kind === 'file' ? sizeBytes : null);
      } catch (error) {
        return absent(error) ? ok(null) : readFault(path, error);
      }
    },
    follow: async (path) => {
      try {
        return ok(await disk.realPath(path));
      } catch (error) {
        return absent(error) ? ok(null) : readFault(path, error);
      }
    },
    kind: async (path) => {
      try {
        return ok((await disk.stat(path)).kind);
      } catch (error) {
        return absent(error) ? ok(null) : readFault(path, error);
      }
    },
    list: async (folder) => {
      try {
        return ok([...(await disk.list(folder))].sort());
      } catch (error) {
        return errnoOf(error) === 'ENOENT' ? ok(null) : readFault(folder, error);
      }
    },
    makeFolder: async (path) => {
      try {
        await makeFolder(path);
        return ok(undefined);
      } catch (error) {
        return writeFault(path, error);
      }
    },
    write: (path, bytes, mode = 0o644) => writeAll([{ path, bytes }], mode),
    writeAll: (files) => writeAll(files, 0o644),
    append: async (path, bytes, knownBytes) => {
      try {
        if (knownBytes === 0) await makeFolder(dirname(path));
        let created = false;
        const file = await disk.open(path).catch(async (error: unknown) => {
          if (knownBytes > 0 || !absent(error)) throw error;
          created = true;
          return disk.create(path, 0o644);
        });
        try {
          const sizeBytes = created ? 0 : await file.sizeBytes();
          if (sizeBytes < knownBytes) return fault('disk/write', { path, errno: 'shorter-than-known' }, false);
          if (sizeBytes > knownBytes) await file.truncate(knownBytes);
          try {
            await file.write(bytes, knownBytes);
            await file.sync();
          } catch (error) {
            // Nothing was acknowledged, so nothing of it should come back at the next start; if even this fails, the next append cuts it off.
            await file.truncate(knownBytes).catch(() => undefined);
            throw error;
          }
        } finally {
          await file.close();
        }
        if (created) await disk.syncFolder(dirname(path));
        return ok(undefined);
      } catch (error) {
        return writeFault(path, error);
      }
    },
    move: async (from, to) => {
      try {
        await makeFolder(dirname(to));
        await disk.rename(from, to);
        await disk.syncFolder(dirname(to));
        if (dirname(from) !== dirname(to)) await disk.syncFolder(dirname(from));
        return ok(undefined);
      } catch (error) {
        return writeFault(from, error);
      }
    },
    remove: async (path) => {
      try {
        await disk.remove(path);
        await disk.syncFolder(dirname(path));
        return ok(undefined);
      } catch (error) {
        return absent(error) ? ok(undefined) : writeFault(path, error);
      }
    },
    removeTree: async (path) => {
      try {
        await disk.stat(path);
      } catch (error) {
        return absent(error) ? ok(undefined) : readFault(path, error);
      }
      try {
        await removeTree(path);
        await disk.syncFolder(dirname(path));
        return ok(undefined);
      } catch (error) {
        return writeFault(path, error);
      }
    },
  };
}
