/**
 * Every command that changes the record: what a member asks for, as ids and words. Main loads what the ids name from
 * the vault, decides, asks for the passphrase where an act is signed, signs and appends. `shown` is the digest of the
 * revision that the screen displayed: when main's differs, main refuses.
 */
import { z } from 'zod';
import { Anchor } from '../annotation/anchor.ts';
import { Score } from '../dossier/hazard.ts';
import { Condition, MeetingPlan, Outcome } from '../events/catalogue.ts';
import { Choice, Digest, DossierId, ItemId, MeetingId, MemberId, Prose, Reply } from '../vocabulary.ts';

const OnShown = { dossier: DossierId, shown: Digest };

export const commands = {
  /** `text` empty: a highlight. `item` is a document. */
  'make-annotation': z.strictObject({ ...OnShown, item: ItemId, anchor: Anchor, text: Prose, tags: z.array(z.string().min(1).max(40)).max(12) }),
  'withdraw-annotation': z.strictObject({ dossier: DossierId, annotation: Digest }),
  /** As `make-annotation`, for counsel alone. Recorded by main itself once it is sealed. */
  'make-privileged-note': z.strictObject({ ...OnShown, item: ItemId, anchor: Anchor, text: Prose, tags: z.array(z.string().min(1).max(40)).max(12) }),
  'withdraw-privileged-note': z.strictObject({ dossier: DossierId, note: Digest }),
  'publish-revision': z.strictObject({ dossier: DossierId, revision: Digest, note: Prose.nullable() }),
  'record-finding': z.strictObject({ ...OnShown, item: ItemId.nullable(), severity: z.enum(['blocker', 'major', 'minor', 'observation']), text: Prose.min(1) }),
  /** `to` null: asked of the release team. */
  'ask-question': z.strictObject({ ...OnShown, item: ItemId.nullable(), to: MemberId.nullable(), text: Prose.min(1) }),
  'assign-finding': z.strictObject({ dossier: DossierId, finding: Digest, to: MemberId.nullable() }),
  'answer-finding': z.strictObject({ dossier: DossierId, finding: Digest, text: Reply }),
  'resolve-finding': z.strictObject({ dossier: DossierId, finding: Digest, resolution: Prose.min(1) }),
  'give-vote': z.strictObject({ ...OnShown, choice: Choice, reason: Prose, conditions: z.array(Condition).max(50), dissent: Prose.nullable(), unread: z.array(ItemId).max(100_000) }),
  'withdraw-vote': z.strictObject({ dossier: DossierId, reason: Prose }),
  'declare-recusal': z.strictObject({ dossier: DossierId, reason: Prose.min(1) }),
  'record-decision': z.strictObject({ ...OnShown, outcome: Outcome, reason: Prose }),
  'discharge-condition': z.strictObject({ dossier: DossierId, decision: Digest, condition: ItemId, basis: Prose.min(1) }),
  'score-hazard': z.strictObject({ ...OnShown, item: ItemId, score: Score, note: Prose.nullable() }),
  'agree-score': z.strictObject({ ...OnShown, item: ItemId, score: Score, reason: Prose }),
  /** Recorded by main itself once the packet's bytes are sealed and stored. */
  'issue-packet': z.strictObject({ ...OnShown, decision: Digest }),
  /** Recorded by main itself once the member has signed. `packet` is the digest of the file as issued; main signs on the newest one. */
  'countersign-packet': z.strictObject({ dossier: DossierId, packet: Digest }),
  /** Recorded by main itself, as a packet is. `packet` is the digest of the packet that it adds to, `shown` the revision of that. */
  'issue-addendum': z.strictObject({ ...OnShown, packet: Digest }),
  /** Recorded by main itself, as a packet is. `packet` is the digest of the packet that it is a copy of, `shown` the revision of that. */
  'issue-copy': z.strictObject({ ...OnShown, packet: Digest, kind: z.enum(['board', 'summary']) }),
  /** `by` is the digest of the packet that stands in its place. */
  'supersede-packet': z.strictObject({ dossier: DossierId, packet: Digest, by: Digest, reason: Prose }),
  /** `packet` is the digest of a packet or an addendum. */
  'revoke-packet': z.strictObject({ dossier: DossierId, packet: Digest, reason: Prose.min(1) }),
  /** `meeting` null: a new one, which is named by its start and who calls it. Otherwise the meeting is changed to this. */
  'call-meeting': MeetingPlan.extend({ meeting: MeetingId.nullable() }),
  'cancel-meeting': z.strictObject({ meeting: MeetingId, reason: Prose }),
} as const;
export type CommandName = keyof typeof commands;
export type Command<N extends CommandName = CommandName> = { [C in N]: { readonly name: C } & z.infer<(typeof commands)[C]> }[N];

/** Commands about the board itself; each of the others names a dossier. */
export type BoardCommandName = 'call-meeting' | 'cancel-meeting';
export type DossierCommandName = Exclude<CommandName, BoardCommandName>;
