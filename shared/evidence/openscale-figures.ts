/** The figures in OpenScale's files as measurements, with their limits and alarms; for the reader in `openscale.ts`. */
import { isList, isObject, jsonPath, rawTextAt, type Json, type JsonObject, type JsonText } from './json-text.ts';
import { clip, measurement, numberOf, warning } from './reader.ts';
import type { Evidence, Measurement, Series, Verdict, Warning } from '../dossier/evidence.ts';

const mostResults = 100_000;
const better: Readonly<Record<string, Measurement['direction']>> = Object.fromEntries([
  ...['accuracy', 'area_under_roc', 'area_under_pr', 'precision', 'recall', 'f1_measure', 'true_positive_rate', 'matthews_correlation_coefficient', 'gini_coefficient', 'r2', 'explained_variance', 'predicted_accuracy', 'base_accuracy', 'sensitivity', 'specificity', 'weighted_precision', 'weighted_recall', 'weighted_f1_measure', 'weighted_true_positive_rate'].map((name) => [name, 'higher'] as const),
  ...['log_loss', 'brier_score', 'false_positive_rate', 'weighted_false_positive_rate', 'mean_absolute_error', 'mean_squared_error', 'root_of_mean_squared_error', 'drift_magnitude', 'data_drift_magnitude', 'feature_drift_score', 'prediction_drift_score', 'output_drift_score', 'model_quality_drift_score', 'confidence_drift_score'].map((name) => [name, 'lower'] as const),
  // Fair is near a value in the middle, not as much as possible.
  ...['fairness_value', 'fairness_score', 'disparate_impact', 'statistical_parity_difference'].map((name) => [name, 'target'] as const),
]);
const fractions = new Set(['accuracy', 'precision', 'recall', 'f1_measure', 'true_positive_rate', 'false_positive_rate', 'predicted_accuracy', 'base_accuracy', 'sensitivity', 'specificity', 'drift_magnitude', 'data_drift_magnitude']);

/** OpenScale names no units; a fairness value is a percentage in one place and a fraction in another, so it is a score here. */
export const unitOf = (metric: string): Measurement['unit'] => (fractions.has(metric) ? 'fraction' : 'score');

type Path = readonly (string | number)[];
interface Figure { readonly metric: string; readonly variant: string | null; readonly value: number | null; readonly rawText: string; readonly lower: number | null; readonly upper: number | null; readonly status: string | null; readonly n: number | null }

export class OpenscaleFigures {
  readonly results: Measurement[] = [];
  readonly warnings: Warning[];
  readonly name: string;
  series: Series | null = null;
  private readonly json: JsonText;
  private readonly keys = new Set<string>();
  private readonly stated: ('red' | 'clear' | 'open')[] = [];
  private warned = 0;

  constructor(name: string, json: JsonText) {
    this.name = name;
    this.json = json;
    this.warnings = [...json.warnings];
  }

  warn(code: string, place: string, words: string): void {
    if (this.warned++ < 500) this.warnings.push(warning(code, place, words));
  }

  private place(path: Path): string {
    return `${this.name}, ${clip(jsonPath(path), 300)}`;
  }

  /** What the file said at a path. */
  raw(path: Path, value: Json | undefined): string {
    return clip(rawTextAt(this.json, path, value), 100);
  }

  private number(value: Json | undefined): number | null {
    return typeof value === 'number' ? value : typeof value === 'string' ? numberOf(value.trim()) : null;
  }

  /** What the alarms in the file come to: one that is raised fails, and only clear ones pass. */
  statedVerdict(): { readonly verdict: Verdict; readonly verdictRaw: string | null } {
    if (this.stated.includes('red')) return { verdict: 'fail', verdictRaw: 'breach_status red' };
    if (this.stated.includes('open')) return { verdict: 'inconclusive', verdictRaw: null };
    return this.stated.length > 0 ? { verdict: 'pass', verdictRaw: 'breach_status green or none' } : { verdict: 'none', verdictRaw: null };
  }

  private alarm(status: Json | undefined, path: Path): Measurement['breached'] {
    if (status === undefined || status === null) return 'unknown';
    const word = typeof status === 'string' ? status.toLowerCase() : '';
    if (word === 'red') { this.stated.push('red'); return 'yes'; }
    if (word === 'green' || word === 'none') { this.stated.push('clear'); return 'no'; }
    this.stated.push('open');
    this.warn('unknown-verdict', this.place([...path, 'breach_status']), `The breach status ${clip(JSON.stringify(status), 60)} is not known and counts as no result.`);
    return 'unknown';
  }

  private add(figure: Figure, path: Path): void {
    const { metric, variant, value, lower, upper, n } = figure;
    const alarm = this.alarm(figure.status, path);
    const base = { metric: clip(metric) || '(no name)', value, rawText: figure.rawText, unit: unitOf(metric), direction: better[metric] ?? 'unknown' as const, n };
    const limits = [...(lower === null ? [] : [{ value: lower, op: '>=' as const }]), ...(upper === null ? [] : [{ value: upper, op: '<=' as const }])];
    const breachOf = (limit: (typeof limits)[number]): Measurement['breached'] => (value === null ? 'unknown' : (limit.op === '>=' ? value < limit.value : value > limit.value) ? 'yes' : 'no');
    const isBeyond = limits.some((limit) => breachOf(limit) === 'yes');
    if (isBeyond && alarm === 'no') this.warn('flag-differs', this.place(path), 'The file raises no alarm, but the figure is beyond its limit. The limit counts.');
    if (limits.length === 0) this.push({ ...base, variant, breached: alarm });
    // One measurement holds one limit, so a figure with two is there twice.
    for (const [index, limit] of limits.entries()) {
      const held = index === 0 ? variant : [variant, 'upper limit'].filter((part) => part !== null).join(', ');
      this.push({ ...base, variant: held, threshold: limit, breached: breachOf(limit) === 'yes' || (alarm === 'yes' && !isBeyond) ? 'yes' : breachOf(limit) });
    }
  }

  private push(parts: Parameters<typeof measurement>[0]): void {
    if (this.results.length >= mostResults) return;
    const variant = parts.variant === null || parts.variant === undefined ? null : clip(parts.variant) || '(no name)';
    for (let turn = 1; turn < 1000; turn++) {
      const unique = turn === 1 ? variant : clip(`${clip(variant ?? 'repeated', 480)} (${turn})`);
      const key = `${parts.metric}\n${unique ?? ''}`;
      if (this.keys.has(key)) continue;
      this.keys.add(key);
      this.results.push(measurement({ ...parts, variant: unique }));
      return;
    }
  }

  private figure(metric: string, variant: string | null, owner: JsonObject, path: Path, n: number | null): void {
    const value = owner['value'];
    const number = this.number(value);
    if (number === null) this.warn('no-value', this.place(path), `${clip(metric, 100)} has no figure.`);
    const status = owner['breach_status'];
    this.add({ metric, variant, value: number, rawText: rawTextAt(this.json, [...path, 'value'], value), lower: this.number(owner['lower_limit']), upper: this.number(owner['upper_limit']), status: status === undefined || status === null ? null : typeof status === 'string' ? status : JSON.stringify(status), n }, path);
  }

  /** One evaluation of a factsheet: metrics by id, those of each feature, and the alarm of the whole. */
  section(section: JsonObject, path: Path, where: string | null, n: number | null): void {
    const metrics = section['metrics'];
    if (isObject(metrics)) for (const [metric, owner] of Object.entries(metrics)) if (isObject(owner)) this.figure(metric, where, owner, [...path, 'metrics', metric], n);
    const features = section['features'];
    if (isList(features)) {
      for (const [index, feature] of features.entries()) {
        if (!isObject(feature) || !isObject(feature['metrics'])) continue;
        const name = typeof feature['name'] === 'string' ? feature['name'] : `feature ${index + 1}`;
        const variant = where === null ? name : `${where}, ${name}`;
        for (const [metric, owner] of Object.entries(feature['metrics'])) {
          if (!isObject(owner)) continue;
          const at = [...path, 'features', index, 'metrics', metric];
          this.figure(metric, variant, owner, at, n);
          const each = owner['individual_scores'];
          // With one group its score is that of the feature.
          if (isList(each) && each.length > 1) for (const [turn, score] of each.entries()) if (isObject(score)) this.figure(metric, `${variant}: ${groupName(score['group_name'])}`, score, [...at, 'individual_scores', turn], n);
        }
      }
    }
    const summary = section['summary'];
    if (isObject(summary)) this.alarm(summary['breach_status'], [...path, 'summary']);
  }

  /** The values of one measurement: lists of metrics, each list under its tags. */
  measured(values: readonly Json[], path: Path): void {
    for (const [index, one] of values.entries()) {
      const metrics = isObject(one) ? one['metrics'] : undefined;
      if (!isObject(one) || !isList(metrics)) continue;
      for (const [at, metric] of metrics.entries()) if (isObject(metric)) this.figure(typeof metric['id'] === 'string' ? metric['id'] : 'metric', tagsOf(one['tags']), metric, [...path, index, 'metrics', at], null);
    }
  }

  /** Metrics over time, in columns. */
  columns(groups: readonly Json[]): Evidence['run']['completeness'] {
    const drawn: { name: string; values: readonly Json[] }[] = [];
    let missing = 0;
    for (const [index, group] of groups.entries()) {
      const metrics = isObject(group) ? group['metrics'] : undefined;
      if (!isObject(group) || !isList(metrics)) continue;
      const tags = tagsOf(group['tags']);
      for (const [at, metric] of metrics.entries()) {
        if (!isObject(metric)) continue;
        const name = typeof metric['id'] === 'string' && metric['id'] !== '' ? metric['id'] : 'metric';
        const path = ['groups', index, 'metrics', at];
        const how = ['last', 'avg', 'max', 'min', 'sum'].find((key) => isObject(metric[key]));
        const holder = how === undefined ? undefined : metric[how];
        const values = isObject(holder) && isList(holder['value']) ? holder['value'] : [];
        const limit = (key: string, turn: number): number | null => { const list = metric[key]; return this.number(isList(list) ? list[turn] : list); };
        const last = values.findLastIndex((value) => this.number(value) !== null);
        if (last < 0) missing++;
        const empty = values.filter((value) => this.number(value) === null).length;
        if (empty > 0) this.warn('no-value', this.place([...path, how ?? 'last', 'value']), `${empty} of ${values.length} intervals hold no figure.`);
        const beyond = values.flatMap((value, turn) => { const [figure, low, high] = [this.number(value), limit('lower_limit', turn), limit('upper_limit', turn)]; return turn < last && figure !== null && ((low !== null && figure < low) || (high !== null && figure > high)) ? [turn + 1] : []; });
        if (beyond.length > 0) this.warn('breached-earlier', this.place(path), `${clip(name, 100)} was beyond its limit before: in ${beyond.length} of the earlier intervals, first in interval ${beyond[0]}.`);
        const variant = how === undefined || how === 'last' ? tags : [tags, how].filter((part) => part !== null).join(', ');
        const place = [...path, how ?? 'last', 'value', Math.max(last, 0)];
        this.add({ metric: name, variant, value: last < 0 ? null : this.number(values[last]), rawText: last < 0 ? '' : rawTextAt(this.json, place, values[last]), lower: limit('lower_limit', Math.max(last, 0)), upper: limit('upper_limit', Math.max(last, 0)), status: null, n: null }, path);
        drawn.push({ name: tags === null ? name : `${name}, ${tags}`, values });
      }
    }
    const columns = drawn.slice(0, 19);
    const most = Math.min(20_000, columns.reduce((longest, { values }) => Math.max(longest, values.length), 0));
    if (most > 0) this.series = { x: 'interval', columns: ['interval', ...columns.map(({ name }) => clip(name))], rows: Array.from({ length: most }, (_, turn) => [turn + 1, ...columns.map(({ values }) => this.number(values[turn]))]) };
    // Intervals in which one metric was measured and another was not.
    const uneven = drawn.length > 1 && Array.from({ length: most }, (_, turn) => new Set(drawn.map(({ values }) => this.number(values[turn]) !== null)).size).some((size) => size > 1);
    return drawn.length === 0 ? 'unknown' : missing > 0 || uneven ? 'partial' : 'complete';
  }
}

const groupName = (value: Json | undefined): string => (typeof value === 'string' ? value : clip(JSON.stringify(value ?? null), 100));

function tagsOf(tags: Json | undefined): string | null {
  if (!isList(tags) || tags.length === 0) return null;
  return clip(tags.filter(isObject).map(({ id, value }) => `${typeof id === 'string' ? id : 'tag'} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join(', ')) || null;
}
