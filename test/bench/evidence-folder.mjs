// A dossier's folder as large pipelines leave it: 1,000 files of evidence in every format that a reader knows, 200 MB together. The same
// seed gives the same bytes.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const fixturesFolder = fileURLToPath(new URL('../builders/evidence-files/', import.meta.url));

/** Numbers and words by chance that repeats. */
export function chance(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit) => Math.floor(next() * limit);
  const words = ['ward', 'valve', 'dosing', 'refuses', 'trolley', 'the', 'nurse', 'asks', 'brakes', 'late', 'prompt', 'harm', 'sensor', 'corridor', 'über', 'stopped', 'at', 'lift', '“quoted”', 'night', 'a', 'pump', 'answers', 'with', 'care'];
  return { next, below, pick: (list) => list[below(list.length)], sentence: (count) => Array.from({ length: count }, () => words[below(words.length)]).join(' '), hex: (length) => Array.from({ length }, () => below(16).toString(16)).join('') };
}

const pretty = (value) => `${JSON.stringify(value, null, 2)}\n`;
const lines = (records) => `${records.map((record) => JSON.stringify(record)).join('\n')}\n`;
/** Numbers as Python prints them: a whole one keeps its `.0`. */
const python = (text) => text.replace(/("(?:mean|sum|sum_squared|min|max|variance|stddev|score|value)": -?\d+)(?=[,\n}])/g, '$1.0');
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** By format: from chance and a size in bytes, roughly, to the files of one piece. Text but where bytes are said. */
export const pieces = {
  'lm-eval-harness': ({ next, hex }, bytes) => {
    const tasks = times(Math.max(2, Math.round(bytes / 1100)), (i) => `ward_task_${i}`);
    const each = (of) => Object.fromEntries(tasks.map((task) => [task, of(task)]));
    return [['results_2026-01-05T10-11-12.500000.json', pretty({
      results: each((task) => ({ 'alias': task, 'acc,none': next(), 'acc_stderr,none': next() / 50, 'acc_norm,none': next(), 'acc_norm_stderr,none': next() / 50, 'word_perplexity,none': 8 + next(), 'word_perplexity_stderr,none': 'N/A' })),
      group_subtasks: each(() => []),
      configs: each((task) => ({ task, dataset_path: `example/${task}`, test_split: 'test', doc_to_text: '{{question}}', metric_list: [{ metric: 'acc', higher_is_better: true }, { metric: 'word_perplexity', higher_is_better: false }] })),
      versions: each(() => 1), 'n-shot': each(() => 0), higher_is_better: each(() => ({ acc: true, acc_norm: true, word_perplexity: false })), 'n-samples': each(() => ({ original: 500, effective: 500 })),
      config: { model: 'hf', model_args: 'pretrained=example/triage-1b,dtype=float32', model_sha: hex(40), batch_size: '8', limit: null, bootstrap_iters: 100_000, random_seed: 0, numpy_seed: 1234, torch_seed: 1234, fewshot_seed: 1234 },
      git_hash: 'c0ffee12', date: 1_767_225_600.5, lm_eval_version: '0.4.9', model_name: 'example/triage-1b',
    })]];
  },
  'inspect-eval-log': ({ next, pick, sentence }, bytes) => {
    const count = Math.max(4, Math.round(bytes / 2400));
    const samples = times(count, (i) => {
      const value = pick(['C', 'C', 'C', 'I']);
      const input = sentence(30);
      return { id: i + 1, epoch: 1, input, target: 'No', messages: [{ role: 'user', content: input }, { role: 'assistant', content: sentence(60), source: 'generate' }], output: { model: 'example/triage-1b', choices: [{ message: { role: 'assistant', content: sentence(60) }, stop_reason: 'stop' }], usage: { input_tokens: 57, output_tokens: 92, total_tokens: 149 }, time: next() * 4 }, scores: { match: { value, answer: 'No', explanation: sentence(20) } }, metadata: {}, store: {}, events: [] };
    });
    const accuracy = samples.filter(({ scores }) => scores.match.value === 'C').length / count;
    return [['log.json', pretty({
      version: 2, status: 'success',
      eval: { eval_id: 'E1', run_id: 'R1', created: '2026-02-03T08:00:00+01:00', task: 'refuse_dosing', task_id: 'T1', task_version: 0, task_args: {}, dataset: { name: 'dosing', location: 'example://dosing', samples: count, shuffled: false }, model: 'example/triage-1b', model_generate_config: { seed: 7 }, config: { epochs: 1 }, revision: { type: 'git', origin: 'https://git.example/evals.git', commit: 'c0ffee12' }, packages: { inspect_ai: '0.3.138' } },
      plan: { name: 'plan', steps: [{ solver: 'generate', params: {} }], config: {} },
      results: { total_samples: count, completed_samples: count, scores: [{ name: 'match', scorer: 'match', scored_samples: count, unscored_samples: 0, params: {}, metrics: { accuracy: { name: 'accuracy', value: accuracy, params: {} }, stderr: { name: 'stderr', value: Math.sqrt(accuracy * (1 - accuracy) / count), params: {} } } }] },
      stats: { started_at: '2026-02-03T08:00:01+01:00', completed_at: '2026-02-03T08:05:00+01:00', model_usage: { 'example/triage-1b': { input_tokens: 30, output_tokens: 12, total_tokens: 42 } } }, samples,
    })]];
  },
  'helm': ({ next, pick }, bytes) => {
    const stat = (name, mean, where = { split: 'test' }) => ({ name: { name, ...where }, count: 1, sum: mean, sum_squared: mean * mean, min: mean, max: mean, mean, variance: 0, stddev: 0 });
    const robust = { name: 'robustness', robustness: true, fairness: false, computed_on: 'worst' };
    const count = Math.max(8, Math.round(bytes / 1700));
    const metrics = ['exact_match', 'quasi_exact_match', 'prefix_exact_match', 'ece_10_bin', 'inference_runtime'];
    return [
      ['run_spec.json', pretty({ name: 'triage:ward=a,model=example_triage', scenario_spec: { class_name: 'example.scenarios.TriageScenario', args: { ward: 'a' } }, adapter_spec: { method: 'multiple_choice_joint', model_deployment: 'example/triage-host', model: 'example/triage-1b', max_eval_instances: count + 1, max_train_instances: 5, num_train_trials: 1, temperature: 0, max_tokens: 1 }, metric_specs: [], groups: ['triage'] })],
      ['scenario.json', pretty({ name: 'triage', description: 'Questions of a ward', tags: ['triage'] })],
      ['stats.json', python(pretty([...metrics.flatMap((name) => [stat(name, next()), stat(name, next(), { split: 'valid' }), stat(name, next(), { split: 'test', perturbation: robust })]), stat('num_instances', count), stat('num_instances', count, { split: 'test', perturbation: robust })]))],
      ['per_instance_stats.json', python(pretty(times(count, (i) => ({ instance_id: `id${i}`, train_trial_index: 0, stats: metrics.map((name) => stat(name, pick([0, 1, 1, next()]))) }))))],
    ];
  },
  'garak-report': ({ below, sentence, hex }, bytes) => {
    const run = '3c0ffee0-0000-4000-8000-000000000001';
    const probes = ['promptinject.HijackMini', 'dan.Ward', 'encoding.InjectBase64', 'lmrc.Bullying'];
    const each = Math.max(4, Math.round(bytes / probes.length / 2 / 1250));
    return [['aurora.report.jsonl', lines([
      { 'entry_type': 'start_run setup', '_config.version': '0.14.0', 'transient.starttime_iso': '2026-05-04T09:00:00.000100', 'run.seed': 7, 'run.generations': 5, 'plugins.target_type': 'rest', 'plugins.target_name': 'aurora-7b' },
      { entry_type: 'init', garak_version: '0.14.0', start_time: '2026-05-04T09:00:00.000100', run },
      ...probes.flatMap((probe) => {
        const fails = below(each);
        return [
          ...times(each, (seq) => [1, 2].map((status) => ({ entry_type: 'attempt', uuid: hex(32), seq, status, probe_classname: probe, probe_params: {}, targets: [], prompt: { turns: [{ role: 'user', content: { text: sentence(60), lang: 'en' } }] }, outputs: [{ text: sentence(80), lang: 'en' }], detector_results: status === 2 ? { 'promptinject.RogueString': [seq < fails ? 1 : 0] } : {}, notes: {}, goal: 'make the model say what it should not', conversations: [] }))).flat(),
          { entry_type: 'eval', probe, detector: 'promptinject.RogueString', passed: each - fails, fails, nones: 0, total_evaluated: each, total_processed: each },
        ];
      }),
      { entry_type: 'completion', end_time: '2026-05-04T09:40:00.000200', run },
    ])]];
  },
  'junit-xml': ({ next, below, sentence }, bytes) => {
    const cases = times(Math.max(4, Math.round(bytes / 210)), (i) => `    <testcase classname="safety.Refusals" name="declines request ${i}" time="${(next() * 3).toFixed(3)}">${below(40) === 0 ? `<failure message="expected a refusal" type="AssertionError">${sentence(40)}</failure>` : `<system-out>${sentence(12)}</system-out>`}</testcase>`);
    return [['report.xml', `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="refusals" tests="${cases.length}" timestamp="2026-03-02T10:00:00+01:00">\n${cases.join('\n')}\n  </testsuite>\n</testsuites>\n`]];
  },
  'sarif': ({ below, pick, sentence, hex }, bytes) => {
    const rules = times(20, (i) => ({ id: `PRM-${i}`, shortDescription: { text: sentence(8) }, defaultConfiguration: { level: pick(['error', 'warning', 'note']) } }));
    const results = times(Math.max(4, Math.round(bytes / 950)), () => ({ ruleId: `PRM-${below(20)}`, kind: pick(['pass', 'pass', 'fail']), message: { text: sentence(25) }, locations: [{ physicalLocation: { artifactLocation: { uri: `agent/tools_${below(50)}.py`, uriBaseId: '%SRCROOT%' }, region: { startLine: 1 + below(900), startColumn: 1, endColumn: 40 } } }], partialFingerprints: { primaryLocationLineHash: hex(32) } }));
    return [['scan.sarif', pretty({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [{ tool: { driver: { name: 'promptlint', semanticVersion: '3.1.0', rules } }, invocations: [{ executionSuccessful: true, startTimeUtc: '2026-03-02T08:00:00Z', endTimeUtc: '2026-03-02T08:01:30.500Z' }], results }] })]];
  },
  'vnncomp-results': ({ next, below, pick }, bytes) => [['results.csv', `${times(Math.max(2, Math.round(bytes / 82)), (i) => `acasxu,./benchmarks/acasxu/onnx/net_${below(45)}.onnx,./benchmarks/acasxu/vnnlib/prop_${i}.vnnlib,${(next() * 2).toFixed(6)},${pick(['unsat', 'unsat', 'unsat', 'sat', 'timeout'])},${(next() * 100).toFixed(6)}`).join('\n')}\n`]],
  'azureml-monitor-results': ({ next, pick }, bytes) => [['results.csv', `group,metric_name,metric_value,group_pivot,threshold_value\n${times(Math.max(2, Math.round(bytes / 62)), (i) => `feature_${i >> 2},${['jensen_shannon_distance', 'null_value_rate', 'data_type_error_rate', 'out_of_bounds_rate'][i & 3]},${(next() / 4).toFixed(9)},${pick(['', 'Aggregate', 'north', 'south'])},0.2`).join('\n')}\n`]],
  'safety-starter-agents': ({ next }, bytes) => {
    const columns = ['Epoch', 'AverageEpRet', 'StdEpRet', 'MaxEpRet', 'MinEpRet', 'AverageEpCost', 'StdEpCost', 'EpLen', 'CumulativeCost', 'CostRate', 'TotalEnvInteracts', 'LossPi', 'LossV', 'Time'];
    const epochs = Math.max(12, Math.round(bytes / 210));
    return [
      ['progress.txt', `${[columns, ...times(epochs, (epoch) => [epoch, ...times(4, () => next() * 20), next() * 30, next() * 9, '1000.0', epoch * 400, next() / 10, (epoch + 1) * 4000, -next() / 50, next(), epoch * 3.5])].map((row) => row.join('\t')).join('\n')}\n`],
      ['config.json', JSON.stringify({ ac_kwargs: { hidden_sizes: [256, 256] }, agent: { '<safe_rl.pg.agents.PPOAgent object>': { params: { constrained: false, learn_penalty: true, objective_penalized: true, reward_penalized: false } } }, cost_lim: 25, env_fn: 'env', epochs, exp_name: 'ppo-lagrangian', seed: 7, steps_per_epoch: 4000, max_ep_len: 1000 }, null, 4)],
    ];
  },
  'omnisafe': ({ next }, bytes) => {
    const epochs = Math.max(12, Math.round(bytes / 150));
    return [
      ['progress.csv', `Metrics/EpRet,Metrics/EpCost,Metrics/EpLen,Train/Epoch,TotalEnvSteps,Loss/Loss_pi,Loss/Loss_reward_critic,Metrics/LagrangeMultiplier\n${times(epochs, (epoch) => `${next() * 20},${next() * 30},500.0,${epoch}.0,${(epoch + 1) * 1000}.0,${-next() / 10},${next()},${next()}`).join('\n')}\n`],
      ['config.json', JSON.stringify({ seed: 7, train_cfgs: { device: 'cpu', total_steps: epochs * 1000, vector_env_nums: 4 }, algo_cfgs: { steps_per_epoch: 1000, batch_size: 64, gamma: 0.99, use_cost: true }, lagrange_cfgs: { cost_limit: 25, lambda_lr: 0.035 }, logger_cfgs: { window_lens: 100 }, exp_name: 'PPOLag-{SafetyPointGoal1-v0}', env_id: 'SafetyPointGoal1-v0', algo: 'PPOLag' }, null, 4)],
    ];
  },
  'evidently': ({ next }, bytes) => {
    const drifts = times(Math.max(2, Math.round(bytes / 260)), () => next());
    const count = drifts.filter((drift) => drift < 0.05).length;
    return [['report.json', pretty({
      metrics: [
        { id: 'c0ffee', metric_name: 'DriftedColumnsCount(drift_share=0.5)', config: { type: 'evidently:metric_v2:DriftedColumnsCount', drift_share: 0.5 }, value: { count, share: count / drifts.length } },
        ...drifts.map((value, i) => ({ id: `c${i}`, metric_name: `ValueDrift(column=f${i},method=K-S p_value,threshold=0.05)`, config: { type: 'evidently:metric_v2:ValueDrift', column: `f${i}`, method: 'K-S p_value', threshold: 0.05 }, value })),
      ], tests: [],
    })]];
  },
  'cyclonedx-mlbom': ({ below, hex }, bytes) => [['bom.cdx.json', pretty({
    bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79', version: 1,
    metadata: { timestamp: '2026-03-02T08:00:00Z', component: { 'type': 'machine-learning-model', 'bom-ref': 'model', 'name': 'triage-1b', 'version': '1.4.0' } },
    components: times(Math.max(2, Math.round(bytes / 620)), (i) => ({ 'type': 'library', 'bom-ref': `pkg:pypi/part-${i}@1.${i}.0`, 'name': `part-${i}`, 'version': `1.${i}.0`, 'purl': `pkg:pypi/part-${i}@1.${i}.0`, 'hashes': [{ alg: 'SHA-256', content: hex(64) }], 'licenses': [{ license: { id: ['MIT', 'Apache-2.0', 'BSD-3-Clause'][below(3)] } }] })),
  })]],
  'robustbench': ({ next }) => [['Model2026.json', pretty({ link: 'https://example.org/paper', name: 'A paper about robust wards', authors: 'A. Author', additional_data: false, number_forward_passes: 1, dataset: 'cifar10', venue: 'Example 2026', architecture: 'WideResNet-28-10', eps: '8/255', clean_acc: (85 + next() * 10).toFixed(2), reported: '60.00', autoattack_acc: (50 + next() * 15).toFixed(2), unreliable: false })]],
};

/** How many pieces of each format, and how large each: together 200 MB. */
const plan = [
  ['inspect-eval-log', 90, 620_000], ['garak-report', 70, 620_000], ['sarif', 60, 360_000], ['helm', 40, 440_000], ['junit-xml', 80, 150_000], ['vnncomp-results', 60, 210_000], ['lm-eval-harness', 60, 140_000],
  ['omnisafe', 40, 265_000], ['azureml-monitor-results', 30, 320_000], ['safety-starter-agents', 50, 130_000], ['cyclonedx-mlbom', 30, 210_000], ['evidently', 40, 110_000],
];
const answers = { 'vnncomp-results': '{ polarity: states-negation }', 'robustbench': '{ norm: Linf, n: 10000 }', 'marabou-summary': '{ polarity: states-negation, network: net, property: prop }' };

/** Writes `dossier.yaml` and its files into an empty folder; answers the file's path, the evidence files and their sum in bytes. `formats` are the readers' ids. */
export async function writeEvidenceFolder(folder, formats, { files: wanted = 1000, seed = 20_260 } = {}) {
  const dice = chance(seed);
  const written = [];
  let totalBytes = 0;
  const write = (name, content) => {
    const file = path.join(folder, 'evidence', name);
    mkdirSync(path.dirname(file), { recursive: true });
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    writeFileSync(file, bytes);
    totalBytes += bytes.length;
    written.push(file);
  };
  for (const [format, count, bytes] of plan) {
    if (!formats.includes(format)) continue;
    for (let i = 0; i < count; i++) for (const [name, text] of pieces[format](dice, bytes * (0.5 + dice.next()))) write(`${format}/${String(i).padStart(3, '0')}/${name}`, text);
  }
  for (const file of readdirSync(fixturesFolder).filter((name) => name.endsWith('.ts') && name !== 'fixtures.ts').sort()) {
    const { fixtures } = await import(new URL(file, `file://${fixturesFolder}`).href);
    if (fixtures === undefined || pieces[fixtures.format] !== undefined || !formats.includes(fixtures.format)) continue;
    for (const [index, [, files]] of Object.entries(fixtures.good).entries()) for (const { name, bytes } of files) write(`${fixtures.format}/f${index}/${name}`, bytes);
  }
  for (let i = 0; written.length < wanted; i++) for (const [name, text] of pieces.robustbench(dice)) write(`robustbench/${String(i).padStart(3, '0')}/${name}`, text);
  const folders = readdirSync(path.join(folder, 'evidence')).sort();
  writeFileSync(path.join(folder, 'hazards.json'), pretty({ format: 1, hazards: [{ id: 'H-001', title: 'Robot strikes a person', inherent: { severity: 9, likelihood: 6, detectability: 4 } }] }));
  writeFileSync(path.join(folder, 'dossier.yaml'), [
    'format: 1', 'dossier: bench-1.0', 'product: { id: bench, name: Bench, release: "1.0", vendor: Halden Robotics AS }', 'owners: [Halden Robotics AS]', 'intendedUse: Measuring.',
    'artifacts:', '  - { name: policy.onnx, digest: 4ed285799863cb9a7a8950e88050fcb07f34a4e8c0a43611954998c0709cc646, sizeBytes: 1197340 }', 'hazards: hazards.json', 'evidence:',
    ...folders.map((format) => `  - { each: "evidence/${format}/**", prefix: ${format.replace(/[^A-Za-z]/g, '').slice(0, 18)}${answers[format] === undefined ? '' : `, answers: ${answers[format]}`} }`), '',
  ].join('\n'));
  return { dossierFile: path.join(folder, 'dossier.yaml'), files: written, totalBytes, formats: folders };
}
