/** Evidence and its judgement in words: metrics, units, limits, reasons, and what a piece of evidence comes to. */
import type { Comparison, Evidence, Measurement, PropertyResult, Verdict } from '../dossier/evidence.ts';
import type { EvidenceJudgement, EvidenceState, Judgement, JudgementReason } from '../evidence/judge.ts';
import { count, figure, nbsp, sentenceStart } from './number.ts';

export const evidenceStateWords = { 'passed': 'Passed', 'failed': 'Failed', 'indeterminate': 'Inconclusive', 'not-judged': 'Not judged' } as const satisfies Record<EvidenceState, string>;

/** Why a judgement came out as it did, as a sentence. */
export const judgementReasons = {
  'interval-clears': 'The whole interval is within the limit.', 'interval-beyond': 'The whole interval is beyond the limit.', 'interval-across': 'The interval lies across the limit: too close to call.',
  'value-clears': 'The value is within the limit; no interval is known.', 'value-beyond': 'The value is beyond the limit; no interval is known.',
  'not-measured': 'The limit names something that was not measured.', 'no-value': 'The file holds no number for it.', 'units-differ': 'Measurement and limit have different units.',
  'direction-differs': 'The limit points the other way than the measurement.', 'run-not-complete': 'The run is not known to be complete, so it can’t pass.',
} as const satisfies Record<JudgementReason, string>;

/** The same after a state: `Inconclusive: too close to call`. */
const shortReasons = {
  'interval-clears': 'clear of the limit', 'interval-beyond': 'beyond the limit', 'interval-across': 'too close to call', 'value-clears': 'within the limit', 'value-beyond': 'beyond the limit',
  'not-measured': 'not measured', 'no-value': 'no value', 'units-differ': 'units differ', 'direction-differs': 'limit reversed', 'run-not-complete': 'run not complete',
} as const satisfies Record<JudgementReason, string>;

/** Whose limit was applied, inside a sentence. */
export const originWords = { board: 'the board’s limit', dossier: 'the dossier’s limit', file: 'the limit in the file' } as const satisfies Record<Judgement['threshold']['origin'], string>;

export const comparisonSigns = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' } as const satisfies Record<Comparison, string>;

export const completenessWords = { complete: 'Complete', partial: 'Partial', crashed: 'Crashed', unknown: 'Not known to be complete' } as const satisfies Record<Evidence['run']['completeness'], string>;

/** What ties evidence to the artifact under review; a name alone doesn't (rule E-5). */
export const subjectMatchWords = { exact: 'It names the artifact by its digest', asserted: 'The submitter says that it is the artifact', unknown: 'Nothing in the file ties it to the artifact' } as const satisfies Record<Evidence['subject']['matchToArtifact'], string>;

/** What a property file states. */
export const polarityWords = { 'states-safe': 'Safe behaviour', 'states-negation': 'Its negation', 'unknown': 'Not said' } as const satisfies Record<PropertyResult['polarity'], string>;

/** What a solver's answer means for the property. */
export const propertyWords = { 'pass': 'Holds', 'fail': 'Violated', 'inconclusive': 'Undecided', 'error': 'Did not finish', 'not-applicable': 'Not applicable', 'none': 'No answer' } as const satisfies Record<Verdict, string>;

/** A unit as an axis names it. */
export const unitWords = { 'fraction': 'Fraction of 1', 'percent': 'Percent', 'count': 'Count', 'seconds': 'Seconds', 'score': 'Score', 'per-episode': 'Per episode', 'none': 'Value' } as const satisfies Record<Measurement['unit'], string>;

const unitSigns = { 'fraction': '', 'percent': '%', 'count': '', 'seconds': 's', 'score': '', 'per-episode': 'per episode', 'none': '' } as const satisfies Record<Measurement['unit'], string>;

/** Names that files give to what people call otherwise. */
const metricNames: Readonly<Record<string, string>> = {
  clean_acc: 'Clean accuracy', robust_acc: 'Robust accuracy', autoattack_acc: 'Accuracy under AutoAttack', corruptions_acc: 'Accuracy under corruptions', external: 'Accuracy under an external attack',
  AverageEpCost: 'Cost per episode', AverageEpRet: 'Return per episode', CostRate: 'Cost per step',
};

/** A metric as words: known ones by name, others with their parts apart. */
export function metricWords(metric: string): string {
  const known = Object.hasOwn(metricNames, metric) ? metricNames[metric] : undefined;
  return known ?? sentenceStart(metric.replace(/[_-]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').trim());
}

/** What was measured, with its variant: `Accuracy under AutoAttack, Linf 8/255`. */
export function measurementWords({ metric, variant }: Pick<Measurement, 'metric' | 'variant'>): string {
  return variant === null ? metricWords(metric) : `${metricWords(metric)}, ${variant}`;
}

/** Enough digits to tell values of this size apart, never more than three. */
export function digitsFor(values: readonly number[]): number {
  const largest = Math.max(...values.map(Math.abs));
  return values.every(Number.isInteger) ? 0 : largest >= 100 ? 1 : largest >= 0.1 || largest === 0 ? 2 : 3;
}

/** A value with its unit, in the file's own unit (rule E-2), with digits that suit the values beside it: `59.53 %`. */
export function valueText(value: number, unit: Measurement['unit'], beside: readonly number[] = []): string {
  const sign = unitSigns[unit];
  return `${figure(value, digitsFor([value, ...beside]))}${sign === '' ? '' : `${nbsp}${sign}`}`;
}

/** A limit: `≥ 55 %`. */
export function limitText({ op, value }: Pick<Judgement['threshold'], 'op' | 'value'>, unit: Measurement['unit']): string {
  return `${comparisonSigns[op]}${nbsp}${valueText(value, unit)}`;
}

/** The state with its reason where it isn't plain: `Inconclusive: too close to call`. */
export function evidenceStateText({ state, judgements, properties }: Pick<EvidenceJudgement, 'state' | 'judgements' | 'properties'>): string {
  const word = evidenceStateWords[state];
  if (state === 'passed' || state === 'not-judged') return word;
  const judgement = judgements.find((one) => one.result === state);
  if (judgement !== undefined) return `${word}: ${shortReasons[judgement.reason]}`;
  const those = state === 'failed' ? properties.violated : properties.undecided;
  return those === 0 ? word : `${word}: ${count(those, 'property', 'properties')} ${state === 'failed' ? 'violated' : 'undecided'}`;
}

/** What one piece of evidence comes to, as its headline. */
export function evidenceSentence({ state, judgements, properties }: Pick<EvidenceJudgement, 'state' | 'judgements' | 'properties'>, { verdict }: Pick<Evidence, 'verdict'>): string {
  const limits = (result: Judgement['result']): number => judgements.filter((one) => one.result === result).length;
  const parts = [
    ...(limits('failed') > 0 ? [`${count(limits('failed'), 'limit')} missed`] : []), ...(limits('indeterminate') > 0 ? [`${count(limits('indeterminate'), 'limit')} not settled`] : []),
    ...(limits('passed') > 0 ? [`${count(limits('passed'), 'limit')} met`] : []),
    ...(properties.total > 0 ? [`${figure(properties.hold)} of ${count(properties.total, 'property', 'properties')} hold`] : []),
    ...(properties.violated > 0 ? [`${figure(properties.violated)} violated`] : []), ...(properties.undecided > 0 ? [`${figure(properties.undecided)} undecided`] : []),
    ...(verdict === 'none' ? [] : [`the tool’s own verdict: ${toolWords[verdict]}`]),
  ];
  return parts.length === 0 ? 'No limit and no verdict: nothing to judge it by.' : `${evidenceStateWords[state]}: ${parts.join(', ')}.`;
}

const toolWords = { 'pass': 'passed', 'fail': 'failed', 'inconclusive': 'inconclusive', 'error': 'did not finish', 'not-applicable': 'not applicable' } as const satisfies Record<Exclude<Verdict, 'none'>, string>;

/** All the evidence of a revision: `5 passed, 1 failed, 2 inconclusive.` */
export function allEvidenceSentence(states: readonly EvidenceState[]): string {
  if (states.length === 0) return 'This revision holds no evidence.';
  const parts = (['passed', 'failed', 'indeterminate', 'not-judged'] as const).map((state) => [states.filter((one) => one === state).length, state] as const).filter(([n]) => n > 0);
  return `${parts.map(([n, state]) => `${figure(n)} ${evidenceStateWords[state].toLowerCase()}`).join(', ')}.`;
}
