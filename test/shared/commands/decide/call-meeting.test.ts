import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../shared/commands/catalogue.ts';
import { boardPermissions } from '../../../../shared/commands/decide.ts';
import { meetingsOf, meetingState } from '../../../../shared/events/meeting.ts';
import { readBody } from '../../../../shared/events/upcast.ts';
import type { DossierId, MeetingId, MemberId } from '../../../../shared/vocabulary.ts';
import { everyone, people } from '../../../builders/board.ts';
import { minutesLater } from '../../../builders/fact.ts';
import { aurora } from '../../../builders/revision.ts';
import { review, type Review } from '../../../builders/review.ts';

const { helena, ingrid } = people;
const calling = (parts: Partial<Command<'call-meeting'>> = {}): Command<'call-meeting'> => ({ name: 'call-meeting', meeting: null, startsAt: minutesLater(500), minutes: 60, place: 'Room 3', title: 'Board meeting', agenda: [{ dossier: aurora, minutes: 35 }], ...parts });
const called = (board: Review, parts: Partial<Command<'call-meeting'>> = {}): MeetingId => (board.act(helena.id, calling(parts)) as unknown as { readonly body: { readonly meeting: MeetingId } }).body.meeting;

function published(): Review {
  const board = review();
  board.publish();
  return board;
}

describe('call-meeting', () => {
  test('M-1 a secretary calls a meeting, which is named by its start and its author; anybody else is refused', () => {
    const board = published();
    const answer = board.ask(helena.id, calling());
    expect(answer).toEqual({ ok: true, value: [{ kind: 'mark', type: 'meeting.called/1', body: { meeting: '2026-11-19-1732-helena-brandt', ...plain(calling()) } }] });
    expect(readBody('meeting.called/1', answer.ok ? answer.value[0]!.body : null, 'mark', 'draft')).toMatchObject({ value: { kind: 'known' } });
    for (const { id } of everyone.filter((one) => one !== helena)) {
      expect(board.ask(id, calling())).toMatchObject({ trouble: { code: 'board/not-the-role', rule: 'M-1' } });
      expect(boardPermissions(board.view(), { at: minutesLater(0), actor: id })['call-meeting']).toMatchObject({ rule: 'M-1' });
    }
    expect(board.ask('a-stranger', calling())).toMatchObject({ trouble: { code: 'board/not-a-member' } });
    expect(boardPermissions(board.view(), { at: minutesLater(0), actor: helena.id })).toEqual({ 'call-meeting': null, 'cancel-meeting': null });
    expect(boardPermissions(board.view(), { at: minutesLater(0), actor: 'a-stranger' as MemberId })['cancel-meeting']).toMatchObject({ code: 'board/not-a-member' });
  });

  test('a second meeting at the same time is numbered', () => {
    const board = published();
    expect([called(board), called(board)]).toEqual(['2026-11-19-1732-helena-brandt', '2026-11-19-1732-helena-brandt-2']);
  });

  test('M-1 said again under its id, it changes the meeting', () => {
    const board = published();
    const meeting = called(board);
    called(board, { meeting, title: 'Another', agenda: [] });
    expect(meetingsOf(board.view())).toMatchObject([{ meeting, title: 'Another', agenda: [], calls: 2 }]);
    expect(board.ask(helena.id, calling({ meeting: 'no-such' as MeetingId }))).toMatchObject({ trouble: { code: 'board/unknown-meeting' } });
  });

  test('M-2 it is for later, its agenda fits, and names each dossier once and only what has arrived', () => {
    const board = published();
    const asked = (parts: Partial<Command<'call-meeting'>>) => board.ask(helena.id, calling(parts), 100);
    expect(asked({ startsAt: minutesLater(100) })).toMatchObject({ trouble: { code: 'board/meeting-too-early', rule: 'M-2' } });
    expect(asked({ startsAt: minutesLater(101) })).toMatchObject({ ok: true });
    expect(asked({ minutes: 34 })).toMatchObject({ trouble: { code: 'board/agenda-too-long', rule: 'M-2', params: { minutes: 34, agendaMinutes: 35 } } });
    expect(asked({ minutes: 35 })).toMatchObject({ ok: true });
    expect(asked({ agenda: [{ dossier: aurora, minutes: 5 }, { dossier: aurora, minutes: 5 }] })).toMatchObject({ trouble: { code: 'board/agenda-repeats', rule: 'M-2' } });
    expect(asked({ agenda: [{ dossier: 'gone-1.0' as DossierId, minutes: 5 }] })).toMatchObject({ trouble: { code: 'board/unknown-dossier' } });
  });

  test('M-3 under way it may still get another agenda, over it is closed', () => {
    const board = published();
    const meeting = called(board);
    const change = (minute: number, parts: Partial<Command<'call-meeting'>> = {}) => board.ask(helena.id, calling({ meeting, ...parts }), minute);
    expect(change(530, { agenda: [] })).toMatchObject({ ok: true });
    expect(change(530, { startsAt: minutesLater(520) })).toMatchObject({ trouble: { code: 'board/meeting-too-early' } });
    expect(change(560)).toMatchObject({ trouble: { code: 'board/meeting-closed', rule: 'M-3', params: { state: 'over' } } });
  });
});

describe('cancel-meeting', () => {
  test('M-1 M-3 a secretary cancels it once, before it is over', () => {
    const board = published();
    const meeting = called(board);
    const cancel: Command<'cancel-meeting'> = { name: 'cancel-meeting', meeting, reason: ' No room. ' };
    expect(board.ask(ingrid.id, cancel)).toMatchObject({ trouble: { code: 'board/not-the-role', rule: 'M-1' } });
    expect(board.ask(helena.id, cancel, 560)).toMatchObject({ trouble: { code: 'board/meeting-closed', rule: 'M-3' } });
    board.act(helena.id, cancel);
    expect(meetingsOf(board.view())).toMatchObject([{ cancelled: { reason: 'No room.' } }]);
    expect(meetingState(meetingsOf(board.view())[0]!, minutesLater(0))).toBe('cancelled');
    for (const command of [cancel, calling({ meeting })]) expect(board.ask(helena.id, command)).toMatchObject({ trouble: { code: 'board/meeting-closed', rule: 'M-3', params: { state: 'cancelled' } } });
  });
});

function plain({ name: _name, meeting: _meeting, ...plan }: Command<'call-meeting'>): object {
  return plan;
}
