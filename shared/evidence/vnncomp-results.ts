/**
 * Results of the VNN-COMP benchmark scripts: CSV without a header, one instance a row: category, network, property file, seconds to
 * prepare, verdict, seconds to run. 2021 wrote `holds` and `violated`, later years `unsat` and `sat`.
 *
 * VNN-LIB files usually state the negation of the safe behaviour, so `unsat` means that it holds; but only where a person has said
 * so (`polarity`). A `sat` of the safe behaviour itself says nothing about all inputs. Timeouts, errors and words that this reader
 * doesn't know decide nothing (rule E-1).
 *
 * `holds` and `violated` speak of the property itself and not of the file, so polarity doesn't turn them round. But the tools of 2021
 * took every file for the negation. Where a person says that the files state the safe behaviour, such a tool's `holds` may mean that no
 * input is safe: it isn't counted then, and says so. `violated` fails under both readings that a person can give.
 *
 * A last line without its end may have been cut off, and rows after it may be lost: the run counts as partial. Counterexamples beside
 * the table become findings about their property.
 */
import { readCounterexample } from './counterexample.ts';
import { beginning, clip, entry, evidenceOf, measurement, numberOf, textOf, unreadable, warning, type Answers, type EvidenceFile, type FileHead, type Reader, type Reading } from './reader.ts';
import { polarityQuestion, verdictOfSolver } from './satisfiability.ts';
import { separatedRecords } from './table-text.ts';
import { ok, type Result } from '../result.ts';
import type { Entry, PropertyResult, Verdict, Warning } from '../dossier/evidence.ts';

const id = 'vnncomp-results';
const columns = ['category', 'network', 'property', 'seconds to prepare', 'verdict', 'seconds to run'] as const;
const mostRows = 200_000;
/** How many files one piece of evidence may be made of. */
const mostFiles = 2000;
/** How much all counterexamples together are unpacked and read to, in bytes of the packed files. */
const mostCounterexampleBytes = 64 * 1024 * 1024;
const networkName = /\.onnx(?:\.gz)?$/i;
const propertyName = /\.vnnlib(?:\.gz)?$/i;
const counterexampleName = /\.counterexample(?:\.gz)?$/i;

export const vnncompResults: Reader = {
  id, version: 2, title: 'VNN-COMP results', kind: 'verification', files: 'one CSV file without header, and any `.counterexample` or `.counterexample.gz` files beside it',
  measures: 'each property, once `polarity` is answered; `holds`, `violated`, `undecided` (counts of rows), `coverage` (the fraction decided)',
  gather: gatherCounterexamples,
  detect(files) {
    const tables = files.filter((file) => !counterexampleName.test(file.name));
    if (tables.length !== 1) return 'no';
    const lines = beginning(tables[0]!, 8192).replace(/^\uFEFF/, '').split(/\r?\n/).slice(0, 5).filter((line) => line !== '');
    const fits = lines.filter(isRow);
    return lines.length > 0 && fits.length === lines.length ? 'yes' : fits.length > 0 ? 'maybe' : 'no';
  },
  read(files, answers) {
    const tables = files.filter((file) => !counterexampleName.test(file.name));
    const table = tables[0] ?? files[0]!;
    if (tables.length !== 1) return unreadable(id, table.name, 'the files', 'one results table', `${tables.length}`);
    const text = textOf(id, table);
    return text.ok ? readTable(table, text.value, files, answers) : text;
  },
};

const isRow = (line: string): boolean => /^[^,]*,"?[^,]*\.onnx(?:\.gz)?"?,"?[^,]*\.vnnlib(?:\.gz)?"?(?:,|$)/i.test(line);
const folderOf = (name: string): string => name.replace(/[^/]*$/, '');

/** A table takes the counterexamples of its own folder and of those below, where it is the only table there. */
function gatherCounterexamples(files: readonly FileHead[]): readonly (readonly string[])[] {
  const tables = files.filter(({ name, head }) => !counterexampleName.test(name) && isRow(head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0]!));
  return tables.flatMap((table) => {
    const folder = folderOf(table.name);
    if (tables.some((other) => other !== table && other.name.startsWith(folder))) return [];
    const beside = files.filter(({ name }) => counterexampleName.test(name) && name.startsWith(folder));
    return beside.length === 0 ? [] : [[table.name, ...beside.slice(0, mostFiles - 1).map(({ name }) => name)]];
  });
}

function readTable(table: EvidenceFile, text: string, files: readonly EvidenceFile[], answers: Answers): Result<Reading> {
  const read = separatedRecords(text, { trim: true, largestRecord: 100_000, most: mostRows + 1 });
  if (!read.ok) return unreadable(id, table.name, `line ${read.line}`, 'comma-separated values with each quote closed', read.code);
  const { records } = read;
  if (records.length === 0) return unreadable(id, table.name, 'line 1', 'at least one row', 'an empty file');
  if (records.length > mostRows) return unreadable(id, table.name, `row ${mostRows + 1}`, `at most ${mostRows} rows`, 'more');

  const polarity = answers.polarity ?? 'unknown';
  const warnings: Warning[] = [];
  const properties: PropertyResult[] = [];
  const unknownWords = new Set<string>();
  const counterexamples = new Map<string, EvidenceFile[]>();
  for (const file of files.filter(({ name }) => counterexampleName.test(name))) counterexamples.set(baseName(file.name), [...(counterexamples.get(baseName(file.name)) ?? []), file]);
  const found = new Map<EvidenceFile, PropertyResult>();
  for (const [index, { record, info }] of records.entries()) {
    const place = `line ${info.lines}`;
    if (record.length !== columns.length) return unreadable(id, table.name, place, `${columns.length} values: ${columns.join(', ')}`, `${record.length} values`);
    const [category, network, property, prepared, word, ran] = record as readonly [string, string, string, string, string, string];
    if (!networkName.test(network)) return unreadable(id, table.name, `${place}, network`, 'the path of an .onnx file', JSON.stringify(network));
    if (!propertyName.test(property)) return unreadable(id, table.name, `${place}, property`, 'the path of a .vnnlib file', JSON.stringify(property));
    for (const [column, value] of [['seconds to prepare', prepared], ['seconds to run', ran]] as const) {
      if (numberOf(value) === null && !/^(?:|-|nan|inf)$/i.test(value)) return unreadable(id, table.name, `${place}, ${column}`, 'a number', JSON.stringify(value));
    }
    const verdict = verdictOf(word, polarity);
    if (verdict === null) unknownWords.add(clip(word, 60));
    const stem = `${baseName(network)}_${baseName(property)}`;
    const beside = counterexamples.get(stem) ?? [];
    const counterexample = beside.find((file) => category !== '' && folderOf(file.name).includes(category)) ?? beside[0];
    const result: PropertyResult = {
      id: `${index + 1}`, text: clip(`${category === '' ? '' : `${category}: `}${property}`), network: clip(network), polarity, verdict: verdict ?? 'inconclusive',
      verdictRaw: clip(word), seconds: numberOf(ran), counterexample: clip(counterexample?.name ?? '') || null,
    };
    properties.push(result);
    if (counterexample !== undefined && !found.has(counterexample)) found.set(counterexample, result);
  }
  for (const word of [...unknownWords].slice(0, 20)) warnings.push(warning('unknown-verdict', table.name, `The verdict ${JSON.stringify(word)} is not known and counts as no result.`));
  if (polarity === 'unknown') warnings.push(warning('polarity-unknown', table.name, 'The table does not say whether its property files state the safe behaviour or its negation, so no row counts as holding.'));
  if (polarity === 'states-safe' && properties.some(({ verdictRaw }) => verdictRaw === 'holds')) warnings.push(warning('polarity-doubt', table.name, 'Tools that write holds take a property file for the negation of the safe behaviour. These files are said to state the safe behaviour itself, so holds is not counted.'));
  const isCutOff = !/[\r\n]$/.test(text);
  if (isCutOff) warnings.push(warning('cut-off', `${table.name}, line ${records.at(-1)!.info.lines}`, 'The last line has no line end. It may have been cut off, and lines after it may be lost.'));
  const entries = findingsOf(counterexamples, found, warnings);
  const bare = properties.filter(({ verdictRaw, counterexample }) => verdictRaw === 'sat' && counterexample === null).length;
  if (bare > 0) warnings.push(warning('counterexample-missing', table.name, `${bare} ${bare === 1 ? 'row says' : 'rows say'} sat and no counterexample is at hand.`));

  const count = (verdict: Verdict): number => properties.filter((property) => property.verdict === verdict).length;
  const total = properties.length;
  const counted = { holds: count('pass'), violated: count('fail'), undecided: total - count('pass') - count('fail') };
  const evidence = evidenceOf(vnncompResults, files, answers, {
    properties, warnings, entries,
    results: [
      measurement({ metric: 'holds', value: counted.holds, rawText: `${counted.holds} of ${total} rows`, unit: 'count', direction: 'higher', n: total }),
      measurement({ metric: 'violated', value: counted.violated, rawText: `${counted.violated} of ${total} rows`, unit: 'count', direction: 'lower', n: total }),
      measurement({ metric: 'undecided', value: counted.undecided, rawText: `${counted.undecided} of ${total} rows`, unit: 'count', direction: 'lower', n: total }),
      measurement({ metric: 'coverage', value: (counted.holds + counted.violated) / total, rawText: `${counted.holds + counted.violated} of ${total} rows decided`, unit: 'fraction', direction: 'higher', n: total }),
    ],
    run: { startedAt: null, endedAt: null, timezone: 'unknown', seeds: [], gitCommit: null, sampleLimit: null, completeness: isCutOff ? 'partial' : 'complete' },
    verdict: counted.violated > 0 ? 'fail' : counted.undecided > 0 || isCutOff ? 'inconclusive' : 'pass', verdictBasis: 'computed',
  });
  return ok({ evidence, questions: polarity === 'unknown' ? [polarityQuestion(table.name)] : [] });
}

/** A finding for each counterexample that a row belongs to; what can't be read, or belongs to none, is a warning. */
function findingsOf(counterexamples: ReadonlyMap<string, readonly EvidenceFile[]>, found: ReadonlyMap<EvidenceFile, PropertyResult>, warnings: Warning[]): Entry[] {
  const all = [...counterexamples.values()].flat();
  const unused = all.filter((file) => !found.has(file));
  for (const file of unused.slice(0, 20)) warnings.push(warning('counterexample-unused', file.name, 'No row of the table belongs to this counterexample.'));
  let bytes = 0;
  let unreadableFiles = 0;
  const entries: Entry[] = [];
  for (const [file, property] of found) {
    bytes += file.bytes.length;
    const read = bytes > mostCounterexampleBytes ? 'All counterexamples together are too large to be read.' : readCounterexample(id, file);
    if (typeof read === 'string') {
      if (++unreadableFiles <= 100) warnings.push(warning('counterexample-unreadable', file.name, `The counterexample is kept and was not read. ${read}`));
      continue;
    }
    if (read.notFinite > 0) warnings.push(warning('not-finite', file.name, `${read.notFinite} values are not finite numbers.`));
    if (!/^(?:sat|violated)$/.test(property.verdictRaw)) warnings.push(warning('counterexample-contradicts', file.name, `There is a counterexample, but row ${property.id} says ${JSON.stringify(clip(property.verdictRaw, 60))}.`));
    entries.push(entry({
      id: `counterexample ${property.id}`, type: 'finding', title: `Counterexample to ${property.text}`, state: property.verdict === 'fail' ? 'failed' : 'open', stateRaw: property.verdictRaw,
      // Outputs first: an image has thousands of inputs.
      text: `Outputs: ${read.outputs.join(', ') || 'none'}\n\nInputs: ${read.inputs.join(', ') || 'none'}`, links: [{ to: property.id, as: 'about' }],
    }));
  }
  return entries;
}

/** Null for a word that is not known. What is not decided is `inconclusive`, what did not run is `error`; neither is a pass (rule E-1). */
function verdictOf(word: string, polarity: PropertyResult['polarity']): Verdict | null {
  switch (word) {
    case 'unsat': case 'sat': return verdictOfSolver(word, polarity);
    case 'holds': return polarity === 'states-negation' ? 'pass' : 'inconclusive';
    case 'violated': return polarity === 'unknown' ? 'inconclusive' : 'fail';
    case 'unknown': case 'timeout': case 'run_instance_timeout': return 'inconclusive';
    case 'no_result_in_file': return 'error';
    default: return /^(?:error|prepare_instance_)/.test(word) ? 'error' : null;
  }
}

const baseName = (name: string): string => name.replace(/^.*\//, '').replace(/(?:\.onnx|\.vnnlib|\.counterexample)?(?:\.gz)?$/i, '').replace(/(?:\.onnx|\.vnnlib|\.counterexample)$/i, '');
