/**
 * `unaggregated_results.csv` of RobustBench's corruption benchmarks: two header rows, corruption and severity (1 to 5), then one row a model with its
 * accuracies as fractions. (The JSON of one model has its mean in percent; nothing is rescaled here.)
 */
import { wilson } from '../dossier/interval.ts';
import { clip, evidenceOf, measurement, numberOf, textOf, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { separatedRecords } from './table-text.ts';
import { ok, type Result } from '../result.ts';
import type { Measurement, Warning } from '../dossier/evidence.ts';

const mostModels = 2000;
const mostColumns = 500;
const corruptions = /^(?:gaussian|shot|impulse|speckle|iso)_noise$|_blur$|^(?:snow|frost|fog|fog_3d|brightness|contrast|elastic_transform|pixelate|jpeg_compression|spatter|saturate|near_focus|far_focus|bit_error|color_quant|flash|h265_abr|h265_crf|low_light)$/;

/** Whether the first two lines are those of such a table. */
export function isCorruptionTable(start: string): boolean {
  const [first = '', second = ''] = start.replace(/^\uFEFF/, '').split(/\r?\n/, 2).map((line) => line.slice(0, 20_000));
  const names = first.split(',');
  const severities = second.split(',');
  return names[0] === '' && names.length > 1 && names.slice(1).some((name) => corruptions.test(name.trim())) && severities.length === names.length && severities.slice(1).every((cell) => /^\s*[1-5]\s*$/.test(cell));
}

/** All models' figures, or those of the model that a person named: then the variants don't carry its name, and a mean over all is given too. */
export function readCorruptionTable(reader: Pick<Reader, 'id' | 'version' | 'kind'>, file: EvidenceFile, answers: Answers): Result<Reading> {
  const { id } = reader;
  const text = textOf(id, file);
  if (!text.ok) return text;
  const read = separatedRecords(text.value, { trim: true, largestRecord: 100_000, most: mostModels + 3 });
  if (!read.ok) return unreadable(id, file.name, `line ${read.line}`, 'comma-separated values with each quote closed', read.code);
  const { records } = read;
  const [corruption, severity, ...models] = records.map(({ record }) => record) as (readonly string[])[] as [(readonly string[])?, (readonly string[])?, ...(readonly string[])[]];
  if (corruption === undefined || severity === undefined || models.length === 0) return unreadable(id, file.name, 'line 1', 'two header lines, corruption and severity, and at least one model', `${records.length} lines`);
  if (models.length > mostModels) return unreadable(id, file.name, `row ${mostModels + 3}`, `at most ${mostModels} models`, 'more');
  if (corruption.length > mostColumns || severity.length !== corruption.length) return unreadable(id, file.name, 'line 2', `${Math.min(corruption.length, mostColumns)} severities, one for each corruption`, `${severity.length}`);
  const columns = corruption.slice(1).map((name, index) => `${clip(name, 100)}/${clip(severity[index + 1]!, 20)}`);
  const odd = columns.findIndex((column) => !/^[^/]+\/[1-5]$/.test(column));
  if (odd >= 0) return unreadable(id, file.name, `line 2, value ${odd + 2}`, 'a corruption with a severity from 1 to 5', columns[odd]!);
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) return unreadable(id, file.name, 'line 2', `${twice} once`, 'it twice');

  const warnings: Warning[] = [];
  const seen = new Set<string>();
  const results: Measurement[] = [];
  for (const [index, row] of models.entries()) {
    const place = `line ${records[index + 2]!.info.lines}`;
    const name = clip(row[0] ?? '', 300);
    if (name === '') return unreadable(id, file.name, place, 'the name of a model', 'nothing');
    if (seen.has(name)) return unreadable(id, file.name, place, `the model ${clip(name, 60)} once`, 'it twice');
    seen.add(name);
    if (row.length !== corruption.length) return unreadable(id, file.name, place, `${corruption.length} values, as in the header`, `${row.length}`);
    if (answers.model !== undefined && answers.model !== name) continue;
    const own: Measurement[] = [];
    for (const [at, column] of columns.entries()) {
      const rawText = row[at + 1]!;
      const value = numberOf(rawText);
      if (value === null && !/^(?:|[+-]?(?:nan|inf(?:inity)?)|[+-]?\d+(?:\.\d+)?e[+-]?\d+)$/i.test(rawText)) return unreadable(id, file.name, `${place}, ${column}`, 'a fraction such as 0.9421', JSON.stringify(rawText));
      if (value !== null && (value < 0 || value > 1)) return unreadable(id, file.name, `${place}, ${column}`, 'a fraction from 0 to 1', rawText);
      if (value === null && warnings.length < 100) warnings.push(warning(rawText === '' ? 'missing-value' : 'not-finite', `${file.name}, ${place}, ${column}`, `${rawText === '' ? 'An empty cell' : rawText} is not a finite number and counts as missing.`));
      own.push(measurement({ metric: 'corruptions_acc', variant: answers.model === undefined ? `${name}/${column}` : column, value, rawText, unit: 'fraction', direction: 'higher', ...sampled(value, answers.n) }));
    }
    const values = own.flatMap(({ value }) => (value === null ? [] : [value]));
    const mean = values.length === own.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
    results.push(measurement({ metric: 'corruptions_acc', variant: answers.model === undefined ? name : null, value: mean, rawText: `mean of ${own.length} values`, unit: 'fraction', direction: 'higher' }), ...own);
  }
  if (results.length === 0) return unreadable(id, file.name, 'the first column', `the model ${clip(answers.model ?? '', 80)}`, clip([...seen].join(', '), 100));
  const isCutOff = !/[\r\n]$/.test(text.value);
  if (isCutOff) warnings.push(warning('cut-off', `${file.name}, line ${records.at(-1)!.info.lines}`, 'The last line has no line end. It may have been cut off, and a number in it may have lost its digits.'));
  const isComplete = !isCutOff && results.every(({ value }) => value !== null);
  const evidence = evidenceOf(reader, [file], answers, {
    source: { tool: answers.tool ?? 'RobustBench' }, results, warnings, run: { completeness: isComplete ? 'complete' : 'partial' },
    facts: [{ name: 'models in the table', value: String(models.length) }, { name: 'corruptions', value: String(new Set(corruption.slice(1)).size) }],
  });
  return ok({ evidence, questions: answers.model === undefined ? [{ answer: 'model', place: file.name, text: `Which of the ${models.length} models of the table is under review? Without an answer all are read, each under its own name.` }] : [] });
}

/** With a sample size that a person stated, the interval follows; the file has none. */
function sampled(value: number | null, n: number | undefined): Partial<Measurement> {
  if (value === null || n === undefined) return {};
  const { low, high } = wilson(value, n);
  return { n, ciLow: low, ciHigh: high, ciOf: '95 % Wilson, sample size as the dossier states it' };
}
