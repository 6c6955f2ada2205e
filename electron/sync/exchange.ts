/** Meets a store: rosters both ways, others' new events and objects in, this device's own out. Absence is never deletion. */
import { z } from 'zod';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { openEnvelope, payloadTypes } from '../../shared/bytes/envelope.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import type { Store } from '../../shared/ports.ts';
import { fault, integrity, ok, refuse } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { BoardId } from '../../shared/vocabulary.ts';
import type { DeviceId, Digest } from '../../shared/vocabulary.ts';
import { reachable } from '../vault/reach.ts';
import { maxRosterFileBytes, readEnvelope, rosterFileBytes } from '../vault/rosters.ts';
import type { Vault } from '../vault/vault.ts';
import { folders, formatName, readHeadName, readRosterName, rosterName } from './names.ts';
import type { HeadName } from './names.ts';
import { inParallel } from './parallel.ts';
import { publishEvents, publishHead, writeChecked } from './publish.ts';
import { pullHead, readHead, setAside } from './pull-feeds.ts';
import { pullObjects } from './pull-objects.ts';
import { emptyReport, tell, tellName } from './report.ts';
import type { SyncReport } from './report.ts';
import { exchangeStatusLists } from './status-lists.ts';
import { newSyncMemory } from './visit.ts';
import type { ExchangeOptions, Visit } from './visit.ts';

const StoreFormat = z.strictObject({ format: z.literal(1), kind: z.literal('store'), cipher: z.literal('none'), board: BoardId });
const Met = z.strictObject({ format: z.literal(1), kind: z.literal('sync'), store: z.string() });
const maxFormatBytes = 64 * 1024;

export function openVisit(vault: Vault, store: Store, options: ExchangeOptions): Visit {
  return { ...options, vault, store, report: emptyReport(), memory: options.memory ?? newSyncMemory(), segments: new Map() };
}

/**
 * One exchange. Fails only when the store can't be worked with at all (`store/unreachable`, `store/emptied`, another board, a newer format, a
 * full or read-only disk); whatever is wrong with single files is told in the report, and the rest goes on.
 * This device's own feed behind its head in the store (a restored backup) is told as `device/behind-own-head` and
 * stops the device: writing on would fork it, so the member starts a new device.
 */
export async function exchange(vault: Vault, store: Store, options: ExchangeOptions): Promise<Result<SyncReport>> {
  const visit = openVisit(vault, store, options);
  const { memory, report } = visit;
  const connected = await connect(visit, false);
  if (!connected.ok) return connected;
  const heads = await listHeads(visit);
  if (!heads.ok) return heads;
  const ownSeq = vault.feeds().find((feed) => feed.device === vault.device)?.seq ?? -1;
  const fresh = heads.value.filter((head) => !memory.heads.has(head.name));
  // A store that was rolled back shows no new name either: what was seen must still be there.
  const asLeft = vault.feeds().every(({ device, seq }) => (device === vault.device && options.own === null) || heads.value.some((head) => head.device === device && head.seq >= seq));
  if (fresh.length === 0 && asLeft && (options.own === null || vault.stopped() !== null || ownSeq === memory.published) && memory.rosters === vault.rosters().length && memory.settled === vault.facts().length && await listAsLeft(visit)) {
    return ok({ ...report, idle: true });
  }
  const rosters = await exchangeRosters(visit);
  if (!rosters.ok) return rosters;
  // Without all rosters this machine's own feed looks shorter than it is: it would be taken for a restored backup and stopped.
  const blocked = vault.blocked();
  if (blocked !== null) {
    tell(report, blocked);
    return ok(report);
  }
  const pulled = await pullFeeds(visit, heads.value);
  if (!pulled.ok) return pulled;
  const objects = await pullMissing(visit);
  if (!objects.ok) return objects;
  const pushed = await pushOwn(visit, heads.value);
  if (!pushed.ok) return pushed;
  const lists = await exchangeStatusLists(visit);
  if (!lists.ok) return lists;
  const announced = lists.value ? await announce(visit, heads.value) : ok(undefined);
  if (!announced.ok) return announced;
  const kept = await vault.checkpoint();
  return kept.ok ? ok(report) : kept;
}

/**
 * Checks that the store is this board's and of a format that this version knows. A new store gets its `fmt.json`; one that this
 * profile met before and that has none now is somewhere else or unplugged, unless the member asks for repair.
 */
export async function connect(visit: Visit, repairing: boolean): Promise<Result<void>> {
  const { store, memory, vault, files, sha256 } = visit;
  const board = vault.board();
  if (board === null) return refuse('board/none', { path: vault.layout.profile });
  if (memory.connected && !repairing) return ok(undefined);
  const bytes = await store.read(formatName);
  if (!bytes.ok) return bytes;
  const name = `${store.name}: ${formatName}`;
  if (bytes.value === null) {
    const before = await files.read(vault.layout.sync, maxFormatBytes);
    if (!before.ok) return before;
    const met = before.value === null ? null : readStrict(Met, before.value, { name: vault.layout.sync, maxBytes: maxFormatBytes, format: 1 });
    if (met && !met.ok) return met;
    if (met?.value.store === store.name && !repairing) return fault('store/emptied', { store: store.name, name: formatName });
    // Who only takes leaves no mark: there is nothing here yet.
    if (visit.own === null) return ok(undefined);
    const written = await writeChecked(store, formatName, canonicalBytes({ format: 1, kind: 'store', cipher: 'none', board }), sha256);
    if (!written.ok) return written;
  } else {
    const format = readStrict(StoreFormat, bytes.value, { name, maxBytes: maxFormatBytes, format: 1 });
    if (!format.ok) return format;
    if (format.value.board !== board) return refuse('input/schema', { name, place: '$.board', expected: board, found: format.value.board });
  }
  const noted = await files.write(vault.layout.sync, canonicalBytes({ format: 1, kind: 'sync', store: store.name }));
  if (!noted.ok) return noted;
  memory.connected = true;
  return ok(undefined);
}

/** Heads in the store, highest first. */
export async function listHeads({ store, report }: Visit): Promise<Result<readonly HeadName[]>> {
  const names = await store.list(folders.heads);
  if (!names.ok) return names;
  const heads: HeadName[] = [];
  for (const one of names.value) {
    const head = readHeadName(one);
    if (head) heads.push(head);
    else tellName(report, `${folders.heads}/${one}`);
  }
  return ok(heads.sort((a, b) => b.seq - a.seq || (a.name < b.name ? -1 : 1)));
}

export async function exchangeRosters(visit: Visit): Promise<Result<void>> {
  const { store, vault, report, memory, sha256 } = visit;
  const names = await store.list(folders.rosters);
  if (!names.ok) return names;
  const there = new Set<number>();
  for (const one of names.value) {
    const seq = readRosterName(one);
    if (seq === null) tellName(report, `${folders.rosters}/${one}`);
    else there.add(seq);
  }
  for (let seq = vault.rosters().length; there.has(seq); seq++) {
    const name = rosterName(seq);
    const bytes = await store.read(name);
    if (!bytes.ok) return bytes;
    if (bytes.value === null) break;
    const envelope = readEnvelope(bytes.value, name, maxRosterFileBytes);
    const added = envelope.ok ? await vault.appendRoster(envelope.value) : envelope;
    if (!added.ok) {
      if (added.trouble.family === 'fault') return added;
      await setAside(visit, name, added.trouble);
      break;
    }
    report.pulled.rosters++;
  }
  for (const { roster, envelope } of visit.own === null ? [] : vault.rosters()) {
    if (there.has(roster.seq)) continue;
    const written = await writeChecked(store, rosterName(roster.seq), rosterFileBytes(envelope), sha256);
    if (!written.ok) return written;
    report.pushed.rosters++;
  }
  memory.rosters = vault.rosters().length;
  return ok(undefined);
}

export async function pullFeeds(visit: Visit, heads: readonly HeadName[]): Promise<Result<void>> {
  const { vault, memory, report } = visit;
  const byDevice = new Map<DeviceId, HeadName[]>();
  for (const head of heads) if (head.device !== vault.device) byDevice.set(head.device, [...(byDevice.get(head.device) ?? []), head]);
  const results = await inParallel([...byDevice.values()], async (ofDevice): Promise<Result<void>> => {
    for (const head of ofDevice) {
      if (memory.heads.has(head.name)) continue;
      const pulled = await pullHead(visit, head);
      if (!pulled.ok) return pulled;
      if (pulled.value) memory.heads.add(head.name);
    }
    return ok(undefined);
  });
  const failed = results.find((result) => !result.ok);
  if (failed && !failed.ok) return failed;
  for (const { device, seq } of vault.feeds()) {
    if (device === vault.device) continue;
    const highest = byDevice.get(device)?.[0]?.seq;
    if (highest === undefined || highest < seq) report.lacking.push(device);
    if (highest !== undefined && highest < seq) tell(report, integrity('feed/rollback', { device, known: seq, found: highest }).trouble);
  }
  return ok(undefined);
}

export async function pullMissing(visit: Visit): Promise<Result<void>> {
  const { vault, memory, report } = visit;
  const last = vault.facts().length;
  const missing = await pullObjects(visit, vault.factsSince(memory.settled));
  if (!missing.ok) return missing;
  report.missing.push(...missing.value);
  if (missing.value.length === 0) memory.settled = last;
  return ok(undefined);
}

/** Whether this device may publish: its head in the store must be one that its own feed leads up to. */
async function checkOwnHeads(visit: Visit, own: NonNullable<ExchangeOptions['own']>, heads: readonly HeadName[]): Promise<Result<number | null>> {
  const { vault, report, verify, sha256, memory } = visit;
  const device = vault.device!;
  const local = vault.feeds().find((feed) => feed.device === device)?.seq ?? -1;
  let published = -1;
  for (const name of heads.filter((head) => head.device === device)) {
    if (memory.heads.has(name.name)) {
      published = Math.max(published, name.seq);
      continue;
    }
    const read = await readHead(visit, name);
    if (!read.ok && read.trouble.family === 'fault') return read;
    if (!read.ok || read.value === null) {
      if (!read.ok) await setAside(visit, name.name, read.trouble);
      continue;
    }
    const { envelope, head } = read.value;
    const signed = await openEnvelope(envelope, { type: payloadTypes.head, keys: [own.key], threshold: 1, verify, sha256, what: name.name });
    if (!signed.ok || head.board !== vault.board()) {
      await setAside(visit, name.name, signed.ok ? integrity('store/bad-object', { name: name.name, problem: 'it belongs to another board' }).trouble : signed.trouble);
      continue;
    }
    const ours = vault.digestAt(device, head.seq);
    if (ours !== head.digest) {
      const stop = ours === null ? refuse('device/behind-own-head', { device, local, store: head.seq }) : integrity('feed/fork', { device, seq: head.seq, first: ours, second: head.digest });
      tell(report, stop.trouble);
      const stopped = await vault.stopDevice(stop.trouble);
      return stopped.ok ? ok(null) : stopped;
    }
    memory.heads.add(name.name);
    published = Math.max(published, head.seq);
  }
  return ok(published);
}

async function pushOwn(visit: Visit, heads: readonly HeadName[]): Promise<Result<void>> {
  const { vault, store, own, memory, report, clock, sha256 } = visit;
  const { device } = vault;
  if (own === null || device === null) return ok(undefined);
  const published = await checkOwnHeads(visit, own, heads);
  if (!published.ok) return published;
  if (published.value === null || vault.stopped() !== null) return ok(undefined);
  const feed = vault.feeds().find((one) => one.device === device);
  if (!feed) return ok(undefined);
  if (feed.seq > published.value) {
    const first = published.value + 1;
    const objects = await objectsToPublish(vault, device, first);
    if (!objects.ok) {
      // Nothing of it may be announced while something that it refers to is damaged here.
      tell(report, objects.trouble);
      return ok(undefined);
    }
    const written = await publishEvents(vault, store, { device, first, last: feed.seq, objects: objects.value }, sha256);
    if (!written.ok) return written;
    report.pushed.events += written.value.events;
    report.pushed.objects += written.value.objects;
    report.pushed.packs += written.value.packs;
    const head = await publishHead(vault, store, own, { seq: feed.seq, digest: feed.digest, clock, sha256, heads });
    if (!head.ok) return head;
    memory.heads.add(head.value);
  }
  memory.published = feed.seq;
  return ok(undefined);
}

/** Whether the status list is the one that the last visit left. */
async function listAsLeft({ statusLists, memory }: Visit): Promise<boolean> {
  const kept = await statusLists?.newest();
  return kept === undefined || (kept.ok && (kept.value?.digest ?? null) === memory.statusList);
}

/** Signs this device's head anew where nothing else did: others look into the store when they see a new head, and at nothing else. */
async function announce(visit: Visit, heads: readonly HeadName[]): Promise<Result<void>> {
  const { vault, store, own, memory, clock, sha256, report } = visit;
  const feed = vault.feeds().find((one) => one.device === vault.device);
  if (own === null || feed === undefined || vault.stopped() !== null || report.pushed.events > 0) return ok(undefined);
  const head = await publishHead(vault, store, own, { seq: feed.seq, digest: feed.digest, clock, sha256, heads });
  if (!head.ok) return head;
  memory.heads.add(head.value);
  return ok(undefined);
}

/** What this device's events from `first` on need and no published event needed before. */
async function objectsToPublish(vault: Vault, device: DeviceId, first: number): Promise<Result<readonly Digest[]>> {
  const isNew = (fact: { device: DeviceId; seq: number }): boolean => fact.device === device && fact.seq >= first;
  const needed = await reachable(vault.facts().filter(isNew), vault.objects);
  const [unread] = needed.troubles.values();
  if (unread) return unread;
  if (needed.digests.size === 0) return ok([]);
  const before = await reachable(vault.facts().filter((fact) => !isNew(fact)), vault.objects);
  return ok([...needed.digests].filter((digest) => !before.digests.has(digest)));
}
