/** Members' own scores of a hazard, in words. */
import type { Score } from '../dossier/hazard.ts';
import type { RatingKey, RatingSpread, ScoreSpread } from '../risk/spread.ts';
import type { RiskLevel } from '../vocabulary.ts';
import { count, figure } from './number.ts';
import { riskWords } from './status.ts';

/** What each rating asks. */
export const ratingWords = { severity: 'Severity', likelihood: 'Likelihood', detectability: 'Detectability' } as const satisfies Record<RatingKey, string>;

/** What the two ends of each rating mean. */
export const ratingEnds = {
  severity: ['1 hardly felt', '10 kills'], likelihood: ['1 hardly ever', '10 all the time'], detectability: ['1 always noticed in time', '10 never noticed'],
} as const satisfies Record<RatingKey, readonly [string, string]>;

/** Detectability in the groups that priorities use: found readily, found sometimes, hardly ever found. */
export function detectabilityName(rating: number): string {
  return rating <= 4 ? 'Found readily' : rating <= 7 ? 'Found sometimes' : 'Hardly ever found';
}

/** `8–9`, or `8` where all agree. */
export function rangeWords({ min, max }: RatingSpread): string {
  return min === max ? figure(min) : `${figure(min)}–${figure(max)}`;
}

/** `Medium to Serious`, or `Serious`. */
export function levelRange({ min, max }: { readonly min: RiskLevel; readonly max: RiskLevel }): string {
  return min === max ? riskWords[min] : `${riskWords[min]} to ${riskWords[max]}`;
}

/** `severity 9, likelihood 2, detectability 4`. */
export function scoreWords({ severity, likelihood, detectability }: Score): string {
  return `severity ${figure(severity)}, likelihood ${figure(likelihood)}, detectability ${figure(detectability)}`;
}

/** How many of those who may score a hazard have: `2 of 4 members scored`. */
export function scoredSentence(scored: number, eligible: number): string {
  return scored === 0 ? 'Nobody has scored it.' : `${figure(scored)} of ${count(eligible, 'member')} scored.`;
}

/** How the members stand to each other and to what was submitted: the one line under the table. */
export function spreadSentence({ apart, levels, scores }: ScoreSpread, submitted: RiskLevel): string {
  if (apart) return `Members differ: ${levelRange(levels)}.`;
  const all = scores === 1 ? 'The one score' : scores === 2 ? 'Both scores' : `All ${figure(scores)} scores`;
  return levels.max === submitted ? `${all} ${scores === 1 ? 'gives' : 'give'} the submitted level.` : `${all} ${scores === 1 ? 'says' : 'say'} ${riskWords[levels.max]}, not ${riskWords[submitted]} as submitted.`;
}

/** What a hazard's scoring comes to, for a row of the register. */
export type ScoringState = 'none' | 'hidden' | 'apart' | 'higher' | 'lower' | 'alike' | 'agreed' | 'agreed-before';

/** A word for each, as the register's column has it; `scored` is how many members did. */
export function scoringStateWords(state: ScoringState, scored: number): string {
  switch (state) {
    case 'none': return '';
    case 'hidden': return `${figure(scored)} scored`;
    case 'apart': return 'Differ';
    case 'higher': return 'Higher';
    case 'lower': return 'Lower';
    case 'alike': return `${figure(scored)} alike`;
    case 'agreed': return 'Agreed';
    case 'agreed-before': return 'Re-scored';
  }
}

/** The same in full, for who hears it or rests the pointer on it. */
export const scoringStateSentences = {
  'none': 'Nobody has scored it', 'hidden': 'Members have scored it; their scores show once yours is given', 'apart': 'Members differ by a level or more', 'higher': 'Members score it a level higher than submitted',
  'lower': 'Members score it a level lower than submitted', 'alike': 'Members give the submitted level', 'agreed': 'A score is agreed', 'agreed-before': 'A score was agreed, and somebody has scored since',
} as const satisfies Record<ScoringState, string>;
