import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const marabouText = 'x0 >= -0.25\nx0 <= .25\nx1 >= 0\nx1 <= 1e-1\n+y0 -y1 >= 0\ny2 <= 3.5\nws_1_4 <= 0\n';
export const vnnlib = `; braking distance stays short
(declare-const X_0 Real)
(declare-const X_1 Real)
(declare-const Y_0 Real)
(declare-const Y_1 Real)
(declare-const Y_2 Real)

(assert (>= X_0 -0.25)) (assert (<= X_0 .25))
(assert (and (>= X_1 0.0) (<= X_1 1e-1)))
(assert (or
  (and (<= Y_0 Y_1) (<= Y_0 (* 2.0 Y_2)))
  (and (>= Y_2 3.5))
))
`;

export const fixtures: FormatFixtures = {
  format: 'nnverify-property',
  good: { 'Marabou text': [rawFile('properties/turn.txt', marabouText)], 'VNN-LIB with alternatives': [rawFile('properties/brake.vnnlib', vnnlib)] },
  answers: { polarity: 'states-negation' },
};
