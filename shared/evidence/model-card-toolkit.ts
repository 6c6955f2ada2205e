/**
 * Model Card Toolkit JSON (github.com/tensorflow/model-card-toolkit), schema 0.0.1 and 0.0.2.
 *
 * The two differ structurally: 0.0.1 has one `license`, plain lists of text and data by `train` and `eval`; 0.0.2 has lists of objects. Both
 * are read wherever they stand, whatever the version says. Values are numbers or text. `threshold` is where the model decides, not a limit
 * to pass, and is kept as a fact. Dates come as 2020-01-01, 2020/02/02 and 08/28/2020; one that could be two days stays as it is.
 * A card repeats figures of runs that it does not hold, so none of them can pass by themselves (E-1).
 */
import { isList, isObject, jsonAt, rawTextAt, readJson, seeJson, type JsonText } from './json-text.ts';
import { cardNumber, metricFacts } from './metric-facts.ts';
import { clip, entry, evidenceOf, measurement, unreadable, warning, type Reader } from './reader.ts';
import { uniqueNames } from './unique-name.ts';
import { ok } from '../result.ts';
import type { Entry, Evidence, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'model-card-toolkit';
const mostEntries = 5000;
const parts = ['schema_version', 'model_parameters', 'quantitative_analysis', 'considerations'] as const;
/** What the card says about its use, and what each of it is for a board. */
const considerations = [['users', 'user', 'context'], ['use_cases', 'use case', 'context'], ['limitations', 'limitation', 'limit'], ['tradeoffs', 'trade-off', 'limit'], ['ethical_considerations', 'ethical consideration', 'finding']] as const;

type Path = readonly (string | number)[];

export const modelCardToolkit: Reader = {
  id, version: 1, title: 'Model Card Toolkit card', kind: 'model-card', files: 'one JSON file of schema 0.0.1 or 0.0.2',
  measures: 'each performance metric under its own name (`accuracy`), with its slice as variant; a card is no run, so thresholds on it stay undecided',
  detect(files) {
    if (files.length !== 1) return 'no';
    const value = seeJson(files[0]!);
    return isObject(jsonAt(value, 'model_details')) && parts.some((part) => jsonAt(value, part) !== undefined) ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one card for each piece of evidence', `${files.length} files`);
    const read = readJson(id, file);
    if (!read.ok) return read;
    const json = read.value;
    if (!isObject(jsonAt(json.value, 'model_details'))) return unreadable(id, file.name, '$.model_details', 'an object', jsonAt(json.value, 'model_details') === undefined ? 'nothing' : 'something else');
    const warnings: Warning[] = [...json.warnings];
    const text = (...path: Path): string => { const value = jsonAt(json.value, ...path); return typeof value === 'object' && value !== null ? '' : rawTextAt(json, path, value); };
    const version = text('schema_version');
    if (version !== '' && version !== '0.0.1' && version !== '0.0.2') warnings.push(warning('unknown-version', `${file.name}, $.schema_version`, `Schema ${clip(version, 60)} is not known. The card was read as far as it is like 0.0.1 or 0.0.2.`));

    const { results, decided } = readMetrics(json, file.name, warnings);
    if (results.length > 0) warnings.push(warning('card-figures', file.name, 'A card repeats figures of runs that it does not hold, so they are never judged as passed. Add the file of the run itself.'));
    const wrong = [['model_parameters', isObject], ['quantitative_analysis', isObject], ['considerations', isObject]] as const;
    for (const [part, fits] of wrong) if (jsonAt(json.value, part) !== undefined && !fits(jsonAt(json.value, part))) warnings.push(warning('part-unread', `${file.name}, $.${part}`, 'This part of the card is no object and was not read.'));

    const listed = (path: Path, member: string): string => allOf(json, path).map((at) => text(...at, member) || text(...at)).filter((one) => one !== '').join('; ');
    const date = text('model_details', 'version', 'date');
    const facts: [string, string][] = [
      ['overview', text('model_details', 'overview')], ['documentation', text('model_details', 'documentation')], ['model version', text('model_details', 'version', 'name')],
      ['version date, as written', date], ['version date', dayOf(date, file.name, warnings)], ['changes since the last version', text('model_details', 'version', 'diff')],
      ['owners', listed(['model_details', 'owners'], 'name')], ['licence', text('model_details', 'license') || listed(['model_details', 'licenses'], 'identifier') || listed(['model_details', 'licenses'], 'custom_text')],
      ['references', listed(['model_details', 'references'], 'reference')], ['citation', text('model_details', 'citation') || text('model_details', 'citation', 'citation') || listed(['model_details', 'citations'], 'citation')],
      ['model path', text('model_details', 'path')], ['architecture', text('model_parameters', 'model_architecture')], ['input format', text('model_parameters', 'input_format')], ['output format', text('model_parameters', 'output_format')],
      ...decided,
    ];
    const evidence = evidenceOf(modelCardToolkit, files, answers, {
      model: text('model_details', 'name'), results, entries: readEntries(json, file.name, warnings), warnings: warnings.slice(0, 1900),
      source: { tool: answers.tool ?? 'Model Card Toolkit', formatVersion: version === '' ? null : clip(version) }, run: { completeness: 'unknown' },
      facts: facts.filter(([, value]) => value !== '').slice(0, 500).map(([name, value]): Evidence['facts'][number] => ({ name: clip(name), value: clip(value, 20_000) })),
    });
    return ok({ evidence, questions: [] });
  },
};

/** The paths of a list's items; of an object's members, as 0.0.1 has its data; of the value itself where the card has only one. */
function allOf(json: JsonText, path: Path): readonly Path[] {
  const value = jsonAt(json.value, ...path);
  return isList(value) ? value.map((_, index) => [...path, index]) : value === undefined || value === null ? [] : [path];
}

function readMetrics(json: JsonText, name: string, warnings: Warning[]): { readonly results: Measurement[]; readonly decided: readonly [string, string][] } {
  const base: Path = ['quantitative_analysis', 'performance_metrics'];
  const text = (...path: Path): string => { const value = jsonAt(json.value, ...path); return typeof value === 'object' && value !== null ? '' : rawTextAt(json, path, value).trim(); };
  const rows = allOf(json, base).map((at) => ({ at, metric: clip(text(...at, 'type')) || 'performance', slice: text(...at, 'slice'), threshold: text(...at, 'threshold') }));
  const seen = new Map<string, number>();
  for (const { metric, slice } of rows) { const key = JSON.stringify([metric, slice]); seen.set(key, (seen.get(key) ?? 0) + 1); }
  const unique = uniqueNames();
  const decided: [string, string][] = [];
  const results = rows.map(({ at, metric, slice, threshold }) => {
    const place = `${name}, $.quantitative_analysis.performance_metrics[${String(at.at(-1))}]`;
    // Two figures of one slice differ in where the model decides; then that belongs to the variant.
    const isRepeated = seen.get(JSON.stringify([metric, slice]))! > 1 && threshold !== '';
    const wanted = [slice, isRepeated ? `decision threshold ${threshold}` : ''].filter((part) => part !== '').join(', ');
    const key = unique(JSON.stringify([metric, wanted]));
    const again = /\]( \(\d+\))$/.exec(key)?.[1] ?? '';
    const variant = wanted + again === '' ? null : clip(`${wanted}${again}`.trim());
    const label = `${metric}${variant === null ? '' : `, ${variant}`}`;
    if (threshold !== '') decided.push([`decision threshold of ${label}`, threshold]);
    const rawText = text(...at, 'value');
    const number = cardNumber(rawText);
    const { isDoubtful, ...known } = metricFacts(metric, number);
    if (number.value === null && !isReported(json, [...at, 'value'])) warnings.push(warning('not-a-number', place, `The value of ${label} is ${rawText === '' ? 'missing' : JSON.stringify(clip(rawText, 60))} and counts as missing.`));
    if (isDoubtful) warnings.push(warning('unit-doubt', place, `${label} is ${rawText}. Whether that is a percentage is not stated, so it is taken as a score.`));
    const [lowText, highText] = [text(...at, 'confidence_interval', 'lower_bound'), text(...at, 'confidence_interval', 'upper_bound')];
    const [low, high] = [cardNumber(lowText), cardNumber(highText)];
    const isInterval = low.value !== null && high.value !== null && low.value <= high.value && low.isPercent === number.isPercent && high.isPercent === number.isPercent;
    if (!isInterval && (lowText !== '' || highText !== '')) warnings.push(warning('interval-odd', place, `The bounds ${clip(lowText, 40) || 'nothing'} and ${clip(highText, 40) || 'nothing'} of ${label} are no interval and were left out.`));
    const isBeyond = isInterval && known.unit === 'fraction' && (low.value < 0 || high.value > 1);
    if (isBeyond) warnings.push(warning('interval-odd', place, `The bounds ${lowText} and ${highText} of ${label} reach beyond what a fraction can be.`));
    return measurement({ metric, variant, value: number.value, rawText, ...known, ...(isInterval ? { ciLow: low.value, ciHigh: high.value, ciOf: 'as the card states it, level not given' } : {}) });
  });
  return { results, decided };
}

/** Whether the JSON reader has already said that the number at a path is not finite. */
const isReported = (json: JsonText, path: Path): boolean => jsonAt(json.value, ...path) === null && /NaN|Infinity|\d/.test(rawTextAt(json, path, null));

function readEntries(json: JsonText, name: string, warnings: Warning[]): Entry[] {
  const unique = uniqueNames();
  const text = (...path: Path): string => { const value = jsonAt(json.value, ...path); return typeof value === 'object' && value !== null ? '' : rawTextAt(json, path, value); };
  const data = jsonAt(json.value, 'model_parameters', 'data');
  const sets: readonly { readonly at: Path; readonly role: string }[] = isList(data)
    ? data.map((_, index) => ({ at: ['model_parameters', 'data', index], role: '' }))
    : isObject(data) ? Object.keys(data).map((role) => ({ at: ['model_parameters', 'data', role], role })) : [];
  const entries = sets.map(({ at, role }) => {
    const sensitive = jsonAt(json.value, ...at, 'sensitive', 'sensitive_data');
    const words: [string, string][] = [
      ['Role', role], ['Description', text(...at, 'description')], ['Link', text(...at, 'link')],
      ['Sensitive', isList(sensitive) ? sensitive.filter((one): one is string => typeof one === 'string').join(', ') : text(...at, 'sensitive')], ['Graphics', text(...at, 'graphics', 'description')],
    ];
    const title = text(...at, 'name') || role || 'data';
    return entry({ id: unique(title), type: 'data-set', title, text: words.filter(([, value]) => value !== '').map(([word, value]) => `${word}: ${value}`).join('\n') });
  });
  for (const [member, word, type] of considerations) {
    for (const at of allOf(json, ['considerations', member])) {
      const title = text(...at) || text(...at, 'name') || text(...at, 'description');
      const mitigation = text(...at, 'mitigation_strategy');
      if (title !== '') entries.push(entry({ id: unique(`${word} ${Number(at.at(-1)) + 1 || 1}`), type, title, text: mitigation === '' ? title : `${title}\nMitigation: ${mitigation}` }));
    }
  }
  if (entries.length > mostEntries) warnings.push(warning('left-out', name, `${entries.length - mostEntries} of ${entries.length} items of the card are not listed.`));
  return entries.slice(0, mostEntries);
}

/** The day that a date of the card is, where it can be only one; empty otherwise. */
function dayOf(date: string, name: string, warnings: Warning[]): string {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(date.trim()) ?? [];
  if (year !== undefined) return `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const [, first, second, ofYear] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(date.trim()) ?? [];
  if (ofYear === undefined) return '';
  const [a, b] = [Number(first), Number(second)];
  if (a <= 12 && b <= 12 && a !== b) {
    warnings.push(warning('date-order', `${name}, $.model_details.version.date`, `${date} could be two days: the card does not say whether the month or the day comes first.`));
    return '';
  }
  const [monthText, dayText] = a > 12 ? [second!, first!] : [first!, second!];
  return `${ofYear}-${monthText.padStart(2, '0')}-${dayText.padStart(2, '0')}`;
}

