import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/events/fact.ts';
import type { Digest, ItemId, MemberId } from '../../../shared/vocabulary.ts';
import { people } from '../../builders/board.ts';
import { aurora } from '../../builders/revision.ts';
import { review, revisionOne, type Review } from '../../builders/review.ts';

const { ingrid, amara, rafael, helena, halden } = people;
const published = () => { const board = review(); board.publish(); return board; };
const ask = (board: Review, to: MemberId | null, by: string = ingrid.id) => board.act(by, { name: 'ask-question', dossier: aurora, shown: revisionOne, item: 'H-001' as ItemId, to, text: 'Who watches at night?' }).digest;
const answer = (board: Review, finding: Digest, by: string) => board.act(by, { name: 'answer-finding', dossier: aurora, finding, text: 'The porter.' });
const assign = (board: Review, finding: Digest, by: string, to: MemberId | null) => board.act(by, { name: 'assign-finding', dossier: aurora, finding, to });
const found = (board: Review, finding: Digest, facts?: readonly Fact[]) => board.summary(ingrid.id, 1000, facts).findings.find((one) => one.finding === finding)!;
const waits = (board: Review, member: string) => board.summary(member).waiting.flatMap((one) => (one.kind === 'answer-question' || one.kind === 'answer-finding' || one.kind === 'read-answer' ? [one.kind] : []));

describe('a question', () => {
  it('waits for whom it names, then for its author to accept, and after a further word for the first again', () => {
    const board = published();
    const question = ask(board, amara.id);
    expect(found(board, question)).toMatchObject({ severity: 'question', addressee: { kind: 'member', member: amara.id }, turn: 'addressee', resolution: null });
    expect([waits(board, amara.id), waits(board, ingrid.id)]).toEqual([['answer-question'], []]);
    answer(board, question, rafael.id);
    expect(found(board, question).turn).toBe('addressee');
    answer(board, question, amara.id);
    expect([waits(board, amara.id), waits(board, ingrid.id)]).toEqual([[], ['read-answer']]);
    answer(board, question, ingrid.id);
    expect([waits(board, amara.id), waits(board, ingrid.id)]).toEqual([['answer-question'], []]);
    board.act(ingrid.id, { name: 'resolve-finding', dossier: aurora, finding: question, resolution: 'The porter does.' });
    expect(found(board, question)).toMatchObject({ turn: null, resolution: { text: 'The porter does.' } });
    expect([waits(board, amara.id), waits(board, ingrid.id)]).toEqual([[], []]);
  });

  it('of the release team is answered by any of its members', () => {
    const board = published();
    const question = ask(board, null);
    expect([waits(board, halden.id), waits(board, amara.id)]).toEqual([['answer-question'], []]);
    answer(board, question, halden.id);
    expect(found(board, question)).toMatchObject({ turn: 'author', thread: [{ kind: 'answered', member: halden.id, text: 'The porter.' }] });
  });

  it('Q-4 bars nothing: the ballot and an approval never see it', () => {
    const board = published();
    const before = board.summary();
    ask(board, null);
    const { ballot, tally } = board.summary();
    expect([ballot, tally]).toEqual([before.ballot, before.tally]);
  });
});

describe('an assignment', () => {
  const note = (board: Review) => board.act(ingrid.id, { name: 'record-finding', dossier: aurora, shown: revisionOne, item: null, severity: 'major', text: 'No source.' }).digest;

  it('makes a finding somebody’s to answer; one that was assigned passes it on', () => {
    const board = published();
    const finding = note(board);
    expect(found(board, finding)).toMatchObject({ addressee: null, turn: null });
    assign(board, finding, helena.id, amara.id);
    expect(waits(board, amara.id)).toEqual(['answer-finding']);
    assign(board, finding, amara.id, null);
    expect([waits(board, amara.id), waits(board, halden.id)]).toEqual([[], ['answer-finding']]);
    answer(board, finding, halden.id);
    expect(waits(board, ingrid.id)).toEqual(['read-answer']);
  });

  it('F-2 by anybody else changes nothing', () => {
    const board = published();
    const finding = note(board);
    board.journal.write(rafael.id, 'finding.assigned/1', { dossier: aurora, finding, to: amara.id });
    expect(found(board, finding)).toMatchObject({ addressee: null, turn: null, thread: [] });
  });
});

describe('a thread', () => {
  it('is the same in any order of arrival (property)', () => {
    const move = fc.record({ by: fc.constantFrom(ingrid.id, amara.id, rafael.id, helena.id, halden.id), what: fc.constantFrom('answer', 'assign'), to: fc.constantFrom(null, amara.id, rafael.id), minute: fc.nat(50), seen: fc.nat(12) });
    fc.assert(fc.property(fc.array(move, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (moves, chance) => {
      const board = published();
      const question = ask(board, amara.id);
      for (const { by, what, to, minute, seen } of moves) {
        const how = { minute, seen: board.journal.facts.slice(0, seen) };
        if (what === 'answer') board.journal.write(by, 'finding.answered/1', { dossier: aurora, finding: question, text: 'So.' }, how);
        else board.journal.write(by, 'finding.assigned/1', { dossier: aurora, finding: question, to }, how);
      }
      const shuffled = board.journal.facts.map((fact) => [Number(chance.next().value), fact] as const).sort((a, b) => a[0] - b[0]).map(([, fact]) => fact);
      expect(found(board, question, shuffled)).toEqual(found(board, question));
    }), { numRuns: 60 });
  });
});
