import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import { progress, runConfig } from '../../builders/evidence-text.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (progressText: string, configText: string | null = runConfig(20), format: string | null = null) =>
  readEvidence({ files: [rawFile('run/progress.txt', progressText), ...(configText === null ? [] : [rawFile('run/config.json', configText)])], format, kind: null, answers: {} });
function evidence(...of: Parameters<typeof read>) {
  const result = read(...of);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const cost = (...of: Parameters<typeof read>) => evidence(...of).results.find((result) => result.metric === 'AverageEpCost' && result.variant === 'mean of last 10 epochs');

describe('Safety Gym starter agents', () => {
  it('reads both files as one piece: last epoch, mean of the last ten, series, seed', () => {
    const read = evidence(progress(20, (epoch) => `${epoch}.0`));
    expect(read.source.files.map((file) => file.name)).toEqual(['run/progress.txt', 'run/config.json']);
    expect(read.results.find((result) => result.variant === 'last epoch' && result.metric === 'AverageEpCost')).toMatchObject({ value: 19, rawText: '19.0', unit: 'per-episode', direction: 'lower' });
    expect(cost(progress(20, (epoch) => `${epoch}.0`))).toMatchObject({ value: 14.5, n: 10 });
    expect(read.series?.rows).toHaveLength(20);
    expect(read.run).toMatchObject({ seeds: [3], completeness: 'complete', startedAt: null });
  });

  it('counts the cost limit only where the agent is held to it', () => {
    expect(cost(progress(20), runConfig(20))?.threshold).toEqual({ value: 25, op: '<=' });
    expect(cost(progress(20), runConfig(20, { learn_penalty: false, objective_penalized: false, constrained: true }))?.threshold).toEqual({ value: 25, op: '<=' });
    for (const agent of [{ learn_penalty: false, objective_penalized: false }, { learn_penalty: false }, { objective_penalized: false }]) {
      expect(cost(progress(20), runConfig(20, agent))?.threshold).toBeNull();
      expect(evidence(progress(20), runConfig(20, agent)).warnings.map((one) => one.code)).toContain('cost-limit-unused');
    }
  });

  it('E-1 an empty file is a crash, too few epochs a partial run', () => {
    expect(evidence('')).toMatchObject({ verdict: 'error', results: [], run: { completeness: 'crashed' } });
    expect(evidence(progress(19))).toMatchObject({ verdict: 'none', run: { completeness: 'partial' } });
    expect(evidence(progress(20), null)).toMatchObject({ run: { completeness: 'unknown' } });
    expect(cost(progress(9), runConfig(9))?.value).toBeNull();
  });

  it('E-3 turns NaN into a missing value with a warning', () => {
    const text = progress(20, (epoch) => (epoch === 15 ? 'nan' : '20.0'));
    expect(cost(text)?.value).toBeNull();
    expect(evidence(text).warnings).toContainEqual(expect.objectContaining({ code: 'not-finite', place: 'run/progress.txt, epoch 16, AverageEpCost: nan' }));
  });

  it('E-6 names the line of a torn or wrong row', () => {
    expect(read(progress(20).slice(0, -2))).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'run/progress.txt', place: 'line 21' } } });
    expect(read(progress(20).replace('\t7.5\t', '\tseven\t'))).toMatchObject({ ok: false, trouble: { params: { place: 'line 9, column AverageEpRet' } } });
    expect(read(progress(20), runConfig(20, {}, { epochs: 'many' }))).toMatchObject({ ok: false, trouble: { params: { name: 'run/config.json', place: '$.epochs' } } });
    expect(read(progress(20).replaceAll('\n', '\r\n'))).toMatchObject({ ok: true });
  });

  it('reads the reference scores of Safety Gym as figures of the benchmark, which never pass', () => {
    const text = '{"pointgoal1": {"Cost": 50.50, "CostRate": 0.0625, "Ret": 24.75}, "carpush2": {"Cost": 140.25, "CostRate": 0.125, "Ret": null}}';
    const result = readEvidence({ files: [rawFile('anything.json', text)], format: null, kind: null, answers: {} });
    if (!result.ok) throw new Error(JSON.stringify(result.trouble));
    const { evidence: scores } = result.value;
    expect(scores).toMatchObject({ kind: 'benchmark', verdict: 'none', run: { completeness: 'unknown', seeds: [] }, series: null, source: { format: 'safety-starter-agents' } });
    expect(scores.warnings.map(({ code }) => code)).toEqual(['reference-scores']);
    expect(scores.results.map(({ metric, variant, value, rawText, unit, direction }) => [metric, variant, value, rawText, unit, direction])).toEqual([
      ['Cost', 'pointgoal1', 50.5, '50.50', 'per-episode', 'lower'], ['CostRate', 'pointgoal1', 0.0625, '0.0625', 'none', 'lower'], ['Ret', 'pointgoal1', 24.75, '24.75', 'per-episode', 'higher'],
      ['Cost', 'carpush2', 140.25, '140.25', 'per-episode', 'lower'], ['CostRate', 'carpush2', 0.125, '0.125', 'none', 'lower'], ['Ret', 'carpush2', null, '', 'per-episode', 'higher'],
    ]);
    const refused = readEvidence({ files: [rawFile('scores.json', text.replace('140.25', '"high"'))], format: null, kind: null, answers: {} });
    expect(refused).toMatchObject({ ok: false, trouble: { params: { name: 'scores.json', place: '$.carpush2.Cost' } } });
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/safety-starter-agents');
const hasSamples = existsSync(samples);
if (!hasSamples) console.log(`Genuine samples are not tried: there is no folder ${samples}.`);

describe.runIf(hasSamples)('genuine samples', () => {
  it('the characteristic scores', () => {
    const file = rawFile('scores', new Uint8Array(readFileSync(path.join(samples, 'safety-gym-characteristic_scores.json'))));
    const result = readEvidence({ files: [file], format: null, kind: null, answers: {} });
    if (!result.ok) throw new Error(JSON.stringify(result.trouble));
    expect(result.value.evidence.results).toHaveLength(54);
    expect(result.value.evidence.results.find(({ metric, variant }) => metric === 'Cost' && variant === 'doggobutton1')).toMatchObject({ value: 297.66, rawText: '297.66' });
  });
});
