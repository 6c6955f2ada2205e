// Tables of 100,000 rows, as the largest runs leave them.
import { chance } from './evidence-folder.mjs';

const rows = 100_000;

/** One of each; the same text each time. */
export function tables() {
  const { next, below, pick } = chance(7);
  const lines = (make) => `${Array.from({ length: rows }, (_, i) => make(i)).join('\n')}\n`;
  return [
    {
      format: 'vnncomp-results', name: 'results.csv', rows, answers: { polarity: 'states-negation' },
      text: lines((i) => `acasxu,./benchmarks/acasxu/onnx/net_${below(45)}.onnx,./benchmarks/acasxu/vnnlib/prop_${i}.vnnlib,${(next() * 2).toFixed(6)},${pick(['unsat', 'unsat', 'unsat', 'sat', 'timeout'])},${(next() * 100).toFixed(6)}`),
    },
    {
      format: 'azureml-monitor-results', name: 'monitor.csv', rows, answers: {},
      text: `group,metric_name,metric_value,group_pivot,threshold_value\n${lines((i) => `feature_${i >> 2},${['jensen_shannon_distance', 'null_value_rate', 'data_type_error_rate', 'out_of_bounds_rate'][i & 3]},${(next() / 4).toFixed(9)},${pick(['', 'Aggregate', 'north', 'south'])},0.2`)}`,
    },
  ];
}
