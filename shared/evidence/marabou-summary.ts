/**
 * The summary file of Marabou (github.com/NeuralNetworkVerification/Marabou, `--summary-file`): one line, `VERDICT SECONDS SPLITS PIVOT_MICROSECONDS`.
 *
 * The line names neither the network nor the property, so all three of network, property and polarity are asked for, and nothing holds
 * until a person has answered them. `unsat` is a pass only where the property file states the negation of the safe behaviour. Everything
 * that isn't `sat` or `unsat` decides nothing (rule E-1), and a line without its end may have been cut off.
 */
import { beginning, clip, evidenceOf, measurement, numberOf, textOf, unreadable, warning, type Answers, type EvidenceFile, type Question, type Reader, type Reading } from './reader.ts';
import { polarityQuestion, verdictOfSolver } from './satisfiability.ts';
import { ok, type Result } from '../result.ts';
import type { Evidence, PropertyResult, Verdict, Warning } from '../dossier/evidence.ts';

const id = 'marabou-summary';
const line = /^(?:sat|unsat|TIMEOUT|ERROR|UNKNOWN|NOT_DONE|QUIT_REQUESTED) \d+ \d+ \d+[ \t]*\r?\n?$/;
/** What each word that isn't a decision makes of the verdict and the run. */
const undecided: Readonly<Record<string, { readonly verdict: Verdict; readonly completeness: Evidence['run']['completeness'] }>> = {
  TIMEOUT: { verdict: 'inconclusive', completeness: 'partial' },
  QUIT_REQUESTED: { verdict: 'inconclusive', completeness: 'partial' },
  NOT_DONE: { verdict: 'inconclusive', completeness: 'partial' },
  UNKNOWN: { verdict: 'inconclusive', completeness: 'complete' },
  ERROR: { verdict: 'error', completeness: 'crashed' },
};

export const marabouSummary: Reader = {
  id, version: 1, title: 'Marabou summary', kind: 'verification', files: 'one summary file of one line',
  measures: 'the property, once `network`, `property` and `polarity` are answered; `seconds`, `splits`, `pivot_microseconds`',
  detect: (files) => (files.length === 1 && files[0]!.bytes.length <= 200 && line.test(beginning(files[0]!).replace(/^\uFEFF/, '')) ? 'yes' : 'no'),
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one summary file for each piece of evidence', `${files.length} files`);
    if (file.bytes.length > 64 * 1024) return unreadable(id, file.name, 'the file', 'one short line', `${file.bytes.length} bytes`);
    const text = textOf(id, file);
    return text.ok ? readSummary(file, text.value, answers) : text;
  },
};

function readSummary(file: EvidenceFile, text: string, answers: Answers): Result<Reading> {
  const lines = text.split(/\r?\n/).filter((one) => one.trim() !== '');
  if (lines.length !== 1) return unreadable(id, file.name, lines.length === 0 ? 'line 1' : 'line 2', 'one line', lines.length === 0 ? 'an empty file' : `${lines.length} lines`);
  const cells = lines[0]!.trim().split(/[ \t]+/);
  if (cells.length !== 4) return unreadable(id, file.name, 'line 1', 'VERDICT SECONDS SPLITS PIVOT_MICROSECONDS', `${cells.length} values`);
  const [word, ...figures] = cells as [string, string, string, string];
  const wrong = figures.find((figure) => !/^\d+(?:\.\d+)?$/.test(figure) || numberOf(figure) === null);
  if (wrong !== undefined) return unreadable(id, file.name, 'line 1', 'three numbers after the verdict', JSON.stringify(wrong));
  const [seconds, splits, pivot] = figures as [string, string, string];

  const warnings: Warning[] = [];
  const questions: Question[] = [];
  if (answers.network === undefined) questions.push({ answer: 'network', place: file.name, text: 'Which network was verified? The summary does not name it.' });
  if (answers.property === undefined) questions.push({ answer: 'property', place: file.name, text: 'Which property was verified? The summary does not name it.' });
  if (answers.polarity === undefined) questions.push(polarityQuestion(file.name));
  if (answers.network === undefined || answers.property === undefined) warnings.push(warning('subject-unknown', file.name, 'The summary names neither network nor property. Until both are stated its verdict is not counted.'));
  if (answers.polarity === undefined) warnings.push(warning('polarity-unknown', file.name, 'The summary does not say whether the property file states the safe behaviour or its negation, so it does not count as holding.'));

  const isKnown = word === 'sat' || word === 'unsat' || Object.hasOwn(undecided, word);
  if (!isKnown) warnings.push(warning('unknown-verdict', `${file.name}, line 1`, `The verdict ${JSON.stringify(clip(word, 60))} is not known and counts as no result.`));
  const isCutOff = !/[\r\n]$/.test(text);
  if (isCutOff) warnings.push(warning('cut-off', `${file.name}, line 1`, 'The line has no line end. It may have been cut off.'));

  const polarity: PropertyResult['polarity'] = answers.polarity ?? 'unknown';
  const isNamed = answers.network !== undefined && answers.property !== undefined;
  const verdict = word === 'sat' || word === 'unsat' ? (isNamed ? verdictOfSolver(word, polarity) : 'inconclusive') : isKnown ? undecided[word]!.verdict : 'inconclusive';
  const completeness = word === 'sat' || word === 'unsat' ? 'complete' : isKnown ? undecided[word]!.completeness : 'unknown';
  const evidence = evidenceOf(marabouSummary, [file], answers, {
    model: answers.network ?? null, source: { tool: answers.tool ?? 'Marabou' }, warnings,
    properties: [{ id: '1', text: answers.property ?? 'not stated', network: answers.network ?? null, polarity, verdict, verdictRaw: clip(word), seconds: numberOf(seconds), counterexample: null }],
    results: [
      measurement({ metric: 'seconds', value: numberOf(seconds), rawText: seconds, unit: 'seconds', direction: 'lower' }),
      measurement({ metric: 'splits', value: numberOf(splits), rawText: splits, unit: 'count', direction: 'unknown' }),
      measurement({ metric: 'pivot_microseconds', value: numberOf(pivot), rawText: pivot, unit: 'none', direction: 'unknown' }),
    ],
    run: { completeness: isCutOff && completeness !== 'crashed' ? 'partial' : completeness },
    verdict: verdict === 'pass' && isCutOff ? 'inconclusive' : verdict, verdictRaw: clip(word), verdictBasis: 'computed',
  });
  return ok({ evidence, questions });
}
