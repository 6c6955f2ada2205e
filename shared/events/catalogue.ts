/**
 * Every event, by name and version, with the schema of its body. Old events are never rewritten: a new shape is a new
 * version plus an upcaster. Unknown names are kept, counted and shown.
 *
 * An **act** binds a member: its body is signed by the member's key as a DSSE envelope, and the event carries that
 * envelope. A **mark** is only covered by the device's signed head.
 */
import { z } from 'zod';
import { Anchor } from '../annotation/anchor.ts';
import { SealedBox } from '../annotation/sealed-note.ts';
import { Envelope } from '../bytes/envelope.ts';
import { Condition } from '../board/condition.ts';
import { Outcome, outcomes } from '../board/outcome.ts';
import { PublicKey } from '../board/roster.ts';
import { Score } from '../dossier/hazard.ts';
import { BoardId, Choice, DeviceId, Digest, DossierId, Instant, ItemId, Line, MeetingId, MemberId, Prose, Reply } from '../vocabulary.ts';

const OnRevision = { dossier: DossierId, revision: Digest };

/** What a finding is about: `item` null means the revision as a whole; `itemDigest` is what the author saw. */
const OnItem = { item: ItemId.nullable(), itemDigest: Digest.nullable() };

/** Who is asked or charged: a member; null for the release team, whoever of the submitters acts first. */
const Addressee = MemberId.nullable();

/** What a score is about: one hazard of the register, with its digest as the author saw it. */
const OnHazard = { item: ItemId, itemDigest: Digest };

export { Condition, Outcome, outcomes };

/** Words that annotations are found by. */
const Tag = z.string().min(1).max(40);

/** One matter of a meeting: a dossier, and how long the board means to take over it. */
export const AgendaItem = z.strictObject({ dossier: DossierId, minutes: z.int().min(1).max(1_440) });
export type AgendaItem = z.infer<typeof AgendaItem>;

/** What is said of a meeting. `minutes`: how long it lasts as a whole. */
export const MeetingPlan = z.strictObject({ startsAt: Instant, minutes: z.int().min(1).max(1_440), place: Line, title: Line, agenda: z.array(AgendaItem).max(100) });
export type MeetingPlan = z.infer<typeof MeetingPlan>;

export const acts = {
  /** The member certifies the device key whose feed this event opens (rule L-2: always seq 0). */
  'device.added/1': z.strictObject({ device: DeviceId, key: PublicKey, name: Line }),
  'revision.published/1': z.strictObject({ ...OnRevision, note: Prose.nullable() }),
  /** A blocker: it bars approval (rule Q-4) until resolved, so it is signed. */
  'blocker.recorded/1': z.strictObject({ ...OnRevision, ...OnItem, text: Prose.min(1) }),
  /** `finding` is the digest of the event that recorded the blocker. */
  'blocker.resolved/1': z.strictObject({ dossier: DossierId, finding: Digest, resolution: Prose.min(1) }),
  /** Supersedes the member's earlier votes on the same dossier. `unread` names what the member had not viewed. */
  'vote.given/1': z.strictObject({
    ...OnRevision, choice: Choice, reason: Prose, conditions: z.array(Condition).max(50), dissent: Prose.nullable(),
    scope: z.strictObject({ hazards: z.int().min(0), evidence: z.int().min(0), documents: z.int().min(0) }), unread: z.array(ItemId).max(100_000),
  }),
  'vote.withdrawn/1': z.strictObject({ dossier: DossierId, vote: Digest, reason: Prose }),
  'recusal.declared/1': z.strictObject({ dossier: DossierId, reason: Prose.min(1) }),
  /** Lists the exact acts that it rests on, by digest. */
  'decision.recorded/1': z.strictObject({
    ...OnRevision, outcome: Outcome, votes: z.array(Digest).max(500), recusals: z.array(Digest).max(500), dissents: z.array(Digest).max(500),
    conditions: z.array(Condition).max(200), charter: Digest, roster: Digest, validFrom: Instant, validUntil: Instant, reason: Prose,
  }),
  'condition.discharged/1': z.strictObject({ dossier: DossierId, decision: Digest, condition: ItemId, basis: Prose.min(1) }),
  'packet.issued/1': z.strictObject({ ...OnRevision, decision: Digest, packet: Digest, number: Line, sizeBytes: z.int().min(1) }),
  /**
   * The member has put their signature into their field of a countersigned packet (rule P-11). `packet` is the digest of the file as issued, `base` of the file
   * that they signed on, `file` of the file with their revision; `revision` and `sizeBytes` are those of the appended bytes alone, which travel as an object.
   */
  'packet.countersigned/1': z.strictObject({ dossier: DossierId, packet: Digest, base: Digest, revision: Digest, file: Digest, sizeBytes: z.int().min(1) }),
  /** What was done about the conditions of an issued packet since, as a file of its own (rule P-9): `parent` and `packet` are the digests of the two files as issued. */
  'addendum.issued/1': z.strictObject({ ...OnRevision, decision: Digest, parent: Digest, packet: Digest, number: Line, sizeBytes: z.int().min(1) }),
  /** A copy of an issued packet for other readers, as a file of its own (rule P-12): `parent` and `packet` are the digests of the two files as issued. */
  'copy.issued/1': z.strictObject({ ...OnRevision, decision: Digest, parent: Digest, packet: Digest, number: Line, sizeBytes: z.int().min(1), kind: z.enum(['board', 'summary']) }),
  /** The packet `by` stands in the place of `packet` from now on (rule P-8). Both are digests of files as issued. */
  'packet.superseded/1': z.strictObject({ dossier: DossierId, packet: Digest, by: Digest, reason: Prose }),
  /** The board takes back a packet or an addendum that it issued (rule P-7). */
  'packet.revoked/1': z.strictObject({ dossier: DossierId, packet: Digest, reason: Prose.min(1) }),
  /** The score that the board agreed on, in a secretary's words: signed, because it speaks for others. `scores` names by event digest every member's score that counted (rule S-2). */
  'score.agreed/1': z.strictObject({ ...OnRevision, ...OnHazard, score: Score, scores: z.array(Digest).min(1).max(500), reason: Prose }),
} as const;
export type ActType = keyof typeof acts;
export type ActBody<T extends ActType> = z.infer<(typeof acts)[T]>;

export const marks = {
  'finding.noted/1': z.strictObject({ ...OnRevision, ...OnItem, severity: z.enum(['major', 'minor', 'observation']), text: Prose.min(1) }),
  /** `finding` is the digest of the event that noted it, or asked the question. */
  'finding.closed/1': z.strictObject({ dossier: DossierId, finding: Digest, resolution: Prose.min(1) }),
  /** A question about the release: it waits for whom it names until its author, or a secretary, closes it with `finding.closed/1`. */
  'question.asked/1': z.strictObject({ ...OnRevision, ...OnItem, to: Addressee, text: Prose.min(1) }),
  /** Who is to answer a finding or a question from now on. */
  'finding.assigned/1': z.strictObject({ dossier: DossierId, finding: Digest, to: Addressee }),
  /** A reply in the thread of a finding or a question. */
  'finding.answered/1': z.strictObject({ dossier: DossierId, finding: Digest, text: Reply }),
  /** A member's own score of a hazard as its mitigations leave it; supersedes their earlier ones (rule S-1). */
  'hazard.scored/1': z.strictObject({ ...OnRevision, ...OnHazard, score: Score, note: Prose.nullable() }),
  /** A highlight, or a note where there is text, on a passage of a document's plain text (rule A-1). Every member of the board reads it. */
  'annotation.made/1': z.strictObject({ ...OnRevision, item: ItemId, itemDigest: Digest, anchor: Anchor, text: Prose, tags: z.array(Tag).max(12) }),
  /** `annotation` is the digest of the event that made it. Only its author's counts (rule A-1). */
  'annotation.withdrawn/1': z.strictObject({ dossier: DossierId, annotation: Digest }),
  /** A note or a highlight on the privileged lane: all that it says is sealed to the board's counsel of that moment (rule A-3). */
  'privileged.noted/1': z.strictObject({ dossier: DossierId, sealed: SealedBox }),
  /** `note` is the digest of the event that holds it. Only its author's counts (rule A-1). */
  'privileged.withdrawn/1': z.strictObject({ dossier: DossierId, note: Digest }),
  /** A secretary calls a meeting; said again under the same id it changes the meeting (rule M-1). A mark: it binds nobody to anything about a release. */
  'meeting.called/1': MeetingPlan.extend({ meeting: MeetingId }),
  'meeting.cancelled/1': z.strictObject({ meeting: MeetingId, reason: Prose }),
} as const;
export type MarkType = keyof typeof marks;
export type MarkBody<T extends MarkType> = z.infer<(typeof marks)[T]>;

export type EventType = ActType | MarkType;
export type EventBody<T extends EventType> = T extends ActType ? ActBody<T> : T extends MarkType ? MarkBody<T> : never;

/** What a member signs: canonical JSON of this, in an envelope of type `payloadTypes.act`. Its digest is the act's name. */
export const ActStatement = z.strictObject({
  format: z.literal(1), kind: z.literal('act'), board: BoardId, sample: z.boolean(), member: MemberId, claimedAt: Instant,
  type: z.string().max(60).regex(/^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*\/[1-9][0-9]*$/), body: z.unknown(),
});
export type ActStatement = z.infer<typeof ActStatement>;

/** The newest event of another device's feed that an author had. */
export const Seen = z.record(DeviceId, z.strictObject({ seq: z.int().min(0), digest: Digest }));
export type Seen = z.infer<typeof Seen>;

/** One entry of a feed. Canonical JSON; the SHA-256 of those bytes names it and is the next one's `prev`. */
export const Event = z.strictObject({
  v: z.literal(1),
  board: BoardId,
  device: DeviceId,
  seq: z.int().min(0),
  prev: Digest.nullable(),
  seen: Seen,
  /** The author's clock: data, not order. */
  claimedAt: Instant,
  /** Hybrid logical clock for display order: `<milliseconds>.<counter>`, both base 10. */
  hlc: z.string().regex(/^\d{1,16}\.\d{1,8}$/),
  type: ActStatement.shape.type,
  /** An act's envelope (its statement repeats `board` and `type`), or a mark's body as it stands. */
  body: z.union([z.strictObject({ act: Envelope }), z.strictObject({ mark: z.unknown() })]),
});
export type Event = z.infer<typeof Event>;

/** A device's signed claim of how far its feed goes, and of the heads it has seen (members witness each other). */
export const Head = z.strictObject({ format: z.literal(1), kind: z.literal('head'), board: BoardId, device: DeviceId, seq: z.int().min(0), digest: Digest, observed: Seen, claimedAt: Instant });
export type Head = z.infer<typeof Head>;
