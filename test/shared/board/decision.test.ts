import { describe, expect, it } from 'vitest';
import { hasMajority, tally } from '../../../shared/board/decision.ts';
import type { Ballot, VoteRecord } from '../../../shared/board/ballot.ts';
import type { Choice, DeviceId, Discipline, MemberId } from '../../../shared/vocabulary.ts';
import { actsOf, ballotWith, condition, recusalBy, voteBy } from '../../builders/ballot.ts';
import { boardMember, everyone, people, rosterWith } from '../../builders/board.ts';
import { countedDigest } from '../../builders/fact.ts';

const ids = [people.ingrid.id, people.amara.id, people.rafael.id] as const;
const votes = (...choices: Choice[]) => choices.map((choice, i) => voteBy(ids[i]!, choice));
const legal = 'legal' as Discipline;

describe('quorum', () => {
  it('Q-1 needs the charter’s minimum; an abstention is present', () => {
    expect(tally(ballotWith(votes('approve'))).quorum).toEqual({ kind: 'not-met', gaps: [{ kind: 'votes', counted: 1, minimum: 2 }] });
    expect(tally(ballotWith(votes('approve', 'abstain')))).toMatchObject({ quorum: { kind: 'met' }, outcome: 'approved' });
    expect(tally(ballotWith([])).outcome).toBe('undecided');
  });

  it('Q-2 needs each required discipline, and an abstention is not its vote', () => {
    const charter = { requiredDisciplines: [legal] };
    expect(tally(ballotWith(votes('approve', 'reject'), { charter })).quorum).toEqual({ kind: 'met' });
    expect(tally(ballotWith(votes('approve', 'abstain'), { charter })).quorum).toEqual({ kind: 'not-met', gaps: [{ kind: 'discipline', discipline: legal }] });
    expect(tally(ballotWith([voteBy(ids[0]), voteBy(ids[2])], { charter })).quorum).toEqual({ kind: 'not-met', gaps: [{ kind: 'discipline', discipline: legal }] });
  });

  it('R-2 a recusal lowers neither the minimum nor the disciplines, and leaves who else is there', () => {
    const charter = { minimumVotes: 3, requiredDisciplines: [legal] };
    expect(tally(ballotWith(votes('approve', 'approve', 'approve'), { charter })).quorum.kind).toBe('met');
    const recused = tally(ballotWith(votes('approve', 'approve', 'approve'), { charter, recusals: [recusalBy(ids[1])] }));
    expect(recused.quorum).toEqual({ kind: 'not-met', gaps: [{ kind: 'votes', counted: 2, minimum: 3 }, { kind: 'discipline', discipline: legal }] });
    expect(recused.eligible).toEqual([ids[0], ids[2]]);
    expect(tally(ballotWith(votes('approve', 'approve', 'approve'), { recusals: [recusalBy(ids[1])] })).quorum.kind).toBe('met');
  });

  it('V-2 is not met while nobody here knows who owns the release', () => {
    expect(tally(ballotWith(votes('approve', 'approve'), { ownership: null })).quorum).toEqual({ kind: 'not-met', gaps: [{ kind: 'content-missing' }] });
    expect(tally(ballotWith(votes('approve', 'approve'))).quorum.kind).toBe('met');
  });

  it('L-4 a fork blocks it while its member is active', () => {
    const forks = [{ device: '0'.repeat(32) as DeviceId, member: 'forker' as MemberId, seq: 3 }];
    const withForker = (status: 'active' | 'revoked') => tally(ballotWith(votes('approve', 'approve'), { forks, roster: rosterWith([...everyone, boardMember('forker', { status })]) }));
    expect(withForker('active').quorum).toEqual({ kind: 'not-met', gaps: [{ kind: 'fork', device: '0'.repeat(32), member: 'forker' }] });
    expect(withForker('revoked').quorum).toEqual({ kind: 'met' });
  });
});

describe('outcome', () => {
  const outcome = (given: readonly VoteRecord[], parts: Parameters<typeof ballotWith>[1] = {}) => {
    const { outcome: found, bars } = tally(ballotWith(given, parts));
    return [found, ...bars];
  };

  it('Q-3 more approvals than rejections approve; as many rejections reject', () => {
    expect(outcome(votes('approve', 'approve', 'reject'))).toEqual(['approved']);
    expect(outcome(votes('approve', 'reject'))).toEqual(['rejected']);
    expect(outcome(votes('abstain', 'reject'))).toEqual(['rejected']);
    expect(outcome(votes('abstain', 'abstain'))).toEqual(['undecided', 'majority']);
  });

  it('Q-3 two thirds, where the charter asks for them', () => {
    const five = [...everyone, boardMember('fourth'), boardMember('fifth')];
    const parts = { roster: rosterWith(five, { majority: 'two-thirds' }) };
    const given = (approvals: number, rejections: number) => [...ids, 'fourth', 'fifth'].slice(0, approvals + rejections).map((id, i) => voteBy(id, i < approvals ? 'approve' : 'reject'));
    expect(outcome(given(2, 1), parts)).toEqual(['approved']);
    expect(outcome(given(3, 2), parts)).toEqual(['undecided', 'majority']);
    expect(outcome(given(2, 2), parts)).toEqual(['rejected']);
    expect(hasMajority('two-thirds', 0, 0)).toBe(false);
  });

  it('Q-4 an open blocker bars approval, with conditions too, and no rejection', () => {
    const openBlockers = [countedDigest(0xb1)];
    expect(outcome(votes('approve', 'approve'))).toEqual(['approved']);
    expect(outcome(votes('approve', 'approve'), { openBlockers })).toEqual(['undecided', 'blockers']);
    expect(outcome(votes('approve', 'approve-with-conditions'), { openBlockers })).toEqual(['undecided', 'blockers']);
    expect(outcome(votes('reject', 'reject'), { openBlockers })).toEqual(['rejected']);
  });

  it('Q-5 residual risk at the charter’s bar, or unknown, takes conditions', () => {
    const at = (highestResidual: Ballot['highestResidual'], ...choices: Choice[]) => outcome(votes(...choices), { highestResidual, charter: { residualBar: 'serious' } });
    expect(at('medium', 'approve', 'approve')).toEqual(['approved']);
    expect(at(null, 'approve', 'approve')).toEqual(['approved']);
    expect(at('serious', 'approve', 'approve')).toEqual(['undecided', 'residual']);
    expect(at('high', 'approve', 'approve')).toEqual(['undecided', 'residual']);
    expect(at('unknown', 'approve', 'approve')).toEqual(['undecided', 'residual-unknown']);
    expect(at('high', 'approve', 'approve-with-conditions')).toEqual(['approved-with-conditions']);
    expect(outcome(votes('approve', 'approve'), { highestResidual: 'high' })).toEqual(['approved']);
  });
});

describe('what a decision carries', () => {
  it('C-1 every obligation of the votes that count, once, numbered in their order', () => {
    const allowList = condition('Allow-list on'), mailOff = condition('Mail tool off');
    const later = { ...mailOff, clause: 'MSA 9.3' };
    const given = [voteBy(ids[0], 'approve-with-conditions', { conditions: [allowList, mailOff] }), voteBy(ids[1], 'approve-with-conditions', { conditions: [mailOff, later] }), voteBy(ids[2])];
    expect(tally(ballotWith(given)).conditions).toEqual([{ ...allowList, id: 'C-1' }, { ...mailOff, id: 'C-2' }, { ...later, id: 'C-3' }]);
    expect(tally(ballotWith(given, { recusals: [recusalBy(ids[0])] })).conditions.map((one) => one.text)).toEqual(['Mail tool off', 'Mail tool off']);
    expect(tally(ballotWith([given[0]!, voteBy(ids[1], 'reject')])).conditions).toEqual([]);
  });

  it('P-3 every dissent, of superseded and void votes too; blank ones are none', () => {
    const dissenting = [voteBy(ids[0], 'reject', { dissent: 'The classifier is untested.' }), voteBy(ids[0]), voteBy('a-stranger', 'reject', { dissent: 'Nor the rest.' }), voteBy(ids[1], 'approve', { dissent: ' ' })];
    expect(actsOf(tally(ballotWith(dissenting)).dissents)).toEqual(actsOf([dissenting[0]!, dissenting[2]!]));
  });

  it('says what each rule found', () => {
    const found = tally(ballotWith(votes('approve', 'approve', 'reject'), { recusals: [recusalBy(ids[2])], openBlockers: [countedDigest(1)] })).facts.map((fact) => `${fact.rule} ${fact.result}`);
    expect(found).toEqual(['Q-1 passed', 'Q-2 passed', 'Q-3 passed', 'Q-4 failed', 'Q-5 passed', 'Q-6 passed', 'V-1 passed', 'V-2 passed', 'V-4 passed', 'R-1 passed', 'R-2 passed']);
  });
});
