import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeEvidence } from '../../../shared/evidence/judge.ts';
import { readEvidence } from '../../../shared/evidence/registry.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';
import { firstCard, secondCard } from '../../builders/evidence-files/model-card-toolkit.ts';
import { rawFile } from '../../builders/raw-file.ts';

const read = (text: string | Uint8Array) => readEvidence({ files: [rawFile('card.json', text)], format: null, kind: null, answers: {} });
function evidenceOf(text: string | Uint8Array) {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.trouble));
  return result.value.evidence;
}
const fact = (text: string | Uint8Array, name: string) => evidenceOf(text).facts.find((one) => one.name === name)?.value;
const codes = (text: string) => evidenceOf(text).warnings.map(({ code }) => code);

describe('Model Card Toolkit', () => {
  it('reads 0.0.1 and 0.0.2, which differ in structure, to the same neutral card', () => {
    const [first, second] = [evidenceOf(firstCard()), evidenceOf(secondCard())];
    expect([first.source.formatVersion, second.source.formatVersion]).toEqual(['0.0.1', '0.0.2']);
    for (const [text, model] of [[firstCard(), first], [secondCard(), second]] as const) {
      expect(model).toMatchObject({ kind: 'model-card', verdict: 'none', subject: { modelName: 'Harbour crane detector' } });
      expect([fact(text, 'licence'), fact(text, 'owners'), fact(text, 'references'), fact(text, 'citation')]).toEqual(['Apache-2.0', 'Port vision', 'https://port.example/cranes', 'Cranes, 2026']);
    }
    expect(first.entries.map(({ id, type }) => [id, type])).toEqual([['cranes-2025', 'data-set'], ['cranes-2026', 'data-set'], ['user 1', 'context'], ['limitation 1', 'limit'], ['trade-off 1', 'limit'], ['ethical consideration 1', 'finding']]);
    expect(first.entries[0]!.text).toBe('Role: train\nSensitive: false');
    expect(first.entries.at(-1)).toMatchObject({ title: 'People under loads', text: 'People under loads\nMitigation: A second sensor.' });
    expect(second.entries.map(({ id, title }) => [id, title])).toEqual([['cranes-2026', 'cranes-2026'], ['use case 1', 'Warn the driver.'], ['limitation 1', 'Not in fog.'], ['limitation 2', 'Not in snow.']]);
    expect(second.entries[0]!.text).toBe('Link: data/cranes\nSensitive: faces');
  });

  it('E-2 takes values as numbers or text, by slice, with the interval of the card', () => {
    expect(evidenceOf(firstCard()).results).toEqual([
      expect.objectContaining({ metric: 'accuracy', variant: null, value: 0.91, rawText: '0.91', unit: 'fraction', direction: 'higher', ciLow: null, threshold: null }),
      expect.objectContaining({ variant: 'night', value: 0.88, ciLow: 0.85, ciHigh: 0.91, ciOf: 'as the card states it, level not given' }),
    ]);
    expect(evidenceOf(secondCard()).results).toEqual([expect.objectContaining({ metric: 'accuracy', variant: 'overall', value: 0.93, rawText: '0.93', ciLow: 0.9, ciHigh: 0.95 })]);
    const odd = evidenceOf(secondCard([{ type: 'accuracy', value: '93.10%' }, { type: 'accuracy', value: '93.1', slice: 'b' }, { type: 'niceness', value: 0.5 }]));
    expect(odd.results.map(({ value, rawText, unit, direction }) => [value, rawText, unit, direction])).toEqual([[93.1, '93.10%', 'percent', 'higher'], [93.1, '93.1', 'score', 'higher'], [0.5, '0.5', 'score', 'unknown']]);
    expect(odd.warnings.map(({ code }) => code)).toContain('unit-doubt');
  });

  it('takes the decision threshold for a fact and never for a limit; it tells two figures of one slice apart', () => {
    expect(fact(firstCard(), 'decision threshold of accuracy, night')).toBe('0.5');
    const { results } = evidenceOf(firstCard([{ type: 'recall', value: 0.9, slice: 'day', threshold: 0.3 }, { type: 'recall', value: 0.7, slice: 'day', threshold: 0.7 }, { type: 'recall', value: 0.6, slice: 'day', threshold: 0.7 }, { type: 'recall', value: 1 }, { type: 'recall', value: 0 }]));
    expect(results.map(({ variant }) => variant)).toEqual(['day, decision threshold 0.3', 'day, decision threshold 0.7', 'day, decision threshold 0.7 (2)', null, '(2)']);
    expect(results.every(({ threshold }) => threshold === null)).toBe(true);
  });

  it('leaves out bounds that are no interval, and says where they reach beyond a fraction', () => {
    const bounds = (lower: unknown, upper: unknown) => secondCard([{ type: 'accuracy', value: 0.9, confidence_interval: { lower_bound: lower, upper_bound: upper } }]);
    expect(evidenceOf(bounds(0.95, 0.85)).results[0]).toMatchObject({ ciLow: null, ciHigh: null });
    expect(evidenceOf(bounds('0.85', 'high')).results[0]).toMatchObject({ ciLow: null });
    expect(evidenceOf(bounds(0.85, 1.003)).results[0]).toMatchObject({ ciHigh: 1.003 });
    for (const text of [bounds(0.95, 0.85), bounds('0.85', 'high'), bounds(0.85, 1.003)]) expect(codes(text)).toContain('interval-odd');
  });

  it('reads the three styles of date, and leaves one that could be two days as it is', () => {
    const day = (date: string) => fact(secondCard(undefined, { date }), 'version date');
    expect(['2020-01-01', '2020/02/02', '08/28/2020', '28/08/2020', '3/3/2020'].map(day)).toEqual(['2020-01-01', '2020-02-02', '2020-08-28', '2020-08-28', '2020-03-03']);
    expect(day('02/03/2020')).toBeUndefined();
    expect(codes(secondCard(undefined, { date: '02/03/2020' }))).toContain('date-order');
    expect(fact(secondCard(undefined, { date: '02/03/2020' }), 'version date, as written')).toBe('02/03/2020');
    expect(evidenceOf(firstCard()).run).toMatchObject({ startedAt: null, endedAt: null });
  });

  it('E-1 never passes a figure that a card only repeats', () => {
    const limit = { evidence: null, metric: 'accuracy', variant: 'overall', op: '>=' as const, value: 0.5, unit: 'fraction' as const, reason: 'low' };
    expect(judgeEvidence('E-1' as ItemId, evidenceOf(secondCard()), [limit], []).state).toBe('indeterminate');
    expect(judgeEvidence('E-1' as ItemId, evidenceOf(secondCard()), [{ ...limit, value: 0.99 }], []).state).toBe('failed');
  });

  it('E-3 E-6 counts NaN and words as missing, and refuses what is no card', () => {
    expect(evidenceOf(firstCard().replace('0.91,', 'NaN,')).results[0]).toMatchObject({ value: null, rawText: 'NaN' });
    expect(codes(firstCard().replace('0.91,', 'NaN,')).filter((code) => code === 'not-finite' || code === 'not-a-number')).toEqual(['not-finite']);
    expect(codes(secondCard([{ type: 'accuracy', value: 'high' }]))).toContain('not-a-number');
    expect(read(secondCard().slice(0, -2))).toMatchObject({ ok: false, trouble: { code: 'evidence/unreadable', params: { name: 'card.json', format: 'model-card-toolkit' } } });
    expect(readEvidence({ files: [rawFile('card.json', '{"model_details": []}')], format: 'model-card-toolkit', kind: null, answers: {} })).toMatchObject({ ok: false, trouble: { params: { place: '$.model_details' } } });
  });
});

const samples = path.resolve(import.meta.dirname, '../../../../shared/evidence-samples/model-card-toolkit');
const has = existsSync(samples);
if (!has) console.info(`No genuine samples: ${samples} is not there.`);
describe.runIf(has)('genuine cards', () => {
  const sample = (name: string) => new Uint8Array(readFileSync(path.join(samples, name)));
  it('gives the figures that stand there', () => {
    const cats = evidenceOf(sample('cats_vs_dogs_v0_0_1.json'));
    expect(cats.source.format).toBe('model-card-toolkit');
    expect(cats.results.map(({ variant, rawText, ciHigh }) => [variant, rawText, ciHigh])).toEqual([[null, '0.9781249761581421', null], ['cat', '0.9932885766029358', 1.0032885766], ['Dog', '0.9649122953414917', 0.97491229534]]);
    expect(fact(sample('cats_vs_dogs_v0_0_1.json'), 'version date')).toBe('2020-08-28');
    expect(evidenceOf(sample('full_v0_0_2.json')).results).toEqual([expect.objectContaining({ metric: 'accuracy', variant: 'overall', value: 0.9, ciLow: 0.85, ciHigh: 0.95 })]);
    expect(fact(sample('full_v0_0_2.json'), 'version date')).toBe('2020-02-02');
    expect(evidenceOf(sample('train_data_v0_0_2.json'))).toMatchObject({ source: { format: 'model-card-toolkit' }, results: [], entries: [{ id: 'train_split', type: 'data-set' }], subject: { modelName: 'train-only model' } });
    expect(fact(sample('train_data_v0_0_2.json'), 'citation')).toBe('https://doi.org/foo/bar');
  });
});
