/** The shapes that Evidently's JSON has had, and how each of its drift methods compares a score with its threshold; for the reader in `evidently.ts`. */
import { isList, isObject, type Json, type JsonObject } from './json-text.ts';
import type { Comparison } from '../dossier/evidence.ts';

/** Which comparison with its threshold a score must stand for the column not to have drifted, by the names and display names of Evidently's methods. */
const methods: readonly (readonly [Comparison, readonly string[]])[] = [
  ['>=', ['ks', 'k-s p_value', 'z', 'z-test p_value', 'chisquare', 'chi-square p_value', 'anderson', 'anderson-darling', 'es', 'epps-singleton', 'fisher_exact', 'fisher\'s exact test', 'g_test', 'mannw', 'mann-whitney u-rank test', 't_test', 'empirical_mmd', 'emperical_mmd',
    // Named after a distance, but what Evidently reports is the p-value of a permutation test.
    'tvd', 'total-variation-distance']],
  ['>', ['cramer_von_mises', 'cramer-von mises', 'cramer-von-mises']],
  ['<', ['psi', 'wasserstein', 'wasserstein distance (normed)', 'kl_div', 'kullback-leibler divergence', 'jensenshannon', 'jensen-shannon distance', 'hellinger', 'hellinger distance']],
  ['<=', ['ed', 'energy-distance', 'energy distance', 'abs_text_content_drift', 'absolute text content drift']],
];
const noDrift = new Map(methods.flatMap(([op, names]) => names.map((name) => [name, op] as const)));

/** Null for a method that isn't known: nothing is guessed from its name but that it calls itself a p-value. */
export const opOf = (method: string | null): Comparison | null => (method === null ? null : noDrift.get(method.trim().toLowerCase()) ?? (/[\s_-]p[_-]?value$/i.test(method.trim()) ? '>=' : null));
export const clears = (value: number, op: Comparison, limit: number): boolean => (op === '>=' ? value >= limit : op === '>' ? value > limit : op === '<' ? value < limit : value <= limit);

export interface Found { readonly report: JsonObject; readonly path: readonly string[]; readonly metrics: readonly Json[]; readonly tests: readonly Json[] }

/** The report: the object itself, or what stands in one of its members. */
export function findReport(value: Json): Found | null {
  if (!isObject(value)) return null;
  const at = (report: Json | undefined, path: readonly string[]): Found | null => {
    if (!isObject(report)) return null;
    const { metrics, tests } = report;
    return isList(metrics) || isList(tests) ? { report, path, metrics: isList(metrics) ? metrics : [], tests: isList(tests) ? tests : [] } : null;
  };
  const whole = at(value, []);
  if (whole !== null) return whole;
  for (const [name, member] of Object.entries(value).slice(0, 100)) {
    const inner = at(member, [name]);
    if (inner !== null && [...inner.metrics, ...inner.tests].some((one) => isObject(one) && isOurs(one))) return inner;
  }
  return null;
}

export function isOurs(one: JsonObject): boolean {
  const { metric, metric_id: early, metric_name: later, config, result } = one;
  if (typeof metric === 'string' && isObject(result)) return /^[A-Z][A-Za-z0-9]+$/.test(metric);
  if (isObject(config) && typeof config['type'] === 'string' && config['type'].startsWith('evidently:')) return true;
  if ('value' in one) return [early, later].some((name) => typeof name === 'string' && /^[A-Z][A-Za-z0-9]*(?:\(|$)/.test(name));
  if (isObject(one['metric_config']) && typeof one['status'] === 'string') return true;
  return isObject(result) && (typeof result['dataset_drift'] === 'boolean' || isObject(result['drift_by_columns']));
}

/** `ValueDrift(column=sepal length (cm),method=psi,threshold=0.1)`: names of columns may hold anything. */
export function partsOf(name: string): { readonly metric: string; readonly args: string; readonly column: string | null; readonly method: string | null; readonly threshold: string | null; readonly share: string | null } {
  const open = name.indexOf('(');
  const args = open < 0 ? '' : name.slice(open + 1).replace(/\)\s*$/, '');
  const threshold = /(?:^|,)\s*threshold=([^,]*)$/.exec(args)?.[1] ?? null;
  const beforeThreshold = args.replace(/(?:^|,)\s*threshold=[^,]*$/, '');
  const method = /(?:^|,)\s*method=([^=]*)$/.exec(beforeThreshold)?.[1] ?? null;
  const column = /^\s*column=([\s\S]*)$/.exec(method === null ? beforeThreshold : beforeThreshold.replace(/(?:^|,)\s*method=[^=]*$/, ''))?.[1] ?? null;
  return { metric: open < 0 ? name : name.slice(0, open), args, column, method: method === '' || method === 'None' ? null : method, threshold, share: /(?:^|,)\s*drift_share=([^,]*)/.exec(args)?.[1] ?? null };
}
