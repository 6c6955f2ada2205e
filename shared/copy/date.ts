/** How days and instants are written: always UTC, always said so, no locale of the machine. */
import type { Day, Instant } from '../vocabulary.ts';
import { figure, nbsp } from './number.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

function month(text: string): string {
  return months[Number(text.slice(5, 7)) - 1] ?? '';
}

/** `19 November 2026`. */
export function longDay(at: Instant | Day): string {
  return `${Number(at.slice(8, 10))}${nbsp}${month(at)}${nbsp}${at.slice(0, 4)}`;
}

/** `11 Dec 2026`. */
export function shortDay(at: Instant | Day): string {
  return `${Number(at.slice(8, 10))}${nbsp}${month(at).slice(0, 3)}${nbsp}${at.slice(0, 4)}`;
}

/** `18 May 2027, 23:59 UTC`. */
export function dateTime(at: Instant): string {
  return `${longDay(at)}, ${at.slice(11, 16)}${nbsp}UTC`;
}

/** `18 May 2027, 23:59:04 UTC`. */
export function exactTime(at: Instant): string {
  return `${longDay(at)}, ${at.slice(11, 19)}${nbsp}UTC`;
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
