/**
 * The vault: the record on this machine. Objects by digest, the roster chain, one feed a device, and the facts that the feeds
 * hold, in the order in which this machine first had them. Everything it acknowledges is on the disk.
 */
import type { CheckedRoster } from '../../shared/board/roster-chain.ts';
import { canonicalBytes, canonicalText } from '../../shared/bytes/canonical.ts';
import { Envelope, openEnvelope, payloadTypes } from '../../shared/bytes/envelope.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { decodeUtf8, encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { Event, Head } from '../../shared/events/catalogue.ts';
import type { EventType, Seen } from '../../shared/events/catalogue.ts';
import type { Fact } from '../../shared/events/fact.ts';
import { fromBase64 } from '../../shared/bytes/base64.ts';
import type { Clock, Sha256, VerifySignature } from '../../shared/ports.ts';
import { fail, integrity, ok, refuse } from '../../shared/result.ts';
import type { Result, Trouble } from '../../shared/result.ts';
import type { BoardId, DeviceId, Digest, Instant, MemberId } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';
import { arrivalLines } from './arrivals.ts';
import { checkSignatures, maxEventBytes } from './event-check.ts';
import type { ReadEvent } from './event-check.ts';
import { recordLine } from './feed-file.ts';
import { readChain, saveVerified } from './feeds.ts';
import type { Feed } from './feeds.ts';
import { keepFork } from './forks.ts';
import type { Fork } from './forks.ts';
import type { Layout } from './layout.ts';
import type { Notes } from './notes.ts';
import type { Objects } from './objects.ts';
import { openState } from './opening.ts';
import type { State } from './opening.ts';
import type { Quarantine } from './quarantine.ts';
import { checkNext, memberKeysOf, readEnvelope, rosterFileBytes } from './rosters.ts';

export interface VaultPorts { readonly files: Files; readonly clock: Clock; readonly sha256: Sha256; readonly verify: VerifySignature }

export interface VaultOptions extends VaultPorts {
  /** The board that the trust file names; null before there is one, when the first roster decides. */
  readonly board: BoardId | null;
  /** This machine's device; null until it has a device key. */
  readonly device: DeviceId | null;
}

/** What this machine wants to say: an act with the member's envelope, or a mark. `claimedAt` of an act is the one that its statement carries. */
export type EventDraft =
  | { readonly type: EventType; readonly claimedAt: Instant; readonly envelope: Envelope }
  | { readonly type: EventType; readonly claimedAt: Instant; readonly mark: unknown };

export interface FeedSummary { readonly device: DeviceId; readonly member: MemberId; readonly seq: number; readonly digest: Digest; readonly keyId: Digest; readonly frozen: Trouble | null }

export interface Vault {
  readonly layout: Layout;
  readonly device: DeviceId | null;
  readonly objects: Objects;
  readonly notes: Notes;
  readonly quarantine: Quarantine;
  /** What opening found: torn or damaged records, a broken roster chain. Empty when all is well. */
  readonly found: readonly Trouble[];
  board(): BoardId | null;
  /** The chain from roster 0; the last is in force. */
  rosters(): readonly CheckedRoster[];
  /** Checks and stores the next roster; the same one again is fine. */
  appendRoster(envelope: Envelope): Promise<Result<CheckedRoster>>;
  /** Checks, chains and stores this machine's own events, all or none; they are on the disk when it answers. */
  appendOwn(drafts: readonly EventDraft[]): Promise<Result<readonly Fact[]>>;
  /**
   * Takes in events of another device, one after another and ending at its signed head; those known already are compared and
   * passed over. Fails with `feed/fork` after keeping the proof, or with what is wrong, having taken nothing.
   */
  ingest(device: DeviceId, head: Envelope, events: readonly string[]): Promise<Result<readonly Fact[]>>;
  facts(): readonly Fact[];
  /** Facts after a position, in order. */
  factsSince(position: number): readonly Fact[];
  /** Calls with every newly stored group of facts; the answer stops it. */
  onFact(listener: (facts: readonly Fact[]) => void): () => void;
  feeds(): readonly FeedSummary[];
  digestAt(device: DeviceId, seq: number): Digest | null;
  /** The signed head that came with a feed's newest events, or null; keeps one for this device's own feed. */
  headEnvelope(device: DeviceId): Promise<Result<Envelope | null>>;
  keepHead(device: DeviceId, head: Envelope): Promise<Result<void>>;
  /** The exact texts of a feed's events, `last` included. */
  eventTexts(device: DeviceId, first: number, last: number): Promise<Result<readonly string[]>>;
  /** The envelope of an act, by the digest of its event or of its payload. */
  actEnvelope(digest: Digest): Promise<Result<Envelope>>;
  forks(): readonly Fork[];
  /** Why this run can neither judge nor write the record, or null: a roster is damaged or missing. The store gives it back, and the next start is whole. */
  blocked(): Trouble | null;
  /** Why this device may write no more, or null: its feed was damaged, rolled back or forked, and needs a new device. */
  stopped(): Trouble | null;
  stopDevice(trouble: Trouble): Promise<Result<void>>;
  /** Notes how far signatures were checked, so that the next start is quick. */
  checkpoint(): Promise<Result<void>>;
}

/** Largest signed head, in bytes. */
export const maxHeadBytes = 1024 * 1024;

/** Opens the vault of a profile, making it where there is none. Refuses a newer format number. Damage is told in `found`, not refused. */
export async function openVault(profile: string, options: VaultOptions): Promise<Result<Vault>> {
  const opened = await openState(profile, options);
  return opened.ok ? ok(vaultOn(opened.value, options)) : opened;
}

function vaultOn(state: State, { files, clock, sha256, verify, device }: VaultOptions): Vault {
  const { layout, objects, notes, quarantine } = state;
  const listeners = new Set<(facts: readonly Fact[]) => void>();
  let last: Promise<unknown> = Promise.resolve();
  /** One change at a time: appends decide their place by the one before. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  const board = (): BoardId | null => state.rosters[0]?.digest ?? state.board;
  const headOf = ({ spans }: Feed) => ({ seq: spans.length - 1, digest: spans.at(-1)!.digest });

  /** Writes checked events to their feed, then to the arrivals; only then are they facts. */
  async function store(feed: Feed, events: readonly ReadEvent[], texts: readonly string[]): Promise<Result<readonly Fact[]>> {
    const lines = events.map((event, i) => recordLine(event.digest, texts[i]!));
    const path = layout.feed(feed.device);
    const written = await files.append(path, Buffer.concat(lines), feed.sizeBytes);
    if (!written.ok) return written;
    const firstSeenAt = clock.now();
    const facts = events.map(({ fact }, i) => ({ ...fact, position: state.facts.length + i + 1, firstSeenAt }) as Fact);
    const arrivals = arrivalLines(facts);
    const log = state.arrivalsLog;
    const noted = await files.append(layout.arrivals, Buffer.concat([log.owed, arrivals]), log.sizeBytes);
    if (!noted.ok) {
      // Not acknowledged, so it should not come back at the next start; should this fail too, the next append cuts it off.
      await files.append(path, new Uint8Array(0), feed.sizeBytes);
      return noted;
    }
    log.sizeBytes += log.owed.length + arrivals.length;
    log.owed = new Uint8Array(0);
    for (const [i, event] of events.entries()) {
      const length = lines[i]!.length;
      feed.spans.push({ digest: event.digest, offset: feed.sizeBytes + 65, length: length - 66 });
      feed.sizeBytes += length;
    }
    feed.author = events.at(-1)?.author ?? feed.author;
    state.feeds.set(feed.device, feed);
    state.add(facts);
    for (const listener of [...listeners]) listener(facts);
    return ok(facts);
  }

  async function appendOwn(drafts: readonly EventDraft[]): Promise<Result<readonly Fact[]>> {
    const boardId = board();
    const sample = state.rosters[0]?.roster.sample;
    if (device === null) return refuse('key/missing', { key: 'device' });
    if (boardId === null || sample === undefined) return refuse('board/none', { path: layout.profile });
    if (state.blocked ?? state.stopped) return fail((state.blocked ?? state.stopped)!);
    const feed = state.feeds.get(device) ?? { device, author: null, spans: [], sizeBytes: 0, frozen: null };
    if (feed.frozen) return fail(feed.frozen);
    const seen: Seen = Object.fromEntries([...state.feeds.values()].filter((other) => other.device !== device && other.spans.length > 0).map((other) => [other.device, headOf(other)]));
    const texts: string[] = [];
    let prev = feed.spans.at(-1)?.digest ?? null;
    for (const draft of drafts) {
      const { type, claimedAt } = draft;
      const event = {
        v: 1, board: boardId, device, seq: feed.spans.length + texts.length, prev, seen, claimedAt, type,
        hlc: state.clock.next(Date.parse(clock.now())),
        body: 'envelope' in draft ? { act: draft.envelope } : { mark: draft.mark },
      };
      const text = canonicalText(event);
      texts.push(text);
      prev = sha256(encodeUtf8(text));
    }
    // Checked as strictly as anyone else's: what we would refuse from others must not leave this machine.
    const place = { board: boardId, sample, device, author: feed.author, from: feed.spans.length, prev: feed.spans.at(-1)?.digest ?? null, sha256, known: false };
    const { events, trouble } = readChain(texts.map(encodeUtf8), place);
    if (trouble) return fail(trouble);
    const failed = await checkSignatures(events, state.keys, { verify, sha256 });
    return failed ? failed.result : store(feed, events, texts);
  }

  async function ingest(from: DeviceId, headEnvelope: Envelope, texts: readonly string[]): Promise<Result<readonly Fact[]>> {
    const boardId = board();
    const sample = state.rosters[0]?.roster.sample;
    if (boardId === null || sample === undefined) return refuse('board/none', { path: layout.profile });
    const broken = (seq: number, problem: string): Result<never> => integrity('feed/broken-chain', { device: from, seq, problem });
    if (state.blocked) return fail(state.blocked);
    if (from === device) return broken(0, 'a device does not take in its own feed');
    const payload = fromBase64(headEnvelope.payload, `head of ${from}`);
    if (!payload.ok) return payload;
    const head = readStrict(Head, payload.value, { name: `head of ${from}`, maxBytes: maxHeadBytes, canonical: true, format: 1 });
    if (!head.ok) return head;
    const { seq: headSeq, digest: headDigest } = head.value;
    if (head.value.board !== boardId || head.value.device !== from) return broken(headSeq, 'its head was signed for another feed');

    const feed = state.feeds.get(from) ?? { device: from, author: null, spans: [], sizeBytes: 0, frozen: null };
    if (feed.frozen) return fail(feed.frozen);
    const first = headSeq + 1 - texts.length;
    const known = feed.spans.length;
    if (first < 0) return broken(headSeq, 'more events than its head counts');
    if (first > known) return broken(known, `the events from ${known} to ${first - 1} are missing`);
    const parts = texts.map(encodeUtf8);
    const tooLong = parts.findIndex((part) => part.length > maxEventBytes);
    if (tooLong >= 0) return refuse('input/too-large', { name: `event ${first + tooLong} of feed ${from}`, sizeBytes: parts[tooLong]!.length, limitBytes: maxEventBytes });
    const digests = parts.map(sha256);
    const differs = digests.findIndex((digest, i) => first + i < known && digest !== feed.spans[first + i]!.digest);
    const start = differs < 0 ? Math.max(0, known - first) : differs;
    const prev = start === 0 ? (first === 0 ? null : (feed.spans[first - 1]?.digest ?? null)) : digests[start - 1]!;
    const author = first + start === 0 ? null : feed.author;
    const { events, trouble } = readChain(parts.slice(start), { board: boardId, sample, device: from, author, from: first + start, prev, sha256, known: false });
    if (trouble) return fail(trouble);
    const reached = digests.at(-1) ?? feed.spans[headSeq]?.digest;
    if (reached !== headDigest) return broken(headSeq, 'its events do not lead to its signed head');
    const key = events.at(-1)?.author.key ?? feed.author?.key;
    if (!key) return broken(0, 'nothing is known of its device');
    const signed = await openEnvelope(headEnvelope, { type: payloadTypes.head, keys: [key], threshold: 1, verify, sha256, what: `head ${headSeq} of feed ${from}` });
    if (!signed.ok) return signed;
    const failed = await checkSignatures(events, state.keys, { verify, sha256 });
    if (failed) return failed.result;

    if (differs >= 0) {
      const seq = first + differs;
      const fork: Fork = { format: 1, kind: 'fork', device: from, seq, first: feed.spans[seq]!.digest, second: digests[differs]!, head: headEnvelope, events: texts.slice(differs) };
      if (!state.forks.some((one) => one.device === from && one.second === fork.second)) {
        const kept = await keepFork(layout.quarantine, fork, files);
        if (!kept.ok) return kept;
        state.forks.push(fork);
      }
      return integrity('feed/fork', { device: from, seq, first: fork.first, second: fork.second });
    }
    for (const { fact } of events) state.clock.observe(fact.hlc, Date.parse(clock.now()));
    if (events.length === 0) return ok([]);
    const stored = await store(feed, events, texts.slice(start));
    // The head only serves to repair a store, so a failure here takes nothing back.
    if (stored.ok) await keepHead(from, headEnvelope);
    return stored;
  }

  const keepHead = (of: DeviceId, head: Envelope): Promise<Result<void>> => files.write(layout.head(of), canonicalBytes(head));

  async function eventTexts(of: DeviceId, first: number, lastSeq: number): Promise<Result<readonly string[]>> {
    const feed = state.feeds.get(of);
    const [from, to] = [feed?.spans[first], feed?.spans[lastSeq]];
    if (!feed || !from || !to) return integrity('feed/broken-chain', { device: of, seq: lastSeq, problem: 'no such event' });
    const bytes = await files.readPart(layout.feed(of), from.offset, to.offset + to.length - from.offset);
    if (!bytes.ok) return bytes;
    const texts: string[] = [];
    for (const [i, { offset, length, digest }] of feed.spans.slice(first, lastSeq + 1).entries()) {
      const part = bytes.value.subarray(offset - from.offset, offset - from.offset + length);
      if (sha256(part) !== digest) return integrity('feed/broken-chain', { device: of, seq: first + i, problem: 'its bytes do not hash to its name' });
      const text = decodeUtf8(part, layout.feed(of));
      if (!text.ok) return text;
      texts.push(text.value);
    }
    return ok(texts);
  }

  return {
    layout, device, objects, notes, quarantine, board, eventTexts,
    found: state.found,
    rosters: () => state.rosters,
    appendRoster: (envelope) => inTurn(async () => {
      const payload = fromBase64(envelope.payload, 'roster');
      if (!payload.ok) return payload;
      const same = state.rosters.find(({ digest }) => digest === sha256(payload.value));
      if (same) return ok(same);
      const checked = await checkNext(envelope, state.rosters, state.board, { verify, sha256 });
      if (!checked.ok) return checked;
      const written = await files.write(layout.roster(checked.value.roster.seq), rosterFileBytes(envelope));
      if (!written.ok) return written;
      state.rosters.push(checked.value);
      state.keys = memberKeysOf(state.rosters);
      return checked;
    }),
    appendOwn: (drafts) => inTurn(() => appendOwn(drafts)),
    ingest: (from, head, texts) => inTurn(() => ingest(from, head, texts)),
    facts: () => state.facts,
    factsSince: (position) => state.facts.slice(Math.max(0, position)),
    onFact: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    feeds: () => [...state.feeds.values()].flatMap((feed) => (feed.author && feed.spans.length > 0
      ? [{ device: feed.device, member: feed.author.member, keyId: feed.author.key.keyId, ...headOf(feed), frozen: feed.frozen }] : [])),
    keepHead,
    headEnvelope: async (of) => {
      const bytes = await files.read(layout.head(of), maxHeadBytes);
      return bytes.ok && bytes.value !== null ? readEnvelope(bytes.value, `head of ${of}`) : bytes.ok ? ok(null) : bytes;
    },
    digestAt: (of, seq) => state.feeds.get(of)?.spans[seq]?.digest ?? null,
    actEnvelope: async (digest) => {
      const fact = state.byDigest.get(digest);
      if (!fact) return integrity('object/missing', { digest });
      const texts = await eventTexts(fact.device, fact.seq, fact.seq);
      if (!texts.ok) return texts;
      const event = readStrict(Event, encodeUtf8(texts.value[0]!), { name: `event ${fact.seq} of feed ${fact.device}`, maxBytes: maxEventBytes });
      if (!event.ok) return event;
      return 'act' in event.value.body ? ok(event.value.body.act) : integrity('object/missing', { digest });
    },
    forks: () => state.forks,
    blocked: () => state.blocked ?? (device === null ? null : (state.feeds.get(device)?.frozen ?? null)),
    stopped: () => state.stopped,
    stopDevice: (trouble) => inTurn(() => state.stop(trouble)),
    checkpoint: () => inTurn(() => saveVerified(layout.verified, state.feeds.values(), files)),
  };
}
