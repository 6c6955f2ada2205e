import { describe, expect, test } from 'vitest';
import { agendaMinutes, blankMeeting, draftOf, minutesOf, moved, planOf, problemsOf, startOf, withDossier, type MeetingDraft } from '../../../../renderer/features/home/meeting-draft.ts';
import type { Meeting } from '../../../../shared/events/meeting.ts';
import type { DossierId, Instant, MeetingId } from '../../../../shared/vocabulary.ts';
import { people } from '../../../builders/board.ts';
import { countedDigest } from '../../../builders/fact.ts';

const at = '2026-11-27T12:00:00.000Z' as Instant;
const [one, two] = ['aurora-7b-2.3', 'zephyr-1.0'] as DossierId[];
const draft = (parts: Partial<MeetingDraft> = {}): MeetingDraft => ({ title: 'Board meeting', day: '2026-12-01', time: '13:00', minutes: '90', place: 'Room 3', agenda: [{ dossier: one!, minutes: '35' }], ...parts });

describe('what is written of a meeting', () => {
  test('is a plan once nothing is missing', () => {
    expect(problemsOf(draft(), at, null)).toEqual({});
    expect(planOf(draft({ title: ' Board meeting ' }))).toEqual({ title: 'Board meeting', startsAt: '2026-12-01T13:00:00.000Z', minutes: 90, place: 'Room 3', agenda: [{ dossier: one, minutes: 35 }] });
  });

  test('says of each field what is missing', () => {
    expect(Object.keys(problemsOf(blankMeeting, at, null)).sort()).toEqual(['place', 'startsAt', 'title']);
    const odd = (parts: Partial<MeetingDraft>) => Object.keys(problemsOf(draft(parts), at, null));
    expect(odd({ minutes: '0' })).toEqual(['minutes']);
    expect(odd({ minutes: '1.5' })).toEqual(['minutes']);
    expect(odd({ day: '2026-11-27', time: '12:00' })).toEqual(['startsAt']);
    expect(odd({ day: '2026-02-30' })).toEqual(['startsAt']);
    expect(odd({ agenda: [{ dossier: one!, minutes: '' }] })).toEqual(['agenda']);
    expect(odd({ minutes: '34' })).toEqual(['agenda']);
    expect(planOf(draft({ agenda: [{ dossier: one!, minutes: '' }] }))).toBeNull();
  });

  test('a meeting under way keeps its start', () => {
    const startsAt = '2026-11-27T11:30:00.000Z' as Instant;
    expect(problemsOf(draft({ day: '2026-11-27', time: '11:30' }), at, startsAt)).toEqual({});
    expect(problemsOf(draft({ day: '2026-11-27', time: '11:31' }), at, startsAt)).toHaveProperty('startsAt');
  });

  test('starts from the called one', () => {
    const meeting: Meeting = {
      meeting: 'm-1' as MeetingId, title: 'Board meeting', place: 'Room 3', startsAt: '2026-12-01T13:00:00.000Z' as Instant, endsAt: '2026-12-01T14:30:00.000Z' as Instant, minutes: 90,
      agenda: [{ dossier: one!, minutes: 35 }], event: countedDigest(1), calls: 1, calledBy: people.helena.id, cancelled: null,
    };
    expect(draftOf(meeting)).toEqual(draft());
  });

  test('times with seconds, as some machines write them, are the same minute', () => {
    expect(startOf({ day: '2026-12-01', time: '13:00:30' })).toBe('2026-12-01T13:00:00.000Z');
    expect(startOf({ day: '', time: '13:00' })).toBeNull();
    expect([minutesOf(' 20 '), minutesOf('1441'), minutesOf('-3'), minutesOf('')]).toEqual([20, null, null, null]);
  });
});

test('the agenda takes dossiers at its end and moves them by one', () => {
  const both = withDossier(draft(), two!);
  expect(both.agenda.map(({ dossier }) => dossier)).toEqual([one, two]);
  expect(agendaMinutes(both)).toBe(55);
  expect(moved(both, 1, -1).agenda.map(({ dossier }) => dossier)).toEqual([two, one]);
  expect(moved(both, 1, 1)).toEqual(both);
});
