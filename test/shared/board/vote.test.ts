import { describe, expect, it } from 'vitest';
import { tally } from '../../../shared/board/decision.ts';
import { standVotes, voteGap } from '../../../shared/board/vote.ts';
import { ballotWith, condition, recusalBy, voteBy, withdrawalOf } from '../../builders/ballot.ts';
import { boardMember, everyone, people, rosterWith } from '../../builders/board.ts';
import { countedDigest } from '../../builders/fact.ts';
import type { Ballot, VoteRecord } from '../../../shared/board/ballot.ts';

const ingrid = people.ingrid.id, amara = people.amara.id;
const standing = (vote: VoteRecord, parts: Parameters<typeof ballotWith>[1] = {}, others: readonly VoteRecord[] = []) =>
  standVotes(ballotWith([vote, ...others], parts)).find((one) => one.vote.act === vote.act)?.standing;

describe('who votes', () => {
  it('V-1 counts an active voter and nobody else', () => {
    expect(standing(voteBy(ingrid))).toEqual({ kind: 'counted' });
    expect(standing(voteBy('helena-brandt'))).toEqual({ kind: 'void', reason: 'not-a-voter' });
    expect(standing(voteBy('a-stranger'))).toEqual({ kind: 'void', reason: 'not-a-member' });
    const revoked = rosterWith([...everyone, boardMember('gone', { status: 'revoked' })]);
    expect(standing(voteBy('gone'), { roster: revoked })).toEqual({ kind: 'void', reason: 'revoked' });
  });

  it('V-2 keeps out who packed, published or owns the release, by id and by name as people write it', () => {
    const owned = (...owners: string[]) => standing(voteBy(ingrid), { ownership: { owners, submitters: [] } });
    expect(owned('Halden Compute AS', 'Dr Ingrid')).toEqual({ kind: 'counted' });
    for (const owner of ['ingrid-solberg', 'Dr Ingrid Solberg', ' dr  INGRID solberg', 'Dr\u00a0Ingrid Solberg']) expect(owned(owner)).toEqual({ kind: 'void', reason: 'owner' });
    expect(standing(voteBy(ingrid), { ownership: { owners: [], submitters: [ingrid] } })).toEqual({ kind: 'void', reason: 'submitter' });
  });

  it('R-1 voids the votes of who recused, before and after, and no others', () => {
    const recusals = [recusalBy(ingrid)];
    expect(standing(voteBy(ingrid), { recusals })).toEqual({ kind: 'void', reason: 'recused' });
    expect(standing(voteBy(amara), { recusals })).toEqual({ kind: 'counted' });
  });
});

describe('which vote', () => {
  it('V-3 the latest vote supersedes the earlier ones', () => {
    const first = voteBy(ingrid, 'approve'), second = voteBy(ingrid, 'reject');
    expect(standVotes(ballotWith([first, voteBy(amara), second])).map((one) => one.standing)).toEqual([{ kind: 'superseded', by: second.act }, { kind: 'counted' }, { kind: 'counted' }]);
  });

  it('V-4 counts for the revision that it names; on another it is stale, and supersedes all the same', () => {
    const newer = voteBy(ingrid, 'approve', { revision: countedDigest(0xe002) }), older = voteBy(ingrid);
    expect(standing(newer)).toEqual({ kind: 'stale', revision: newer.revision });
    expect(standVotes(ballotWith([older, newer])).map((one) => one.standing.kind)).toEqual(['superseded', 'stale']);
    expect(standVotes(ballotWith([newer, older])).map((one) => one.standing.kind)).toEqual(['superseded', 'counted']);
  });

  it('V-5 an approval with conditions names at least one', () => {
    expect(voteGap(voteBy(ingrid, 'approve-with-conditions', { conditions: [] }))).toBe('conditions');
    expect(standing(voteBy(ingrid, 'approve-with-conditions', { conditions: [] }))).toEqual({ kind: 'void', reason: 'incomplete' });
    expect(standing(voteBy(ingrid, 'approve-with-conditions', { conditions: [condition()] }))).toEqual({ kind: 'counted' });
  });

  it('V-6 a rejection and an approval with conditions give a reason; the others need none', () => {
    for (const choice of ['reject', 'approve-with-conditions'] as const) expect(standing(voteBy(ingrid, choice, { reason: ' \n' }))).toEqual({ kind: 'void', reason: 'incomplete' });
    for (const choice of ['approve', 'abstain'] as const) expect(standing(voteBy(ingrid, choice, { reason: '' }))).toEqual({ kind: 'counted' });
    expect(standing(voteBy(ingrid, 'reject'))).toEqual({ kind: 'counted' });
  });

  it('V-7 only its author withdraws a vote, and no earlier vote returns', () => {
    const first = voteBy(ingrid), second = voteBy(ingrid, 'reject');
    const withdrawn = withdrawalOf(second), strangers = withdrawalOf(second, amara);
    const kinds = (withdrawals: Ballot['withdrawals']) => standVotes(ballotWith([first, second], { withdrawals })).map((one) => one.standing);
    expect(kinds([strangers])).toEqual([{ kind: 'superseded', by: second.act }, { kind: 'counted' }]);
    expect(kinds([strangers, withdrawn])).toEqual([{ kind: 'superseded', by: second.act }, { kind: 'withdrawn', by: withdrawn.act }]);
  });
});

describe('the same act twice', () => {
  it('Q-6 is one vote of one member', () => {
    const vote = voteBy(ingrid);
    const twice = tally(ballotWith([vote, vote, vote]));
    expect(twice.votes).toHaveLength(1);
    expect(twice.counts.counted).toBe(1);
    expect(twice.quorum.kind).toBe('not-met');
    expect(tally(ballotWith([vote, voteBy(amara)])).quorum).toEqual({ kind: 'met' });
  });

  it('Q-6 brings no earlier vote back: a repeated act takes away at most', () => {
    const first = voteBy(ingrid, 'approve'), second = voteBy(ingrid, 'reject');
    expect(standVotes(ballotWith([first, second, first])).map((one) => one.standing.kind)).toEqual(['superseded', 'superseded']);
    expect(standVotes(ballotWith([first, first, second])).map((one) => one.standing.kind)).toEqual(['superseded', 'counted']);
  });
});
