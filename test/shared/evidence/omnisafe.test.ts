import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { detect, gatherPieces, headOf, readEvidence } from '../../../shared/evidence/registry.ts';
import { omnisafeConfig, progressCsv } from '../../builders/evidence-files/omnisafe.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (progress: string, config: string | null = omnisafeConfig(20)) =>
  readEvidence({ files: [rawFile('run/progress.csv', progress), ...(config === null ? [] : [rawFile('run/config.json', config)])], format: 'omnisafe', kind: null, answers: {} });
function evidence(...of: Parameters<typeof read>) {
  const result = read(...of);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const cost = (...of: Parameters<typeof read>) => evidence(...of).results.find(({ metric, variant }) => metric === 'Metrics/EpCost' && variant === 'mean of last 10 epochs');
const codes = (...of: Parameters<typeof read>) => evidence(...of).warnings.map(({ code }) => code);

describe('OmniSafe and Safety-Gymnasium runs', () => {
  it('E-2 reads columns with a slash: last epoch, mean of the last ten, curve, seed', () => {
    const run = evidence(progressCsv(20, (epoch) => `${epoch}.0`));
    expect(run.results.map(({ metric, variant }) => `${metric}, ${variant}`)).toEqual(['Metrics/EpCost, mean of last 10 epochs', 'Metrics/EpCost, last epoch', 'Metrics/EpRet, mean of last 10 epochs', 'Metrics/EpRet, last epoch']);
    expect(run.results[1]).toMatchObject({ value: 19, rawText: '19.0', unit: 'per-episode', direction: 'lower' });
    expect(run.results[0]).toMatchObject({ value: 14.5, n: 10 });
    expect(run.results[3]).toMatchObject({ value: 19.5, direction: 'higher' });
    expect(run.series).toMatchObject({ x: 'TotalEnvSteps', columns: ['TotalEnvSteps', 'Metrics/EpCost', 'Metrics/EpRet'] });
    expect(run.series?.rows[1]).toEqual([2000, 1, 1.5]);
    expect(run).toMatchObject({ verdict: 'none', run: { seeds: [7], completeness: 'complete' }, dataset: { name: 'SafetyPointGoal1-v0' }, subject: { modelName: 'PPOLag-{SafetyPointGoal1-v0}' } });
  });

  it('counts a cost limit only where the algorithm is held to it', () => {
    expect(cost(progressCsv(20))?.threshold).toEqual({ value: 25, op: '<=' });
    expect(cost(progressCsv(20), omnisafeConfig(20, { lagrange_cfgs: undefined, algo: 'CPO', algo_cfgs: { steps_per_epoch: 1000, cost_limit: 12.5 } }))?.threshold).toEqual({ value: 12.5, op: '<=' });
    const none = omnisafeConfig(20, { lagrange_cfgs: undefined, algo: 'PPO' });
    expect(cost(progressCsv(20), none)?.threshold).toBeNull();
    expect(evidence(progressCsv(20), none).facts).toContainEqual({ name: 'cost limit in force', value: 'none' });
    for (const algo of ['PPO', 'TRPO', 'NaturalPG', 'Homemade', undefined]) {
      const text = omnisafeConfig(20, { lagrange_cfgs: undefined, algo, algo_cfgs: { steps_per_epoch: 1000, cost_limit: 25 } });
      expect(cost(progressCsv(20), text)?.threshold, algo).toBeNull();
      expect(codes(progressCsv(20), text)).toContain('cost-limit-unused');
    }
  });

  it('reads the flat config of Safety-Gymnasium’s own algorithms', () => {
    const text = JSON.stringify({ task: 'SafetyCarGoal1-v0', seed: 4, algo: 'cpo', total_steps: 20_000, steps_per_epoch: 1000, cost_limit: 25 });
    const run = evidence(progressCsv(20).replace('TotalEnvSteps', 'Train/TotalSteps'), text);
    expect(run).toMatchObject({ run: { completeness: 'complete', seeds: [4] }, dataset: { name: 'SafetyCarGoal1-v0' }, series: { x: 'Train/TotalSteps' }, source: { tool: null } });
    expect(run.results[0]?.threshold).toEqual({ value: 25, op: '<=' });
    expect(detect([rawFile('a', progressCsv(3)), rawFile('b', text)])).toMatchObject({ kind: 'known', reader: { id: 'omnisafe' } });
  });

  it('E-1 an empty file is a crash, too few steps a partial run', () => {
    expect(evidence('')).toMatchObject({ verdict: 'error', results: [], run: { completeness: 'crashed' } });
    expect(evidence(progressCsv(0))).toMatchObject({ verdict: 'error', run: { completeness: 'crashed' } });
    expect(evidence(progressCsv(19))).toMatchObject({ verdict: 'none', run: { completeness: 'partial' } });
    expect(evidence(progressCsv(20), null)).toMatchObject({ run: { completeness: 'unknown' } });
    expect(evidence(progressCsv(20), omnisafeConfig(20, { train_cfgs: { total_steps: 20_999 } }))).toMatchObject({ run: { completeness: 'complete' } });
    expect(cost(progressCsv(9), omnisafeConfig(9))?.value).toBeNull();
  });

  it('E-1 a last row without its line end is not read', () => {
    const run = evidence(progressCsv(20).slice(0, -4));
    expect(run.series?.rows).toHaveLength(19);
    expect(run.run.completeness).toBe('partial');
    expect(codes(progressCsv(20).trimEnd())).toContain('cut-off');
  });

  it('E-3 turns NaN into a missing value with a warning', () => {
    const text = progressCsv(20, (epoch) => (epoch === 15 ? 'nan' : '20.0'));
    expect(cost(text)?.value).toBeNull();
    expect(evidence(text).warnings).toContainEqual(expect.objectContaining({ code: 'not-finite', place: 'run/progress.csv, epoch 16, Metrics/EpCost: nan' }));
  });

  it('E-6 names the place of what is wrong', () => {
    expect(read(progressCsv(20).replace('\n7.5,', '\nseven,'))).toMatchObject({ ok: false, trouble: { params: { name: 'run/progress.csv', place: 'line 9, column Metrics/EpRet' } } });
    expect(read(progressCsv(20).replace('\n7.5,', '\n7.5,1,'))).toMatchObject({ ok: false, trouble: { params: { place: 'line 9' } } });
    expect(read(progressCsv(20), omnisafeConfig(20, { train_cfgs: { total_steps: 'many' } }))).toMatchObject({ ok: false, trouble: { params: { name: 'run/config.json', place: '$.train_cfgs.total_steps' } } });
    expect(read(progressCsv(20).replaceAll('\n', '\r\n'))).toMatchObject({ ok: true });
  });

  it('E-8 gathers each run by its folder', () => {
    const files = ['a', 'b'].flatMap((folder) => [rawFile(`${folder}/progress.csv`, progressCsv(3)), rawFile(`${folder}/config.json`, omnisafeConfig(3))]);
    expect(gatherPieces([...files, rawFile('c/config.json', '{}')].map(headOf))).toEqual([['a/progress.csv', 'a/config.json'], ['b/progress.csv', 'b/config.json'], ['c/config.json']]);
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/omnisafe/NaturalPG');
const hasSamples = existsSync(samples);
if (!hasSamples) console.log(`Genuine samples are not tried: there is no folder ${samples}.`);

describe.runIf(hasSamples)('genuine samples', () => {
  it('a NaturalPG run of two epochs', () => {
    const load = (name: string) => rawFile(`NaturalPG/${name}`, new Uint8Array(readFileSync(path.join(samples, name))));
    const files = [load('progress.csv'), load('config.json')];
    const result = readEvidence({ files, format: null, kind: null, answers: {} });
    if (!result.ok) throw new Error(JSON.stringify(result.trouble));
    const { evidence: run } = result.value;
    expect(run).toMatchObject({ source: { format: 'omnisafe', tool: 'OmniSafe' }, run: { completeness: 'complete', seeds: [0] }, dataset: { name: 'SafetyAntVelocity-v1' } });
    expect(run.results.map(({ metric, variant, value, threshold }) => [metric, variant, value, threshold])).toEqual([
      ['Metrics/EpCost', 'mean of last 10 epochs', null, null], ['Metrics/EpCost', 'last epoch', 1.1515151262283325, null],
      ['Metrics/EpRet', 'mean of last 10 epochs', null, null], ['Metrics/EpRet', 'last epoch', -237.6625518798828, null],
    ]);
    expect(run.series?.rows).toEqual([[2048, 0.2800000011920929, -178.79351806640625], [4096, 1.1515151262283325, -237.6625518798828]]);
    expect(gatherPieces(files.map(headOf))).toHaveLength(1);
    for (const file of files) expect(detect([file])).toMatchObject({ kind: 'known', reader: { id: 'omnisafe' } });
  });
});
