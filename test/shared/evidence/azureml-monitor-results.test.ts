import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { azuremlTable } from '../../builders/evidence-files/azureml-monitor-results.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (text: string) => readEvidence({ files: [rawFile('results.csv', text)], format: 'azureml-monitor-results', kind: null, answers: {} });
function reading(text: string) {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const state = (text: string) => judgeEvidence('E-1' as ItemId, reading(text), [], []).state;
const codes = (text: string): string[] => reading(text).warnings.map(({ code }) => code);

describe('Azure ML monitor results', () => {
  it('takes a distance’s limit as the most and a p-value’s as the least, on the limit itself too', () => {
    const { results } = reading(azuremlTable(['a', 'jensen_shannon_distance', '0.1', '', '0.1'], ['b', 'JensenShannonDistance', '0.11', '', '0.1'], ['c', 'pearsons_chi_squared_test', '0.02', '', '0.02'], ['d', 'two_sample_kolmogorov_smirnov_test', '0.019', '', '0.02'], ['e', 'normalized_discounted_cumulative_gain', '0.8', '', '0.9']));
    expect(results.map(({ variant, threshold, direction, breached }) => [variant, threshold?.op, direction, breached])).toEqual([['a', '<=', 'lower', 'no'], ['b', '<=', 'lower', 'yes'], ['c', '>=', 'higher', 'no'], ['d', '>=', 'higher', 'yes'], ['e', '>=', 'higher', 'yes']]);
  });

  it('reads columns in any order among others, and group and pivot as the variant', () => {
    const text = 'threshold_value,when,metric_value,group_pivot,metric_name,group\n0.05,now,.010,"open, wide",null_value_rate,valve\n,now,3,Aggregate,rows,\n';
    expect(reading(text).results).toMatchObject([{ metric: 'null_value_rate', variant: 'valve: open, wide', value: 0.01, rawText: '.010', threshold: { value: 0.05, op: '<=' } }, { metric: 'rows', variant: null, threshold: null, breached: 'unknown' }]);
  });

  it('E-1 leaves the limit of a metric that nobody knows open, warns, and passes nothing', () => {
    const text = azuremlTable(['a', 'sparkle', '3', '', '2'], ['b', 'sparkle', '3', '', '2'], ['a', 'null_value_rate', '0', '', '0.1']);
    expect(reading(text).results[0]).toMatchObject({ direction: 'unknown', threshold: null, breached: 'unknown' });
    expect(codes(text)).toEqual(['unknown-metric']);
    expect(state(text)).toBe('indeterminate');
    expect(state(azuremlTable(['a', 'null_value_rate', '0', '', '0.1']))).toBe('passed');
  });

  it('E-1 passes no row without a value, and no table without rows; E-3 NaN is no value', () => {
    for (const value of ['', 'NaN', 'inf', 'n/a']) expect(state(azuremlTable(['a', 'null_value_rate', value, '', '0.1'], ['b', 'null_value_rate', '0', '', '0.1'])), value).toBe('indeterminate');
    expect(codes(azuremlTable(['a', 'null_value_rate', 'NaN', '', '0.1']))).toEqual(['not-finite']);
    expect(reading(azuremlTable())).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'unknown' } });
    expect(state(azuremlTable(['a', 'null_value_rate', '0', '', 'low']))).toBe('indeterminate');
  });

  it('keeps rows apart that repeat a metric and group', () => {
    const text = azuremlTable(['a', 'null_value_rate', '0', '', '0.1'], ['a', 'null_value_rate', '0.2', '', '0.1'], ['a (2)', 'null_value_rate', '0', '', '0.1'], ['', 'rows', '1', '', ''], ['', 'rows', '2', '', '']);
    const names = reading(text).results.map(({ metric, variant }) => `${metric}, ${variant}`);
    expect(new Set(names).size).toBe(5);
    expect(state(text)).toBe('failed');
  });

  it('E-6 reads 200,000 rows and refuses one more with its number', () => {
    const rows = (count: number): string => `group,metric_name,metric_value,group_pivot,threshold_value\n${Array.from({ length: count }, (_, index) => `f${index},null_value_rate,0,,0.1\n`).join('')}`;
    expect(reading(rows(200_000)).results).toHaveLength(200_000);
    expect(read(rows(200_001))).toMatchObject({ ok: false, trouble: { params: { name: 'results.csv', place: 'row 200001' } } });
  }, 60_000);
});
