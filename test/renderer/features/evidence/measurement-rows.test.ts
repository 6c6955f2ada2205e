import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAbove, foldedTo, metricGroups, tableRows } from '../../../../renderer/features/evidence/measurement-rows.ts';
import { judgeEvidence } from '../../../../shared/evidence/judge.ts';
import type { ItemId } from '../../../../shared/vocabulary.ts';
import { evidence, measured, threshold } from '../../../builders/evidence.ts';

const none: ReadonlySet<string> = new Set();
const groupsOf = (results: ReturnType<typeof measured>[], ...limits: ReturnType<typeof threshold>[]) => {
  const neutral = evidence({ results });
  return metricGroups(neutral.results, judgeEvidence('E-001' as ItemId, neutral, limits, []).judgements);
};
const variants = (groups: ReturnType<typeof groupsOf>) => groups.map(({ metric, rows }) => [metric, ...rows.map(({ about }) => about.variant)]);

describe('measurements as rows', () => {
  it('variants stand under their metric: failed, too close to call, then the one nearest to its limit; without a limit last', () => {
    const results = [
      measured({ metric: 'a', variant: 'far', value: 90 }), measured({ metric: 'a', variant: 'near', value: 56 }), measured({ metric: 'a', variant: 'no limit', value: 1 }), measured({ metric: 'a', variant: 'misses', value: 40 }),
      measured({ metric: 'a', variant: 'across', value: 56, ciLow: 50, ciHigh: 60 }),
    ];
    const limits = ['far', 'near', 'misses', 'across'].map((variant) => threshold({ metric: 'a', variant }));
    expect(variants(groupsOf(results, ...limits))).toEqual([['a', 'misses', 'across', 'near', 'far', 'no limit']]);
  });

  it('the nearest is told by the bad end of the interval, and by the direction of the limit', () => {
    const results = [measured({ metric: 'cost', variant: 'narrow', value: 20, ciLow: 19, ciHigh: 21, direction: 'lower' }), measured({ metric: 'cost', variant: 'wide', value: 19, ciLow: 14, ciHigh: 24, direction: 'lower' })];
    expect(variants(groupsOf(results, ...['narrow', 'wide'].map((variant) => threshold({ metric: 'cost', variant, op: '<=', value: 25 }))))).toEqual([['cost', 'wide', 'narrow']]);
  });

  it('without a limit the worst is first as far as the file says what is worse, and a tool’s own alarm before all', () => {
    const results = [measured({ metric: 'b', variant: 'high', value: 9 }), measured({ metric: 'b', variant: 'low', value: 1 }), measured({ metric: 'b', variant: 'alarm', value: 20, breached: 'yes' })];
    expect(variants(groupsOf(results))).toEqual([['b', 'alarm', 'low', 'high']]);
  });

  it('metrics come by their worst part, else as the file has them', () => {
    const results = [measured({ metric: 'x', value: 60 }), measured({ metric: 'y', value: 60 }), measured({ metric: 'z', value: 10 })];
    expect(groupsOf(results, threshold({ metric: 'y' }), threshold({ metric: 'z' })).map(({ metric }) => metric)).toEqual(['z', 'y', 'x']);
  });

  it('a limit that names nothing measured has a row', () => {
    expect(groupsOf([], threshold({ metric: 'absent' }))[0]).toMatchObject({ metric: 'absent', counts: { indeterminate: 1 }, rows: [{ measurement: null }] });
  });

  it('one measurement is one row, few stand below their metric, many are folded to the worst until opened', () => {
    const of = (n: number) => groupsOf(Array.from({ length: n }, (_, index) => measured({ metric: 'm', variant: `v${index}`, value: index })));
    expect(tableRows(of(1), none).map(({ kind }) => kind)).toEqual(['measured']);
    expect(tableRows(of(foldAbove), none)).toHaveLength(foldAbove + 1);
    expect(tableRows(of(foldAbove + 1), none)).toHaveLength(foldedTo + 1);
    expect(tableRows(of(foldAbove + 1), none)[0]).toMatchObject({ kind: 'metric', open: false, shown: foldedTo });
    expect(tableRows(of(foldAbove + 1), new Set(['m']))).toHaveLength(foldAbove + 2);
  });

  it('opened, every measurement has exactly one row under a key of its own (property)', () => {
    fc.assert(fc.property(fc.array(fc.record({ metric: fc.constantFrom('a', 'b'), variant: fc.option(fc.constantFrom('x', 'y')), value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })) })), (parts) => {
      const rows = tableRows(groupsOf(parts.map((part) => measured({ ...part, rawText: '' })), threshold({ metric: 'a' })), new Set(['a', 'b']));
      expect(rows.filter((row) => row.kind === 'measured' && row.row.measurement !== null)).toHaveLength(parts.length);
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    }));
  });

  it('a hundred thousand are ordered in a moment', () => {
    const results = Array.from({ length: 100_000 }, (_, index) => ({ ...measured(), metric: 'm', variant: `v${index}`, value: index % 977 }));
    const before = performance.now();
    expect(tableRows(metricGroups(results, []), new Set(['m']))).toHaveLength(100_001);
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});
