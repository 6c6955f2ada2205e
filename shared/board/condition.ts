/** Obligations attached to a decision, and how each stands at an instant (rules C-1 to C-4). */
import { z } from 'zod';
import { Day, ItemId, Line, type Digest, type Instant, type MemberId } from '../vocabulary.ts';
import type { VoteRecord } from './ballot.ts';

/** An obligation attached to a decision. `clause` names the contract clause it rests on. */
export const Condition = z.strictObject({ id: ItemId, text: Line, dueOn: Day, obliged: Line, clause: Line.nullable() });
export type Condition = z.infer<typeof Condition>;

/** A statement that the obligation was met, by its act. `allowed` says whether its author may say so (rule C-4). */
export interface DischargeRecord { readonly act: Digest; readonly condition: ItemId; readonly member: MemberId; readonly basis: string; readonly claimedAt: Instant; readonly allowed: boolean }

export type ConditionState =
  | { readonly kind: 'open' }
  | { readonly kind: 'discharged'; readonly by: MemberId; readonly basis: string; readonly claimedAt: Instant }
  | { readonly kind: 'lapsed' };

/** The last millisecond of a calendar day in UTC. */
export function endOfDay(day: Day): Instant {
  return `${day}T23:59:59.999Z` as Instant;
}

/** What makes two conditions the same obligation; the id is only its number on one sheet. */
function conditionKey(condition: Condition): string {
  return JSON.stringify([condition.text, condition.dueOn, condition.obliged, condition.clause]);
}

/** The conditions of a decision: every obligation of the counted conditional approvals, once, numbered C-1, C-2 ... in the votes' order (C-1). */
export function unionOfConditions(counted: readonly VoteRecord[]): readonly Condition[] {
  const distinct = new Map<string, Condition>();
  for (const vote of counted) {
    if (vote.choice !== 'approve-with-conditions') continue;
    for (const condition of vote.conditions) {
      const key = conditionKey(condition);
      if (!distinct.has(key)) distinct.set(key, condition);
    }
  }
  return [...distinct.values()].map((condition, index) => ({ ...condition, id: `C-${index + 1}` as ItemId }));
}

/** Whether two lists hold the same obligations in the same order under the same numbers. */
export function sameConditions(a: readonly Condition[], b: readonly Condition[]): boolean {
  return a.length === b.length && a.every((condition, index) => {
    const other = b[index];
    return other !== undefined && condition.id === other.id && conditionKey(condition) === conditionKey(other);
  });
}

/** Whether every obligation of `wanted` is among `held`, under whatever number. */
export function carriesAll(held: readonly Condition[], wanted: readonly Condition[]): boolean {
  const keys = new Set(held.map(conditionKey));
  return wanted.every((condition) => keys.has(conditionKey(condition)));
}

/**
 * How one condition stands at an instant: discharged by a permitted statement claimed no later than the end of its due
 * day (C-2); lapsed once that day is over without one (C-3), and then no later statement revives it; else open.
 */
export function conditionState(condition: Condition, discharges: readonly DischargeRecord[], at: Instant): ConditionState {
  const discharge = dischargeOf(condition, discharges);
  if (discharge !== undefined) return { kind: 'discharged', by: discharge.member, basis: discharge.basis, claimedAt: discharge.claimedAt };
  return at > endOfDay(condition.dueOn) ? { kind: 'lapsed' } : { kind: 'open' };
}

/** The statement that discharges the condition: the first by someone who may, claimed in time (C-2, C-4). */
export function dischargeOf(condition: Condition, discharges: readonly DischargeRecord[]): DischargeRecord | undefined {
  const due = endOfDay(condition.dueOn);
  return discharges.find((candidate) => candidate.condition === condition.id && candidate.allowed && candidate.claimedAt <= due);
}
