/** The hybrid logical clock that events carry for display order: never behind what was seen, never far ahead of our own clock. */

/** How far ahead of our clock another device's may pull ours. Beyond it the other clock is wrong, and is not followed. */
const maxPullMs = 24 * 60 * 60 * 1000;

export interface HybridClock {
  /** The next reading: later than every one given out or observed. */
  next(nowMs: number): string;
  observe(hlc: string, nowMs: number): void;
}

export function hybridClock(): HybridClock {
  let lastMs = 0;
  let count = 0;
  return {
    next: (nowMs) => {
      if (nowMs > lastMs) { lastMs = nowMs; count = 0; } else count++;
      return `${lastMs}.${count}`;
    },
    observe: (hlc, nowMs) => {
      const [ms = 0, counter = 0] = hlc.split('.').map(Number);
      if (ms > nowMs + maxPullMs || ms < lastMs) return;
      count = ms === lastMs ? Math.max(count, counter) : counter;
      lastMs = ms;
    },
  };
}
