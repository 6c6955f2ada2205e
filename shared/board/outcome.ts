/** What a board can decide about a revision. */
import { z } from 'zod';

export const outcomes = ['approved', 'approved-with-conditions', 'rejected'] as const;
export const Outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof Outcome>;

/** Whether the outcome lets the release go out, with conditions or without. */
export function approves(outcome: Outcome): boolean {
  return outcome !== 'rejected';
}
