import { progress, runConfig } from '../evidence-text.ts';
import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const fixtures: FormatFixtures = {
  format: 'safety-starter-agents',
  good: {
    'a whole run': [rawFile('run/progress.txt', progress(12)), rawFile('run/config.json', runConfig(12))],
    'reference scores': [rawFile('scores.json', JSON.stringify({ pointgoal1: { Cost: 50.5, CostRate: 0.0625, Ret: 24.75 }, carpush2: { Cost: 140.25, CostRate: 0.125, Ret: 2.5 } }, null, 4))],
    'a crashed run': [rawFile('run/progress.txt', ''), rawFile('run/config.json', runConfig(12))],
  },
};
