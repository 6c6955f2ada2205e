/**
 * Logs of Inspect (inspect.aisi.org.uk, github.com/UKGovernmentBEIS/inspect_ai): one `.json` file, or an `.eval` file, which is a ZIP of
 * `header.json`, `reductions.json`, `summaries.json`, `samples/*.json` and a `_journal`; its entries are deflated or, from current
 * writers, packed with Zstandard.
 *
 * A run that was cancelled or ended in an error still carries scores: they are read and never complete (rule E-1). Without
 * `header.json` the writer was stopped. A run over part of the data set is partial: by a limit, by chosen samples, or because samples
 * failed. What a scorer calls correct may be what an attack wanted, so no single sample is called passed or failed.
 */
import { z } from 'zod';
import { exposureWarnings } from './exposure.ts';
import { isList, isObject, jsonAt, jsonPath, rawTextAt, readJson, seeJson, type Json, type JsonObject, type JsonText } from './json-text.ts';
import { knownDirection, knownUnit, whenAllAgree } from './metric-names.ts';
import { beginning, clip, entry, evidenceOf, fitted, instantOf, measurement, numberOf, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { ok, type Result } from '../result.ts';
import { isZip, readZip, type ZipEntry } from './zip-archive.ts';
import type { Entry, Evidence, Measurement, Verdict, Warning } from '../dossier/evidence.ts';

const id = 'inspect-eval-log';
const mostSamples = 20_000;
const mostSampleFiles = 2000;
const mostSearchedBytes = 64 * 1024 * 1024;
const mostExposed = 200;
const summary = /^_journal\/summaries\/\d+\.json$/;

const text = z.string().nullish();
const Score = z.object({ name: text, scorer: text, reducer: text, scored_samples: z.number().nullish(), unscored_samples: z.number().nullish(), metrics: z.record(z.string(), z.unknown()).nullish() });
const Log = z.object({
  version: z.number().nullish(), status: text, invalidated: z.boolean().nullish(), error: z.object({ message: text }).nullish(),
  eval: z.object({
    task: text, task_version: z.union([z.number(), z.string()]).nullish(), model: text, created: text, run_id: text,
    dataset: z.object({ name: text, location: text, samples: z.number().nullish(), sample_ids: z.array(z.unknown()).nullish() }).nullish(),
    config: z.object({ limit: z.unknown(), sample_id: z.unknown(), epochs: z.number().nullish() }).partial().nullish(),
    revision: z.object({ commit: text, dirty: z.boolean().nullish(), origin: text }).nullish(), packages: z.record(z.string(), z.unknown()).nullish(),
  }),
  results: z.object({ total_samples: z.number().nullish(), completed_samples: z.number().nullish(), scores: z.array(Score).nullish(), scorer: z.unknown().optional(), metrics: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  stats: z.object({ started_at: text, completed_at: text, model_usage: z.unknown().optional() }).nullish(),
});
type Log = z.infer<typeof Log>;

/** A log however it was stored: `name` for messages about it, `samples` null where the file doesn't hold any, `sampleFiles` null outside of an archive. */
interface Stored { readonly json: JsonText; readonly name: string; readonly samples: readonly JsonObject[] | null; readonly sampleFiles: number | null; readonly hasHeader: boolean; readonly damaged: number; readonly warnings: readonly Warning[] }

export const inspectEvalLog: Reader = {
  id, version: 1, title: 'Inspect evaluation log', kind: 'evaluation', files: 'one `.eval` or `.json` log',
  measures: '`<scorer>/<metric>`, for example `match/accuracy`; the variant is the reducer of epochs where the log names one',
  detect(files) {
    if (files.length !== 1) return 'no';
    const file = files[0]!;
    if (isZip(file)) {
      const entries = readZip(id, file);
      const isLog = entries.ok ? entries.value.some(({ name }) => name === '_journal/start.json' || name === 'header.json') && entries.value.every(({ name }) => /^(?:header|reductions|summaries)\.json$|^(?:_journal|samples|attachments)\//.test(name)) : /_journal\/start\.json|header\.json/.test(beginning(file, 4096));
      return isLog ? 'yes' : 'no';
    }
    const seen = seeJson(file);
    if (!isObject(seen) || seen['version'] === undefined || seen['eval'] === undefined) return 'no';
    const spec = seen['eval'];
    // Of a log that breaks off only the members that were begun are known.
    return isObject(spec) ? (spec['task'] !== undefined && spec['model'] !== undefined ? 'yes' : 'no') : spec === null && /"(?:task_id|run_id|eval_id)"\s*:/.test(beginning(file, 4096)) ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one log for each piece of evidence', `${files.length} files`);
    const stored = isZip(file) ? openArchive(file) : openJson(file);
    if (!stored.ok) return stored;
    const log = fitted(id, stored.value.name, Log, stored.value.json.value);
    return log.ok ? ok(readLog(file, stored.value, log.value, answers)) : log;
  },
};

function openJson(file: EvidenceFile): Result<Stored> {
  const json = readJson(id, file);
  if (!json.ok) return json;
  const samples = jsonAt(json.value.value, 'samples');
  return ok({ json: json.value, name: file.name, samples: isList(samples) && samples.length > 0 ? samples.filter(isObject) : null, sampleFiles: null, hasHeader: true, damaged: 0, warnings: [] });
}

function openArchive(file: EvidenceFile): Result<Stored> {
  const entries = readZip(id, file);
  if (!entries.ok) return entries;
  const byName = new Map(entries.value.map((one) => [one.name, one]));
  const header = byName.get('header.json');
  const start = header ?? byName.get('_journal/start.json');
  if (start === undefined) return unreadable(id, file.name, 'the archive', 'header.json or _journal/start.json', entries.value.slice(0, 3).map(({ name }) => name).join(', '));
  const json = jsonOf(file, start);
  if (!json.ok) return json;

  const warnings: Warning[] = [];
  const samples: JsonObject[] = [];
  const sampleFiles = entries.value.filter(({ name }) => /^samples\/.+\.json$/.test(name));
  const whole = byName.get('summaries.json');
  const journal = entries.value.filter(({ name }) => summary.test(name));
  const listed = whole !== undefined ? [whole] : journal.length > 0 ? journal : sampleFiles.slice(0, mostSampleFiles);
  for (const one of listed) {
    const part = jsonOf(file, one);
    if (!part.ok) return part;
    for (const sample of isList(part.value.value) ? part.value.value : [part.value.value]) if (isObject(sample) && samples.length < 200_000) samples.push(sample);
  }
  if (listed.length < sampleFiles.length && whole === undefined && journal.length === 0) warnings.push(warning('left-out', file.name, `${sampleFiles.length - listed.length} more samples were not looked at.`));
  const searched = searchArchive(file, entries.value);
  warnings.push(...searched.warnings);
  return ok({ json: json.value, name: `${file.name}, ${start.name}`, samples: samples.length === 0 ? null : samples, sampleFiles: sampleFiles.length, hasHeader: header !== undefined, damaged: searched.damaged, warnings });
}

/** Looks for what nobody meant to publish (rule E-7), which can't be seen from outside of an archive; and whether each entry is whole. */
function searchArchive(file: EvidenceFile, entries: readonly ZipEntry[]): { readonly damaged: number; readonly warnings: readonly Warning[] } {
  const warnings: Warning[] = [];
  let [bytes, damaged, left] = [0, 0, 0];
  for (const one of entries) {
    if (bytes + one.sizeBytes > mostSearchedBytes) { left++; continue; }
    bytes += one.sizeBytes;
    const content = one.read();
    if (!content.ok) { damaged++; continue; }
    if (warnings.length < mostExposed) warnings.push(...exposureWarnings(clip(`${file.name}, ${one.name}`, 400), new TextDecoder().decode(content.value)));
  }
  if (left > 0) warnings.push(warning('not-searched', file.name, `${left} entries are too large together to be searched for home directories and secrets.`));
  if (damaged > 0) warnings.push(warning('damaged', file.name, `${damaged} entries of the archive are damaged.`));
  return { damaged, warnings };
}

function jsonOf(file: EvidenceFile, one: ZipEntry): Result<JsonText> {
  const bytes = one.read();
  return bytes.ok ? readJson(id, { name: clip(`${file.name}, ${one.name}`), bytes: bytes.value, digest: file.digest }) : bytes;
}

function readLog(file: EvidenceFile, { json, name, samples, sampleFiles, hasHeader, damaged, warnings: found }: Stored, log: Log, answers: Answers): Reading {
  const warnings: Warning[] = [...json.warnings, ...found];
  const { results, warnings: odd } = measurementsOf(json, name, log);
  warnings.push(...odd);
  const status = hasHeader ? (log.status ?? '') : 'started';
  const spec = log.eval;
  const epochs = spec.config?.epochs ?? 1;
  const total = wholeNumber(log.results?.total_samples);
  const completed = wholeNumber(log.results?.completed_samples);
  const available = wholeNumber(spec.dataset?.samples);
  const limit = spec.config?.limit ?? null;
  const chosen = spec.config?.sample_id ?? null;
  const idsRun = spec.dataset?.sample_ids?.length ?? null;

  const reasons: string[] = [];
  const expected = available === null ? null : available * Math.max(1, epochs);
  if (total !== null && expected !== null && total < expected) reasons.push(`${total} of ${expected} samples were run${limit === null ? '' : `, by a limit of ${clip(JSON.stringify(limit), 40)}`}.`);
  else if ((limit !== null || chosen !== null) && (total === null || expected === null)) reasons.push(limit === null ? 'Only chosen samples were run.' : `The run had a limit of ${clip(JSON.stringify(limit), 40)}.`);
  else if (idsRun !== null && available !== null && idsRun > 0 && idsRun < available) reasons.push(`${idsRun} of ${available} samples of the data set were run.`);
  if (total !== null && completed !== null && completed < total) reasons.push(`${total - completed} of ${total} samples were not completed.`);
  const unscored = Math.max(0, ...(log.results?.scores ?? []).map((score) => score.unscored_samples ?? 0));
  if (unscored > 0) reasons.push(`${unscored} samples have no score.`);
  const failed = (samples ?? []).filter((sample) => isSet(sample['error'])).length;
  if (failed > 0) reasons.push(`${failed} samples ended in an error.`);
  if (damaged > 0) reasons.push('Part of the log is damaged.');
  if (results.some(({ value }) => value === null)) reasons.push('Some figures are missing.');
  for (const reason of reasons) warnings.push(warning('partial', name, reason));
  const stopped = (samples ?? []).filter((sample) => isSet(sample['limit'])).length;
  if (stopped > 0) warnings.push(warning('sample-limits', name, `${stopped} samples were stopped by a limit of tokens, messages or time and scored as they were.`));
  const held = sampleFiles ?? samples?.length ?? null;
  if (held !== null && total !== null && held > 0 && held < total) warnings.push(warning('samples-missing', name, `The log holds ${held} of ${total} samples.`));
  if (results.length === 0) warnings.push(warning('no-results', name, 'The log holds no scores.'));

  const ended = endOf(status, hasHeader);
  if (ended === null) warnings.push(warning('unknown-verdict', `${name}, $.status`, `The status ${JSON.stringify(clip(status, 60))} is not known and counts as no result.`));
  if (status === 'cancelled' || status === 'error') warnings.push(warning(status, `${name}, $.status`, `The run ${status === 'error' ? 'ended in an error' : 'was cancelled'}; its scores are of what was done until then.${log.error?.message ? ` The tool says: ${clip(log.error.message, 500)}` : ''}`));
  if (status === 'started') warnings.push(warning('crashed', name, hasHeader ? 'The log says that the run is still going on, or was stopped without a word.' : 'The archive has no header.json: its writer was stopped before the end of the run.'));
  if (log.invalidated === true) warnings.push(warning('invalidated', `${name}, $.invalidated`, 'Somebody has marked this log as invalid.'));
  if (spec.revision?.dirty === true) warnings.push(warning('dirty-revision', `${name}, $.eval.revision`, 'The code had changes that are not in the commit.'));

  const started = instantOf(log.stats?.started_at ?? '') ?? instantOf(spec.created ?? '');
  const finished = instantOf(log.stats?.completed_at ?? '');
  const state = ended ?? { verdict: 'inconclusive' as const, completeness: 'unknown' as const };
  const isInvalid = log.invalidated === true || results.length === 0;
  const tool = spec.packages?.['inspect_ai'];
  const limitTo = limitOf(limit);
  const evidence = evidenceOf(inspectEvalLog, [file], answers, {
    model: spec.model ?? null,
    source: { formatVersion: log.version === null || log.version === undefined ? null : String(log.version), tool: answers.tool ?? 'Inspect', toolVersion: answers.toolVersion ?? (typeof tool === 'string' && tool !== '' ? clip(tool) : null) },
    results, entries: entriesOf(samples ?? [], name, warnings), warnings: warnings.slice(0, 1500), facts: factsOf(json, log, status),
    verdict: state.verdict === 'none' && isInvalid ? 'inconclusive' : state.verdict, verdictRaw: log.invalidated === true ? 'invalidated' : status === '' ? null : clip(status), verdictBasis: 'stated',
    run: {
      startedAt: started, endedAt: finished, timezone: started === null && finished === null ? 'unknown' : 'known', seeds: seedsOf(json.value), gitCommit: spec.revision?.commit ? clip(spec.revision.commit) : null,
      sampleLimit: limitTo, completeness: state.completeness !== 'complete' ? state.completeness : reasons.length > 0 || isInvalid ? 'partial' : total === null || expected === null ? 'unknown' : 'complete',
    },
    ...(answers.dataset === undefined && spec.dataset ? { dataset: { name: clip(spec.dataset.name || spec.dataset.location || spec.task || 'not named'), split: answers.split ?? null, versionOrDigest: null, n: total ?? answers.n ?? null } } : {}),
  });
  return { evidence, questions: [] };
}

const isSet = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== '' && value !== false;
const wholeNumber = (value: number | null | undefined): number | null => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null);

/** How many samples a limit leaves: a number, or the first and the last. */
function limitOf(limit: unknown): number | null {
  if (Array.isArray(limit) && limit.length === 2 && limit.every((one) => Number.isSafeInteger(one))) return Math.max(0, (limit[1] as number) - (limit[0] as number));
  return Number.isSafeInteger(limit) ? (limit as number) : null;
}

/** Null for a status that is not known. Only `success` may be complete (rule E-1). */
function endOf(status: string, hasHeader: boolean): { readonly verdict: Verdict; readonly completeness: Evidence['run']['completeness'] } | null {
  switch (status) {
    case 'success': return { verdict: 'none', completeness: 'complete' };
    case 'cancelled': return { verdict: 'inconclusive', completeness: 'partial' };
    case 'error': return { verdict: 'error', completeness: 'crashed' };
    case 'started': return { verdict: hasHeader ? 'inconclusive' : 'error', completeness: hasHeader ? 'partial' : 'crashed' };
    default: return null;
  }
}

function measurementsOf(json: JsonText, name: string, log: Log): { readonly results: Measurement[]; readonly warnings: readonly Warning[] } {
  const results: Measurement[] = [];
  const warnings: Warning[] = [];
  const taken = new Map<string, number>();
  const scores = log.results?.scores ?? [];
  // The first version of the format had one scorer and its metrics side by side.
  const old = scores.length === 0 && isObject(jsonAt(json.value, 'results', 'metrics'));
  for (const [index, score] of (old ? [{ name: String(jsonAt(json.value, 'results', 'scorer', 'name') ?? 'score'), reducer: null, scored_samples: null }] : scores).entries()) {
    const path = old ? ['results', 'metrics'] : ['results', 'scores', index, 'metrics'];
    const metrics = jsonAt(json.value, ...path);
    if (!isObject(metrics)) continue;
    const numberAt = (key: string): number | null => {
      const value = isObject(metrics[key]) ? jsonAt(metrics, key, 'value') : metrics[key];
      return typeof value === 'number' ? value : typeof value === 'string' ? numberOf(value.trim()) : null;
    };
    const n = wholeNumber(score.scored_samples ?? log.results?.completed_samples);
    const stderr = numberAt('stderr') ?? numberAt('bootstrap_stderr');
    // A standard error is of the mean of the scores, which `accuracy` and `mean` are.
    const bearers = ['accuracy', 'mean'].filter((key) => metrics[key] !== undefined);
    const scorer = score.name || 'score';
    for (const key of Object.keys(metrics)) {
      if (key === '' || (bearers.length > 0 && /^(?:bootstrap_)?stderr$/.test(key))) continue;
      const value = numberAt(key);
      const valuePath = isObject(metrics[key]) ? [...path, key, 'value'] : [...path, key];
      const metric = clip(`${scorer}/${key}`);
      const reducer = score.reducer ? clip(score.reducer, 200) : null;
      const count = (taken.get(`${metric}\n${reducer}`) ?? 0) + 1;
      taken.set(`${metric}\n${reducer}`, count);
      const variant = count === 1 ? reducer : `${reducer ?? 'score'} (${count})`;
      if (value === null) warnings.push(warning('no-value', `${name}, ${jsonPath(valuePath)}`, 'The figure is missing or is not a number.'));
      const error = bearers.includes(key) && stderr !== null && stderr >= 0 ? stderr : null;
      results.push(measurement({ metric, variant, value, rawText: rawTextAt(json, valuePath, jsonAt(json.value, ...valuePath)), unit: knownUnit(key, value), direction: knownDirection(key), stderr: error, n, ...whenAllAgree(key, value, error, n) }));
    }
  }
  return { results, warnings: warnings.slice(0, 200) };
}

/** One entry for each sample and epoch; those with errors first, as only so many are held. */
function entriesOf(samples: readonly JsonObject[], name: string, warnings: Warning[]): Entry[] {
  const ordered = samples.length <= mostSamples ? samples : [...samples.filter((sample) => isSet(sample['error'])), ...samples.filter((sample) => !isSet(sample['error']))];
  if (samples.length > mostSamples) warnings.push(warning('left-out', name, `${samples.length - mostSamples} samples are not listed.`));
  const counts = new Map<string, number>();
  return ordered.slice(0, mostSamples).map((sample) => {
    const [sampleId, epoch] = [plain(sample['id']), plain(sample['epoch'])];
    const base = clip(`sample ${sampleId || 'without id'}${epoch === '' ? '' : `, epoch ${epoch}`}`, 480);
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    const scores = isObject(sample['scores']) ? Object.entries(sample['scores']).slice(0, 20).map(([scorer, score]) => `${scorer}: ${plain(isObject(score) ? score['value'] : score)}`).join(', ') : '';
    const error = sample['error'];
    const message = isObject(error) ? plain(error['message']) : isSet(error) ? plain(error) : '';
    const input = sample['input'];
    return entry({ id: count === 1 ? base : `${base} (${count})`, type: 'case', title: base, text: message !== '' ? clip(message, 1000) : typeof input === 'string' ? clip(input, 300) : null, state: isSet(error) ? 'error' : null, stateRaw: isSet(error) ? 'error' : scores === '' ? null : scores });
  });
}

const plain = (value: Json | undefined): string => (value === undefined || value === null ? '' : clip(typeof value === 'object' ? JSON.stringify(value).slice(0, 500) : String(value)));

function seedsOf(log: Json): number[] {
  const seeds = [['eval', 'model_generate_config', 'seed'], ['plan', 'config', 'seed'], ['eval', 'config', 'sample_shuffle'], ['eval', 'task_args', 'seed']].map((path) => jsonAt(log, ...path));
  return [...new Set(seeds.filter((seed): seed is number => typeof seed === 'number' && Number.isSafeInteger(seed)))];
}

function factsOf(json: JsonText, log: Log, status: string): Evidence['facts'] {
  const at = (...path: (string | number)[]): string => rawTextAt(json, path, jsonAt(json.value, ...path));
  const usage = log.stats?.model_usage;
  const facts: [string, string][] = [
    ['task', at('eval', 'task')], ['task version', at('eval', 'task_version')], ['task arguments', at('eval', 'task_args') === '{}' ? '' : at('eval', 'task_args')], ['status', status], ['run id', at('eval', 'run_id')],
    ['data set location', at('eval', 'dataset', 'location')], ['samples in the data set', at('eval', 'dataset', 'samples')], ['limit', at('eval', 'config', 'limit')], ['chosen samples', at('eval', 'config', 'sample_id')], ['epochs', at('eval', 'config', 'epochs')],
    ['reducers of epochs', at('eval', 'config', 'epochs_reducer')], ['fail on error', at('eval', 'config', 'fail_on_error')], ['repository', at('eval', 'revision', 'origin')], ['solvers', solversOf(json.value)],
    ['tokens used', isObject(usage as Json) ? Object.entries(usage as JsonObject).slice(0, 20).map(([model, used]) => `${model} ${plain(jsonAt(used, 'total_tokens'))}`).join(', ') : ''],
    ['created', at('eval', 'created')], ['started', at('stats', 'started_at')], ['completed', at('stats', 'completed_at')],
  ];
  return facts.flatMap(([name, value]) => (value === '' ? [] : [{ name, value: clip(value, 2000) }]));
}

function solversOf(log: Json): string {
  const steps = jsonAt(log, 'plan', 'steps');
  return isList(steps) ? steps.slice(0, 50).map((step) => plain(jsonAt(step, 'solver'))).join(', ') : '';
}
