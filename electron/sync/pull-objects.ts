/** Brings the objects that facts need: packs and chunks that the segments of those facts name, nothing else. */
import type { Fact } from '../../shared/events/fact.ts';
import { integrity, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { DeviceId, Digest } from '../../shared/vocabulary.ts';
import { objectsOf, readRevision, rootsOf } from '../vault/reach.ts';
import { chunkName, packName } from './names.ts';
import { chunkBytes, readPack } from './pack.ts';
import { inParallel } from './parallel.ts';
import { Segments, setAside } from './pull-feeds.ts';
import { tell } from './report.ts';
import { readHashed } from './segment.ts';
import type { LargeObject, Segment } from './segment.ts';
import type { Visit } from './visit.ts';

/** What is still needed. A revision that arrives adds what it names. */
interface Need { readonly digests: Set<Digest>; readonly revisions: Set<Digest> }

/** Packs read at once: each is held in memory while it is taken apart. */
const packsAtOnce = 4;

/** Gets what `facts` need; the objects that were nowhere. */
export async function pullObjects(visit: Visit, facts: readonly Fact[]): Promise<Result<readonly Digest[]>> {
  const { vault } = visit;
  const need: Need = { digests: new Set(), revisions: new Set() };
  const rooted: Fact[] = [];
  for (const fact of facts) {
    const roots = rootsOf(fact);
    for (const { digest, kind } of roots) {
      if (kind === 'revision') need.revisions.add(digest);
      const added = await addNeed(visit, need, digest);
      if (!added.ok) return added;
    }
    if (roots.length > 0) rooted.push(fact);
  }
  if (need.digests.size === 0) return ok([]);

  const near: Segment[] = [];
  for (const { device, seq } of rooted) near.push(...(await segmentsOf(visit, device, seq, seq)));
  const fetched = await fetchFrom(visit, near, need);
  if (!fetched.ok || need.digests.size === 0) return fetched.ok ? ok([]) : fetched;

  // An object that an earlier revision brought is named by that revision's segment: look everywhere before calling it missing.
  const all: Segment[] = [];
  for (const { device, seq } of vault.feeds()) all.push(...(await segmentsOf(visit, device, 0, seq)));
  const anywhere = await fetchFrom(visit, all, need);
  return anywhere.ok ? ok([...need.digests]) : anywhere;
}

async function segmentsOf(visit: Visit, device: DeviceId, first: number, last: number): Promise<readonly Segment[]> {
  const segments = await Segments.of(visit, device);
  if (!segments.ok) {
    tell(visit.report, segments.trouble);
    return [];
  }
  const read = await inParallel(segments.value.covering(first, last), (name) => segments.value.read(name));
  return read.filter((segment) => segment !== null);
}

/** Adds an object unless it is here; of a revision that is here, what it names. */
async function addNeed(visit: Visit, need: Need, digest: Digest): Promise<Result<void>> {
  const { objects } = visit.vault;
  const has = await objects.has(digest);
  if (!has.ok) return has;
  if (!has.value) {
    need.digests.add(digest);
    return ok(undefined);
  }
  if (!need.revisions.has(digest)) return ok(undefined);
  const revision = await readRevision(digest, objects);
  if (!revision.ok) {
    if (revision.trouble.family === 'fault') return revision;
    tell(visit.report, revision.trouble);
    // A damaged manifest was moved aside by the reading of it: it can come again.
    if (revision.trouble.code === 'object/damaged') need.digests.add(digest);
    return ok(undefined);
  }
  for (const one of objectsOf(revision.value)) {
    const there = await objects.has(one);
    if (!there.ok) return there;
    if (!there.value) need.digests.add(one);
  }
  return ok(undefined);
}

async function fetchFrom(visit: Visit, segments: readonly Segment[], need: Need): Promise<Result<void>> {
  const packs = [...new Set(segments.flatMap((segment) => segment.packs))];
  const holders = new Map<Digest, Digest>();
  for (let round = packs; round.length > 0 && need.digests.size > 0;) {
    const taken = await inParallel(round, (pack) => takePack(visit, pack, need, holders), packsAtOnce);
    const failed = taken.find((result) => !result.ok);
    if (failed && !failed.ok) return failed;
    // A revision that arrived in this round may need what a pack held that was already taken apart.
    round = [...new Set([...need.digests].map((digest) => holders.get(digest)).filter((pack) => pack !== undefined))];
    for (const digest of need.digests) holders.delete(digest);
  }
  for (const large of segments.flatMap((segment) => segment.large)) {
    if (!need.digests.has(large.digest)) continue;
    const fetched = await takeLarge(visit, large, need);
    if (!fetched.ok) return fetched;
  }
  return ok(undefined);
}

async function store(visit: Visit, digest: Digest, bytes: Uint8Array, need: Need): Promise<Result<void>> {
  const put = await visit.vault.objects.put(bytes);
  if (!put.ok) return put;
  need.digests.delete(digest);
  visit.report.pulled.objects++;
  return need.revisions.has(digest) ? addNeed(visit, need, digest) : ok(undefined);
}

async function takePack(visit: Visit, pack: Digest, need: Need, holders: Map<Digest, Digest>): Promise<Result<void>> {
  const { sha256, vault } = visit;
  const name = packName(pack);
  const bytes = await readHashed(visit.store, name, pack, sha256);
  // Not there yet, or lost: what it held stays needed.
  if (bytes.ok && bytes.value === null) return ok(undefined);
  const objects = bytes.ok ? readPack(bytes.value!, name) : bytes;
  if (!objects.ok) {
    await setAside(visit, name, objects.trouble);
    return ok(undefined);
  }
  const wanted: { digest: Digest; bytes: Uint8Array }[] = [];
  for (const object of objects.value) {
    if (!need.digests.has(object.digest)) holders.set(object.digest, pack);
    else if (sha256(object.bytes) !== object.digest) tell(visit.report, integrity('store/bad-object', { name, problem: `object ${object.digest} in it is damaged` }).trouble);
    else if (need.revisions.has(object.digest)) {
      const stored = await store(visit, object.digest, object.bytes, need);
      if (!stored.ok) return stored;
    } else wanted.push(object);
  }
  const put = await vault.objects.putAll(wanted.map((object) => object.bytes));
  if (!put.ok) return put;
  for (const { digest } of wanted) need.digests.delete(digest);
  visit.report.pulled.objects += wanted.length;
  return ok(undefined);
}

async function takeLarge(visit: Visit, { digest, sizeBytes, chunks }: LargeObject, need: Need): Promise<Result<void>> {
  const { sha256 } = visit;
  const parts: Uint8Array[] = [];
  for (const chunk of chunks) {
    const part = await readHashed(visit.store, chunkName(chunk), chunk, sha256);
    if (!part.ok) {
      await setAside(visit, chunkName(chunk), part.trouble);
      return ok(undefined);
    }
    if (part.value === null || part.value.length > chunkBytes) return ok(undefined);
    parts.push(part.value);
  }
  const bytes = Buffer.concat(parts);
  if (bytes.length === sizeBytes && sha256(bytes) === digest) return store(visit, digest, bytes, need);
  tell(visit.report, integrity('store/bad-object', { name: digest, problem: 'its chunks are not the object that the segment names' }).trouble);
  return ok(undefined);
}
