import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../shared/commands/catalogue.ts';
import type { Day, ItemId } from '../../../../shared/vocabulary.ts';
import { condition } from '../../../builders/ballot.ts';
import { chainOf, everyone, people, rosterWith } from '../../../builders/board.ts';
import { countedDigest } from '../../../builders/fact.ts';
import { hazard } from '../../../builders/hazard.ts';
import { aurora, contentWith } from '../../../builders/revision.ts';
import { review, revisionOne, revisionTwo } from '../../../builders/review.ts';

const { ingrid, amara, helena, halden } = people;
const give = (parts: Partial<Command<'give-vote'>> = {}): Command => ({ name: 'give-vote', dossier: aurora, shown: revisionOne, choice: 'approve', reason: '', conditions: [], dissent: null, unread: [], ...parts });
const published = () => { const board = review(); board.publish(); return board; };
const refused = (code: string, rule?: string) => ({ ok: false, trouble: { code, ...(rule === undefined ? {} : { rule }) } });

describe('give-vote', () => {
  it('drafts the vote with what it covered, trimmed, with unread items that the revision has', () => {
    const board = published();
    board.contents.set(revisionOne, contentWith({}, [hazard(), hazard({ id: 'H-002' })]));
    const answer = board.ask(ingrid.id, give({ choice: 'reject', reason: ' Not shown. ', dissent: '  ', conditions: [condition()], unread: ['H-002', 'H-002', 'X-9'] as ItemId[] }));
    expect(answer).toEqual({
      ok: true, value: [{ kind: 'act', type: 'vote.given/1', body: {
        dossier: aurora, revision: revisionOne, choice: 'reject', reason: 'Not shown.', conditions: [], dissent: null, scope: { hazards: 2, evidence: 0, documents: 0 }, unread: ['H-002'],
      } }],
    });
    expect(board.ask(ingrid.id, give({ choice: 'approve-with-conditions', reason: 'Yes, but.', conditions: [condition()], dissent: ' I doubt E-1. ' }))).toMatchObject({ ok: true, value: [{ body: { conditions: [condition()], dissent: 'I doubt E-1.' } }] });
  });

  it('V-1 refuses whoever is no active voter', () => {
    const board = published();
    expect(board.ask(helena.id, give())).toMatchObject(refused('board/not-the-role', 'V-1'));
    expect(board.ask('a-stranger', give())).toMatchObject(refused('board/not-a-member'));
    board.rosters = chainOf(rosterWith(everyone.map((member) => (member.id === ingrid.id ? { ...member, status: 'revoked' as const } : member))));
    expect(board.ask(ingrid.id, give())).toMatchObject(refused('board/not-a-member'));
    expect(board.ask(amara.id, give())).toMatchObject({ ok: true });
  });

  it('V-2 refuses an owner and a submitter of the release', () => {
    const board = published();
    board.contents.set(revisionOne, contentWith({ owners: [ingrid.name] }));
    expect(board.ask(ingrid.id, give())).toMatchObject(refused('board/owns-release', 'V-2'));
    expect(board.ask(amara.id, give())).toMatchObject({ ok: true });
    board.rosters = chainOf(rosterWith(everyone.map((member) => (member.id === halden.id ? { ...member, roles: ['submitter', 'voter'] } : member))));
    expect(board.ask(halden.id, give())).toMatchObject(refused('board/owns-release', 'V-2'));
  });

  it('R-1 refuses who recused', () => {
    const board = published();
    board.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(board.ask(ingrid.id, give())).toMatchObject(refused('board/recused', 'R-1'));
    expect(board.ask(amara.id, give())).toMatchObject({ ok: true });
  });

  it('V-4 refuses what the screen did not show: an earlier, an unknown or a missing revision', () => {
    const board = published();
    expect(board.ask(ingrid.id, give({ shown: countedDigest(9) }))).toMatchObject(refused('board/shown-digest-differs', 'V-4'));
    board.publish(revisionTwo);
    expect(board.ask(ingrid.id, give())).toMatchObject(refused('board/not-latest-revision', 'V-4'));
    expect(board.ask(ingrid.id, give({ shown: revisionTwo }))).toMatchObject({ ok: true });
    board.contents.delete(revisionTwo);
    expect(board.ask(ingrid.id, give({ shown: revisionTwo }))).toMatchObject(refused('board/unknown-revision'));
    expect(review().ask(ingrid.id, give())).toMatchObject(refused('board/unknown-dossier'));
  });

  it('V-5 V-6 refuses a choice without what it must carry', () => {
    const board = published();
    expect(board.ask(ingrid.id, give({ choice: 'approve-with-conditions', reason: 'Yes, but.' }))).toMatchObject(refused('board/conditions-missing', 'V-5'));
    expect(board.ask(ingrid.id, give({ choice: 'approve-with-conditions', conditions: [condition()] }))).toMatchObject(refused('board/reason-missing', 'V-6'));
    expect(board.ask(ingrid.id, give({ choice: 'reject', reason: ' ' }))).toMatchObject(refused('board/reason-missing', 'V-6'));
    expect(board.ask(ingrid.id, give({ choice: 'reject', reason: 'Not shown.' }))).toMatchObject({ ok: true });
  });

  it('C-3 refuses a condition whose due day is over, up to its last moment', () => {
    const board = published();
    const due = (dueOn: string) => board.ask(ingrid.id, give({ choice: 'approve-with-conditions', reason: 'Yes, but.', conditions: [condition('Mail off', { dueOn: dueOn as Day })] }));
    expect(due('2026-11-18')).toMatchObject(refused('board/condition-overdue', 'C-3'));
    expect(due('2026-11-19')).toMatchObject({ ok: true });
  });

  it('is refused while a decision stands, and taken again once it is contested', () => {
    const board = published();
    for (const member of [ingrid.id, amara.id]) board.act(member, give());
    board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved', reason: '' });
    expect(board.ask(people.rafael.id, give())).toMatchObject(refused('board/already-decided'));
    board.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(board.ask(people.rafael.id, give())).toMatchObject({ ok: true });
  });
});

describe('withdraw-vote', () => {
  const withdraw: Command = { name: 'withdraw-vote', dossier: aurora, reason: 'I misread it.' };

  it('V-7 takes back one’s own last vote; who has none is refused', () => {
    const board = published();
    const vote = board.vote(ingrid.id, 'approve');
    expect(board.ask(ingrid.id, withdraw)).toMatchObject({ ok: true, value: [{ type: 'vote.withdrawn/1', body: { vote: vote.act } }] });
    expect(board.ask(amara.id, withdraw)).toMatchObject(refused('board/nothing-to-withdraw', 'V-7'));
    board.act(ingrid.id, withdraw);
    expect(board.ask(ingrid.id, withdraw)).toMatchObject(refused('board/nothing-to-withdraw', 'V-7'));
  });

  it('is refused while a decision stands on it', () => {
    const board = published();
    for (const member of [ingrid.id, amara.id]) board.vote(member, 'approve');
    board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved', reason: '' });
    expect(board.ask(ingrid.id, withdraw)).toMatchObject(refused('board/already-decided'));
  });
});

describe('declare-recusal', () => {
  const recuse: Command = { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' };

  it('R-3 is declared once and never taken back: no command and no event withdraws it', () => {
    const board = published();
    expect(board.ask(ingrid.id, recuse)).toMatchObject({ ok: true, value: [{ type: 'recusal.declared/1' }] });
    const { act } = board.act(ingrid.id, recuse) as { act: ReturnType<typeof countedDigest> };
    expect(board.ask(ingrid.id, recuse)).toMatchObject(refused('board/already-recused', 'R-3'));
    board.journal.write(ingrid.id, 'vote.withdrawn/1', { dossier: aurora, vote: act, reason: 'I take it back.' });
    expect(board.summary(ingrid.id).mine).toMatchObject({ kind: 'recused', act });
  });

  it('R-4 is taken after the decision too; L-5 only from a voter', () => {
    const board = published();
    for (const member of [ingrid.id, amara.id]) board.vote(member, 'approve');
    board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved', reason: '' });
    expect(board.ask(ingrid.id, recuse)).toMatchObject({ ok: true });
    expect(board.ask(helena.id, recuse)).toMatchObject(refused('board/not-the-role', 'L-5'));
  });
});
