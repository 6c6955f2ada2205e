import { expect, test } from 'vitest';
import { calendarFile } from '../../../shared/copy/calendar.ts';
import { timetable, type Meeting } from '../../../shared/events/meeting.ts';
import type { DossierId, Instant, MeetingId, MemberId } from '../../../shared/vocabulary.ts';
import { countedDigest } from '../../builders/fact.ts';

const meeting: Meeting = {
  meeting: '2026-12-01-1300-vera-holm' as MeetingId, title: 'Board meeting', place: 'Room 3', startsAt: '2026-12-01T13:00:00.000Z' as Instant, endsAt: '2026-12-01T14:30:00.000Z' as Instant, minutes: 90,
  agenda: [{ dossier: 'kestrel-drive-5.1' as DossierId, minutes: 35 }, { dossier: 'skua' as DossierId, minutes: 1 }], event: countedDigest(1), calls: 1, calledBy: 'vera-holm' as MemberId, cancelled: null,
};
const written = (parts: Partial<Meeting> = {}): string => {
  const one = { ...meeting, ...parts };
  return calendarFile(one, { slots: timetable(one), board: { id: countedDigest(0xabc), name: 'Skerry Board' }, at: '2026-11-27T12:00:00.000Z' as Instant, titleOf: (dossier) => (dossier === 'skua' ? dossier : 'Kestrel Drive 5.1') });
};
const unfolded = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('\r\n');

test('a meeting is one event in UTC, with its agenda as a timetable', () => {
  expect(unfolded(written())).toEqual([
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Countersign//Countersign//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'BEGIN:VEVENT',
    'UID:2026-12-01-1300-vera-holm.0000000000000000@countersign', 'DTSTAMP:20261127T120000Z', 'DTSTART:20261201T130000Z', 'DTEND:20261201T143000Z', 'SEQUENCE:0', 'STATUS:CONFIRMED',
    'SUMMARY:Board meeting (Skerry Board)', 'LOCATION:Room 3', 'DESCRIPTION:Agenda (UTC)\\n13:00 Kestrel Drive 5.1\\, 35 minutes\\n13:35 skua\\, 1 minute', 'END:VEVENT', 'END:VCALENDAR', '',
  ]);
});

test('a changed or cancelled meeting replaces the entry that a calendar has', () => {
  expect(unfolded(written({ calls: 3 }))).toContain('SEQUENCE:2');
  const cancelled = unfolded(written({ calls: 3, cancelled: { member: 'vera-holm' as MemberId, reason: '', claimedAt: meeting.startsAt } }));
  expect(cancelled).toContain('SEQUENCE:3');
  expect(cancelled).toContain('STATUS:CANCELLED');
});

test('lines have at most 75 octets and cut no character in two', () => {
  const title = 'Prüfung 会議 🚀 '.repeat(30).trim();
  const text = written({ title });
  for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(unfolded(text)).toContain(`SUMMARY:${title} (Skerry Board)`);
});

test('what somebody typed can neither end a line nor begin a property, and what hides is written out', () => {
  const text = written({ title: 'A;b,c\\d\r\nATTACH:file:///etc/passwd', place: 'Room\u202e 3' });
  expect(unfolded(text).filter((line) => line.startsWith('ATTACH'))).toEqual([]);
  expect(unfolded(text)).toContain('SUMMARY:A\\;b\\,c\\\\d\\\\u000d\\nATTACH:file:///etc/passwd (Skerry Board)');
  expect(unfolded(text)).toContain('LOCATION:Room\\\\u202e 3');
  expect(text.split('\r\n').every((line) => !/[\r\n]/.test(line))).toBe(true);
});

test('without dossiers there is no description', () => {
  expect(written({ agenda: [] })).not.toContain('DESCRIPTION');
});
