/** Gives back to a store what it lost: every member's machine is a full replica. Reads everything there, so it runs when asked. */
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import type { Fact } from '../../shared/events/fact.ts';
import type { Store } from '../../shared/ports.ts';
import { integrity, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { DeviceId, Digest } from '../../shared/vocabulary.ts';
import { reachable } from '../vault/reach.ts';
import { rosterFileBytes } from '../vault/rosters.ts';
import type { Vault } from '../vault/vault.ts';
import { connect, exchange, listHeads, openVisit } from './exchange.ts';
import { chunkName, headName, packName, rosterName } from './names.ts';
import type { HeadName } from './names.ts';
import { readPack } from './pack.ts';
import { inParallel } from './parallel.ts';
import { publishEvents, publishHead, writeChecked } from './publish.ts';
import { readHead, Segments, setAside } from './pull-feeds.ts';
import { tell } from './report.ts';
import type { SyncReport } from './report.ts';
import { readHashed } from './segment.ts';
import { newSyncMemory } from './visit.ts';
import type { ExchangeOptions, Visit } from './visit.ts';

/** What a segment's packs and large objects still hold whole. */
async function storedObjects(visit: Visit, packs: Iterable<Digest>): Promise<Set<Digest>> {
  const whole = new Set<Digest>();
  await inParallel([...new Set(packs)], async (pack) => {
    const name = packName(pack);
    const bytes = await readHashed(visit.store, name, pack, visit.sha256);
    if (bytes.ok && bytes.value === null) return;
    const objects = bytes.ok ? readPack(bytes.value!, name) : bytes;
    if (!objects.ok) return setAside(visit, name, objects.trouble);
    for (const { digest, bytes: content } of objects.value) if (visit.sha256(content) === digest) whole.add(digest);
  }, 4);
  return whole;
}

/** Numbers of a device's events that the store has no good segment for, or whose objects it has not whole. */
async function lostEvents(visit: Visit, device: DeviceId, seq: number, facts: readonly Fact[], whole: ReadonlySet<Digest>): Promise<Result<readonly number[]>> {
  const { vault } = visit;
  const segments = await Segments.of(visit, device);
  if (!segments.ok) return segments;
  const lost: number[] = [];
  for (let at = 0; at <= seq; at++) {
    const text = await segments.value.event(at, vault.digestAt(device, at)!);
    if (text === null) lost.push(at);
  }
  for (const fact of facts) {
    const needed = await reachable([fact], vault.objects);
    if ([...needed.digests].some((digest) => !whole.has(digest))) lost.push(fact.seq);
  }
  return ok([...new Set(lost)].sort((a, b) => a - b));
}

/** Consecutive numbers as ranges. */
function ranges(numbers: readonly number[]): { first: number; last: number }[] {
  const found: { first: number; last: number }[] = [];
  for (const at of numbers) {
    const open = found.at(-1);
    if (open && open.last === at - 1) open.last = at;
    else found.push({ first: at, last: at });
  }
  return found;
}

/**
 * An exchange, then everything that this machine has and the store has not whole: `fmt.json`, rosters, segments with their
 * objects, heads. Fails as {@link exchange} does.
 */
export async function repair(vault: Vault, store: Store, options: ExchangeOptions): Promise<Result<SyncReport>> {
  const memory = options.memory ?? newSyncMemory();
  Object.assign(memory, { connected: false, published: -1, rosters: 0, settled: 0 });
  memory.heads.clear();
  const visit = openVisit(vault, store, { ...options, memory });
  const connected = await connect(visit, true);
  if (!connected.ok) return connected;
  const met = await exchange(vault, store, { ...options, memory });
  if (!met.ok) return met;
  const report = met.value;
  const { sha256 } = options;

  const segments = (await inParallel(vault.feeds(), async ({ device, seq }) => {
    const listed = await Segments.of(visit, device);
    return listed.ok ? inParallel(listed.value.covering(0, seq), (name) => listed.value.read(name)) : [];
  })).flat().filter((segment) => segment !== null);
  const whole = await storedObjects(visit, segments.flatMap((segment) => segment.packs));
  for (const { digest, chunks } of segments.flatMap((segment) => segment.large)) {
    const parts = await inParallel(chunks, (chunk) => readHashed(store, chunkName(chunk), chunk, sha256), 2);
    if (parts.every((part) => part.ok && part.value !== null)) whole.add(digest);
  }

  if (options.own === null) return met;
  const rosters = await restoreRosters(visit);
  if (!rosters.ok) return rosters;
  report.pushed.rosters += rosters.value;
  const heads = await listHeads(visit);
  if (!heads.ok) return heads;
  for (const { device, seq, digest } of vault.feeds()) {
    if (device === vault.device && vault.stopped() !== null) continue;
    const facts = vault.facts().filter((fact) => fact.device === device);
    const lost = await lostEvents(visit, device, seq, facts, whole);
    if (!lost.ok) return lost;
    for (const { first, last } of ranges(lost.value)) {
      const needed = await reachable(facts.filter((fact) => fact.seq >= first && fact.seq <= last), vault.objects);
      const objects: Digest[] = [];
      for (const one of needed.digests) {
        if (whole.has(one)) continue;
        const here = await vault.objects.check(one);
        if (here.ok) objects.push(one);
        else tell(report, here.trouble);
      }
      const written = await publishEvents(vault, store, { device, first, last, objects }, sha256);
      if (!written.ok) return written;
      for (const one of objects) whole.add(one);
      report.pushed.events += written.value.events;
      report.pushed.objects += written.value.objects;
      report.pushed.packs += written.value.packs;
    }
    const head = await restoreHead(visit, { device, seq, digest, heads: heads.value });
    if (!head.ok) return head;
  }
  report.troubles.push(...visit.report.troubles.filter((trouble) => !report.troubles.some((one) => JSON.stringify(one) === JSON.stringify(trouble))));
  report.lacking.length = 0;
  return ok(report);
}

interface LostHead { readonly device: DeviceId; readonly seq: number; readonly digest: Digest; readonly heads: readonly HeadName[] }

/** Rosters of this machine's chain that the store has otherwise or not readably. */
async function restoreRosters(visit: Visit): Promise<Result<number>> {
  let written = 0;
  for (const { roster, envelope } of visit.vault.rosters()) {
    const name = rosterName(roster.seq);
    const there = await visit.store.read(name);
    if (!there.ok) return there;
    if (there.value !== null && Buffer.from(there.value).equals(rosterFileBytes(envelope))) continue;
    if (there.value !== null) await setAside(visit, name, integrity('store/bad-object', { name, problem: 'it is not the roster that this machine has checked' }).trouble);
    const restored = await writeChecked(visit.store, name, rosterFileBytes(envelope), visit.sha256);
    if (!restored.ok) return restored;
    written++;
  }
  return ok(written);
}

/** This device's head signed anew; another's as it once came. */
async function restoreHead(visit: Visit, { device, seq, digest, heads }: LostHead): Promise<Result<void>> {
  const { vault, store, own, clock, sha256 } = visit;
  for (const name of heads.filter((head) => head.device === device && head.seq >= seq)) {
    const head = await readHead(visit, name);
    if (head.ok ? head.value !== null && (head.value.head.seq > seq || head.value.head.digest === digest) : head.trouble.family === 'fault') return ok(undefined);
  }
  if (device === vault.device) {
    const published = own ? await publishHead(vault, store, own, { seq, digest, clock, sha256, heads }) : ok('');
    return published.ok ? ok(undefined) : published;
  }
  const kept = await vault.headEnvelope(device);
  if (!kept.ok || kept.value === null) return kept.ok ? ok(undefined) : kept;
  const bytes = canonicalBytes(kept.value);
  return writeChecked(store, headName(device, seq, sha256(bytes)), bytes, sha256);
}
