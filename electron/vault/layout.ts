/** Where things lie in a profile, and the format number that opens it. */
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { DeviceId, Digest } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';

export interface Layout {
  readonly profile: string;
  readonly format: string;
  readonly vault: string;
  readonly objects: string;
  readonly feeds: string;
  readonly rosters: string;
  /** Signed heads as they came, one a device: what repair gives back to a store that lost them. */
  readonly heads: string;
  /** Which store this profile has synced with. */
  readonly sync: string;
  /** The board's newest status list. */
  readonly statusList: string;
  readonly arrivals: string;
  readonly quarantine: string;
  readonly verified: string;
  /** Which pieces of evidence were checked. */
  readonly checked: string;
  readonly stopped: string;
  readonly drafts: string;
  readonly readMarks: string;
  /** When the member last opened each revision. */
  readonly looked: string;
  readonly baselines: string;
  object(digest: Digest): string;
  feed(device: DeviceId): string;
  head(device: DeviceId): string;
  roster(seq: number): string;
}

export function layoutOf(profile: string): Layout {
  const vault = join(profile, 'vault');
  const [objects, feeds, rosters, heads] = [join(vault, 'objects'), join(vault, 'feeds'), join(vault, 'rosters'), join(vault, 'heads')];
  return {
    profile, vault, objects, feeds, rosters, heads,
    sync: join(vault, 'sync.json'),
    statusList: join(vault, 'status-list.json'),
    format: join(profile, 'fmt.json'),
    arrivals: join(vault, 'arrivals.log'),
    quarantine: join(vault, 'quarantine'),
    verified: join(vault, 'verified.json'),
    checked: join(vault, 'checked.json'),
    stopped: join(vault, 'stopped.json'),
    drafts: join(profile, 'drafts'),
    readMarks: join(profile, 'read-marks.json'),
    looked: join(profile, 'looked.json'),
    baselines: join(profile, 'baselines.json'),
    object: (digest) => join(objects, digest.slice(0, 2), digest),
    feed: (device) => join(feeds, `${device}.feed`),
    head: (device) => join(heads, `${device}.dsse`),
    roster: (seq) => join(rosters, `${seq}.dsse`),
  };
}

const ProfileFormat = z.strictObject({ format: z.literal(1), kind: z.literal('profile'), cipher: z.literal('none') });

/** Checks the profile's format number, writing it where there is none. Refuses a newer one with `input/format-number`. */
export async function openFormat(layout: Layout, files: Files): Promise<Result<void>> {
  const bytes = await files.read(layout.format, 64 * 1024);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return files.write(layout.format, canonicalBytes({ format: 1, kind: 'profile', cipher: 'none' }));
  const read = readStrict(ProfileFormat, bytes.value, { name: layout.format, maxBytes: 64 * 1024, format: 1 });
  return read.ok ? ok(undefined) : read;
}
