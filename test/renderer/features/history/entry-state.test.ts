import { expect, test } from 'vitest';
import { entryState } from '../../../../renderer/features/history/entry-state.ts';
import { historyOf } from '../../../../shared/events/history.ts';
import { people } from '../../../builders/board.ts';
import { aurora } from '../../../builders/revision.ts';
import { review, revisionOne, revisionTwo, type Review } from '../../../builders/review.ts';

const { ingrid, amara, helena } = people;
const states = (board: Review, type: string) => historyOf(board.view(), aurora).filter(({ fact }) => fact.type === type).map(({ fact }) => { const { shape, today } = entryState(fact, board.summary()); return [shape, today]; });

test('a vote that doesn’t count any more never looks like one that does', () => {
  const board = review();
  board.publish();
  board.vote(ingrid.id, 'approve');
  board.vote(ingrid.id, 'reject');
  board.vote(amara.id, 'approve');
  expect(states(board, 'vote.given/1')).toEqual([['void', 'now superseded'], ['failed', null], ['passed', null]]);
  board.publish(revisionTwo);
  expect(states(board, 'vote.given/1').slice(1)).toEqual([['stale', 'now stale'], ['stale', 'now stale']]);
});

test('a decision shows what became of it, and a finding whether it is resolved', () => {
  const board = review();
  board.publish();
  const blocker = board.act(ingrid.id, { name: 'record-finding', dossier: aurora, shown: revisionOne, item: null, severity: 'blocker', text: 'No.' }).digest;
  expect(states(board, 'blocker.recorded/1')).toEqual([['failed', null]]);
  board.act(ingrid.id, { name: 'resolve-finding', dossier: aurora, finding: blocker, resolution: 'Done.' });
  expect(states(board, 'blocker.recorded/1')).toEqual([['passed', 'since resolved']]);
  for (const member of [ingrid.id, amara.id]) board.vote(member, 'approve');
  board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved', reason: '' });
  expect(states(board, 'decision.recorded/1')).toEqual([['passed', null]]);
  board.act(ingrid.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
  expect(states(board, 'decision.recorded/1')).toEqual([['contested', 'now contested']]);
});
