/**
 * The folder of one HELM run (github.com/stanford-crfm/helm): `run_spec.json`, `scenario.json` and `stats.json`, with
 * `scenario_state.json` and `per_instance_stats.json` where they were kept; read as one piece of evidence.
 *
 * Each statistic stands once for each split and perturbation. The figure of split `test` without a perturbation is the headline and has
 * no variant; all others are variants named after split and perturbation. A statistic of nothing (`count` 0) has no mean. A run that took
 * as many instances as `max_eval_instances` allows left others out and is partial (rule E-1). HELM's files have no time.
 */
import { z } from 'zod';
import { isList, isObject, jsonAt, jsonPath, rawTextAt, readJson, seeJson, type Json, type JsonObject, type JsonText } from './json-text.ts';
import { knownDirection, knownUnit } from './metric-names.ts';
import { beginning, clip, evidenceOf, fitted, measurement, unreadable, warning, type Answers, type EvidenceFile, type FileHead, type Reader, type Reading } from './reader.ts';
import { ok, type Result } from '../result.ts';
import type { Evidence, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'helm';
const roles = ['run_spec', 'scenario', 'stats', 'scenario_state', 'per_instance_stats', 'instances', 'display'] as const;
type Role = (typeof roles)[number];
const fileName = /(?:^|\/)(run_spec|scenario|stats|scenario_state|per_instance_stats|instances|display_predictions|display_requests)\.json$/;
const mostStats = 100_000;

const StatName = z.object({ name: z.string().min(1), split: z.string().nullish(), sub_split: z.string().nullish(), perturbation: z.record(z.string(), z.unknown()).nullish() });
const Stats = z.array(z.object({ name: StatName, count: z.number(), mean: z.number().nullish(), stddev: z.number().nullish() })).max(mostStats);
type Stat = z.infer<typeof Stats>[number];
const RunSpec = z.object({ name: z.string().nullish(), adapter_spec: z.object({ model: z.string(), model_deployment: z.string(), max_eval_instances: z.number().nullable() }).partial().nullish() });

export const helm: Reader = {
  id, version: 1, title: 'HELM run', kind: 'benchmark', files: 'a run’s folder: `run_spec.json`, `scenario.json`, `stats.json`, and what else HELM wrote there',
  measures: 'each statistic by its name, for example `exact_match`; the variant is null for the split test without a perturbation, otherwise for example `valid` or `test, robustness (worst)`',
  gather: gatherFolders,
  detect(files) {
    const found = files.map(roleOf);
    if (found.some((role) => role === null)) return 'no';
    const unique = found.filter((role) => role !== 'display');
    if (new Set(unique).size !== unique.length) return 'no';
    return found.includes('stats') || found.includes('run_spec') ? 'yes' : found.includes('scenario') ? (/stanford-crfm\/helm|helm\/benchmark/.test(beginning(files[found.indexOf('scenario')]!, 4096)) ? 'yes' : 'maybe') : 'maybe';
  },
  read(files, answers) {
    const byRole = new Map<Role, EvidenceFile>();
    for (const file of files) {
      const role = roleOf(file) ?? roleByName(file.name);
      if (role === null) return unreadable(id, file.name, 'the file', 'a file of a HELM run', 'something else');
      if (role !== 'display' && byRole.has(role)) return unreadable(id, file.name, 'the files', `one ${role}.json`, 'two');
      byRole.set(role, file);
    }
    return readRun(files, byRole, answers);
  },
};

const folderOf = (name: string): string => name.replace(/[^/]*$/, '');

/** What a file of a run is, by what it holds. */
function roleOf(file: EvidenceFile): Role | null {
  const seen = seeJson(file);
  if (isList(seen)) {
    const first = seen[0];
    if (seen.length === 0) return roleByName(file.name) === 'stats' ? 'stats' : null;
    if (isObject(jsonAt(first, 'name')) && jsonAt(first, 'name', 'name') !== undefined && jsonAt(first, 'count') !== undefined) return 'stats';
    if (jsonAt(first, 'instance_id') === undefined) return isObject(jsonAt(first, 'input')) && isList(jsonAt(first, 'references')) ? 'instances' : null;
    if (isList(jsonAt(first, 'stats'))) return 'per_instance_stats';
    return jsonAt(first, 'train_trial_index') !== undefined ? 'display' : null;
  }
  if (!isObject(seen)) return null;
  if (seen['request_states'] !== undefined && seen['adapter_spec'] !== undefined) return 'scenario_state';
  if (seen['scenario_spec'] !== undefined && (seen['adapter_spec'] !== undefined || seen['name'] !== undefined)) return 'run_spec';
  return typeof seen['name'] === 'string' && typeof seen['description'] === 'string' && isList(seen['tags']) && Object.keys(seen).every((key) => ['name', 'description', 'tags', 'definition_path', 'output_path', 'metadata'].includes(key)) ? 'scenario' : null;
}

function roleByName(name: string): Role | null {
  const role = fileName.exec(name)?.[1];
  return role === undefined ? null : role.startsWith('display_') ? 'display' : (role as Role);
}

function gatherFolders(files: readonly FileHead[]): readonly (readonly string[])[] {
  const folders = new Map<string, { readonly name: string; readonly isCore: boolean }[]>();
  for (const { name, head } of files) {
    const role = roleByName(name);
    if (role === null) continue;
    const isCore = (role === 'run_spec' && head.includes('"adapter_spec"')) || (role === 'stats' && /"count"/.test(head) && /"split"|"sum_squared"/.test(head));
    const folder = folderOf(name);
    folders.set(folder, [...(folders.get(folder) ?? []), { name, isCore }]);
  }
  return [...folders.values()].flatMap((found) => (found.length > 1 && found.some(({ isCore }) => isCore) ? [found.map(({ name }) => name)] : []));
}

function readRun(files: readonly EvidenceFile[], byRole: ReadonlyMap<Role, EvidenceFile>, answers: Answers): Result<Reading> {
  const warnings: Warning[] = [];
  const opened = new Map<Role, JsonText>();
  for (const role of ['run_spec', 'scenario', 'stats', 'scenario_state'] as const) {
    const file = byRole.get(role);
    if (file === undefined) continue;
    const json = readJson(id, file);
    if (!json.ok) return json;
    opened.set(role, json.value);
    if (role !== 'scenario_state') warnings.push(...json.value.warnings);
  }
  const specFile = byRole.get('run_spec');
  const spec = specFile === undefined ? null : fitted(id, specFile.name, RunSpec, opened.get('run_spec')!.value);
  if (spec !== null && !spec.ok) return spec;
  const statsFile = byRole.get('stats');
  const stats = statsFile === undefined ? null : fitted(id, statsFile.name, Stats, opened.get('stats')!.value);
  if (stats !== null && !stats.ok) return stats;
  const scenario = opened.get('scenario')?.value ?? null;
  if (scenario !== null && !isObject(scenario)) return unreadable(id, byRole.get('scenario')!.name, '$', 'an object', 'something else');

  const rows = stats?.value ?? [];
  const results = statsFile === undefined ? [] : measurementsOf(statsFile.name, opened.get('stats')!, rows, warnings);
  const adapter = spec?.value.adapter_spec ?? null;
  const counted = rows.filter(({ name }) => name.name === 'num_instances' && !name.perturbation && !name.sub_split);
  const instances = counted.length === 0 ? null : counted.reduce((sum, { mean }) => sum + Math.round(mean ?? 0), 0);
  const limit = adapter?.max_eval_instances ?? null;
  const place = statsFile?.name ?? files[0]!.name;
  if (statsFile === undefined) warnings.push(warning('stats-missing', files[0]!.name, 'Without stats.json there is no figure of the run.'));
  else if (rows.length === 0) warnings.push(warning('no-results', place, 'The file holds no statistics.'));
  if (specFile === undefined) warnings.push(warning('run-spec-missing', files[0]!.name, 'Without run_spec.json the model and the limit of instances are unknown.'));
  if (rows.length > 0 && !rows.some(({ name }) => name.split === 'test' && !name.perturbation)) warnings.push(warning('no-test-split', place, 'There is no figure of the split test: all are variants.'));
  const isLimited = limit !== null && instances !== null && instances >= limit;
  if (isLimited) warnings.push(warning('partial', `${specFile!.name}, $.adapter_spec.max_eval_instances`, `${instances} instances were run, as many as the limit of ${limit} allows; others may have been left out.`));
  const requests = requestsOf(opened.get('scenario_state')?.value);
  if (requests !== null && requests.failed > 0) warnings.push(warning('requests-failed', byRole.get('scenario_state')!.name, `${requests.failed} of ${requests.all} requests have no result.`));

  const isPartial = rows.length === 0 || isLimited || (requests !== null && requests.failed > 0);
  const name = spec?.value.name ?? null;
  const test = rows.find((row) => row.name.name === 'num_instances' && row.name.split === 'test' && !row.name.perturbation && !row.name.sub_split)?.mean;
  const evidence = evidenceOf(helm, files, answers, {
    model: adapter?.model ?? adapter?.model_deployment ?? null, source: { tool: answers.tool ?? 'HELM' }, results, warnings: warnings.slice(0, 1500),
    verdict: rows.length === 0 ? 'inconclusive' : 'none',
    run: { sampleLimit: limit !== null && Number.isSafeInteger(limit) ? limit : null, completeness: isPartial ? 'partial' : specFile === undefined || adapter === null || (limit !== null && instances === null) ? 'unknown' : 'complete' },
    facts: factsOf(opened, name, adapter?.model_deployment ?? null, limit, instances, requests),
    ...(answers.dataset === undefined ? datasetOf(scenario, opened.get('run_spec')?.value, test, answers) : {}),
  });
  return ok({ evidence, questions: [] });
}

function measurementsOf(file: string, json: JsonText, rows: readonly Stat[], warnings: Warning[]): Measurement[] {
  const counts = new Map(rows.filter(({ name }) => name.name === 'num_instances').map(({ name, mean }) => [variantOf(name), mean]));
  const taken = new Set<string>();
  const empty: string[] = [];
  const results = rows.flatMap((row, index) => {
    const metric = clip(row.name.name);
    const variant = variantOf(row.name);
    if (taken.has(`${metric}\n${variant}`)) {
      if (warnings.length < 500) warnings.push(warning('twice', `${file}, ${jsonPath([index])}`, `${clip(metric, 100)} stands there twice for the same split and perturbation; the first counts.`));
      return [];
    }
    taken.add(`${metric}\n${variant}`);
    const value = row.count > 0 ? (row.mean ?? null) : null;
    if (value === null) empty.push(metric);
    const n = counts.get(variant);
    const rawText = row.count > 0 ? rawTextAt(json, [index, 'mean'], jsonAt(json.value, index, 'mean')) : `count ${row.count}`;
    return [measurement({ metric, variant, value, rawText, unit: knownUnit(metric, value), direction: knownDirection(metric), n: typeof n === 'number' && n >= 0 && !/^(?:num_|batch_)/.test(metric) ? Math.round(n) : null })];
  });
  if (empty.length > 0) warnings.push(warning('no-value', file, `${empty.length} statistics are of nothing (count 0) or have no mean, for example ${clip(empty[0]!, 100)}: they count as missing.`));
  return results;
}

/** Null for the headline. What a perturbation was set to belongs to its name: the same one may stand there with several settings. */
function variantOf({ split, sub_split: subSplit, perturbation }: Stat['name']): string | null {
  if (split === 'test' && !subSplit && !perturbation) return null;
  const parts = [split || 'no split', ...(subSplit ? [subSplit] : [])];
  if (perturbation) {
    const { name, computed_on: on, robustness: _robustness, fairness: _fairness, ...settings } = perturbation;
    const set = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
    parts.push([`${typeof name === 'string' ? name : 'perturbation'}${typeof on === 'string' ? ` (${on})` : ''}`, ...set].join(' '));
  }
  return clip(parts.join(', '));
}

function requestsOf(state: Json | undefined): { readonly all: number; readonly failed: number } | null {
  const states = jsonAt(state, 'request_states');
  if (!isList(states)) return null;
  return { all: states.length, failed: states.filter((one) => !isObject(jsonAt(one, 'result')) || jsonAt(one, 'result', 'success') === false).length };
}

function datasetOf(scenario: JsonObject | null, spec: Json | undefined, n: number | null | undefined, answers: Answers): { readonly dataset?: Evidence['dataset'] } {
  const named = scenario?.['name'] ?? jsonAt(spec, 'scenario_spec', 'class_name');
  if (typeof named !== 'string' || named === '') return {};
  const args = jsonAt(spec, 'scenario_spec', 'args');
  const settings = isObject(args) ? Object.entries(args).slice(0, 20).map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join(', ') : '';
  return { dataset: { name: clip(settings === '' ? named : `${named}: ${settings}`), split: answers.split ?? 'test', versionOrDigest: null, n: typeof n === 'number' && n >= 0 ? Math.round(n) : (answers.n ?? null) } };
}

function factsOf(opened: ReadonlyMap<Role, JsonText>, name: string | null, deployment: string | null, limit: number | null, instances: number | null, requests: { readonly all: number } | null): Evidence['facts'] {
  const at = (role: Role, ...path: string[]): string => { const json = opened.get(role); return json === undefined ? '' : rawTextAt(json, path, jsonAt(json.value, ...path)); };
  const facts: [string, string][] = [
    ['run', name ?? ''], ['model deployment', deployment ?? ''], ['scenario', at('scenario', 'description')], ['scenario class', at('run_spec', 'scenario_spec', 'class_name')], ['groups', at('run_spec', 'groups')],
    ['method', at('run_spec', 'adapter_spec', 'method')], ['limit of instances', limit === null ? '' : String(limit)], ['instances run', instances === null ? '' : String(instances)], ['requests', requests === null ? '' : String(requests.all)],
    ['training instances', at('run_spec', 'adapter_spec', 'max_train_instances')], ['trials', at('run_spec', 'adapter_spec', 'num_train_trials')], ['temperature', at('run_spec', 'adapter_spec', 'temperature')], ['most tokens', at('run_spec', 'adapter_spec', 'max_tokens')],
  ];
  return facts.flatMap(([fact, value]) => (value === '' ? [] : [{ name: fact, value: clip(value, 2000) }]));
}
