/** How far several members' scores of one hazard lie apart. Ratings are ordinal: nothing here is a mean. */
import type { RiskLevel } from '../vocabulary.ts';
import type { Score } from '../dossier/hazard.ts';
import { fmeaScheme, type RiskScheme } from './scheme.ts';
import { compareLevels, levelOf } from './score.ts';

export const ratingKeys = ['severity', 'likelihood', 'detectability'] as const satisfies readonly (keyof Score)[];
export type RatingKey = (typeof ratingKeys)[number];

/** Lowest, middle and highest of one rating; of an even number of scores the worse of the two in the middle, so that the median is a rating that someone gave. */
export interface RatingSpread { readonly min: number; readonly median: number; readonly max: number }

export interface ScoreSpread {
  readonly scores: number;
  readonly ratings: Readonly<Record<RatingKey, RatingSpread>>;
  /** The lowest and the highest level among the scores. */
  readonly levels: { readonly min: RiskLevel; readonly max: RiskLevel };
  /** The members differ by a level at least. */
  readonly apart: boolean;
}

/** The spread of some scores; null where there are none. */
export function spreadOf(scores: readonly Score[], scheme: RiskScheme = fmeaScheme): ScoreSpread | null {
  const levels = scores.map((score) => levelOf(score, scheme)).sort(compareLevels);
  const [min, max] = [levels[0], levels.at(-1)];
  if (min === undefined || max === undefined) return null;
  return { scores: scores.length, ratings: { severity: spreadIn(scores, 'severity'), likelihood: spreadIn(scores, 'likelihood'), detectability: spreadIn(scores, 'detectability') }, levels: { min, max }, apart: min !== max };
}

function spreadIn(scores: readonly Score[], key: RatingKey): RatingSpread {
  const sorted = scores.map((score) => score[key]).sort((a, b) => a - b);
  return { min: sorted[0]!, median: sorted[Math.floor(sorted.length / 2)]!, max: sorted.at(-1)! };
}
