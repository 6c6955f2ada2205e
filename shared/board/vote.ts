/** What becomes of each vote: counted, or why not (rules V-1 to V-4, V-7, Q-6, R-1). */
import type { Choice, Digest, MemberId } from '../vocabulary.ts';
import type { Ballot, VoteRecord } from './ballot.ts';
import { eligibility, type Barrier } from './eligibility.ts';

/** How a vote stands. `stale`: it names another revision and counts again only when reaffirmed. `void`: its author may not vote here, or it lacks what its choice must carry (`incomplete`). */
export type Standing =
  | { readonly kind: 'counted' }
  | { readonly kind: 'superseded'; readonly by: Digest }
  | { readonly kind: 'withdrawn'; readonly by: Digest }
  | { readonly kind: 'void'; readonly reason: Barrier | 'incomplete' }
  | { readonly kind: 'stale'; readonly revision: Digest };

export interface StandingVote { readonly vote: VoteRecord; readonly standing: Standing }

/** What a vote must carry by its choice: reject and conditional approval say why (V-6), conditional approval names a condition (V-5). */
export function voteGap(vote: { readonly choice: Choice; readonly reason: string; readonly conditions: readonly unknown[] }): 'conditions' | 'reason' | null {
  if (vote.choice === 'approve-with-conditions' && vote.conditions.length === 0) return 'conditions';
  if ((vote.choice === 'approve-with-conditions' || vote.choice === 'reject') && vote.reason.trim() === '') return 'reason';
  return null;
}

/**
 * The standing of every vote, by its first place in the ballot's order. A member's last vote is the only one that can
 * count (V-3, Q-6); withdrawing it leaves none, it doesn't bring an earlier one back (V-7).
 */
export function standVotes(ballot: Ballot): readonly StandingVote[] {
  const acts = placesOf(ballot.votes);
  const withdrawn = withdrawals(ballot, acts);
  const latest = latestFirst(acts);
  return acts.map(({ vote, first }): StandingVote => {
    const by = withdrawn.get(vote.act);
    if (by !== undefined) return { vote, standing: { kind: 'withdrawn', by } };
    const rival = latest.get(vote.member)?.find((other) => other.vote.act !== vote.act);
    if (rival !== undefined && rival.last > first) return { vote, standing: { kind: 'superseded', by: rival.vote.act } };
    const may = eligibility(ballot, vote.member);
    if (may.kind === 'barred') return { vote, standing: { kind: 'void', reason: may.reason } };
    if (voteGap(vote) !== null) return { vote, standing: { kind: 'void', reason: 'incomplete' } };
    if (vote.revision !== ballot.revision) return { vote, standing: { kind: 'stale', revision: vote.revision } };
    return { vote, standing: { kind: 'counted' } };
  });
}

interface PlacedVote { readonly vote: VoteRecord; readonly first: number; last: number }

/**
 * The same signed act in several events is one vote with several places. It supersedes from its last and can be
 * superseded from its first: repeating an old act can take a vote away, never bring one back.
 */
function placesOf(votes: readonly VoteRecord[]): readonly PlacedVote[] {
  const acts = new Map<Digest, PlacedVote>();
  votes.forEach((vote, index) => {
    const placed = acts.get(vote.act);
    if (placed === undefined) acts.set(vote.act, { vote, first: index, last: index });
    else placed.last = index;
  });
  return [...acts.values()];
}

/** Each member's votes, by their last places, the latest first. */
function latestFirst(acts: readonly PlacedVote[]): ReadonlyMap<MemberId, readonly PlacedVote[]> {
  const members = new Map<MemberId, PlacedVote[]>();
  for (const placed of [...acts].sort((a, b) => b.last - a.last)) {
    const own = members.get(placed.vote.member);
    if (own === undefined) members.set(placed.vote.member, [placed]);
    else own.push(placed);
  }
  return members;
}

/** Withdrawn vote -> the first act that withdrew it. Only its own author can (V-7). */
function withdrawals(ballot: Ballot, acts: readonly PlacedVote[]): ReadonlyMap<Digest, Digest> {
  const authors = new Map(acts.map(({ vote }) => [vote.act, vote.member]));
  const found = new Map<Digest, Digest>();
  for (const withdrawal of ballot.withdrawals) {
    if (authors.get(withdrawal.vote) === withdrawal.member && !found.has(withdrawal.vote)) found.set(withdrawal.vote, withdrawal.act);
  }
  return found;
}
