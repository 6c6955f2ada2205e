import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { openscaleColumns, openscaleFactsheet, openscaleMeasurement, openscaleMonitor, openscaleRun } from '../../builders/evidence-files/openscale.ts';
import { rawFile } from '../../builders/raw-file.ts';

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/openscale');
const has = existsSync(samples);
if (!has) console.info('The genuine OpenScale samples are not at hand (../shared/evidence-samples); their tests are skipped.');

function reading(text: string) {
  const result = readEvidence({ files: [rawFile('x.json', text)], format: null, kind: null, answers: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const codes = (text: string): string[] => reading(text).warnings.map(({ code }) => code);
const state = (text: string) => judgeEvidence('E-1' as ItemId, reading(text), [], []).state;
const genuine = (name: string): string => readFileSync(path.join(samples, name), 'utf8');

describe('OpenScale', () => {
  it('reads columns with nulls: the last figure counts, an earlier breach is told', () => {
    const evidence = reading(openscaleColumns([null, 0.3, null, 0.05, null]));
    expect(evidence.results).toMatchObject([{ metric: 'data_drift_magnitude', variant: null, value: 0.05, rawText: '0.05', direction: 'lower', threshold: { value: 0.1, op: '<=' }, breached: 'no' }]);
    expect(evidence.series).toMatchObject({ columns: ['interval', 'data_drift_magnitude'], rows: [[1, null], [2, 0.3], [3, null], [4, 0.05], [5, null]] });
    expect(evidence.warnings.map(({ code }) => code)).toEqual(['no-value', 'breached-earlier']);
    expect(state(openscaleColumns([null, 0.05]))).toBe('passed');
    expect(state(openscaleColumns([null, 0.25]))).toBe('failed');
  });

  it('E-1 passes nothing from columns of nulls', () => {
    expect(reading(openscaleColumns([null, null]))).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' }, results: [{ value: null, rawText: '', breached: 'unknown' }] });
    expect(state(openscaleColumns([null, null]))).toBe('indeterminate');
  });

  it('takes limits below and above, the tags as variant, and an issue count as the tool’s alarm', () => {
    const text = openscaleMeasurement([{ id: 'statistical_parity_difference', value: 0.2, lower_limit: -0.15, upper_limit: 0.15 }]);
    expect(reading(text).results).toMatchObject([
      { variant: 'ward north', threshold: { value: -0.15, op: '>=' }, breached: 'no', direction: 'target' },
      { variant: 'ward north, upper limit', threshold: { value: 0.15, op: '<=' }, breached: 'yes' },
    ]);
    expect(reading(openscaleMeasurement([{ id: 'a', value: 1 }], { issue_count: 2 }))).toMatchObject({ verdict: 'fail', verdictRaw: 'issue_count 2', verdictBasis: 'stated' });
    expect(reading(openscaleMeasurement([{ id: 'a', value: 1 }])).verdict).toBe('none');
  });

  it('E-1 an ERROR of a run is no result, though its state says running or finished', () => {
    for (const stands of ['running', 'finished']) expect(reading(openscaleRun({ state: stands }, { run_status: 'ERROR' }))).toMatchObject({ verdict: 'error', verdictRaw: 'run_status ERROR', run: { completeness: 'crashed' } });
    expect(reading(openscaleRun({ state: 'error' }))).toMatchObject({ verdict: 'error' });
    expect(reading(openscaleRun({ state: 'queued' }))).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
    expect(codes(openscaleRun({ state: 'splendid' }))).toContain('unknown-verdict');
    expect(state(openscaleRun({ state: 'finished', completed_at: '2026-02-03T04:00:09Z' }))).toBe('not-judged');
  });

  it('keeps a monitor’s limits as entries, and says that it holds no figures', () => {
    const evidence = reading(openscaleMonitor);
    expect(evidence.entries.map(({ type, title }) => [type, title])).toEqual([['limit', 'fairness_value, lower limit: 80'], ['limit', 'fairness_value, lower limit, feature Age: 90']]);
    expect(evidence).toMatchObject({ verdict: 'none', results: [], run: { completeness: 'unknown' } });
    expect(codes(openscaleMonitor)).toEqual(['no-values']);
  });

  it.each([['GREEN', 'pass'], ['none', 'pass'], ['RED', 'fail'], ['red', 'fail'], ['AMBER', 'inconclusive']])('E-1 takes the breach status %s as %s', (status, verdict) => {
    expect(reading(openscaleFactsheet(status)).verdict).toBe(verdict);
  });

  it('reads a factsheet’s groups as variants, and lets a limit count over a green light', () => {
    const evidence = reading(openscaleFactsheet('GREEN'));
    expect(evidence).toMatchObject({ kind: 'evaluation', subject: { modelName: 'Dose model' }, dataset: { name: 'HELD_OUT' }, run: { completeness: 'complete', timezone: 'known' } });
    expect(evidence.results.map(({ metric, variant, n }) => [metric, variant, n])).toEqual([['data_drift_magnitude', null, 400], ['fairness_score', 'Age', 400], ['fairness_score', 'Age: [18,25]', 400], ['fairness_score', 'Age: [65,90]', 400]]);
    expect(codes(openscaleFactsheet('GREEN', 0.2))).toContain('flag-differs');
    expect(state(openscaleFactsheet('GREEN', 0.2))).toBe('failed');
  });

  describe.runIf(has)('the genuine samples', () => {
    it('are all known and read', () => {
      const names = readdirSync(samples);
      expect(names.length).toBeGreaterThan(5);
      for (const name of names) {
        const detected = detect([rawFile(name, genuine(name))]);
        expect(detected.kind === 'known' ? detected.reader.id : detected, name).toBe('openscale');
        reading(genuine(name));
      }
    });
    it('hold the figures that stand in them', () => {
      const factsheet = reading(genuine('factsheet_gcr_model.json'));
      expect(factsheet).toMatchObject({ verdict: 'fail', verdictRaw: 'breach_status red', subject: { modelName: 'GCR Model' }, run: { completeness: 'complete', endedAt: '2024-09-03T13:59:31.838Z' } });
      expect(factsheet.results.find(({ metric }) => metric === 'area_under_roc')).toMatchObject({ value: 0.740306773839708, threshold: { value: 0.8, op: '>=' }, breached: 'yes', n: 10000 });
      expect(factsheet.results.find(({ variant }) => variant === 'Age')).toMatchObject({ metric: 'fairness_score', rawText: '1.1081100000000002', breached: 'no' });
      expect(reading(genuine('get_metrics_drift_transcribed.json')).results.map(({ metric, value, breached }) => [metric, value, breached])).toEqual([['drift_magnitude', 0.021428571428571463, 'no'], ['predicted_accuracy', 0.94, 'unknown'], ['data_drift_magnitude', 0.16, 'yes']]);
      expect(reading(genuine('measurement_custom_monitor.json')).results.map(({ metric, variant, value }) => [metric, variant, value])).toEqual([['sensitivity', 'region us-south', 0.67], ['specificity', 'region us-south', 0.78]]);
      expect(reading(genuine('monitor_instance_drift_run_error.json'))).toMatchObject({ verdict: 'error', results: [], run: { completeness: 'crashed' } });
      expect(reading(genuine('monitor_instance_fairness_batch_jdbc.json')).entries.map(({ title }) => title)).toContain('fairness_value, lower limit, feature Sex: 95.0');
      expect(reading(genuine('run_fairness_batch_jdbc.json'))).toMatchObject({ verdict: 'none', run: { endedAt: '2024-07-02T08:00:30.348Z' } });
    });
  });
});
