/** One event, from bytes to a checked fact: its form, its place in the feed, its author and its signature. */
import { fromBase64 } from '../../shared/bytes/base64.ts';
import { openEnvelope, payloadTypes } from '../../shared/bytes/envelope.ts';
import type { Envelope } from '../../shared/bytes/envelope.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import type { PublicKey } from '../../shared/board/roster.ts';
import { acts, ActStatement, Event, marks } from '../../shared/events/catalogue.ts';
import type { Fact } from '../../shared/events/fact.ts';
import { readBody, type ReadBody } from '../../shared/events/upcast.ts';
import type { Sha256, VerifySignature } from '../../shared/ports.ts';
import { integrity, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { BoardId, DeviceId, Digest, MemberId } from '../../shared/vocabulary.ts';

/** Largest event, in bytes: a vote may name tens of thousands of items that its author had not viewed. */
export const maxEventBytes = 8 * 1024 * 1024;

type Pending<F> = F extends Fact ? Omit<F, 'position' | 'firstSeenAt'> : never;
/** A fact that has no place in this machine's arrival order yet. */
export type PendingFact = Pending<Fact>;

/** Who writes a feed: what its first event, `device.added/1`, established (rule L-2). */
export interface Author { readonly member: MemberId; readonly key: PublicKey }

export interface ReadEvent {
  readonly digest: Digest;
  readonly author: Author;
  readonly fact: PendingFact;
  /** The act's envelope, whose signature is still to be checked; null for a mark. */
  readonly envelope: Envelope | null;
}

export interface EventPlace {
  readonly board: BoardId;
  readonly sample: boolean;
  readonly device: DeviceId;
  readonly seq: number;
  readonly prev: Digest | null;
  /** Null before the first event. */
  readonly author: Author | null;
  readonly sha256: Sha256;
  /** Skips the canonical form, for bytes whose digest was checked when they were first taken in. */
  readonly known?: boolean;
}

/**
 * Reads one event and checks everything but its signature. Fails with `feed/broken-chain` for what contradicts its
 * place, or as the strict reader does. An unknown type is kept.
 */
export function readEvent(bytes: Uint8Array, place: EventPlace): Result<ReadEvent> {
  const { board, device, seq } = place;
  const name = `event ${seq} of feed ${device}`;
  const broken = (problem: string): Result<never> => integrity('feed/broken-chain', { device, seq, problem });
  const strict = { maxBytes: maxEventBytes, canonical: place.known !== true };
  const read = readStrict(Event, bytes, { name, ...strict });
  if (!read.ok) return read;
  const event = read.value;
  if (event.board !== board) return broken('it belongs to another board');
  if (event.device !== device) return broken('it belongs to another device');
  if (event.seq !== seq) return broken(`it says number ${event.seq}`);
  if (event.prev !== place.prev) return broken('it does not follow the event before it');

  const digest = place.sha256(bytes);
  const { seen, claimedAt, hlc, type } = event;
  const fact = { digest, device, seq, seen, claimedAt, hlc };

  if ('mark' in event.body) {
    const { author } = place;
    if (author === null) return broken('a feed opens with the member’s signature over the device’s key (rule L-2)');
    if (Object.hasOwn(acts, type)) return broken(`${type} must be signed by the member`);
    const body = readBody(type, event.body.mark, 'mark', name);
    return body.ok ? ok({ digest, author, envelope: null, fact: factOf({ ...fact, member: author.member }, body.value, null) }) : body;
  }

  const envelope = event.body.act;
  if (Object.hasOwn(marks, type)) return broken(`${type} is a mark, not an act`);
  const payload = fromBase64(envelope.payload, name);
  if (!payload.ok) return payload;
  const statement = readStrict(ActStatement, payload.value, { name, ...strict, format: 1 });
  if (!statement.ok) return statement;
  const act = statement.value;
  if (act.board !== board) return broken('its act was signed for another board');
  if (act.sample !== place.sample) return broken('its act and the board differ about being a sample (rule P-5)');
  if (act.type !== type) return broken(`its act was signed as ${act.type}, not as ${type}`);
  if (act.claimedAt !== claimedAt) return broken('its act was signed with another time');
  if (place.author !== null && act.member !== place.author.member) return broken('its act was signed by another member than the feed’s');
  const body = readBody(type, act.body, 'act', name);
  if (!body.ok) return body;

  let author = place.author;
  if (body.value.kind === 'known' && body.value.type === 'device.added/1') {
    if (author !== null) return broken('a feed adds its device once, as its first event (rule L-2)');
    const added = body.value.body;
    const spki = fromBase64(added.key.spki, name);
    if (!spki.ok) return spki;
    if (added.device !== device || place.sha256(spki.value) !== added.key.keyId || !added.key.keyId.startsWith(device)) return broken('it adds another device’s key (rule L-2)');
    author = { member: act.member, key: added.key };
  }
  if (author === null) return broken('a feed opens with the member’s signature over the device’s key (rule L-2)');
  return ok({ digest, author, envelope, fact: factOf({ ...fact, member: act.member }, body.value, place.sha256(payload.value)) });
}

/** The fact that a checked event states; `act` is the digest of its payload, null for a mark. */
function factOf(provenance: Omit<Extract<PendingFact, { kind: 'unknown' }>, 'kind' | 'type'>, body: ReadBody, act: Digest | null): PendingFact {
  return body.kind === 'unknown' ? { ...provenance, ...body } : ({ ...provenance, ...body, act } as PendingFact);
}

/** Member keys by member, from every roster of the chain: an act stays signed after its key was replaced. What a revoked member may still do is for the board's rules. */
export type MemberKeys = ReadonlyMap<MemberId, readonly PublicKey[]>;

/** Checks that the member whose act this is signed it. Fails with `signature/unknown-key` where no roster names them. */
export async function checkSignature(event: ReadEvent, keys: MemberKeys, { verify, sha256 }: { verify: VerifySignature; sha256: Sha256 }): Promise<Result<void>> {
  if (event.envelope === null) return ok(undefined);
  const { member, device, seq } = event.fact;
  const opened = await openEnvelope(event.envelope, {
    type: payloadTypes.act, keys: keys.get(member) ?? [], threshold: 1, verify, sha256, what: `act of ${member}, event ${seq} of feed ${device}`,
  });
  return opened.ok ? ok(undefined) : opened;
}

/** As many signatures at once as keep every core busy without flooding the thread pool. */
const checksAtOnce = 64;

/** Checks many signatures; the index of the first that fails, with its trouble, or null. */
export async function checkSignatures(events: readonly ReadEvent[], keys: MemberKeys, ports: { verify: VerifySignature; sha256: Sha256 }): Promise<{ index: number; result: Extract<Result<void>, { ok: false }> } | null> {
  for (let start = 0; start < events.length; start += checksAtOnce) {
    const results = await Promise.all(events.slice(start, start + checksAtOnce).map((event) => checkSignature(event, keys, ports)));
    const index = results.findIndex((result) => !result.ok);
    const result = results[index];
    if (result && !result.ok) return { index: start + index, result };
  }
  return null;
}
