import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RawFile } from '../../../shared/dossier/revision-tree.ts';
import { detect, readEvidence } from '../../../shared/evidence/registry.ts';
import { inspectArchive, inspectHeader, inspectJson, inspectSamples } from '../../builders/evidence-files/inspect-eval-log.ts';
import { rawFile } from '../../builders/raw-file.ts';
import { zipOf } from '../../builders/zip.ts';

const read = (content: string | Uint8Array, name = 'log.json') => readEvidence({ files: [rawFile(name, content)], format: null, kind: null, answers: {} });
function evidence(content: string | Uint8Array, name?: string) {
  const result = read(content, name);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const codes = (one: ReturnType<typeof evidence>): readonly string[] => one.warnings.map(({ code }) => code);

describe('Inspect evaluation logs', () => {
  it('E-2 reads scores with their standard error, samples, revision and run', () => {
    const log = evidence(inspectJson());
    expect(log.results).toMatchObject([{ metric: 'match/accuracy', variant: null, value: 0.5, rawText: '0.5', unit: 'fraction', direction: 'higher', stderr: 0.28867513459481287, n: 4 }]);
    expect(log).toMatchObject({
      kind: 'evaluation', source: { tool: 'Inspect', toolVersion: '0.3.138', formatVersion: '2' }, subject: { modelName: 'example/triage-1b' }, dataset: { name: 'dosing', n: 4 }, verdict: 'none', verdictRaw: 'success',
      run: { startedAt: '2026-02-03T07:00:01.000Z', endedAt: '2026-02-03T07:05:00.000Z', timezone: 'known', gitCommit: 'c0ffee12', seeds: [7], sampleLimit: null, completeness: 'complete' }, warnings: [],
    });
    expect(log.entries).toHaveLength(4);
    expect(log.entries[0]).toMatchObject({ id: 'sample 1, epoch 1', type: 'case', state: null, stateRaw: 'match: C' });
  });

  it('E-1 never takes a cancelled, failed or unfinished log as complete, though it carries scores', () => {
    const cases = { cancelled: ['inconclusive', 'partial', 'cancelled'], error: ['error', 'crashed', 'error'], started: ['inconclusive', 'partial', 'crashed'], certified: ['inconclusive', 'unknown', 'unknown-verdict'] } as const;
    for (const [status, [verdict, completeness, code]] of Object.entries(cases)) {
      const log = evidence(inspectJson({ status }));
      expect(log).toMatchObject({ verdict, verdictRaw: status, verdictBasis: 'stated', run: { completeness }, results: [{ value: 0.5 }] });
      expect(codes(log)).toContain(code);
    }
    expect(evidence(inspectJson({ invalidated: true }))).toMatchObject({ verdict: 'inconclusive', verdictRaw: 'invalidated', run: { completeness: 'partial' } });
    expect(evidence(inspectJson({ results: null }))).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
  });

  it('E-1 takes a part of the data set as partial', () => {
    const dataset = { name: 'dosing', location: '', samples: 100, sample_ids: [1, 2, 3, 4], shuffled: false };
    expect(evidence(inspectJson({ spec: { dataset, config: { limit: 4 } } })).run).toMatchObject({ completeness: 'partial', sampleLimit: 4 });
    expect(evidence(inspectJson({ spec: { dataset, config: { limit: [10, 14] } } })).run).toMatchObject({ completeness: 'partial', sampleLimit: 4 });
    expect(evidence(inspectJson({ spec: { config: { epochs: 3 } } })).run.completeness).toBe('partial');
    expect(evidence(inspectJson({ results: { completed_samples: 3 } })).run.completeness).toBe('partial');
    expect(evidence(inspectJson({ spec: { config: { limit: 10 } } })).run).toMatchObject({ completeness: 'complete', sampleLimit: 10 });
    expect(evidence(inspectJson({ results: { total_samples: undefined }, spec: { config: { limit: 10 } } })).run.completeness).toBe('partial');
  });

  it('tells of samples that failed, were stopped by a limit, or are not in the log', () => {
    const failing = evidence(inspectJson({}, [...inspectSamples().slice(0, 3), { id: 4, epoch: 1, input: 'Q', error: { message: 'the sandbox died', traceback: '…' } }]));
    expect(failing.run.completeness).toBe('partial');
    expect(failing.entries[3]).toMatchObject({ state: 'error', text: 'the sandbox died' });
    expect(codes(evidence(inspectJson({}, inspectSamples().map((sample) => ({ ...sample, limit: { type: 'token', limit: 100 } })))))).toEqual(['sample-limits']);
    const fewer = evidence(inspectJson({}, inspectSamples().slice(0, 1)));
    expect(codes(fewer)).toEqual(['samples-missing']);
    expect(fewer.run.completeness).toBe('complete');
    expect(codes(evidence(inspectJson({ spec: { revision: { type: 'git', commit: 'c0ffee12', dirty: true } } })))).toEqual(['dirty-revision']);
  });

  it('keeps reducers apart, and the metrics of the first version', () => {
    const score = (reducer: string, value: number) => ({ name: 'match', scorer: 'match', reducer, metrics: { mean: { name: 'mean', value }, std: { name: 'std', value: 0.1 } } });
    const log = evidence(inspectJson({ results: { scores: [score('mean', 0.5), score('at_least_2', 0.25), score('mean', 0.75)] } }));
    expect(log.results.map(({ metric, variant, value, direction }) => [metric, variant, value, direction])).toEqual([
      ['match/mean', 'mean', 0.5, 'unknown'], ['match/std', 'mean', 0.1, 'unknown'], ['match/mean', 'at_least_2', 0.25, 'unknown'], ['match/std', 'at_least_2', 0.1, 'unknown'], ['match/mean', 'mean (2)', 0.75, 'unknown'], ['match/std', 'mean (2)', 0.1, 'unknown'],
    ]);
    expect(evidence(inspectJson({ version: 1, results: { scores: undefined, scorer: { name: 'includes' }, metrics: { accuracy: { name: 'accuracy', value: 0.5 } } } })).results).toMatchObject([{ metric: 'includes/accuracy', value: 0.5 }]);
  });

  it('E-3 takes NaN as missing, and the run as partial', () => {
    const log = evidence(inspectJson().replace('"value": 0.5', '"value": NaN'));
    expect(log.results[0]).toMatchObject({ value: null, rawText: 'NaN' });
    expect(log.run.completeness).toBe('partial');
    expect(codes(log)).toEqual(expect.arrayContaining(['not-finite', 'no-value', 'partial']));
  });

  it('reads an archive as the same log in JSON, however its entries are packed', () => {
    const { results, run, entries } = evidence(inspectJson());
    for (const packing of ['stored', 'deflated', 'zstandard'] as const) expect(evidence(inspectArchive(packing), 'log.eval')).toMatchObject({ results, run, entries, warnings: [] });
    expect(evidence(inspectArchive('zstandard', { without: ['summaries.json'] }), 'log.eval').entries).toHaveLength(4);
    expect(evidence(inspectArchive('zstandard', { without: ['summaries.json', '_journal/summaries/1.json'] }), 'log.eval').entries).toHaveLength(4);
    expect(codes(evidence(inspectArchive('zstandard', { without: ['samples/1_epoch_1.json'] }), 'log.eval'))).toEqual(['samples-missing']);
  });

  it('E-1 takes an archive without its header as a run that was stopped', () => {
    const log = evidence(inspectArchive('zstandard', { without: ['header.json', 'summaries.json', 'reductions.json'] }), 'log.eval');
    expect(log).toMatchObject({ verdict: 'error', verdictRaw: 'started', results: [], run: { completeness: 'crashed', gitCommit: 'c0ffee12' }, subject: { modelName: 'example/triage-1b' } });
    expect(log.entries).toHaveLength(4);
    expect(codes(log)).toEqual(['no-results', 'crashed']);
  });

  it('E-7 finds home directories inside an archive', () => {
    const log = evidence(inspectArchive('zstandard', { samples: [...inspectSamples().slice(0, 3), { id: 4, epoch: 1, input: '/home/ada/notes.txt', scores: {} }] }), 'log.eval');
    expect(log.warnings.filter(({ code }) => code === 'home-path').map(({ place }) => place)).toContain('log.eval, samples/4_epoch_1.json, line 1');
  });

  it('E-6 refuses what it cannot take, with file and place, and never loses a whole log for a damaged sample', () => {
    const whole = inspectArchive('deflated');
    expect(read(whole.subarray(0, whole.length - 200), 'log.eval')).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'log.eval', format: 'inspect-eval-log', place: 'the archive' } } });
    expect(read(inspectJson().slice(0, 900))).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'log.json' } } });
    expect(read(inspectJson({ results: { scores: 'many' } }))).toMatchObject({ ok: false, trouble: { params: { place: '$.results.scores' } } });
    expect(read(zipOf([{ name: 'header.json', content: '{"version": 2,' }]), 'log.eval')).toMatchObject({ ok: false, trouble: { params: { name: 'log.eval, header.json', place: 'line 1, column 15' } } });
    const damaged = zipOf([{ name: 'header.json', content: JSON.stringify(inspectHeader()) }, { name: 'samples/1_epoch_1.json', content: '{}', claims: { crc: 7 } }, { name: 'summaries.json', content: '[]' }]);
    expect(evidence(damaged, 'log.eval')).toMatchObject({ run: { completeness: 'partial' }, results: [{ value: 0.5 }] });
    expect(detect([rawFile('a.zip', zipOf([{ name: 'header.json', content: '{}' }, { name: 'notes.txt', content: '' }]))]).kind).toBe('unknown');
  });
});

const folder = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/inspect-eval-log');
const has = existsSync(folder);
if (!has) console.info(`Not run: genuine Inspect logs, as ${folder} is absent.`);
describe.runIf(has)('genuine Inspect logs', () => {
  const sample = (name: string): ReturnType<typeof evidence> => evidence((rawFile(name, new Uint8Array(readFileSync(path.join(folder, name)))) as RawFile).bytes, name);

  it('reads the archive as the JSON log of the same run', () => {
    const [archive, json] = [sample('log_formats.eval'), sample('log_formats.json')];
    expect(archive.results).toEqual(json.results);
    expect(archive).toMatchObject({ results: [{ metric: 'match/accuracy', value: 0, rawText: '0.0', stderr: 0, n: 1 }], run: { startedAt: '2024-10-15T16:53:13.000Z', gitCommit: '02526f4c', sampleLimit: 1, completeness: 'partial' }, entries: [{ stateRaw: 'match: I' }] });
    expect(archive.results[0]!.ciHigh).toBeCloseTo(0.7935, 3);
  });

  it('reads a cancelled log, one of an evaluation suite, and one with tool errors', () => {
    expect(sample('2025-05-12_no-samples.json')).toMatchObject({ verdict: 'inconclusive', verdictRaw: 'cancelled', run: { completeness: 'partial', sampleLimit: 3 }, results: [{ metric: 'match/accuracy', value: 2 / 3, rawText: '0.6666666666666666', n: 3 }] });
    const arc = sample('every_eval_ever_data_arc_qwen.json');
    expect(arc).toMatchObject({ subject: { modelName: 'ollama/qwen2.5:0.5b' }, dataset: { name: 'allenai/ai2_arc', n: 3 }, run: { completeness: 'partial', sampleLimit: 3, endedAt: '2025-10-20T23:12:16.000Z' }, results: [{ metric: 'choice/accuracy', value: 1 / 3, stderr: 0.33333333333333337, n: 3 }] });
    expect(arc.entries.map(({ stateRaw }) => stateRaw)).toHaveLength(3);
    expect(sample('log_tool_call_error.json')).toMatchObject({ results: [{ metric: 'includes/accuracy', value: 1, n: 4 }], run: { completeness: 'complete' } });
  });
});
