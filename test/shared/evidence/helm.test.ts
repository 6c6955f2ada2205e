import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RawFile } from '../../../shared/dossier/revision-tree.ts';
import { detect, gatherPieces, headOf, readEvidence } from '../../../shared/evidence/registry.ts';
import { helmInstances, helmRun, helmSpec, helmStat, helmState, helmStats } from '../../builders/evidence-files/helm.ts';
import { rawFile } from '../../builders/raw-file.ts';

function evidence(files: readonly RawFile[]) {
  const result = readEvidence({ files, format: null, kind: null, answers: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const metric = (read: ReturnType<typeof evidence>, name: string, variant: string | null = null) => read.results.find((one) => one.metric === name && one.variant === variant);
const codes = (read: ReturnType<typeof evidence>): readonly string[] => read.warnings.map(({ code }) => code);

describe('HELM runs', () => {
  it('E-2 takes split test without a perturbation as the headline and shows the rest as variants', () => {
    const read = evidence(helmRun());
    expect(metric(read, 'exact_match')).toMatchObject({ value: 0.25, rawText: '0.25', unit: 'fraction', direction: 'higher', n: 8 });
    expect(metric(read, 'exact_match', 'valid')).toMatchObject({ value: 0.5, n: 2 });
    expect(metric(read, 'exact_match', 'test, robustness (worst)')).toMatchObject({ value: 0.125, n: 8 });
    expect(metric(read, 'perplexity')).toMatchObject({ direction: 'lower', unit: 'score' });
    expect(metric(read, 'inference_runtime')).toMatchObject({ direction: 'lower', unit: 'seconds' });
    expect(metric(read, 'num_instances')).toMatchObject({ value: 8, unit: 'count', direction: 'unknown', n: null });
    expect(read).toMatchObject({ subject: { modelName: 'example/triage-1b' }, dataset: { name: 'triage: ward=a', split: 'test', n: 8 }, verdict: 'none', run: { completeness: 'complete', sampleLimit: 1000, timezone: 'unknown' } });
  });

  it('tells perturbations with other settings apart, and splits without a name', () => {
    const perturbed = (prob: number) => ({ split: 'test', perturbation: { name: 'misspellings', robustness: true, fairness: false, computed_on: 'perturbed', prob } });
    const read = evidence(helmRun({ stats: [helmStat('em', 0.5, perturbed(0.1)), helmStat('em', 0.25, perturbed(0.5)), helmStat('em', 0.125, {}), helmStat('em', 0.5, { split: 'test', sub_split: 'ward b' })] }));
    expect(read.results.map(({ variant }) => variant)).toEqual(['test, misspellings (perturbed) prob 0.1', 'test, misspellings (perturbed) prob 0.5', 'no split', 'test, ward b']);
    expect(codes(evidence(helmRun({ stats: [helmStat('em', 0.5, { split: 'valid' })] })))).toContain('no-test-split');
    expect(codes(evidence(helmRun({ stats: [...helmStats, helmStat('exact_match', 1)] })))).toContain('twice');
  });

  it('takes a statistic of nothing as missing', () => {
    const read = evidence(helmRun());
    expect(metric(read, 'training_co2_cost')).toMatchObject({ value: null, rawText: 'count 0' });
    expect(codes(read)).toEqual(['no-value']);
    expect(metric(evidence(helmRun({ stats: [{ ...helmStat('em', 0.5), count: 0 }] })), 'em')).toMatchObject({ value: null });
  });

  it('E-1 takes a run as partial that used up its limit, lacks results, or has none', () => {
    const run = (files: readonly RawFile[]) => evidence(files).run;
    expect(run(helmRun({ spec: helmSpec({ max_eval_instances: 10 }) }))).toMatchObject({ completeness: 'partial', sampleLimit: 10 });
    expect(run(helmRun({ spec: helmSpec({ max_eval_instances: 11 }) }))).toMatchObject({ completeness: 'complete' });
    expect(run(helmRun({ spec: helmSpec({ max_eval_instances: null }) }))).toMatchObject({ completeness: 'complete', sampleLimit: null });
    expect(run(helmRun({ stats: [helmStat('em', 0.5)] }))).toMatchObject({ completeness: 'unknown' });
    expect(run(helmRun({ more: [helmState(0), helmInstances] }))).toMatchObject({ completeness: 'complete' });
    expect(evidence(helmRun({ more: [helmState(1)] }))).toMatchObject({ run: { completeness: 'partial' }, warnings: expect.arrayContaining([expect.objectContaining({ code: 'requests-failed', text: '1 of 3 requests have no result.' })]) as unknown });
    expect(evidence(helmRun({ stats: [] }))).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' } });
    expect(evidence(helmRun().slice(0, 2))).toMatchObject({ verdict: 'inconclusive', run: { completeness: 'partial' }, results: [] });
    expect(evidence(helmRun().slice(2)).run.completeness).toBe('unknown');
  });

  it('E-3 takes NaN as missing', () => {
    const [spec, scenario, stats] = helmRun() as [RawFile, RawFile, RawFile];
    const read = evidence([spec, scenario, rawFile(stats.name, new TextDecoder().decode(stats.bytes).replace('"mean": 0.25', '"mean": NaN'))]);
    expect(metric(read, 'exact_match')).toMatchObject({ value: null, rawText: 'NaN' });
    expect(codes(read)).toEqual(['not-finite', 'no-value']);
  });

  it('gathers by folder', () => {
    const moved = (folder: string): readonly RawFile[] => helmRun({ more: [helmState(), helmInstances] }).map((file) => ({ ...file, name: file.name.replace('run/', folder) }));
    const files = [...moved('a/'), ...moved('b/'), rawFile('c/stats.json', '{}'), rawFile('c/scenario.json', '{}')];
    expect(gatherPieces(files.map(headOf)).map((piece) => piece.length)).toEqual([5, 5, 1, 1]);
    expect(detect([...moved('a/'), ...moved('b/')]).kind).toBe('unknown');
  });

  it('E-6 refuses with file and place', () => {
    const [spec, scenario, stats] = helmRun() as [RawFile, RawFile, RawFile];
    const read = (...files: readonly RawFile[]) => readEvidence({ files, format: 'helm', kind: null, answers: {} });
    expect(read(spec, scenario, rawFile(stats.name, '[{"name": {"name": "em"}}]'))).toMatchObject({ ok: false, trouble: { params: { name: 'run/stats.json', place: '$[0].count' } } });
    expect(read(spec, scenario, rawFile(stats.name, stats.bytes.subarray(0, 500)))).toMatchObject({ ok: false, trouble: { params: { name: 'run/stats.json' } } });
    expect(read(rawFile('notes.txt', 'x'), stats)).toMatchObject({ ok: false, trouble: { params: { name: 'notes.txt' } } });
  });
});

const folder = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/helm');
const has = existsSync(folder);
if (!has) console.info(`Not run: genuine HELM runs, as ${folder} is absent.`);
describe.runIf(has)('genuine HELM runs', () => {
  const run = (name: string): readonly RawFile[] => ['run_spec', 'scenario', 'stats'].map((part) => rawFile(`${name}/${part}.json`, new Uint8Array(readFileSync(path.join(folder, name, `${part}.json`)))));

  it('reads both folders, of ten and of five instances', () => {
    const files = [...run('mmlu-philosophy-gpt2'), ...run('narrative_qa-gpt2')];
    expect(gatherPieces(files.map(headOf)).map((piece) => piece.length)).toEqual([3, 3]);
    for (const file of files) expect(detect([file])).toMatchObject({ kind: 'known', reader: { id: 'helm' } });
    const mmlu = evidence(run('mmlu-philosophy-gpt2'));
    expect(mmlu).toMatchObject({ subject: { modelName: 'openai/gpt2' }, dataset: { name: 'mmlu: subject=philosophy', n: 9 }, run: { completeness: 'partial', sampleLimit: 10 } });
    expect(metric(mmlu, 'exact_match')).toMatchObject({ value: 1 / 9, rawText: '0.1111111111111111', n: 9 });
    expect(metric(mmlu, 'exact_match', 'valid')).toMatchObject({ value: 0, rawText: '0.0', n: 1 });
    expect(metric(mmlu, 'training_co2_cost')).toMatchObject({ value: null });
    const narrative = evidence(run('narrative_qa-gpt2'));
    expect(metric(narrative, 'f1_score', 'test, robustness (worst)')).toMatchObject({ value: 0.17424242424242425, unit: 'fraction', direction: 'higher' });
    expect(narrative.run).toMatchObject({ completeness: 'partial', sampleLimit: 5 });
  });
});
