import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const firstCard = (metrics: readonly object[] = [{ type: 'accuracy', value: 0.91, threshold: 0.5 }, { type: 'accuracy', value: 0.88, slice: 'night', threshold: 0.5, confidence_interval: { lower_bound: 0.85, upper_bound: 0.91 } }], version: object = { name: 'v2', date: '08/28/2026' }): string => JSON.stringify({
  schema_version: '0.0.1',
  model_details: { name: 'Harbour crane detector', overview: 'Finds cranes.', owners: [{ name: 'Port vision', contact: 'vision@port.example' }], version, license: 'Apache-2.0', references: ['https://port.example/cranes'], citation: 'Cranes, 2026' },
  model_parameters: { data: { train: { name: 'cranes-2025', sensitive: false, graphics: {} }, eval: { name: 'cranes-2026', graphics: {} } } },
  quantitative_analysis: { performance_metrics: metrics, graphics: {} },
  considerations: { users: ['Crane drivers'], limitations: ['Not in fog.'], tradeoffs: ['Recall before precision.'], ethical_considerations: [{ name: 'People under loads', mitigation_strategy: 'A second sensor.' }] },
}, null, 2);
export const secondCard = (metrics: readonly object[] = [{ type: 'accuracy', value: '0.93', slice: 'overall', confidence_interval: { lower_bound: '0.90', upper_bound: '0.95' } }], version: object = { name: '3.0', date: '2026/02/02', diff: 'More night images.' }): string => JSON.stringify({
  schema_version: '0.0.2',
  model_details: { name: 'Harbour crane detector', owners: [{ name: 'Port vision' }], version, licenses: [{ identifier: 'Apache-2.0' }], references: [{ reference: 'https://port.example/cranes' }], citations: [{ citation: 'Cranes, 2026' }], path: 'models/crane' },
  model_parameters: { model_architecture: 'detector', data: [{ name: 'cranes-2026', link: 'data/cranes', sensitive: { sensitive_data: ['faces'] } }] },
  quantitative_analysis: { performance_metrics: metrics },
  considerations: { use_cases: [{ description: 'Warn the driver.' }], limitations: [{ description: 'Not in fog.' }, { description: 'Not in snow.' }] },
}, null, 2);

export const fixtures: FormatFixtures = {
  format: 'model-card-toolkit',
  good: {
    'schema 0.0.1': [rawFile('card.json', firstCard())],
    'schema 0.0.2': [rawFile('card.json', secondCard())],
    'without figures': [rawFile('card.json', JSON.stringify({ schema_version: '0.0.2', model_details: { name: 'Untested' }, considerations: {} }))],
    'values that are no numbers': [rawFile('card.json', secondCard([{ type: 'accuracy', value: 'high' }, { type: 'loss', value: null }, { type: 'accuracy', value: '93.1%', slice: 'day' }]))],
  },
};
