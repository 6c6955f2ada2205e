/** A store that is a folder: on this machine, on a network share, or inside another program's synced folder. */
import { join } from 'node:path';
import type { Store } from '../../../shared/ports.ts';
import { fault, ok, refuse } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { temporaryPrefix } from '../../platform/files.ts';
import type { Files } from '../../platform/files.ts';

/** Largest file of a store that is read: packs and chunks are 8 MiB, segments and rosters may be a little more. */
const maxFileBytes = 64 * 1024 * 1024;

const segment = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/;

/**
 * The store in `folder`, which must be there: a folder that vanished is `store/unreachable`, and is never made anew, since an
 * unplugged disk looks just the same. Half-written files of other writers have temporary names and are not listed.
 */
export function folderStore(folder: string, files: Files): Store {
  const name = folder;
  const pathOf = (path: string): Result<string> =>
    path.split('/').every((part) => segment.test(part)) ? ok(join(folder, ...path.split('/'))) : refuse('input/path-outside', { name, path: path.slice(0, 200) });
  const reachable = async (): Promise<Result<void>> => {
    const names = await files.list(folder);
    if (!names.ok) return fault('store/unreachable', { store: name, problem: names.trouble.code });
    return names.value === null ? fault('store/unreachable', { store: name, problem: 'the folder is not there' }) : ok(undefined);
  };
  return {
    name,
    list: async (of) => {
      const path = of === '' ? ok(folder) : pathOf(of);
      if (!path.ok) return path;
      const names = await files.list(path.value);
      if (!names.ok) return names;
      if (names.value !== null) return ok(names.value.filter((one) => !one.startsWith(temporaryPrefix)));
      const there = await reachable();
      return there.ok ? ok([]) : there;
    },
    read: async (of) => {
      const path = pathOf(of);
      if (!path.ok) return path;
      const bytes = await files.read(path.value, maxFileBytes);
      if (!bytes.ok || bytes.value !== null) return bytes;
      const there = await reachable();
      return there.ok ? ok(null) : there;
    },
    write: async (of, bytes) => {
      const path = pathOf(of);
      if (!path.ok) return path;
      const there = await reachable();
      return there.ok ? files.write(path.value, bytes) : there;
    },
    remove: async (of) => {
      const path = pathOf(of);
      return path.ok ? files.remove(path.value) : path;
    },
  };
}
