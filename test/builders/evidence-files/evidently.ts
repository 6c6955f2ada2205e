import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** A column of the shape that Evidently wrote up to 0.6. */
export const oldColumn = (score: number, detected: boolean | undefined, method = 'K-S p_value', threshold = 0.05) => ({ column_type: 'num', stattest_name: method, stattest_threshold: threshold, drift_score: score, ...(detected === undefined ? {} : { drift_detected: detected }) });

export function oldReport(columns: Readonly<Record<string, object>>, { drift, drifted = 0 }: { drift: unknown; drifted?: number }): string {
  const total = Object.keys(columns).length;
  const summary = { number_of_columns: total, number_of_drifted_columns: drifted, share_of_drifted_columns: drifted / total, dataset_drift: drift };
  return json({ version: '0.4.40', timestamp: '2026-03-04 08:00:00.123456', metrics: [{ metric: 'DatasetDriftMetric', result: { drift_share: 0.5, ...summary } }, { metric: 'DataDriftTable', result: { ...summary, drift_by_columns: columns } }] });
}

/** A report of 0.7: `metric_id` early, `metric_name` and `config` later. */
export function newReport(columns: readonly (readonly [string, number | null, string?, number?])[], { count, share, limit = 0.5, early = false, tests = [] }: { count: number; share: number | null; limit?: number; early?: boolean; tests?: readonly object[] }): string {
  const named = (name: string, config: object, value: unknown) => (early ? { metric_id: name, value } : { id: 'c0ffee', metric_name: name, config, value });
  return json({
    metrics: [
      named(`DriftedColumnsCount(drift_share=${limit})`, { type: 'evidently:metric_v2:DriftedColumnsCount', drift_share: limit }, { count, share }),
      ...columns.map(([column, score, method = 'K-S p_value', threshold = 0.05]) => named(`ValueDrift(column=${column},method=${method},threshold=${threshold})`, { type: 'evidently:metric_v2:ValueDrift', column, method, threshold }, score)),
    ],
    tests,
  });
}

export const fixtures: FormatFixtures = {
  format: 'evidently',
  good: {
    'of 0.4': [rawFile('drift/report.json', oldReport({ pressure: oldColumn(0.4, false), flow: oldColumn(0.001, true) }, { drift: false, drifted: 1 }))],
    'early 0.7': [rawFile('report.json', newReport([['pressure (kPa)', 0.4], ['flow', 0.07, 'PSI', 0.1]], { count: 0, share: 0, early: true }))],
    'later 0.7': [rawFile('report.json', newReport([['pressure', 0.4], ['flow', 0.2]], { count: 0, share: 0 }))],
    'drifted 0.7': [rawFile('report.json', newReport([['pressure', 0.004], ['flow', 0.3, 'Jensen-Shannon distance', 0.1]], { count: 2, share: 1 }))],
    'wrapped': [rawFile('drift.json', json({ dataset_drift: false, drift_share: 0, n_drifted_features: 0, drifted_features: [], report: { metrics: [{ result: { dataset_drift: false } }, { result: { drift_by_columns: {} } }] } }))],
    'with tests': [rawFile('report.json', newReport([['flow', 0.2]], { count: 0, share: 0, tests: [{ name: 'Share of drifted columns', description: 'Actual value 0 < 0.5', metric_config: { metric_id: 'c0ffee' }, status: 'SUCCESS' }] }))],
  },
  verdictWords: [{ piece: 'later 0.7', word: 'K-S p_value' }, { piece: 'with tests', word: '"SUCCESS"' }],
};
