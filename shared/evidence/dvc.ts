/**
 * A project of DVC (github.com/treeverse/dvc): `dvc.yaml` plans stages, `dvc.lock` records what they read and wrote when they last ran,
 * `.dvc` files point to data, `params.yaml` and files of metrics lie beside them. Read as one piece; one of the first three alone reads too.
 *
 * A hash that ends in `.dir` is of a list of a directory's files, and MD5 is called MD5 (rule E-5). There are no times in any of it. A stage
 * that is planned but not in the lock never ran, and one whose parameters, command or inputs differ from the lock's is out of date: the
 * piece is partial (rule E-1). Locks of schema 1.0 have their stages at the top. Templates that can't be filled in stay as written.
 */
import { heldObjects, isPipeline, isPointer, isStagelessPipeline, listOf, lockStages, runStageOf, type HeldObject, type RunStage } from './dvc-lock.ts';
import { dvcMetrics, isPlainMetrics } from './dvc-metrics.ts';
import { namedFiles, planOf, type Plan } from './dvc-plan.ts';
import { dvcGraph, dvcSeeds, sameValue, valueAt } from './dvc-graph.ts';
import { isObject, readJson, seeJson, type Json, type JsonObject } from './json-text.ts';
import { beginning, clip, evidenceOf, unreadable, warning, type Answers, type EvidenceFile, type FileHead, type Reader, type Reading } from './reader.ts';
import { readYamlFile, seeYaml, yamlText, type YamlFile } from './yaml-file.ts';
import { ok, type Result } from '../result.ts';
import { readYaml } from '../dossier/yaml-text.ts';
import type { Evidence, Warning } from '../dossier/evidence.ts';

const id = 'dvc';
type Role = 'lock' | 'pipeline' | 'pointer';

export const dvc: Reader = {
  id, version: 1, title: 'DVC project', kind: 'provenance',
  files: 'dvc.yaml and dvc.lock of one folder, with the .dvc files, params.yaml, artifacts.yaml and files of metrics that belong to them; or one of dvc.yaml, dvc.lock and .dvc alone',
  measures: 'stages, data with their hashes, parameters and seeds; each number of the files of metrics under its own dotted name, for example `train.accuracy`',
  gather: gatherProjects,
  detect(files) {
    const roles = files.map(roleByContent);
    if (roles.every((role) => role === null)) return files.length === 1 && isStagelessPipeline(seeYaml(files[0]!)) ? 'maybe' : 'no';
    if (['lock', 'pipeline'].some((role) => roles.filter((each) => each === role).length > 1)) return 'no';
    return files.every((file, index) => roles[index] !== null || isObject(seeJson(file) ?? seeYaml(file))) ? 'yes' : 'maybe';
  },
  read(files, answers) {
    const roles = files.map((file) => roleByContent(file) ?? roleByName(file.name) ?? (files.length === 1 ? 'pipeline' : null));
    const of = (role: Role): EvidenceFile[] => files.filter((_, index) => roles[index] === role);
    for (const role of ['lock', 'pipeline'] as const) {
      const two = of(role)[1];
      if (two !== undefined) return unreadable(id, two.name, 'the files', `one dvc.${role === 'lock' ? 'lock' : 'yaml'} for each piece of evidence`, 'two');
    }
    if (roles.every((role) => role === null)) return unreadable(id, files[0]!.name, 'the files', 'a dvc.yaml, a dvc.lock or a .dvc file', 'none');
    return readProject(files, { lock: of('lock')[0], pipeline: of('pipeline')[0], pointers: of('pointer') }, answers);
  },
};

function roleByContent(file: EvidenceFile): Role | null {
  const value = seeYaml(file);
  if (value !== undefined) {
    if (lockStages(value) !== null && (!isObject(value) || value['schema'] === undefined || /^[12]\.\d/.test(yamlText(value['schema'])))) return 'lock';
    return isPipeline(value) ? 'pipeline' : isPointer(value) ? 'pointer' : null;
  }
  // Too large to look at whole, or broken: by what it begins with.
  const text = beginning(file);
  if (/^schema: ['"]?[12]\.\d['"]?\s*$/m.test(text) && /^stages:\s*$/m.test(text)) return 'lock';
  if (/^stages:\s*$/m.test(text) && /^ {2,4}[^\s:#]{1,200}:\s*\n\s{3,8}(?:cmd|foreach|matrix|deps):/m.test(text)) return 'pipeline';
  return /^outs:\s*\n\s*- (?:md5|etag|path): /m.test(text) ? 'pointer' : null;
}
const roleByName = (name: string): Role | null => (/(?:^|\/)dvc\.lock$/.test(name) ? 'lock' : /(?:^|\/)dvc\.yaml$/.test(name) ? 'pipeline' : /\.dvc$/.test(name) ? 'pointer' : null);

const folderOf = (name: string): string => name.replace(/[^/]*$/, '');

/** Each file goes to the nearest project above it, if it belongs there: pointers by what they hold, the others by what the project names. */
function gatherProjects(heads: readonly FileHead[]): readonly (readonly string[])[] {
  const projects = new Map<string, FileHead[]>();
  for (const head of heads) {
    if (!/(?:^|\/)dvc\.(?:yaml|lock)$/.test(head.name) || !/^['"]?\w[\w@. -]{0,200}['"]?[ \t]*:/m.test(head.head.replace(/^\uFEFF/, ''))) continue;
    const folder = folderOf(head.name);
    projects.set(folder, [...(projects.get(folder) ?? []), head]);
  }
  const taken = new Map([...projects].map(([folder, of]) => [folder, of.map(({ name }) => name)]));
  const named = new Map([...projects].map(([folder, of]) => [folder, namedFiles(yamlOf(of.find(({ name }) => name.endsWith('dvc.yaml'))), yamlOf(of.find(({ name }) => name.endsWith('dvc.lock'))))]));
  for (const head of heads) {
    if (/(?:^|\/)dvc\.(?:yaml|lock)$/.test(head.name)) continue;
    let folder = folderOf(head.name);
    while (folder !== '' && !projects.has(folder)) folder = folder.replace(/[^/]*\/$/, '');
    const { params, metrics } = named.get(folder) ?? {};
    if (params === undefined || metrics === undefined) continue;
    const path = head.name.slice(folder.length);
    const isPart = (/\.dvc$/.test(path) && /^outs:/m.test(head.head)) || ((params.has(path) || path === 'artifacts.yaml') && /\.(?:ya?ml|json)$/i.test(path)) || (metrics.has(path) && isPlainMetrics(head));
    if (isPart) taken.get(folder)!.push(head.name);
  }
  return [...taken.values()];
}

/** DVC writes a name and a value a line, so what begins in brackets needn't be taken apart to be refused. */
function readBlock(file: EvidenceFile): Result<YamlFile> {
  const start = /^\uFEFF?\s*([[{].{0,20})/.exec(beginning(file, 1024))?.[1];
  return start === undefined ? readYamlFile(id, file) : unreadable(id, file.name, 'line 1', 'YAML with a name and a value on a line', start);
}

function yamlOf(head: FileHead | undefined): Json | undefined {
  if (head === undefined || head.sizeBytes > 64 * 1024) return undefined;
  const yaml = readYaml(head.name, new TextEncoder().encode(head.head.replace(/^\uFEFF/, '')), 256 * 1024, { aliases: true });
  return yaml.ok ? (yaml.value.value as Json) : undefined;
}

interface Parts { readonly lock: EvidenceFile | undefined; readonly pipeline: EvidenceFile | undefined; readonly pointers: readonly EvidenceFile[] }

function readProject(files: readonly EvidenceFile[], { lock, pipeline, pointers }: Parts, answers: Answers): Result<Reading> {
  const warnings: Warning[] = [];
  const folder = folderOf((pipeline ?? lock)?.name ?? '');
  let isWhole = true;
  const doubt = (code: string, place: string, text: string): void => {
    isWhole = false;
    if (warnings.length < 500) warnings.push(warning(code, place, text));
  };

  // Files of parameters and metrics beside the project: one that can't be read takes nothing else with it.
  const beside = new Map<string, { readonly file: EvidenceFile; readonly value: Json }>();
  for (const file of files) {
    if (file === lock || file === pipeline || pointers.includes(file)) continue;
    const content = /^\uFEFF?\s*[[{]/.test(beginning(file, 64)) ? readJson(id, file) : readYamlFile(id, file);
    if (!content.ok) {
      const { place, expected } = content.trouble.params as { place?: string; expected?: string };
      doubt('unreadable-part', `${file.name}${place === undefined ? '' : `, ${place}`}`, `The file could not be read${expected === undefined ? '' : `: expected ${expected}`}. Nothing of it is here.`);
      continue;
    }
    warnings.push(...content.value.warnings);
    beside.set(file.name.startsWith(folder) ? file.name.slice(folder.length) : file.name, { file, value: content.value.value });
  }

  let plan: Plan | null = null;
  let planned: JsonObject = {};
  if (pipeline !== undefined) {
    const yaml = readBlock(pipeline);
    if (!yaml.ok) return yaml;
    const { value } = yaml.value;
    if (!isPipeline(value) && !isStagelessPipeline(value)) return unreadable(id, pipeline.name, `line ${yaml.value.lineOf(['stages'])}`, 'stages with a command each', isObject(value) ? Object.keys(value).join(', ') : yamlText(value));
    warnings.push(...yaml.value.warnings);
    planned = value as JsonObject;
    plan = planOf(planned, (path) => beside.get(path)?.value);
    for (const { at, text } of plan.open) warnings.push(warning('template', `${pipeline.name}, line ${yaml.value.lineOf(at)}`, `${text} has no value in the files at hand and is shown as it is written.`));
    if (plan.leftOut > 0) doubt('left-out', pipeline.name, `${plan.leftOut} more stages of foreach or matrix were left out.`);
  }

  let runs: readonly RunStage[] | null = null;
  let schema: string | null = null;
  if (lock !== undefined) {
    const yaml = readBlock(lock);
    if (!yaml.ok) return yaml;
    const found = lockStages(yaml.value.value);
    const broken = Object.entries(found?.stages ?? {}).find(([, stage]) => !isObject(stage));
    if (found === null || broken !== undefined) return unreadable(id, lock.name, `line ${yaml.value.lineOf(['stages', ...(broken === undefined ? [] : [broken[0]])])}`, 'the schema and stages of a dvc.lock', isObject(yaml.value.value) ? Object.keys(yaml.value.value).join(', ') : yamlText(yaml.value.value));
    warnings.push(...yaml.value.warnings);
    schema = found.schema;
    if (schema !== '1.0' && schema !== '2.0') warnings.push(warning('unknown-version', `${lock.name}, line ${yaml.value.lineOf(['schema'])}`, `The lock's schema ${clip(schema, 40)} is not known. It was read like 2.0.`));
    const folders = new Map((plan?.stages ?? []).map(({ name, wdir }) => [name, wdir]));
    runs = Object.entries(found.stages).map(([name, stage]) => runStageOf(clip(name), stage as JsonObject, folders.get(name) ?? null));
  }

  const pointed: { readonly file: EvidenceFile; readonly deps: readonly HeldObject[]; readonly outs: readonly HeldObject[] }[] = [];
  for (const file of pointers) {
    const yaml = readBlock(file);
    if (!yaml.ok) return yaml;
    const { value } = yaml.value;
    if (!isPointer(value)) return unreadable(id, file.name, `line ${yaml.value.lineOf(['outs'])}`, 'outs with a path and a hash each', isObject(value) ? Object.keys(value).join(', ') : yamlText(value));
    const wdir = typeof value['wdir'] === 'string' ? `/${value['wdir']}` : '';
    const at = pipeline === undefined && lock === undefined ? (wdir === '' ? null : wdir.slice(1)) : `${folderOf(file.name.startsWith(folder) ? file.name.slice(folder.length) : file.name)}.${wdir}`.replace(/^\.\//, '');
    pointed.push({ file, deps: listOf(value['deps']).flatMap((item) => heldObjects(item, at)), outs: listOf(value['outs']).flatMap((item) => heldObjects(item, at)) });
  }

  const neverRun = new Set<string>();
  if (plan !== null) {
    const byName = new Map((runs ?? []).map((run) => [run.name, run]));
    const templates = new Set((runs ?? []).map(({ name }) => name.replace(/@.*$/, '')));
    for (const stage of plan.stages) {
      const run = byName.get(stage.name);
      if (run === undefined && !(stage.isOpen && templates.has(stage.name))) {
        neverRun.add(stage.name);
        doubt('never-run', `${pipeline!.name}, stage ${stage.name}`, lock === undefined ? 'There is no dvc.lock, so nothing shows that the stage ran.' : 'The stage is not in dvc.lock: it never ran, or its run was not recorded.');
      } else if (run !== undefined && !stage.isOpen && stage.cmd !== null && run.cmd !== null && squeezed(stage.cmd) !== squeezed(run.cmd)) {
        doubt('stale', `${lock!.name}, stage ${stage.name}`, `The stage ran another command than dvc.yaml has now: ${clip(run.cmd, 200)}`);
      }
    }
    const names = new Set(plan.stages.map(({ name }) => name));
    for (const { name } of runs ?? []) if (!names.has(name) && !names.has(name.replace(/@.*$/, ''))) warnings.push(warning('not-planned', `${lock!.name}, stage ${name}`, 'The stage is in dvc.lock but no longer in dvc.yaml.'));
  }
  for (const run of runs ?? []) {
    for (const [file, held] of run.params) {
      const now = beside.get(file)?.value;
      if (now === undefined) continue;
      const changed = Object.entries(held).filter(([name, value]) => !sameValue(value, valueAt(now, name))).map(([name]) => name);
      if (changed.length > 0) doubt('stale', `${lock!.name}, stage ${run.name}`, `The stage ran with other values of ${clip(changed.join(', '), 200)} than ${file} has now.`);
    }
  }

  const graph = dvcGraph({ plan, runs, pointed: pointed.map(({ file, ...rest }) => ({ name: clip(file.name), ...rest })), neverRun, doubt });
  const metrics = dvcMetrics({ beside, named: new Set([...(plan?.metrics ?? []), 'dvclive.json', 'dvclive/metrics.json']), graph, doubt });
  const missing = (plan?.metrics ?? []).filter((path) => !beside.has(path) && !path.includes('${'));
  if (missing.length > 0) warnings.push(warning('metrics-missing', pipeline!.name, `Named as metrics but not at hand: ${clip(missing.join(', '), 300)}.`));

  const artifacts = Object.entries({ ...objectOf(beside.get('artifacts.yaml')?.value), ...objectOf(planned['artifacts']) }).filter((pair): pair is [string, JsonObject] => isObject(pair[1]));
  const models = artifacts.filter(([, artifact]) => artifact['type'] === 'model');
  const model = models.length === 1 ? models[0]! : null;
  const modelObject = model === null ? undefined : graph.produced.get(yamlText(model[1]['path']));
  const facts: Evidence['facts'] = [
    ...(schema === null ? [] : [{ name: 'schema of the lock', value: schema }]),
    ...(runs === null ? [] : [{ name: 'stages that ran', value: String(runs.length) }]),
    ...(plan === null ? [] : [{ name: 'stages planned', value: String(plan.stages.length) }]),
    ...artifacts.slice(0, 100).map(([name, artifact]) => ({ name: clip(`artifact ${name}`, 200), value: clip(['type', 'path', 'desc', 'description', 'labels'].flatMap((key) => (artifact[key] === undefined ? [] : [`${key}: ${yamlText(artifact[key])}`])).join('; '), 2000) })),
    ...(modelObject?.hash == null ? [] : [{ name: 'model digest', value: `${modelObject.algorithm} ${modelObject.hash}` }]),
  ];
  const isRun = plan !== null && runs !== null;
  const evidence = evidenceOf(dvc, files, answers, {
    model: model === null ? null : model[0], source: { tool: answers.tool ?? 'DVC', formatVersion: schema === null ? null : clip(schema) },
    results: metrics, lineage: [...graph.lineage], entries: [...graph.entries], facts, warnings: warnings.slice(0, 1500),
    run: { seeds: dvcSeeds(runs, [...beside.values()].map(({ value }) => value)), completeness: !isWhole ? 'partial' : isRun ? 'complete' : 'unknown' },
  });
  return ok({ evidence, questions: [] });
}

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();
