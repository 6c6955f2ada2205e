/** Where each member stands on a dossier's latest revision: the rows of its sign-off panel. */
import type { Ballot } from '../board/ballot.ts';
import type { Tally } from '../board/decision.ts';
import { eligibility, type Barrier } from '../board/eligibility.ts';
import { memberOf, nameOf, type RosterLink } from '../board/member.ts';
import { recusalOf } from '../board/recusal.ts';
import type { StandingVote } from '../board/vote.ts';
import type { Digest, Discipline, MemberId } from '../vocabulary.ts';

/** Where a member stands. `cast` may still not count: `standing` says so, and why. */
export type Stand =
  | { readonly kind: 'not-cast' }
  | ({ readonly kind: 'cast' } & StandingVote)
  | { readonly kind: 'recused'; readonly reason: string; readonly act: Digest }
  | { readonly kind: 'not-eligible'; readonly reason: Exclude<Barrier, 'recused'> };

/** One member's row. `discipline` is null for someone whom the roster in force doesn't list. */
export interface SignOff {
  readonly member: MemberId;
  readonly name: string;
  readonly discipline: Discipline | null;
  readonly stand: Stand;
  /** All their votes on the dossier, oldest first, with what became of each. */
  readonly votes: readonly StandingVote[];
}

/** Where one member stands; a vote that was taken back leaves `not-cast`. */
export function standOf(ballot: Ballot, { votes }: Tally, member: MemberId): Stand {
  const recusal = recusalOf(ballot.recusals, member);
  if (recusal !== undefined) return { kind: 'recused', reason: recusal.reason, act: recusal.act };
  const may = eligibility(ballot, member);
  if (may.kind === 'barred' && may.reason !== 'recused') return { kind: 'not-eligible', reason: may.reason };
  const last = votes.findLast(({ vote }) => vote.member === member);
  return last === undefined || last.standing.kind === 'withdrawn' ? { kind: 'not-cast' } : { kind: 'cast', ...last };
}

/** A row for each active voter in the roster's order, then for everyone else who voted or recused, by id. */
export function signOffsOf(ballot: Ballot, tally: Tally, rosters: readonly RosterLink[]): readonly SignOff[] {
  const voters = ballot.roster.members.filter((member) => member.status === 'active' && member.roles.includes('voter')).map((member) => member.id);
  const others = [...ballot.votes, ...ballot.recusals].map((act) => act.member).filter((member) => !voters.includes(member)).sort();
  return [...new Set([...voters, ...others])].map((member) => ({
    member, name: nameOf(rosters, member), discipline: memberOf(ballot.roster, member)?.discipline ?? null,
    stand: standOf(ballot, tally, member), votes: tally.votes.filter(({ vote }) => vote.member === member),
  }));
}
