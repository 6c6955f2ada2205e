/** Ballots as plain records: what the board's rules read, without a record behind it. */
import type { Ballot, RecusalRecord, VoteRecord, WithdrawalRecord } from '../../shared/board/ballot.ts';
import type { Condition } from '../../shared/board/condition.ts';
import type { Choice, Day, Digest, ItemId, MemberId } from '../../shared/vocabulary.ts';
import { boardInstant, everyone, rosterWith } from './board.ts';
import { countedDigest } from './fact.ts';
import { aurora } from './revision.ts';

export const ballotRevision = countedDigest(0xe001);

export function condition(text = 'Mail tool off', parts: Partial<Condition> = {}): Condition {
  return { id: 'C-1' as ItemId, text, dueOn: '2026-12-11' as Day, obliged: 'Halden Compute AS', clause: null, ...parts };
}

let acts = 0xa000;
/** A vote on the ballot's revision that has what its choice must carry. */
export function voteBy(member: string, choice: Choice = 'approve', parts: Partial<VoteRecord> = {}): VoteRecord {
  return {
    act: countedDigest(++acts), member: member as MemberId, revision: ballotRevision, choice, reason: 'Seen.', conditions: choice === 'approve-with-conditions' ? [condition()] : [],
    dissent: null, claimedAt: boardInstant, ...parts,
  };
}

export function recusalBy(member: string): RecusalRecord {
  return { act: countedDigest(++acts), member: member as MemberId, reason: 'I advised the vendor.', claimedAt: boardInstant };
}

export function withdrawalOf(vote: VoteRecord, member: string = vote.member): WithdrawalRecord {
  return { act: countedDigest(++acts), member: member as MemberId, vote: vote.act, reason: 'I misread it.', claimedAt: boardInstant };
}

/** A ballot of `people` on a release that none of them owns, with a charter that asks for two votes. */
export function ballotWith(votes: readonly VoteRecord[] = [], parts: Partial<Ballot> & { charter?: Parameters<typeof rosterWith>[1] } = {}): Ballot {
  const { charter, ...rest } = parts;
  return {
    dossier: aurora, revision: ballotRevision, roster: rosterWith(everyone, charter), ownership: { owners: ['Halden Compute AS'], submitters: ['halden-release' as MemberId] },
    votes, withdrawals: [], recusals: [], openBlockers: [], highestResidual: 'medium', forks: [], ...rest,
  };
}

export function actsOf(votes: readonly { readonly act: Digest }[]): readonly Digest[] {
  return votes.map((vote) => vote.act);
}
