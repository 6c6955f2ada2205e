import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../shared/commands/catalogue.ts';
import { packetIssued } from '../../../../shared/commands/decide.ts';
import type { ActBody } from '../../../../shared/events/catalogue.ts';
import type { Digest, Discipline, ItemId } from '../../../../shared/vocabulary.ts';
import { people } from '../../../builders/board.ts';
import { countedDigest, minutesLater } from '../../../builders/fact.ts';
import { hazard } from '../../../builders/hazard.ts';
import { aurora, contentWith } from '../../../builders/revision.ts';
import { review, revisionOne, revisionTwo, type Review } from '../../../builders/review.ts';

const { ingrid, amara, rafael, helena } = people;
const record = (parts: Partial<Command<'record-decision'>> = {}): Command => ({ name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved', reason: 'As voted.', ...parts });
const refused = (code: string, rule?: string, params?: object) => ({ ok: false, trouble: { code, ...(rule === undefined ? {} : { rule }), ...(params === undefined ? {} : { params }) } });

function voted(charter: Parameters<typeof review>[0] = {}, ...choices: ('approve' | 'approve-with-conditions' | 'reject' | 'abstain')[]): Review {
  const board = review(charter);
  board.publish();
  choices.forEach((choice, i) => board.vote([ingrid.id, amara.id, rafael.id][i]!, choice));
  return board;
}

describe('record-decision', () => {
  it('P-1 lists the exact votes that count, every recusal and every dissent, and no vote that does not count', () => {
    const board = review();
    board.publish();
    const before = board.vote(ingrid.id, 'reject', { dissent: 'Untested.' });
    const votes = [board.vote(ingrid.id, 'approve'), board.vote(amara.id, 'approve')];
    const stranger = board.vote('a-stranger', 'approve');
    const recusal = board.act(rafael.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' }) as { act: Digest };
    const answer = board.ask(helena.id, record());
    expect(answer).toMatchObject({ ok: true, value: [{ type: 'decision.recorded/1', body: { votes: votes.map((vote) => vote.act), recusals: [recusal.act], dissents: [before.act], roster: board.rosters[0]!.digest } }] });
    expect(JSON.stringify(answer)).not.toContain(stranger.act);
  });

  it('P-2 is valid to the end of the charter’s last day', () => {
    expect(voted({ validityDays: 1 }, 'approve', 'approve').ask(helena.id, record())).toMatchObject({ ok: true, value: [{ body: { validFrom: minutesLater(100), validUntil: '2026-11-20T23:59:59.999Z' } }] });
  });

  it('C-1 carries the conditions of the votes', () => {
    expect(voted({}, 'approve', 'approve-with-conditions').ask(helena.id, record({ outcome: 'approved-with-conditions' }))).toMatchObject({ ok: true, value: [{ body: { conditions: [{ id: 'C-1' }] } }] });
  });

  it('L-5 is a secretary’s act, R-1 of one who has not recused', () => {
    const board = voted({}, 'approve', 'approve');
    expect(board.ask(ingrid.id, record())).toMatchObject(refused('board/not-the-role', 'L-5'));
    expect(board.ask(helena.id, record())).toMatchObject({ ok: true });
    board.journal.write(helena.id, 'recusal.declared/1', { dossier: aurora, reason: 'Adviser.' });
    expect(board.ask(helena.id, record())).toMatchObject(refused('board/recused', 'R-1'));
  });

  it('Q-1 Q-2 says what the quorum lacks', () => {
    const legal = 'legal' as Discipline;
    expect(voted({}, 'approve').ask(helena.id, record())).toMatchObject(refused('board/quorum-not-met', 'Q-1', { counted: 1, minimum: 2, missingDisciplines: [], contentMissing: false }));
    expect(voted({ requiredDisciplines: [legal] }, 'approve', 'abstain').ask(helena.id, record())).toMatchObject(refused('board/quorum-not-met', 'Q-2', { counted: 2, missingDisciplines: [legal] }));
    expect(voted({ requiredDisciplines: [legal] }, 'approve', 'approve').ask(helena.id, record())).toMatchObject({ ok: true });
  });

  it('L-4 refuses while a device that wrote about the dossier has forked', () => {
    const board = voted({}, 'approve', 'approve');
    const { seq } = board.vote(rafael.id, 'abstain');
    board.vote(rafael.id, 'approve', {}, { seq });
    expect(board.ask(helena.id, record())).toMatchObject(refused('board/quorum-not-met', 'L-4', { forkedMembers: [rafael.id] }));
  });

  it('Q-3 Q-4 Q-5 P-6 refuses an outcome that the rules do not give', () => {
    expect(voted({}, 'abstain', 'abstain').ask(helena.id, record())).toMatchObject(refused('board/outcome-differs', 'Q-3', { asked: 'approved', rules: 'undecided' }));
    expect(voted({}, 'reject', 'reject').ask(helena.id, record())).toMatchObject(refused('board/outcome-differs', 'P-6', { rules: 'rejected' }));
    const blocked = voted({}, 'approve', 'approve');
    const { digest } = blocked.act(rafael.id, { name: 'record-finding', dossier: aurora, shown: revisionOne, item: null, severity: 'blocker', text: 'Wrong weights.' });
    expect(blocked.ask(helena.id, record())).toMatchObject(refused('board/blockers-open', 'Q-4', { findings: [digest] }));
    const risky = voted({ residualBar: 'medium' }, 'approve', 'approve');
    expect(risky.ask(helena.id, record())).toMatchObject(refused('board/outcome-differs', 'Q-5'));
    risky.contents.set(revisionOne, contentWith({}, [hazard({ residual: { severity: 3, likelihood: 1, detectability: 1 } })]));
    expect(risky.ask(helena.id, record())).toMatchObject({ ok: true });
  });

  it('C-3 refuses a condition that is over already', () => {
    const board = voted({}, 'approve', 'approve-with-conditions');
    const conditional = record({ outcome: 'approved-with-conditions' });
    expect(board.ask(helena.id, conditional, 22 * 24 * 60)).toMatchObject({ ok: true });
    expect(board.ask(helena.id, conditional, 23 * 24 * 60)).toMatchObject(refused('board/condition-overdue', 'C-3'));
  });

  it('V-4 refuses another revision than the one shown, and a second decision while one stands', () => {
    const board = voted({}, 'approve', 'approve');
    expect(board.ask(helena.id, record({ shown: revisionTwo }))).toMatchObject(refused('board/shown-digest-differs', 'V-4'));
    board.act(helena.id, record());
    expect(board.ask(helena.id, record())).toMatchObject(refused('board/already-decided'));
  });
});

describe('discharge-condition', () => {
  function conditional() {
    const board = voted({}, 'approve', 'approve-with-conditions');
    const { act } = board.act(helena.id, record({ outcome: 'approved-with-conditions' })) as { act: Digest };
    const discharge = (parts: Partial<Command<'discharge-condition'>> = {}): Command => ({ name: 'discharge-condition', dossier: aurora, decision: act, condition: 'C-1' as ItemId, basis: 'Statement 14', ...parts });
    return { board, discharge };
  }

  it('C-4 is a secretary’s or an eligible voter’s act; an owner of the decided revision is refused, of a later one too', () => {
    const { board, discharge } = conditional();
    for (const member of [helena.id, rafael.id]) expect(board.ask(member, discharge())).toMatchObject({ ok: true });
    expect(board.ask(people.halden.id, discharge())).toMatchObject(refused('board/not-the-role', 'L-5'));
    board.contents.set(revisionOne, contentWith({ owners: [rafael.id] }));
    board.publish(revisionTwo);
    expect(board.ask(rafael.id, discharge())).toMatchObject(refused('board/owns-release', 'C-4'));
    board.contents.set(revisionTwo, contentWith({ owners: [amara.id] }));
    expect(board.ask(amara.id, discharge())).toMatchObject(refused('board/owns-release', 'C-4'));
  });

  it('C-2 C-3 closes a condition once, and none that has lapsed', () => {
    const { board, discharge } = conditional();
    expect(board.ask(helena.id, discharge(), 23 * 24 * 60)).toMatchObject(refused('board/condition-closed', 'C-3'));
    board.act(helena.id, discharge());
    expect(board.ask(helena.id, discharge())).toMatchObject(refused('board/condition-closed', 'C-2'));
  });

  it('refuses a decision or a condition that is not there', () => {
    const { board, discharge } = conditional();
    expect(board.ask(helena.id, discharge({ decision: countedDigest(9) }))).toMatchObject(refused('board/not-decided'));
    expect(board.ask(helena.id, discharge({ condition: 'C-9' as ItemId }))).toMatchObject(refused('board/unknown-item'));
  });
});

describe('issue-packet', () => {
  it('P-4 is issued for a decision that stands, and for none that is contested', () => {
    const board = voted({}, 'approve', 'approve');
    const issue = (decision: Digest, shown = revisionOne): Command => ({ name: 'issue-packet', dossier: aurora, shown, decision });
    expect(board.ask(helena.id, issue(countedDigest(9)))).toMatchObject(refused('board/not-decided'));
    const { act } = board.act(helena.id, record()) as { act: Digest };
    expect(board.ask(helena.id, issue(act))).toEqual({ ok: true, value: [] });
    expect(board.ask(ingrid.id, issue(act))).toMatchObject(refused('board/not-the-role', 'L-5'));
    expect(board.ask(helena.id, issue(act, revisionTwo))).toMatchObject(refused('board/shown-digest-differs', 'V-4'));
    board.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(board.ask(helena.id, issue(act))).toMatchObject(refused('board/decision-not-standing', 'P-4', { status: 'contested' }));
  });

  it('P-14 a clock that is behind the decision issues nothing, one that is minutes off does', () => {
    const board = voted({}, 'approve', 'approve');
    const { act } = board.act(helena.id, record(), { minute: 100 }) as { act: Digest };
    const issue: Command = { name: 'issue-packet', dossier: aurora, shown: revisionOne, decision: act };
    expect(board.ask(helena.id, issue, 89)).toMatchObject(refused('board/clock-behind', 'P-14', { now: minutesLater(89), since: minutesLater(100) }));
    expect(board.ask(helena.id, issue, 90)).toEqual({ ok: true, value: [] });
  });

  it('a clock that is past the validity issues nothing', () => {
    const board = voted({}, 'approve', 'approve');
    const { act } = board.act(helena.id, record()) as { act: Digest };
    expect(board.ask(helena.id, { name: 'issue-packet', dossier: aurora, shown: revisionOne, decision: act }, 60 * 24 * 400)).toMatchObject(refused('board/decision-not-standing', 'P-4'));
  });

  it('drafts its event from the sealed bytes', () => {
    const body: ActBody<'packet.issued/1'> = { dossier: aurora, revision: revisionOne, decision: countedDigest(1), packet: countedDigest(2), number: 'NSRB-2026-017', sizeBytes: 1 };
    expect(packetIssued(body)).toEqual({ kind: 'act', type: 'packet.issued/1', body });
  });
});
