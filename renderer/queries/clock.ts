/** Main's clock in the window: the machine's own, shifted by what main said. */
import { useEffect, useState } from 'react';
import type { Instant } from '../../shared/vocabulary.ts';

let offsetMs = 0;

/** Sets the window's clock to main's. */
export function setClock(now: Instant): void {
  offsetMs = Date.parse(now) - Date.now();
}

export function now(): Instant {
  return new Date(Date.now() + offsetMs).toISOString() as Instant;
}

/** The instant of the last full minute: what statuses are worked out for, so that nothing is counted again in between. */
export function useMinute(): Instant {
  const [minute, setMinute] = useState(thisMinute);
  useEffect(() => {
    const timer = setInterval(() => setMinute(thisMinute), 5_000);
    return () => clearInterval(timer);
  }, []);
  return minute;
}

function thisMinute(): Instant {
  return `${now().slice(0, 16)}:00.000Z` as Instant;
}
