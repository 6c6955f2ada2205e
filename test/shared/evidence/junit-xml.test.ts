import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { junitCase, junitReport, junitSuite } from '../../builders/evidence-files/junit-xml.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (text: string, format: string | null = null) => readEvidence({ files: [rawFile('report.xml', text)], format, kind: null, answers: {} });
function evidence(text: string) {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const suite = (cases: readonly string[], attributes = '') => evidence(junitReport([junitSuite(cases, attributes)]));
const counts = (text: string) => Object.fromEntries(evidence(text).results.map(({ metric, value }) => [metric, value]));
const codes = (text: string) => evidence(text).warnings.map(({ code }) => code);

describe('JUnit XML', () => {
  it('counts every case by what is in it', () => {
    const text = junitReport([junitSuite([
      junitCase('a'), junitCase('b', '<failure message="no">why\nnot</failure>'), junitCase('c', '<error>oh</error>'), junitCase('d', '<skipped message="later"/>'), junitCase('e', '<system-out>failure</system-out><properties/>'),
    ])]);
    expect(counts(text)).toEqual({ tests: 5, passed: 2, failures: 1, errors: 1, skipped: 1, flaky: 0, undecided: 0, time: 2.5 });
    expect(evidence(text)).toMatchObject({ kind: 'ci', verdict: 'fail', verdictRaw: '2 of 5 cases passed', run: { completeness: 'complete' } });
    expect(evidence(text).entries.map(({ id, state, text: words }) => [id, state, words])).toEqual([
      ['safety.Refusals.a', 'passed', null], ['safety.Refusals.b', 'failed', 'no\nwhy\nnot'], ['safety.Refusals.c', 'error', 'oh'], ['safety.Refusals.d', 'skipped', 'later'], ['safety.Refusals.e', 'passed', null],
    ]);
  });

  it('goes into suites in suites, with or without testsuites, and counts errors of a suite', () => {
    const inner = junitSuite([junitCase('a'), junitSuite([junitCase('b'), '<error message="set-up"/>'])]);
    expect(counts(inner)).toMatchObject({ tests: 2, passed: 2, errors: 1 });
    expect(counts(junitReport([`<testsuites>${inner}</testsuites>`, inner]))).toMatchObject({ tests: 4, errors: 2 });
    expect(evidence(inner).verdict).toBe('fail');
    expect(evidence(junitReport([inner, inner])).entries.map(({ id }) => id)).toContain('safety.Refusals.a (2)');
  });

  it('E-1 never trusts a counter, reports where it differs, and does not pass on fewer cases than it tells of', () => {
    const read = suite([junitCase('a'), junitCase('b')], 'tests="3" failures="0"');
    expect(read.warnings).toContainEqual(expect.objectContaining({ code: 'counters-differ', place: 'report.xml, line 3', text: 'tests="3" stands there; 2 were counted.' }));
    expect(read).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
    expect(suite([junitCase('a')], 'tests="1" failures="1"')).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'complete' } });
    expect(suite([junitCase('a')], 'tests="many"').verdict).toBe('inconclusive');
    expect(suite([junitCase('a'), junitCase('b')], 'tests="1" failures="0"')).toMatchObject({ verdict: 'pass', run: { completeness: 'complete' } });
    expect(suite([junitCase('a', '<failure/>')], 'tests="1" failures="0"').verdict).toBe('fail');
    const own = junitReport([`<testsuite name="o" tests="1">${junitCase('a')}${junitSuite([junitCase('b')], 'tests="1"')}</testsuite>`], 'tests="2"');
    expect(codes(own)).not.toContain('counters-differ');
  });

  it('E-1 no case at all is no pass, and neither are only skipped ones', () => {
    for (const text of [junitReport([]), junitReport([junitSuite([])]), '<testsuite/>', junitReport([junitSuite([])], 'tests="0" failures="0"')]) {
      expect(evidence(text)).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'unknown' } });
      expect(codes(text)).toContain('no-cases');
      expect(judgeEvidence('E-1' as ItemId, evidence(text), [], []).state).toBe('indeterminate');
    }
    expect(suite([junitCase('a', '<skipped/>'), junitCase('b', '<skipped/>')]).verdict).toBe('inconclusive');
    expect(suite([junitCase('a', '<skipped/>'), junitCase('b')]).verdict).toBe('pass');
  });

  it('reports flaky cases and counts them, and takes a failure after retries as one', () => {
    const wavering = junitReport([junitSuite([junitCase('a', '<flakyFailure/><flakyError/>'), junitCase('b', '<failure/><rerunFailure/><rerunFailure/>')], 'tests="6" failures="4"')]);
    expect(counts(wavering)).toMatchObject({ tests: 2, passed: 1, failures: 1, flaky: 1 });
    expect(codes(wavering)).toEqual(expect.arrayContaining(['flaky', 'retried', 'counters-differ']));
    expect(evidence(wavering)).toMatchObject({ entries: [{ state: 'passed', stateRaw: 'flaky' }, { state: 'failed' }], run: { completeness: 'complete' } });
    expect(suite([junitCase('a', '<flakyFailure/>')], 'tests="2" failures="1"')).toMatchObject({ verdict: 'pass', run: { completeness: 'complete' } });
  });

  it('E-1 takes the words of status that it knows, and no other as a pass', () => {
    for (const [word, metric] of [['run', 'passed'], ['Passed', 'passed'], ['notrun', 'skipped'], ['disabled', 'skipped'], ['fail', 'failures'], ['timeout', 'errors'], ['certified', 'undecided'], ['', 'undecided']] as const) {
      expect(counts(junitReport([junitSuite([junitCase('a', '', `status="${word}"`)])])), word).toMatchObject({ [metric]: 1 });
    }
    expect(suite([junitCase('a'), junitCase('b', '<aborted/>')])).toMatchObject({ verdict: 'inconclusive' });
    expect(codes(junitReport([junitSuite([junitCase('b', '<aborted/>')])]))).toContain('unknown-verdict');
    expect(suite([junitCase('a', '<x:note xmlns:x="urn:own"/>')]).verdict).toBe('pass');
  });

  it('E-2 adds up times, takes thousands, and guesses none that could be read two ways', () => {
    const time = (...times: string[]) => suite(times.map((one, index) => junitCase(`${index}`, '', `time="${one}"`))).results.find(({ metric }) => metric === 'time');
    expect(time('0.1', '0.2')).toMatchObject({ value: 0.3, unit: 'seconds', rawText: 'sum of 2 of 2 case times', n: 2 });
    expect(time('1,234.5', '0.5')).toMatchObject({ value: 1235 });
    for (const wrong of ['-0.001', '1,5', '1,234', 'NaN', 'fast', '']) expect(time('1', wrong), wrong).toMatchObject({ value: null, n: 1 });
    expect(codes(junitReport([junitSuite([junitCase('a', '', 'time="-1"'), junitCase('b', '', 'time="1,5"')])]))).toEqual(expect.arrayContaining(['negative-time', 'time-unclear']));
    expect(suite([junitCase('a', '', '')]).results.find(({ metric }) => metric === 'time')?.value).toBeNull();
  });

  it('knows when the run began only where every timestamp has a zone', () => {
    const stamped = (...stamps: string[]) => evidence(junitReport(stamps.map((stamp) => junitSuite([junitCase('a')], `timestamp="${stamp}"`)))).run;
    expect(stamped('2026-03-02T10:00:00+01:00', '2026-03-02T08:30:00Z')).toMatchObject({ startedAt: '2026-03-02T08:30:00.000Z', timezone: 'known' });
    for (const stamp of ['2026-03-02T10:00:00', '2026-03-02', 'soon']) expect(stamped('2026-03-02T08:30:00Z', stamp)).toMatchObject({ startedAt: null, timezone: 'unknown' });
    const text = junitReport([junitSuite([junitCase('a')], 'timestamp="2026-03-02T10:00:00"')]);
    expect(codes(text)).toContain('no-timezone');
    expect(evidence(text).facts).toContainEqual({ name: 'first timestamp', value: '2026-03-02T10:00:00' });
  });

  it('E-7 flags the machine and the user', () => {
    const text = junitReport([junitSuite([`<properties><property name="user.name" value="jdoe"/><property name="java.version">17</property></properties>`, junitCase('a')], 'hostname="gpu-07"')]);
    expect(codes(text)).toEqual(expect.arrayContaining(['host-name', 'user-name']));
    expect(evidence(text).facts).toEqual(expect.arrayContaining([{ name: 'hostname', value: 'gpu-07' }, { name: 'property java.version', value: '17' }]));
  });

  it('E-6 refuses a DOCTYPE and what is not well-formed, with the line', () => {
    expect(read('<?xml version="1.0"?>\n<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<testsuites>&x;</testsuites>')).toMatchObject({ ok: false, trouble: { params: { name: 'report.xml', format: 'junit-xml', place: 'line 2', expected: 'XML without a DOCTYPE' } } });
    expect(read(junitReport([junitSuite([junitCase('a')])]).slice(0, -20))).toMatchObject({ ok: false, trouble: { params: { format: 'junit-xml', expected: 'well-formed XML' } } });
    expect(read('<report/>', 'junit-xml')).toMatchObject({ ok: false, trouble: { params: { expected: '<testsuites> or <testsuite>' } } });
  });
  it('E-8 leaves other XML alone, pages and drawings with a DOCTYPE too', () => {
    for (const text of ['<report/>', '<!DOCTYPE html><html><body>testsuite</body></html>', '<!DOCTYPE svg [<!ENTITY ns "urn:x">]><svg/>', '<!DOCTYPE note SYSTEM "note.dtd"><note/>', '{"testsuites": []}']) expect(detect([rawFile('x.xml', text)]), text).toEqual({ kind: 'unknown' });
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/junit-xml');
describe.runIf(existsSync(samples))('JUnit XML: genuine files (../shared/evidence-samples, not part of the project)', () => {
  const file = (name: string) => rawFile(name, readFileSync(path.join(samples, name)));
  const sample = (name: string) => {
    const result = readEvidence({ files: [file(name)], format: null, kind: null, answers: {} });
    if (!result.ok) throw new Error(JSON.stringify(result.trouble));
    const { results, ...rest } = result.value.evidence;
    return { ...rest, counts: Object.fromEntries(results.map(({ metric, value }) => [metric, value])), codes: rest.warnings.map(({ code }) => code) };
  };
  it('reads six cases of 1426 seconds', () => {
    expect(sample('junit-report-1463.xml')).toMatchObject({ verdict: 'pass', run: { completeness: 'complete' }, counts: { tests: 6, passed: 6, failures: 0, time: 1426 }, codes: expect.arrayContaining(['user-name']) });
  });
  it('E-1 finds two cases and an error of a suite where the counters say 186 tests and none', () => {
    expect(sample('junit-report-nested-testsuites.xml')).toMatchObject({ verdict: 'fail', run: { completeness: 'partial' }, counts: { tests: 2, passed: 2, errors: 1 }, facts: expect.arrayContaining([{ name: 'suites', value: '4' }, { name: 'hostname', value: 'whatever' }]) });
    expect(sample('junit-report-nested-testsuites.xml').warnings).toContainEqual(expect.objectContaining({ code: 'counters-differ', text: 'tests="186" stands there; 2 were counted.' }));
  });
  it('reads twelve cases with times of every style', () => {
    expect(sample('junit-report-various-timestamps.xml')).toMatchObject({ verdict: 'pass', run: { startedAt: null, timezone: 'unknown' }, counts: { tests: 12, passed: 12 }, codes: expect.arrayContaining(['counters-differ', 'no-timezone']) });
  });
  it('reads a case of Surefire that failed twice before passing', () => {
    expect(sample('surefire-FlakyTest.xml')).toMatchObject({ verdict: 'pass', counts: { tests: 1, passed: 1, failures: 0, flaky: 1, time: 0.001 }, codes: expect.arrayContaining(['flaky', 'counters-differ', 'user-name', 'home-path']), entries: [{ id: 'io.olamy.FlakyTest.testApp', state: 'passed', stateRaw: 'flaky' }] });
  });
  it('E-6 claims the file with outside entities only to refuse it', () => {
    const hostile = file('hostile-testXxe-xxe.xml');
    expect(detect([hostile])).toMatchObject({ kind: 'known', reader: { id: 'junit-xml' } });
    expect(readEvidence({ files: [hostile], format: null, kind: null, answers: {} })).toMatchObject({ ok: false, trouble: { params: { name: hostile.name, place: 'line 2', expected: 'XML without a DOCTYPE' } } });
  });
});
