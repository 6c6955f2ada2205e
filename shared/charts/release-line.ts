/** One or two measurements over the last releases, with intervals, and the smallest form of the same: a sparkline. */
import { chartWords, tickLabel } from '../copy/chart.ts';
import { roundScale } from './scale.ts';
import { hatched, hundredths, pathThrough, point, rule, word, type Mark, type Scene } from './scene.ts';

export interface ReleasePoint { readonly value: number; readonly interval: { readonly low: number; readonly high: number } | null }

export interface ReleaseLine {
  /** Names of the releases, oldest first; the last one is under review. */
  readonly releases: readonly string[];
  /** One or two series; `points[i]` belongs to `releases[i]`, null where that release has no value. */
  readonly series: readonly { readonly endLabel: string; readonly points: readonly (ReleasePoint | null)[] }[];
  readonly limit: { readonly value: number; readonly text: string } | null;
  /** The side of the limit on which a value misses it: hatched. */
  readonly barred: Barred;
  readonly width: number;
  readonly height: number;
}

export type Barred = 'above' | 'below' | null;

/** Draws the series with direct labels at their ends. */
export function releaseLine(spec: ReleaseLine): Scene {
  const left = 25;
  const right = spec.width - 70;
  const [top, bottom] = [8, spec.height - 16];
  const all = spec.series.flatMap(({ points }) => points.flatMap((p) => (p ? [p.value, p.interval?.low ?? p.value, p.interval?.high ?? p.value] : [])));
  if (spec.limit) all.push(spec.limit.value);
  // Of a line the position says the value: its scale needs no nought, and moves of a few points must be seen.
  const [low, high] = all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  const y = roundScale(low >= 0 ? Math.max(0, low - room) : low - room, high + room, bottom, top, 4);
  const xAt = (i: number): number => hundredths(spec.releases.length < 2 ? (left + right) / 2 : left + 12 + (i * (right - left - 17)) / (spec.releases.length - 1));
  const marks: Mark[] = y.ticks.flatMap((tick): Mark[] => {
    const at = hundredths(y.at(tick));
    return [rule(left, at, right, at, tick === 0 ? { tone: 'rule-strong', width: 0.75 } : { tone: 'grid', width: 0.4 }), word(left - 4, at + 2.5, tickLabel(tick), { size: 7, tone: 'ink-3', anchor: 'end' })];
  });
  const labels: { at: number; text: string; strong: boolean }[] = [];
  if (spec.limit) {
    const at = hundredths(y.at(spec.limit.value));
    marks.unshift(...barredArea(spec.barred, left, right, at, top, bottom, 5));
    marks.push(rule(left, at, right, at, { tone: 'limit', width: 0.8, dash: [2.6, 1.6] }));
    labels.push({ at, text: spec.limit.text, strong: false });
  }
  spec.series.forEach((series, s) => {
    const known = series.points.flatMap((p, i) => (p ? [{ ...p, x: xAt(i), y: hundredths(y.at(p.value)) }] : []));
    if (known.length > 1) marks.push({ kind: 'path', d: pathThrough(known.map((p) => [p.x, p.y])), stroke: s === 0 ? { tone: 'series-1', width: 1.3 } : { tone: 'series-2', width: 1.1 } });
    for (const p of known) {
      if (p.interval && s === 0) {
        const [low, high] = [hundredths(y.at(p.interval.low)), hundredths(y.at(p.interval.high))];
        const stroke = { tone: 'ink', width: 0.7 } as const;
        marks.push(rule(p.x, low, p.x, high, stroke), rule(p.x - 2.2, low, p.x + 2.2, low, stroke), rule(p.x - 2.2, high, p.x + 2.2, high, stroke));
      }
      marks.push(point(s === 0 ? 0 : 1, p.x, p.y));
    }
    const end = known.at(-1);
    if (end) labels.push({ at: end.y, text: series.endLabel, strong: s === 0 });
  });
  spread(labels).forEach((label) => marks.push(word(right + 5, hundredths(label.at + 2.6), label.text, label.strong ? { size: 7.6, weight: 600, tone: 'ink' } : { size: 7.4 })));
  spec.releases.forEach((name, i) => {
    const last = i === spec.releases.length - 1;
    marks.push(word(xAt(i), bottom + 11, name, last ? { size: 7.4, weight: 600, tone: 'ink', anchor: 'middle' } : { size: 7.2, tone: 'ink-3', anchor: 'middle' }));
  });
  marks.push(word(right + 5, bottom + 11, chartWords.releases.axis, { size: 7, tone: 'ink-3' }));
  const series = spec.series.map(({ endLabel, points }) => chartWords.releases.series(endLabel, points.map((p, i) => [spec.releases[i] ?? '', p?.value ?? null] as const)));
  return { width: spec.width, height: spec.height, marks, alt: chartWords.releases.alt(series, spec.limit?.text ?? null) };
}

/** Moves labels apart, top to bottom, so that none covers another. */
function spread<T extends { at: number }>(labels: readonly T[]): T[] {
  const sorted = [...labels].sort((a, b) => a.at - b.at);
  sorted.forEach((label, i) => { if (i > 0) label.at = Math.max(label.at, sorted[i - 1]!.at + 9.5); });
  return sorted;
}

function barredArea(barred: Barred, left: number, right: number, at: number, top: number, bottom: number, gap: number): Mark[] {
  if (barred === null) return [];
  const [from, to] = barred === 'above' ? [top, at] : [at, bottom];
  return hatched(left, from, right - left, to - from, gap, { tone: 'grid', width: 0.6 });
}

export interface Sparkline { readonly values: readonly (number | null)[]; readonly limit: number | null; readonly barred: Barred; readonly width: number; readonly height: number; readonly alt: string }

/** A line without axes: the shape of the last releases, the newest one as a dot, a limit as a dashed line with the side that misses it hatched. */
export function sparkline(spec: Sparkline): Scene {
  const known = spec.values.flatMap((value, i) => (value === null ? [] : [{ value, i }]));
  const all = [...known.map(({ value }) => value), ...(spec.limit === null ? [] : [spec.limit])];
  const [low, high] = all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
  const xAt = (i: number): number => hundredths(3 + (i * (spec.width - 6)) / Math.max(1, spec.values.length - 1));
  const yAt = (value: number): number => hundredths(high === low ? spec.height / 2 : spec.height - 3 - ((value - low) / (high - low)) * (spec.height - 6));
  const marks: Mark[] = [];
  if (spec.limit !== null) marks.push(...barredArea(spec.barred, 0, spec.width, yAt(spec.limit), 0, spec.height, 4));
  if (spec.limit !== null) marks.push(rule(0, yAt(spec.limit), spec.width, yAt(spec.limit), { tone: 'limit', width: 0.8, dash: [2, 2] }));
  if (known.length > 1) marks.push({ kind: 'path', d: pathThrough(known.map(({ value, i }) => [xAt(i), yAt(value)])), stroke: { tone: 'series-1', width: 1.2 } });
  const end = known.at(-1);
  if (end) marks.push({ kind: 'circle', cx: xAt(end.i), cy: yAt(end.value), r: 2.2, fill: 'series-1' });
  return { width: spec.width, height: spec.height, marks, alt: spec.alt };
}
