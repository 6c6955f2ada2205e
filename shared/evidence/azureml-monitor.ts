/**
 * The YAML that schedules an Azure Machine Learning model monitor (github.com/Azure/azureml-examples, `cli/monitoring`): which signals are watched on
 * which deployment, and their limits.
 *
 * It holds limits only, and not one figure: nothing in it can pass or fail (rule E-1). What was measured is in the results table
 * (`azureml-monitor-results`). Addresses that are told of alerts are left out.
 */
import { isList, isObject, type Json, type JsonObject } from './json-text.ts';
import { beginning, clip, entry, evidenceOf, unreadable, warning, type EvidenceFile, type Reader } from './reader.ts';
import { readYamlFile, seeYaml, yamlText } from './yaml-file.ts';
import { ok } from '../result.ts';
import type { Entry, Warning } from '../dossier/evidence.ts';

const id = 'azureml-monitor';
const mostEntries = 20_000;

export const azuremlMonitor: Reader = {
  id, version: 1, title: 'Azure ML monitor schedule', kind: 'drift', files: 'one YAML file',
  measures: 'nothing: it holds limits only; the figures are in an Azure ML monitor results table',
  detect(files) {
    const [file] = files;
    if (files.length !== 1 || file === undefined) return 'no';
    const value = seeYaml(file);
    if (value !== undefined) return signalsOf(value) === null ? 'no' : 'yes';
    return isBrokenMonitor(file) ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one YAML file for each piece of evidence', `${files.length} files`);
    const yaml = readYamlFile(id, file);
    if (!yaml.ok) return yaml;
    const { value, lineOf } = yaml.value;
    const signals = signalsOf(value);
    if (signals === null || !isObject(value)) return unreadable(id, file.name, 'line 1', 'create_monitor with monitoring_signals', isObject(value) ? Object.keys(value).slice(0, 5).join(', ') || 'an empty object' : 'something else');
    const warnings: Warning[] = [...yaml.value.warnings, warning('thresholds-only', file.name, 'The file holds limits and no figures. What was measured is in a monitor’s results.')];
    const entries: Entry[] = [];
    const names = new Set<string>();
    const add = (signal: string, type: string, path: readonly string[], limit: Json): void => {
      if (entries.length >= mostEntries) return;
      const what = path.join(', ');
      let name = clip(`${signal}: ${what}`, 480);
      for (let turn = 2; names.has(name); turn++) name = `${clip(`${signal}: ${what}`, 470)} (${turn})`;
      names.add(name);
      entries.push(entry({ id: name, type: 'limit', title: `${what}: ${yamlText(limit) || 'not stated'}`, text: `Signal ${signal}${type === '' ? '' : `, of type ${type}`}. Whether the limit is the most or the least depends on the metric; the file does not say.` }));
    };
    const base = isObject(value['create_monitor']) ? ['create_monitor', 'monitoring_signals'] : ['monitoring_signals'];
    for (const [signal, about] of Object.entries(signals)) {
      const place = `${file.name}, line ${lineOf([...base, signal])}`;
      const type = isObject(about) ? yamlText(about['type']) : '';
      const before = entries.length;
      if (isObject(about)) walk(about['metric_thresholds'], [], (path, limit) => add(signal, type, path, limit));
      if (warnings.length < 1000 && entries.length === before) warnings.push(warning('no-threshold', place, `The signal ${clip(signal, 100)} states no limit of its own.`));
      if (warnings.length < 1000 && isObject(about) && about['alert_enabled'] === false) warnings.push(warning('alert-off', `${file.name}, line ${lineOf([...base, signal, 'alert_enabled'])}`, `Nobody is told when the signal ${clip(signal, 100)} is beyond its limits.`));
    }
    if (entries.length >= mostEntries) warnings.push(warning('left-out', file.name, `Limits beyond the first ${mostEntries} are left out.`));
    const monitor = isObject(value['create_monitor']) ? value['create_monitor'] : value;
    const target = isObject(monitor['monitoring_target']) ? monitor['monitoring_target'] : {};
    const trigger = isObject(value['trigger']) ? value['trigger'] : {};
    const facts = [
      ['name', value['name']], ['display name', value['display_name']], ['description', value['description']], ['task', target['ml_task']], ['deployment', target['endpoint_deployment_id']], ['monitored model', target['model_id']],
      ['trigger', trigger['type']], ['frequency', trigger['frequency']], ['interval', trigger['interval']], ['time zone', trigger['time_zone']], ['signals', Object.keys(signals).join(', ')],
      ...Object.entries(signals).slice(0, 100).flatMap(([signal, about]) => (isObject(about) ? [[`${signal}: type`, about['type']], [`${signal}: features`, about['features']], [`${signal}: reference data`, pathOf(about['reference_data'])]] as [string, Json | undefined][] : [])),
    ].flatMap(([name, raw]) => { const text = yamlText(raw as Json | undefined); return text === '' ? [] : [{ name: clip(name as string), value: clip(text, 2000) }]; });
    return ok({
      evidence: evidenceOf(azuremlMonitor, files, answers, { source: { tool: 'Azure Machine Learning' }, model: yamlText(target['model_id']).replace(/^azureml:/, '') || null, entries, facts, warnings, verdict: 'none' }),
      questions: [],
    });
  },
};

/** The signals of a monitor by name; null for YAML that is none. */
function signalsOf(value: Json): JsonObject | null {
  if (!isObject(value)) return null;
  const monitor = isObject(value['create_monitor']) ? value['create_monitor'] : value;
  const signals = monitor['monitoring_signals'];
  if (!isObject(signals)) return null;
  const isMonitor = monitor !== value || 'monitoring_target' in monitor || Object.values(signals).some((one) => isObject(one) && 'metric_thresholds' in one);
  return isMonitor ? signals : null;
}

function isBrokenMonitor(file: EvidenceFile): boolean {
  const start = beginning(file);
  return /^create_monitor:/m.test(start) && /^\s+monitoring_signals:/m.test(start);
}

/** Limits nest by kind of feature and by metric; older files list them. */
function walk(value: Json | undefined, path: readonly string[], found: (path: readonly string[], limit: Json) => void): void {
  if (value === undefined || value === null || path.length > 6) return;
  if (isList(value)) {
    for (const one of value) {
      if (isObject(one) && 'threshold' in one) found([yamlText(one['applicable_feature_type']), yamlText(one['metric_name'])].filter((part) => part !== ''), one['threshold'] ?? null);
      else walk(one, path, found);
    }
  } else if (isObject(value)) for (const [name, inner] of Object.entries(value)) walk(inner, [...path, name], found);
  else found(path.length === 0 ? ['limit'] : path, value);
}

const pathOf = (reference: Json | undefined): Json | undefined => (isObject(reference) && isObject(reference['input_data']) ? reference['input_data']['path'] : undefined);
