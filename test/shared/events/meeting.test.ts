import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../../../shared/events/fact.ts';
import { foldFacts } from '../../../shared/events/fold.ts';
import { meetingsOf, meetingState, nextMeeting, pastMeetings, timetable } from '../../../shared/events/meeting.ts';
import type { DossierId, MeetingId } from '../../../shared/vocabulary.ts';
import { people } from '../../builders/board.ts';
import { minutesLater } from '../../builders/fact.ts';
import { aurora } from '../../builders/revision.ts';
import { review, type Review } from '../../builders/review.ts';

const { helena, ingrid } = people;
const id = (n: number): MeetingId => `m-${n}` as MeetingId;
const plan = (minute = 500, parts: object = {}) => ({ startsAt: minutesLater(minute), minutes: 60, place: 'Room 3', title: 'Board meeting', agenda: [{ dossier: aurora, minutes: 35 }], ...parts });
const call = (board: Review, n: number, minute?: number, parts: object = {}, member: string = helena.id) => board.journal.write(member, 'meeting.called/1', { meeting: id(n), ...plan(minute, parts) });

test('M-1 a meeting is what a secretary last said of it, and nobody else calls one', () => {
  const board = review();
  call(board, 1);
  call(board, 1, 700, { title: 'Later' });
  call(board, 1, 10, {}, ingrid.id);
  call(board, 2, 5, {}, 'a-stranger');
  expect(meetingsOf(board.view())).toMatchObject([{ meeting: 'm-1', title: 'Later', startsAt: minutesLater(700), endsAt: minutesLater(760), calls: 2, calledBy: helena.id, cancelled: null }]);
});

test('M-3 a cancelled meeting stays cancelled, whatever is said of it afterwards; only a secretary cancels', () => {
  const board = review();
  call(board, 1);
  board.journal.write(ingrid.id, 'meeting.cancelled/1', { meeting: id(1), reason: '' });
  expect(meetingState(meetingsOf(board.view())[0]!, minutesLater(0))).toBe('planned');
  board.journal.write(helena.id, 'meeting.cancelled/1', { meeting: id(1), reason: 'No room.' });
  call(board, 1, 900);
  expect(meetingsOf(board.view())).toMatchObject([{ cancelled: { member: helena.id, reason: 'No room.' }, startsAt: minutesLater(900) }]);
  expect(nextMeeting(meetingsOf(board.view()), minutesLater(0))).toBeNull();
});

test('the next meeting is the one under way, then the first to come; the end of its last minute ends it', () => {
  const board = review();
  call(board, 2, 800);
  call(board, 1, 500);
  call(board, 3, 600);
  board.journal.write(helena.id, 'meeting.cancelled/1', { meeting: id(3), reason: '' });
  const meetings = meetingsOf(board.view());
  const next = (minute: number) => nextMeeting(meetings, minutesLater(minute))?.meeting ?? null;
  expect([0, 500, 559, 560, 800, 860].map(next)).toEqual(['m-1', 'm-1', 'm-1', 'm-2', 'm-2', null]);
  expect([499, 500, 559, 560].map((minute) => meetingState(meetings[0]!, minutesLater(minute)))).toEqual(['planned', 'running', 'running', 'over']);
  expect(pastMeetings(meetings, minutesLater(2000)).map(({ meeting }) => meeting)).toEqual(['m-2', 'm-1']);
});

test('an agenda is a timetable, with each dossier at its first place', () => {
  const board = review();
  const other = 'zephyr-1.0' as DossierId;
  call(board, 1, 500, { agenda: [{ dossier: aurora, minutes: 35 }, { dossier: other, minutes: 20 }, { dossier: aurora, minutes: 5 }] });
  const [meeting] = meetingsOf(board.view());
  expect(timetable(meeting!)).toEqual([{ dossier: aurora, minutes: 35, startsAt: minutesLater(500) }, { dossier: other, minutes: 20, startsAt: minutesLater(535) }]);
});

test('M-1 meetings are the same in whatever order the facts arrive (property)', () => {
  const moves = fc.array(fc.record({ who: fc.constantFrom(helena.id, helena.id, ingrid.id), n: fc.nat(2), minute: fc.nat(900), machine: fc.nat(1), seen: fc.nat(10), cancels: fc.nat(4).map((n) => n === 0) }), { maxLength: 12 });
  fc.assert(fc.property(moves, fc.infiniteStream(fc.nat()), (all, chance) => {
    const board = review();
    for (const { who, n, minute, machine, seen, cancels } of all) {
      const how = { machine, minute, seen: board.journal.facts.slice(0, seen) };
      if (cancels) board.journal.write(who, 'meeting.cancelled/1', { meeting: id(n), reason: '' }, how);
      else board.journal.write(who, 'meeting.called/1', { meeting: id(n), ...plan(minute, { title: `${who} ${minute}` }) }, how);
    }
    const { facts } = board.journal;
    const { rosters } = board.view();
    const shuffled = [...facts, ...facts].map((fact) => [Number(chance.next().value), fact] as const).sort((a, b) => a[0] - b[0]).map(([, fact]): Fact => fact);
    expect(meetingsOf({ state: foldFacts(shuffled), rosters })).toEqual(meetingsOf({ state: foldFacts(facts), rosters }));
  }), { numRuns: 80 });
});
