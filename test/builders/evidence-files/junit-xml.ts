import { rawFile } from '../raw-file.ts';
import type { FormatFixtures } from './fixtures.ts';

export const junitCase = (name: string, inside = '', attributes = 'time="0.5"'): string => `<testcase classname="safety.Refusals" name="${name}" ${attributes}>${inside}</testcase>`;
export const junitSuite = (cases: readonly string[], attributes = ''): string => `<testsuite name="refusals" ${attributes}>\n${cases.join('\n')}\n</testsuite>`;
export const junitReport = (suites: readonly string[], attributes = ''): string => `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${attributes}>\n${suites.join('\n')}\n</testsuites>\n`;

export const fixtures: FormatFixtures = {
  format: 'junit-xml',
  good: {
    'all pass': [rawFile('report.xml', junitReport([junitSuite([junitCase('declines'), junitCase('explains', '', 'time="1.5" status="passed"')], 'tests="2" failures="0" errors="0" skipped="0" timestamp="2026-03-02T10:00:00+01:00"')]))],
    'one of each': [rawFile('TEST-one.xml', junitSuite([
      junitCase('passes'), junitCase('fails', '<failure message="expected a refusal" type="AssertionError">at step 3</failure>'), junitCase('breaks', '<error message="no GPU"/>'), junitCase('waits', '<skipped/>'),
      junitCase('wavers', '<flakyFailure message="at first"><stackTrace><![CDATA[a < b]]></stackTrace></flakyFailure>'),
    ], 'tests="5" failures="1" errors="1" skipped="1"'))],
    'nested, with an error of a suite': [rawFile('report.xml', `\uFEFF${junitReport([`<testsuite name="outer">${junitSuite([junitCase('passes'), '<error message="set-up failed"/>'], 'tests="9" hostname="ci-runner-4"')}</testsuite>`])}`)],
    'no case': [rawFile('report.xml', junitReport([], 'tests="0"'))],
  },
  verdictWords: [{ piece: 'all pass', word: '"passed"' }],
};
