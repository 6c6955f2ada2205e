/** Opens a vault: reads what is on the disk, checks it, and builds the state that the vault works on. */
import { z } from 'zod';
import type { CheckedRoster } from '../../shared/board/roster-chain.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import type { Fact } from '../../shared/events/fact.ts';
import { integrity, ok } from '../../shared/result.ts';
import type { Result, Trouble } from '../../shared/result.ts';
import { DeviceId, Digest } from '../../shared/vocabulary.ts';
import type { BoardId } from '../../shared/vocabulary.ts';
import { arrivalLines, readArrivals } from './arrivals.ts';
import type { Arrival } from './arrivals.ts';
import type { MemberKeys, PendingFact } from './event-check.ts';
import { loadFeed, loadVerified, maxFeedBytes, saveVerified } from './feeds.ts';
import type { Feed } from './feeds.ts';
import { loadForks } from './forks.ts';
import type { Fork } from './forks.ts';
import { hybridClock } from './hybrid-clock.ts';
import type { HybridClock } from './hybrid-clock.ts';
import { layoutOf, openFormat } from './layout.ts';
import type { Layout } from './layout.ts';
import { openNotes } from './notes.ts';
import type { Notes } from './notes.ts';
import { openObjects } from './objects.ts';
import type { Objects } from './objects.ts';
import { openQuarantine } from './quarantine.ts';
import type { Quarantine } from './quarantine.ts';
import { loadRosters, memberKeysOf } from './rosters.ts';
import type { Files } from '../platform/files.ts';
import type { VaultOptions } from './vault.ts';

export interface State {
  readonly layout: Layout;
  readonly board: BoardId | null;
  readonly objects: Objects;
  readonly notes: Notes;
  readonly quarantine: Quarantine;
  readonly rosters: CheckedRoster[];
  keys: MemberKeys;
  readonly feeds: Map<DeviceId, Feed>;
  readonly facts: readonly Fact[];
  /** By the digest of the event, and of an act's payload too. */
  readonly byDigest: ReadonlyMap<Digest, Fact>;
  /** Length of the arrival log, and lines that could not be written yet. */
  readonly arrivalsLog: { sizeBytes: number; owed: Uint8Array };
  readonly forks: Fork[];
  readonly found: readonly Trouble[];
  readonly clock: HybridClock;
  readonly stopped: Trouble | null;
  /** Why nothing may be appended in this run: without the whole roster chain nobody's signature can be judged. */
  readonly blocked: Trouble | null;
  add(facts: readonly Fact[]): void;
  stop(trouble: Trouble): Promise<Result<void>>;
}

const count = z.int().min(-1);
/** The troubles that stop a device, as they are noted. */
const StoppedBy = z.discriminatedUnion('code', [
  z.strictObject({ family: z.literal('refusal'), code: z.literal('device/behind-own-head'), params: z.strictObject({ device: DeviceId, local: count, store: count }) }),
  z.strictObject({ family: z.literal('integrity'), code: z.literal('feed/fork'), params: z.strictObject({ device: DeviceId, seq: count, first: Digest, second: Digest }) }),
  z.strictObject({ family: z.literal('integrity'), code: z.literal('feed/broken-chain'), params: z.strictObject({ device: DeviceId, seq: count, problem: z.string().max(1000) }) }),
  z.strictObject({ family: z.literal('integrity'), code: z.literal('feed/records-lost'), params: z.strictObject({ device: DeviceId, known: count, found: count }) }),
]);
const Stopped = z.strictObject({ format: z.literal(1), kind: z.literal('stopped'), device: DeviceId, by: StoppedBy });

const maxStoppedBytes = 64 * 1024;
const maxArrivalsBytes = maxFeedBytes;

export async function openState(profile: string, { files, clock, sha256, verify, board, device }: VaultOptions): Promise<Result<State>> {
  const layout = layoutOf(profile);
  const format = await openFormat(layout, files);
  if (!format.ok) return format;
  const quarantine = openQuarantine(layout.quarantine, { files, clock, sha256 });
  const rosters = await loadRosters(layout, board, { files, verify, sha256 });
  if (!rosters.ok) return rosters;
  const forks = await loadForks(layout.quarantine, files);
  if (!forks.ok) return forks;

  const found: Trouble[] = [...rosters.value.troubles];
  const chain = rosters.value.chain;
  const feeds = new Map<DeviceId, Feed>();
  const pending = new Map<Digest, PendingFact>();
  const first = chain[0];
  if (first) {
    const names = await files.list(layout.feeds);
    if (!names.ok) return names;
    const verified = await loadVerified(layout.verified, files);
    const keys = memberKeysOf(chain);
    for (const name of names.value ?? []) {
      const id = /^([0-9a-f]{32})\.feed$/.exec(name)?.[1];
      if (id === undefined) continue;
      const loaded = await loadFeed(id as DeviceId, { layout, board: first.digest, sample: first.roster.sample, keys, verified, ports: { files, clock, sha256, verify, quarantine } });
      if (!loaded.ok) return loaded;
      feeds.set(id as DeviceId, loaded.value.feed);
      for (const fact of loaded.value.facts) pending.set(fact.digest, fact);
      found.push(...loaded.value.troubles);
    }
    // Where this fails, the next start checks again; nothing else is lost.
    if ([...feeds.values()].some((feed) => feed.spans.length > 0 && verified[feed.device]?.digest !== feed.spans.at(-1)!.digest)) await saveVerified(layout.verified, feeds.values(), files);
  }

  const log = await files.read(layout.arrivals, maxArrivalsBytes);
  if (!log.ok) return log;
  const { arrivals, clean } = readArrivals(log.value ?? new Uint8Array(0));
  const known: Arrival[] = [];
  const ordered = new Set<Digest>();
  const lastNoted = new Map<DeviceId, number>();
  for (const arrival of arrivals) {
    lastNoted.set(arrival.device, arrival.seq);
    if (!pending.has(arrival.digest) || ordered.has(arrival.digest)) continue;
    ordered.add(arrival.digest);
    known.push({ ...arrival, position: known.length + 1 });
  }
  const facts: Fact[] = known.map(({ digest, position, firstSeenAt }) => ({ ...pending.get(digest)!, position, firstSeenAt }) as Fact);
  // Stored, but the machine stopped before the arrival was noted: they arrive now.
  for (const fact of pending.values()) if (!ordered.has(fact.digest)) facts.push({ ...fact, position: facts.length + 1, firstSeenAt: clock.now() } as Fact);

  let blocked: Trouble | null = rosters.value.troubles[0] ?? null;
  if (!blocked) {
    for (const [id, seq] of lastNoted) {
      const have = feeds.get(id)?.spans.length ?? 0;
      if (have > seq || feeds.get(id)?.frozen) continue;
      // A last record that was noted as arrived was acknowledged: it is lost and not torn.
      const torn = found.findIndex((trouble) => trouble.code === 'feed/torn-record' && trouble.params.path === layout.feed(id));
      if (torn >= 0) found.splice(torn, 1);
      found.push(integrity('feed/records-lost', { device: id, known: seq + 1, found: have }).trouble);
    }
  }

  let stopped = device === null ? null : await readStopped(layout, device, files);
  const stop = async (trouble: Trouble): Promise<Result<void>> => {
    stopped = trouble;
    return device === null ? ok(undefined) : files.write(layout.stopped, canonicalBytes({ format: 1, kind: 'stopped', device, by: trouble }));
  };
  // What this device said before may be out in the world: writing on from a shorter feed would fork it.
  const ownLoss = found.find((trouble) => (trouble.code === 'feed/broken-chain' || trouble.code === 'feed/records-lost') && trouble.params.device === device);
  if (ownLoss && !stopped) {
    const noted = await stop(ownLoss);
    if (!noted.ok) blocked ??= noted.trouble;
  }

  const intact = clean && known.length === arrivals.length;
  const arrivalsLog = intact ? { sizeBytes: log.value?.length ?? 0, owed: arrivalLines(facts.slice(known.length)) } : { sizeBytes: 0, owed: arrivalLines(facts) };
  if (!blocked && (arrivalsLog.owed.length > 0 || !intact)) {
    const written = await files.append(layout.arrivals, arrivalsLog.owed, arrivalsLog.sizeBytes);
    // Where this fails, the lines go with the next append.
    if (written.ok) Object.assign(arrivalsLog, { sizeBytes: arrivalsLog.sizeBytes + arrivalsLog.owed.length, owed: new Uint8Array(0) });
  }

  const byDigest = new Map<Digest, Fact>();
  const hybrid = hybridClock();
  const index = (some: readonly Fact[]): void => {
    for (const fact of some) {
      byDigest.set(fact.digest, fact);
      if (fact.kind === 'known' && fact.act !== null) byDigest.set(fact.act, fact);
    }
  };
  index(facts);
  const nowMs = Date.parse(clock.now());
  for (const fact of facts) hybrid.observe(fact.hlc, nowMs);

  return ok({
    layout, board, quarantine, feeds, facts, byDigest, arrivalsLog, found, stop, blocked,
    objects: openObjects(layout, { files, sha256, quarantine }),
    notes: openNotes(layout, files),
    rosters: chain,
    keys: memberKeysOf(chain),
    forks: forks.value,
    clock: hybrid,
    get stopped() { return stopped; },
    add: (some) => {
      facts.push(...some);
      index(some);
    },
  });
}

async function readStopped(layout: Layout, device: DeviceId, files: Files): Promise<Trouble | null> {
  const bytes = await files.read(layout.stopped, maxStoppedBytes);
  if (!bytes.ok) return bytes.trouble;
  if (bytes.value === null) return null;
  const read = readStrict(Stopped, bytes.value, { name: layout.stopped, maxBytes: maxStoppedBytes, format: 1 });
  if (!read.ok) return read.trouble;
  return read.value.device === device ? read.value.by : null;
}
