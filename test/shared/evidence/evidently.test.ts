import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { evidently } from '../../../shared/evidence/evidently.ts';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { newReport, oldColumn, oldReport } from '../../builders/evidence-files/evidently.ts';
import { rawFile } from '../../builders/raw-file.ts';

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/evidently');
const has = existsSync(samples);
if (!has) console.info('The genuine Evidently sample is not at hand (../shared/evidence-samples); its tests are skipped.');

function reading(text: string, name = 'report.json') {
  const result = readEvidence({ files: [rawFile(name, text)], format: null, kind: null, answers: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const codes = (text: string): string[] => reading(text).warnings.map(({ code }) => code);
const column = (text: string, name: string) => reading(text).results.find(({ metric, variant }) => metric === 'drift_score' && variant === name);
const state = (text: string) => judgeEvidence('E-1' as ItemId, reading(text), [], []).state;
const one = (method: string, score: number, threshold = 0.1) => newReport([['flow', score, method, threshold]], { count: 0, share: 0 });

describe('Evidently reports', () => {
  it('reads the shape of 0.4: drift_share is the limit, share_of_drifted_columns what was measured', () => {
    const text = oldReport({ pressure: oldColumn(0.4, false), flow: oldColumn(0.001, true), speed: oldColumn(0.02, false, 'Wasserstein distance (normed)', 0.1) }, { drift: false, drifted: 1 });
    const evidence = reading(text);
    expect(evidence.source).toMatchObject({ toolVersion: '0.4.40', formatVersion: 'metric and result' });
    expect(evidence.results.filter(({ metric }) => metric === 'share_of_drifted_columns')).toMatchObject([{ value: 1 / 3, unit: 'fraction', threshold: { value: 0.5, op: '<' }, breached: 'no' }]);
    expect(evidence.results.filter(({ metric }) => metric === 'number_of_drifted_columns')).toMatchObject([{ value: 1, unit: 'count' }]);
    expect(column(text, 'flow')).toMatchObject({ value: 0.001, direction: 'higher', threshold: { value: 0.05, op: '>=' }, breached: 'yes' });
    expect(column(text, 'speed')).toMatchObject({ direction: 'lower', threshold: { value: 0.1, op: '<' }, breached: 'no' });
    expect(evidence).toMatchObject({ verdict: 'inconclusive', verdictRaw: 'dataset_drift false', run: { startedAt: null, timezone: 'unknown', completeness: 'complete' } });
    expect(evidence.facts).toContainEqual({ name: 'timestamp', value: '2026-03-04 08:00:00.123456' });
    expect(codes(text)).toContain('columns-drifted');
  });

  it('passes where the file states no drift of the data set nor of any column, and fails where it states drift', () => {
    const calm = oldReport({ pressure: oldColumn(0.4, false) }, { drift: false });
    expect(reading(calm)).toMatchObject({ verdict: 'pass', verdictBasis: 'stated', verdictRaw: 'dataset_drift false' });
    expect(state(calm)).toBe('passed');
    expect(reading(oldReport({ pressure: oldColumn(0.01, true) }, { drift: true, drifted: 1 }))).toMatchObject({ verdict: 'fail', verdictBasis: 'stated' });
  });

  it('reads early 0.7 from the metric’s id, whatever the column is called', () => {
    const text = newReport([['a, b (kPa)', 0.4], ['x=y', 0.07, 'Wasserstein distance (normed)', 0.1]], { count: 0, share: 0, early: true });
    expect(column(text, 'a, b (kPa)')).toMatchObject({ value: 0.4, threshold: { value: 0.05, op: '>=' }, breached: 'no' });
    expect(column(text, 'x=y')).toMatchObject({ value: 0.07, threshold: { value: 0.1, op: '<' } });
    expect(reading(text)).toMatchObject({ verdict: 'pass', verdictBasis: 'computed', source: { formatVersion: 'metric_id' } });
  });

  it('works the flag out in 0.7 and says so: p-values drift below the threshold, distances at or above it', () => {
    const text = newReport([['low', 0.049], ['at', 0.05], ['near', 0.0999, 'PSI', 0.1], ['on', 0.1, 'PSI', 0.1]], { count: 2, share: 0.5 });
    expect(['low', 'at', 'near', 'on'].map((name) => column(text, name)?.breached)).toEqual(['yes', 'no', 'no', 'yes']);
    expect(reading(text)).toMatchObject({ verdict: 'fail', verdictBasis: 'computed', verdictRaw: null });
    expect(codes(text)).toContain('computed-drift');
    expect(reading(text).entries.map(({ state: stands }) => stands)).toEqual(['failed', 'passed', 'passed', 'failed']);
  });

  it('knows methods whose names mislead: total variation distance gives a p-value, Cramer-von Mises drifts at its threshold, energy distance above it', () => {
    const drifts = (method: string, score: number) => column(one(method, score), 'flow')?.breached;
    expect([drifts('Total-Variation-Distance', 0.09), drifts('TVD', 0.3)]).toEqual(['yes', 'no']);
    expect([drifts('Cramer-von Mises', 0.1), drifts('anderson', 0.1)]).toEqual(['yes', 'no']);
    expect([drifts('Energy-distance', 0.1), drifts('Hellinger distance', 0.1)]).toEqual(['no', 'yes']);
  });

  it('E-1 leaves a method that nobody knows open, never without drift', () => {
    const text = one('my own distance', 0.01);
    expect(column(text, 'flow')).toMatchObject({ direction: 'unknown', threshold: null, breached: 'unknown' });
    expect(reading(text)).toMatchObject({ verdict: 'inconclusive' });
    expect(codes(text)).toContain('unknown-method');
    expect(state(text)).not.toBe('passed');
    // Its score is compared with a percentile of other scores, which the file doesn't hold.
    expect(column(one('Percentile text content drift', 0.6, 0.95), 'flow')?.breached).toBe('unknown');
  });

  it('E-1 passes nothing without a limit for the share, without a score, or where a list is shorter than its count', () => {
    expect(reading(newReport([['flow', null]], { count: 0, share: 0 })).verdict).toBe('inconclusive');
    expect(reading(newReport([['flow', 0.4]], { count: 0, share: null })).verdict).toBe('inconclusive');
    const short = oldReport({ a: oldColumn(0.4, false), b: oldColumn(0.4, false) }, { drift: false }).replace(/"number_of_columns": 2/g, '"number_of_columns": 5');
    expect(reading(short)).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
    expect(reading(oldReport({ a: oldColumn(0.4, undefined, 'odd') }, { drift: false })).verdict).toBe('inconclusive');
    expect(reading(oldReport({ a: oldColumn(0.4, false) }, { drift: 'no' })).verdict).not.toBe('fail');
    expect(codes(oldReport({ a: oldColumn(0.4, false) }, { drift: 'no' }))).toContain('unknown-verdict');
  });

  it('E-3 takes NaN as no score', () => {
    const text = newReport([['flow', 0.4]], { count: 0, share: 0 }).replace('"value": 0.4', '"value": NaN');
    expect(column(text, 'flow')).toMatchObject({ value: null, rawText: 'NaN', breached: 'unknown' });
    expect(codes(text)).toContain('not-finite');
  });

  it('E-2 keeps a score as the file wrote it', () => {
    expect(column(newReport([['flow', 0.4]], { count: 0, share: 0 }).replace('"value": 0.4', '"value": 4.50e-66'), 'flow')).toMatchObject({ value: 4.5e-66, rawText: '4.50e-66' });
  });

  it('lets drift count where the flag and the score disagree', () => {
    const text = oldReport({ pressure: oldColumn(0.001, false) }, { drift: false });
    expect(column(text, 'pressure')?.breached).toBe('yes');
    expect(codes(text)).toContain('flag-differs');
  });

  it.each([['FAIL', 'fail'], ['ERROR', 'error'], ['SKIPPED', 'inconclusive'], ['WARNING', 'inconclusive'], ['GREAT', 'inconclusive'], ['SUCCESS', 'pass']])('takes a test that ended in %s as %s', (status, verdict) => {
    expect(reading(newReport([['flow', 0.4]], { count: 0, share: 0, tests: [{ name: 'Share', metric_config: {}, status }] })).verdict).toBe(verdict);
  });

  it('reads a suite of tests of the old shape', () => {
    const suite = (status: string) => JSON.stringify({ version: '0.4.1', tests: [{ name: 'Drift per column', status, group: 'data_drift' }], summary: { all_passed: true, total_tests: 1 } });
    expect(reading(suite('SUCCESS'))).toMatchObject({ verdict: 'pass', entries: [{ title: 'Drift per column', state: 'passed' }] });
    expect(reading(suite('FAIL')).verdict).toBe('fail');
  });

  it('refuses JSON without a report, by its name', () => {
    expect(evidently.read([rawFile('a/x.json', '{"metrics": 3}')], {})).toMatchObject({ ok: false, trouble: { params: { name: 'a/x.json' } } });
  });

  describe.runIf(has)('the genuine sample', () => {
    it('is wrapped, checks no column, and so passes nothing (E-1)', () => {
      const evidence = reading(readFileSync(path.join(samples, 'v0.7-wrapped_drift_report.json'), 'utf8'));
      expect(evidence).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'unknown' }, source: { formatVersion: 'metric and result, wrapped' } });
      expect(evidence.results).toMatchObject([{ metric: 'number_of_drifted_columns', value: 0 }, { metric: 'share_of_drifted_columns', value: 0, rawText: '0.0', threshold: null }]);
      expect(evidence.warnings.map(({ code }) => code)).toEqual(['wrapped', 'nothing-checked']);
    });
  });
});
