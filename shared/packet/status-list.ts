/**
 * The board's status list: what every packet that it has issued is worth, signed by a secretary, and until when that may be called
 * current. The file, `docs/formats/status-list.md`, travels apart from the packets: through the board's store and on web servers.
 */
import { z } from 'zod';
import { canonicalBytes } from '../bytes/canonical.ts';
import { Envelope, payloadTypes } from '../bytes/envelope.ts';
import { BoardId, Digest, Instant, Line, MemberId, Prose } from '../vocabulary.ts';

/** What a packet may be worth; `not-judged`: the signer's machine lacked what its decision rests on, so it may be contested. */
export const listedStates = ['issued', 'not-judged', 'contested', 'superseded', 'revoked'] as const;
export const ListedState = z.enum(listedStates);
/** In the order of their weight, the heaviest last. */
export type ListedState = z.infer<typeof ListedState>;

/** One packet or addendum. Numbers are as the record has them: they name nothing that a digest doesn't. */
export const ListedPacket = z.strictObject({
  number: Line,
  /** SHA-256 of the file as it was issued, and how long it was: what is appended later stands behind these bytes. */
  packet: Digest,
  sizeBytes: z.int().min(1),
  /** SHA-256 of `statement.dsse.json` inside; its first 16 digits are the fingerprint. Null where the signer's machine has no readable copy of the file. */
  statement: Digest.nullable(),
  kind: z.enum(['packet', 'addendum']),
  /** Of an addendum: the packet that it adds to. */
  parent: Digest.nullable(),
  state: ListedState,
  /** The claimed time of the act that gave it this state; of an issued one, its issue. */
  since: Instant,
  /** In the words of who superseded or revoked it. */
  reason: Prose.nullable(),
  /** The packet in its place, exactly where the state is `superseded`. */
  supersededBy: z.strictObject({ number: Line.nullable(), packet: Digest }).nullable(),
});
export type ListedPacket = z.infer<typeof ListedPacket>;

/** Most packets on one list. */
export const mostListed = 100_000;
/** Highest sequence number: far beyond what a board signs, and one more is still exact. */
export const highestSequence = 1_000_000_000;

/** What a secretary signs: canonical JSON of this, in an envelope of type `payloadTypes.statusList`. */
export const StatusList = z.strictObject({
  format: z.literal(1),
  kind: z.literal('status-list'),
  board: z.strictObject({ id: BoardId, name: Line }),
  sample: z.boolean(),
  /** Counts up from 1 with every list that the board signs. */
  sequence: z.int().min(1).max(highestSequence),
  issuedAt: Instant,
  /** Until then the list may be called current; a board signs the next one before. */
  nextUpdate: Instant,
  /** `key` is the `keyid` of the envelope's one signature. */
  issuer: z.strictObject({ member: MemberId, name: Line, key: Digest }),
  /** The roster in force when it was signed: the last one of the file. */
  roster: z.strictObject({ digest: Digest, seq: z.int().min(0) }),
  /** Every packet and addendum that the board has issued, in ascending order of `packet`, each once. */
  packets: z.array(ListedPacket).max(mostListed),
});
export type StatusList = z.infer<typeof StatusList>;

/** The file: the signed list, and the chain of rosters that says who may sign one. Canonical JSON without a line feed. */
export const StatusListFile = z.strictObject({
  format: z.literal(1),
  kind: z.literal('signed-status-list'),
  list: Envelope.extend({ payloadType: z.literal(payloadTypes.statusList) }),
  /** From roster 0 to the one in force, as signed. */
  rosters: z.array(Envelope).min(1).max(200),
});
export type StatusListFile = z.infer<typeof StatusListFile>;

/** Largest file that is read. */
export const statusListLimitBytes = 64 * 1024 * 1024;
/** How a board calls the file on its web server. */
export const statusListFileName = 'countersign-status.json';
/** A list is called current for at most so long, whatever it says: what was revoked a day later is not known from it. */
export const mostValidMs = 92 * 86_400_000;
/** How long a list is current unless the secretary says otherwise. */
export const usualValidity = '7d';

/** The bytes of the file. */
export function statusListBytes(file: StatusListFile): Uint8Array<ArrayBuffer> {
  return canonicalBytes(file);
}

/** A reason why a list that follows the schema is still none: its first fault. */
export type StatusListFault = 'order' | 'superseded' | 'addendum' | 'validity';

/** What the schema can't say: order and uniqueness, states that fit their members, and a validity that is one. Null: all holds. */
export function statusListFault({ issuedAt, nextUpdate, packets }: StatusList): StatusListFault | null {
  const validMs = Date.parse(nextUpdate) - Date.parse(issuedAt);
  if (!(validMs > 0 && validMs <= mostValidMs)) return 'validity';
  for (const [index, { packet, state, supersededBy, kind, parent }] of packets.entries()) {
    const before = packets[index - 1];
    if (before !== undefined && before.packet >= packet) return 'order';
    if ((state === 'superseded') !== (supersededBy !== null)) return 'superseded';
    if ((kind === 'addendum') !== (parent !== null)) return 'addendum';
  }
  return null;
}

/** What places a list among others: the roster that it was signed under, then its number, its time, its bytes. */
export interface ListPlace { readonly list: Pick<StatusList, 'sequence' | 'issuedAt' | 'roster'>; readonly digest: Digest }

/**
 * Which of two authentic lists of one board speaks: negative where `a` is the older. A later roster weighs more than a sequence number, so
 * that a secretary who was removed can't stay ahead with a high one.
 */
export function compareLists(a: ListPlace, b: ListPlace): number {
  const text = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return a.list.roster.seq - b.list.roster.seq || a.list.sequence - b.list.sequence || text(a.list.issuedAt, b.list.issuedAt) || text(a.digest, b.digest);
}

/** How many packets stand in each state. */
export function countStates({ packets }: Pick<StatusList, 'packets'>): Readonly<Record<ListedState, number>> {
  const counts = { 'issued': 0, 'not-judged': 0, 'contested': 0, 'superseded': 0, 'revoked': 0 };
  for (const { state } of packets) counts[state]++;
  return counts;
}

/** The number of the list that follows `newest`; beyond the highest one the count begins again, which a newer roster allows. */
export function nextSequence(newest: Pick<StatusList, 'sequence'> | null): number {
  return newest === null || newest.sequence >= highestSequence ? 1 : newest.sequence + 1;
}
