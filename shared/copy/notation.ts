/**
 * How figures, days and times are written: plain data. There is one notation at a time, set once at a start; where nothing sets it,
 * it is the fixed one. Whatever is signed, compared, put in a packet or printed by the command line is written in the fixed notation.
 */

/** In which order the parts of a day stand; `iso`: 2026-11-27. */
export type DayOrder = 'day-month-year' | 'month-day-year' | 'year-month-day' | 'iso';

export interface Notation {
  /** Between the whole and its fraction. */
  readonly decimal: string;
  /** Between groups of digits; empty where digits aren't grouped. */
  readonly group: string;
  /** How many digits a group has, from the right; the last repeats: `[3]` thousands, `[3, 2]` thousands and then hundreds. */
  readonly grouping: readonly [number, ...number[]];
  /** How many digits must stand before the first group sign: two leave `1234` whole and write `12 345`. */
  readonly leastBeforeGroup: number;
  readonly day: DayOrder;
  readonly clock: 12 | 24;
}

/** The same on every machine. */
export const fixedNotation: Notation = { decimal: '.', group: ',', grouping: [3], leastBeforeGroup: 1, day: 'day-month-year', clock: 24 };

/** Digits in groups of three by a space, days as 2026-11-27, 24 hours. */
export const isoNotation: Notation = { decimal: '.', group: '\u00a0', grouping: [3], leastBeforeGroup: 2, day: 'iso', clock: 24 };

let current = fixedNotation;

/** The notation of this process. */
export function notation(): Notation {
  return current;
}

/** Sets the notation of this process. Only the window does, before it draws anything; main and the command line never do. */
export function writeIn(next: Notation): void {
  current = next;
}

/** What `write` answers, written in a notation other than the one that was set. */
export function writtenIn<T>(other: Notation, write: () => T): T {
  const before = current;
  current = other;
  try {
    return write();
  } finally {
    current = before;
  }
}
