/**
 * Evidence against thresholds. What is missing, unfinished, in other units or too close to call is indeterminate, never passed.
 * So is what has expired, what its file leaves open (a gap), and what names a file by a hash that the file doesn't have.
 *
 * E-1: a timeout, an unknown or missing result, a crashed, partial or empty run never passes.
 * E-4: the board's threshold decides over the dossier's, the dossier's over one in the file. A tool's own alarm fails what neither covers;
 * that a tool raised none passes nothing.
 * E-9: where an interval is known it must clear the threshold as a whole; wholly beyond it fails, across it is indeterminate.
 */
import { intervalOf, type Interval } from '../dossier/interval.ts';
import type { Comparison, Evidence, Measurement, PropertyResult } from '../dossier/evidence.ts';
import { countEntries, type EntryCounts } from './entries.ts';
import type { OpenRevision } from '../dossier/revision-tree.ts';
import type { Threshold } from '../dossier/threshold.ts';
import type { CheckResult, Day, ItemId } from '../vocabulary.ts';

export type ThresholdOrigin = 'board' | 'dossier' | 'file';

export interface AppliedThreshold { readonly origin: ThresholdOrigin; readonly op: Comparison; readonly value: number; readonly reason: string | null }

/** Why a judgement came out as it did: the words are in `copy`. */
export type JudgementReason =
  | 'interval-clears' | 'interval-beyond' | 'interval-across' | 'value-clears' | 'value-beyond'
  | 'not-measured' | 'no-value' | 'units-differ' | 'direction-differs' | 'run-not-complete' | 'file-says-breached' | 'expired';

/** One threshold applied to one measurement; `measurement` is null where the threshold names something that was not measured. */
export interface Judgement {
  readonly metric: string;
  readonly variant: string | null;
  readonly measurement: Measurement | null;
  readonly threshold: AppliedThreshold;
  readonly interval: Interval | null;
  readonly result: CheckResult;
  readonly reason: JudgementReason;
}

export type EvidenceState = CheckResult | 'not-judged';

export interface PropertyCounts { readonly total: number; readonly hold: number; readonly violated: number; readonly undecided: number }

/** What one piece of evidence comes to. `state` is its worst part; `not-judged` where there is neither threshold nor verdict. */
export interface EvidenceJudgement {
  readonly id: ItemId;
  readonly state: EvidenceState;
  readonly judgements: readonly Judgement[];
  readonly properties: PropertyCounts;
  /** Measurements for which the tool raised its own alarm, and for which nobody, not even the file, states a limit: each fails. */
  readonly alarms: readonly Measurement[];
  readonly entries: EntryCounts;
  /** Lineage whose file was at hand and had another hash. */
  readonly differing: number;
  /** Its last day is over on the day that it was judged for. */
  readonly expired: boolean;
}

const satisfies: Record<Comparison, (value: number, limit: number) => boolean> = {
  '>=': (value, limit) => value >= limit, '>': (value, limit) => value > limit, '<=': (value, limit) => value <= limit, '<': (value, limit) => value < limit,
};

/**
 * Judges one piece of evidence against the thresholds of the board's charter and of the dossier, and those in the file. `on` is the day
 * (UTC) that it is judged for; null: whether it has expired is left open.
 */
export function judgeEvidence(id: ItemId, evidence: Evidence, dossier: readonly Threshold[], board: readonly Threshold[], on: Day | null = null): EvidenceJudgement {
  const expired = on !== null && evidence.expiresOn !== null && evidence.expiresOn < on;
  const measured = judgeMeasurements({ id, evidence, dossier, board, expired });
  const judgements = [...measured.judgements, ...judgeAbsent(id, evidence, dossier, board)];
  const properties = countProperties(evidence.properties);
  const entries = countEntries(evidence.entries);
  const differing = evidence.lineage.filter(({ check }) => check === 'differs').length;
  const parts: CheckResult[] = judgements.map((judgement) => judgement.result);
  if (measured.alarms.length > 0) parts.push('failed');
  if (properties.total > 0) parts.push(properties.violated > 0 ? 'failed' : properties.undecided > 0 ? 'indeterminate' : 'passed');
  if (evidence.verdict === 'pass') parts.push('passed');
  if (evidence.verdict === 'fail') parts.push('failed');
  if (evidence.verdict === 'inconclusive' || evidence.verdict === 'error') parts.push('indeterminate');
  if (entries.gap > 0 && evidence.kind === 'argument') parts.push('indeterminate');
  if (differing > 0 || expired) parts.push('indeterminate');
  const worst = worstOf(parts);
  const barred = evidence.run.completeness !== 'complete' || entries.gap > 0;
  return { id, judgements, properties, alarms: measured.alarms, entries, differing, expired, state: worst === 'passed' && barred ? 'indeterminate' : worst };
}

/** Judges all evidence of an opened revision, in its order, against its own thresholds and those of the board's charter; `on` as for {@link judgeEvidence}. */
export function judgeRevision({ revision, evidence }: OpenRevision, board: readonly Threshold[], on: Day | null = null): ReadonlyMap<ItemId, EvidenceJudgement> {
  return new Map([...evidence].map(([id, neutral]) => [id, judgeEvidence(id, neutral, revision.thresholds, board, on)]));
}

/** Failed before indeterminate before passed; `not-judged` of nothing. */
export function worstOf(parts: readonly EvidenceState[]): EvidenceState {
  for (const state of ['failed', 'indeterminate', 'passed'] as const) if (parts.includes(state)) return state;
  return 'not-judged';
}

export function countProperties(properties: readonly PropertyResult[]): PropertyCounts {
  const relevant = properties.filter((property) => property.verdict !== 'not-applicable');
  const hold = relevant.filter((property) => property.verdict === 'pass').length;
  const violated = relevant.filter((property) => property.verdict === 'fail').length;
  return { total: relevant.length, hold, violated, undecided: relevant.length - hold - violated };
}

interface Context { readonly id: ItemId; readonly evidence: Evidence; readonly dossier: readonly Threshold[]; readonly board: readonly Threshold[]; readonly expired: boolean }

const noThresholds: readonly Threshold[] = [];

/** Limits of the board or the dossier by what they are about: there may be 200,000 measurements, and each looks for its own. */
function limitsFor(id: ItemId, thresholds: readonly Threshold[]): (measurement: Measurement) => readonly Threshold[] {
  const byName = new Map<string, Threshold[]>();
  const key = ({ metric, variant }: Pick<Measurement, 'metric' | 'variant'>): string => (variant === null ? metric : `${metric}\n${variant}`);
  for (const threshold of thresholds) {
    if (threshold.evidence !== null && threshold.evidence !== id) continue;
    const held = byName.get(key(threshold));
    if (held === undefined) byName.set(key(threshold), [threshold]);
    else held.push(threshold);
  }
  if (byName.size === 0) return () => noThresholds;
  return (measurement) => byName.get(key(measurement)) ?? noThresholds;
}

function judgeMeasurements(context: Context): Pick<EvidenceJudgement, 'judgements' | 'alarms'> {
  const { id, evidence, dossier, board } = context;
  const [boards, dossiers] = [limitsFor(id, board), limitsFor(id, dossier)];
  const alarms: Measurement[] = [];
  const judgements = evidence.results.flatMap((measurement) => {
    const [ofBoard, ofDossier] = [boards(measurement), dossiers(measurement)];
    if (ofBoard.length > 0) return ofBoard.map((threshold) => judge(measurement, threshold, 'board', context));
    if (ofDossier.length > 0) return ofDossier.map((threshold) => judge(measurement, threshold, 'dossier', context));
    if (measurement.threshold !== null) return [judge(measurement, { ...measurement.threshold, unit: measurement.unit, reason: null }, 'file', context)];
    if (measurement.breached === 'yes') alarms.push(measurement);
    return [];
  });
  return { judgements, alarms };
}

/** A threshold that names this evidence and something that it doesn't hold: silence would read as a pass. */
function judgeAbsent(id: ItemId, evidence: Evidence, dossier: readonly Threshold[], board: readonly Threshold[]): Judgement[] {
  const isAbsent = (threshold: Threshold): boolean =>
    threshold.evidence === id && !evidence.results.some((measurement) => measurement.metric === threshold.metric && measurement.variant === threshold.variant);
  const absent = (origin: ThresholdOrigin) => ({ metric, variant, op, value, reason }: Threshold): Judgement =>
    ({ metric, variant, measurement: null, threshold: { origin, op, value, reason }, interval: null, result: 'indeterminate', reason: 'not-measured' });
  return [...board.filter(isAbsent).map(absent('board')), ...dossier.filter(isAbsent).map(absent('dossier'))];
}

function judge(measurement: Measurement, threshold: Pick<Threshold, 'op' | 'value' | 'unit'> & { readonly reason: string | null }, origin: ThresholdOrigin, { evidence, expired }: Context): Judgement {
  const interval = intervalOf(measurement);
  const of = (result: CheckResult, reason: JudgementReason): Judgement => ({
    metric: measurement.metric, variant: measurement.variant, measurement, interval, result, reason,
    threshold: { origin, op: threshold.op, value: threshold.value, reason: threshold.reason },
  });
  const { value, direction } = measurement;
  if (origin === 'file' && measurement.breached === 'yes') return of('failed', 'file-says-breached');
  if (value === null) return of('indeterminate', 'no-value');
  if (threshold.unit !== measurement.unit) return of('indeterminate', 'units-differ');
  if ((direction === 'higher' && threshold.op.startsWith('<')) || (direction === 'lower' && threshold.op.startsWith('>'))) return of('indeterminate', 'direction-differs');
  const clears = (candidate: number): boolean => satisfies[threshold.op](candidate, threshold.value);
  const ends = interval === null ? [value] : [interval.low, value, interval.high];
  if (ends.every((end) => !clears(end))) return of('failed', interval === null ? 'value-beyond' : 'interval-beyond');
  if (!ends.every(clears)) return of('indeterminate', 'interval-across');
  if (evidence.run.completeness !== 'complete') return of('indeterminate', 'run-not-complete');
  if (expired) return of('indeterminate', 'expired');
  return of('passed', interval === null ? 'value-clears' : 'interval-clears');
}
