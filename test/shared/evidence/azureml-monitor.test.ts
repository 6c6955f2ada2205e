import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { azuremlSchedule } from '../../builders/evidence-files/azureml-monitor.ts';
import { rawFile } from '../../builders/raw-file.ts';

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/azureml-monitor');
const has = existsSync(samples);
if (!has) console.info('The genuine Azure ML samples are not at hand (../shared/evidence-samples); their tests are skipped.');

function reading(text: string) {
  const result = readEvidence({ files: [rawFile('monitor.yaml', text)], format: null, kind: null, answers: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}

describe('Azure ML monitor schedules', () => {
  it('E-1 hold limits and no figures, so nothing is judged', () => {
    const evidence = reading(azuremlSchedule);
    expect(evidence).toMatchObject({ verdict: 'none', results: [], run: { completeness: 'unknown' } });
    expect(evidence.warnings.map(({ code }) => code)).toContain('thresholds-only');
    expect(judgeEvidence('E-1' as ItemId, evidence, [], []).state).toBe('not-judged');
    expect(evidence.entries.map(({ type, id, title }) => [type, id, title])).toEqual([
      ['limit', 'inputs: numerical, jensen_shannon_distance', 'numerical, jensen_shannon_distance: 0.02'],
      ['limit', 'inputs: categorical, pearsons_chi_squared_test', 'categorical, pearsons_chi_squared_test: 0.02'],
      ['limit', 'attribution: normalized_discounted_cumulative_gain', 'normalized_discounted_cumulative_gain: 0.9'],
    ]);
  });

  it('tell of signals without limits or alerts by their line, and leave addresses out', () => {
    const { warnings, facts } = reading(azuremlSchedule);
    expect(warnings.map(({ code, place }) => [code, place])).toEqual([['thresholds-only', 'monitor.yaml'], ['alert-off', 'monitor.yaml, line 17'], ['no-threshold', 'monitor.yaml, line 28']]);
    expect(facts).toContainEqual({ name: 'deployment', value: 'azureml:pump-flow:blue' });
    expect(JSON.stringify(facts)).not.toContain('@');
  });

  it('are known when broken, and then refused with a line', () => {
    const broken = `${azuremlSchedule}  monitoring_signals: [\n`;
    expect(detect([rawFile('a.txt', broken)])).toMatchObject({ kind: 'known', reader: { id: 'azureml-monitor' } });
    expect(readEvidence({ files: [rawFile('a.txt', broken)], format: null, kind: null, answers: {} })).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'a.txt' } } });
    expect(detect([rawFile('other.yaml', 'monitoring:\n  metric_thresholds:\n    a: 1\n')]).kind).toBe('unknown');
  });

  describe.runIf(has)('the genuine samples', () => {
    const genuine = (name: string) => reading(readFileSync(path.join(samples, name), 'utf8')).entries.map(({ title }) => title);
    it('state these limits', () => {
      expect(genuine('advanced-model-monitoring.yaml')).toEqual(['numerical, jensen_shannon_distance: 0.01', 'categorical, pearsons_chi_squared_test: 0.02', 'numerical, null_value_rate: 0.05', 'categorical, out_of_bounds_rate: 0.03', 'normalized_discounted_cumulative_gain: 0.9']);
      expect(genuine('generation-safety-quality-monitoring.yaml')).toEqual(['groundedness, aggregated_groundedness_pass_rate: 0.01', 'groundedness, acceptable_groundedness_score_per_instance: 3', 'fluency, aggregated_fluency_pass_rate: 0.02', 'fluency, acceptable_fluency_score_per_instance: 3']);
    });
  });
});
