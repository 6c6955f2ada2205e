/** Whether enough of the right people have voted (rules, L-4). Says nothing about what they voted. */
import type { DeviceId, Discipline, MemberId } from '../vocabulary.ts';
import type { Ballot, VoteRecord } from './ballot.ts';
import { memberOf } from './member.ts';

/** One thing that keeps a quorum from being met. */
export type QuorumGap =
  | { readonly kind: 'votes'; readonly counted: number; readonly minimum: number }
  | { readonly kind: 'discipline'; readonly discipline: Discipline }
  | { readonly kind: 'fork'; readonly device: DeviceId; readonly member: MemberId }
  /** The revision's own bytes aren't on this machine, so who owns the release is unknown (rule V-2). */
  | { readonly kind: 'content-missing' };

export type Quorum = { readonly kind: 'met' } | { readonly kind: 'not-met'; readonly gaps: readonly QuorumGap[] };

/** Disciplines of which a counted member gave something other than an abstention. */
export function disciplinesPresent(ballot: Ballot, counted: readonly VoteRecord[]): readonly Discipline[] {
  const present = counted.filter((vote) => vote.choice !== 'abstain').map((vote) => memberOf(ballot.roster, vote.member)?.discipline);
  return [...new Set(present.filter((discipline) => discipline !== undefined))].sort();
}

/**
 * Quorum over the counted votes. Taking votes away can only add gaps: the minimum is absolute, disciplines are
 * required one by one, a fork blocks what it touches while its member is active.
 */
export function quorumOf(ballot: Ballot, counted: readonly VoteRecord[]): Quorum {
  const { minimumVotes, requiredDisciplines } = ballot.roster.charter;
  const present = disciplinesPresent(ballot, counted);
  const gaps: QuorumGap[] = [];
  if (ballot.ownership === null) gaps.push({ kind: 'content-missing' });
  if (counted.length < minimumVotes) gaps.push({ kind: 'votes', counted: counted.length, minimum: minimumVotes });
  for (const discipline of new Set(requiredDisciplines)) {
    if (!present.includes(discipline)) gaps.push({ kind: 'discipline', discipline });
  }
  for (const fork of ballot.forks) {
    if (memberOf(ballot.roster, fork.member)?.status === 'active') gaps.push({ kind: 'fork', device: fork.device, member: fork.member });
  }
  return gaps.length === 0 ? { kind: 'met' } : { kind: 'not-met', gaps };
}
