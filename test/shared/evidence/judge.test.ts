import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeEvidence, worstOf, type EvidenceState } from '../../../shared/evidence/judge.ts';
import { evidence, measured, property, threshold } from '../../builders/evidence.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import type { Measurement } from '../../../shared/dossier/evidence.ts';

const id = 'E-001' as ItemId;
const one = (result: Partial<Measurement>, limit: Parameters<typeof threshold>[0] = {}, completeness: 'complete' | 'partial' | 'crashed' | 'unknown' = 'complete') => {
  const run = { ...evidence().run, completeness };
  return judgeEvidence(id, evidence({ run, results: [measured(result)] }), [threshold(limit)], []);
};

describe('evidence against thresholds', () => {
  it('E-9 the interval must clear the threshold, not only the value', () => {
    const cases: [Partial<Measurement>, EvidenceState, string][] = [
      [{ value: 57.4, ciLow: 56, ciHigh: 58.8 }, 'passed', 'interval-clears'],
      [{ value: 56.1, ciLow: 54.7, ciHigh: 57.5 }, 'indeterminate', 'interval-across'],
      [{ value: 54, ciLow: 50, ciHigh: 58 }, 'indeterminate', 'interval-across'],
      [{ value: 40, ciLow: 38, ciHigh: 42 }, 'failed', 'interval-beyond'],
      [{ value: 56, stderr: 0.4 }, 'passed', 'interval-clears'],
      [{ value: 56, stderr: 0.6 }, 'indeterminate', 'interval-across'],
      [{ value: 55 }, 'passed', 'value-clears'],
      [{ value: 54.99 }, 'failed', 'value-beyond'],
      [{ value: null, rawText: 'nan' }, 'indeterminate', 'no-value'],
    ];
    for (const [result, state, reason] of cases) expect(one(result)).toMatchObject({ state, judgements: [{ result: state, reason }] });
  });

  it('E-2 units are never rescaled, and a limit on the wrong side is not a limit', () => {
    expect(one({ value: 0.6, unit: 'fraction' })).toMatchObject({ state: 'indeterminate', judgements: [{ reason: 'units-differ' }] });
    expect(one({ value: 90, direction: 'lower' })).toMatchObject({ state: 'indeterminate', judgements: [{ reason: 'direction-differs' }] });
  });

  it('E-4 the board decides over the dossier, the dossier over the file', () => {
    const result = measured({ value: 60, threshold: { value: 10, op: '>=' } });
    const judge = (dossier: number | null, board: number | null) => judgeEvidence(id, evidence({ results: [result] }),
      dossier === null ? [] : [threshold({ value: dossier })], board === null ? [] : [threshold({ value: board, evidence: null })]).judgements[0];
    expect(judge(null, null)).toMatchObject({ result: 'passed', threshold: { origin: 'file', value: 10 } });
    expect(judge(70, null)).toMatchObject({ result: 'failed', threshold: { origin: 'dossier', value: 70 } });
    expect(judge(50, 70)).toMatchObject({ result: 'failed', threshold: { origin: 'board', value: 70 } });
    expect(judge(70, 50)).toMatchObject({ result: 'passed', threshold: { origin: 'board', value: 50 } });
  });

  it('E-1 partial, crashed and unknown runs never pass, but can fail', () => {
    for (const completeness of ['partial', 'crashed', 'unknown'] as const) {
      expect(one({ value: 99 }, {}, completeness)).toMatchObject({ state: 'indeterminate', judgements: [{ reason: 'run-not-complete' }] });
      expect(one({ value: 1 }, {}, completeness).state).toBe('failed');
    }
  });

  it('E-1 properties and stated verdicts: anything but a pass is not one', () => {
    const state = (...verdicts: Parameters<typeof property>[0][]) => judgeEvidence(id, evidence({ properties: verdicts.map(property) }), [], []).state;
    expect(state('pass', 'pass', 'not-applicable')).toBe('passed');
    expect(state('pass', 'inconclusive')).toBe('indeterminate');
    expect(state('pass', 'error', 'fail')).toBe('failed');
    expect(state('pass', 'none')).toBe('indeterminate');
    expect(state('not-applicable')).toBe('not-judged');
    expect(judgeEvidence(id, evidence({ verdict: 'error' }), [], []).state).toBe('indeterminate');
    expect(judgeEvidence(id, evidence({ verdict: 'pass', run: { ...evidence().run, completeness: 'partial' } }), [], []).state).toBe('indeterminate');
    expect(judgeEvidence(id, evidence(), [], []).state).toBe('not-judged');
  });

  it('E-1 a threshold on something that was not measured is indeterminate, also where the attack budget changed', () => {
    const results = [measured({ variant: 'Linf 2/255', value: 99 })];
    expect(judgeEvidence(id, evidence({ results }), [threshold({ variant: 'Linf 8/255' })], [])).toMatchObject({ state: 'indeterminate', judgements: [{ measurement: null, reason: 'not-measured' }] });
    expect(judgeEvidence(id, evidence({ results }), [threshold({ evidence: 'E-002' })], [threshold({ evidence: null })]).judgements).toEqual([]);
  });

  it('E-9 a better value never turns a pass into less (property)', () => {
    const finite = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(fc.property(finite, fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), finite, (value, stderr, better, limit) => {
      const before = one({ value, stderr }, { value: limit }).state;
      const after = one({ value: value + better, stderr }, { value: limit }).state;
      expect(['failed', 'indeterminate', 'passed'].indexOf(after)).toBeGreaterThanOrEqual(['failed', 'indeterminate', 'passed'].indexOf(before));
    }));
    expect(worstOf(['passed', 'not-judged', 'indeterminate'])).toBe('indeterminate');
  });
});
