import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Score } from '../../../shared/dossier/hazard.ts';
import { milStd882eScheme } from '../../../shared/risk/scheme.ts';
import { ratingKeys, spreadOf } from '../../../shared/risk/spread.ts';

const score = (severity: number, likelihood: number, detectability: number): Score => ({ severity, likelihood, detectability });
const rating = fc.integer({ min: 1, max: 10 });
const scores = fc.array(fc.record({ severity: rating, likelihood: rating, detectability: rating }), { minLength: 1, maxLength: 9 });

describe('spreadOf', () => {
  it('has nothing to say of no scores, and no distance in one', () => {
    expect(spreadOf([])).toBeNull();
    expect(spreadOf([score(8, 2, 4)])).toEqual({
      scores: 1, apart: false, levels: { min: 'medium', max: 'medium' },
      ratings: { severity: { min: 8, median: 8, max: 8 }, likelihood: { min: 2, median: 2, max: 2 }, detectability: { min: 4, median: 4, max: 4 } },
    });
  });

  it('takes the worse of two in the middle, and says when members differ by a level', () => {
    const spread = spreadOf([score(9, 2, 4), score(8, 5, 4)]);
    expect(spread?.ratings).toEqual({ severity: { min: 8, median: 9, max: 9 }, likelihood: { min: 2, median: 5, max: 5 }, detectability: { min: 4, median: 4, max: 4 } });
    expect(spread).toMatchObject({ apart: false, levels: { min: 'serious', max: 'serious' } });
    expect(spreadOf([score(9, 2, 4), score(8, 2, 4)])).toMatchObject({ apart: true, levels: { min: 'medium', max: 'serious' } });
    expect(spreadOf([score(9, 2, 4), score(8, 2, 4)], milStd882eScheme)).toMatchObject({ apart: false, levels: { min: 'medium', max: 'medium' } });
  });

  it('is the same in any order, and its median is a rating that someone gave (property)', () => {
    fc.assert(fc.property(scores, (some) => {
      const spread = spreadOf(some)!;
      expect(spreadOf([...some].reverse())).toEqual(spread);
      for (const key of ratingKeys) {
        const { min, median, max } = spread.ratings[key];
        expect(some.map((one) => one[key])).toEqual(expect.arrayContaining([min, median, max]));
        expect(min <= median && median <= max).toBe(true);
      }
    }));
  });
});
