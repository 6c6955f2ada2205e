import { describe, expect, it } from 'vitest';
import { carriesAll, conditionState, sameConditions, type DischargeRecord } from '../../../shared/board/condition.ts';
import type { Digest, Instant, ItemId, MemberId } from '../../../shared/vocabulary.ts';
import { condition } from '../../builders/ballot.ts';

const due = condition();
const lastMoment = '2026-12-11T23:59:59.999Z' as Instant, after = '2026-12-12T00:00:00.000Z' as Instant, before = '2026-12-01T12:00:00.000Z' as Instant;
const discharge = (claimedAt: Instant, parts: Partial<DischargeRecord> = {}): DischargeRecord => ({ act: 'a'.repeat(64) as Digest, condition: 'C-1' as ItemId, member: 'helena-brandt' as MemberId, basis: 'Statement 14', claimedAt, allowed: true, ...parts });

describe('a condition', () => {
  it('C-2 is discharged up to the end of its due day, UTC, and not after', () => {
    expect(conditionState(due, [discharge(lastMoment)], after)).toMatchObject({ kind: 'discharged', claimedAt: lastMoment });
    expect(conditionState(due, [discharge(after)], after)).toEqual({ kind: 'lapsed' });
  });

  it('C-3 is open until its due day ends, then lapsed for good', () => {
    expect(conditionState(due, [], lastMoment)).toEqual({ kind: 'open' });
    expect(conditionState(due, [], after)).toEqual({ kind: 'lapsed' });
    expect(conditionState(due, [discharge(after)], '2027-06-01T00:00:00.000Z' as Instant)).toEqual({ kind: 'lapsed' });
  });

  it('C-4 is not discharged by who may not, nor by a statement about another', () => {
    expect(conditionState(due, [discharge(before, { allowed: false })], before)).toEqual({ kind: 'open' });
    expect(conditionState(due, [discharge(before, { condition: 'C-2' as ItemId })], before)).toEqual({ kind: 'open' });
    expect(conditionState(due, [discharge(before, { allowed: false }), discharge(before)], before)).toMatchObject({ kind: 'discharged' });
  });

  it('C-1 is the same obligation by its words, day, party and clause; lists are the same in their order and numbers', () => {
    const other = condition('Allow-list on', { id: 'C-2' as ItemId });
    expect(sameConditions([due, other], [due, other])).toBe(true);
    expect(sameConditions([due, other], [due])).toBe(false);
    expect(sameConditions([due], [{ ...due, id: 'C-2' as ItemId }])).toBe(false);
    expect(sameConditions([due], [{ ...due, obliged: 'Another' }])).toBe(false);
    expect(carriesAll([due, other], [{ ...other, id: 'C-1' as ItemId }])).toBe(true);
    expect(carriesAll([due], [due, other])).toBe(false);
  });
});
