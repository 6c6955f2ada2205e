import { describe, expect, test } from 'vitest';
import { changedItems } from '../../../renderer/queries/changes.ts';
import { homeView } from '../../../renderer/queries/home-view.ts';
import type { DossierId, ItemId, MemberId } from '../../../shared/vocabulary.ts';
import { minutesLater } from '../../builders/fact.ts';
import { hazard } from '../../builders/hazard.ts';
import { aurora, contentWith } from '../../builders/revision.ts';
import { review, revisionOne, revisionTwo, type Review } from '../../builders/review.ts';

function homeOf(board: Review, { member = 'ingrid-solberg', viewed = [] as readonly string[], minute = 1000 } = {}) {
  return homeView({
    record: { view: board.view(), contentOf: board.contentOf, position: board.journal.facts.length }, member: member as MemberId, at: minutesLater(minute),
    viewedOf: () => new Set(viewed as ItemId[]),
  });
}

/** Revision one approved by two, then revision two. */
function secondReview(): Review {
  const board = review();
  board.publish();
  board.vote('ingrid-solberg', 'approve');
  board.vote('amara-okafor', 'approve');
  board.act('helena-brandt', { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved', reason: '' });
  board.publish(revisionTwo);
  return board;
}

describe('Home', () => {
  test('without a publication there is no dossier', () => {
    expect(homeOf(review())).toMatchObject({ dossiers: [], conditions: [], recent: [] });
  });

  test('a dossier is named by its release, and by its id while the revision is not here', () => {
    const board = review();
    board.publish();
    expect(homeOf(board).dossiers[0]).toMatchObject({ title: 'Aurora-7B 2.3', vendor: 'Halden Compute AS' });
    expect(homeOf(board).titleOf(aurora)).toBe('Aurora-7B 2.3');
    board.contents.clear();
    expect(homeOf(board).dossiers[0]).toMatchObject({ title: aurora, vendor: null, unread: null, since: { kind: 'unknown' }, top: { kind: 'unknown' } });
  });

  test('unread is what the latest revision holds and the member has not viewed', () => {
    const board = review();
    board.contents.set(revisionOne, contentWith({}, [hazard(), hazard({ id: 'H-002' })]));
    board.publish();
    expect(homeOf(board).dossiers[0]?.unread).toBe(2);
    expect(homeOf(board, { viewed: ['H-002', 'H-999'] }).dossiers[0]?.unread).toBe(1);
  });

  test('the top residual risk is the gravest after mitigation, not before it', () => {
    const board = review();
    board.contents.set(revisionOne, contentWith({}, [
      hazard({ id: 'H-001', inherent: { severity: 10, likelihood: 10, detectability: 10 }, residual: { severity: 2, likelihood: 2, detectability: 2 } }),
      hazard({ id: 'H-002', inherent: { severity: 9, likelihood: 9, detectability: 5 }, residual: { severity: 9, likelihood: 9, detectability: 5 }, title: 'Stays' }),
    ]));
    board.publish();
    expect(homeOf(board).dossiers[0]?.top).toEqual({ kind: 'hazard', level: 'high', id: 'H-002', title: 'Stays' });
    board.contents.set(revisionOne, contentWith({}, []));
    expect(homeOf(board).dossiers[0]?.top).toEqual({ kind: 'none' });
  });

  test('a first review has no earlier approval; a later one counts what changed and what of it was viewed', () => {
    const first = review();
    first.publish();
    expect(homeOf(first).dossiers[0]?.since).toEqual({ kind: 'first' });
    const board = secondReview();
    board.contents.set(revisionTwo, contentWith({}, [hazard({ title: 'Said otherwise' }), hazard({ id: 'H-002' })]));
    expect(homeOf(board).dossiers[0]?.since).toEqual({ kind: 'changes', from: '2.3', changed: 2, viewed: 0 });
    expect(homeOf(board, { viewed: ['H-002'] }).dossiers[0]?.since).toMatchObject({ changed: 2, viewed: 1 });
  });

  test('where the member’s vote is missing comes first', () => {
    const board = review();
    const other = 'zephyr-1.0' as DossierId;
    board.publish();
    board.journal.write('halden-release', 'revision.published/1', { dossier: other, revision: revisionTwo, note: null });
    const order = () => homeOf(board).dossiers.map(({ summary }) => summary.dossier);
    expect(order()).toEqual([aurora, other]);
    board.vote('ingrid-solberg', 'approve');
    expect(order()).toEqual([other, aurora]);
  });

  test('the newest arrivals come first, six at most, and devices are no news', () => {
    const board = review();
    board.publish();
    for (let n = 0; n < 4; n++) for (const member of ['ingrid-solberg', 'amara-okafor']) board.vote(member, 'approve');
    expect(homeOf(board).recent.map((fact) => fact.position)).toEqual([9, 8, 7, 6, 5, 4]);
  });
});

describe('changed items', () => {
  test('added, removed and altered items count, by kind and then by id', () => {
    const before = contentWith({}, [hazard({ id: 'H-001' }), hazard({ id: 'H-003' }), hazard({ id: 'H-005' })]);
    const after = contentWith({}, [hazard({ id: 'H-001' }), hazard({ id: 'H-002' }), hazard({ id: 'H-005', title: 'Another' })]);
    expect(changedItems(before, after)).toEqual(['H-002', 'H-003', 'H-005']);
    expect(changedItems(before, before)).toEqual([]);
  });
});
