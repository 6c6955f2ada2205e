import { describe, expect, it } from 'vitest';
import { charterDigest } from '../../../shared/board/member.ts';
import type { ActBody } from '../../../shared/events/catalogue.ts';
import type { Fact } from '../../../shared/events/fact.ts';
import type { DecisionSummary } from '../../../shared/events/summary.ts';
import type { Day, Digest, Instant, ItemId } from '../../../shared/vocabulary.ts';
import { chainOf, everyone, people, rosterWith } from '../../builders/board.ts';
import { countedDigest, minutesLater } from '../../builders/fact.ts';
import { aurora, contentWith } from '../../builders/revision.ts';
import { review, revisionOne, revisionTwo, type Review, type VoteParts } from '../../builders/review.ts';

const { ingrid, amara, rafael, helena, halden } = people;
const days = (n: number) => n * 24 * 60;
type Body = ActBody<'decision.recorded/1'>;

/** A review with two votes and a decision on them, which `parts` may falsify. */
function decidedReview(choices: readonly ['approve' | 'approve-with-conditions' | 'reject', 'approve' | 'approve-with-conditions' | 'reject'] = ['approve', 'approve'], parts: VoteParts = {}) {
  const board = review();
  board.publish();
  const votes = [board.vote(ingrid.id, choices[0], parts), board.vote(amara.id, choices[1], parts)];
  const outcome = choices.includes('reject') ? 'rejected' : choices.includes('approve-with-conditions') ? 'approved-with-conditions' : 'approved';
  const decide = () => board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome, reason: 'As voted.' }) as Extract<Fact, { type: 'decision.recorded/1' }>;
  return { board, votes, decide };
}

/** Records a decision as the rules would have it, changed by `parts`, whether or not they allow it. */
function forged(board: Review, parts: Partial<Body>, by: string = helena.id): DecisionSummary {
  const link = board.rosters.at(-1)!;
  const { tally, ballot } = board.summary();
  const body: Body = {
    dossier: aurora, revision: revisionOne, outcome: 'approved', votes: tally.votes.filter((vote) => vote.standing.kind === 'counted').map((vote) => vote.vote.act),
    recusals: ballot.recusals.map((recusal) => recusal.act), dissents: tally.dissents.map((dissent) => dissent.act), conditions: [...tally.conditions],
    charter: charterDigest(link.roster.charter), roster: link.digest, validFrom: minutesLater(50), validUntil: '2027-01-01T00:00:00.000Z' as Instant, reason: '', ...parts,
  };
  board.journal.write(by, 'decision.recorded/1', body, { minute: 50 });
  return board.summary().decisions.at(-1)!;
}

const status = (board: Review, minute = 1000) => board.summary(ingrid.id, minute).decisions.at(-1)!.status;

describe('a decision counted again', () => {
  it('P-6 stands where its acts give exactly what it says', () => {
    for (const choices of [['approve', 'approve'], ['approve', 'approve-with-conditions'], ['reject', 'reject']] as const) {
      const { board, decide } = decidedReview(choices);
      decide();
      expect(status(board)).toEqual({ kind: 'standing' });
      expect(board.summary().current?.ordinal).toBe(1);
    }
  });

  it('P-6 is void where they give another outcome, other conditions, no quorum or a vote that does not count', () => {
    const voided = (parts: (votes: readonly Digest[]) => Partial<Body>, choices: Parameters<typeof decidedReview>[0] = ['approve', 'approve']) => {
      const { board, votes } = decidedReview(choices);
      return forged(board, parts(votes.map((vote) => vote.act))).status;
    };
    expect(voided(() => ({}))).toEqual({ kind: 'standing' });
    expect(voided(() => ({ outcome: 'rejected' }))).toEqual({ kind: 'void', reason: 'outcome-differs' });
    expect(voided(() => ({}), ['reject', 'reject'])).toEqual({ kind: 'void', reason: 'outcome-differs' });
    expect(voided(() => ({ outcome: 'approved-with-conditions', conditions: [] }), ['approve', 'approve-with-conditions'])).toEqual({ kind: 'void', reason: 'conditions-differ' });
    expect(voided(([first]) => ({ votes: [first!] }))).toEqual({ kind: 'void', reason: 'quorum-not-met' });
    expect(voided(([first]) => ({ votes: [first!, first!] }))).toEqual({ kind: 'void', reason: 'vote-not-counted' });
  });

  it('P-6 is void under a roster or a charter that is not the board’s', () => {
    const { board } = decidedReview();
    expect(forged(board, { roster: countedDigest(7) }).status).toEqual({ kind: 'void', reason: 'unknown-roster' });
    expect(forged(board, { charter: countedDigest(7) }).status).toEqual({ kind: 'void', reason: 'unknown-charter' });
  });

  it('P-1 is contested where it leaves out a vote or a recusal that its author had; what came later is none of its faults', () => {
    const complete = decidedReview();
    const third = complete.board.vote(rafael.id, 'reject');
    expect(forged(complete.board, {}).status).toEqual({ kind: 'standing' });
    expect(forged(complete.board, { votes: complete.votes.map((vote) => vote.act) }).status).toEqual({ kind: 'contested', now: 'approved', challenges: [{ kind: 'omission', member: rafael.id, act: third.act }] });

    const recused = decidedReview();
    const act = recused.board.act(rafael.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' }) as { act: Digest };
    expect(forged(recused.board, { recusals: [] }).status).toEqual({ kind: 'contested', now: 'approved', challenges: [{ kind: 'omission', member: rafael.id, act: act.act }] });

    const late = decidedReview();
    late.decide();
    late.board.vote(rafael.id, 'reject', {}, { seen: 'nothing' });
    expect(status(late.board)).toEqual({ kind: 'standing' });
  });

  it('P-3 is void where it leaves out a dissent that its author had, of a superseded vote too', () => {
    const dissenting = () => {
      const board = review();
      board.publish();
      board.vote(ingrid.id, 'reject', { dissent: 'The classifier is untested.' });
      board.vote(ingrid.id, 'approve');
      board.vote(amara.id, 'approve');
      return board;
    };
    expect(forged(dissenting(), {}).status).toEqual({ kind: 'standing' });
    expect(forged(dissenting(), { dissents: [] }).status).toEqual({ kind: 'void', reason: 'dissent-missing' });
    const late = decidedReview();
    late.decide();
    late.board.vote(rafael.id, 'approve', { dissent: 'For the record.' }, { seen: 'nothing' });
    expect(status(late.board)).toEqual({ kind: 'standing' });
  });

  it('P-3 no dissent that a forked device puts behind a seen head voids it', () => {
    const { board, decide } = decidedReview();
    const first = board.journal.facts.find((fact) => fact.member === rafael.id) ?? board.vote(rafael.id, 'approve');
    board.vote(rafael.id, 'approve');
    decide();
    board.vote(rafael.id, 'reject', { dissent: 'Planted.' }, { seq: first.seq });
    expect(status(board).kind).not.toBe('void');
  });

  it('P-2 is void when it claims to be valid for longer than the charter’s days from the decision, to the end of the last', () => {
    const at = (validUntil: string, parts: Partial<Body> = {}) => forged(decidedReview().board, { validUntil: validUntil as Instant, ...parts }).status;
    expect(at('2027-05-18T23:59:59.999Z')).toEqual({ kind: 'standing' });
    expect(at('2027-05-19T00:00:00.000Z')).toEqual({ kind: 'void', reason: 'validity' });
    expect(at('2028-01-01T00:00:00.000Z', { validFrom: '2027-12-01T00:00:00.000Z' as Instant })).toEqual({ kind: 'void', reason: 'validity' });
  });

  it('L-5 is void from who was no secretary under the roster that it names; a secretary may leave later', () => {
    const { board, decide } = decidedReview();
    expect(forged(board, {}, ingrid.id).status).toEqual({ kind: 'void', reason: 'not-secretary' });
    decide();
    const without = everyone.map((member) => (member.id === helena.id ? { ...member, status: 'revoked' as const } : member));
    board.rosters = chainOf(rosterWith(everyone), rosterWith(without));
    expect(status(board)).toEqual({ kind: 'standing' });
    expect(forged(board, {}, helena.id).status).toEqual({ kind: 'void', reason: 'not-secretary' });
  });

  it('is incomplete, and approves nothing, while what it rests on is not here', () => {
    const { board, votes, decide } = decidedReview();
    decide();
    const missing = board.journal.facts.filter((fact) => fact.digest !== votes[0]!.digest);
    expect(board.summary(ingrid.id, 1000, missing)).toMatchObject({ current: null, decisions: [{ status: { kind: 'incomplete', missing: [votes[0]!.act] } }] });
    board.contents.delete(revisionOne);
    expect(status(board)).toEqual({ kind: 'incomplete', missing: [revisionOne] });
  });
});

describe('a decision afterwards', () => {
  it('R-4 is contested by the recusal of a member whose vote it lists, and by no other', () => {
    const { board, decide } = decidedReview();
    decide();
    board.act(rafael.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(status(board)).toEqual({ kind: 'standing' });
    const { act } = board.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' }) as { act: Digest };
    expect(status(board)).toMatchObject({ kind: 'contested', now: 'undecided', challenges: expect.arrayContaining([{ kind: 'recusal', member: ingrid.id, act }]) as unknown });
  });

  it('R-4 is contested even where the outcome would be the same, until the board decides again', () => {
    const { board, decide } = decidedReview();
    board.vote(rafael.id, 'approve');
    decide();
    board.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(status(board)).toMatchObject({ kind: 'contested', now: 'approved', challenges: [{ kind: 'recusal', member: ingrid.id }] });
    decide();
    expect(board.summary().decisions.map((decision) => decision.status.kind)).toEqual(['superseded', 'standing']);
  });

  it('Q-4 is contested by a blocker on its revision until that is resolved, and by none on a later one', () => {
    const { board, decide } = decidedReview();
    decide();
    const blocker = board.act(rafael.id, { name: 'record-finding', dossier: aurora, shown: revisionOne, item: null, severity: 'blocker', text: 'The run was on other weights.' });
    expect(status(board)).toEqual({ kind: 'contested', now: 'undecided', challenges: [{ kind: 'blocker', finding: blocker.digest }] });
    board.act(rafael.id, { name: 'resolve-finding', dossier: aurora, finding: blocker.digest, resolution: 'They were the same.' });
    expect(status(board)).toEqual({ kind: 'standing' });
    board.publish(revisionTwo);
    board.act(rafael.id, { name: 'record-finding', dossier: aurora, shown: revisionTwo, item: null, severity: 'blocker', text: 'Not this one.' });
    expect(status(board)).toEqual({ kind: 'standing' });
  });

  it('Q-4 only its author or a secretary resolves a blocker, and no mark does', () => {
    const board = review();
    board.publish();
    const { digest } = board.act(rafael.id, { name: 'record-finding', dossier: aurora, shown: revisionOne, item: null, severity: 'blocker', text: 'Wrong weights.' });
    const open = () => board.summary().ballot.openBlockers.length;
    board.journal.write(ingrid.id, 'blocker.resolved/1', { dossier: aurora, finding: digest, resolution: 'Fine by me.' });
    board.journal.write(rafael.id, 'finding.closed/1', { dossier: aurora, finding: digest, resolution: 'Never mind.' });
    expect(open()).toBe(1);
    board.journal.write(helena.id, 'blocker.resolved/1', { dossier: aurora, finding: digest, resolution: 'Settled in the meeting.' });
    expect(open()).toBe(0);
  });

  it('is contested, never silently different, when a late vote changes the outcome or adds an obligation', () => {
    const rejected = decidedReview(['approve', 'approve']);
    rejected.decide();
    const against = [rafael.id, ingrid.id].map((member) => rejected.board.vote(member, 'reject', {}, { seen: 'nothing' }));
    expect(status(rejected.board)).toMatchObject({ kind: 'contested', now: 'rejected', challenges: against.map(({ member, act }) => ({ kind: 'vote', member, act })) });

    const obliged = decidedReview(['approve', 'approve-with-conditions']);
    obliged.decide();
    obliged.board.vote(rafael.id, 'approve-with-conditions', {}, { seen: 'nothing' });
    expect(status(obliged.board)).toEqual({ kind: 'standing' });
    const further = { id: 'C-1' as ItemId, text: 'Allow-list on', dueOn: '2026-12-20' as Day, obliged: 'Halden Compute AS', clause: null };
    const vote = obliged.board.vote(rafael.id, 'approve-with-conditions', { conditions: [further] }, { seen: 'nothing' });
    expect(status(obliged.board)).toEqual({ kind: 'contested', now: 'approved-with-conditions', challenges: [{ kind: 'vote', member: rafael.id, act: vote.act }] });
  });

  it('L-4 is contested when a device that it relied on forks', () => {
    const { board, votes, decide } = decidedReview();
    decide();
    expect(status(board)).toEqual({ kind: 'standing' });
    board.vote(ingrid.id, 'approve', {}, { seq: votes[0]!.seq, seen: 'nothing' });
    expect(status(board)).toMatchObject({ kind: 'contested', challenges: expect.arrayContaining([{ kind: 'fork', member: ingrid.id, device: votes[0]!.device }]) as unknown });
  });

  it('P-4 approves nothing once its validity is over; a rejection does not expire', () => {
    const approved = decidedReview();
    approved.decide();
    expect(status(approved.board, days(180))).toEqual({ kind: 'standing' });
    expect(status(approved.board, days(181))).toEqual({ kind: 'expired', because: 'validity', conditions: [] });
    const rejected = decidedReview(['reject', 'reject']);
    rejected.decide();
    expect(status(rejected.board, days(3000))).toEqual({ kind: 'standing' });
  });

  it('C-3 ends with the first condition that lapses, not with one that was met', () => {
    const { board, decide } = decidedReview(['approve', 'approve-with-conditions']);
    const { act } = decide();
    expect(status(board, days(22))).toEqual({ kind: 'standing' });
    expect(status(board, days(23))).toEqual({ kind: 'expired', because: 'condition', conditions: ['C-1'] });
    board.act(helena.id, { name: 'discharge-condition', dossier: aurora, decision: act, condition: 'C-1' as ItemId, basis: 'Statement 14' }, { minute: days(10) });
    expect(status(board, days(23))).toEqual({ kind: 'standing' });
  });

  it('C-4 a secretary or an eligible voter discharges; an owner, a submitter and who recused do not', () => {
    const discharged = (by: string, prepare: (board: Review) => void = () => undefined) => {
      const { board, decide } = decidedReview(['approve', 'approve-with-conditions']);
      const { act } = decide();
      prepare(board);
      board.journal.write(by, 'condition.discharged/1', { dossier: aurora, decision: act, condition: 'C-1' as ItemId, basis: 'Statement 14' }, { minute: 60 });
      return board.summary(ingrid.id, 1000).decisions[0]!.conditions[0]!.state.kind;
    };
    for (const member of [helena.id, rafael.id]) expect(discharged(member)).toBe('discharged');
    expect(discharged(halden.id)).toBe('open');
    expect(discharged(rafael.id, (board) => { board.act(rafael.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' }); })).toBe('open');
    for (const member of [helena, rafael]) expect(discharged(member.id, (board) => { board.contents.set(revisionOne, contentWith({ owners: [member.name] })); })).toBe('open');
  });
});
