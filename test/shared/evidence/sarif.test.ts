import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { sarifLog, sarifResult, sarifRun, type SarifParts } from '../../builders/evidence-files/sarif.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (text: string) => readEvidence({ files: [rawFile('scan.sarif', text)], format: null, kind: null, answers: {} });
function evidence(text: string) {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const run = (parts: SarifParts) => evidence(sarifLog([sarifRun(parts)]));
const value = (parts: SarifParts, metric: string, variant: string | null = null) => run(parts).results.find((result) => result.metric === metric && result.variant === variant)?.value;
const codes = (parts: SarifParts) => run(parts).warnings.map(({ code }) => code);

describe('SARIF', () => {
  it('counts open results by level, as counts that are better lower', () => {
    const read = run({ results: [sarifResult('PRM-1', { level: 'error' }), sarifResult('PRM-2', { level: 'note' }), sarifResult('PRM-2', { level: 'note' }), sarifResult('PRM-2', { level: 'none' })] });
    expect(read.results.map(({ metric, variant, value: counted }) => [metric, variant, counted])).toEqual([['error', null, 1], ['warning', null, 0], ['note', null, 2], ['none', null, 1], ['undecided', null, 0], ['suppressed', null, 0]]);
    expect(read.results[0]).toMatchObject({ unit: 'count', direction: 'lower', n: 4, rawText: '1 of 4 results' });
    expect(read).toMatchObject({ kind: 'ci', verdict: 'fail', source: { tool: 'promptlint', toolVersion: '3.1.0', formatVersion: '2.1.0' }, run: { startedAt: '2026-03-02T08:00:00.000Z', endedAt: '2026-03-02T08:01:30.500Z', completeness: 'complete' } });
    expect(read.entries.map(({ id, state, stateRaw }) => [id, state, stateRaw])).toEqual([
      ['PRM-1 agent/tools.py:12', 'failed', 'error'], ['PRM-2 agent/tools.py:12', 'failed', 'note'], ['PRM-2 agent/tools.py:12 (2)', 'failed', 'note'], ['PRM-2 agent/tools.py:12 (3)', 'failed', 'none'],
    ]);
  });

  it('takes the level from the rule, by index, id or the beginning of an id, else warning', () => {
    expect(value({ results: [sarifResult('PRM-1')] }, 'error')).toBe(1);
    expect(value({ results: [sarifResult('PRM-1/inner/most')] }, 'error')).toBe(1);
    expect(value({ results: [sarifResult('PRM-2')] }, 'warning')).toBe(1);
    expect(value({ results: [sarifResult('elsewhere')] }, 'warning')).toBe(1);
    expect(value({ results: [{ message: { text: 'x' }, ruleIndex: 0 }] }, 'error')).toBe(1);
    expect(value({ results: [{ message: { text: 'x' }, ruleIndex: 99, rule: { index: -1 } }] }, 'warning')).toBe(1);
  });

  it('E-1 counts a level that nobody knows as an error, a kind that nobody knows as undecided, and never passes', () => {
    expect(value({ results: [sarifResult('PRM-2', { level: 'harmless' })] }, 'error')).toBe(1);
    expect(run({ results: [sarifResult('PRM-2', { kind: 'fine' })] })).toMatchObject({ verdict: 'inconclusive' });
    expect(codes({ results: [sarifResult('PRM-2', { kind: 'fine' })] })).toContain('unknown-verdict');
  });

  it('counts kinds apart: pass and notApplicable are no findings, open and review are undecided', () => {
    expect(run({ results: ['pass', 'notApplicable', 'informational'].map((kind) => sarifResult('PRM-1', { kind })) })).toMatchObject({ verdict: 'pass' });
    for (const kind of ['open', 'review']) {
      expect(value({ results: [sarifResult('PRM-1', { kind })] }, 'undecided')).toBe(1);
      expect(value({ results: [sarifResult('PRM-1', { kind })] }, 'error')).toBe(0);
      expect(run({ results: [sarifResult('PRM-1', { kind })] }).verdict).toBe('inconclusive');
    }
  });

  it('closes a result by an accepted suppression only, and a suppressed result is no pass', () => {
    for (const suppressions of [[{ kind: 'inSource' }], [{ kind: 'external', status: 'accepted' }]]) {
      expect(value({ results: [sarifResult('PRM-1', { suppressions })] }, 'error')).toBe(0);
      expect(value({ results: [sarifResult('PRM-1', { suppressions })] }, 'suppressed')).toBe(1);
      expect(run({ results: [sarifResult('PRM-1', { suppressions })] }).verdict).toBe('none');
    }
    for (const suppressions of [[], [{ kind: 'external', status: 'underReview' }], [{ kind: 'external', status: 'rejected' }], [{ kind: 'inSource' }, { kind: 'external', status: 'rejected' }], [{ kind: 'external', status: 'whatever' }]]) {
      expect(value({ results: [sarifResult('PRM-1', { suppressions })] }, 'error')).toBe(1);
    }
  });

  it('leaves out what the baseline says is gone, and counts what is new apart', () => {
    const results = [sarifResult('PRM-1', { baselineState: 'absent' }), sarifResult('PRM-1', { baselineState: 'new' }), sarifResult('PRM-1', { baselineState: 'unchanged' })];
    expect(value({ results }, 'error')).toBe(2);
    expect(value({ results }, 'error', 'new')).toBe(1);
    expect(value({ results: [sarifResult('PRM-1')] }, 'error', 'new')).toBeUndefined();
  });

  it('E-1 a run that was not successful never passes, whatever the count', () => {
    const failed = { invocations: [{ executionSuccessful: false, exitCode: 2 }] };
    expect(run(failed)).toMatchObject({ verdict: 'error', run: { completeness: 'crashed' } });
    expect(run({ ...failed, results: [sarifResult('PRM-1', { kind: 'pass' })] }).verdict).toBe('error');
    expect(run({ invocations: [{ executionSuccessful: true }, { executionSuccessful: false }] }).verdict).toBe('error');
    expect(evidence(sarifLog([sarifRun(), sarifRun(failed)]))).toMatchObject({ verdict: 'error', run: { completeness: 'crashed' } });
    expect(run({ invocations: [{}] })).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'unknown' } });
  });

  it('E-1 no results pass only after a run that was successful', () => {
    expect(run({})).toMatchObject({ verdict: 'pass', run: { completeness: 'complete' } });
    expect(judgeEvidence('E-1' as ItemId, run({}), [], []).state).toBe('passed');
    expect(run({ invocations: [] })).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'unknown' } });
    expect(run({ results: null })).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
    expect(evidence(sarifLog([]))).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'unknown' } });
    const troubled = [{ executionSuccessful: true, toolExecutionNotifications: [{ level: 'error', message: { text: 'a file was not parsed' } }] }];
    expect(run({ invocations: troubled })).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
    expect(codes({ invocations: troubled })).toContain('tool-error');
  });

  it('leaves warnings and notes to thresholds', () => {
    expect(run({ results: [sarifResult('PRM-2')] }).verdict).toBe('none');
    expect(judgeEvidence('E-1' as ItemId, run({ results: [sarifResult('PRM-2')] }), [{ metric: 'warning', variant: null, op: '<=', value: 1, unit: 'count', evidence: null, reason: null } as never], []).state).toBe('passed');
  });

  it('writes out messages that stand at the rule', () => {
    const rules = [{ id: 'PRM-3', messageStrings: { late: { text: 'Checked {0} after {1}' } } }];
    expect(run({ rules, results: [{ ruleId: 'PRM-3', message: { id: 'late', arguments: ['the output', 'use'] } }] }).entries[0]?.title).toBe('Checked the output after use');
  });

  it('E-5 keeps hashes of what was analysed under their own names', () => {
    const artifacts = [{ location: { uri: 'a.py' }, length: 9, hashes: { 'sha-256': 'ab', md5: 'cd' } }];
    expect(run({ run: { artifacts } }).lineage.map(({ path: of, hashAlgorithm, hash }) => [of, hashAlgorithm, hash])).toEqual([['a.py', 'sha256', 'ab'], ['a.py', 'md5', 'cd']]);
  });

  it('E-6 refuses other versions with the reason, and a comma too many with its line', () => {
    for (const version of ['2.0.0', '2.1.0-rtm.5', '2.2.0', '1.0.0', undefined]) expect(read(sarifLog([sarifRun()], { version })), version).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { format: 'sarif', place: '$.version' } } });
    expect(read(sarifLog().replace('"runs"', '"x": [1,],\n"runs"'))).toMatchObject({ ok: false });
    const broken = sarifLog([sarifRun({ results: [sarifResult('PRM-1')] })]).replace('"ruleId": "PRM-1",', '"ruleId": "PRM-1",,');
    expect(read(broken)).toMatchObject({ ok: false, trouble: { params: { format: 'sarif', name: 'scan.sarif', expected: 'a name in double quotes' } } });
    expect(read(`\uFEFF${sarifLog()}`)).toMatchObject({ ok: true });
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/sarif');
describe.runIf(existsSync(samples))('SARIF: genuine files (../shared/evidence-samples, not part of the project)', () => {
  const file = (name: string) => rawFile(name, readFileSync(path.join(samples, name)));
  const sample = (name: string) => readEvidence({ files: [file(name)], format: null, kind: null, answers: {} });
  it('reads the report of an AI analyser: one error, one warning by default, no invocation', () => {
    expect(sample('ai-example.sarif')).toMatchObject({ ok: true, value: { evidence: {
      verdict: 'fail', source: { tool: 'AI Security Analyzer', toolVersion: '1.2.0' }, run: { completeness: 'unknown', gitCommit: 'a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2' },
      results: [{ metric: 'error', value: 1, n: 2 }, { metric: 'warning', value: 1 }, { metric: 'note', value: 0 }, { metric: 'none', value: 0 }, { metric: 'undecided', value: 0 }, { metric: 'suppressed', value: 0 }],
      entries: [{ id: 'CWE-78/api-handler src/handler.py:42', state: 'failed', stateRaw: 'error' }, { state: 'failed', stateRaw: 'warning' }], lineage: [{ path: 'src/handler.py', hashAlgorithm: 'sha256' }, { path: 'src/routes/api.ts' }],
    } } });
  });
  it('reads two runs: three errors', () => {
    expect(sample('GroupingSample.sarif')).toMatchObject({ ok: true, value: { evidence: { verdict: 'fail', source: { tool: 'GroupingSamplerScanner', toolVersion: '0.1.0' }, facts: expect.arrayContaining([{ name: 'runs', value: '2' }]), results: [{ metric: 'error', value: 3, n: 3 }, {}, {}, {}, {}, {}] } } });
  });
  it('E-6 knows the BinSkim report by its content, and names the line of its comma too many', () => {
    const name = 'BinSkim-MixedMode.INVALID-bom-and-trailing-comma.sarif';
    expect(detect([file(name)])).toMatchObject({ kind: 'known', reader: { id: 'sarif' } });
    expect(sample(name)).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name, format: 'sarif', place: 'line 755, column 13', expected: 'a name in double quotes' } } });
  });
});
