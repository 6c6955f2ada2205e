import { rawFile } from '../raw-file.ts';
import type { RawFile } from '../../../shared/dossier/revision-tree.ts';
import type { FormatFixtures } from './fixtures.ts';

type Members = Readonly<Record<string, unknown>>;

/** One statistic of `stats.json`; without a mean it is of nothing. */
export function helmStat(name: string, mean: number | null, where: Members = { split: 'test' }): Members {
  const of = { name, ...where };
  return mean === null ? { name: of, count: 0, sum: 0, sum_squared: 0 } : { name: of, count: 1, sum: mean, sum_squared: mean * mean, min: mean, max: mean, mean, variance: 0, stddev: 0 };
}

const robust = { name: 'robustness', robustness: true, fairness: false, computed_on: 'worst' };
export const helmStats: readonly Members[] = [
  helmStat('exact_match', 0.25), helmStat('exact_match', 0.5, { split: 'valid' }), helmStat('exact_match', 0.125, { split: 'test', perturbation: robust }), helmStat('training_co2_cost', null), helmStat('perplexity', 8.5), helmStat('inference_runtime', 0.31),
  helmStat('num_instances', 8), helmStat('num_instances', 2, { split: 'valid' }), helmStat('num_instances', 8, { split: 'test', perturbation: robust }),
];

export const helmSpec = (adapter: Members = {}): Members => ({
  name: 'triage:ward=a,model=example_triage', scenario_spec: { class_name: 'example.scenarios.TriageScenario', args: { ward: 'a' } },
  adapter_spec: { method: 'multiple_choice_joint', model_deployment: 'example/triage-host', model: 'example/triage-1b', max_eval_instances: 1000, max_train_instances: 5, num_train_trials: 1, temperature: 0.0, max_tokens: 1, ...adapter }, metric_specs: [], groups: ['triage'],
});

export function helmRun({ spec = helmSpec(), stats = helmStats, more = [] }: { readonly spec?: Members; readonly stats?: readonly Members[]; readonly more?: readonly RawFile[] } = {}): readonly RawFile[] {
  return [
    rawFile('run/run_spec.json', JSON.stringify(spec, null, 2)), rawFile('run/scenario.json', JSON.stringify({ name: 'triage', description: 'Questions of a ward', tags: ['triage'] }, null, 2)),
    rawFile('run/stats.json', JSON.stringify(stats, null, 2)), ...more,
  ];
}

export const helmState = (failed = 0): RawFile => rawFile('run/scenario_state.json', JSON.stringify({ adapter_spec: { method: 'multiple_choice_joint' }, request_states: [0, 1, 2].map((index) => ({ instance: { id: `id${index}` }, result: { success: index >= failed, completions: [] } })) }));
export const helmInstances = rawFile('run/per_instance_stats.json', JSON.stringify([{ instance_id: 'id0', train_trial_index: 0, stats: [helmStat('exact_match', 1)] }]));

export const fixtures: FormatFixtures = {
  format: 'helm',
  good: {
    'a run': helmRun(), 'a run with all its files': helmRun({ more: [helmState(), helmInstances] }), 'a limited run': helmRun({ spec: helmSpec({ max_eval_instances: 10 }) }),
    'statistics alone': [rawFile('stats.json', JSON.stringify(helmStats))],
  },
};
