/**
 * Forks: one device signed two different events with one sequence number. That is proof of a copied key or of a feed restored
 * from a backup; both branches are kept, and the fold is told which device and from where.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { Envelope } from '../../shared/bytes/envelope.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { DeviceId, Digest } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';

/** `first` is the digest in this machine's feed, `second` the other; `head` is the signed head that covers `events`, which start at `seq`. */
export const Fork = z.strictObject({
  format: z.literal(1), kind: z.literal('fork'), device: DeviceId, seq: z.int().min(0), first: Digest, second: Digest, head: Envelope, events: z.array(z.string()),
});
export type Fork = z.infer<typeof Fork>;

const maxForkBytes = 64 * 1024 * 1024;
const forkName = ({ device, seq, second }: Pick<Fork, 'device' | 'seq' | 'second'>): string => `fork-${device}-${seq}-${second.slice(0, 16)}.json`;

export async function keepFork(folder: string, fork: Fork, files: Files): Promise<Result<void>> {
  return files.write(join(folder, forkName(fork)), canonicalBytes(fork));
}

export async function loadForks(folder: string, files: Files): Promise<Result<Fork[]>> {
  const names = await files.list(folder);
  if (!names.ok) return names;
  const forks: Fork[] = [];
  for (const name of (names.value ?? []).filter((one) => one.startsWith('fork-'))) {
    const bytes = await files.read(join(folder, name), maxForkBytes);
    if (!bytes.ok) return bytes;
    const fork = bytes.value === null ? null : readStrict(Fork, bytes.value, { name, maxBytes: maxForkBytes, canonical: true, format: 1 });
    if (fork?.ok) forks.push(fork.value);
  }
  return ok(forks);
}
