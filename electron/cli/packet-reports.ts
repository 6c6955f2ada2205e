/** What `verify` and `gate` found, as files for other programs: JSON, JUnit XML and SARIF. */
import { sep } from 'node:path';
import { visibleText } from '../../shared/bytes/readable-json.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { gateUsage, reportWords } from '../../shared/copy/demand.ts';
import { stepWords } from '../../shared/copy/verdict.ts';
import { demandSteps, steps, type Fact, type Step } from '../../shared/packet/verdict.ts';
import { authenticity } from '../../shared/packet/verify/record.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { GateReport } from '../../shared/packet/gate-report.ts';
import type { Files } from '../platform/files.ts';
import { usage, type Given } from './options.ts';
import { json } from './output.ts';
import { sarifLog, type SarifResult } from './sarif.ts';

/** Options that name a report to write. */
export const reportOptions = ['report', 'junit', 'sarif'] as const;

/** Where reports go; null: not asked for. */
export type ReportPlaces = Readonly<Record<(typeof reportOptions)[number], string | null>>;

/** The places that the words name. Refuses `input/usage` for one that is also read, or named twice: no report replaces a packet. */
export function reportPlaces(given: Given, read: readonly string[]): Result<ReportPlaces> {
  const places: ReportPlaces = { report: given.path('report'), junit: given.path('junit'), sarif: given.path('sarif') };
  const taken = new Set(read);
  for (const name of reportOptions) {
    const place = places[name];
    if (place === null) continue;
    if (taken.has(place)) return usage(gateUsage.place(name));
    taken.add(place);
  }
  return ok(places);
}

/** Writes the reports that were asked for, each whole or not at all. */
export async function writeReports(places: ReportPlaces, report: GateReport, { command, packet, files }: { readonly command: 'verify' | 'gate'; readonly packet: string; readonly files: Pick<Files, 'write'> }): Promise<Result<void>> {
  const texts = { report: () => json(report), junit: () => junit(report, command), sarif: () => json(sarif(report, command, packet)) };
  for (const name of reportOptions) {
    const place = places[name];
    const written = place === null ? ok(undefined) : await files.write(place, encodeUtf8(texts[name]()));
    if (!written.ok) return written;
  }
  return ok(undefined);
}

/** Steps that decide: what is open or failed in another one is told and stops nothing. */
const deciding: ReadonlySet<Step> = new Set<Step>([...authenticity, ...steps.filter((step) => step === 'validity' || step === 'conditions' || step === 'standing'), ...demandSteps]);

/** A status list that is no list stops a release; one that is missing or old doesn't by itself. */
const stops = ({ result, step }: Fact, passed: boolean): boolean => !passed && result !== 'passed' && (deciding.has(step) || (step === 'freshness' && result === 'failed'));

/** A suite with a case for the verdict and one for each fact. It fails exactly where the gate does; what is open and stops nothing is skipped. */
function junit({ passed, exitCode, summary, report }: GateReport, command: string): string {
  const className = `countersign.${command}`;
  const testCase = (name: string, inside: string): string => `    <testcase classname="${className}" name="${xmlText(name)}"${inside === '' ? '/>' : `>${inside}</testcase>`}\n`;
  const facts = report?.facts ?? [];
  const verdict = passed ? '' : report === null ? `<error message="${xmlText(summary)}"/>` : `<failure message="${xmlText(summary)}"/>`;
  const cases = facts.map((fact) => {
    const { result, reason, step } = fact;
    const message = `message="${xmlText(reason)}"`;
    return testCase(stepWords[step], result === 'passed' ? '' : !stops(fact, passed) ? `<skipped ${message}/>` : result === 'failed' ? `<failure ${message}/>` : `<error ${message}/>`);
  });
  const counted = (result: Fact['result']): number => facts.filter((fact) => fact.result === result && stops(fact, passed)).length;
  const failures = counted('failed') + (passed || report === null ? 0 : 1), errors = counted('indeterminate') + (report === null ? 1 : 0);
  const skipped = facts.filter((fact) => fact.result !== 'passed' && !stops(fact, passed)).length;
  const counts = `tests="${facts.length + 1}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="countersign ${command}" ${counts}>\n  <testsuite name="countersign ${command}" ${counts}>\n`
    + `    <properties><property name="exitCode" value="${exitCode}"/><property name="summary" value="${xmlText(summary)}"/></properties>\n`
    + `${testCase(reportWords.verdict, verdict)}${cases.join('')}  </testsuite>\n</testsuites>\n`;
}

/** Text inside an attribute: nothing that ends it, and no character that XML 1.0 can't hold. */
function xmlText(text: string): string {
  return visibleText(text.replaceAll('\u00a0', ' ').replace(/[\n\ufffe\uffff]|\p{Cs}/gu, ' ')).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A result for the verdict and for each fact that did not pass; an error where it stops the gate. */
function sarif({ passed, summary, report }: GateReport, command: string, packet: string): unknown {
  const file = packet.split(sep).join('/');
  const results = [
    ...(passed ? [] : [{ rule: 'verdict', level: 'error', text: summary, file, line: null } satisfies SarifResult]),
    ...(report?.facts ?? []).filter(({ result }) => result !== 'passed').map((fact): SarifResult => ({ rule: fact.step, level: stops(fact, passed) ? 'error' : 'note', text: `${stepWords[fact.step]}: ${fact.reason}`, file, line: null })),
  ];
  return sarifLog(`countersign ${command}`, results, (rule) => (rule === 'verdict' ? reportWords.verdictRule : reportWords.rule(stepWords[rule as Step])), report !== null);
}
