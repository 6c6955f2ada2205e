import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeEvidence, worstOf, type EvidenceState } from '../../../shared/evidence/judge.ts';
import { entry, evidence, lineage, measured, property, threshold } from '../../builders/evidence.ts';
import type { Day, ItemId } from '../../../shared/vocabulary.ts';
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

  it('E-4 a tool’s own alarm fails what no limit of the board or the dossier covers', () => {
    const alarm = measured({ value: 60, breached: 'yes' });
    const quiet = measured({ metric: 'other', value: 60, breached: 'no' });
    const state = (results: Measurement[], ...limits: Parameters<typeof threshold>[0][]) => judgeEvidence(id, evidence({ results }), limits.map((limit) => threshold(limit)), []);
    expect(state([alarm, quiet])).toMatchObject({ state: 'failed', judgements: [], alarms: [{ metric: 'robust_acc' }] });
    expect(state([alarm], {})).toMatchObject({ state: 'passed', alarms: [], judgements: [{ reason: 'value-clears' }] });
    expect(state([measured({ ...alarm, threshold: { value: 10, op: '>=' } })])).toMatchObject({ state: 'failed', alarms: [], judgements: [{ result: 'failed', reason: 'file-says-breached', threshold: { origin: 'file' } }] });
    expect(state([measured({ value: null, breached: 'yes' })]).state).toBe('failed');
    expect(judgeEvidence(id, evidence({ results: [alarm] }), [], [threshold({ evidence: null })]).state).toBe('passed');
    expect(judgeEvidence(id, evidence({ results: [alarm], verdict: 'pass', run: { ...evidence().run, completeness: 'partial' } }), [], []).state).toBe('failed');
  });

  it('E-4 no alarm and an alarm that nobody knows of pass nothing', () => {
    for (const breached of ['no', 'unknown'] as const) expect(judgeEvidence(id, evidence({ results: [measured({ breached })] }), [], [])).toMatchObject({ state: 'not-judged', alarms: [] });
    expect(judgeEvidence(id, evidence({ results: [measured({ value: 5, breached: 'no', threshold: { value: 10, op: '>=' } })] }), [], []).state).toBe('failed');
  });

  it.each(['target', 'unknown'] as const)('a limit from either side applies to a measurement whose direction is %s', (direction) => {
    const both = (value: number) => judgeEvidence(id, evidence({ results: [measured({ value, direction })] }), [threshold({ op: '>=', value: 55 }), threshold({ op: '<=', value: 65 })], []);
    expect(both(60)).toMatchObject({ state: 'passed', judgements: [{ reason: 'value-clears' }, { reason: 'value-clears' }] });
    expect(both(50)).toMatchObject({ state: 'failed', judgements: [{ result: 'failed' }, { result: 'passed' }] });
    expect(both(70)).toMatchObject({ state: 'failed', judgements: [{ result: 'passed' }, { result: 'failed' }] });
  });

  it('E-1 a gap never makes a pass, and an argument without a verdict is no pass either', () => {
    const argument = (states: (Parameters<typeof entry>[1] & object)['state'][], verdict: 'pass' | 'none' = 'none', kind: 'argument' | 'design' = 'argument') =>
      judgeEvidence(id, evidence({ kind, verdict, entries: states.map((state, n) => entry(`G${n}`, { type: 'goal', state })) }), [], []).state;
    expect(argument(['gap', null], 'pass')).toBe('indeterminate');
    expect(argument(['gap', null])).toBe('indeterminate');
    expect(argument([null, null])).toBe('not-judged');
    expect(argument([null], 'pass')).toBe('passed');
    expect(argument(['gap'], 'pass', 'design')).toBe('indeterminate');
    expect(argument(['gap'], 'none', 'design')).toBe('not-judged');
    expect(judgeEvidence(id, evidence({ results: [measured()], entries: [entry('G1', { type: 'goal', state: 'gap' })], kind: 'argument' }), [threshold()], []).state).toBe('indeterminate');
  });

  it('E-1 what has expired is inconclusive from the day after, never passed, and a failure stays one', () => {
    const judge = (on: string | null, value = 60) => judgeEvidence(id, evidence({ results: [measured({ value })], expiresOn: '2026-11-30' as Day }), [threshold()], [], on as Day | null);
    expect(judge(null)).toMatchObject({ state: 'passed', expired: false });
    expect(judge('2026-11-30')).toMatchObject({ state: 'passed', expired: false });
    expect(judge('2026-12-01')).toMatchObject({ state: 'indeterminate', expired: true, judgements: [{ result: 'indeterminate', reason: 'expired' }] });
    expect(judge('2026-12-01', 50)).toMatchObject({ state: 'failed', judgements: [{ reason: 'value-beyond' }] });
    expect(judgeEvidence(id, evidence({ verdict: 'pass', expiresOn: '2026-11-30' as Day }), [], [], '2027-01-01' as Day).state).toBe('indeterminate');
    expect(judgeEvidence(id, evidence({ verdict: 'pass' }), [], [], '2027-01-01' as Day).state).toBe('passed');
  });

  it('E-5 lineage that differs from the file never counts as passed, and matching lineage passes nothing by itself', () => {
    const judge = (check: 'matches' | 'differs' | 'not-at-hand', verdict: 'pass' | 'none' = 'pass') => judgeEvidence(id, evidence({ verdict, lineage: [lineage('data.csv', { check })] }), [], []);
    expect(judge('differs')).toMatchObject({ state: 'indeterminate', differing: 1 });
    expect([judge('matches').state, judge('not-at-hand').state, judge('matches', 'none').state]).toEqual(['passed', 'passed', 'not-judged']);
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
