/**
 * A run of AILuminate as modelbench (github.com/mlcommons/modelbench) writes it: the benchmark record (JSON with `benchmark`, `run_uid`,
 * `scores`), or the run's journal (JSON Lines, unpacked from `.jsonl.zst`) with its `hazard scored` rows.
 *
 * A score is the share of safe responses. Grades, 1 to 5, place it relative to a reference model of the same benchmark version, so equal
 * grades of two versions are not equal safety. Items that raised an exception are in no score: such a run, one with a limit on items and one
 * without samples are partial (E-1). A benchmark that is not calibrated has the grade null, or N/A. A record states no time zone of its end.
 */
import { whoRanIt } from './ailuminate-modelbench.ts';
import { isList, isObject, jsonAt, rawTextAt, readJson, seeJson, type Json, type JsonText } from './json-text.ts';
import { readJsonLines } from './json-lines.ts';
import { clip, entry, evidenceOf, instantOf, measurement, unreadable, warning, type Answers, type EvidenceFile, type Question, type Reader, type Reading } from './reader.ts';
import { uniqueNames } from './unique-name.ts';
import { ok, type Result } from '../result.ts';
import type { Entry, Evidence, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'ailuminate-run-record';
const mostEntries = 20_000;
/** Grades from 1 on, as of 1.0 and as of 0.5. */
const gradeWords: readonly (readonly string[])[] = [['P', 'H'], ['F', 'M-H'], ['G', 'M'], ['VG', 'M-L'], ['E', 'L']];

const isScored = (value: Json | undefined): boolean => isObject(value) && isList(value['hazard_scores']) && ('sut' in value || 'numeric_grade' in value);
function isRecord(value: Json | undefined): boolean {
  if (!isObject(value) || isObject(jsonAt(value, 'standards'))) return false;
  return isScored(value) || isScored(jsonAt(value, 'score')) || isScored(jsonAt(value, 'scores', 0)) || (typeof value['run_uid'] === 'string' && isObject(value['benchmark']) && isList(jsonAt(value, 'benchmark', 'hazards')));
}
const isJournal = (value: Json | undefined): boolean => isObject(value) && typeof value['timestamp'] === 'string' && (value['message'] === 'starting journal' || value['message'] === 'starting run');

/** One hazard's or the whole benchmark's figures, and where in the file they stand. `hazard` null is the benchmark. */
interface Scored { readonly json: JsonText; readonly at: readonly (string | number)[]; readonly place: string; readonly sut: string; readonly hazard: string | null; readonly reference: Json | undefined; readonly referenceAt: readonly (string | number)[]; readonly score: Json | undefined; readonly scoreAt: readonly (string | number)[] }
/** What both kinds of file come to. */
interface Run { readonly benchmark: string; readonly expected: readonly string[]; readonly scores: readonly Scored[]; readonly ended: string; readonly written: string; readonly isFinished: boolean; readonly limit: number | null; readonly facts: Evidence['facts']; readonly toolVersion: string; readonly warnings: Warning[] }

export const ailuminateRunRecord: Reader = {
  id, version: 1, title: 'AILuminate run (modelbench record or journal)', kind: 'benchmark', files: 'one record JSON file, or one unpacked journal .jsonl',
  measures: '`safe_fraction` and `numeric_grade` (1 to 5, relative to a reference model), each with the hazard’s id as variant; `numeric_grade` of the whole benchmark without one',
  detect(files) {
    if (files.length !== 1) return 'no';
    const value = seeJson(files[0]!);
    return isRecord(value) || isJournal(value) ? 'yes' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one record for each piece of evidence', `${files.length} files`);
    if (isJournal(seeJson(file))) return readJournal(file, answers);
    const json = readJson(id, file);
    if (!json.ok) return json;
    if (!isRecord(json.value.value)) return unreadable(id, file.name, '$', 'a benchmark record with scores and their hazard_scores', 'something else');
    return ok(readRun(file, runOfRecord(file, json.value), answers));
  },
};

function runOfRecord(file: EvidenceFile, json: JsonText): Run {
  const root = json.value;
  const text = (...path: readonly (string | number)[]): string => rawTextAt(json, path, jsonAt(root, ...path));
  const either = (...paths: readonly (readonly (string | number)[])[]): string => paths.map((path) => text(...path)).find((found) => found !== '') ?? '';
  const list = jsonAt(root, 'scores');
  const places: readonly (readonly (string | number)[])[] = isList(list) ? list.map((_, index) => ['scores', index]) : isScored(jsonAt(root, 'score')) ? [['score']] : isScored(root) ? [[]] : [];
  const scores = places.flatMap((at): Scored[] => {
    const sut = typeof jsonAt(root, ...at, 'sut') === 'string' ? text(...at, 'sut') : text(...at, 'sut', 'uid');
    const one = (path: readonly (string | number)[], hazard: string | null): Scored => ({
      json, at: path, place: `${file.name}, $${path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')}`, sut, hazard,
      reference: jsonAt(root, ...path, 'hazard_definition', 'reference_standard'), referenceAt: [...path, 'hazard_definition', 'reference_standard'], score: jsonAt(root, ...path, 'score'), scoreAt: [...path, 'score'],
    });
    const hazards = jsonAt(root, ...at, 'hazard_scores');
    return [...(isList(hazards) ? hazards.map((_, index) => { const path = [...at, 'hazard_scores', index]; return one(path, text(...path, 'hazard_definition', 'uid') || text(...path, 'hazard_definition')); }) : []), one(at, null)];
  });
  const defined = jsonAt(root, 'benchmark', 'hazards');
  const command = either(['_metadata', 'run_info', 'command'], ['_metadata', 'run', 'command']);
  const limit = /(?:--max-instances|-m)[= ](\d{1,12})\b/.exec(command)?.[1];
  const facts = [['run', text('run_uid')], ['ended, as written', text(...(places[0] ?? []), 'end_time')], ['record written', either(['_metadata', 'run', 'timestamp'], ['_metadata', 'run_info', 'timestamp'])]];
  return {
    benchmark: either(['benchmark', 'uid'], ['benchmark']), expected: isList(defined) ? defined.map((hazard) => String(jsonAt(hazard, 'uid') ?? '')).filter((uid) => uid !== '') : [], scores,
    ended: facts[1]![1]!, written: facts[2]![1]!, isFinished: true, limit: limit === undefined ? null : Number(limit), toolVersion: text('_metadata', 'code', 'source', 'code_version'),
    facts: facts.map(([name, value]) => ({ name: name!, value: clip(value!, 2000) })), warnings: [...json.warnings, ...whoRanIt(file.name, root)],
  };
}

function readJournal(file: EvidenceFile, answers: Answers): Result<Reading> {
  const read = readJsonLines(id, file);
  if (!read.ok) return read;
  const { lines, cutOff } = read.value;
  const said = (message: string) => lines.filter(({ value }) => jsonAt(value, 'message') === message);
  const start = said('starting run')[0];
  const text = (line: JsonText | undefined, name: string): string => (line === undefined ? '' : rawTextAt(line, [name], jsonAt(line.value, name)));
  const scores = [...said('hazard scored'), ...said('benchmark scored')].map((line): Scored => ({
    json: line, at: [], place: `${file.name}, line ${line.line}`, sut: text(line, 'sut'), hazard: jsonAt(line.value, 'message') === 'hazard scored' ? text(line, 'hazard') : null,
    reference: jsonAt(line.value, 'reference'), referenceAt: ['reference'], score: jsonAt(line.value, 'score'), scoreAt: ['score'],
  }));
  const failed = lines.filter(({ value }) => / exception$/.test(String(jsonAt(value, 'message') ?? ''))).length;
  const warnings = lines.flatMap((line) => [...line.warnings]).slice(0, 200);
  if (cutOff) warnings.push(warning('partial', file.name, 'The last line is cut off and was left out.'));
  if (failed > 0) warnings.push(warning('exceptions', file.name, `${failed} exceptions stopped the evaluation of items. They are in no score.`));
  const finished = said('finished run').at(-1);
  if (finished === undefined) warnings.push(warning('partial', file.name, 'The journal has no row “finished run”: the run was stopped before its end.'));
  const benchmark = text(said('benchmark scored')[0], 'benchmark') || String(jsonAt(start?.value, 'benchmarks', 0) ?? '');
  const limit = jsonAt(start?.value, 'max_items');
  return ok(readRun(file, {
    benchmark, expected: said('hazard info').map((line) => text(line, 'hazard')), scores, ended: text(finished, 'timestamp'), written: '', isFinished: finished !== undefined && !cutOff && failed === 0,
    limit: typeof limit === 'number' && Number.isSafeInteger(limit) && limit > 0 ? limit : null, toolVersion: '', warnings,
    facts: [{ name: 'run', value: clip(text(start, 'run_id'), 2000) }, { name: 'started, as written', value: clip(text(start, 'timestamp'), 2000) }, { name: 'ended, as written', value: clip(text(finished, 'timestamp'), 2000) }],
  }, answers));
}

function readRun(file: EvidenceFile, run: Run, answers: Answers): Reading {
  const { warnings } = run;
  const suts = [...new Set(run.scores.map(({ sut }) => sut).filter((sut) => sut !== ''))];
  if (suts.length > 1) warnings.push(warning('several-models', file.name, `The file scores ${suts.length} models. Each variant names its model.`));
  const unique = uniqueNames();
  const results: Measurement[] = [];
  const entries: Entry[] = [];
  let isWhole = run.isFinished;
  let samples = 0;
  for (const scored of run.scores) {
    const variant = [suts.length > 1 ? scored.sut : '', scored.hazard ?? ''].filter((part) => part !== '').join(', ');
    // The benchmark's own row has no name where one model was run: it stays without a variant.
    const name = scored.hazard === null && suts.length <= 1 ? null : unique(variant);
    const grade = gradeOf(scored, warnings);
    if (grade.measured !== null) results.push({ ...grade.measured, variant: name });
    if (scored.hazard === null) { if (grade.words !== '') run.facts.push({ name: clip(`grade${name === null ? '' : ` of ${name}`}`), value: grade.words }); continue; }
    const share = shareOf(scored, warnings);
    results.push({ ...share, variant: name });
    samples += share.n ?? 0;
    const exceptions = jsonAt(scored.json.value, ...scored.at, 'exceptions');
    const failures = typeof exceptions === 'number' && exceptions > 0 ? exceptions : 0;
    if (failures > 0) warnings.push(warning('exceptions', scored.place, `${failures} items of ${name} raised an exception. They are in no score.`));
    if (share.value === null || failures > 0) isWhole = false;
    const reference = rawTextAt(scored.json, scored.referenceAt, scored.reference);
    entries.push(entry({ id: name ?? '-', type: 'probe', title: name ?? '-', stateRaw: grade.words === '' ? null : grade.words, text: `Safe: ${share.rawText || 'no figure'}${reference === '' ? '' : `; reference model: ${reference}`}${failures > 0 ? `; ${failures} exceptions` : ''}.` }));
  }
  if (entries.length > mostEntries) warnings.push(warning('left-out', file.name, `${entries.length - mostEntries} of ${entries.length} hazards are not listed. All are measured.`));
  const seen = new Set(run.scores.map(({ hazard }) => hazard));
  const missing = run.expected.filter((uid) => !seen.has(uid));
  if (missing.length > 0) warnings.push(warning('hazards-missing', file.name, `${missing.length} hazards of the benchmark have no score: ${clip(missing.join(', '), 600)}.`));
  if (run.limit !== null) warnings.push(warning('partial', file.name, `The run was limited to ${run.limit} items.`));
  if (entries.length === 0) warnings.push(warning('no-results', file.name, 'The file holds no score of any hazard.'));
  if (results.some(({ metric }) => metric === 'numeric_grade')) warnings.push(warning('relative-grade', file.name, 'Grades are relative to the reference model of this benchmark version. Compare them only within one version.'));
  const promptSet = /-(practice|official|demo)(?:-|$)/.exec(run.benchmark)?.[1] ?? null;
  if (promptSet !== null && promptSet !== 'official') warnings.push(warning('prompt-set', file.name, `The prompts are the ${promptSet} set, not the official one.`));

  const isComplete = isWhole && missing.length === 0 && run.limit === null && entries.length > 0;
  // The record's own time of writing, in UTC, is the first moment after the end whose zone is known.
  const endedAt = instantOf(run.ended) ?? instantOf(run.written);
  const questions: Question[] = run.ended !== '' && endedAt === null && answers.endedAt === undefined ? [{ answer: 'endedAt', place: file.name, text: `The run ended at ${clip(run.ended, 60)}, but the file does not say in which time zone.` }] : [];
  const commit = /(?:^|-g)([0-9a-f]{7,40})$/.exec(run.toolVersion)?.[1] ?? null;
  const evidence = evidenceOf(ailuminateRunRecord, [file], answers, {
    model: suts.length === 1 ? suts[0]! : null, results, entries: entries.slice(0, mostEntries), facts: run.facts.filter(({ value }) => value !== '').slice(0, 500), warnings,
    source: { tool: answers.tool ?? 'modelbench', toolVersion: answers.toolVersion ?? (run.toolVersion === '' ? null : clip(run.toolVersion)) },
    dataset: run.benchmark === '' ? null : { name: clip(run.benchmark), split: answers.split ?? promptSet, versionOrDigest: null, n: Number.isSafeInteger(samples) && samples > 0 ? samples : null },
    run: { endedAt, timezone: endedAt === null ? 'unknown' : 'known', gitCommit: commit, sampleLimit: run.limit, completeness: isComplete ? 'complete' : 'partial' },
  });
  return { evidence, questions };
}

/** The share of safe responses: an estimate with its bounds in a record, a bare number in a journal. */
function shareOf({ json, at, score, scoreAt, place }: Scored, warnings: Warning[]): Measurement {
  const isEstimate = isObject(score);
  const share = (name: string): number | null => { const value = jsonAt(score, name); return typeof value === 'number' && value >= 0 && value <= 1 ? value : null; };
  const count = isEstimate ? jsonAt(score, 'samples') : jsonAt(json.value, ...at, 'samples');
  const n = typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
  const stated = isEstimate ? share('estimate') : typeof score === 'number' && score >= 0 && score <= 1 ? score : null;
  const rawText = isEstimate ? rawTextAt(json, [...scoreAt, 'estimate'], jsonAt(score, 'estimate')) : rawTextAt(json, scoreAt, score);
  // Without items modelbench writes an estimate of 0, which is no measurement.
  const value = n === 0 ? null : stated;
  if (n === 0) warnings.push(warning('no-samples', place, 'No item was scored: the estimate of the file counts as missing.'));
  else if (stated === null) warnings.push(warning('out-of-range', place, `${clip(rawText, 60) || 'Nothing'} is no fraction of safe responses and counts as missing.`));
  const [low, high] = [share('lower'), share('upper')];
  const hasBounds = value !== null && low !== null && high !== null && low <= high;
  return measurement({ metric: 'safe_fraction', value, rawText, unit: 'fraction', direction: 'higher', n, ...(hasBounds ? { ciLow: low, ciHigh: high, ciOf: 'lower and upper in the file: modelbench’s exact binomial, 95 %' } : {}) });
}

function gradeOf({ json, at, place }: Scored, warnings: Warning[]): { readonly measured: Measurement | null; readonly words: string } {
  const grade = jsonAt(json.value, ...at, 'numeric_grade');
  const word = rawTextAt(json, [...at, 'text_grade'], jsonAt(json.value, ...at, 'text_grade'));
  const rawText = rawTextAt(json, [...at, 'numeric_grade'], grade);
  if (rawText === '') return { measured: null, words: clip(word) };
  const isGrade = typeof grade === 'number' && Number.isInteger(grade) && grade >= 1 && grade <= 5;
  if (!isGrade) warnings.push(warning('unknown-verdict', place, `${clip(rawText, 60)} is no grade from 1 to 5 and counts as missing.`));
  else if (word !== '' && !gradeWords[grade - 1]!.includes(word)) warnings.push(warning('unknown-verdict', place, `The grade ${grade} is called ${clip(word, 60)}, which is not its word.`));
  return { measured: measurement({ metric: 'numeric_grade', value: isGrade ? grade : null, rawText, unit: 'score', direction: 'higher' }), words: clip(word === '' ? rawText : `${word} (${rawText})`) };
}
