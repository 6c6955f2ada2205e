/** Intervals for measurements: what a tool states, or what follows from its standard error or its sample size. */
import type { Measurement } from './evidence.ts';

/** Two-sided 95 % quantile of the standard normal distribution. */
const z95 = 1.959963984540054;

export interface Interval { readonly low: number; readonly high: number; readonly of: string }

/** Wilson's score interval at 95 % for a proportion `p` (0..1) seen on `n` samples. */
export function wilson(p: number, n: number): { readonly low: number; readonly high: number } {
  const z2 = z95 * z95;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** The interval that a measurement is judged with: the stated one, else value ± 1.96 standard errors; null where neither is known. */
export function intervalOf(measured: Measurement): Interval | null {
  const { value, ciLow, ciHigh, ciOf, stderr } = measured;
  if (ciLow !== null && ciHigh !== null) return ciLow <= ciHigh ? { low: ciLow, high: ciHigh, of: ciOf ?? 'stated in the file' } : null;
  if (value !== null && stderr !== null && stderr >= 0) return { low: value - z95 * stderr, high: value + z95 * stderr, of: '95 %, from the standard error' };
  return null;
}

/**
 * The interval that a move of a metric is held against: the one that it is judged with, else Wilson's from value and sample size where the
 * value is a share. For a mean of scores between 0 and 1 Wilson's is never too narrow: no such scores vary more than yes and no.
 */
export function noiseIntervalOf(measured: Measurement): Interval | null {
  const stated = intervalOf(measured);
  if (stated !== null) return stated;
  const { value, n, unit, ciLow, ciHigh, stderr } = measured;
  // Where the file states an interval that can't be used, nothing takes its place in silence.
  if (value === null || n === null || n === 0 || ciLow !== null || ciHigh !== null || stderr !== null) return null;
  const whole = unit === 'fraction' ? 1 : unit === 'percent' ? 100 : null;
  if (whole === null || value < 0 || value > whole) return null;
  const { low, high } = wilson(value / whole, n);
  return { low: low * whole, high: high * whole, of: '95 % Wilson, from n' };
}
