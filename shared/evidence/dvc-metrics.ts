/** Numbers in a DVC project's files of metrics, as measurements under their dotted names. */
import type { HeldObject } from './dvc-lock.ts';
import { isList, isObject, jsonPath, readJson, readJsonLine, type Json } from './json-text.ts';
import { clip, measurement, type EvidenceFile, type FileHead } from './reader.ts';
import { readYaml } from '../dossier/yaml-text.ts';
import type { Measurement } from '../dossier/evidence.ts';

const mostMetrics = 5000;

/** Whether a file holds nothing but named numbers: only such are taken as a project's metrics, so that no other format loses a file. */
export function isPlainMetrics(head: FileHead): boolean {
  if (head.sizeBytes > 64 * 1024 || head.sizeBytes === 0) return false;
  const text = head.head.replace(/^\uFEFF/, '');
  if (/^\s*\{/.test(text)) { const json = readJsonLine('dvc', head.name, text, 1); return json.ok && isNumbers(json.value.value); }
  const yaml = readYaml(head.name, new TextEncoder().encode(text), 256 * 1024);
  return yaml.ok && isNumbers(yaml.value.value as Json);
}
const isNumbers = (value: Json, depth = 0): boolean => (typeof value === 'object' && value !== null ? depth < 8 && !Array.isArray(value) && Object.values(value).every((each: Json) => isNumbers(each, depth + 1)) : value === null || typeof value !== 'string');

interface Sources {
  readonly beside: ReadonlyMap<string, { readonly file: EvidenceFile; readonly value: Json }>;
  readonly named: ReadonlySet<string>;
  readonly graph: { readonly produced: ReadonlyMap<string, HeldObject> };
  readonly doubt: (code: string, place: string, text: string) => void;
}

/** A metric that several files hold has the file's path as its variant. */
export function dvcMetrics({ beside, named, graph, doubt }: Sources): Measurement[] {
  const found: { metric: string; path: string; value: number | null; rawText: string }[] = [];
  for (const [path, { file, value }] of beside) {
    if (!named.has(path)) continue;
    const lockedSize = graph.produced.get(path)?.size ?? null;
    if (lockedSize !== null && lockedSize !== file.bytes.length) doubt('stale', file.name, `The file has ${file.bytes.length} bytes, but dvc.lock recorded ${lockedSize}: these are not the numbers of that run.`);
    const json = readJson('dvc', file);
    const texts = json.ok ? json.value.numberTexts : null;
    const walk = (at: Json, keys: readonly (string | number)[]): void => {
      if (isObject(at)) { for (const [key, child] of Object.entries(at)) walk(child, [...keys, key]); return; }
      if (isList(at)) { at.slice(0, 1000).forEach((child, index) => { walk(child, [...keys, index]); }); return; }
      const written = texts?.get(jsonPath(keys));
      // Null in YAML is where a number that isn't finite was, or nothing: both are no value.
      if (typeof at !== 'number' && written === undefined && !(at === null && texts === null)) return;
      found.push({ metric: clip(keys.join('.')) || 'value', path: clip(path), value: typeof at === 'number' ? at : null, rawText: written ?? (at === null ? '' : String(at)) });
    };
    walk(value, []);
  }
  if (found.length > mostMetrics) doubt('left-out', 'metrics', `${found.length - mostMetrics} more numbers were left out.`);
  const files = new Map<string, Set<string>>();
  for (const { metric, path } of found) files.set(metric, (files.get(metric) ?? new Set()).add(path));
  const taken = new Set<string>();
  return found.slice(0, mostMetrics).flatMap(({ metric, path, value, rawText }) => {
    const variant = files.get(metric)!.size > 1 ? path : null;
    const key = JSON.stringify([metric, variant]);
    if (taken.has(key)) return [];
    taken.add(key);
    return [measurement({ metric, variant, value, rawText, unit: 'none', direction: directionOf(metric) })];
  });
}

/** Only where the last word of the name tells it. */
function directionOf(metric: string): Measurement['direction'] {
  const name = metric.replace(/^.*[./]/, '').toLowerCase();
  if (/(?:^|[_\- ])(?:acc|accuracy|f1|f1[_-]score|precision|recall|auc|roc[_-]?auc|avg[_-]prec|average[_-]precision|map|r2|r2[_-]score|bleu|iou)$/.test(name)) return 'higher';
  return /(?:^|[_\- ])(?:loss|error|err|mse|rmse|mae|mape|perplexity|wer|cer|toxicity|log[_-]loss)$/.test(name) ? 'lower' : 'unknown';
}
