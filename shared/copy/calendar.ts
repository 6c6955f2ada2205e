/** A meeting as a calendar file (iCalendar, RFC 5545): for the member's own calendar, written in UTC. Pure. */
import { legibleText } from '../bytes/legible-text.ts';
import type { AgendaSlot, Meeting } from '../events/meeting.ts';
import type { BoardId, DossierId, Instant } from '../vocabulary.ts';
import { count, nbsp } from './number.ts';

/** What a calendar file says besides the meeting. `at`: when it is written; `slots`: the meeting's timetable. */
export interface CalendarContext { readonly slots: readonly AgendaSlot[]; readonly board: { readonly id: BoardId; readonly name: string }; readonly at: Instant; readonly titleOf: (dossier: DossierId) => string }

/** Longest line in octets, without its end (section 3.1). */
const longestLine = 75;

/** The file as text, each line ended by CR LF. Saved again after a change, it replaces the entry that a calendar has. */
export function calendarFile(meeting: Meeting, { slots, board, at, titleOf }: CalendarContext): string {
  const { startsAt, endsAt, title, place, calls, cancelled } = meeting;
  const agenda = slots.map(({ dossier, minutes, startsAt: from }) => `${from.slice(11, 16)} ${titleOf(dossier)}, ${count(minutes, 'minute')}`);
  return [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Countersign//Countersign//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${meeting.meeting}.${board.id.slice(0, 16)}@countersign`,
    `DTSTAMP:${stamp(at)}`,
    `DTSTART:${stamp(startsAt)}`,
    `DTEND:${stamp(endsAt)}`,
    `SEQUENCE:${calls - 1 + (cancelled === null ? 0 : 1)}`,
    `STATUS:${cancelled === null ? 'CONFIRMED' : 'CANCELLED'}`,
    `SUMMARY:${escaped(`${title} (${board.name})`)}`,
    `LOCATION:${escaped(place)}`,
    ...(agenda.length === 0 ? [] : [`DESCRIPTION:${escaped(['Agenda (UTC)', ...agenda].join('\n'))}`]),
    'END:VEVENT', 'END:VCALENDAR',
  ].map((line) => `${folded(line)}\r\n`).join('');
}

/** `20261201T130000Z`. */
function stamp(at: Instant): string {
  return `${at.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** A text value (section 3.3.11). Hidden characters are made visible first; a line feed is ours and starts a line. */
function escaped(text: string): string {
  return text.split('\n').map((line) => legibleText(line).replaceAll(nbsp, ' ').replace(/[\\;,]/g, (mark) => `\\${mark}`)).join('\\n');
}

/** Lines of at most 75 octets, each further one after a space, no character cut in two. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > longestLine) {
      lines.push(current);
      [current, octets] = [' ', 1];
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

/** Of one character in UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
