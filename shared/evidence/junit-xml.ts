/**
 * JUnit XML as test runners write it (Surefire, pytest, gtest, Jest and others): suites in suites to any depth, with or without `testsuites`.
 *
 * The counters are never trusted: everything is counted again and differences are reported. Errors of a suite outside any case count. A
 * case that failed and then passed (`flakyFailure`, `flakyError`) passes, is counted apart and reported. No case, only skipped ones, words that
 * are not known and counters that tell of more than there is never pass (rule E-1). Times may be negative or have commas; timestamps without a
 * zone are kept as text. A DOCTYPE is refused (rule E-6); a file that declares entities and has no known root is claimed only to say so.
 */
import { uniqueNames } from './unique-name.ts';
import { byGravity } from './entries.ts';
import { beginning, clip, entry, evidenceOf, instantOf, measurement, numberOf, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { attributeOf, prologOf, readXml, seeXmlRoot, type XmlElement } from './xml-text.ts';
import { ok, type Result } from '../result.ts';
import type { Entry, Evidence, Measurement, Warning } from '../dossier/evidence.ts';

const id = 'junit-xml';
const mostEntries = 20_000;
const mostDifferences = 50;
const passedWords = ['', 'run', 'completed', 'complete', 'passed', 'pass', 'success', 'successful', 'ok'];
const skippedWords = ['notrun', 'skipped', 'skip', 'disabled', 'ignored', 'suppressed', 'pending'];
const failedWords = ['failed', 'fail', 'failure'];
const errorWords = ['error', 'broken', 'timeout', 'aborted'];
const harmless = ['system-out', 'system-err', 'properties', 'property', 'rerunFailure', 'rerunError', 'flakyFailure', 'flakyError', 'attachments', 'output'];

export const junitXml: Reader = {
  id, version: 1, title: 'JUnit XML', kind: 'ci', files: 'one XML file', measures: '`tests`, `passed`, `failures`, `errors`, `skipped`, `flaky`, `undecided` (counts), `time` (seconds)',
  detect(files) {
    if (files.length !== 1) return 'no';
    const root = seeXmlRoot(files[0]!);
    if (root === null) return 'no';
    if (root.local === 'testsuites' || root.local === 'testsuite') return 'yes';
    const doctype = prologOf(beginning(files[0]!).replace(/^\uFEFF/, '')).doctype?.text ?? '';
    return /<!ENTITY\s/.test(doctype) && !/^(?:html|svg)$/i.test(root.local) ? 'maybe' : 'no';
  },
  read(files, answers) {
    const file = files[0]!;
    if (files.length !== 1) return unreadable(id, file.name, 'the files', 'one XML file', `${files.length} files`);
    const root = readXml(id, file);
    if (!root.ok) return root;
    if (root.value.local !== 'testsuites' && root.value.local !== 'testsuite') return unreadable(id, file.name, `line ${root.value.line}`, '<testsuites> or <testsuite>', `<${clip(root.value.name, 60)}>`);
    return readReport(file, root.value, answers);
  },
};

type State = 'passed' | 'failed' | 'error' | 'skipped' | 'undecided';
interface Tally { tests: number; failures: number; errors: number; skipped: number; reruns: number }
interface Case { readonly element: XmlElement; readonly name: string; readonly state: State; readonly stateRaw: string; readonly words: string; readonly isFlaky: boolean; readonly isSuite: boolean }

/** A case's state: what is inside it decides, then the word that some runners give it. */
function stateOf(element: XmlElement, rootUri: string, unknown: (word: string) => void): { readonly state: State; readonly raw: string; readonly by: XmlElement | null } {
  const child = (name: string): XmlElement | undefined => element.children.find(({ local }) => local === name);
  for (const [name, state] of [['failure', 'failed'], ['error', 'error'], ['skipped', 'skipped'], ['ignored', 'skipped'], ['disabled', 'skipped']] as const) {
    const by = child(name);
    if (by !== undefined) return { state, raw: name, by };
  }
  const odd = element.children.find(({ local, uri }) => uri === rootUri && !harmless.includes(local));
  if (odd !== undefined) { unknown(odd.local); return { state: 'undecided', raw: odd.local, by: odd }; }
  let raw = '';
  for (const name of ['status', 'result']) {
    const written = attributeOf(element, name);
    const word = written?.trim().toLowerCase() ?? '';
    if (failedWords.includes(word)) return { state: 'failed', raw: written!, by: null };
    if (errorWords.includes(word)) return { state: 'error', raw: written!, by: null };
    if (skippedWords.includes(word)) return { state: 'skipped', raw: written!, by: null };
    // No status is needed, but one that is there and empty says nothing.
    if (!passedWords.includes(word) || written === '') { unknown(written!); return { state: 'undecided', raw: written!, by: null }; }
    raw = written ?? raw;
  }
  return { state: 'passed', raw, by: null };
}

function readReport(file: EvidenceFile, root: XmlElement, answers: Answers): Result<Reading> {
  const warnings: Warning[] = [];
  const told = new Set<string>();
  const unknown = (word: string): void => {
    if (told.size < 20 && !told.has(word)) warnings.push(warning('unknown-verdict', file.name, `${JSON.stringify(clip(word, 60))} is not known as the outcome of a case. It counts as undecided.`));
    told.add(word);
  };
  const cases: Case[] = [];
  const suites: XmlElement[] = [];
  const differences: Warning[] = [];
  let [isShort, hidesFailure] = [false, false];

  const add = (to: Tally, from: Tally): void => { for (const key of ['tests', 'failures', 'errors', 'skipped', 'reruns'] as const) to[key] += from[key]; };
  const visit = (suite: XmlElement): Tally => {
    suites.push(suite);
    const own: Tally = { tests: 0, failures: 0, errors: 0, skipped: 0, reruns: 0 };
    const all: Tally = { ...own };
    for (const child of suite.children) {
      if (child.local === 'testsuite' || child.local === 'testsuites') add(all, visit(child));
      if (child.local !== 'testcase' && child.local !== 'error' && child.local !== 'failure') continue;
      const isSuite = child.local !== 'testcase';
      const { state, raw, by } = isSuite ? { state: child.local === 'error' ? 'error' as const : 'failed' as const, raw: child.local, by: child } : stateOf(child, root.uri, unknown);
      const reruns = child.children.filter(({ local }) => /^(?:flaky|rerun)(?:Failure|Error)$/.test(local)).length;
      own.tests += isSuite ? 0 : 1;
      own.reruns += reruns;
      if (state === 'failed') own.failures++;
      if (state === 'error') own.errors++;
      if (state === 'skipped') own.skipped++;
      const name = isSuite ? (attributeOf(suite, 'name') ?? 'suite') : [attributeOf(child, 'classname') ?? '', attributeOf(child, 'name') ?? ''].filter((part) => part !== '').join('.') || 'case';
      const words = by === null ? '' : [attributeOf(by, 'message') ?? '', by.text.trim()].filter((part) => part !== '').join('\n');
      cases.push({ element: child, name, state, stateRaw: raw, words, isFlaky: state === 'passed' && reruns > 0, isSuite });
    }
    add(all, own);
    for (const [counter, key] of [['tests', 'tests'], ['failures', 'failures'], ['errors', 'errors'], ['skipped', 'skipped'], ['disabled', 'skipped'], ['ignored', 'skipped']] as const) {
      const written = attributeOf(suite, counter);
      const declared = written === null ? null : numberOf(written.trim());
      if (written === null || declared === all[key] || declared === own[key]) continue;
      if (differences.length < mostDifferences && (counter === 'tests' || !/^(?:disabled|ignored)$/.test(counter) || (declared ?? 1) > 0)) differences.push(warning('counters-differ', `${file.name}, line ${suite.line}`, `${counter}="${clip(written, 40)}" stands there; ${all[key]} were counted.`));
      if (counter === 'tests' && (declared === null || declared > all.tests + all.reruns)) isShort = true;
      if ((counter === 'failures' || counter === 'errors') && (declared === null || declared > all.failures + all.errors + all.reruns)) hidesFailure = true;
    }
    return all;
  };
  visit(root);
  warnings.push(...differences);
  if (differences.length === mostDifferences) warnings.push(warning('counters-differ', file.name, `More than ${mostDifferences} counters differ.`));

  const real = cases.filter(({ isSuite }) => !isSuite);
  const number = (state: State, of: readonly Case[] = cases): number => of.filter((one) => one.state === state).length;
  const [passed, failed, errors, skipped, undecided] = [number('passed'), number('failed'), number('error'), number('skipped'), number('undecided')];
  const flaky = cases.filter(({ isFlaky }) => isFlaky).length;
  const retried = cases.filter(({ element, state }) => state !== 'passed' && element.children.some(({ local }) => /^rerun/.test(local))).length;
  if (flaky > 0) warnings.push(warning('flaky', file.name, `${flaky} ${flaky === 1 ? 'case' : 'cases'} failed before passing: ${clip(cases.filter(({ isFlaky }) => isFlaky).slice(0, 10).map(({ name }) => name).join(', '), 1000)}.`));
  if (retried > 0) warnings.push(warning('retried', file.name, `${retried} cases were run again and failed again.`));
  if (skipped > 0) warnings.push(warning('skipped', file.name, `${skipped} of ${real.length} cases were skipped.`));
  if (real.length === 0) warnings.push(warning('no-cases', file.name, 'The report holds no test case.'));
  if (isShort) warnings.push(warning('partial', file.name, 'A counter tells of more cases than the report holds.'));

  const count = (metric: string, value: number, direction: Measurement['direction']): Measurement => measurement({ metric, value, rawText: `${value}, counted in ${real.length} cases`, unit: 'count', direction, n: real.length });
  const results = [
    count('tests', real.length, 'higher'), count('passed', passed, 'higher'), count('failures', failed, 'lower'), count('errors', errors, 'lower'), count('skipped', skipped, 'lower'), count('flaky', flaky, 'lower'), count('undecided', undecided, 'lower'),
    timeOf(file, real, warnings),
  ];
  const completeness: Evidence['run']['completeness'] = real.length === 0 ? 'unknown' : isShort ? 'partial' : 'complete';
  const verdict: Evidence['verdict'] = failed + errors > 0 ? 'fail' : passed === 0 || undecided > 0 || isShort || hidesFailure ? 'inconclusive' : 'pass';

  const names = uniqueNames();
  const all = cases.map(({ element, name, state, stateRaw, words, isFlaky }): Entry => entry({
    id: names(name), type: 'case', title: name, text: words, state: state === 'undecided' ? 'open' : state, stateRaw: isFlaky ? 'flaky' : stateRaw || null, at: instantOf(attributeOf(element, 'timestamp') ?? ''),
  }));
  if (all.length > mostEntries) warnings.push(warning('left-out', file.name, `${all.length - mostEntries} of ${all.length} cases are not listed.`));
  const { startedAt, facts } = contextOf(file, root, suites, warnings);
  const evidence = evidenceOf(junitXml, [file], answers, {
    results, entries: all.length > mostEntries ? byGravity(all).slice(0, mostEntries) : all, warnings: warnings.slice(0, 1900), facts,
    run: { startedAt, timezone: startedAt === null ? 'unknown' : 'known', completeness },
    verdict, verdictRaw: `${passed} of ${real.length} cases passed`, verdictBasis: 'computed',
  });
  return ok({ evidence, questions: [] });
}

/** Seconds as runners write them: `1,234.5` has thousands. `1,5` and `1,234` could be decimals and are not guessed. */
function secondsOf(written: string): number | null {
  const plain = numberOf(written.trim());
  return plain ?? (/^-?\d{1,3}(?:,\d{3})+\.\d+$/.test(written.trim()) ? numberOf(written.trim().replaceAll(',', '')) : null);
}

/** The time of all cases, where each has one that can be. */
function timeOf(file: EvidenceFile, cases: readonly Case[], warnings: Warning[]): Measurement {
  let [sum, timed, wrong] = [0, 0, 0];
  for (const { element } of cases) {
    const written = attributeOf(element, 'time');
    if (written === null) continue;
    const seconds = secondsOf(written);
    if (seconds !== null && seconds >= 0) { sum += seconds; timed++; continue; }
    if (++wrong <= 20) warnings.push(seconds === null ? warning('time-unclear', `${file.name}, line ${element.line}`, `The time ${JSON.stringify(clip(written, 40))} is no number of seconds and is left out.`) : warning('negative-time', `${file.name}, line ${element.line}`, `The time ${clip(written, 40)} is negative and is left out.`));
  }
  const isWhole = timed > 0 && wrong === 0 && timed === cases.length;
  return measurement({ metric: 'time', value: isWhole ? Math.round(sum * 1e6) / 1e6 : null, rawText: `sum of ${timed} of ${cases.length} case times`, unit: 'seconds', direction: 'lower', n: timed });
}

/** When and where the suites ran, as far as they say. */
function contextOf(file: EvidenceFile, root: XmlElement, suites: readonly XmlElement[], warnings: Warning[]): { readonly startedAt: Evidence['run']['startedAt']; readonly facts: Evidence['facts'] } {
  const written = suites.map((suite) => attributeOf(suite, 'timestamp')).filter((one) => one !== null);
  const instants = written.map((one) => instantOf(one));
  const zoned = instants.filter((instant) => instant !== null).sort();
  if (zoned.length < written.length) warnings.push(warning('no-timezone', file.name, `${written.length - zoned.length} of ${written.length} timestamps have no time zone, or are none. When the run began is not known.`));
  const hosts = [...new Set(suites.map((suite) => attributeOf(suite, 'hostname') ?? '').filter((one) => one !== ''))];
  const properties = suites.flatMap((suite) => suite.children.filter(({ local }) => local === 'properties').flatMap(({ children }) => children.filter(({ local }) => local === 'property')));
  const valueOf = (one: XmlElement): string => (attributeOf(one, 'value') ?? one.text).trim();
  const user = properties.find((one) => /^(?:user\.name|computername)$/i.test(attributeOf(one, 'name') ?? '') && valueOf(one) !== '');
  if (user !== undefined) warnings.push(warning('user-name', `${file.name}, line ${user.line}`, 'A property names the user or the machine.'));
  const title = attributeOf(root, 'name');
  const facts = [
    ...(title ? [{ name: 'name', value: title }] : []), { name: 'suites', value: `${suites.filter(({ local }) => local === 'testsuite').length}` }, ...(written[0] === undefined ? [] : [{ name: 'first timestamp', value: written[0] }]),
    ...hosts.slice(0, 5).map((value) => ({ name: 'hostname', value })), ...properties.slice(0, 100).map((one) => ({ name: `property ${clip(attributeOf(one, 'name') ?? '', 200)}`, value: clip(valueOf(one), 500) })),
  ].map(({ name, value }) => ({ name, value: clip(value, 2000) }));
  return { startedAt: zoned.length > 0 && zoned.length === written.length ? zoned[0]! : null, facts };
}
