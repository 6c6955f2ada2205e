/**
 * Privileged notes as everybody's machine has them: sealed. Who wrote one, when and for whom is known; what it says is not (rule A-3).
 */
import type { NoteContent, SealedBox } from '../annotation/sealed-note.ts';
import type { Roster, RosterMember } from '../board/roster.ts';
import type { Digest, DossierId, Instant, MemberId } from '../vocabulary.ts';
import { rosterInForce } from './ballot.ts';
import { factsOn, type DossierFacts } from './dossier-facts.ts';
import type { BoardView } from './state.ts';

/** A privileged note or highlight, named by the digest of its event. */
export interface PrivilegedSummary {
  readonly note: Digest;
  readonly sealed: SealedBox;
  readonly member: MemberId;
  readonly claimedAt: Instant;
  /** When its author withdrew it (rule A-1); null while it stands. */
  readonly withdrawnAt: Instant | null;
}

/** A note that was opened for a reader. It stays in memory: nothing ever writes it down. */
export interface OpenedNote extends Omit<PrivilegedSummary, 'sealed'> { readonly content: NoteContent }

/** Those of a dossier that open for a member. `closed`: how many don't, since they were sealed before the member became counsel, or don't hold together. */
export interface OpenedNotes { readonly notes: readonly OpenedNote[]; readonly closed: number }

/** Those of one dossier, in the record's order. */
export function privilegedNotes({ privilegedNotes: notes, privilegedWithdrawals }: Pick<DossierFacts, 'privilegedNotes' | 'privilegedWithdrawals'>): readonly PrivilegedSummary[] {
  return notes.map(({ digest, member, claimedAt, body: { sealed } }) => ({
    note: digest, sealed, member, claimedAt,
    withdrawnAt: privilegedWithdrawals.find((withdrawal) => withdrawal.body.note === digest && withdrawal.member === member)?.claimedAt ?? null,
  }));
}

/** How many stand: the number that a packet states. */
export function standingPrivileged(facts: Pick<DossierFacts, 'privilegedNotes' | 'privilegedWithdrawals'>): number {
  return privilegedNotes(facts).filter(({ withdrawnAt }) => withdrawnAt === null).length;
}

/** Whom a note on the dossier is sealed to now: the active counsel of the roster in force who didn't recuse from it (rules ). */
export function privilegedReaders(view: BoardView, dossier: DossierId): readonly RosterMember[] {
  return counselFor(rosterInForce(view.rosters).roster, factsOn(view, dossier).recusals);
}

/** The active counsel of a roster but for who recused. */
export function counselFor(roster: Roster, recusals: readonly { readonly member: MemberId }[]): readonly RosterMember[] {
  const recused = new Set(recusals.map(({ member }) => member));
  return roster.members.filter(({ id, status, roles }) => status === 'active' && roles.includes('counsel') && !recused.has(id));
}
