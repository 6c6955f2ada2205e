/**
 * Drift reports of Evidently (github.com/evidentlyai/evidently) as JSON, in the three shapes that it has written: `metric` and `result` up to
 * 0.6, `metric_id` and `value` in early 0.7, `metric_name`, `config` and `value` later; also inside an object that somebody wrapped around one.
 *
 * From 0.7 on nothing says whether a column drifted. It is worked out as Evidently's own code does (`evidently-shapes.ts`): a p-value drifts below its
 * threshold, a distance at or above it. A method that isn't known leaves the column open, never `no drift` (rule E-1). In the old shape
 * `drift_share` is the limit and `share_of_drifted_columns` what was measured.
 */
import { clears, findReport, isOurs, opOf, partsOf, type Found } from './evidently-shapes.ts';
import { isList, isObject, jsonPath, rawTextAt, readJson, seeJson, type Json, type JsonObject, type JsonText } from './json-text.ts';
import { clip, entry, evidenceOf, instantOf, measurement, numberOf, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { ok } from '../result.ts';
import type { Entry, Measurement, Verdict, Warning } from '../dossier/evidence.ts';

const id = 'evidently';
const mostResults = 100_000;
const mostEntries = 20_000;

const better = { higher: ['Accuracy', 'Precision', 'Recall', 'F1Score', 'RocAuc', 'TPR', 'TNR', 'R2Score'], lower: ['LogLoss', 'FPR', 'FNR', 'MAE', 'RMSE', 'MAPE', 'MissingValueCount', 'DatasetMissingValueCount', 'DuplicatedRowCount'] } as const;
const directionOf = (name: string): Measurement['direction'] => ((better.higher as readonly string[]).includes(name) ? 'higher' : (better.lower as readonly string[]).includes(name) ? 'lower' : 'unknown');

export const evidently: Reader = {
  id, version: 1, title: 'Evidently report', kind: 'drift', files: 'one JSON file of a report, or one that holds a report in a member',
  measures: '`share_of_drifted_columns`, `number_of_drifted_columns`, `drift_score` by column, and other metrics under their own names',
  detect(files) {
    const [file] = files;
    const value = files.length === 1 && file !== undefined ? seeJson(file) : undefined;
    const found = value === undefined ? null : findReport(value);
    if (found === null) return 'no';
    const entries = [...found.metrics, ...found.tests];
    if (entries.some((one) => isObject(one) && isOurs(one))) return 'yes';
    // A suite of tests of the old shape.
    if (found.tests.length > 0 && isObject(found.report['summary']) && typeof found.report['summary']['all_passed'] === 'boolean') return 'yes';
    return isObject(value) && typeof value['dataset_drift'] === 'boolean' && found.path.length > 1 ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one JSON file for each piece of evidence', `${files.length} files`);
    const json = readJson(id, file);
    if (!json.ok) return json;
    const found = findReport(json.value.value);
    if (found === null) return unreadable(id, file.name, '$', 'a list "metrics" or "tests", in the object or in one of its members', 'none');
    return ok(new Report(file, json.value, found).reading(answers));
  },
};

type Path = readonly (string | number)[];
const text = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);

class Report {
  private readonly warnings: Warning[];
  private readonly results = new Map<string, Measurement>();
  private readonly entries: Entry[] = [];
  private readonly unknownMethods = new Set<string>();
  /** Flags that the file states for the whole data set, and those that follow from a share and its limit. */
  private readonly stated: boolean[] = [];
  private readonly computed: boolean[] = [];
  private columns = { checked: 0, drifted: 0, open: 0, stated: 0 };
  private missing = 0;
  /** How many columns a summary says were checked, whether or not the file lists them. */
  private summarised = 0;
  private readonly tests = new Map<Verdict, number>();
  private readonly file: EvidenceFile;
  private readonly json: JsonText;
  private readonly found: Found;

  constructor(file: EvidenceFile, json: JsonText, found: Found) {
    this.file = file;
    this.json = json;
    this.found = found;
    this.warnings = [...json.warnings];
  }

  reading(answers: Answers): Reading {
    const { found, file } = this;
    const { report } = found;
    for (const [index, one] of found.metrics.entries()) {
      if (!isObject(one)) { this.warn('unknown-metric', [...found.path, 'metrics', index], 'This is not a metric and is left out.'); continue; }
      const path = [...found.path, 'metrics', index];
      const name = text(one['metric_name']) ?? text(one['metric_id']);
      if (isObject(one['result'])) this.oldMetric(text(one['metric']) ?? '', one['result'], [...path, 'result']);
      else if (name !== null) this.newMetric(name, one, path);
      else this.warn('unknown-metric', path, 'This is none of the shapes of a metric that are known. It is left out.');
    }
    if (found.path.length > 0) this.wrapper();
    for (const [index, one] of found.tests.entries()) if (isObject(one)) this.test(one, index);
    if (this.unknownMethods.size > 0) this.warnings.push(warning('unknown-method', file.name, `Whether columns drifted stays open for these methods: ${clip([...this.unknownMethods].join(', '), 800)}.`));
    if (this.computed.length > 0 || (this.columns.checked > 0 && this.columns.stated === 0)) this.warnings.push(warning('computed-drift', file.name, 'The file has no flag for drift. It was worked out from scores, methods and thresholds: p-values drift below the threshold, distances at or above it.'));

    const { verdict, verdictRaw, basis } = this.verdict();
    const version = text(report['version']);
    const stamp = text(report['timestamp']);
    const startedAt = stamp === null ? null : instantOf(stamp);
    const figures = [...this.results.values()].filter(({ metric }) => !/^(?:number|share)_of_drifted_columns$/.test(metric));
    const isChecked = this.columns.checked > 0 || this.summarised > 0 || this.tests.size > 0 || figures.length > 0;
    const isWhole = this.missing === 0 && figures.every(({ value }) => value !== null);
    const facts = [['timestamp', stamp], ['shape', this.shape()]].flatMap(([name, value]) => (value === null ? [] : [{ name: name!, value: clip(value!) }]));
    const evidence = evidenceOf(evidently, [file], answers, {
      source: { tool: 'Evidently', toolVersion: version === null ? answers.toolVersion ?? null : clip(version), formatVersion: this.shape() },
      results: [...this.results.values()], entries: this.entries, facts, warnings: this.warnings, verdict, verdictRaw, verdictBasis: basis,
      run: { startedAt, timezone: startedAt === null ? 'unknown' : 'known', completeness: !isChecked ? 'unknown' : isWhole ? 'complete' : 'partial' },
    });
    return { evidence, questions: [] };
  }

  private shape(): string {
    const all = [...this.found.metrics].filter(isObject);
    const shape = all.some((one) => 'metric_name' in one) ? 'metric_name' : all.some((one) => 'metric_id' in one) ? 'metric_id' : 'metric and result';
    return this.found.path.length === 0 ? shape : `${shape}, wrapped`;
  }

  private warn(code: string, path: Path, words: string): void {
    if (this.warnings.length < 1000) this.warnings.push(warning(code, `${this.file.name}, ${clip(jsonPath(path), 300)}`, words));
  }

  /** Each metric and variant once; the same figure again is the same measurement (`DatasetDriftMetric` and `DataDriftTable` repeat each other). */
  private add(parts: Measurement): void {
    const variant = parts.variant === null ? null : clip(parts.variant) || '(no name)';
    const metric = clip(parts.metric) || '(no name)';
    for (let turn = 1; turn < 1000; turn++) {
      const name = turn === 1 ? metric : `${clip(metric, 480)} (${turn})`;
      const key = `${name}\n${variant ?? ''}`;
      const held = this.results.get(key);
      if (held !== undefined && (held.rawText !== parts.rawText || held.threshold?.value !== parts.threshold?.value)) continue;
      if (held === undefined && this.results.size >= mostResults) return;
      this.results.set(key, { ...parts, metric: name, variant });
      return;
    }
  }

  private number(owner: JsonObject, path: Path, key: string): { readonly value: number | null; readonly rawText: string } | null {
    const value = owner[key];
    if (value === undefined || (value !== null && typeof value !== 'number' && typeof value !== 'string')) return null;
    const rawText = rawTextAt(this.json, [...path, key], value);
    return { value: typeof value === 'number' ? value : typeof value === 'string' ? numberOf(value.trim()) : null, rawText };
  }

  private shares(count: ReturnType<Report['number']>, share: ReturnType<Report['number']>, limit: number | null): void {
    if (count !== null) this.add(measurement({ metric: 'number_of_drifted_columns', ...count, unit: 'count', direction: 'lower' }));
    if (share === null) return;
    const breached = share.value === null || limit === null ? 'unknown' : share.value >= limit ? 'yes' : 'no';
    this.add(measurement({ metric: 'share_of_drifted_columns', ...share, unit: 'fraction', direction: 'lower', threshold: limit === null ? null : { value: limit, op: '<' }, breached }));
    if (share.value === null) this.missing++;
  }

  private oldMetric(metric: string, result: JsonObject, path: Path): void {
    const { dataset_drift: flag, drift_by_columns: columns, current } = result;
    if (typeof flag === 'boolean') this.stated.push(flag);
    else if (flag !== undefined && flag !== null) this.warn('unknown-verdict', [...path, 'dataset_drift'], `${clip(JSON.stringify(flag), 60)} says neither drift nor none.`);
    this.shares(this.number(result, path, 'number_of_drifted_columns'), this.number(result, path, 'share_of_drifted_columns'), this.number(result, path, 'drift_share')?.value ?? null);
    const total = result['number_of_columns'];
    if (typeof total === 'number') this.summarised = Math.max(this.summarised, total);
    if (isObject(columns) && typeof total === 'number' && total > Object.keys(columns).length) {
      this.missing++;
      this.warn('columns-missing', [...path, 'drift_by_columns'], `${total} columns were checked, but ${Object.keys(columns).length} are listed.`);
    }
    if (isObject(columns)) for (const [name, column] of Object.entries(columns)) if (isObject(column)) this.oldColumn(text(column['column_name']) ?? name, column, [...path, 'drift_by_columns', name]);
    if ('drift_score' in result && text(result['column_name']) !== null) this.oldColumn(text(result['column_name'])!, result, path);
    if (isObject(current)) {
      for (const key of Object.keys(current).slice(0, 200)) {
        const figure = typeof current[key] === 'number' ? this.number(current, [...path, 'current'], key) : null;
        if (figure !== null) this.add(measurement({ metric: `${metric || 'metric'}.${key}`, ...figure, unit: 'none', direction: directionOf(({ accuracy: 'Accuracy', precision: 'Precision', recall: 'Recall', f1: 'F1Score', roc_auc: 'RocAuc', log_loss: 'LogLoss' } as Record<string, string>)[key] ?? '') }));
      }
    }
  }

  private oldColumn(name: string, column: JsonObject, path: Path): void {
    const flag = column['drift_detected'];
    const threshold = this.number(column, path, 'stattest_threshold') ?? this.number(column, path, 'threshold');
    this.column(name, text(column['stattest_name']), this.number(column, path, 'drift_score'), threshold?.value ?? null, typeof flag === 'boolean' ? flag : null, path);
  }

  private newMetric(name: string, one: JsonObject, path: Path): void {
    const parts = partsOf(clip(name, 4000));
    const config = isObject(one['config']) ? one['config'] : {};
    const value = one['value'];
    const inside = [...path, 'config'];
    if (parts.metric === 'ValueDrift') {
      const threshold = this.number(config, inside, 'threshold')?.value ?? (parts.threshold === null ? null : numberOf(parts.threshold.trim()));
      const method = 'method' in config ? text(config['method']) : parts.method;
      this.column(text(config['column']) ?? parts.column ?? name, method, this.number(one, path, 'value'), threshold, null, path);
    } else if (parts.metric === 'DriftedColumnsCount' && isObject(value)) {
      const limit = this.number(config, inside, 'drift_share')?.value ?? (parts.share === null ? null : numberOf(parts.share.trim()));
      const share = this.number(value, [...path, 'value'], 'share');
      this.shares(this.number(value, [...path, 'value'], 'count'), share, limit);
      if (share !== null && share.value !== null && limit !== null) this.computed.push(share.value >= limit);
      else this.missing++;
    } else {
      const variant = parts.args === '' ? null : parts.args;
      if (isObject(value)) {
        for (const key of Object.keys(value).slice(0, 200)) {
          const figure = typeof value[key] === 'number' || value[key] === null ? this.number(value, [...path, 'value'], key) : null;
          if (figure !== null) this.add(measurement({ metric: `${parts.metric}.${key}`, variant, ...figure, unit: key === 'count' ? 'count' : key === 'share' ? 'fraction' : 'none', direction: directionOf(parts.metric) }));
        }
      } else {
        const figure = this.number(one, path, 'value');
        if (figure !== null) this.add(measurement({ metric: parts.metric, variant, ...figure, unit: 'none', direction: directionOf(parts.metric) }));
      }
    }
  }

  private column(name: string, method: string | null, score: ReturnType<Report['number']>, limit: number | null, flag: boolean | null, path: Path): void {
    const op = opOf(method);
    const value = score?.value ?? null;
    const works = value === null || limit === null || op === null ? null : !clears(value, op, limit);
    const drifted = flag === true || works === true ? true : flag ?? works;
    if (flag !== null && works !== null && flag !== works) this.warn('flag-differs', path, `The file says that the column ${flag ? 'drifted' : 'did not drift'}; its score and threshold say otherwise. Drift counts.`);
    if (op === null && flag === null) this.unknownMethods.add(clip(method ?? 'none named', 60));
    this.columns.checked++;
    if (flag !== null) this.columns.stated++;
    if (drifted === true) this.columns.drifted++;
    if (drifted === null) this.columns.open++;
    if (value === null && flag === null) this.missing++;
    const variant = this.results.has(`drift_score\n${clip(name)}`) && method !== null ? `${clip(name, 400)}, ${clip(method, 90)}` : name;
    this.add(measurement({
      metric: 'drift_score', variant, value, rawText: score?.rawText ?? '', unit: 'score', direction: op === null ? 'unknown' : op.startsWith('>') ? 'higher' : 'lower',
      threshold: limit === null || op === null ? null : { value: limit, op }, breached: drifted === null ? 'unknown' : drifted ? 'yes' : 'no',
    }));
    if (this.entries.length < mostEntries) {
      const stateRaw = flag === null ? (works === null ? 'unknown' : works ? 'drifted, worked out' : 'no drift, worked out') : `drift_detected ${flag}`;
      this.entries.push(entry({ id: `column ${this.columns.checked}`, type: 'case', title: `Drift of ${clip(name)}`, text: `Method ${clip(method ?? 'not named')}, score ${score?.rawText || 'missing'}, threshold ${limit ?? 'not stated'}.`, state: drifted === null ? 'open' : drifted ? 'failed' : 'passed', stateRaw }));
    }
  }

  /** What somebody's own script wrote around the report: `drift_share` there is a measured share. */
  private wrapper(): void {
    const outer = this.json.value as JsonObject;
    const flag = outer['dataset_drift'];
    if (typeof flag === 'boolean') this.stated.push(flag);
    const has = (metric: string): boolean => this.results.has(`${metric}\n`);
    const share = has('share_of_drifted_columns') ? null : this.number(outer, [], 'share_of_drifted_columns') ?? this.number(outer, [], 'drift_share');
    this.shares(has('number_of_drifted_columns') ? null : this.number(outer, [], 'n_drifted_features') ?? this.number(outer, [], 'number_of_drifted_columns'), share, null);
    if (share !== null) this.warn('wrapped', [], 'Figures stand outside of Evidently’s own report, in an object around it. Its drift share is taken as the measured one, not as the limit.');
    const listed = outer['drifted_features'];
    if (isList(listed) && listed.length > 0 && flag === false) this.warn('columns-drifted', ['drifted_features'], `${listed.length} features are listed as drifted though the data set is not.`);
  }

  private test(one: JsonObject, index: number): void {
    const raw = text(one['status']) ?? '';
    const word = raw.replace(/^TestStatus\./, '').toUpperCase();
    const known = ({ SUCCESS: 'pass', FAIL: 'fail', ERROR: 'error', WARNING: 'inconclusive', SKIPPED: 'inconclusive' } as Record<string, Verdict>)[word];
    if (known === undefined) this.warn('unknown-verdict', [...this.found.path, 'tests', index, 'status'], `The status ${JSON.stringify(clip(raw, 60))} is not known and counts as no result.`);
    const verdict = known ?? 'inconclusive';
    this.tests.set(verdict, (this.tests.get(verdict) ?? 0) + 1);
    const state = verdict === 'pass' ? 'passed' : verdict === 'fail' ? 'failed' : verdict === 'error' ? 'error' : word === 'SKIPPED' ? 'skipped' : 'open';
    if (this.entries.length < mostEntries) this.entries.push(entry({ id: `test ${index + 1}`, type: 'case', title: text(one['name']) ?? `Test ${index + 1}`, text: text(one['description']), state, stateRaw: raw }));
  }

  private verdict(): { readonly verdict: Verdict; readonly verdictRaw: string | null; readonly basis: 'stated' | 'computed' } {
    const { columns, stated, computed, tests, file } = this;
    const count = (verdict: Verdict): number => tests.get(verdict) ?? 0;
    if (stated.includes(true) || count('fail') > 0) return { verdict: 'fail', verdictRaw: count('fail') > 0 ? 'FAIL' : 'dataset_drift true', basis: 'stated' };
    if (computed.includes(true)) return { verdict: 'fail', verdictRaw: null, basis: 'computed' };
    const hasFlag = stated.length + computed.length > 0;
    if (!hasFlag && columns.drifted > 0) return { verdict: 'fail', verdictRaw: null, basis: 'computed' };
    if (count('error') > 0) return { verdict: 'error', verdictRaw: 'ERROR', basis: 'stated' };
    if (count('inconclusive') > 0) return { verdict: 'inconclusive', verdictRaw: null, basis: 'computed' };
    if (!hasFlag && columns.checked === 0 && count('pass') === 0) return { verdict: this.results.size > 0 ? 'none' : 'inconclusive', verdictRaw: null, basis: 'computed' };
    const basis = stated.length > 0 ? 'stated' as const : 'computed' as const;
    const verdictRaw = stated.length > 0 ? 'dataset_drift false' : null;
    if (columns.drifted > 0) {
      this.warnings.push(warning('columns-drifted', file.name, `${columns.drifted} of ${columns.checked} columns drifted, though fewer than make the data set drift.`));
      return { verdict: 'inconclusive', verdictRaw, basis: 'computed' };
    }
    if (columns.checked === 0 && this.summarised === 0 && count('pass') === 0) {
      this.warnings.push(warning('nothing-checked', file.name, 'The report says that nothing drifted, but names no column that was checked.'));
      return { verdict: 'inconclusive', verdictRaw, basis: 'computed' };
    }
    return columns.open > 0 || this.missing > 0 ? { verdict: 'inconclusive', verdictRaw, basis: 'computed' } : { verdict: 'pass', verdictRaw, basis };
  }
}
