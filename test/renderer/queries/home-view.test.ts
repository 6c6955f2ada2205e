import { describe, expect, test } from 'vitest';
import { changedItems } from '../../../renderer/queries/changes.ts';
import { homeView } from '../../../renderer/queries/home-view.ts';
import type { BaselineChoice } from '../../../shared/ipc/baseline-choice.ts';
import type { Digest, DossierId, Instant, ItemId, MeetingId, MemberId } from '../../../shared/vocabulary.ts';
import { minutesLater } from '../../builders/fact.ts';
import { hazard } from '../../builders/hazard.ts';
import { aurora, contentWith } from '../../builders/revision.ts';
import { review, revisionOne, revisionTwo, type Review } from '../../builders/review.ts';

function homeOf(board: Review, { member = 'ingrid-solberg', viewed = [] as readonly string[], minute = 1000, choice = { kind: 'approval' } as BaselineChoice, looked = new Map<Digest, Instant>() } = {}) {
  return homeView({
    record: { view: board.view(), contentOf: board.contentOf, position: board.journal.facts.length }, member: member as MemberId, at: minutesLater(minute),
    viewedOf: () => new Set(viewed as ItemId[]), looked, choiceOf: () => choice,
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
    expect(homeOf(board).dossiers[0]?.since).toEqual({ kind: 'changes', against: 'approval', from: 'revision 1', changed: 2, viewed: 0 });
    expect(homeOf(board, { viewed: ['H-002'] }).dossiers[0]?.since).toMatchObject({ changed: 2, viewed: 1 });
  });

  test('the changes are counted against what the member compares the dossier with, and say so', () => {
    const board = secondReview();
    board.contents.set(revisionTwo, contentWith({}, [hazard({ title: 'Said otherwise' })]));
    expect(homeOf(board, { choice: { kind: 'revision', revision: revisionOne } }).dossiers[0]?.since).toMatchObject({ against: 'revision', from: 'revision 1' });
    expect(homeOf(board, { choice: { kind: 'looked' }, looked: new Map([[revisionOne, minutesLater(3)]]) }).dossiers[0]?.since).toMatchObject({ against: 'looked', changed: 1 });
    // Never looked before: what is there instead is said.
    expect(homeOf(board, { choice: { kind: 'looked' } }).dossiers[0]?.since).toMatchObject({ against: 'approval' });
  });

  test('the dossiers of the next meeting come first, in the order of its agenda, and those that need the member’s vote are counted', () => {
    const board = review();
    const [other, third, absent] = ['zephyr-1.0', 'brisk-1.0', 'gone-1.0'] as DossierId[];
    board.publish();
    for (const dossier of [other!, third!]) board.journal.write('halden-release', 'revision.published/1', { dossier, revision: revisionTwo, note: null });
    expect(homeOf(board)).toMatchObject({ meeting: null, laterMeetings: [] });
    const plan = { startsAt: minutesLater(3000), minutes: 60, place: 'Room 3', title: 'Review', agenda: [{ dossier: other!, minutes: 20 }, { dossier: aurora, minutes: 10 }] };
    board.journal.write('helena-brandt', 'meeting.called/1', { meeting: 'm-1' as MeetingId, ...plan, agenda: [...plan.agenda, { dossier: absent!, minutes: 5 }] });
    board.journal.write('helena-brandt', 'meeting.called/1', { meeting: 'm-2' as MeetingId, ...plan, startsAt: minutesLater(9000), agenda: [{ dossier: third!, minutes: 20 }] });
    const home = homeOf(board);
    expect(home.dossiers.map(({ summary }) => summary.dossier)).toEqual([other, aurora, third]);
    expect(home.meeting).toMatchObject({ state: 'planned', here: 2, needVote: 2, notHere: [absent], slots: [{ startsAt: minutesLater(3000) }, { startsAt: minutesLater(3020) }, { startsAt: minutesLater(3030) }] });
    expect(home.laterMeetings.map(({ meeting }) => meeting)).toEqual(['m-2']);
    board.vote('ingrid-solberg', 'approve');
    expect(homeOf(board).meeting).toMatchObject({ needVote: 1 });
    expect(homeOf(board, { minute: 3030 }).meeting).toMatchObject({ state: 'running' });
    expect(homeOf(board, { minute: 3060 }).meeting).toMatchObject({ meeting: { meeting: 'm-2' } });
    expect(home.meetingTitleOf('m-1' as MeetingId)).toBe('Review');
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
