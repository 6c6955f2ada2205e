/** What happened when: marks in lanes over one axis of time, alarms as filled squares, open ones as rings, settled ones as dots. */
import { chartWords } from '../copy/chart.ts';
import { hundredths, rule, word, type Mark, type Scene } from './scene.ts';

export type TimeMarkState = 'alarm' | 'open' | 'settled';

/** `at` counts milliseconds, as everywhere in time. */
export interface TimeMark { readonly at: number; readonly state: TimeMarkState }

export interface TimeLine {
  readonly lanes: readonly { readonly name: string; readonly marks: readonly TimeMark[] }[];
  /** A moment to compare with: when this revision was published. */
  readonly moment: { readonly at: number; readonly text: string } | null;
  readonly width: number;
  /** The whole in words. */
  readonly alt: string;
}

const left = 62;
const top = 16;
const laneHeight = 34;
/** Marks nearer than this are drawn as one, with their number. */
const apart = 11;
const dayMs = 86_400_000;
const gravity = { alarm: 0, open: 1, settled: 2 } as const satisfies Record<TimeMarkState, number>;

/** Draws the lanes one below the other. What happened at the same time is one mark of the gravest kind, with how many of how many. */
export function timeLine(spec: TimeLine): Scene {
  const right = spec.width - 10;
  const all = [...spec.lanes.flatMap(({ marks }) => marks.map(({ at }) => at)), ...(spec.moment === null ? [] : [spec.moment.at])];
  const [first, last] = all.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  const [from, to] = first > last ? [0, 365 * dayMs] : room(first, last);
  const x = (at: number): number => left + ((at - from) / (to - from)) * (right - left);
  const bottom = top + spec.lanes.length * laneHeight;
  const marks: Mark[] = [];
  for (const { at, text } of ticksOf(from, to)) {
    const place = hundredths(x(at));
    marks.push(rule(place, top, place, bottom, { tone: 'grid', width: 0.4 }), word(place, bottom + 11, text, { size: 7, tone: 'ink-3', anchor: 'middle' }));
  }
  marks.push(rule(left, bottom, right, bottom, { tone: 'rule-strong', width: 0.75 }));
  if (spec.moment !== null) {
    const place = hundredths(x(spec.moment.at));
    const isLate = place > (left + right) / 2;
    marks.push(rule(place, top - 6, place, bottom, { tone: 'limit', width: 0.8, dash: [2.6, 1.6] }), word(place + (isLate ? -3 : 3), top - 8, spec.moment.text, { size: 7, anchor: isLate ? 'end' : 'start' }));
  }
  spec.lanes.forEach(({ name, marks: happened }, index) => {
    const middle = top + index * laneHeight + laneHeight / 2;
    marks.push(word(0, middle + 2.6, name, { size: 7.6, weight: 500, tone: 'ink' }), rule(left, middle, right, middle, { tone: 'rule', width: 0.4 }));
    for (const cluster of clusters(happened, x)) marks.push(...drawCluster(cluster, middle, spec.moment === null ? null : x(spec.moment.at)));
  });
  return { width: spec.width, height: bottom + 16, marks, alt: spec.alt };
}

/** `grave` of its `count` marks have its state, the gravest of all. */
interface Cluster { readonly x: number; readonly state: TimeMarkState; readonly grave: number; readonly count: number }

function clusters(happened: readonly TimeMark[], x: (at: number) => number): readonly Cluster[] {
  const found: { x: number; state: TimeMarkState; grave: number; count: number }[] = [];
  for (const { at, state } of [...happened].sort((a, b) => a.at - b.at)) {
    const place = x(at);
    const before = found.at(-1);
    if (before === undefined || place - before.x >= apart) found.push({ x: place, state, grave: 1, count: 1 });
    else {
      before.count++;
      if (state === before.state) before.grave++;
      else if (gravity[state] < gravity[before.state]) [before.state, before.grave] = [state, 1];
    }
  }
  return found;
}

/** `moment`: where its line stands, which no number may lie on. */
function drawCluster({ x: at, state, grave, count }: Cluster, middle: number, moment: number | null): Mark[] {
  const x = hundredths(at);
  const isOnLine = moment !== null && Math.abs(moment - at) < 12;
  const shape: Mark[] = state === 'alarm'
    ? [{ kind: 'rect', x: hundredths(x - 4), y: middle - 4, width: 8, height: 8, fill: 'ink' }, rule(hundredths(x - 2), middle - 2, hundredths(x + 2), middle + 2, { tone: 'paper', width: 1 }), rule(hundredths(x + 2), middle - 2, hundredths(x - 2), middle + 2, { tone: 'paper', width: 1 })]
    : state === 'open' ? [{ kind: 'circle', cx: x, cy: middle, r: 3.6, fill: 'paper', stroke: { tone: 'ink', width: 1.2 } }] : [{ kind: 'circle', cx: x, cy: middle, r: 2.4, fill: 'series-2' }];
  return count === 1 ? shape : [...shape, word(isOnLine ? hundredths(Math.min(at, moment) - 4) : x, middle - 7, grave === count ? String(count) : chartWords.times.graveOf(grave, count), { size: 7, weight: 600, tone: 'ink', anchor: isOnLine ? 'end' : 'middle' })];
}

/** Some room at both ends, and never less than two months. */
function room(first: number, last: number): readonly [number, number] {
  const span = Math.max(last - first, 30 * dayMs);
  const side = span * 0.06 + (span - (last - first)) / 2;
  return [first - side, last + side];
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200] as const;

/** Firsts of months in UTC, at most eight; whole years where they are that far apart. */
function ticksOf(from: number, to: number): readonly { readonly at: number; readonly text: string }[] {
  const monthOf = (at: number): number => {
    const date = new Date(at);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  };
  const [first, last] = [monthOf(from), monthOf(to)];
  const step = steps.find((candidate) => (last - first) / candidate <= 8) ?? 12_000;
  const ticks: { at: number; text: string }[] = [];
  for (let month = Math.ceil(first / step) * step; month <= last; month += step) {
    const [year, index] = [Math.floor(month / 12), month % 12];
    const at = Date.UTC(year, index, 1);
    if (at >= from && at <= to) ticks.push({ at, text: step >= 12 ? String(year) : `${months[index]!} ${year}` });
  }
  return ticks;
}
