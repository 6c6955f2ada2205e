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
 * The standing of every vote, in the ballot's order. A member's last vote is the only one that can count (V-3, Q-6);
 * withdrawing it leaves none, it doesn't bring an earlier one back (V-7).
 */
export function standVotes(ballot: Ballot): readonly StandingVote[] {
  const votes = distinct(ballot.votes);
  const latest = new Map<MemberId, VoteRecord>(votes.map((vote) => [vote.member, vote]));
  const withdrawn = withdrawals(ballot, votes);
  return votes.map((vote): StandingVote => {
    const by = withdrawn.get(vote.act);
    if (by !== undefined) return { vote, standing: { kind: 'withdrawn', by } };
    const last = latest.get(vote.member);
    if (last !== undefined && last !== vote) return { vote, standing: { kind: 'superseded', by: last.act } };
    const may = eligibility(ballot, vote.member);
    if (may.kind === 'barred') return { vote, standing: { kind: 'void', reason: may.reason } };
    if (voteGap(vote) !== null) return { vote, standing: { kind: 'void', reason: 'incomplete' } };
    if (vote.revision !== ballot.revision) return { vote, standing: { kind: 'stale', revision: vote.revision } };
    return { vote, standing: { kind: 'counted' } };
  });
}

/** The same signed act in two events is one act. */
function distinct(votes: readonly VoteRecord[]): readonly VoteRecord[] {
  const seen = new Set<Digest>();
  return votes.filter((vote) => !seen.has(vote.act) && seen.add(vote.act));
}

/** Withdrawn vote -> the first act that withdrew it. Only its own author can (V-7). */
function withdrawals(ballot: Ballot, votes: readonly VoteRecord[]): ReadonlyMap<Digest, Digest> {
  const authors = new Map(votes.map((vote) => [vote.act, vote.member]));
  const found = new Map<Digest, Digest>();
  for (const withdrawal of ballot.withdrawals) {
    if (authors.get(withdrawal.vote) === withdrawal.member && !found.has(withdrawal.vote)) found.set(withdrawal.vote, withdrawal.act);
  }
  return found;
}
