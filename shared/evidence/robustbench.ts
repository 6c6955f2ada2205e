/**
 * RobustBench `model_info` JSON (github.com/RobustBench/robustbench): one model's accuracies, as percentages written in strings.
 *
 * Where a stronger attack outside AutoAttack was found (`external`), the lower of both is the robust accuracy. `reported` is the
 * paper's own figure and stays a fact. The model's id is the file name; `name` is the title of a paper. The table of all models under
 * each corruption, `unaggregated_results.csv`, is read by `robustbench-corruptions.ts`.
 */
import { wilson } from '../dossier/interval.ts';
import { readJson, type Json, type JsonText } from './json-text.ts';
import { beginning, clip, evidenceOf, measurement, numberOf, unreadable, warning, type Answers, type EvidenceFile, type Question, type Reader, type Reading } from './reader.ts';
import { isCorruptionTable, readCorruptionTable } from './robustbench-corruptions.ts';
import { ok, type Result } from '../result.ts';
import type { Measurement, Warning } from '../dossier/evidence.ts';

const id = 'robustbench';
const accuracies = ['clean_acc', 'autoattack_acc', 'external', 'corruptions_acc', 'corruptions_acc_3d'] as const;
/** Mean corruption error, relative to AlexNet's: lower is better, and it can exceed 100. */
const errors = ['corruptions_mce', 'corruptions_mce_3d'] as const;
/** Members that say what was measured and how; kept as facts, in this order. */
const factNames = ['name', 'authors', 'venue', 'link', 'architecture', 'dataset', 'eps', 'additional_data', 'number_forward_passes', 'reported', 'unreliable', 'footnote'] as const;

export const robustbench: Reader = {
  id, version: 2, title: 'RobustBench model_info and corruption results', kind: 'benchmark', files: 'one JSON file, named after the model, or one `unaggregated_results.csv`',
  measures: '`clean_acc`, `robust_acc` (the lower of AutoAttack’s and an external attack’s), `corruptions_acc`, `corruptions_mce`; from the CSV `corruptions_acc` as a fraction, overall and as `corruption/severity`',
  detect(files) {
    if (files.length !== 1) return 'no';
    const text = beginning(files[0]!);
    if (isCorruptionTable(text)) return 'yes';
    if (!/^\uFEFF?\s*\{/.test(text) || !/"clean_acc"\s*:/.test(text)) return 'no';
    return /"(?:autoattack_acc|corruptions_acc|external|eps)"\s*:/.test(text) ? 'yes' : 'maybe';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one JSON file for each piece of evidence', `${files.length} files`);
    if (/^\uFEFF?,/.test(beginning(file, 16))) return readCorruptionTable(robustbench, file, answers);
    const json = readJson(id, file);
    return json.ok ? readModelInfo(file, json.value, answers) : json;
  },
};

function readModelInfo(file: EvidenceFile, json: JsonText, answers: Answers): Result<Reading> {
  const info = json.value;
  if (typeof info !== 'object' || info === null || Array.isArray(info)) return unreadable(id, file.name, '$', 'an object', 'something else');
  const get = (name: string): Json => (info as Record<string, Json>)[name] ?? null;
  const warnings: Warning[] = [...json.warnings];
  const questions: Question[] = [];
  const text = (name: string): string | null => {
    const value = get(name);
    const asWritten = json.numberTexts.get(`$.${name}`);
    return asWritten ?? (value === null || typeof value === 'object' || value === '' ? null : String(value));
  };

  const eps = text('eps');
  if (eps !== null && answers.norm === undefined) questions.push({ answer: 'norm', place: file.name, text: `The file says eps ${eps} but not of which norm.` });
  const robustVariant = eps === null ? null : `${answers.norm ?? 'eps'} ${eps}`;

  const results: Measurement[] = [];
  for (const metric of [...accuracies, ...errors]) {
    const isAccuracy = (accuracies as readonly string[]).includes(metric);
    const rawText = text(metric);
    if (rawText === null) continue;
    const value = numberOf(rawText.trim());
    if (value === null) {
      const isReported = json.numberTexts.has(`$.${metric}`);
      if (!isReported && !/^[+-]?(?:nan|inf(?:inity)?)$/i.test(rawText.trim())) return unreadable(id, file.name, `$.${metric}`, 'a percentage such as "59.53"', JSON.stringify(rawText));
      if (!isReported) warnings.push(warning('not-finite', `${file.name}, $.${metric}`, `${rawText} is not a finite number and counts as missing.`));
    } else if (isAccuracy && (value < 0 || value > 100)) return unreadable(id, file.name, `$.${metric}`, 'a percentage from 0 to 100', rawText);
    else if (isAccuracy && value > 0 && value < 1) warnings.push(warning('unit-doubt', `${file.name}, $.${metric}`, `${rawText} is read as a percentage. If it is a fraction, correct the file.`));
    const variant = metric === 'autoattack_acc' || metric === 'external' ? robustVariant : null;
    results.push(measurement({ metric, variant, value, rawText, unit: isAccuracy ? 'percent' : 'score', direction: isAccuracy ? 'higher' : 'lower', ...(isAccuracy ? sampled(value, answers.n) : {}) }));
  }

  const attacks = results.filter((result) => (result.metric === 'autoattack_acc' || result.metric === 'external') && result.value !== null);
  const lowest = attacks.reduce<Measurement | null>((low, result) => (low === null || result.value! < low.value! ? result : low), null);
  if (lowest !== null) {
    results.push({ ...lowest, metric: 'robust_acc' });
    if (lowest.metric === 'external') warnings.push(warning('external-lower', `${file.name}, $.external`, `An attack outside AutoAttack reached ${lowest.rawText} %. The lower figure is quoted.`));
  }
  if (!results.some((result) => result.metric !== 'clean_acc')) warnings.push(warning('no-robustness', file.name, 'The file holds no robustness figure.'));

  const unreliable = get('unreliable');
  const isUnreliable = unreliable === true || unreliable === 'true' || unreliable === 'True';
  if (isUnreliable) warnings.push(warning('unreliable', `${file.name}, $.unreliable`, 'RobustBench marks this evaluation as potentially unreliable: the true robust accuracy may be lower.'));
  const facts = factNames.flatMap((name) => {
    const value = text(name);
    return value === null ? [] : [{ name, value: clip(value, 20_000) }];
  });
  const dataset = text('dataset');
  const isComplete = results.length > 1 && results.every((result) => result.value !== null);
  const evidence = evidenceOf(robustbench, [file], answers, {
    model: clip(file.name.replace(/^.*\//, '').replace(/\.json$/i, '')) || null,
    source: { tool: 'RobustBench' },
    dataset: dataset === null ? null : { name: clip(dataset), split: answers.split ?? null, versionOrDigest: null, n: answers.n ?? null },
    run: { startedAt: null, endedAt: null, timezone: 'unknown', seeds: [], gitCommit: null, sampleLimit: null, completeness: isComplete ? 'complete' : 'partial' },
    results, facts, warnings,
    verdict: isUnreliable ? 'inconclusive' : 'none', verdictRaw: isUnreliable ? 'unreliable' : null, verdictBasis: 'stated',
  });
  return ok({ evidence, questions });
}

/** With a sample size that a person stated, the interval follows; the file has none. */
function sampled(value: number | null, n: number | undefined): Partial<Measurement> {
  if (value === null || n === undefined || value < 0 || value > 100) return {};
  const { low, high } = wilson(value / 100, n);
  return { n, ciLow: low * 100, ciHigh: high * 100, ciOf: '95 % Wilson, sample size as the dossier states it' };
}
