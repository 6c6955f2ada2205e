/** Values over a run: one panel a quantity, stacked on one x axis, each with its own limit. */
import { chartWords, tickLabel } from '../copy/chart.ts';
import { exactScale, roundScale } from './scale.ts';
import { hundredths, pathThrough, rule, word, type Mark, type Scene } from './scene.ts';

export interface SeriesPanel {
  /** Ends the line in words: `Return 23.1`. */
  readonly endLabel: string;
  /** Points in order of x; a gap stands where y is null. */
  readonly points: readonly (readonly [number, number | null])[];
  readonly limit: { readonly value: number; readonly text: string } | null;
}

export interface SeriesChart { readonly panels: readonly SeriesPanel[]; readonly xLabel: string; readonly width: number; readonly panelHeight: number }

const left = 25;
const gap = 22;
/** A line of more points than this carries no more than the page can show; it is then drawn by so many stretches. */
const pointLimit = 240;
const stretches = 90;

/** Draws the panels. The last value is named at the end of its line; the limit is dashed and says its value. */
export function seriesChart(spec: SeriesChart): Scene {
  const right = spec.width - 66;
  const xs = spec.panels.flatMap((panel) => panel.points.map(([x]) => x));
  const [first, last] = [extreme(xs, Math.min, 0), extreme(xs, Math.max, 1)];
  // A run that starts near nought is drawn from nought.
  const x = exactScale(first >= 0 && first < last / 5 ? 0 : first, last, left, right, 3);
  const marks: Mark[] = [];
  spec.panels.forEach((panel, i) => marks.push(...drawPanel(panel, 6 + i * (spec.panelHeight + gap))));
  const bottom = 6 + spec.panels.length * (spec.panelHeight + gap) - gap;
  x.ticks.forEach((tick, i) => {
    const at = hundredths(x.at(tick));
    const isLast = i === x.ticks.length - 1;
    marks.push(rule(at, bottom, at, bottom + 2.5, { tone: 'rule-strong', width: 0.5 }),
      word(at, bottom + 11, tickLabel(tick), { size: 7, tone: 'ink-3', anchor: 'middle' }));
    if (isLast) marks.push(word(Math.max(at + 14, right + 6), bottom + 11, spec.xLabel, { size: 7, tone: 'ink-3' }));
  });
  return { width: spec.width, height: bottom + 15, marks, alt: chartWords.series.alt(spec.xLabel, spec.panels.map(inWords)) };

  function drawPanel(panel: SeriesPanel, top: number): Mark[] {
    const bottom = top + spec.panelHeight;
    const known = panel.points.filter((p): p is readonly [number, number] => p[1] !== null);
    const ys = [...known.map(([, y]) => y), ...(panel.limit ? [panel.limit.value] : [])];
    const y = roundScale(Math.min(0, extreme(ys, Math.min, 0)), Math.max(0, extreme(ys, Math.max, 1)), bottom, top, 2.4);
    const drawn: Mark[] = y.ticks.flatMap((tick): Mark[] => {
      const at = hundredths(y.at(tick));
      return [rule(left, at, right, at, tick === 0 ? { tone: 'rule-strong', width: 0.75 } : { tone: 'grid', width: 0.4 }),
        word(left - 4, at + 2.5, tickLabel(tick), { size: 7, tone: 'ink-3', anchor: 'end' })];
    });
    for (const run of runs(thinned(panel.points))) {
      if (run.length > 1) drawn.push({ kind: 'path', d: pathThrough(run.map(([px, py]) => [x.at(px), y.at(py)])), stroke: { tone: 'series-1', width: 1.3 } });
    }
    const end = known.at(-1);
    const endAt = end ? y.at(end[1]) : bottom;
    if (end) {
      drawn.push({ kind: 'circle', cx: hundredths(x.at(end[0])), cy: hundredths(endAt), r: 2.2, fill: 'series-1' });
    }
    if (panel.limit) {
      const at = hundredths(y.at(panel.limit.value));
      drawn.push(rule(left, at, right, at, { tone: 'limit', width: 0.8, dash: [2.6, 1.6] }));
      // The two labels at the line's end must not touch: the limit keeps its place, the value moves away from it.
      const away = endAt >= at ? 1 : -1;
      const apart = Math.abs(endAt - at) < 9.5 ? at + away * 9.5 : endAt;
      drawn.push(word(right + 6, at + 2.6 - (Math.abs(endAt - at) < 9.5 ? away * 1.5 : 0), panel.limit.text, { size: 7.2 }));
      drawn.push(word(right + 6, hundredths(apart + 2.6), panel.endLabel, { size: 7.6, weight: 600, tone: 'ink' }));
      return drawn;
    }
    drawn.push(word(right + 6, hundredths(endAt + 2.6), panel.endLabel, { size: 7.6, weight: 600, tone: 'ink' }));
    return drawn;
  }
}

function inWords(panel: SeriesPanel): string {
  const known = panel.points.flatMap(([, y]) => (y === null ? [] : [y]));
  return chartWords.series.panel(panel.endLabel, extreme(known, Math.min, 0), extreme(known, Math.max, 0), panel.limit?.text ?? null);
}

/** `Math.min(...values)` without its limit on arguments. */
function extreme(values: readonly number[], pick: (a: number, b: number) => number, none: number): number {
  return values.length === 0 ? none : values.reduce((a, b) => pick(a, b));
}

type Point = readonly [number, number | null];

/** Keeps the first and the last point, and of each stretch its lowest, its highest and its gap: no spike above a limit is lost. */
function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= pointLimit) return points;
  const kept = new Set<number>([0, points.length - 1]);
  for (let s = 0; s < stretches; s++) {
    let low: number | null = null, high: number | null = null;
    for (let i = Math.floor((s * points.length) / stretches); i < Math.floor(((s + 1) * points.length) / stretches); i++) {
      const y = points[i]![1];
      if (y === null) {
        kept.add(i);
        continue;
      }
      if (low === null || y < points[low]![1]!) low = i;
      if (high === null || y > points[high]![1]!) high = i;
    }
    for (const i of [low, high]) if (i !== null) kept.add(i);
  }
  return [...kept].sort((a, b) => a - b).map((i) => points[i]!);
}

function runs(points: readonly Point[]): [number, number][][] {
  const found: [number, number][][] = [[]];
  for (const [x, y] of points) {
    if (y === null) found.push([]);
    else found.at(-1)!.push([x, y]);
  }
  return found;
}
