import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

/** A results table from rows of group, metric, value, pivot and limit. */
export const azuremlTable = (...rows: readonly (readonly [string, string, string, string, string])[]): string => ['group,metric_name,metric_value,group_pivot,threshold_value', ...rows.map((row) => row.join(','))].join('\n') + '\n';

export const fixtures: FormatFixtures = {
  format: 'azureml-monitor-results',
  good: {
    'within limits': [rawFile('results.csv', azuremlTable(['flow', 'jensen_shannon_distance', '0.012', '', '0.1'], ['valve', 'jensen_shannon_distance', '0.05', 'Aggregate', '0.1']))],
    'another order': [rawFile('metrics.csv', 'threshold_value,signal,metric_value,metric_name,group,group_pivot\r\n0.02,drift,0.5,pearsons_chi_squared_test,valve,open\r\n0.05,quality,0.01,null_value_rate,flow,\r\n')],
    'a breach and a metric that nobody knows': [rawFile('metrics.csv', azuremlTable(['flow', 'null_value_rate', '0.3', '', '0.05'], ['flow', 'sparkle', '3', '', '2'], ['flow', 'row_count', '1200', '', '']))],
  },
  verdictWords: [{ piece: 'within limits', word: 'jensen_shannon_distance' }],
};
