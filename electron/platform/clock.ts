/** The machine's clock as the `Clock` port, with the override that tests of whole programs use. */
import type { Clock } from '../../shared/ports.ts';
import { ok, refuse } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { Instant } from '../../shared/vocabulary.ts';

/** Milliseconds since 1970 as an instant. */
export function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

export const systemClock: Clock = { now: () => instantOf(Date.now()) };

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Overrides count only in a checkout: a packaged program ignores them. */
  readonly packaged: boolean;
}

/**
 * The system clock; or, unpackaged with `COUNTERSIGN_CLOCK` set to an instant, a clock that reads that instant now and
 * runs on from there. Refuses `input/usage` for text that is not an instant.
 */
export function openClock({ env, packaged }: Surroundings): Result<Clock> {
  const start = env['COUNTERSIGN_CLOCK'];
  if (packaged || start === undefined || start === '') return ok(systemClock);
  if (!Instant.safeParse(start).success) return refuse('input/usage', { problem: `COUNTERSIGN_CLOCK must be an instant like 2026-11-19T09:00:00.000Z, not ${JSON.stringify(start.slice(0, 60))}` });
  const offsetMs = Date.parse(start) - Date.now();
  return ok({ now: () => instantOf(Date.now() + offsetMs) });
}
