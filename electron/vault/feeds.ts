/** Feeds in memory and on disk: one hash chain a device, loaded and checked when the vault opens. */
import { z } from 'zod';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import type { Clock, Sha256, VerifySignature } from '../../shared/ports.ts';
import { integrity, ok } from '../../shared/result.ts';
import type { Result, Trouble } from '../../shared/result.ts';
import { DeviceId, Digest } from '../../shared/vocabulary.ts';
import type { BoardId } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';
import { checkSignatures, readEvent } from './event-check.ts';
import type { Author, MemberKeys, PendingFact, ReadEvent } from './event-check.ts';
import { findRecords } from './feed-file.ts';
import type { RecordSpan } from './feed-file.ts';
import type { Layout } from './layout.ts';
import type { Quarantine } from './quarantine.ts';

export interface Feed {
  readonly device: DeviceId;
  author: Author | null;
  readonly spans: RecordSpan[];
  /** Length of the acknowledged records: where the next append starts. */
  sizeBytes: number;
  /** Why nothing may be appended: its bytes are whole but a signature in it does not hold, or it could not be set right. */
  frozen: Trouble | null;
}

/** Largest feed file that is loaded, in bytes. */
export const maxFeedBytes = 1024 * 1024 * 1024;

const Verified = z.strictObject({ format: z.literal(1), kind: z.literal('verified'), heads: z.record(DeviceId, z.strictObject({ seq: z.int().min(0), digest: Digest })) });
/**
 * How far each feed's signatures were checked before. Through the hash chain one digest vouches for all before it, so a
 * start checks only what came since. Whoever can write this file could write the program too; `audit` ignores it.
 */
export type VerifiedHeads = z.infer<typeof Verified>['heads'];

export async function loadVerified(path: string, files: Files): Promise<VerifiedHeads> {
  const bytes = await files.read(path, 1024 * 1024);
  if (!bytes.ok || bytes.value === null) return {};
  const read = readStrict(Verified, bytes.value, { name: path, maxBytes: 1024 * 1024 });
  return read.ok ? read.value.heads : {};
}

export function saveVerified(path: string, feeds: Iterable<Feed>, files: Files): Promise<Result<void>> {
  const heads = Object.fromEntries([...feeds].filter((feed) => feed.spans.length > 0).map((feed) => [feed.device, { seq: feed.spans.length - 1, digest: feed.spans.at(-1)!.digest }]));
  return files.write(path, canonicalBytes({ format: 1, kind: 'verified', heads }));
}

export interface LoadPorts { readonly files: Files; readonly clock: Clock; readonly sha256: Sha256; readonly verify: VerifySignature; readonly quarantine: Quarantine }

export interface LoadedFeed { readonly feed: Feed; readonly facts: readonly PendingFact[]; readonly troubles: readonly Trouble[] }

/** Reads the events of `spans` one after another, as far as they hold. */
export function readChain(
  texts: Iterable<Uint8Array>,
  place: { board: BoardId; sample: boolean; device: DeviceId; author: Author | null; from: number; prev: Digest | null; sha256: Sha256; known: boolean },
): { readonly events: ReadEvent[]; readonly trouble: Trouble | null } {
  const events: ReadEvent[] = [];
  let { author, prev } = place;
  for (const bytes of texts) {
    const read = readEvent(bytes, { ...place, author, prev, seq: place.from + events.length });
    if (!read.ok) return { events, trouble: read.trouble };
    events.push(read.value);
    author = read.value.author;
    prev = read.value.digest;
  }
  return { events, trouble: null };
}

/**
 * Loads one feed. A torn last record is passed over, since it was never acknowledged. Damage is set aside with all that
 * stands after it, so that a good copy can come from the store. A signature that does not hold freezes the feed untouched:
 * a roster may be missing, and the bytes are not at fault.
 */
export async function loadFeed(
  device: DeviceId,
  { layout, board, sample, keys, verified, ports }: { layout: Layout; board: BoardId; sample: boolean; keys: MemberKeys; verified: VerifiedHeads; ports: LoadPorts },
): Promise<Result<LoadedFeed>> {
  const { files, sha256, verify, quarantine } = ports;
  const path = layout.feed(device);
  const file = await files.read(path, maxFeedBytes);
  if (!file.ok) return file;
  const bytes = file.value ?? new Uint8Array(0);
  const records = findRecords(bytes, sha256);
  const troubles: Trouble[] = [];
  const parts = records.spans.map(({ offset, length }) => bytes.subarray(offset, offset + length));
  const { events, trouble } = readChain(parts, { board, sample, device, author: null, from: 0, prev: null, sha256, known: true });

  const goodBytes = events.length === records.spans.length ? records.goodBytes : endOf(records.spans[events.length - 1]);
  const damage = trouble ?? (records.end === 'damaged' ? integrity('feed/broken-chain', { device, seq: events.length, problem: 'its bytes do not hash to its name' }).trouble : null);
  const feed: Feed = { device, author: null, spans: records.spans.slice(0, events.length), sizeBytes: goodBytes, frozen: null };
  if (damage) {
    troubles.push(damage);
    const kept = await quarantine.keep(`end of feed ${device} from event ${events.length}`, bytes.subarray(goodBytes), damage);
    const cut = kept.ok ? await files.append(path, new Uint8Array(0), goodBytes) : kept;
    if (!cut.ok) feed.frozen = damage;
  } else if (records.end === 'torn') troubles.push(integrity('feed/torn-record', { path, seq: events.length }).trouble);

  const before = verified[device];
  const checkedBefore = before && feed.spans[before.seq]?.digest === before.digest ? before.seq + 1 : 0;
  const failed = await checkSignatures(events.slice(checkedBefore), keys, { verify, sha256 });
  if (failed) {
    events.length = checkedBefore + failed.index;
    feed.spans.length = events.length;
    feed.sizeBytes = endOf(feed.spans.at(-1));
    feed.frozen = failed.result.trouble;
    troubles.push(failed.result.trouble);
  }
  feed.author = events.at(-1)?.author ?? null;
  return ok({ feed, facts: events.map((event) => event.fact), troubles });
}

/** Where the record after `span` starts. */
export function endOf(span: RecordSpan | undefined): number {
  return span ? span.offset + span.length + 1 : 0;
}
