import { modelInfo } from '../evidence-text.ts';
import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const corruptionTable = ',fog,fog,snow,snow\n,1,2,1,2\nPlain2026,0.9,0.8,0.75,0.5\nHardened2026,0.9300000000000001,0.88,.91,0.85\n';

export const fixtures: FormatFixtures = {
  format: 'robustbench',
  good: { 'under corruptions': [rawFile('corruptions/unaggregated_results.csv', corruptionTable)], 'a model under attack': [rawFile('linf/Model2026.json', modelInfo())], 'an external attack was stronger': [rawFile('linf/Model2026.json', modelInfo({ external: '58.1', unreliable: true }))] },
  answers: { norm: 'Linf', n: 10_000 },
};
