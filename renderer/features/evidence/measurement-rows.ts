/** Measurements as rows of a table: variants under their metric, worst first, many of them folded. Pure. */
import type { Measurement } from '../../../shared/dossier/evidence.ts';
import { intervalOf } from '../../../shared/dossier/interval.ts';
import type { EvidenceState, Judgement } from '../../../shared/evidence/judge.ts';

/** A limit held against a measurement, a measurement without a limit, or a limit that names nothing measured. */
export interface Measured {
  readonly key: string;
  readonly measurement: Measurement | null;
  readonly judgement: Judgement | null;
  readonly about: Pick<Measurement, 'metric' | 'variant'>;
  /** A tool's own alarm counts as failed where nobody sets a limit. */
  readonly state: EvidenceState;
}

export type StateCounts = Readonly<Record<EvidenceState, number>>;

/** A metric with all that was measured of it, worst first. */
export interface MetricGroup {
  readonly metric: string;
  readonly total: number;
  /** At most {@link foldedTo}. */
  readonly worst: readonly Measured[];
  /** All of them; put in order once somebody asks, since there may be 100,000. */
  readonly rows: readonly Measured[];
  readonly counts: StateCounts;
}

export type TableRow =
  | { readonly kind: 'metric'; readonly key: string; readonly group: MetricGroup; readonly shown: number; /** Null: too few to fold. */ readonly open: boolean | null }
  /** `within`: under the row of its metric, so that only the variant is named. */
  | { readonly kind: 'measured'; readonly key: string; readonly row: Measured; readonly within: boolean };

/** What has no limit says the least: it comes last. */
const gravity = { 'failed': 0, 'indeterminate': 1, 'passed': 2, 'not-judged': 3 } as const satisfies Record<EvidenceState, number>;
/** More variants than these are folded to the worst of them. */
export const foldAbove = 8;
export const foldedTo = 5;

/** Metrics by their worst part, then as the file has them. */
export function metricGroups(results: readonly Measurement[], judgements: readonly Judgement[]): readonly MetricGroup[] {
  const seen = new Set(judgements.map(({ measurement }) => measurement));
  const all = [
    ...judgements.map((judgement, index): Measured => ({ key: `j${index}`, measurement: judgement.measurement, judgement, about: judgement, state: judgement.result })),
    ...results.filter((measurement) => !seen.has(measurement)).map((measurement, index): Measured => ({ key: `m${index}`, measurement, judgement: null, about: measurement, state: measurement.breached === 'yes' ? 'failed' : 'not-judged' })),
  ];
  const byMetric = new Map<string, Measured[]>();
  for (const row of all) {
    const rows = byMetric.get(row.about.metric);
    if (rows === undefined) byMetric.set(row.about.metric, [row]);
    else rows.push(row);
  }
  return [...byMetric].map(([metric, rows]) => groupOf(metric, rows)).sort((a, b) => gravity[a.worst[0]!.state] - gravity[b.worst[0]!.state]);
}

function groupOf(metric: string, rows: readonly Measured[]): MetricGroup {
  let ordered: readonly Measured[] | null = null;
  return { metric, total: rows.length, worst: worstFew(rows, foldedTo), counts: countStates(rows), get rows() { return (ordered ??= worstFirst(rows)); } };
}

function countStates(rows: readonly Measured[]): StateCounts {
  const counts: Record<EvidenceState, number> = { 'failed': 0, 'indeterminate': 0, 'not-judged': 0, 'passed': 0 };
  for (const { state } of rows) counts[state]++;
  return counts;
}

type Weighed = Pick<Measured, 'measurement' | 'judgement' | 'state'>;
interface Weight<M> { readonly row: M; readonly index: number; readonly margin: number }

const isWorse = <M extends Weighed>(a: Weight<M>, b: Weight<M>): number => gravity[a.row.state] - gravity[b.row.state] || a.margin - b.margin || a.index - b.index;

/** By state, then by how far inside its limit each lies. */
export function worstFirst<M extends Weighed>(rows: readonly M[]): readonly M[] {
  return rows.map((row, index) => ({ row, index, margin: marginOf(row) })).sort(isWorse).map(({ row }) => row);
}

/** The first of {@link worstFirst}, in one pass. */
export function worstFew<M extends Weighed>(rows: readonly M[], most: number): readonly M[] {
  const kept: Weight<M>[] = [];
  for (const [index, row] of rows.entries()) {
    const last = kept.length < most ? undefined : kept[most - 1]!;
    if (last !== undefined && gravity[row.state] > gravity[last.row.state]) continue;
    const weight = { row, index, margin: marginOf(row) };
    if (last !== undefined && isWorse(weight, last) > 0) continue;
    let at = kept.length;
    while (at > 0 && isWorse(weight, kept[at - 1]!) < 0) at--;
    kept.splice(at, 0, weight);
    if (kept.length > most) kept.pop();
  }
  return kept.map(({ row }) => row);
}

/** How far inside its limit the bad end of a value lies; without a limit the value itself, turned so that lower is worse. Nothing known is worst. */
function marginOf({ measurement, judgement }: Pick<Measured, 'measurement' | 'judgement'>): number {
  if (measurement === null || measurement.value === null) return Number.NEGATIVE_INFINITY;
  const interval = judgement?.interval ?? intervalOf(measurement);
  const [low, high] = [interval?.low ?? measurement.value, interval?.high ?? measurement.value];
  if (judgement !== null) return judgement.threshold.op.startsWith('<') ? judgement.threshold.value - high : low - judgement.threshold.value;
  return measurement.direction === 'higher' ? low : measurement.direction === 'lower' ? -high : 0;
}

/** The rows to show. A metric of one measurement is one row; one of several has a row of its own above them. */
export function tableRows(groups: readonly MetricGroup[], opened: ReadonlySet<string>): readonly TableRow[] {
  return groups.flatMap((group): TableRow[] => {
    const { metric, total, worst } = group;
    if (total === 1) return [{ kind: 'measured', key: worst[0]!.key, row: worst[0]!, within: false }];
    const open = total <= foldAbove ? null : opened.has(metric);
    const shown = open === false ? worst : group.rows;
    return [{ kind: 'metric', key: `g ${metric}`, group, shown: shown.length, open }, ...shown.map((row): TableRow => ({ kind: 'measured', key: row.key, row, within: true }))];
  });
}
