import { describe, expect, test } from 'vitest';
import { erasOf, placeOf } from '../../../../renderer/features/history/timeline.ts';
import { changesSentence, historySentence, historyText, historyWords } from '../../../../shared/copy/history.ts';
import { historyOf } from '../../../../shared/events/history.ts';
import type { ItemId } from '../../../../shared/vocabulary.ts';
import { people } from '../../../builders/board.ts';
import { aurora } from '../../../builders/revision.ts';
import { review, revisionOne, revisionTwo } from '../../../builders/review.ts';
import { placeholder } from '../../../builders/sentence.ts';

const { ingrid, amara, helena, halden } = people;

/** Everything that the history tells of, once; then a second revision with a vote. */
function played() {
  const board = review();
  board.publish();
  const on = { dossier: aurora, shown: revisionOne, item: 'H-001' as ItemId };
  const blocker = board.act(ingrid.id, { name: 'record-finding', ...on, severity: 'blocker', text: 'No.' });
  const question = board.act(ingrid.id, { name: 'ask-question', ...on, to: null, text: 'How?' });
  board.act(ingrid.id, { name: 'record-finding', ...on, severity: 'minor', text: 'A comma.' });
  board.act(halden.id, { name: 'answer-finding', dossier: aurora, finding: question.digest, text: 'So.' });
  board.act(ingrid.id, { name: 'assign-finding', dossier: aurora, finding: question.digest, to: amara.id });
  board.act(ingrid.id, { name: 'resolve-finding', dossier: aurora, finding: question.digest, resolution: 'Seen.' });
  board.act(helena.id, { name: 'resolve-finding', dossier: aurora, finding: blocker.digest, resolution: 'Done.' });
  board.vote(ingrid.id, 'approve');
  board.act(ingrid.id, { name: 'withdraw-vote', dossier: aurora, reason: 'Again.' });
  board.vote(ingrid.id, 'approve-with-conditions');
  board.vote(amara.id, 'approve');
  const decision = board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved-with-conditions', reason: 'Kept.' });
  const act = decision.kind === 'known' && decision.type === 'decision.recorded/1' ? decision.act : undefined;
  board.act(helena.id, { name: 'discharge-condition', dossier: aurora, decision: act!, condition: 'C-1' as ItemId, basis: 'Statement' });
  board.journal.write(helena.id, 'packet.issued/1', { dossier: aurora, revision: revisionOne, decision: act!, packet: act!, number: '2026-1', sizeBytes: 1 });
  board.publish(revisionTwo);
  board.act(amara.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
  return { board, entries: historyOf(board.view(), aurora), question };
}

describe('the time line', () => {
  test('has the revisions as landmarks, newest first, each with what came after it', () => {
    const { entries } = played();
    const eras = erasOf(entries, 'all');
    expect(eras.map(({ ordinal, before, entries: told }) => [ordinal, before, told.length])).toEqual([[2, revisionOne, 1], [1, null, entries.length - 3]]);
    expect(eras[1]!.entries[0]!.fact.type).toBe('packet.issued/1');
  });

  test('tells one kind alone', () => {
    const types = new Set(erasOf(played().entries, 'findings').flatMap(({ entries }) => entries.map(({ fact }) => fact.type)));
    expect([...types].every((type) => /^(blocker|finding|question)\./.test(type))).toBe(true);
    expect(erasOf(played().entries, 'revisions').every(({ entries }) => entries.length === 0)).toBe(true);
  });

  test('marks an entry whose clock was behind what it follows', () => {
    const board = review();
    board.publish(revisionOne, { minute: 50 });
    board.vote(ingrid.id, 'approve', {}, { minute: 20 });
    expect(historyOf(board.view(), aurora).map(({ outOfStep }) => outOfStep)).toEqual([false, true]);
  });

  test('says each fact in words and leads to where it is read', () => {
    const { entries, question } = played();
    for (const { fact } of entries) {
      expect(`${historyWords(fact, { nameOf: (id) => id, isQuestion: (digest) => digest === question.digest })} ${historyText(fact) ?? ''}`).not.toMatch(placeholder);
      expect(placeOf(fact, aurora)).toMatch(/^#\/dossier\/aurora-7b-2\.3\//);
    }
    const about = entries.filter(({ fact }) => fact.type === 'question.asked/1' || fact.type === 'finding.answered/1' || fact.type === 'finding.assigned/1');
    expect(new Set(about.map(({ fact }) => placeOf(fact, aurora)))).toEqual(new Set([`#/dossier/aurora-7b-2.3/findings/${question.digest}`]));
    expect(historySentence(entries.map(({ fact }) => fact)).replaceAll('\u00a0', ' ')).toBe('2 revisions, 3 votes, 2 findings, 1 question, 1 decision and 1 packet so far.');
  });
});

test('what a revision changed is counted by reading', () => {
  expect(changesSentence({ against: 11, mixed: 0, neutral: 2, for: 18 }, '5.0').replaceAll('\u00a0', ' ')).toBe('31 changes since 5.0: 11 against, 2 neutral, 18 for the release.');
  expect(changesSentence({ against: 0, mixed: 0, neutral: 0, for: 0 }, 'revision 1')).toMatch(/^Nothing/);
});
