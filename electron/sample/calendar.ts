/** Days and hours of the sample's story, counted from the day on which it is made. */
import { Day, Instant } from '../../shared/vocabulary.ts';

const dayMs = 86_400_000;

const dayOf = (epochMs: number): Day => Day.parse(new Date(epochMs).toISOString().slice(0, 10));

/** So many working days (Monday to Friday, UTC) before `now`, at a time of day like `09:14:32`. From one day on it is always earlier than `now`. */
export function workingDaysBefore(now: Instant, days: number, time: string): Instant {
  let epochMs = Date.parse(now);
  for (let left = days; left > 0;) {
    epochMs -= dayMs;
    const weekday = new Date(epochMs).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return Instant.parse(`${dayOf(epochMs)}T${time}.000Z`);
}

/** So many working days after `now`, at a time of day like `13:00:00`. From one day on it is always later than `now`. */
export function workingDaysAfter(now: Instant, days: number, time: string): Instant {
  let epochMs = Date.parse(now);
  for (let left = days; left > 0;) {
    epochMs += dayMs;
    const weekday = new Date(epochMs).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return Instant.parse(`${dayOf(epochMs)}T${time}.000Z`);
}

/** The calendar day so many days after `now`. */
export function dayAfter(now: Instant, days: number): Day {
  return dayOf(Date.parse(now) + days * dayMs);
}
