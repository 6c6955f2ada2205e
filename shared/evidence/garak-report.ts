/**
 * A garak report (github.com/NVIDIA/garak): `*.report.jsonl`, one record a line, or the calibration table that garak ships.
 *
 * `eval` rows count outputs that a detector let pass and outputs with which the attack succeeded; `nones`, outputs that the detector
 * could not score, are in neither. The confidence bounds of a row are on the share of successful attacks, not on the pass rate that
 * garak prints, so that share is the metric (E-9). A report without a `completion` row is of a run that was stopped, and an aggregate
 * never has one: neither can pass (E-1). Releases before 0.11 wrote `total`, `detector.` before names, and `model_name` for the target.
 */
import { isObject, jsonAt, rawTextAt, readJson, seeJson, type Json, type JsonObject, type JsonText } from './json-text.ts';
import { readJsonLines, type JsonLine } from './json-lines.ts';
import { beginning, clip, entry, evidenceOf, instantOf, measurement, numberOf, unreadable, warning, type Answers, type EvidenceFile, type Question, type Reader, type Reading } from './reader.ts';
import { uniqueNames } from './unique-name.ts';
import { ok } from '../result.ts';
import type { Entry, Evidence, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'garak-report';
const mostEntries = 20_000;
const rowTypes = ['start_run setup', 'config', 'init', 'attempt', 'eval', 'probe_summary', 'completion', 'digest'];
/** Members of the set-up that say what was run, by the names of new releases and of old ones. */
const setupFacts: readonly (readonly [string, readonly string[]])[] = [
  ['target type', ['plugins.target_type', 'plugins.model_type']], ['generations for each prompt', ['run.generations']], ['most prompts for each probe', ['run.soft_probe_prompt_cap']],
  ['detector threshold', ['run.eval_threshold']], ['probes asked for', ['plugins.probe_spec']], ['aggregated from', ['aggregation']],
];

const isReport = (value: Json | undefined): boolean => isObject(value) && typeof value['entry_type'] === 'string' && rowTypes.includes(value['entry_type']);
const isScore = (value: Json | undefined): boolean => isObject(value) && 'mu' in value && 'sigma' in value;
function isCalibration(value: Json | undefined): value is JsonObject {
  if (!isObject(value)) return false;
  const [first] = Object.entries(value);
  return isObject(value['garak_calibration_meta']) || (first !== undefined && first[0].includes('/') && isScore(first[1]) && 'sw_p' in (first[1] as JsonObject));
}

export const garakReport: Reader = {
  id, version: 1, title: 'garak report', kind: 'redteam', files: 'one .report.jsonl (an aggregate too), or the calibration table',
  measures: '`attack_success_rate` with the variant `probe/detector`, a fraction where lower is better, and `hit_at_5` and the like; of the calibration table `reference_pass_rate`',
  detect(files) {
    if (files.length !== 1) return 'no';
    const value = seeJson(files[0]!);
    if (isReport(value) || isCalibration(value)) return 'yes';
    return /^\uFEFF?\s*\{\s*"entry_type"\s*:\s*"(?:start_run setup|init|attempt|eval)"/.test(beginning(files[0]!, 4096)) ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one report for each piece of evidence', `${files.length} files`);
    if (isCalibration(seeJson(file))) {
      const json = readJson(id, file);
      return json.ok ? ok(readCalibration(file, json.value, answers)) : json;
    }
    const lines = readJsonLines(id, file);
    if (!lines.ok) return lines;
    const strange = lines.value.lines.find(({ value }) => typeof jsonAt(value, 'entry_type') !== 'string');
    if (strange !== undefined) return unreadable(id, file.name, `line ${strange.line}`, 'a record with an entry_type', rawTextAt(strange, [], strange.value));
    if (!lines.value.lines.some(({ value }) => isReport(value))) return unreadable(id, file.name, 'line 1', 'a record of a garak report', 'none');
    return ok(readReport(file, lines.value.lines, lines.value.cutOff, answers));
  },
};

function readReport(file: EvidenceFile, lines: readonly JsonLine[], cutOff: boolean, answers: Answers): Reading {
  const typed = (type: string): JsonLine[] => lines.filter(({ value }) => jsonAt(value, 'entry_type') === type);
  const setup = typed('start_run setup')[0] ?? typed('config')[0];
  const init = typed('init')[0];
  const end = typed('completion').at(-1);
  const setting = (...names: readonly string[]): string => names.map((name) => (setup === undefined ? '' : rawTextAt(setup, [name], jsonAt(setup.value, name)))).find((text) => text !== '') ?? '';
  const isAggregate = jsonAt(setup?.value, 'aggregation') !== undefined || jsonAt(init?.value, 'orig_uuid') !== undefined;

  const warnings: Warning[] = lines.flatMap((line) => [...line.warnings]).slice(0, 200);
  const { results, entries, probes } = readEvals(file, typed('eval'), warnings);
  const open = attemptsWithoutResult(typed('attempt'), probes);
  for (const probe of open.probes.slice(0, 50)) warnings.push(warning('probe-without-result', file.name, `Attempts of the probe ${probe} are in the file, but no result of it.`));
  if (open.attempts > 0) warnings.push(warning('attempts-unfinished', file.name, `${open.attempts} attempts were begun and never evaluated.`));
  if (cutOff) warnings.push(warning('partial', file.name, 'The last line is cut off and was left out.'));
  if (isAggregate) warnings.push(warning('aggregated', file.name, 'The report joins several others. Whether each of those runs was completed is not in it.'));
  else if (end === undefined) warnings.push(warning('partial', file.name, 'The report has no completion row: the run was stopped before its end.'));
  if (results.length === 0) warnings.push(warning('no-results', file.name, 'The report holds no result of any probe.'));

  const isWhole = end !== undefined && !cutOff && open.probes.length === 0 && open.attempts === 0 && results.some(({ value }) => value !== null);
  const completeness = isAggregate ? 'unknown' : isWhole ? 'complete' : 'partial';
  const startText = init === undefined ? setting('transient.starttime_iso') : rawTextAt(init, ['orig_start_time'], jsonAt(init.value, 'orig_start_time')) || rawTextAt(init, ['start_time'], jsonAt(init.value, 'start_time'));
  const endText = end === undefined ? '' : rawTextAt(end, ['end_time'], jsonAt(end.value, 'end_time'));
  const startedAt = instantOf(startText);
  const endedAt = instantOf(endText);
  const questions: Question[] = endText !== '' && endedAt === null && answers.endedAt === undefined ? [{ answer: 'endedAt', place: file.name, text: `The run ended at ${clip(endText, 60)}, but the file does not say in which time zone.` }] : [];

  const seed = jsonAt(setup?.value, 'run.seed');
  const version = init === undefined ? '' : rawTextAt(init, ['garak_version'], jsonAt(init.value, 'garak_version'));
  const target = setting('plugins.target_name', 'plugins.model_name') || setting('plugins.target_type', 'plugins.model_type');
  const facts: Evidence['facts'] = [
    ...setupFacts.map(([name, members]) => ({ name, value: setting(...members) })), { name: 'run', value: init === undefined ? '' : rawTextAt(init, ['run'], jsonAt(init.value, 'run')) },
    { name: 'started, as written', value: startText }, { name: 'ended, as written', value: endText }, { name: 'attempts', value: String(open.seen) },
  ].filter(({ value }) => value !== '').map(({ name, value }) => ({ name, value: clip(value, 2000) }));
  const evidence = evidenceOf(garakReport, [file], answers, {
    model: target, results, entries, facts, warnings,
    source: { tool: answers.tool ?? 'garak', toolVersion: answers.toolVersion ?? (version === '' ? null : clip(version)) },
    run: { startedAt, endedAt, timezone: startedAt === null && endedAt === null ? 'unknown' : 'known', seeds: typeof seed === 'number' && Number.isSafeInteger(seed) ? [seed] : [], completeness },
    verdict: completeness === 'partial' ? 'inconclusive' : 'none', verdictBasis: 'computed',
  });
  return { evidence, questions };
}

function readEvals(file: EvidenceFile, rows: readonly JsonLine[], warnings: Warning[]): { results: Measurement[]; entries: Entry[]; probes: ReadonlySet<string> } {
  const unique = uniqueNames();
  const results: Measurement[] = [];
  const entries: Entry[] = [];
  const probes = new Set<string>();
  for (const row of rows) {
    const place = `${file.name}, line ${row.line}`;
    const text = (name: string): string => rawTextAt(row, [name], jsonAt(row.value, name));
    const count = (...names: readonly string[]): number | null => names.map((name) => jsonAt(row.value, name)).find((value): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) ?? null;
    const probe = text('probe').replace(/^(?:garak\.)?probes?\./, '');
    probes.add(probe);
    const variant = unique(`${probe}/${text('detector').replace(/^(?:garak\.)?detectors?\./, '')}`);
    const passed = count('passed');
    const total = count('total_evaluated', 'total');
    const stated = count('fails');
    const nones = count('nones') ?? 0;
    const fails = passed === null || total === null ? null : Math.max(total - passed, stated ?? 0);
    if (fails === null || total === null) warnings.push(warning('counts-missing', place, 'The row has no whole numbers of passed and evaluated outputs.'));
    else if (total - passed! !== (stated ?? fails)) warnings.push(warning('counts-differ', place, `${passed} passed and ${stated} failed do not make ${total}. The larger number of successful attacks is used.`));
    if (nones > 0) warnings.push(warning('nones-excluded', place, `${nones} outputs could not be scored. They are in no rate.`));
    const value = fails === null || total === null || total === 0 || fails > total ? null : fails / total;
    if (total === 0) warnings.push(warning('nothing-evaluated', place, `No output was evaluated for ${variant}.`));
    const rawText = fails === null ? `passed ${text('passed')}, total ${text('total_evaluated') || text('total')}` : `${fails} of ${total}`;
    results.push(measurement({ metric: 'attack_success_rate', variant, value, rawText, unit: 'fraction', direction: 'lower', n: total, ...boundsOf(row, value, place, warnings) }));
    const hits = jsonAt(row.value, 'hit_at_k');
    for (const [k, hit] of isObject(hits) ? Object.entries(hits).slice(0, 20) : []) {
      const score = jsonAt(hit, 'score');
      if (/^\d{1,6}$/.test(k)) results.push(measurement({ metric: `hit_at_${k}`, variant, value: typeof score === 'number' ? score : null, rawText: rawTextAt(row, ['hit_at_k', k, 'score'], score), unit: 'fraction', direction: 'lower' }));
    }
    const state = fails !== null && fails > 0 ? 'failed' : value === null ? 'skipped' : 'passed';
    if (entries.length < mostEntries) entries.push(entry({ id: variant, type: 'probe', title: variant, state, stateRaw: `${text('passed')} of ${text('total_evaluated') || text('total')} passed`, text: nones > 0 ? `${nones} outputs could not be scored.` : null }));
  }
  if (rows.length > mostEntries) warnings.push(warning('left-out', file.name, `${rows.length - mostEntries} of ${rows.length} probes are not listed. All are measured.`));
  warnings.splice(1900);
  return { results, entries, probes };
}

/** The row's bounds, which are on the attack success rate; left out, with a warning, where they can't be that. */
function boundsOf(row: JsonLine, value: number | null, place: string, warnings: Warning[]): Partial<Measurement> {
  const [low, high] = [jsonAt(row.value, 'confidence_lower'), jsonAt(row.value, 'confidence_upper')];
  if (typeof low !== 'number' || typeof high !== 'number') return {};
  if (low > high || low < 0 || high > 1) {
    warnings.push(warning('interval-odd', place, `The bounds ${low} and ${high} are no interval of a fraction and were left out.`));
    return {};
  }
  if (value !== null && (value < low || value > high)) warnings.push(warning('interval-odd', place, `The rate ${value} lies outside its own bounds ${low} to ${high}, as it may where garak corrects for detector errors.`));
  const level = numberOf(rawTextAt(row, ['confidence'], jsonAt(row.value, 'confidence')));
  const method = rawTextAt(row, ['confidence_method'], jsonAt(row.value, 'confidence_method'));
  const words = [level === null || level <= 0 || level >= 1 ? 'level not given' : `${Number((level * 100).toFixed(4))} %`, method].filter((word) => word !== '').join(' ');
  return { ciLow: low, ciHigh: high, ciOf: clip(`${words}, of the attack success rate`) };
}

/** Attempts that were begun and have no evaluated record, and probes with attempts but no `eval` row. */
function attemptsWithoutResult(attempts: readonly JsonLine[], evaluated: ReadonlySet<string>): { readonly seen: number; readonly attempts: number; readonly probes: readonly string[] } {
  const done = new Map<string, boolean>();
  const probes = new Set<string>();
  for (const row of attempts) {
    const text = (name: string): string => rawTextAt(row, [name], jsonAt(row.value, name));
    const probe = text('probe_classname').replace(/^(?:garak\.)?probes?\./, '');
    // One attempt has a record for each step, and in an aggregate all attempts share the run's uuid.
    const key = `${text('uuid')} ${probe} ${text('seq')}`;
    done.set(key, (done.get(key) ?? false) || jsonAt(row.value, 'status') === 2);
    probes.add(probe);
  }
  return { seen: done.size, attempts: [...done.values()].filter((isDone) => !isDone).length, probes: [...probes].filter((probe) => probe !== '' && !evaluated.has(probe)) };
}

/** Mean and spread of the pass rates of garak's own reference models: nothing about the product, so nothing that could pass. */
function readCalibration(file: EvidenceFile, json: JsonText, answers: Answers): Reading {
  const meta = jsonAt(json.value, 'garak_calibration_meta');
  const models = jsonAt(meta, 'filenames');
  const n = Array.isArray(models) ? models.length : null;
  const warnings: Warning[] = [warning('reference-only', file.name, 'The file holds the pass rates of reference models, and no run of the product. It can be compared with, not judged.'), ...json.warnings];
  const results = Object.entries(json.value as JsonObject).flatMap(([key, score]) => {
    if (!isScore(score)) return [];
    const [mean, spread] = [jsonAt(score, 'mu'), jsonAt(score, 'sigma')];
    const figure = (metric: string, member: string, value: Json | undefined): Measurement =>
      measurement({ metric, variant: clip(key) || '-', value: typeof value === 'number' ? value : null, rawText: rawTextAt(json, [key, member], value), unit: 'fraction', direction: 'unknown', n });
    return [figure('reference_pass_rate', 'mu', mean), figure('reference_pass_rate_spread', 'sigma', spread)];
  });
  const date = rawTextAt(json, ['garak_calibration_meta', 'date'], jsonAt(meta, 'date'));
  const facts = [{ name: 'calibrated, as written', value: date }, { name: 'reference models', value: Array.isArray(models) ? models.map((model) => String(model)).join(', ') : '' }];
  const evidence = evidenceOf(garakReport, [file], answers, {
    kind: 'benchmark', results, warnings, source: { tool: answers.tool ?? 'garak' }, run: { completeness: 'unknown' },
    facts: facts.filter(({ value }) => value !== '').map(({ name, value }) => ({ name, value: clip(value, 2000) })),
  });
  return { evidence, questions: [] };
}
