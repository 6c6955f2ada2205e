import { gzipSync } from 'fflate';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { vnnRows } from '../evidence-text.ts';
import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const fixtures: FormatFixtures = {
  format: 'vnncomp-results',
  good: {
    'with counterexamples': [
      rawFile('run/results.csv', vnnRows('unsat', 'sat', 'sat')), rawFile('run/net_1_prop_1.counterexample.gz', gzipSync(encodeUtf8('((X_0 0.125)\n(X_1 -3e-2)\n(Y_0 1.5))\n'), { mtime: 0 })),
      rawFile('run/net_2_prop_2.counterexample', 'sat\n(X_0 .5)\n(Y_0 -2)\n'),
    ],
    'all hold': [rawFile('results.csv', vnnRows('unsat', 'unsat'))], 'of 2021': [rawFile('results.csv', vnnRows('holds', 'violated'))], 'undecided': [rawFile('results.csv', vnnRows('timeout', 'unknown', 'unsat'))],
  },
  answers: { polarity: 'states-negation' },
  verdictWords: [{ piece: 'all hold', word: 'unsat' }],
};
