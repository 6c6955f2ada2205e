/**
 * Results of the VNN-COMP benchmark scripts: CSV without a header, one instance a row: category, network, property file, seconds to
 * prepare, verdict, seconds to run. 2021 wrote `holds` and `violated`, later years `unsat` and `sat`.
 *
 * VNN-LIB files usually state the negation of the safe behaviour, so `unsat` means that it holds; but only where a person has said
 * so (`polarity`). A `sat` of the safe behaviour itself says nothing about all inputs. Timeouts, errors and words that this reader
 * doesn't know decide nothing (rule E-1).
 */
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { beginning, clip, evidenceOf, measurement, numberOf, textOf, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { ok, type Result } from '../result.ts';
import type { PropertyResult, Verdict, Warning } from '../dossier/evidence.ts';

const id = 'vnncomp-results';
const columns = ['category', 'network', 'property', 'seconds to prepare', 'verdict', 'seconds to run'] as const;
const mostRows = 200_000;
const networkName = /\.onnx(?:\.gz)?$/i;
const propertyName = /\.vnnlib(?:\.gz)?$/i;
const counterexampleName = /\.counterexample(?:\.gz)?$/i;

export const vnncompResults: Reader = {
  id, version: 1, title: 'VNN-COMP results', kind: 'verification', files: 'one CSV file, and any .counterexample files beside it',
  detect(files) {
    const tables = files.filter((file) => !counterexampleName.test(file.name));
    if (tables.length !== 1) return 'no';
    const lines = beginning(tables[0]!, 8192).replace(/^\uFEFF/, '').split(/\r?\n/).slice(0, 5).filter((line) => line !== '');
    const fits = lines.filter((line) => /^[^,]*,"?[^,]*\.onnx(?:\.gz)?"?,"?[^,]*\.vnnlib(?:\.gz)?"?(?:,|$)/i.test(line));
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

function readTable(table: EvidenceFile, text: string, files: readonly EvidenceFile[], answers: Answers): Result<Reading> {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, { info: true, relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: 100_000, to: mostRows + 1 });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return unreadable(id, table.name, `line ${error.lines ?? 1}`, 'comma-separated values with each quote closed', error.code);
  }
  if (records.length === 0) return unreadable(id, table.name, 'line 1', 'at least one row', 'an empty file');
  if (records.length > mostRows) return unreadable(id, table.name, `row ${mostRows + 1}`, `at most ${mostRows} rows`, 'more');

  const polarity = answers.polarity ?? 'unknown';
  const warnings: Warning[] = [];
  const properties: PropertyResult[] = [];
  const unknownWords = new Set<string>();
  const counterexamples = files.filter((file) => counterexampleName.test(file.name));
  for (const [index, { record, info }] of records.entries()) {
    const place = `line ${info.lines}`;
    if (record.length !== columns.length) return unreadable(id, table.name, place, `${columns.length} values: ${columns.join(', ')}`, `${record.length} values`);
    const [category, network, property, prepared, word, ran] = record as [string, string, string, string, string, string];
    if (!networkName.test(network)) return unreadable(id, table.name, `${place}, network`, 'the path of an .onnx file', JSON.stringify(network));
    if (!propertyName.test(property)) return unreadable(id, table.name, `${place}, property`, 'the path of a .vnnlib file', JSON.stringify(property));
    for (const [column, value] of [['seconds to prepare', prepared], ['seconds to run', ran]] as const) {
      if (numberOf(value) === null && !/^(?:|-|nan|inf)$/i.test(value)) return unreadable(id, table.name, `${place}, ${column}`, 'a number', JSON.stringify(value));
    }
    const verdict = verdictOf(word, polarity);
    if (verdict === null) unknownWords.add(clip(word, 60));
    const stem = `${baseName(network)}_${baseName(property)}`;
    properties.push({
      id: `${index + 1}`, text: clip(`${category === '' ? '' : `${category}: `}${property}`), network: clip(network), polarity, verdict: verdict ?? 'inconclusive',
      verdictRaw: clip(word), seconds: numberOf(ran), counterexample: clip(counterexamples.find((file) => baseName(file.name) === stem)?.name ?? '') || null,
    });
  }
  for (const word of [...unknownWords].slice(0, 20)) warnings.push(warning('unknown-verdict', table.name, `The verdict ${JSON.stringify(word)} is not known and counts as no result.`));
  if (polarity === 'unknown') warnings.push(warning('polarity-unknown', table.name, 'The table does not say whether its property files state the safe behaviour or its negation, so no row counts as holding.'));

  const count = (verdict: Verdict): number => properties.filter((property) => property.verdict === verdict).length;
  const total = properties.length;
  const counted = { holds: count('pass'), violated: count('fail'), undecided: total - count('pass') - count('fail') };
  const evidence = evidenceOf(vnncompResults, files, answers, {
    properties, warnings,
    results: [
      measurement({ metric: 'holds', value: counted.holds, rawText: `${counted.holds} of ${total} rows`, unit: 'count', direction: 'higher', n: total }),
      measurement({ metric: 'violated', value: counted.violated, rawText: `${counted.violated} of ${total} rows`, unit: 'count', direction: 'lower', n: total }),
      measurement({ metric: 'undecided', value: counted.undecided, rawText: `${counted.undecided} of ${total} rows`, unit: 'count', direction: 'lower', n: total }),
      measurement({ metric: 'coverage', value: (counted.holds + counted.violated) / total, rawText: `${counted.holds + counted.violated} of ${total} rows decided`, unit: 'fraction', direction: 'higher', n: total }),
    ],
    run: { startedAt: null, endedAt: null, timezone: 'unknown', seeds: [], gitCommit: null, sampleLimit: null, completeness: 'complete' },
    verdict: counted.violated > 0 ? 'fail' : counted.undecided > 0 ? 'inconclusive' : 'pass', verdictBasis: 'computed',
  });
  const questions = polarity === 'unknown' ? [{ answer: 'polarity' as const, place: table.name, text: 'Do the property files state the safe behaviour (states-safe) or its negation (states-negation)?' }] : [];
  return ok({ evidence, questions });
}

/** Null for a word that is not known. What is not decided is `inconclusive`, what did not run is `error`; neither is a pass (rule E-1). */
function verdictOf(word: string, polarity: PropertyResult['polarity']): Verdict | null {
  const isDecisive = ['unsat', 'sat', 'holds', 'violated'].includes(word);
  if (isDecisive && polarity === 'unknown') return 'inconclusive';
  switch (word) {
    case 'unsat': return polarity === 'states-negation' ? 'pass' : 'fail';
    case 'sat': return polarity === 'states-negation' ? 'fail' : 'inconclusive';
    case 'holds': return 'pass';
    case 'violated': return 'fail';
    case 'unknown': case 'timeout': case 'run_instance_timeout': return 'inconclusive';
    case 'no_result_in_file': return 'error';
    default: return /^(?:error|prepare_instance_)/.test(word) ? 'error' : null;
  }
}

const baseName = (name: string): string => name.replace(/^.*\//, '').replace(/(?:\.onnx|\.vnnlib|\.counterexample)?(?:\.gz)?$/i, '').replace(/(?:\.onnx|\.vnnlib|\.counterexample)$/i, '');
