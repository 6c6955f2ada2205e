import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import { corruptionTable } from '../../builders/evidence-files/robustbench.ts';
import { modelInfo } from '../../builders/evidence-text.ts';
import { rawFile } from '../../builders/raw-file.ts';
import type { Answers } from '../../../shared/evidence/reader.ts';

const read = (text: string, answers: Answers = { norm: 'Linf' }, name = 'evidence/Carmon2019Unlabeled.json') =>
  readEvidence({ files: [rawFile(name, text)], format: null, kind: null, answers });
function reading(text: string, answers?: Answers) {
  const result = read(text, answers);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value;
}
const metric = (text: string, name: string, answers?: Answers) => reading(text, answers).evidence.results.find((result) => result.metric === name);

describe('RobustBench model_info', () => {
  it('E-2 keeps the raw text, the unit and the attack budget beside each number', () => {
    expect(metric(modelInfo(), 'autoattack_acc')).toMatchObject({ value: 59.53, rawText: '59.53', unit: 'percent', direction: 'higher', variant: 'Linf 8/255', ciLow: null });
    expect(metric(modelInfo({ clean_acc: '89.690' }), 'clean_acc')).toMatchObject({ value: 89.69, rawText: '89.690', variant: null });
    const { evidence } = reading(modelInfo());
    expect(evidence.subject).toMatchObject({ modelName: 'Carmon2019Unlabeled', matchToArtifact: 'unknown' });
    expect(evidence.facts).toContainEqual({ name: 'name', value: 'A paper on robustness' });
    expect(evidence.facts).toContainEqual({ name: 'reported', value: '62.5' });
    expect(evidence.results.some((result) => result.metric === 'reported')).toBe(false);
  });

  it('quotes the lower of AutoAttack and an external attack', () => {
    expect(metric(modelInfo({ autoattack_acc: '87.28', external: '84.33' }), 'robust_acc')).toMatchObject({ value: 84.33 });
    expect(metric(modelInfo({ autoattack_acc: '87.28', external: '89.1' }), 'robust_acc')).toMatchObject({ value: 87.28 });
    expect(reading(modelInfo({ external: '50.1' })).evidence.warnings.map((one) => one.code)).toContain('external-lower');
  });

  it('honours unreliable, in each spelling', () => {
    for (const unreliable of [true, 'True', 'true']) expect(reading(modelInfo({ unreliable })).evidence).toMatchObject({ verdict: 'inconclusive', verdictBasis: 'stated' });
    expect(reading(modelInfo()).evidence.verdict).toBe('none');
  });

  it('takes mCE as lower-is-better, above 100 too, and no interval from it', () => {
    const text = modelInfo({ eps: null, autoattack_acc: undefined, corruptions_acc: '21.12', corruptions_mce: '104.5' });
    expect(metric(text, 'corruptions_mce', { n: 100 })).toMatchObject({ value: 104.5, direction: 'lower', unit: 'score', ciLow: null });
    expect(metric(text, 'corruptions_acc', { n: 100 })?.ciLow).toBeLessThan(21.12);
  });

  it('asks for the norm, and takes the sample size only from a person', () => {
    const asked = reading(modelInfo(), {});
    expect(asked.questions.map((question) => question.answer)).toEqual(['norm']);
    expect(asked.evidence.results.find((result) => result.metric === 'robust_acc')?.variant).toBe('eps 8/255');
    const robust = metric(modelInfo(), 'robust_acc', { norm: 'Linf', n: 10_000 })!;
    expect(robust.n).toBe(10_000);
    expect(robust.ciLow!).toBeCloseTo(58.56, 1);
    expect(robust.ciHigh!).toBeCloseTo(60.49, 1);
  });

  it('E-3 reports NaN as missing and calls the evidence partial', () => {
    for (const text of [modelInfo().replace('"59.53"', 'NaN'), modelInfo({ autoattack_acc: 'nan' }), modelInfo().replace('"59.53"', '1e400')]) {
      const { evidence } = reading(text);
      expect(evidence.results.find((result) => result.metric === 'autoattack_acc')?.value).toBeNull();
      expect(evidence.warnings.map((one) => one.code)).toContain('not-finite');
      expect(evidence.run.completeness).toBe('partial');
    }
  });

  it('E-6 refuses with file and place', () => {
    const cases: [string, string, string][] = [
      [modelInfo({ clean_acc: 'ninety' }), '$.clean_acc', 'evidence/unreadable'],
      [modelInfo({ clean_acc: '890' }), '$.clean_acc', 'evidence/unreadable'],
      [modelInfo().slice(0, -20), 'line 14, column 4', 'evidence/unreadable'],
      [modelInfo().replace('\n}', ',\n}'), 'line 15, column 1', 'evidence/unreadable'],
      [modelInfo().replace('"clean_acc"', '"eps": "8/255",\n  "clean_acc"'), 'line 11, column 3', 'evidence/unreadable'],
      [`${modelInfo()}\n{}`, 'line 16, column 1', 'evidence/unreadable'],
    ];
    for (const [text, place, code] of cases) expect(read(text)).toMatchObject({ ok: false, trouble: { code, params: { name: 'evidence/Carmon2019Unlabeled.json', place } } });
  });

  it('names the budget as the file writes it: 8/255, 0.5, or none', () => {
    expect(metric(modelInfo({ eps: '0.5' }), 'robust_acc', { norm: 'L2' })?.variant).toBe('L2 0.5');
    expect(metric(modelInfo({ eps: 0.5 }), 'robust_acc', { norm: 'L2' })?.variant).toBe('L2 0.5');
    expect(metric(modelInfo({ eps: null }), 'robust_acc')?.variant).toBeNull();
    expect(reading(modelInfo({ eps: null }), {}).questions).toEqual([]);
    expect(reading(modelInfo()).evidence.facts).toContainEqual({ name: 'eps', value: '8/255' });
  });

  it('keeps the training data and the paper’s title apart from the model', () => {
    const { evidence } = reading(modelInfo({ additional_data: true, name: 'Another title' }));
    expect(evidence.facts).toContainEqual({ name: 'additional_data', value: 'true' });
    expect(evidence.subject.modelName).toBe('Carmon2019Unlabeled');
  });

  describe('the table of corruptions', () => {
    it('E-2 reads every model’s fractions under its own name, and asks whose they are', () => {
      const { evidence, questions } = reading(corruptionTable, {});
      expect(questions.map(({ answer }) => answer)).toEqual(['model']);
      expect(evidence.results).toHaveLength(10);
      expect(evidence.results.find(({ variant }) => variant === 'Hardened2026/fog/1')).toMatchObject({ metric: 'corruptions_acc', value: 0.93, rawText: '0.9300000000000001', unit: 'fraction', direction: 'higher', ciLow: null });
      expect(evidence).toMatchObject({ verdict: 'none', run: { completeness: 'complete' }, subject: { modelName: null } });
      expect(new Set(evidence.results.map(({ variant }) => variant)).size).toBe(10);
    });

    it('reads only the model that a person named', () => {
      const { evidence, questions } = reading(corruptionTable, { model: 'Plain2026', n: 10_000 });
      expect(questions).toEqual([]);
      expect(evidence.results.map(({ variant, value }) => [variant, value])).toEqual([[null, 0.7375], ['fog/1', 0.9], ['fog/2', 0.8], ['snow/1', 0.75], ['snow/2', 0.5]]);
      expect(evidence.results[1]!.ciLow!).toBeCloseTo(0.894, 3);
      expect(evidence.subject).toMatchObject({ modelName: 'Plain2026', matchToArtifact: 'asserted' });
      expect(read(corruptionTable, { model: 'Other' })).toMatchObject({ ok: false, trouble: { params: { expected: 'the model Other' } } });
    });

    it('E-3 counts NaN and empty cells as missing, and E-1 what is cut off as partial', () => {
      for (const text of [corruptionTable.replace('0.75', 'nan'), corruptionTable.replace('0.75', ''), corruptionTable.trimEnd()]) expect(reading(text, {}).evidence.run.completeness).toBe('partial');
      expect(reading(corruptionTable.replace('0.75', ''), { model: 'Plain2026' }).evidence.results[0]?.value).toBeNull();
    });

    it('E-6 names the place', () => {
      const cases: [string, string][] = [
        [corruptionTable.replace('0.75', '75'), 'line 3, snow/1'], [corruptionTable.replace('0.75', 'high'), 'line 3, snow/1'], [corruptionTable.replace(',0.5\n', '\n'), 'line 3'], [corruptionTable.replace('Hardened', 'Plain'), 'line 4'],
        [corruptionTable.replace(',1,2,1,2', ',1,2,1,1'), 'line 2'],
      ];
      for (const [text, place] of cases) expect(read(text, {})).toMatchObject({ ok: false, trouble: { params: { place } } });
    });
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/robustbench');
const hasSamples = existsSync(samples);
if (!hasSamples) console.log(`Genuine samples are not tried: there is no folder ${samples}.`);

describe.runIf(hasSamples)('genuine samples', () => {
  it('the corruption results on CIFAR-10', () => {
    const file = rawFile('table', new Uint8Array(readFileSync(path.join(samples, 'cifar10-corruptions-unaggregated_results.csv'))));
    const of = (answers: Answers) => {
      const result = readEvidence({ files: [file], format: null, kind: null, answers });
      if (!result.ok) throw new Error(JSON.stringify(result.trouble));
      return result.value.evidence;
    };
    expect(of({}).results).toHaveLength(23 * 76);
    expect(of({}).facts).toEqual([{ name: 'models in the table', value: '23' }, { name: 'corruptions', value: '15' }]);
    expect(of({ model: 'Calian2021Defending' }).results.find(({ variant }) => variant === 'snow/1')).toMatchObject({ value: 0.9390000000000001, rawText: '0.9390000000000001' });
    expect(of({ model: 'Erichson2022NoisyMix' }).results.find(({ variant }) => variant === 'contrast/5')).toMatchObject({ value: 0.6425 });
  });
});
