/**
 * How days and instants are written: always UTC, always said so, in the notation that was set (`notation.ts`). The order of a day's
 * parts and the clock are the notation's; the names of months and what stands between the parts are the language's.
 */
import type { Day, Instant } from '../vocabulary.ts';
import { notation } from './notation.ts';
import { figure, nbsp } from './number.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;
const shortMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

function dayWith(names: readonly string[], at: string): string {
  const year = at.slice(0, 4);
  const month = names[Number(at.slice(5, 7)) - 1] ?? '';
  const day = Number(at.slice(8, 10));
  switch (notation().day) {
    case 'day-month-year': return `${day}${nbsp}${month}${nbsp}${year}`;
    case 'month-day-year': return `${month}${nbsp}${day},${nbsp}${year}`;
    case 'year-month-day': return `${year}${nbsp}${month}${nbsp}${day}`;
    case 'iso': return at.slice(0, 10);
  }
}

/** `19 November 2026`. */
export function longDay(at: Instant | Day): string {
  return dayWith(months, at);
}

/** `11 Dec 2026`. */
export function shortDay(at: Instant | Day): string {
  return dayWith(shortMonths, at);
}

/** `23:59`, `11:59 pm`; `exact` with its seconds. */
function time(at: string, exact = false): string {
  const minutesOn = exact ? at.slice(13, 19) : at.slice(13, 16);
  const hour = Number(at.slice(11, 13));
  if (notation().clock === 24) return `${at.slice(11, 13)}${minutesOn}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutesOn}${nbsp}${hour < 12 ? 'am' : 'pm'}`;
}

/** The time of a day alone: `23:59 UTC`. */
export function timeOfDay(at: Instant): string {
  return `${time(at)}${nbsp}UTC`;
}

/** `18 May 2027, 23:59 UTC`. */
export function dateTime(at: Instant): string {
  return `${longDay(at)}, ${timeOfDay(at)}`;
}

/** `18 May 2027, 23:59:04 UTC`. */
export function exactTime(at: Instant): string {
  return `${longDay(at)}, ${time(at, true)}${nbsp}UTC`;
}

/** The instant on a clock that is so many minutes ahead of UTC, for whoever plans by it: `01:59 on 19 May by this machine’s clock`. */
export function localTime(at: Instant, minutesAhead: number): string {
  const there = new Date(Date.parse(at) + minutesAhead * 60_000).toISOString();
  const when = there.slice(0, 10) === at.slice(0, 10) ? time(there) : `${dayWith(months, there)}, ${time(there)}`;
  return `${when} by this machine’s clock`;
}

/** Calendar days in UTC from the day of `at` to `day`; negative once it is over. */
export function daysUntil(day: Day | Instant, at: Instant): number {
  return Math.round((Date.parse(`${day.slice(0, 10)}T00:00:00.000Z`) - Date.parse(`${at.slice(0, 10)}T00:00:00.000Z`)) / 86_400_000);
}

function days(n: number): string {
  return `${figure(n)}${nbsp}${n === 1 ? 'day' : 'days'}`;
}

/** How far a due day is: `in 3 days`, `today`, `4 days over`. */
export function dueIn(day: Day, at: Instant): string {
  const left = daysUntil(day, at);
  return left === 0 ? 'today' : left > 0 ? `in ${days(left)}` : `${days(-left)} over`;
}

/** How long ago something happened, by calendar day: `today`, `yesterday`, `12 days ago`; a clock ahead of ours reads `in 2 days`. */
export function daysAgo(then: Instant, at: Instant): string {
  const passed = -daysUntil(then, at);
  return passed === 0 ? 'today' : passed === 1 ? 'yesterday' : passed > 0 ? `${days(passed)} ago` : `in ${days(-passed)}`;
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** The day of the week in UTC: `Tuesday`. */
export function weekday(at: Instant | Day): string {
  return weekdays[new Date(Date.parse(at)).getUTCDay()] ?? '';
}

/** The time of a day without its zone, for a column whose head names it: `13:00`. */
export function clockTime(at: Instant): string {
  return time(at);
}

/** From one time to another, of the same day or not: `13:00 to 14:30 UTC`. */
export function timeSpan(from: Instant, to: Instant): string {
  return `${time(from)} to ${timeOfDay(to)}`;
}
