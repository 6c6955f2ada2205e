/** Severity against likelihood, five bands each, with the number of hazards in each cell. */
import { chartWords } from '../copy/chart.ts';
import { rule, word, type Mark, type Scene, type Tone } from './scene.ts';
import type { RiskLevel } from '../vocabulary.ts';

export interface HeatCell { readonly count: number; readonly level: RiskLevel }

export interface HeatMap {
  /** `cells[severity][likelihood]`, both from the lowest band. */
  readonly cells: readonly (readonly HeatCell[])[];
  /** Names of the severity bands, lowest first, each with the ratings it spans: `['Negligible', '1–2']`. */
  readonly severities: readonly (readonly [string, string])[];
  /** The ratings that each likelihood band spans, and names of the two ends: `Rare`, `Frequent`. */
  readonly likelihoods: readonly string[];
  readonly ends: readonly [string, string];
  readonly width: number;
}

const { letters } = chartWords.heat;
const fills: Record<RiskLevel, Tone> = { low: 'level-low', medium: 'level-medium', serious: 'level-serious', high: 'level-high' };

const cellHeight = 25;
const labelWidth = 72;
const top = 12;

/** Draws the grid: occupied cells filled by level, the level's letter in each cell, a heavy line where the level changes. */
export function heatMap(spec: HeatMap): Scene {
  const rows = spec.cells.length;
  const columns = spec.likelihoods.length;
  const cellWidth = (spec.width - labelWidth - 1) / columns;
  const left = labelWidth;
  const bottom = top + rows * cellHeight;
  const fillsOf: Mark[] = [];
  const zones: Mark[] = [];
  const words: Mark[] = [word(left - 4.5, 6.5, chartWords.heat.severity, { anchor: 'end', tone: 'ink-3', size: 7.2 })];
  const said: string[] = [];
  const heavy = { tone: 'ink', width: 0.9 } as const;
  for (let severity = rows - 1; severity >= 0; severity--) {
    const y = top + (rows - 1 - severity) * cellHeight;
    const [name, span] = spec.severities[severity]!;
    words.push(word(left - 27, y + cellHeight / 2 + 2.6, name, { anchor: 'end', size: 7.2 }), word(left - 4.5, y + cellHeight / 2 + 2.6, span, { anchor: 'end', size: 7.6, weight: 600, tone: 'ink' }));
    for (let likelihood = 0; likelihood < columns; likelihood++) {
      const cell = spec.cells[severity]![likelihood]!;
      const x = left + likelihood * cellWidth;
      const dark = cell.count > 0 && cell.level === 'high';
      fillsOf.push({ kind: 'rect', x, y, width: cellWidth, height: cellHeight, ...(cell.count > 0 ? { fill: fills[cell.level] } : {}), stroke: { tone: 'rule', width: 0.4 } });
      words.push(word(x + 3, y + 7.6, letters[cell.level], { size: 7, tone: dark ? 'on-high' : cell.count > 0 ? 'ink' : 'ink-3' }));
      if (cell.count > 0) {
        const digits = String(cell.count).length;
        // The level's letter keeps its corner: a longer number is smaller and stands a little to the right and below.
        const size = [12, 12, 11, 9.5, 8][digits] ?? 7;
        words.push(word(x + cellWidth / 2 + (digits > 1 ? 3.2 : 0), y + cellHeight / 2 + (digits > 1 ? 5.6 : 4.2), String(cell.count), { size, weight: 600, tone: dark ? 'on-high' : 'ink', anchor: 'middle' }));
        said.push(chartWords.heat.cell(span, spec.likelihoods[likelihood]!, cell.count, cell.level));
      }
      const right = spec.cells[severity]![likelihood + 1];
      if (right && right.level !== cell.level) zones.push(rule(x + cellWidth, y, x + cellWidth, y + cellHeight, heavy));
      const below = severity > 0 ? spec.cells[severity - 1]![likelihood] : undefined;
      if (below && below.level !== cell.level) zones.push(rule(x, y + cellHeight, x + cellWidth, y + cellHeight, heavy));
    }
  }
  spec.likelihoods.forEach((span, i) => words.push(word(left + (i + 0.5) * cellWidth, bottom + 10.5, span, { size: 7.6, weight: 600, tone: 'ink', anchor: 'middle' })));
  words.push(
    word(left + cellWidth / 2, bottom + 20, spec.ends[0], { size: 7.2, anchor: 'middle' }),
    word(left + (columns * cellWidth) / 2, bottom + 20, chartWords.heat.likelihood, { size: 7.2, anchor: 'middle', tone: 'ink-3' }),
    word(left + (columns - 0.5) * cellWidth, bottom + 20, spec.ends[1], { size: 7.2, anchor: 'middle' }),
  );
  const frame: Mark = { kind: 'rect', x: left, y: top, width: columns * cellWidth, height: rows * cellHeight, stroke: heavy };
  return {
    width: spec.width, height: bottom + 23, marks: [...fillsOf, ...zones, frame, ...words],
    alt: chartWords.heat.alt(said),
  };
}
