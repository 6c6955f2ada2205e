import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RawFile } from '../../../shared/dossier/revision-tree.ts';
import { detect, gatherPieces, headOf, readEvidence } from '../../../shared/evidence/registry.ts';
import { lmEvalOld, lmEvalResults, lmEvalSamples } from '../../builders/evidence-files/lm-eval-harness.ts';
import { rawFile } from '../../builders/raw-file.ts';

const results = (change?: Readonly<Record<string, unknown>>): RawFile => rawFile('run/results_2026-01-01T00-00-00.5.json', lmEvalResults(change));
function evidence(...files: readonly RawFile[]) {
  const result = readEvidence({ files, format: null, kind: null, answers: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const metric = (read: ReturnType<typeof evidence>, name: string, variant: string | null = null) => read.results.find((one) => one.metric === name && one.variant === variant);
const codes = (read: ReturnType<typeof evidence>): readonly string[] => read.warnings.map(({ code }) => code);

describe('lm-evaluation-harness results', () => {
  it('E-2 takes metric and filter apart, with the raw text, the standard error and the samples', () => {
    const read = evidence(results());
    expect(metric(read, 'ward_notes/acc')).toMatchObject({ value: 0.62, rawText: '0.62', unit: 'fraction', direction: 'higher', stderr: 0.0217, n: 500 });
    expect(metric(read, 'ward_orders/exact_match', 'strict-match')).toMatchObject({ value: 0.41, stderr: 0.0348, n: 200 });
    expect(metric(read, 'ward_orders/exact_match', 'flexible-extract')).toMatchObject({ value: 0.44 });
    expect(read).toMatchObject({ source: { formatVersion: '0.4', toolVersion: '0.4.9' }, subject: { modelName: 'example/triage-1b' }, verdict: 'none', run: { completeness: 'complete', sampleLimit: null, seeds: [0, 1234], gitCommit: 'c0ffee12' } });
    expect(evidence(results({ results: { a: { 'acc,none': 62.5, 'acc_stderr,none': 'N/A' } }, groups: {} }))).toMatchObject({ results: [{ value: 62.5, unit: 'score' }], warnings: [{ code: 'unit-doubt' }] });
  });

  it('takes a standard error of N/A as none, and each direction from the file, then from known names, never from a guess', () => {
    const read = evidence(results());
    expect(metric(read, 'ward_notes/word_perplexity')).toMatchObject({ value: 11.25, stderr: null, direction: 'lower', unit: 'score' });
    expect(metric(read, 'ward_orders/drift_rate')).toMatchObject({ stderr: null, direction: 'unknown' });
    expect(metric(evidence(results({ higher_is_better: { ward_notes: { acc: false } } })), 'ward_notes/acc')).toMatchObject({ direction: 'lower' });
  });

  it('keeps the rows of groups apart, as they count the samples again', () => {
    const read = evidence(results());
    expect(read.results.filter(({ metric: name }) => name === 'ward/acc')).toMatchObject([{ variant: 'group', value: 0.55, n: 700 }]);
    expect(codes(read)).toEqual(['groups']);
    expect(read.facts).toContainEqual({ name: 'groups', value: 'ward (ward_orders, ward_notes)' });
    expect(read.dataset).toMatchObject({ name: '2 tasks: ward_notes, ward_orders', n: null });
    const circular = evidence(results({ group_subtasks: { ward: ['ward', 'inner'], inner: ['ward', 'ward_notes'] } }));
    expect(metric(circular, 'ward/acc', 'group')).toMatchObject({ n: 500 });
  });

  it('E-1 takes a limit, samples that were left out, and no figures as partial', () => {
    const config = { model: 'hf', model_args: 'pretrained=example/triage-1b', limit: 10 };
    expect(evidence(results({ config }))).toMatchObject({ run: { completeness: 'partial', sampleLimit: 10 } });
    expect(evidence(results({ config: { ...config, limit: 0.25 } }))).toMatchObject({ run: { completeness: 'partial', sampleLimit: null } });
    expect(evidence(rawFile('a.json', lmEvalOld(100)))).toMatchObject({ source: { formatVersion: '0.3' }, run: { completeness: 'partial', sampleLimit: 100 } });
    expect(evidence(results({ 'n-samples': { ward_notes: { original: 500, effective: 499 } } })).run.completeness).toBe('partial');
    expect(evidence(results({ config: undefined })).run.completeness).toBe('unknown');
    expect(evidence(results({ results: {}, groups: {} }))).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
  });

  it('E-3 takes NaN as missing, and the run as partial', () => {
    const read = evidence(rawFile('a.json', lmEvalResults().replace('0.62', 'NaN')));
    expect(metric(read, 'ward_notes/acc')).toMatchObject({ value: null, rawText: 'NaN' });
    expect(codes(read)).toContain('not-finite');
    expect(read.run.completeness).toBe('partial');
  });

  it('takes the date as seconds since 1970, and not the clock of the machine', () => {
    expect(evidence(results()).run).toMatchObject({ startedAt: '2026-01-01T00:00:00.500Z', endedAt: '2026-01-01T00:01:30.500Z', timezone: 'known' });
    expect(evidence(results({ date: undefined })).run).toMatchObject({ startedAt: null, endedAt: null, timezone: 'unknown' });
  });

  it('E-5 says what each hash is of', () => {
    expect(evidence(results()).lineage.map(({ path: of, hashAlgorithm }) => [of, hashAlgorithm])).toEqual([['example/triage-1b', 'commit of the model repository'], ['ward_notes', 'sha256 over the hashes of the samples']]);
    expect(evidence(results()).facts).toContainEqual({ name: 'model digest', value: `${'0f'.repeat(20)} (commit of the model repository)` });
  });

  it('widens a standard error of 0, which says nothing of few samples', () => {
    const read = evidence(results({ 'results': { a: { 'acc,none': 1, 'acc_stderr,none': 0 } }, 'n-samples': { a: { original: 5, effective: 5 } } }));
    expect(read.results[0]).toMatchObject({ value: 1, n: 5, ciHigh: 1 });
    expect(read.results[0]!.ciLow).toBeCloseTo(0.5655, 3);
  });

  it('gathers the samples of the same time and holds them against the results', () => {
    const samples = rawFile('run/samples_ward_notes_2026-01-01T00-00-00.5.jsonl', lmEvalSamples(310, 500));
    const other = rawFile('run/samples_ward_notes_2026-01-02T00-00-00.5.jsonl', lmEvalSamples(1, 2));
    expect(gatherPieces([other, results(), samples].map(headOf))).toEqual([[other.name], [results().name, samples.name]]);
    expect(codes(evidence(results(), samples))).toEqual(['groups']);
    expect(codes(evidence(results(), rawFile(samples.name, lmEvalSamples(309, 500))))).toEqual(['samples-differ', 'groups']);
    expect(codes(evidence(results(), rawFile(samples.name, lmEvalSamples(310, 400))))).toEqual(['samples-missing', 'groups']);
    expect(codes(evidence(results(), rawFile(samples.name, lmEvalSamples(310, 500).slice(0, -9))))).toEqual(['cut-off', 'groups']);
    expect(detect([results(), results()]).kind).toBe('unknown');
  });

  it('E-1 computes from samples alone what is never complete', () => {
    const read = evidence(rawFile('run/samples_ward_notes_2026-01-01T00-00-00.5.jsonl', lmEvalSamples(2, 4)));
    expect(read).toMatchObject({ run: { completeness: 'unknown' }, results: [{ metric: 'ward_notes/acc', variant: 'mean of samples', value: 0.5, n: 4, unit: 'fraction' }], dataset: { name: 'ward_notes', n: 4 } });
    expect(codes(read)).toEqual(['samples-alone']);
  });

  it('E-6 refuses what it cannot take, with file and place', () => {
    const refused = (file: RawFile) => readEvidence({ files: [file], format: 'lm-eval-harness', kind: null, answers: {} });
    expect(refused(rawFile('a.json', '{"results": 3}'))).toMatchObject({ ok: false, trouble: { params: { name: 'a.json', place: '$.results' } } });
    expect(refused(rawFile('a.json', lmEvalResults().slice(0, 300)))).toMatchObject({ ok: false, trouble: { params: { name: 'a.json', place: 'line 12, column 35' } } });
    expect(refused(rawFile('a.jsonl', `${lmEvalSamples(1, 1)}{"doc": 1}\n`))).toMatchObject({ ok: false, trouble: { params: { name: 'a.jsonl', place: 'line 2' } } });
    expect(detect([rawFile('a', lmEvalResults().slice(0, 700))])).toMatchObject({ kind: 'known', reader: { id: 'lm-eval-harness' } });
  });
});

const folder = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/lm-eval-harness');
const has = existsSync(folder);
if (!has) console.info(`Not run: genuine lm-eval-harness samples, as ${folder} is absent.`);
describe.runIf(has)('genuine lm-evaluation-harness results', () => {
  const sample = (name: string): RawFile => rawFile(name, new Uint8Array(readFileSync(path.join(folder, name))));
  const time = '2026-01-21T03-44-18.458309';

  it('reads v0.4 with its samples, of which the file holds a part', () => {
    const files = [sample(`results_${time}.json`), sample(`samples_math_perturbed_full_${time}.jsonl`)];
    expect(gatherPieces(files.map(headOf))).toEqual([files.map(({ name }) => name)]);
    const read = evidence(...files);
    expect(metric(read, 'math_rephrased_full/exact_match')).toMatchObject({ value: 0.0004, rawText: '0.0004', stderr: 0.0002828144211304471, n: 5000, direction: 'higher' });
    expect(metric(read, 'math_perturbed_full/exact_match')).toMatchObject({ value: 0, rawText: '0.0', n: 5000 });
    expect(read.run).toMatchObject({ startedAt: '2026-01-21T02:59:43.859Z', endedAt: '2026-01-21T03:44:21.591Z', completeness: 'complete', gitCommit: '1f84a09f' });
    expect(codes(read)).toEqual(['samples-missing']);
    expect(evidence(files[1]!)).toMatchObject({ run: { completeness: 'unknown' }, results: [{ metric: 'math_perturbed_full/exact_match', value: 0, n: 10 }] });
  });

  it('reads v0.3', () => {
    const read = evidence(sample('pythia-70m_step143000.v0.json'));
    expect(read).toMatchObject({ source: { formatVersion: '0.3' }, subject: { modelName: 'EleutherAI/pythia-v1.1-70m' }, run: { completeness: 'complete', startedAt: null } });
    expect(metric(read, 'hendrycksTest-global_facts/acc_norm')).toMatchObject({ value: 0.24, stderr: 0.042923469599092816, unit: 'fraction', direction: 'higher', n: null });
    expect(metric(read, 'crows_pairs_english_autre/likelihood_difference')).toMatchObject({ value: 5.4914772727272725, direction: 'unknown', unit: 'score' });
  });
});
