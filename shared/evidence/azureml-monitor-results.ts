/**
 * Results of an Azure Machine Learning model monitor as a CSV table (the `metrics` output of the components in github.com/Azure/azureml-assets,
 * `assets/model_monitoring`): one metric of one group a row, with columns group, metric_name, metric_value, group_pivot and threshold_value in any
 * order, and others.
 *
 * Whether `threshold_value` is the most or the least depends on the metric: a distance or a rate of faulty values at most, a p-value or a
 * quality at least. For a metric that isn't known both the direction and the breach stay unknown, which passes nothing (rule E-1). The file has no
 * verdict of its own; its limits are judged as limits of the file (rule E-4).
 */
import { clip, evidenceOf, measurement, numberOf, unreadable, warning, type EvidenceFile, type Reader } from './reader.ts';
import { readTable, seeColumns } from './table-text.ts';
import { uniqueNames } from './unique-name.ts';
import { ok } from '../result.ts';
import type { Evidence, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'azureml-monitor-results';
const needed = ['group', 'metric_name', 'metric_value', 'group_pivot', 'threshold_value'] as const;

interface Known { readonly direction: 'higher' | 'lower'; readonly unit: Measurement['unit'] }
/** By the metric's name in small letters without anything between its words: the service writes both `jensen_shannon_distance` and `JensenShannonDistance`. */
const known: ReadonlyMap<string, Known> = new Map<string, Known>([
  ...['jensenshannondistance', 'normalizedwassersteindistance', 'wassersteindistance', 'populationstabilityindex'].map((name) => [name, { direction: 'lower', unit: 'score' }] as const),
  // These two report a p-value.
  ...['twosamplekolmogorovsmirnovtest', 'pearsonschisquaredtest', 'chisquaredtest'].map((name) => [name, { direction: 'higher', unit: 'score' }] as const),
  ...['nullvaluerate', 'datatypeerrorrate', 'outofboundsrate'].map((name) => [name, { direction: 'lower', unit: 'fraction' }] as const),
  ...['normalizeddiscountedcumulativegain'].map((name) => [name, { direction: 'higher', unit: 'score' }] as const),
  ...['accuracy', 'precision', 'recall', 'f1score'].map((name) => [name, { direction: 'higher', unit: 'fraction' }] as const),
  ...['meanabsoluteerror', 'meansquarederror', 'rootmeansquarederror'].map((name) => [name, { direction: 'lower', unit: 'score' }] as const),
  ...['groundedness', 'relevance', 'coherence', 'fluency', 'similarity'].flatMap((name) => [
    [`aggregated${name}passrate`, { direction: 'higher', unit: 'fraction' }] as const, [`acceptable${name}scoreperinstance`, { direction: 'higher', unit: 'score' }] as const,
  ]),
]);
const knownOf = (metric: string): Known | null => {
  const name = metric.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return known.get(name) ?? (/p-?_?value$/i.test(metric.trim()) ? { direction: 'higher', unit: 'score' } : null);
};

export const azuremlMonitorResults: Reader = {
  id, version: 1, title: 'Azure ML monitor results', kind: 'drift', files: 'one CSV file',
  measures: 'metrics under their own names, such as `jensen_shannon_distance` and `null_value_rate`, with the group, and its pivot, as variant',
  detect: (files) => (files.length === 1 && isOurs(files[0]!) ? 'yes' : 'no'),
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one CSV file for each piece of evidence', `${files.length} files`);
    // A file of one endless line takes the parser long, and its beginning shows that it is none of ours.
    if (file.bytes.length > 64 * 1024 && !isOurs(file)) return unreadable(id, file.name, 'line 1', `a header with ${needed.join(', ')}`, seeColumns(file).join(', '));
    const table = readTable(id, file, { needed });
    if (!table.ok) return table;
    const warnings: Warning[] = [];
    const results: Measurement[] = [];
    const names = new Map<string, (name: string) => string>();
    const unknown = new Map<string, number>();
    const counts = { missing: 0, wrong: 0, repeated: 0, breached: 0, limits: 0, open: 0 };
    const tell = (kind: 'missing' | 'wrong', code: string, line: number, text: string): void => {
      if (counts[kind]++ < 20) warnings.push(warning(code, `${file.name}, line ${line}`, text));
    };
    for (const row of table.value.rows) {
      const [metric, rawText, limitText] = [row.cell('metric_name').trim(), row.cell('metric_value').trim(), row.cell('threshold_value').trim()];
      const value = numberOf(rawText);
      const isNone = /^(?:|null|none|nan|n\/a)$/i.test(limitText);
      const limit = isNone ? null : numberOf(limitText);
      if (value === null) tell('missing', /^[+-]?(?:nan|inf(?:inity)?)$/i.test(rawText) ? 'not-finite' : 'no-value', row.line, rawText === '' ? `${clip(metric, 100)} has no value.` : `${JSON.stringify(clip(rawText, 60))} is not a finite number and counts as missing.`);
      if (!isNone && limit === null) tell('wrong', 'unknown-threshold', row.line, `The limit ${JSON.stringify(clip(limitText, 60))} is not a number.`);
      const about = knownOf(metric);
      if (!isNone) {
        counts.limits++;
        if (about === null) unknown.set(metric, (unknown.get(metric) ?? 0) + 1);
        if (about === null || limit === null || value === null) counts.open++;
      }
      const threshold = about === null || limit === null ? null : { value: limit, op: about.direction === 'higher' ? '>=' as const : '<=' as const };
      const breached = threshold === null || value === null ? 'unknown' : (threshold.op === '>=' ? value >= threshold.value : value <= threshold.value) ? 'no' : 'yes';
      if (breached === 'yes') counts.breached++;
      const plain = variantOf(row.cell('group').trim(), row.cell('group_pivot').trim());
      let unique = names.get(metric);
      if (unique === undefined) names.set(metric, unique = uniqueNames());
      const wanted = clip(plain ?? 'no group', 480);
      const given = unique(wanted);
      if (given !== wanted) counts.repeated++;
      const variant = plain === null && given === wanted ? null : given;
      results.push(measurement({ metric: clip(metric) || '(no name)', variant, value, rawText, unit: about?.unit ?? 'none', direction: about?.direction ?? 'unknown', threshold, breached }));
    }
    for (const [metric, times] of [...unknown].slice(0, 50)) warnings.push(warning('unknown-metric', file.name, `Whether the limit of ${JSON.stringify(clip(metric, 100))} is the most or the least is not known, so ${times === 1 ? 'its row says' : `its ${times} rows say`} neither breach nor none.`));
    for (const [kind, words] of [['missing', 'rows without a value'], ['wrong', 'limits that are no number']] as const) if (counts[kind] > 20) warnings.push(warning('left-out', file.name, `There are ${counts[kind]} ${words}; the first 20 are told.`));
    if (counts.repeated > 0) warnings.push(warning('repeated', file.name, `${counts.repeated} rows repeat a metric and group; they are numbered in the order of the file.`));
    if (results.length === 0) warnings.push(warning('no-values', file.name, 'The table has no rows.'));
    else if (counts.limits === 0) warnings.push(warning('no-threshold', file.name, 'No row states a limit.'));
    const completeness: Evidence['run']['completeness'] = results.length === 0 ? 'unknown' : counts.missing > 0 ? 'partial' : 'complete';
    const evidence = evidenceOf(azuremlMonitorResults, files, answers, {
      source: { tool: 'Azure Machine Learning' }, results, warnings, run: { completeness },
      facts: [{ name: 'rows', value: String(results.length) }, { name: 'rows beyond their limit', value: String(counts.breached) }],
      verdict: results.length === 0 || counts.open > 0 ? 'inconclusive' : 'none',
    });
    return ok({ evidence, questions: [] });
  },
};

function isOurs(file: EvidenceFile): boolean {
  const columns = new Set(seeColumns(file));
  return needed.every((column) => columns.has(column));
}

/** A row that is about everything has no group; the word for that differs. */
function variantOf(group: string, pivot: string): string | null {
  const parts = [group, pivot].filter((part) => part !== '' && !/^(?:null|none|nan|aggregate)$/i.test(part));
  return parts.length === 0 ? null : clip(parts.join(': '));
}
