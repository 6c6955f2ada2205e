import { omnisafeConfig } from './omnisafe.ts';
import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const record = (parts: Record<string, unknown> = {}) => ({
  format: 1, kind: 'design-record', product: 'Courier robot', release: '2.1', madeOn: '2026-03-02', firstTrainingRunOn: '2026-03-09',
  lossFunction: { name: 'PPO surrogate with a cost multiplier', why: 'Contact with people has to cost more than time.', terms: [{ name: 'cost', weight: 'learned', why: 'Keeps contacts under the limit.' }] },
  hyperparameters: [{ name: 'algo_cfgs.batch_size', value: 64, why: 'Fits the memory.' }, { name: 'cost_limit', value: 25, why: 'Agreed with the safety team.', safetyCritical: true }],
  seeds: [7],
  limits: [{ name: 'speed near people', value: 0.5, unit: 'm/s', why: 'From the risk assessment.' }],
  failureModes: [
    { id: 'F-1', mode: 'Brakes late', effect: 'Strikes a person', cause: 'Rare obstacles', mitigation: 'Lidar stop', hazards: ['H-001'] },
    { id: 'F-2', mode: 'Turns in place', effect: 'Blocks a corridor', cause: 'Reward for progress is flat', hazards: ['H-001', 'H-002'] },
  ],
  trainingConfigurations: ['config.json'],
  ...parts,
});
export const recordYaml = (text = ''): string => `format: 1
kind: design-record
product: Courier robot
release: "2.1"
madeOn: 2026-03-02
lossFunction:
  name: cross-entropy
  why: Classes are exclusive.
hyperparameters:
  - { name: train.params.max_depth, value: 20, why: Deeper trees remembered single customers. }
${text}`;

export const fixtures: FormatFixtures = {
  format: 'design-record',
  good: {
    'YAML, alone': [rawFile('design/record.yaml', recordYaml())],
    'JSON with a configuration': [rawFile('design/record.json', JSON.stringify(record(), null, 2)), rawFile('design/config.json', omnisafeConfig(12))],
    'made late': [rawFile('design/record.json', JSON.stringify(record({ madeOn: '2026-03-10', trainingConfigurations: [] })))],
  },
};
