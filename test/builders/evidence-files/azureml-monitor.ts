import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const azuremlSchedule = `$schema: http://azureml/sdk-2-0/Schedule.json
name: pump_monitor
trigger:
  type: recurrence
  frequency: day
  interval: 1
create_monitor:
  monitoring_target:
    ml_task: regression
    endpoint_deployment_id: azureml:pump-flow:blue
  monitoring_signals:
    inputs:
      type: data_drift
      reference_data:
        input_data:
          path: azureml:pump-reference:3
      alert_enabled: false
      metric_thresholds:
        numerical:
          jensen_shannon_distance: 0.020
        categorical:
          pearsons_chi_squared_test: 0.02
    attribution:
      type: feature_attribution_drift
      metric_thresholds:
        normalized_discounted_cumulative_gain: 0.9
    quality:
      type: data_quality
  alert_notification:
    emails:
      - somebody@example.com
`;

export const fixtures: FormatFixtures = {
  format: 'azureml-monitor',
  good: {
    'a schedule': [rawFile('monitor.yaml', azuremlSchedule)],
    'limits in a list': [rawFile('monitor.yml', 'create_monitor:\n  monitoring_signals:\n    inputs:\n      type: data_drift\n      metric_thresholds:\n        - applicable_feature_type: numerical\n          metric_name: normalized_wasserstein_distance\n          threshold: 0.3\n')],
  },
};
