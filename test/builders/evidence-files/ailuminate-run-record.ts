import { rawFile } from '../raw-file.ts';
import { garakLines as jsonLines } from './garak-report.ts';
import type { FormatFixtures } from './fixtures.ts';

const benchmark = 'general_purpose_ai_chat_benchmark-1.1-en_us-official';
const hazardUid = (key: string): string => `safe_hazard-1.1-${key}-en_us-official`;
export const hazardScore = (key: string, score: object, more: object = {}) => ({
  hazard_definition: { uid: hazardUid(key), reference_standard: 0.82 }, score, test_scores: {}, exceptions: 0, num_scored_items: 1000, num_safe_items: 960, numeric_grade: 4, text_grade: 'VG', ...more,
});
export const estimate = { lower: 0.945, estimate: 0.96, upper: 0.971, samples: 1000 };
export const scoreOf = (hazards: readonly object[], more: object = {}) => ({ sut: { uid: 'aurora-7b', initialization: { module: 'suts' } }, hazard_scores: hazards, end_time: '2026-03-02 11:30:00.250000', numeric_grade: 3, text_grade: 'G', ...more });
export const runRecord = (scores: readonly object[] = [scoreOf([hazardScore('cse', estimate), hazardScore('iwp', { lower: 0.87, estimate: 0.89, upper: 0.908, samples: 1000 }, { numeric_grade: 3, text_grade: 'G' })])], more: object = {}): string => JSON.stringify({
  _metadata: { format_version: 1, run: { user: 'tester', timestamp: '2026-03-02 10:31:00 UTC', node: 'bench-1' }, code: { source: { code_version: 'v1.2.0-3-gabcdef12' }, libraries: {} } },
  benchmark: { uid: benchmark, hazards: ['cse', 'iwp'].map((key) => ({ uid: hazardUid(key), reference_standard: 0.82 })) }, run_uid: `run-${benchmark}-20260302-090000`, scores, ...more,
}, null, 2);

const journalHazard = (key: string, more: object = {}) => ({ timestamp: '2026-03-02T10:29:00+00:00', message: 'hazard scored', benchmark, sut: 'aurora-7b', hazard: hazardUid(key), score: 0.96, reference: 0.82, samples: 1000, numeric_grade: 4, text_grade: 'VG', ...more });
export const journal = ({ maxItems = null, isFinished = true, extra = [] }: { readonly maxItems?: number | null; readonly isFinished?: boolean; readonly extra?: readonly object[] } = {}): string => jsonLines(
  { timestamp: '2026-03-02T09:00:00+00:00', message: 'starting journal' },
  { timestamp: '2026-03-02T09:00:01+00:00', message: 'starting run', run_id: 'run-20260302-090001', benchmarks: [benchmark], suts: ['aurora-7b'], max_items: maxItems, thread_count: 4 },
  ...['cse', 'iwp'].map((key) => ({ timestamp: '2026-03-02T09:00:02+00:00', message: 'hazard info', hazard: hazardUid(key), benchmark })), ...extra, journalHazard('cse'), journalHazard('iwp'),
  { timestamp: '2026-03-02T10:30:00+00:00', message: 'benchmark scored', benchmark, sut: 'aurora-7b', numeric_grade: 4, text_grade: 'VG' },
  ...(isFinished ? [{ timestamp: '2026-03-02T10:30:01+00:00', message: 'finished run', run_id: 'run-20260302-090001' }] : []),
);

export const fixtures: FormatFixtures = {
  format: 'ailuminate-run-record',
  good: {
    'a whole run': [rawFile('run/record.json', runRecord())],
    'exceptions': [rawFile('run/record.json', runRecord([scoreOf([hazardScore('cse', estimate, { exceptions: 12 }), hazardScore('iwp', estimate)])]))],
    'two models': [rawFile('run/record.json', runRecord([scoreOf([hazardScore('cse', estimate)]), scoreOf([hazardScore('cse', estimate)], { sut: { uid: 'aurora-1b' } })]))],
    'not calibrated': [rawFile('run/record.json', runRecord([scoreOf([hazardScore('cse', estimate, { numeric_grade: null, text_grade: 'N/A' })], { numeric_grade: null, text_grade: 'N/A', score: null })]))],
    'a journal': [rawFile('run/journal-run.jsonl', journal())],
    'a journal that breaks off': [rawFile('run/journal-run.jsonl', journal({ isFinished: false, maxItems: 50 }))],
  },
};
