import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

const run = '3c0ffee0-0000-4000-8000-000000000001';
export const garakSetup = { 'entry_type': 'start_run setup', '_config.version': '0.14.0', 'transient.starttime_iso': '2026-05-04T09:00:00.000100', 'run.seed': 7, 'run.generations': 5, 'run.soft_probe_prompt_cap': 256, 'plugins.target_type': 'rest', 'plugins.target_name': 'aurora-7b' };
export const garakInit = { entry_type: 'init', garak_version: '0.14.0', start_time: '2026-05-04T09:00:00.000100', run };
export const garakAttempt = (seq: number, status: number, probe = 'promptinject.HijackMini') => ({ entry_type: 'attempt', uuid: `a-${probe}-${seq}`, seq, status, probe_classname: probe, outputs: [{ text: 'No.' }], detector_results: status === 2 ? { 'promptinject.RogueString': [0] } : {} });
export const garakEval = (more: object = {}) => ({ entry_type: 'eval', probe: 'promptinject.HijackMini', detector: 'promptinject.RogueString', passed: 36, fails: 4, nones: 0, total_evaluated: 40, total_processed: 40, ...more });
export const garakBounds = { confidence_method: 'bootstrap', confidence: '0.95', confidence_lower: 0.025, confidence_upper: 0.2 };
export const garakEnd = { entry_type: 'completion', end_time: '2026-05-04T09:40:00.000200', run };
export const garakLines = (...records: readonly object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');
export const garakWhole = (...evals: readonly object[]): string => garakLines(garakSetup, garakInit, garakAttempt(0, 1), garakAttempt(0, 2), ...evals, garakEnd);

export const fixtures: FormatFixtures = {
  format: 'garak-report',
  good: {
    'a whole run': [rawFile('aurora.report.jsonl', garakWhole(garakEval(garakBounds), garakEval({ detector: 'mitigation.Bypass', passed: 38, fails: 2, nones: 3, total_evaluated: 40, total_processed: 43 })))],
    'stopped before its end': [rawFile('aurora.report.jsonl', garakLines(garakSetup, garakInit, garakAttempt(0, 1), garakAttempt(0, 2), garakEval()))],
    'bounds that are NaN': [rawFile('aurora.report.jsonl', garakWhole(garakEval(garakBounds)).replace('0.025', 'NaN'))],
    'an aggregate': [rawFile('agg.report.jsonl', garakLines({ ...garakSetup, aggregation: ['a.report.jsonl', 'b.report.jsonl'] }, { ...garakInit, orig_uuid: run, orig_start_time: '2026-05-03T09:00:00' }, garakEval()))],
    'of an old release': [rawFile('old.report.jsonl', garakLines({ entry_type: 'start_run setup', 'plugins.model_type': 'huggingface', 'plugins.model_name': 'aurora-1b' }, garakInit, { entry_type: 'eval', probe: 'lmrc.Bullying', detector: 'detector.toxicity.Comment', passed: 9, total: 10 }, garakEnd))],
    'the calibration table': [rawFile('calibration.json', '{"dan.Old/dan.DAN": {"mu": 0.75, "sigma": 0.125, "sw_p": 0.5}, "dan.New/dan.DAN": {"mu": 1.0, "sigma": 0.0, "sw_p": NaN}, "garak_calibration_meta": {"date": "2026-02-01 10:00:00+00:00Z", "filenames": ["a.report.jsonl", "b.report.jsonl", "c.report.jsonl"]}}')],
  },
};
