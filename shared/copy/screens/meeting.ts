/** Meetings: the next one on Home, and the sheet that calls, changes or cancels one. */
import type { MeetingState } from '../../events/meeting.ts';
import type { Instant } from '../../vocabulary.ts';
import { daysUntil, localTime, shortDay, timeSpan, weekday } from '../date.ts';
import { count, figure, inWords, list, nbsp, sentenceStart } from '../number.ts';

/** How far a meeting is: `in 4 days`, `tomorrow`, `today`. */
function inDays(startsAt: Instant, at: Instant): string {
  const days = daysUntil(startsAt, at);
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${figure(days)}${nbsp}days`;
}

export const meetingWords = {
  /** `Next meeting, in 4 days: Board meeting`. */
  heading: (title: string, startsAt: Instant, at: Instant): string => `Next meeting, ${inDays(startsAt, at)}: ${title}`,
  headingNow: (title: string): string => `Meeting under way: ${title}`,
  label: 'Next meeting',
  /** `Tuesday, 1 Dec 2026, 13:00 to 14:30 UTC`. */
  when: (startsAt: Instant, endsAt: Instant): string => `${weekday(startsAt)}, ${shortDay(startsAt)}, ${timeSpan(startsAt, endsAt)}`,
  /** `1 of its 3 dossiers needs your vote`. */
  needVote: (votes: number, total: number): string => {
    if (total === 0) return 'No dossier is on its agenda';
    if (votes === 0) return total === 1 ? 'Its dossier needs no vote of yours' : `None of its ${inWords(total)} dossiers needs your vote`;
    if (votes === total) return total === 1 ? 'Its dossier needs your vote' : `All ${inWords(total)} of its dossiers need your vote`;
    return `${figure(votes)} of its ${figure(total)} dossiers ${votes === 1 ? 'needs' : 'need'} your vote`;
  },
  /** Dossiers that the agenda names and that have not arrived here. */
  notHere: (dossiers: readonly string[]): string => `${list(dossiers)} ${dossiers.length === 1 ? 'is on the agenda and has' : 'are on the agenda and have'} not arrived on this machine.`,
  agendaLabel: 'Agenda of the next meeting',
  none: 'No meeting is called.',
  call: 'Call a meeting', change: 'Change the meeting',
  saveFile: 'Save as calendar file',
  saved: (name: string): string => `The meeting is saved as ${name}.`,
  laterCount: (n: number): string => `${sentenceStart(inWords(n))} ${n === 1 ? 'meeting' : 'meetings'} after it`,
  changeShort: 'Change',
  changeNamed: (title: string): string => `Change ${title}`,
  /** Its state, where it isn't simply to come. */
  states: { planned: 'Planned', running: 'Under way', over: 'Over', cancelled: 'Cancelled' } as const satisfies Record<MeetingState, string>,
  sheet: {
    callTitle: 'Call a meeting', changeTitle: 'Change the meeting',
    note: 'Every member sees it on Home after their next sync.',
    title: 'Title', titleDefault: 'Board meeting',
    day: 'Day', time: 'Starts at', timeNote: '(UTC)', minutes: 'Minutes', place: 'Place', placeNote: 'a room, a link or a telephone number',
    local: (startsAt: Instant, minutesAhead: number): string => `That is ${localTime(startsAt, minutesAhead)}.`,
    agenda: 'Agenda', agendaNote: 'in this order',
    minutesOf: (title: string): string => `Minutes for ${title}`,
    earlier: (title: string): string => `Take ${title} earlier`, later: (title: string): string => `Take ${title} later`,
    takeOff: (title: string): string => `Take ${title} off the agenda`,
    add: 'Add a dossier', addNothing: 'Choose a dossier',
    noDossiers: 'No dossier has arrived yet.',
    sum: (agenda: number, whole: number): string => (agenda > whole
      ? `The dossiers take ${count(agenda, 'minute')}, ${figure(agenda - whole)} more than the meeting lasts.`
      : `The dossiers take ${count(agenda, 'minute')} of ${figure(whole)}; ${agenda === whole ? 'none is' : `${figure(whole - agenda)} ${whole - agenda === 1 ? 'is' : 'are'}`} left.`),
    problems: { title: 'Give it a title.', startsAt: 'Choose a day and a time that is still to come.', minutes: 'Write from 1 to 1440 minutes.', place: 'Say where it takes place.', itemMinutes: 'Write how many minutes it takes.', tooLong: 'Make the meeting longer, or give a dossier less time.' },
    submitCall: 'Call the meeting', submitChange: 'Change the meeting',
    called: (startsAt: Instant): string => `The meeting is called for ${shortDay(startsAt)}.`,
    changed: 'The meeting is changed.',
    cancelHeading: 'Cancel it', cancelReason: 'Why it is cancelled', cancelNote: 'A cancelled meeting stays cancelled.', cancel: (title: string): string => `Cancel “${title}”`, cancelled: 'The meeting is cancelled.',
  },
} as const;
