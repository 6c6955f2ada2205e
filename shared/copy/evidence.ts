/** Evidence and its judgement in words: metrics, units, limits, reasons, and what a piece of evidence comes to. */
import type { Comparison, Evidence, Measurement, PropertyResult, Verdict } from '../dossier/evidence.ts';
import type { EvidenceJudgement, EvidenceState, Judgement, JudgementReason } from '../evidence/judge.ts';
import { entryCountPhrase, entryNoun, entryTotals } from './entries.ts';
import { count, figure, list, nbsp, sentenceStart } from './number.ts';

export const evidenceStateWords = { 'passed': 'Passed', 'failed': 'Failed', 'indeterminate': 'Inconclusive', 'not-judged': 'Not judged' } as const satisfies Record<EvidenceState, string>;

/** Why a judgement came out as it did, as a sentence. */
export const judgementReasons = {
  'interval-clears': 'The whole interval is within the limit.', 'interval-beyond': 'The whole interval is beyond the limit.', 'interval-across': 'The interval lies across the limit: too close to call.',
  'value-clears': 'The value is within the limit; no interval is known.', 'value-beyond': 'The value is beyond the limit; no interval is known.',
  'not-measured': 'The limit names something that was not measured.', 'no-value': 'The file holds no number for it.', 'units-differ': 'Measurement and limit have different units.',
  'direction-differs': 'The limit points the other way than the measurement.', 'run-not-complete': 'The run is not known to be complete, so it can’t pass.',
  'file-says-breached': 'The file itself says that its limit is breached.', 'expired': 'The evidence has expired, so it can’t pass.',
} as const satisfies Record<JudgementReason, string>;

/** The same after a state: `Inconclusive: too close to call`. */
const shortReasons = {
  'interval-clears': 'clear of the limit', 'interval-beyond': 'beyond the limit', 'interval-across': 'too close to call', 'value-clears': 'within the limit', 'value-beyond': 'beyond the limit',
  'not-measured': 'not measured', 'no-value': 'no value', 'units-differ': 'units differ', 'direction-differs': 'limit reversed', 'run-not-complete': 'run not complete',
  'file-says-breached': 'alarm of the tool', 'expired': 'expired',
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

/** Where an interval comes from, for those that are worked out here; the others are the file's own words. */
const intervalBases: Readonly<Record<string, string>> = { '95 %, from the standard error': '95 %, from the standard error', '95 % Wilson, from n': '95 % Wilson, from n' };

export function intervalBasis(of: string): string {
  return Object.hasOwn(intervalBases, of) ? intervalBases[of]! : of;
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

/** From one end of an interval to the other: `0.52–0.61`. */
export function rangeText(low: number, high: number): string {
  return `${valueText(low, 'none', [high])}–${valueText(high, 'none', [low])}`;
}

/** A limit: `≥ 55 %`. */
export function limitText({ op, value }: Pick<Judgement['threshold'], 'op' | 'value'>, unit: Measurement['unit']): string {
  return `${comparisonSigns[op]}${nbsp}${valueText(value, unit)}`;
}

/** What is said where no limit judges: a tool’s own alarm, or nothing. */
export const unlimitedWords = { alarm: 'Alarm of the tool', noLimit: 'No limit' } as const;

/** How what a file says of itself is counted: each beside the thing that it is about. */
export const readingRules = {
  alarm: 'The tool raised its own alarm, and neither the board nor the dossier sets a limit for it: it counts as failed.',
  gap: 'A gap is what the file itself leaves open. Evidence with a gap never counts as passed.',
  lineage: 'A record whose lineage differs from the file never counts as passed.',
  expired: 'Evidence that has expired never counts as passed.',
} as const;

/** The parts of a judgement that its words come from. */
type Judged = Omit<EvidenceJudgement, 'id'>;

/** `Both`, `All 3`: how a sentence about more than one begins. */
function allOf(n: number): string {
  return n === 2 ? 'Both' : `All ${figure(n)}`;
}

/** What one piece of evidence comes to, in few words: `1 of 6 failed`, `2 of 12 undecided`, `All 3 passed`, `2 of 14 open`. */
export function evidenceStateText({ state, judgements, properties, alarms, entries, differing, expired }: Judged): string {
  const of = (n: number, total: number, word: string): string => (total === 1 ? sentenceStart(word) : `${figure(n)} of ${figure(total)} ${word}`);
  const limits = judgements.filter((one) => one.result === state);
  const total = judgements.length + properties.total;
  switch (state) {
    case 'not-judged': return evidenceStateWords[state];
    case 'passed': {
      if (total === 0 && entries.total > 1 && entries.passed === entries.total) return `${allOf(entries.total)} passed`;
      return total < 2 ? evidenceStateWords[state] : `${allOf(total)} ${judgements.length === 0 ? 'hold' : 'passed'}`;
    }
    case 'failed': {
      if (properties.violated > 0) return of(properties.violated, properties.total, 'violated');
      if (limits.length > 0) return of(limits.length + alarms.length, judgements.length + alarms.length, 'failed');
      if (alarms.length > 0) return count(alarms.length, 'alarm');
      return entries.failed > 0 ? of(entries.failed, entries.total, 'failed') : evidenceStateWords[state];
    }
    case 'indeterminate': {
      if (expired) return 'Expired';
      if (properties.undecided > 0) return of(properties.undecided, properties.total, 'undecided');
      const [first] = limits;
      if (first !== undefined) return judgements.length === 1 ? sentenceStart(shortReasons[first.reason]) : of(limits.length, judgements.length, 'inconclusive');
      if (entries.gap + entries.open > 0) return of(entries.gap + entries.open, entries.total, 'open');
      return differing > 0 ? `${count(differing, 'hash', 'hashes')} ${differing === 1 ? 'differs' : 'differ'}` : evidenceStateWords[state];
    }
  }
}

/** What one piece of evidence comes to, as its headline: the gravest first. */
export function evidenceSentence({ state, judgements, properties, alarms, entries, differing, expired }: Judged, { verdict, run, entries: held }: Pick<Evidence, 'verdict' | 'run' | 'entries'>): string {
  // What a limit says about the count of properties, the properties say better.
  const those = (result: Judgement['result']): readonly Judgement[] => judgements.filter((one) => one.result === result && !(properties.total > 0 && propertyCounts.includes(one.metric)));
  const share = (n: number, words: string): string => `${sentenceStart(n === properties.total ? `all ${count(n, 'property', 'properties')}` : `${figure(n)} of ${count(properties.total, 'property', 'properties')}`)} ${n === 1 ? 'is' : 'are'} ${words}.`;
  const parts = [
    ...limitSentence(those('failed'), judgements.length, ['misses its limit', 'miss their limits']),
    ...alarmSentence(alarms),
    ...(properties.violated > 0 ? [share(properties.violated, 'violated')] : []), ...(properties.undecided > 0 ? [share(properties.undecided, 'undecided')] : []),
    ...limitSentence(those('indeterminate').filter(({ reason }) => reason !== 'expired'), judgements.length, ['is inconclusive', 'are inconclusive']),
    ...(['failed', 'error', 'gap', 'open'] as const).flatMap((one) => (entries[one] > 0 ? [`${entryCountPhrase(one, entries[one], entries.total, entryNoun(held))}.`] : [])),
    ...(differing > 0 ? [`${sentenceStart(count(differing, 'hash', 'hashes'))} of its lineage ${differing === 1 ? 'differs' : 'differ'} from the file.`] : []),
    ...(expired ? ['It has expired.'] : []),
  ];
  if (state !== 'passed' && state !== 'not-judged' && run.completeness !== 'complete') parts.push(incompleteWords[run.completeness]);
  if (parts.length === 0 && verdict !== 'none') parts.push(`The tool’s own verdict: ${toolWords[verdict]}.`);
  if (state === 'not-judged') return [...(parts.length === 0 && held.length > 0 ? [`${sentenceStart(entryTotals(held))}.`] : parts), 'No limit and no verdict: nothing to judge it by.'].join(' ');
  if (state !== 'passed') return parts.join(' ') || `${evidenceStateWords[state]}.`;
  const holds = properties.total > 0 ? [`${properties.total === 1 ? 'The property holds' : `${allOf(properties.total)} properties hold`}.`] : [];
  const met = judgements.length > 0 ? [judgements.length === 1 ? 'It clears its limit.' : `${allOf(judgements.length)} measurements clear their limits.`] : [];
  const all = entries.total > 1 && entries.passed === entries.total ? [`${allOf(entries.total)} ${entryNoun(held)[1]} passed.`] : [];
  return [...holds, ...met, ...all].join(' ') || parts.join(' ');
}

/** One is named, more are counted. */
function alarmSentence(alarms: readonly Measurement[]): readonly string[] {
  const [first] = alarms;
  if (first === undefined) return [];
  return [alarms.length === 1 ? `The tool raised its own alarm for ${lowerStart(measurementWords(first))}.` : `The tool raised ${figure(alarms.length)} alarms of its own.`];
}

const propertyCounts: readonly string[] = ['violated', 'undecided', 'holds', 'coverage'];

const incompleteWords = { partial: 'The run is only a part.', crashed: 'The run crashed.', unknown: 'The run is not known to be complete.' } as const satisfies Record<Exclude<Evidence['run']['completeness'], 'complete'>, string>;

/** Up to two are named, more are counted. */
function limitSentence(those: readonly Judgement[], of: number, [one, many]: readonly [string, string]): readonly string[] {
  if (those.length === 0) return [];
  const verb = those.length === 1 ? one : many;
  return [those.length <= 2 ? `${list(those.map((judgement, index) => (index === 0 ? measurementWords(judgement) : lowerStart(measurementWords(judgement)))))} ${verb}.` : `${figure(those.length)} of ${figure(of)} measurements ${verb}.`];
}

/** Inside a list a metric loses its capital, unless it is an abbreviation. */
function lowerStart(words: string): string {
  return /^[A-Z]{2}/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}

const toolWords = { 'pass': 'passed', 'fail': 'failed', 'inconclusive': 'inconclusive', 'error': 'did not finish', 'not-applicable': 'not applicable' } as const satisfies Record<Exclude<Verdict, 'none'>, string>;

/** All the evidence of a revision: `All 5 pieces of evidence pass.`, `Of 4 pieces of evidence 3 fail and 1 is inconclusive.` */
export function allEvidenceSentence(states: readonly EvidenceState[]): string {
  const n = (state: EvidenceState): number => states.filter((one) => one === state).length;
  const parts = [
    ...(n('failed') > 0 ? [`${figure(n('failed'))} ${n('failed') === 1 ? 'fails' : 'fail'}`] : []),
    ...(n('indeterminate') > 0 ? [`${figure(n('indeterminate'))} ${n('indeterminate') === 1 ? 'is' : 'are'} inconclusive`] : []),
    ...(n('not-judged') > 0 ? [`${figure(n('not-judged'))} ${n('not-judged') === 1 ? 'is' : 'are'} not judged`] : []),
  ];
  if (states.length === 0) return 'This revision holds no evidence.';
  if (states.length === 1) return parts.length === 0 ? 'The one piece of evidence passes.' : `The one piece of evidence ${parts[0]!.slice(2)}.`;
  return parts.length === 0 ? `All ${count(states.length, 'piece')} of evidence pass.` : `Of ${count(states.length, 'piece')} of evidence ${list(parts)}.`;
}
