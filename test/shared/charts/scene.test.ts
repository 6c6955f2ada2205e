import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatMap, type HeatCell } from '../../../shared/charts/heat-map.ts';
import { intervalBars, type IntervalRow } from '../../../shared/charts/interval-bars.ts';
import { releaseLine, sparkline } from '../../../shared/charts/release-line.ts';
import { exactScale, roundScale } from '../../../shared/charts/scale.ts';
import { tickLabel } from '../../../shared/copy/chart.ts';
import { fitted, tones, type Mark, type Scene } from '../../../shared/charts/scene.ts';
import { seriesChart } from '../../../shared/charts/series-chart.ts';
import { riskLevels } from '../../../shared/vocabulary.ts';

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const row = fc.record({ value: number, low: fc.double({ min: 0, max: 100, noNaN: true }), high: fc.double({ min: 0, max: 100, noNaN: true }), limit: fc.option(number), doubt: fc.boolean() }).map(({ value, low, high, limit, doubt }): IntervalRow => ({
  label: 'Measurement', note: 'E-001', value, interval: { low: value - low, high: value + high }, limit: limit === null ? null : { value: limit, text: 'limit' }, valueText: String(value), intervalText: '', reading: 'above', doubt,
}));

const numbersOf = (mark: Mark): number[] => Object.values(mark).filter((value) => typeof value === 'number')
  .concat(mark.kind === 'path' ? [...mark.d.matchAll(/-?[\d.]+(?:e[-+]?\d+)?/g)].map(Number) : []);
const tonesOf = (mark: Mark): string[] => [...('fill' in mark && mark.fill !== undefined ? [mark.fill] : []), ...('stroke' in mark && mark.stroke !== undefined ? [mark.stroke.tone] : []), ...('tone' in mark ? [mark.tone] : [])];

/** What every scene keeps to: finite numbers, known tones, words for what it shows. */
function sound(scene: Scene): void {
  expect(scene.marks.flatMap(numbersOf).every(Number.isFinite)).toBe(true);
  expect(scene.marks.flatMap(tonesOf).every((tone) => (tones as readonly string[]).includes(tone))).toBe(true);
  expect(scene.alt.length).toBeGreaterThan(10);
  for (const mark of scene.marks) if (mark.kind === 'path') expect(mark.d).toMatch(/^M[-\d. LM]+Z?$/);
}

const cells = (counts: readonly number[]): HeatCell[][] => [0, 1, 2, 3, 4].map((s) => [0, 1, 2, 3, 4].map((l) => ({ count: counts[s * 5 + l] ?? 0, level: riskLevels[Math.min(3, Math.floor((s + l) / 2))]! })));
const grid = { severities: ['A', 'B', 'C', 'D', 'E'].map((name) => [name, '1–2'] as const), likelihoods: ['1–2', '3–4', '5–6', '7–8', '9–10'], ends: ['Rare', 'Frequent'] as const, width: 218 };

describe('chart scenes', () => {
  it('interval bars keep bar, whisker and limit inside the plot, whatever the values', () => {
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
      const scene = intervalBars({ heads: ['a', 'b', 'c', 'd', 'e'], rows, width: 459 });
      sound(scene);
      const [left, right] = [459 * 0.31 - 0.5, 459 * 0.665 + 0.5];
      for (const mark of scene.marks) {
        if (mark.kind === 'rect') expect(mark.x >= left && mark.x + mark.width <= right && mark.width >= 0).toBe(true);
        if (mark.kind === 'line' && mark.stroke.tone === 'limit') expect(mark.x1 >= left && mark.x1 <= right).toBe(true);
      }
    }), { seed: 20261119, numRuns: 150 });
  });

  it('interval bars set a row in doubt darker and in words', () => {
    const one: IntervalRow = { label: 'Robust accuracy', note: 'E-001', value: 50, interval: null, limit: { value: 55, text: 'limit 55' }, valueText: '50', intervalText: '–', reading: 'misses', doubt: true };
    const { marks, alt } = intervalBars({ heads: ['a', 'b', 'c', 'd', 'e'], rows: [one, { ...one, doubt: false, reading: 'above' }], width: 459 });
    expect(marks.flatMap((mark) => (mark.kind === 'rect' ? [mark.fill] : []))).toEqual(['bar-doubt', 'bar']);
    expect(marks.flatMap((mark) => (mark.kind === 'text' && mark.text === 'misses' ? [mark.weight] : []))).toEqual([600]);
    expect(alt).toContain('limit 55, misses');
  });

  it('whole numbers have no ticks between', () => {
    const none: IntervalRow = { label: 'Violated', note: 'E-01', value: 0, interval: null, limit: { value: 0, text: 'limit 0' }, valueText: '0', intervalText: '–', reading: 'at the limit', doubt: false };
    const ticks = intervalBars({ heads: ['a', 'b', 'c', 'd', 'e'], rows: [none], width: 459 }).marks.flatMap((mark) => (mark.kind === 'text' && mark.size === 7 && mark.anchor === 'middle' ? [mark.text] : []));
    expect(ticks).toEqual(['0', '1']);
  });

  it('a heat map fills only occupied cells, letters all of them and counts each hazard once', () => {
    fc.assert(fc.property(fc.array(fc.nat(9), { minLength: 25, maxLength: 25 }), (counts) => {
      const scene = heatMap({ ...grid, cells: cells(counts) });
      sound(scene);
      const texts = scene.marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : []));
      expect(scene.marks.filter((mark) => mark.kind === 'rect' && mark.fill !== undefined)).toHaveLength(counts.filter((count) => count > 0).length);
      expect(texts.filter(({ text }) => /^[LMSH]$/.test(text))).toHaveLength(25);
      expect(texts.filter(({ size }) => size === 12).reduce((sum, { text }) => sum + Number(text), 0)).toBe(counts.reduce((sum, count) => sum + count, 0));
    }), { seed: 7, numRuns: 50 });
  });

  it('a run keeps its last value and its gaps, and ten thousand points stay few', () => {
    const points = Array.from({ length: 10_000 }, (_, i): [number, number | null] => [i, i === 5000 ? null : i / 100]);
    const scene = seriesChart({ panels: [{ endLabel: 'Cost 99.99', points, limit: { value: 25, text: 'limit 25' } }], xLabel: 'steps', width: 218, panelHeight: 54 });
    sound(scene);
    expect(JSON.stringify(scene.marks).length).toBeLessThan(20_000);
    expect(scene.marks.some((mark) => mark.kind === 'text' && mark.text === 'Cost 99.99')).toBe(true);
    const spike = seriesChart({ panels: [{ endLabel: 'Cost 1', points: points.map(([x]) => [x, x === 7123 ? 100 : 1]), limit: null }], xLabel: 'steps', width: 218, panelHeight: 54 });
    const highest = Math.min(...spike.marks.flatMap((mark) => (mark.kind === 'path' ? [...mark.d.matchAll(/ (-?[\d.]+)(?: |$)/g)].map((match) => Number(match[1])) : [])));
    expect(highest).toBeLessThan(8);
    const broken = seriesChart({ panels: [{ endLabel: 'x', points: [[0, 1], [1, 2], [2, null], [3, 1], [4, 2]], limit: null }], xLabel: 'steps', width: 218, panelHeight: 54 });
    expect(broken.marks.filter(({ kind }) => kind === 'path')).toHaveLength(2);
  });

  it('draws nothing, one point and no value at all', () => {
    for (const points of [[], [[3, 4]], [[1, null]]] as [number, number | null][][]) sound(seriesChart({ panels: [{ endLabel: 'Cost', points, limit: null }], xLabel: 'steps', width: 218, panelHeight: 54 }));
    for (const values of [[], [null], [1], [2, 2, 2]] as (number | null)[][]) sound({ ...sparkline({ values, limit: 1, barred: 'below', width: 80, height: 20, alt: 'The last releases' }) });
    sound(releaseLine({ releases: ['2.3'], series: [{ endLabel: 'Harm', points: [null] }], limit: null, barred: null, width: 218, height: 120 }));
  });

  it('labels at the ends of lines stand apart', () => {
    const { marks } = releaseLine({ releases: ['2.2', '2.3'], series: [1, 1.01].map((value) => ({ endLabel: `x ${value}`, points: [{ value, interval: null }, { value, interval: null }] })), limit: { value: 1, text: 'limit 1' }, barred: 'above', width: 218, height: 120 });
    const ends = marks.flatMap((mark) => (mark.kind === 'text' && /^(?:x |limit)/.test(mark.text) ? [mark.y] : [])).sort((a, b) => a - b);
    expect(ends).toHaveLength(3);
    for (let i = 1; i < ends.length; i++) expect(ends[i]! - ends[i - 1]!).toBeGreaterThanOrEqual(9.4);
  });
});

describe('scales', () => {
  it('ticks are round, rising and inside the domain', () => {
    fc.assert(fc.property(number, number, fc.integer({ min: 1, max: 8 }), (a, b, count) => {
      for (const scale of [roundScale(Math.min(a, b), Math.max(a, b), 0, 100, count), exactScale(Math.min(a, b), Math.max(a, b), 0, 100, count)]) {
        expect(scale.ticks.every((tick, i) => i === 0 || tick > scale.ticks[i - 1]!)).toBe(true);
        expect(scale.ticks.length).toBeLessThan(40);
        for (const tick of scale.ticks) expect(scale.at(tick)).toBeGreaterThan(-0.01);
      }
    }), { seed: 3, numRuns: 300 });
  });

  it('writes ticks with units of thousands and a true minus', () => {
    expect([0, 0.5, -25, 5_000_000, 250_000].map(tickLabel)).toEqual(['0', '0.5', '−25', '5 M', '250 k']);
    expect(fitted('A very long label indeed', 40, 8).endsWith('…')).toBe(true);
  });
});
