/** Values with their intervals against limits: one row a measurement, one axis for all, bars from zero. */
import { chartWords, tickLabel } from '../copy/chart.ts';
import { exactScale } from './scale.ts';
import { fitted, hundredths, rule, word, type Mark, type Scene } from './scene.ts';

/** One measurement, in the axis's unit. The `...Text`s are how the row says it in its columns. */
export interface IntervalRow {
  readonly label: string;
  /** Second line: evidence id, dataset, sample size. */
  readonly note: string;
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly limit: { readonly value: number; readonly text: string } | null;
  readonly valueText: string;
  readonly intervalText: string;
  readonly reading: string;
  /** The limit is missed, or lies inside the interval: the row is set darker. */
  readonly doubt: boolean;
}

export interface IntervalBars {
  /** Column heads: what a row is, what the axis shows with its unit, value, interval, reading. */
  readonly heads: readonly [string, string, string, string, string];
  readonly rows: readonly IntervalRow[];
  readonly width: number;
}

const headHeight = 15;
const rowHeight = 23;

/** Draws the rows under their column heads; `alt` says every row in words. */
export function intervalBars(spec: IntervalBars): Scene {
  const { width, rows } = spec;
  const plot = width * 0.31;
  const plotEnd = width * 0.665;
  const valueEnd = width * 0.735;
  const intervalEnd = width * 0.875;
  const reach = rows.flatMap((row) => [row.value, row.interval?.low ?? row.value, row.interval?.high ?? row.value, row.limit?.value ?? row.value]);
  // Room at the right end for the words beside the last limit.
  const [least, most] = reach.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [0, 0]);
  const scale = exactScale(least, most, plot, plotEnd - 46, 4);
  const bottom = headHeight + rows.length * rowHeight;
  const marks: Mark[] = spec.heads.map((head, i) =>
    word([0, plot, valueEnd, intervalEnd, width][i]!, headHeight - 6, head, { size: 7.6, weight: 500, ...(i > 1 ? { anchor: 'end' } : {}) }));
  marks.push(rule(0, headHeight, width, headHeight, { tone: 'ink', width: 0.75 }));
  rows.forEach((row, i) => marks.push(...drawRow(row, headHeight + i * rowHeight)));
  // Of whole things there is no half.
  const ticks = reach.every(Number.isInteger) ? scale.ticks.filter(Number.isInteger) : scale.ticks;
  for (const tick of ticks) {
    const x = hundredths(scale.at(tick));
    marks.push(rule(x, bottom, x, bottom + 2.5, { tone: 'rule-strong', width: 0.5 }), word(x, bottom + 10, tickLabel(tick), { size: 7, tone: 'ink-3', anchor: 'middle' }));
  }
  const zero = hundredths(scale.at(0));
  marks.push(rule(zero, headHeight, zero, bottom, { tone: 'rule-strong', width: 0.75 }));
  return { width, height: bottom + 13, marks, alt: chartWords.bars.alt(spec.heads[1], rows.map(inWords)) };

  function drawRow(row: IntervalRow, top: number): Mark[] {
    const middle = top + rowHeight / 2;
    const zeroAt = scale.at(0);
    const valueAt = scale.at(row.value);
    const drawn: Mark[] = [
      word(0, top + 10, fitted(row.label, plot - 6, 8.4), { size: 8.4, tone: 'ink' }),
      word(0, top + 18.5, fitted(row.note, plot - 6, 7), { size: 7, tone: 'ink-3' }),
      { kind: 'rect', x: hundredths(Math.min(zeroAt, valueAt)), y: hundredths(middle - 3.6), width: hundredths(Math.abs(valueAt - zeroAt)), height: 7.2, fill: row.doubt ? 'bar-doubt' : 'bar' },
    ];
    let end = Math.max(zeroAt, valueAt);
    if (row.interval) {
      const [low, high] = [hundredths(scale.at(row.interval.low)), hundredths(scale.at(row.interval.high))];
      end = Math.max(end, high);
      const stroke = { tone: 'ink', width: 0.8 } as const;
      drawn.push(rule(low, middle, high, middle, stroke), rule(low, middle - 2.6, low, middle + 2.6, stroke), rule(high, middle - 2.6, high, middle + 2.6, stroke));
    }
    if (row.limit) {
      const x = hundredths(scale.at(row.limit.value));
      end = Math.max(end, x);
      drawn.push(rule(x, middle - 7.5, x, middle + 7.5, { tone: 'limit', width: 1.5 }), word(end + 4, middle + 2.6, row.limit.text, { size: 7.4 }));
    }
    drawn.push(
      word(valueEnd, middle + 3, row.valueText, { size: 8.4, tone: 'ink', weight: 600, anchor: 'end' }),
      word(intervalEnd, middle + 3, row.intervalText, { size: 8.4, tone: 'ink', anchor: 'end' }),
      word(width, middle + 3, row.reading, { size: 8.4, tone: 'ink', weight: row.doubt ? 600 : 400, anchor: 'end' }),
      rule(0, top + rowHeight, width, top + rowHeight, top + rowHeight >= bottom ? { tone: 'ink', width: 0.75 } : { tone: 'rule', width: 0.4 }),
    );
    return drawn;
  }
}

function inWords(row: IntervalRow): string {
  return chartWords.bars.row(row.label, row.note, row.valueText, row.interval ? row.intervalText : null, row.limit ? row.limit.text : null, row.reading);
}
