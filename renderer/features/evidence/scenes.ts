/** Evidence as charts: measurements against their limits, and runs over time. Pure; the same drawings as in the packet. */
import { intervalBars, type IntervalRow } from '../../../shared/charts/interval-bars.ts';
import type { Scene } from '../../../shared/charts/scene.ts';
import { seriesChart, type SeriesPanel } from '../../../shared/charts/series-chart.ts';
import { comparisonSigns, digitsFor, evidenceStateWords, metricWords, unitWords } from '../../../shared/copy/evidence.ts';
import { figure } from '../../../shared/copy/number.ts';
import { evidenceWords } from '../../../shared/copy/screens/evidence.ts';
import { worstFew } from './measurement-rows.ts';
import type { Evidence, Measurement } from '../../../shared/dossier/evidence.ts';
import type { EvidenceJudgement, Judgement } from '../../../shared/evidence/judge.ts';

interface Measured { readonly judgement: Judgement; readonly measurement: Measurement & { readonly value: number } }

/** Beyond these, a chart shows the worst; the table has them all. */
export const mostBars = 12;

/** One chart for each axis: percentages share one, anything else has its own by metric. Units are never rescaled (rule E-2). */
export function intervalScenes({ judgements }: EvidenceJudgement, width: number): readonly Scene[] {
  const byUnit = new Map<string, Map<string, Judgement[]>>();
  const groups: Judgement[][] = [];
  for (const judgement of judgements) {
    const { measurement } = judgement;
    if (measurement?.value == null || judgement.reason === 'units-differ') continue;
    const { unit, metric } = measurement;
    const metrics = byUnit.get(unit) ?? new Map<string, Judgement[]>();
    if (metrics.size === 0) byUnit.set(unit, metrics);
    const axis = unit === 'percent' || unit === 'fraction' ? '' : metric;
    const group = metrics.get(axis);
    if (group !== undefined) group.push(judgement);
    else {
      const begun = [judgement];
      metrics.set(axis, begun);
      groups.push(begun);
    }
  }
  return groups.map((group) => worst(group).map((judgement): Measured => ({ judgement, measurement: judgement.measurement as Measured['measurement'] })))
    .map((group) => intervalBars({ heads: evidenceWords.charts.heads(axisWords(group)), rows: group.map(rowOf), width }));
}

/** As they come while they are few; otherwise the worst. */
function worst(group: readonly Judgement[]): readonly Judgement[] {
  return group.length <= mostBars ? group : worstFew(group.map((judgement) => ({ judgement, measurement: judgement.measurement, state: judgement.result })), mostBars).map(({ judgement }) => judgement);
}

function axisWords(group: readonly Measured[]): string {
  const directions = new Set(group.map(({ judgement }) => judgement.threshold.op[0]));
  return evidenceWords.charts.axis[directions.size > 1 ? 'mixed' : directions.has('>') ? '>' : '<'](unitWords[group[0]!.measurement.unit]);
}

function rowOf({ judgement, measurement }: Measured): IntervalRow {
  const { value, metric, variant, n } = measurement;
  const { interval, threshold, result } = judgement;
  const digits = digitsFor([value, threshold.value]);
  return {
    label: metricWords(metric), note: [...(variant === null ? [] : [variant]), evidenceWords.charts.cases(n)].join(', '),
    value, interval, limit: { value: threshold.value, text: `${comparisonSigns[threshold.op]} ${figure(threshold.value, digitsFor([threshold.value]))}` },
    valueText: figure(value, digits), intervalText: interval === null ? '–' : `${figure(interval.low, digits)}–${figure(interval.high, digits)}`,
    reading: evidenceStateWords[result], doubt: result !== 'passed',
  };
}

/** A run over time: the first two columns beside x, what is kept under a limit last; null where there is no curve. */
export function seriesScene({ series }: Evidence, { judgements }: EvidenceJudgement, width: number): Scene | null {
  if (series === null || series.rows.length < 2 || series.columns.length < 2) return null;
  const x = Math.max(0, series.columns.indexOf(series.x));
  const columns = series.columns.map((name, index) => ({ name, index })).filter(({ index }) => index !== x).slice(0, 2);
  const panels = columns.map(({ name, index }): SeriesPanel => {
    const points = series.rows.flatMap((row): [number, number | null][] => (row[x] == null ? [] : [[row[x], row[index] ?? null]]));
    const end = points.findLast(([, value]) => value !== null)?.[1] ?? null;
    const limit = judgements.find((judgement) => judgement.metric === name && judgement.measurement !== null)?.threshold ?? null;
    return {
      points, endLabel: end === null ? shortName(name) : `${shortName(name)} ${figure(end, Math.min(1, digitsFor([end])))}`,
      limit: limit === null ? null : { value: limit.value, text: evidenceWords.charts.limit(figure(limit.value, digitsFor([limit.value]))) },
    };
  });
  return seriesChart({ panels, xLabel: shortName(series.x).toLowerCase(), width, panelHeight: 66 });
}

/** Fits beside the end of a line. */
function shortName(name: string): string {
  const { cost, return: gain, steps } = evidenceWords.charts.shortNames;
  return /cost/i.test(name) ? cost : /ret|reward/i.test(name) ? gain : /interact|step/i.test(name) ? steps : metricWords(name).slice(0, 14);
}
