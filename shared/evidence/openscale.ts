/**
 * JSON of IBM Watson OpenScale (github.com/IBM/watson-openscale-samples, github.com/IBM/mlmonitor): a measurement, a monitor's configuration, a run of
 * it, its metrics over time, and the factsheet of a model that holds all of its evaluations.
 *
 * Metrics over time stand in columns, one value an interval and null where nothing was measured (rule E-1: no figure, never a good one); the
 * last figure is quoted and an earlier breach is told. A run with `run_status: ERROR` has no result whatever its `status` says. A monitor's
 * configuration and a run hold limits and no figures. `breach_status` is the tool's own alarm: `red` fails, `none` and `green` don't, any
 * other word is no pass. The limits of a figure in the file stay limits of the file (rule E-4).
 */
import { isList, isObject, readJson, seeJson, type Json, type JsonObject } from './json-text.ts';
import { beginning, clip, entry, evidenceOf, instantOf, unreadable, warning, type EvidenceFile, type Reader } from './reader.ts';
import { OpenscaleFigures, unitOf } from './openscale-figures.ts';
import { ok } from '../result.ts';
import type { Entry, Evidence, Verdict } from '../dossier/evidence.ts';

const id = 'openscale';
const lists = ['measurements', 'monitor_instances', 'runs'] as const;

export const openscale: Reader = {
  id, version: 1, title: 'IBM Watson OpenScale', kind: 'drift', files: 'one JSON file: a measurement, metrics over time, a monitor, a run, or a factsheet',
  measures: 'metrics under OpenScale’s ids, such as `data_drift_magnitude`, `area_under_roc`, `fairness_score`, with the group or feature as variant',
  detect(files) {
    const [file] = files;
    if (files.length !== 1 || file === undefined) return 'no';
    const value = seeJson(file);
    if (value !== undefined && kindOf(value) !== null) return 'yes';
    return isObject(value) && /"crn"\s*:\s*"crn:[^"]{0,80}:aiopenscale:/.test(beginning(file)) ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one JSON file for each piece of evidence', `${files.length} files`);
    const json = readJson(id, file);
    if (!json.ok) return json;
    const { value } = json.value;
    const kind = kindOf(value);
    if (kind === null || !isObject(value)) return unreadable(id, file.name, '$', 'a measurement, metrics, a monitor, a run or a factsheet of OpenScale', isObject(value) ? Object.keys(value).slice(0, 5).join(', ') : 'something else');
    const figures = new OpenscaleFigures(file.name, json.value);
    const parts = kind === 'factsheet' ? readFactsheet(value, figures) : kind === 'metrics' ? readMetrics(value, figures) : readEntities(value, file, figures);
    const { monitors, startedAt, endedAt, verdict, verdictRaw, completeness, kind: ofEvidence = kindOfMonitor(monitors), ...rest } = parts;
    const facts = monitors.length === 0 ? rest.facts : [{ name: 'monitor', value: clip([...new Set(monitors)].join(', ')) }, ...rest.facts];
    return ok({
      evidence: evidenceOf(openscale, files, answers, {
        ...rest, kind: ofEvidence, facts, source: { tool: 'IBM Watson OpenScale', formatVersion: kind }, results: [...figures.results], series: figures.series, warnings: [...figures.warnings],
        run: { startedAt, endedAt, timezone: startedAt === null && endedAt === null ? 'unknown' : 'known', completeness },
        verdict, verdictRaw, verdictBasis: verdictRaw === null ? 'computed' : 'stated',
      }),
      questions: [],
    });
  },
};

type Shape = 'factsheet' | 'metrics' | 'entity' | 'list';
interface Parts {
  readonly kind?: Evidence['kind'];
  readonly model?: string | null;
  readonly monitors: readonly string[];
  readonly startedAt: Evidence['run']['startedAt'];
  readonly endedAt: Evidence['run']['endedAt'];
  readonly facts: Evidence['facts'];
  readonly entries: Entry[];
  readonly dataset?: Evidence['dataset'];
  readonly verdict: Verdict;
  readonly verdictRaw: string | null;
  readonly completeness: Evidence['run']['completeness'];
}

const text = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

function kindOf(value: Json): Shape | null {
  if (!isObject(value)) return null;
  const deployment = firstObject(value['deployment_details']);
  if (isObject(deployment['openscale_details']) || (isObject(value['model_information']) && sections(deployment).length > 0)) return 'factsheet';
  if (isList(value['groups']) && typeof value['monitor_definition_id'] === 'string') return 'metrics';
  if (isEntity(value)) return 'entity';
  return lists.some((name) => { const list = value[name]; return isList(list) && list.length > 0 && list.slice(0, 3).every((one) => isObject(one) && isEntity(one)); }) ? 'list' : null;
}

function isEntity({ metadata, entity }: JsonObject): boolean {
  const [about, of] = [object(metadata), object(entity)];
  const crn = text(about['crn']);
  return (crn !== null && crn.includes(':aiopenscale:')) || (text(about['url'])?.startsWith('/v2/monitor_instances/') ?? false) || typeof of['monitor_definition_id'] === 'string' || typeof of['monitor_instance_id'] === 'string';
}

/** A factsheet holds one deployment, or a list of them. */
const firstObject = (value: Json | undefined): JsonObject => object(isList(value) ? value.find(isObject) : value);
const sections = (deployment: JsonObject): readonly (readonly [string, JsonObject])[] =>
  Object.entries(deployment).flatMap(([name, section]) => (isObject(section) && (isObject(section['metrics']) || isList(section['features'])) ? [[name, section] as const] : []));

/** What most of the monitors are about. Quality and fairness are evaluations; what moves against a baseline is drift. */
const kindOfMonitor = (monitors: readonly string[]): Evidence['kind'] => (monitors.length > 0 && monitors.every((name) => !/drift/i.test(name)) ? 'evaluation' : 'drift');

/** The earliest of the times at which something began, and the latest at which something ended. */
function times(begins: readonly (Json | undefined)[], ends: readonly (Json | undefined)[]): Pick<Parts, 'startedAt' | 'endedAt'> {
  const sorted = (values: readonly (Json | undefined)[]) => values.flatMap((value) => (typeof value === 'string' ? (instantOf(value) ?? []) : [])).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { startedAt: sorted(begins)[0] ?? null, endedAt: sorted(ends).at(-1) ?? null };
}

function factsOf(pairs: readonly (readonly [string, Json | undefined])[]): { name: string; value: string }[] {
  return pairs.flatMap(([name, value]) => (value === undefined || value === null || value === '' ? [] : [{ name, value: clip(typeof value === 'object' ? JSON.stringify(value) : String(value), 2000) }]));
}

function readFactsheet(value: JsonObject, figures: OpenscaleFigures): Parts {
  const information = object(value['model_information']);
  const isListed = isList(value['deployment_details']);
  const deployments = isListed ? (value['deployment_details'] as readonly Json[]) : [value['deployment_details'] ?? null];
  const evaluated: Json[] = [];
  const facts = factsOf([['model id', information['model_id']], ['model type', information['model_type']], ['prediction type', information['prediction_type']], ['model identity key', object(value['model_identity_information'])['model_identity_key']], ['space type', object(value['space_details'])['space_type']]]);
  let dataset: string | null = null;
  const names: string[] = [];
  for (const [index, one] of deployments.entries()) {
    const deployment = object(one);
    const base = isListed ? ['deployment_details', index] : ['deployment_details'];
    for (const [name, section] of sections(deployment)) {
      names.push(name);
      const path = [...base, name];
      const at = section['evaluation_timestamp'];
      if (typeof at === 'string') evaluated.push(at);
      const n = section['records_evaluated'];
      facts.push(...factsOf([[`${name}: records evaluated`, n ?? null], [`${name}: evaluated at`, at ?? null]]));
      // Several deployments measure the same metrics.
      const where = isListed && deployments.length > 1 ? text(deployment['name']) ?? `deployment ${index + 1}` : null;
      figures.section(section, path, where, typeof n === 'number' && Number.isInteger(n) && n >= 0 ? n : null);
    }
    dataset ??= text(object(object(object(deployment['openscale_details'])['evaluation_details'])['asset'])['name']) ?? text(object(object(deployment['evaluation_details'])['asset'])['name']);
    if (index === 0) facts.push(...factsOf([['deployment', deployment['name'] ?? null], ['subscription', object(deployment['openscale_details'])['subscription_id'] ?? null]]));
  }
  if (names.length === 0) figures.warnings.push(warning('no-values', figures.name, 'The factsheet holds no evaluation.'));
  const isWhole = figures.results.length > 0 && figures.results.every((result) => result.value !== null);
  return {
    kind: 'evaluation', monitors: [...new Set(names)], ...times(evaluated, evaluated), facts: facts.slice(0, 400), entries: [], model: text(information['model_name']) ?? text(value['name']),
    ...(dataset === null ? {} : { dataset: { name: clip(dataset), split: null, versionOrDigest: null, n: null } }), ...figures.statedVerdict(), completeness: isWhole ? 'complete' : names.length === 0 ? 'unknown' : 'partial',
  };
}

function readMetrics(value: JsonObject, figures: OpenscaleFigures): Parts {
  const completeness = figures.columns(value['groups'] as readonly Json[]);
  return {
    monitors: [text(value['monitor_definition_id'])!], ...times([value['start']], [value['end']]), facts: factsOf([['start', value['start']], ['end', value['end']], ['interval', value['interval']]]), entries: [], completeness,
    ...(figures.results.some((result) => result.value !== null) ? figures.statedVerdict() : { verdict: 'inconclusive' as const, verdictRaw: null }),
  };
}

/** Measurements, monitors and runs, one or a list of them. */
function readEntities(value: JsonObject, file: EvidenceFile, figures: OpenscaleFigures): Parts {
  const name = isEntity(value) ? null : lists.find((one) => isList(value[one]))!;
  const all: readonly Json[] = name === null ? [value] : (value[name] as readonly Json[]);
  const found = { begins: [] as Json[], ends: [] as Json[], monitors: [] as string[], entries: [] as Entry[], facts: [] as { name: string; value: string }[], verdicts: [] as { verdict: Verdict; raw: string | null }[], measured: 0, broken: 0, open: 0, finished: 0 };
  for (const [index, one] of all.entries()) {
    if (!isObject(one)) continue;
    const path = name === null ? [] : [name, index];
    const place = `${file.name}${name === null ? '' : `, $.${name}[${index}]`}`;
    const [metadata, entity] = [object(one['metadata']), object(one['entity'])];
    const [parameters, status] = [object(entity['parameters']), object(entity['status'])];
    const isRun = /:run:|\/runs\//.test(`${text(metadata['crn']) ?? ''} ${text(metadata['url']) ?? ''}`) || typeof status['queued_at'] === 'string';
    const monitor = text(entity['monitor_definition_id']);
    if (monitor !== null) found.monitors.push(monitor);
    else if (/drift/.test(Object.keys(parameters).join(' '))) found.monitors.push('drift');
    else if (isList(parameters['features']) && 'favourable_class' in parameters) found.monitors.push('fairness');
    found.begins.push(status['started_at'] ?? entity['timestamp'] ?? null);
    found.ends.push(status['completed_at'] ?? entity['timestamp'] ?? null);
    const issues = entity['issue_count'];
    const state = text(status['state']);
    if (index < 20) found.facts.push(...factsOf([['target', object(entity['target'])['target_id']], ['timestamp', entity['timestamp']], ['issue count', issues], ['state', state], ['run status', parameters['run_status']], ['message', parameters['run_message'] ?? status['message']], ['started at', status['started_at']], ['completed at', status['completed_at']], ['records processed', parameters['total_records_processed']], ['sample size percent', parameters['sample_size_percent']]]));
    found.entries.push(...limitsOf(entity, [...path, 'entity', 'thresholds'], figures, name === null ? '' : `${index + 1}: `));
    if (isList(entity['values'])) {
      found.measured++;
      figures.measured(entity['values'], [...path, 'entity', 'values']);
      if (typeof issues === 'number' && issues > 0) found.verdicts.push({ verdict: 'fail', raw: `issue_count ${issues}` });
      continue;
    }
    const runStatus = text(parameters['run_status']);
    const word = (runStatus ?? state ?? '').toLowerCase();
    if (/^(?:error|failed)$/.test(word) || state?.toLowerCase() === 'error') {
      found.broken++;
      found.verdicts.push({ verdict: 'error', raw: `${runStatus === null ? 'state' : 'run_status'} ${runStatus ?? state ?? ''}` });
      figures.warn('run-error', place, `The run ended with an error and has no result: ${clip(text(parameters['run_message']) ?? text(status['message']) ?? 'no reason is given', 300)}`);
    } else if (!isRun) figures.warn('no-values', place, 'This is a monitor’s configuration. It holds limits and no figures.');
    else {
      figures.warn('no-values', place, 'The run holds no figures. They are in its measurements.');
      if (word === 'finished') found.finished++;
      else {
        found.open++;
        found.verdicts.push({ verdict: 'inconclusive', raw: word === '' ? null : word });
        if (!/^(?:|running|queued|preparing|cancell?ed|active|pending|paused)$/.test(word)) figures.warn('unknown-verdict', place, `The state ${JSON.stringify(clip(word, 60))} is not known and counts as no result.`);
      }
    }
  }
  const worst = found.verdicts.find(({ verdict }) => verdict === 'fail') ?? found.verdicts.find(({ verdict }) => verdict === 'error') ?? found.verdicts[0];
  const statedHere = figures.statedVerdict();
  const verdict = worst === undefined ? statedHere : statedHere.verdict === 'fail' ? statedHere : { verdict: worst.verdict, verdictRaw: worst.raw === null ? null : clip(worst.raw) };
  const isWhole = found.measured > 0 && figures.results.length > 0 && figures.results.every((result) => result.value !== null) && found.open === 0;
  return {
    monitors: found.monitors, ...times(found.begins, found.ends), facts: found.facts.slice(0, 400), entries: found.entries.slice(0, 20_000).map((one, at) => ({ ...one, id: clip(`${at + 1} ${one.id}`) })),
    ...verdict, completeness: found.broken > 0 ? 'crashed' : isWhole ? 'complete' : found.open > 0 || found.measured > 0 ? 'partial' : found.finished === all.length ? 'complete' : 'unknown',
  };
}

/** A monitor's limits, and those for a feature or another tag. */
function limitsOf(entity: JsonObject, path: readonly (string | number)[], figures: OpenscaleFigures, prefix: string): Entry[] {
  const thresholds = entity['thresholds'];
  if (!isList(thresholds)) return [];
  return thresholds.flatMap((threshold, index) => {
    if (!isObject(threshold)) return [];
    const metric = text(threshold['metric_id']) ?? 'a metric';
    const kind = text(threshold['type']) ?? 'limit';
    const limit = (value: Json | undefined, at: readonly (string | number)[], applies: string): Entry => {
      const words = `${metric}, ${kind.replace('_', ' ')}${applies}: ${figures.raw([...path, index, ...at, 'value'], value) || 'not stated'}`;
      return entry({ id: `${prefix}${metric} ${kind}${applies}`, type: 'limit', title: words, text: `As the monitor states it, in the unit of ${metric} (${unitOf(metric)}).` });
    };
    const specific = threshold['specific_values'];
    return [limit(threshold['value'], [], ''), ...(isList(specific) ? specific.flatMap((one, turn) => {
      if (!isObject(one)) return [];
      const tags = isList(one['applies_to']) ? one['applies_to'].filter(isObject).map((tag) => `${text(tag['key']) ?? 'tag'} ${text(tag['value']) ?? ''}`) : [];
      return limit(one['value'], ['specific_values', turn], `, ${clip(tags.join(' and '), 200)}`);
    }) : [])];
  });
}
