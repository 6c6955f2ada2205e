import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const fixtures: FormatFixtures = {
  format: 'marabou-summary',
  good: {
    'proved': [rawFile('run/summary.txt', 'unsat 12 340 85\n')],
    'a counterexample': [rawFile('run/summary.txt', 'sat 3 17 90\n')],
    'out of time': [rawFile('run/summary.txt', 'TIMEOUT 3600 99120 77\n')],
  },
  answers: { polarity: 'states-negation', network: 'lane-keeper-4x50', property: 'steering stays within 0.3 rad' },
  verdictWords: [{ piece: 'proved', word: 'unsat' }],
};
