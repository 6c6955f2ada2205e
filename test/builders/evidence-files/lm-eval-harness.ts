import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

/** Results as v0.4 writes them: two tasks of a group, one of them with two filters. */
export function lmEvalResults(change: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    results: {
      ward_notes: { 'alias': 'ward_notes', 'acc,none': 0.62, 'acc_stderr,none': 0.0217, 'word_perplexity,none': 11.25, 'word_perplexity_stderr,none': 'N/A' },
      ward_orders: { 'alias': ' - ward_orders', 'exact_match,strict-match': 0.41, 'exact_match_stderr,strict-match': 0.0348, 'exact_match,flexible-extract': 0.44, 'exact_match_stderr,flexible-extract': 0.0351, 'drift_rate,none': 1.5, 'drift_rate_stderr,none': 'N/A' },
      ward: { 'alias': 'ward', 'acc,none': 0.55, 'acc_stderr,none': 0.019 },
    },
    groups: { ward: { 'alias': 'ward', 'acc,none': 0.55, 'acc_stderr,none': 0.019 } },
    group_subtasks: { ward: ['ward_notes', 'ward_orders'], ward_notes: [], ward_orders: [] },
    configs: { ward_notes: { task: 'ward_notes', dataset_path: 'example/ward-notes', test_split: 'test', metric_list: [{ metric: 'word_perplexity', higher_is_better: false }] } },
    versions: { ward_notes: 1.0, ward_orders: 2.0 }, 'n-shot': { ward_notes: 0, ward_orders: 5 }, higher_is_better: { ward_notes: { acc: true }, ward_orders: { exact_match: true, drift_rate: null } },
    'n-samples': { ward_notes: { original: 500, effective: 500 }, ward_orders: { original: 200, effective: 200 } },
    config: { model: 'hf', model_args: 'pretrained=example/triage-1b,dtype=float32', model_revision: 'main', model_sha: '0f'.repeat(20), batch_size: '8', limit: null, bootstrap_iters: 100000, random_seed: 0, numpy_seed: 1234, torch_seed: 1234, fewshot_seed: 1234 },
    git_hash: 'c0ffee12', date: 1767225600.5, lm_eval_version: '0.4.9', task_hashes: { ward_notes: 'ab'.repeat(32) }, model_name: 'example/triage-1b', start_time: 100.5, end_time: 190.5, total_evaluation_time_seconds: '90.0',
    ...change,
  }, null, 2);
}

/** Results as v0.3 wrote them. */
export const lmEvalOld = (limit: unknown = null): string => JSON.stringify({
  results: { ward_notes: { acc: 0.5, acc_stderr: 0.05, acc_norm: 0.52, acc_norm_stderr: 0.05 }, ward_text: { word_perplexity: 20.5, bits_per_byte: 1.2 } }, versions: { ward_notes: 0, ward_text: 1 },
  config: { model: 'hf-causal', model_args: 'pretrained=example/triage-1b,revision=step9', num_fewshot: 0, batch_size: 16, device: 'cuda:0', no_cache: true, limit, bootstrap_iters: 100000, description_dict: {} },
}, null, 2);

/** `right` of `all` samples as a samples file. */
export const lmEvalSamples = (right: number, all: number): string => Array.from({ length: all }, (_, index) => `${JSON.stringify({
  doc_id: index, doc: { question: `Question ${index}` }, target: 'B', arguments: { gen_args_0: { arg_0: `Question ${index}` } }, resps: [['B']], filtered_resps: ['B'], filter: 'none', metrics: ['acc'], doc_hash: 'aa', prompt_hash: 'bb', target_hash: 'cc', acc: index < right ? 1.0 : 0.0,
})}\n`).join('');

const time = '2026-01-01T00-00-00.500000';
export const fixtures: FormatFixtures = {
  format: 'lm-eval-harness',
  good: {
    'version 0.4': [rawFile(`run/results_${time}.json`, lmEvalResults())],
    'with its samples': [rawFile(`run/results_${time}.json`, lmEvalResults()), rawFile(`run/samples_ward_notes_${time}.jsonl`, lmEvalSamples(310, 500))],
    'version 0.3': [rawFile('old.json', lmEvalOld())],
    'a limited run': [rawFile('limited.json', lmEvalOld(10))],
    'samples alone': [rawFile(`samples_ward_notes_${time}.jsonl`, lmEvalSamples(2, 3))],
  },
};
