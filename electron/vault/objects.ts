/** Bytes by the digest of what is stored: documents, raw evidence, registers, revisions, packets. */
import { join } from 'node:path';
import type { ObjectSource, Sha256 } from '../../shared/ports.ts';
import { integrity, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { Digest } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';
import type { Layout } from './layout.ts';
import type { Quarantine } from './quarantine.ts';

/** Largest object, in bytes. */
export const maxObjectBytes = 1024 * 1024 * 1024;

export interface Objects extends ObjectSource {
  /** Stores the bytes and answers their digest once they are on the disk. */
  put(bytes: Uint8Array): Promise<Result<Digest>>;
  /** Stores many, with one fsync a folder. */
  putAll(all: readonly Uint8Array[]): Promise<Result<readonly Digest[]>>;
  /** Whether there is a file of that name; `read` tells whether it is whole. */
  has(digest: Digest): Promise<Result<boolean>>;
  size(digest: Digest): Promise<Result<number | null>>;
  /** The bytes, hashed again. Fails with `object/missing`, or with `object/damaged` after moving the damaged file aside. */
  read(digest: Digest): Promise<Result<Uint8Array>>;
  /** As `read`, touching nothing. */
  check(digest: Digest): Promise<Result<Uint8Array>>;
  /** Every name in the store, with files that don't belong there apart. */
  list(): Promise<Result<{ readonly digests: readonly Digest[]; readonly strangers: readonly string[] }>>;
}

export function openObjects(layout: Layout, { files, sha256, quarantine }: { files: Files; sha256: Sha256; quarantine: Quarantine }): Objects {
  const check = async (digest: Digest): Promise<Result<Uint8Array>> => {
    const path = layout.object(digest);
    const bytes = await files.read(path, maxObjectBytes);
    if (!bytes.ok) return bytes;
    if (bytes.value === null) return integrity('object/missing', { digest });
    return sha256(bytes.value) === digest ? ok(bytes.value) : integrity('object/damaged', { digest, path });
  };

  const putAll = async (all: readonly Uint8Array[]): Promise<Result<readonly Digest[]>> => {
    const digests = all.map(sha256);
    const missing = new Map<Digest, { path: string; bytes: Uint8Array }>();
    for (const [i, digest] of digests.entries()) {
      const path = layout.object(digest);
      const size = await files.size(path);
      if (!size.ok) return size;
      // A file of another size is a damaged one: writing the right bytes over it is what the caller asks for.
      if (size.value !== all[i]!.length) missing.set(digest, { path, bytes: all[i]! });
    }
    const written = await files.writeAll([...missing.values()]);
    return written.ok ? ok(digests) : written;
  };

  return {
    putAll,
    put: async (bytes) => {
      const put = await putAll([bytes]);
      return put.ok ? ok(put.value[0]!) : put;
    },
    has: async (digest) => {
      const size = await files.size(layout.object(digest));
      return size.ok ? ok(size.value !== null) : size;
    },
    size: (digest) => files.size(layout.object(digest)),
    check,
    read: async (digest) => {
      const bytes = await check(digest);
      // Aside, so that a good copy from the store or from another member can take its place.
      if (!bytes.ok && bytes.trouble.code === 'object/damaged') await quarantine.keepFile(`object ${digest}`, layout.object(digest), bytes.trouble);
      return bytes;
    },
    list: async () => {
      const digests: Digest[] = [];
      const strangers: string[] = [];
      const folders = await files.list(layout.objects);
      if (!folders.ok) return folders;
      for (const folder of folders.value ?? []) {
        const names = await files.list(join(layout.objects, folder));
        if (!names.ok) {
          strangers.push(join(layout.objects, folder));
          continue;
        }
        for (const name of names.value ?? []) {
          if (name.slice(0, 2) === folder && Digest.safeParse(name).success) digests.push(name as Digest);
          else strangers.push(join(layout.objects, folder, name));
        }
      }
      return ok({ digests, strangers });
    },
  };
}
