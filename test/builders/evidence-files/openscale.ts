import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
const crn = (kind: string): string => `crn:v1:bluemix:public:aiopenscale:eu-de:a/0:0:${kind}:1`;

/** One measurement of a monitor. */
export const openscaleMeasurement = (metrics: readonly object[], more: object = {}): string =>
  json({ metadata: { id: 'm1', crn: crn('measurement'), url: '/v2/monitor_instances/i1/measurements/m1' }, entity: { timestamp: '2026-02-03T04:05:06.700Z', values: [{ metrics, tags: [{ id: 'ward', value: 'north' }] }], issue_count: 0, monitor_instance_id: 'i1', monitor_definition_id: 'quality', ...more } });

/** Metrics over time, in columns. */
export const openscaleColumns = (values: readonly (number | null)[], limits: readonly (number | null)[] = values.map((value) => (value === null ? null : 0.1))): string =>
  json({ start: '2026-02-03T04:00:00Z', end: '2026-02-03T04:05:00Z', interval: 'hour', monitor_definition_id: 'drift', groups: [{ tags: [], metrics: [{ id: 'data_drift_magnitude', lower_limit: values.map(() => null), upper_limit: limits, last: { value: values, measurement_id: values.map((value) => (value === null ? null : 'm')) } }] }] });

export const openscaleRun = (status: object, parameters: object = {}): string =>
  json({ metadata: { id: 'r1', crn: crn('run'), url: '/v2/monitor_instances/i1/runs/r1' }, entity: { parameters: { drift_threshold: 0.05, ...parameters }, status: { queued_at: '2026-02-03T04:00:00Z', started_at: '2026-02-03T04:00:01Z', ...status } } });

export const openscaleMonitor: string = json({ metadata: { id: 'i1', crn: crn('monitor_instance'), url: '/v2/monitor_instances/i1' }, entity: { monitor_definition_id: 'fairness', target: { target_id: 's1' }, parameters: {}, thresholds: [{ metric_id: 'fairness_value', type: 'lower_limit', value: 80, specific_values: [{ value: 90, applies_to: [{ type: 'tag', key: 'feature', value: 'Age' }] }] }], status: { state: 'active' } } });

/** A factsheet with one evaluation of drift and one of fairness; `status` is the alarm of all of them. */
export const openscaleFactsheet = (status: string, drift = 0.02): string => json({
  name: 'Dose model', asset_type: 'wml_model', model_information: { model_id: 'd1', model_name: 'Dose model' },
  deployment_details: {
    openscale_details: { evaluation_details: { asset: { name: 'HELD_OUT' } } },
    drift: { metrics: { data_drift_magnitude: { name: 'Drop in data consistency', value: drift, upper_limit: 0.1, breach_status: status } }, summary: { score: drift, breach_status: status }, records_evaluated: 400, evaluation_timestamp: '2026-02-03T04:05:06Z' },
    fairness: { features: [{ name: 'Age', metrics: { fairness_score: { value: 0.93, lower_limit: 0.8, breach_status: status, individual_scores: [{ group_name: [18, 25], value: 0.93 }, { group_name: [65, 90], value: 0.97 }] } } }], summary: { breach_status: status }, records_evaluated: 400 },
  },
});

export const fixtures: FormatFixtures = {
  format: 'openscale',
  good: {
    'measurement': [rawFile('measurement.json', openscaleMeasurement([{ id: 'sensitivity', value: 0.91, lower_limit: 0.85 }, { id: 'calls', value: 7 }]))],
    'columns': [rawFile('metrics.json', openscaleColumns([null, 0.04, null, 0.05]))],
    'a run with an error': [rawFile('run.json', openscaleRun({ state: 'running' }, { run_status: 'ERROR', run_message: 'No data.' }))],
    'a finished run': [rawFile('run.json', openscaleRun({ state: 'finished', completed_at: '2026-02-03T04:00:09Z' }))],
    'a monitor': [rawFile('monitor.json', openscaleMonitor)],
    'factsheet': [rawFile('factsheet.json', openscaleFactsheet('GREEN'))],
  },
  verdictWords: [{ piece: 'factsheet', word: '"GREEN"' }],
};
