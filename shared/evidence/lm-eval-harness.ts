/**
 * Results of the lm-evaluation-harness (github.com/EleutherAI/lm-evaluation-harness): `results_*.json`, and the `samples_*.jsonl` of the
 * same run, known by the same time stamp in the name.
 *
 * v0.4 names a figure `metric,filter`, v0.3 plainly. A standard error may be the text `N/A`. A set `limit` makes the run partial (rule
 * E-1), whatever its size. `date` is seconds since 1970, `start_time` a clock of the machine that says no date. The rows of groups
 * count the samples of their tasks a second time, so each is a variant `group`. A samples file alone can't say how many samples there
 * should be: what is computed from it is never complete.
 */
import { z } from 'zod';
import { readJsonLines, type JsonLine } from './json-lines.ts';
import { isList, isObject, jsonAt, jsonPath, rawTextAt, readJson, seeJson, type Json, type JsonObject, type JsonText } from './json-text.ts';
import { isFractionName, knownDirection, knownUnit, whenAllAgree } from './metric-names.ts';
import { beginning, clip, evidenceOf, fitted, instantAt, lineageItem, measurement, numberOf, unreadable, warning, type Answers, type EvidenceFile, type FileHead, type Reader, type Reading } from './reader.ts';
import { ok } from '../result.ts';
import type { Evidence, LineageItem, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'lm-eval-harness';
const stamp = /_(\d{4}-\d{2}-\d{2}T\d{2}[-:]\d{2}[-:]\d{2}(?:\.\d+)?)\.jsonl?$/;
/** Members of a row that name or count it, and measure nothing. */
const notMetrics = new Set(['alias', 'name', 'samples', 'sample_len', 'sample_count', ' ']);
const mostSampleTasks = 2000;
const mostGroupSteps = 2_000_000;

const Document = z.object({
  results: z.record(z.string(), z.unknown()), 'n-samples': z.record(z.string(), z.object({ original: z.number(), effective: z.number() }).partial()).optional(),
  config: z.object({ model: z.unknown(), model_args: z.unknown(), limit: z.unknown(), model_sha: z.unknown(), model_revision: z.unknown() }).partial().optional(),
});
type Document = z.infer<typeof Document>;

export const lmEvalHarness: Reader = {
  id, version: 1, title: 'lm-evaluation-harness results', kind: 'benchmark',
  files: '`results_*.json`, with the `samples_*.jsonl` of the same run beside it; or a samples file alone',
  measures: '`<task>/<metric>`, for example `arc_easy/acc_norm`; the variant is the filter where there is one, and `group` for the row of a group',
  gather: gatherRuns,
  detect(files) {
    const roles = files.map(roleOf);
    if (roles.some((role) => role === null) || roles.filter((role) => role === 'results' || role === 'maybe').length > 1 || (files.length > 1 && !roles.includes('results'))) return 'no';
    return roles.includes('maybe') ? 'maybe' : 'yes';
  },
  read(files, answers) {
    const results = files.filter((file) => !isSamples(file));
    const samples = files.filter((file) => !results.includes(file));
    if (results.length > 1 || (results.length === 0 && samples.length > 1)) return unreadable(id, (results[1] ?? samples[1])!.name, 'the files', 'one results file for each piece of evidence', `${files.length} files`);
    const read: Samples[] = [];
    for (const file of samples) {
      const lines = readJsonLines(id, file);
      if (!lines.ok) return lines;
      const odd = lines.value.lines.find((line) => !isObject(line.value) || line.value['doc_id'] === undefined);
      if (odd !== undefined || lines.value.lines.length === 0) return unreadable(id, file.name, odd === undefined ? 'line 1' : `line ${odd.line}`, 'a sample with doc_id', odd === undefined ? 'nothing' : 'something else');
      read.push({ file, task: taskOf(file.name), ...lines.value });
    }
    if (results.length === 0) return ok(samplesAlone(read[0]!, answers));
    const json = readJson(id, results[0]!);
    if (!json.ok) return json;
    const document = fitted(id, results[0]!.name, Document, json.value.value);
    return document.ok ? ok(readResults(results[0]!, json.value, document.value, files, read, answers)) : document;
  },
};

interface Samples { readonly file: EvidenceFile; readonly task: string; readonly lines: readonly JsonLine[]; readonly cutOff: boolean }

function roleOf(file: EvidenceFile): 'results' | 'samples' | 'maybe' | null {
  if (isSamples(file)) return 'samples';
  const seen = seeJson(file);
  if (isObject(seen) && isObject(seen['results']) && seen['eval'] === undefined) {
    const rows = Object.values(seen['results']);
    if (!rows.every(isObject) || seen['config'] !== undefined && !isObject(seen['config'])) return null;
    const named = ['versions', 'n-shot', 'n-samples', 'higher_is_better', 'group_subtasks'].filter((name) => isObject(seen[name])).length;
    const isRow = rows.some((row) => isObject(row) && Object.keys(row).some((key) => /_stderr(?:,[^,]*)?$/.test(key)));
    return named > 1 || (named === 1 && (isObject(seen['config']) || isRow)) ? 'results' : isRow ? 'maybe' : null;
  }
  const text = isObject(seen) ? beginning(file, 4096) : '';
  return /^\uFEFF?\s*\{\s*"results"\s*:\s*\{/.test(text) && /_stderr(?:,[^",]*)?"\s*:/.test(text) ? 'results' : null;
}

function isSamples(file: EvidenceFile): boolean {
  const seen = seeJson(file);
  if (!isObject(seen) || seen['results'] !== undefined) return false;
  const has = (name: string): boolean => seen[name] !== undefined;
  return has('doc_id') && has('doc') && (has('resps') || has('filtered_resps') || has('arguments') || has('target'));
}

const folderOf = (name: string): string => name.replace(/[^/]*$/, '');
const taskOf = (name: string): string => clip(/(?:^|\/)samples_(.+?)(?:_\d{4}-\d{2}-\d{2}T[^/]*)?\.jsonl$/.exec(name)?.[1] ?? 'samples', 200);

function gatherRuns(files: readonly FileHead[]): readonly (readonly string[])[] {
  const runs = new Map<string, { results: string[]; samples: string[] }>();
  for (const { name, head } of files) {
    const time = stamp.exec(name)?.[1];
    if (time === undefined) continue;
    const isResults = name.endsWith('.json') && /^\uFEFF?\s*\{/.test(head) && head.includes('"results"');
    if (!isResults && !(name.endsWith('.jsonl') && /^\uFEFF?\s*\{/.test(head) && head.includes('"doc_id"'))) continue;
    const key = `${folderOf(name)}\n${time.replaceAll(':', '-')}`;
    const run = runs.get(key) ?? { results: [], samples: [] };
    (isResults ? run.results : run.samples).push(name);
    runs.set(key, run);
  }
  return [...runs.values()].flatMap(({ results, samples }) => (results.length === 1 && samples.length > 0 && samples.length <= mostSampleTasks - 1 ? [[...results, ...samples]] : []));
}

function readResults(file: EvidenceFile, json: JsonText, document: Document, files: readonly EvidenceFile[], samples: readonly Samples[], answers: Answers): Reading {
  const root = json.value as JsonObject;
  const at = (...path: readonly (string | number)[]): Json | undefined => jsonAt(root, ...path);
  const warnings: Warning[] = [...json.warnings];
  const results: Measurement[] = [];
  const taken = new Set<string>();
  const tasks = Object.keys(document.results);
  const isGroup = (task: string): boolean => { const below = at('group_subtasks', task); return isObject(at('groups', task)) || (isList(below) && below.length > 0); };
  const budget = { steps: mostGroupSteps };
  const samplesOf = (task: string): number | null => leavesOf(task, root, budget).reduce<number | null>((sum, leaf) => {
    const n = document['n-samples']?.[leaf]?.effective ?? at('results', leaf, 'sample_len') ?? at('results', leaf, 'samples');
    return sum !== null && budget.steps > 0 && typeof n === 'number' && n >= 0 ? sum + Math.round(n) : null;
  }, 0);
  const known = new Set(tasks);

  const rows: readonly (readonly [string, string])[] = [...tasks.map((task) => ['results', task] as const), ...Object.keys(isObject(at('groups')) ? (at('groups') as JsonObject) : {}).filter((group) => !known.has(group)).map((group) => ['groups', group] as const)];
  for (const [where, task] of rows) {
    const row = at(where, task);
    if (!isObject(row)) { warnings.push(warning('no-row', `${file.name}, ${jsonPath([where, task])}`, 'The row is not an object and was passed over.')); continue; }
    const n = samplesOf(task);
    const listed = at('configs', task, 'metric_list');
    const settings = new Map((isList(listed) ? listed : []).map((one) => [jsonAt(one, 'metric'), jsonAt(one, 'higher_is_better')]));
    for (const [key, value] of Object.entries(row)) {
      const [, name = '', filter = ''] = /^([^,]*),?(.*)$/s.exec(key)!;
      if (notMetrics.has(key) || name.trim() === '' || name.endsWith('_stderr')) continue;
      const path = [where, task, key];
      if (value !== null && typeof value === 'object') { warnings.push(warning('not-a-number', `${file.name}, ${jsonPath(path)}`, 'The figure is a list or an object and was passed over.')); continue; }
      const rawText = rawTextAt(json, path, value);
      const number = typeof value === 'number' ? value : typeof value === 'string' ? numberOf(value.trim()) : null;
      if (typeof value === 'string' && number === null && !/^(?:n\/a|nan|none|)$/i.test(value.trim())) continue;
      const errorKey = `${name}_stderr${key.slice(name.length)}`;
      const error = row[errorKey];
      const stderr = typeof error === 'number' && error >= 0 ? error : typeof error === 'string' ? numberOf(error.trim()) : null;
      const variants = [isGroup(task) || where === 'groups' ? 'group' : '', filter === 'none' ? '' : filter].filter((part) => part !== '');
      const metric = clip(`${task}/${name}`);
      let variant = clip(variants.join(', ')) || null;
      if (taken.has(`${metric}\n${variant}`)) variant = clip(`${variant === null ? '' : `${variant}, `}${key.includes(',') ? `filter ${filter}` : 'no filter'}`);
      if (taken.has(`${metric}\n${variant}`)) { warnings.push(warning('twice', `${file.name}, ${jsonPath(path)}`, 'A figure of the same name was read before; this one was passed over.')); continue; }
      taken.add(`${metric}\n${variant}`);
      const higher = at('higher_is_better', task, name) ?? settings.get(name);
      if (isFractionName(name) && number !== null && number > 1) warnings.push(warning('unit-doubt', `${file.name}, ${jsonPath(path)}`, `${rawText} is above 1 for a metric that is usually a part of one. It is kept as a score and was not rescaled.`));
      results.push(measurement({
        metric, variant, value: number, rawText, unit: knownUnit(name, number), direction: typeof higher === 'boolean' ? (higher ? 'higher' : 'lower') : knownDirection(name),
        stderr, n, ...whenAllAgree(name, number, stderr, n),
      }));
    }
  }
  if (results.length === 0) warnings.push(warning('no-results', `${file.name}, $.results`, 'The file holds no figures.'));
  warnings.push(...compareSamples(samples, document, results));

  const leaves = tasks.filter((task) => !isGroup(task));
  const limit = document.config?.limit ?? null;
  const cut = leaves.filter((task) => { const counts = document['n-samples']?.[task]; return counts?.original !== undefined && counts.effective !== undefined && counts.effective < counts.original; });
  if (limit !== null) warnings.push(warning('partial', `${file.name}, $.config.limit`, `The run was limited to ${clip(String(limit), 40)} samples for each task.`));
  else if (cut.length > 0) warnings.push(warning('partial', `${file.name}, $.n-samples`, `Not all samples were run, for example of ${clip(cut[0]!, 100)}.`));
  const isPartial = limit !== null || cut.length > 0 || results.length === 0 || results.some((result) => result.value === null);
  const groups = rows.filter(([where, task]) => where === 'groups' || isGroup(task)).map(([, task]) => task);
  if (groups.length > 0) warnings.push(warning('groups', `${file.name}, $.results`, `Figures of ${groups.length} groups count the samples of their tasks again; they are the variants named group.`));

  const date = at('date');
  const total = numberOf(String(at('total_evaluation_time_seconds') ?? ''));
  const startedAt = typeof date === 'number' ? instantAt(date * 1000) : null;
  const endedAt = typeof date === 'number' && total !== null ? instantAt((date + total) * 1000) : null;
  const version = at('lm_eval_version');
  const isFourth = 'n-shot' in root || 'configs' in root || results.length > 0 && Object.values(document.results).some((row) => isObject(row as Json) && Object.keys(row as JsonObject).some((key) => /^[^,]+,[^,]/.test(key)));
  const evidence = evidenceOf(lmEvalHarness, files, answers, {
    model: modelOf(root), source: { formatVersion: isFourth ? '0.4' : '0.3', tool: answers.tool ?? 'lm-evaluation-harness', toolVersion: answers.toolVersion ?? (typeof version === 'string' && version !== '' ? clip(version, 200) : null) },
    results, warnings: warnings.slice(0, 1500), lineage: lineageOf(root), facts: factsOf(root, json, tasks, groups, endedAt !== null),
    verdict: results.length === 0 ? 'inconclusive' : 'none',
    run: {
      startedAt, endedAt, timezone: startedAt === null ? 'unknown' : 'known', gitCommit: textAt(root, 'git_hash'), sampleLimit: typeof limit === 'number' && Number.isSafeInteger(limit) ? limit : null,
      seeds: [...new Set(['random_seed', 'numpy_seed', 'torch_seed', 'fewshot_seed'].map((name) => at('config', name)).filter((seed): seed is number => typeof seed === 'number' && Number.isSafeInteger(seed)))],
      completeness: isPartial ? 'partial' : document.config === undefined || !('limit' in document.config) ? 'unknown' : 'complete',
    },
    ...(answers.dataset === undefined && leaves.length > 0 ? { dataset: datasetOf(root, json, leaves, leaves.length === 1 ? samplesOf(leaves[0]!) : null, answers) } : {}),
  });
  return { evidence, questions: [] };
}

/** The tasks below a group, each once; a task is its own. Groups in groups could take forever: all together may take so many steps. */
function leavesOf(task: string, root: JsonObject, budget: { steps: number }): readonly string[] {
  const seen = new Set<string>();
  const leaves: string[] = [];
  const open = [task];
  while (open.length > 0 && budget.steps-- > 0) {
    const next = open.pop()!;
    if (seen.has(next)) continue;
    seen.add(next);
    const below = jsonAt(root, 'group_subtasks', next);
    if (isList(below) && below.length > 0) {
      budget.steps -= below.length;
      if (budget.steps > 0) for (const one of below) if (typeof one === 'string') open.push(one);
    } else leaves.push(next);
  }
  return leaves;
}

const textAt = (root: JsonObject, ...path: readonly string[]): string | null => {
  const value = jsonAt(root, ...path);
  return typeof value === 'string' && value.trim() !== '' ? clip(value.trim()) : null;
};

function modelOf(root: JsonObject): string | null {
  const args = jsonAt(root, 'config', 'model_args');
  const pretrained = isObject(args) ? args['pretrained'] : typeof args === 'string' ? /(?:^|,)\s*(?:pretrained|model|engine)=([^,]+)/.exec(args)?.[1] : undefined;
  return textAt(root, 'model_name') ?? (typeof pretrained === 'string' && pretrained !== '' ? clip(pretrained) : textAt(root, 'config', 'model'));
}

function datasetOf(root: JsonObject, json: JsonText, leaves: readonly string[], n: number | null, answers: Answers): Evidence['dataset'] {
  const only = leaves.length === 1 ? leaves[0]! : null;
  if (only === null) return { name: clip(`${leaves.length} tasks: ${leaves.slice(0, 40).join(', ')}`), split: answers.split ?? null, versionOrDigest: null, n: answers.n ?? null };
  const version = rawTextAt(json, ['versions', only], jsonAt(root, 'versions', only));
  return { name: textAt(root, 'configs', only, 'dataset_path') ?? (clip(only) || '-'), split: answers.split ?? textAt(root, 'configs', only, 'test_split'), versionOrDigest: version === '' ? null : clip(`task version ${version}`), n: n ?? answers.n ?? null };
}

function lineageOf(root: JsonObject): LineageItem[] {
  const items: LineageItem[] = [];
  const sha = textAt(root, 'config', 'model_sha');
  if (sha !== null) items.push(lineageItem({ path: modelOf(root) ?? 'the model', hashAlgorithm: 'commit of the model repository', hash: sha, role: 'in' }));
  const hashes = jsonAt(root, 'task_hashes');
  for (const [task, hash] of Object.entries(isObject(hashes) ? hashes : {}).slice(0, 5000)) {
    if (typeof hash === 'string' && hash !== '' && task !== '') items.push(lineageItem({ path: clip(task), hashAlgorithm: 'sha256 over the hashes of the samples', hash: clip(hash), role: 'in' }));
  }
  return items;
}

function factsOf(root: JsonObject, json: JsonText, tasks: readonly string[], groups: readonly string[], endIsComputed: boolean): Evidence['facts'] {
  const raw = (...path: string[]): string => rawTextAt(json, path, jsonAt(root, ...path));
  const listed = (name: string): string => tasks.flatMap((task) => { const value = raw(name, task); return value === '' ? [] : [`${task} ${value}`]; }).join(', ');
  const facts: [string, string][] = [
    ['model digest', raw('config', 'model_sha') === '' ? '' : `${raw('config', 'model_sha')} (commit of the model repository)`], ['model revision', raw('config', 'model_revision')], ['model type', raw('config', 'model')],
    ['model arguments', raw('config', 'model_args')], ['model parameters', raw('config', 'model_num_parameters')], ['model dtype', raw('config', 'model_dtype')], ['limit', raw('config', 'limit')],
    ['generation arguments', raw('config', 'gen_kwargs')], ['bootstrap iterations', raw('config', 'bootstrap_iters')], ['date', raw('date')], ['seconds of the evaluation', raw('total_evaluation_time_seconds')],
    ['end of the run', endIsComputed ? 'computed from date and total_evaluation_time_seconds' : ''], ['task versions', listed('versions')], ['few-shot examples', listed('n-shot') || raw('config', 'num_fewshot')],
    ['groups', groups.slice(0, 200).map((group) => `${group} (${leavesOf(group, root, { steps: 5000 }).slice(0, 200).join(', ')})`).join('; ')], ['chat template digest', raw('chat_template_sha')], ['system instruction digest', raw('system_instruction_sha')], ['transformers version', raw('transformers_version')],
  ];
  return facts.flatMap(([name, value]) => (value === '' ? [] : [{ name, value: clip(value, 4000) }]));
}

/** Means of what each sample was given, by metric and filter; only of plain numbers and yes or no. */
function meansOf(lines: readonly JsonLine[]): ReadonlyMap<string, { readonly name: string; readonly filter: string; readonly n: number; readonly mean: number }> {
  const sums = new Map<string, { name: string; filter: string; n: number; sum: number }>();
  for (const { value } of lines) {
    const names = jsonAt(value, 'metrics');
    const filter = jsonAt(value, 'filter');
    for (const name of isList(names) ? names : ['acc', 'acc_norm', 'exact_match']) {
      const one = typeof name === 'string' ? jsonAt(value, name) : undefined;
      if (typeof name !== 'string' || name === '' || (typeof one !== 'number' && typeof one !== 'boolean')) continue;
      const key = `${name}\n${typeof filter === 'string' ? filter : 'none'}`;
      const sum = sums.get(key) ?? { name: clip(name, 200), filter: typeof filter === 'string' ? clip(filter, 200) : 'none', n: 0, sum: 0 };
      sum.n++;
      sum.sum += Number(one);
      sums.set(key, sum);
    }
  }
  return new Map([...sums].map(([key, { sum, ...rest }]) => [key, { ...rest, mean: sum / rest.n }]));
}

const documentsIn = (lines: readonly JsonLine[]): number => new Set(lines.map(({ value }) => String(jsonAt(value, 'doc_id')))).size;

/** Whether the samples that are beside the results bear them out. */
function compareSamples(samples: readonly Samples[], document: Document, results: readonly Measurement[]): readonly Warning[] {
  const stated = new Map(results.map((result) => [`${result.metric}\n${result.variant}`, result]));
  return samples.flatMap(({ file, task, lines, cutOff }) => {
    const n = document['n-samples']?.[task]?.effective;
    const found = documentsIn(lines);
    if (cutOff) return [warning('cut-off', file.name, 'The last line is cut off and was left out.')];
    if (n !== undefined && found !== n) return [warning('samples-missing', file.name, `The file holds ${found} samples; the results say ${n}.`)];
    return [...meansOf(lines).values()].flatMap(({ name, filter, mean }) => {
      const result = stated.get(`${task}/${name}\n${filter === 'none' ? null : filter}`);
      return result === undefined || result.value === null || Math.abs(result.value - mean) <= 1e-6 || !isFractionName(name) ? [] : [warning('samples-differ', file.name, `The samples' mean of ${name} is ${mean}; the results say ${result.rawText}.`)];
    });
  });
}

function samplesAlone(samples: Samples, answers: Answers): Reading {
  const { file, task, lines, cutOff } = samples;
  const warnings = lines.flatMap((line) => line.warnings).slice(0, 500);
  warnings.push(warning('samples-alone', file.name, 'Without the results file it is unknown how many samples there should be, with which model and when: nothing can be judged as complete.'));
  if (cutOff) warnings.push(warning('cut-off', file.name, 'The last line is cut off and was left out.'));
  const results = [...meansOf(lines).values()].slice(0, 1000).map(({ name, filter, n, mean }) => measurement({
    metric: clip(`${task}/${name}`), variant: filter === 'none' ? 'mean of samples' : `mean of samples, ${filter}`, value: Number.isFinite(mean) ? mean : null, rawText: `mean over ${n} lines`, unit: knownUnit(name, mean), direction: knownDirection(name), n,
  }));
  const evidence = evidenceOf(lmEvalHarness, [file], answers, {
    source: { tool: answers.tool ?? 'lm-evaluation-harness' }, results, warnings, verdict: results.length === 0 ? 'inconclusive' : 'none', run: { completeness: cutOff ? 'partial' : 'unknown' },
    facts: [{ name: 'samples in the file', value: String(documentsIn(lines)) }],
    ...(answers.dataset === undefined ? { dataset: { name: task, split: answers.split ?? null, versionOrDigest: null, n: documentsIn(lines) } } : {}),
  });
  return { evidence, questions: [] };
}
