/** What one score says: its level, its priority and its risk priority number. */
import { bands, detectabilityGroups, lowRpn, priorityTable, type Band, type Priority } from './matrix.ts';
import { fmeaScheme, placeIn, type RiskScheme } from './scheme.ts';
import { Defect } from '../result.ts';
import type { Score } from '../dossier/hazard.ts';
import { riskLevels, type RiskLevel } from '../vocabulary.ts';

/** The band that a rating of 1 to 10 falls into. */
export function bandOf(rating: number): Band {
  const band = bands.findIndex(([first, last]) => rating >= first && rating <= last);
  if (band < 0 || !Number.isInteger(rating)) throw new Defect(`not a rating: ${rating}`);
  return band as Band;
}

/**
 * Risk priority number, severity x likelihood x detectability, 1 to 1000.
 *
 * The three ratings are ordinal (an 8 is worse than a 4, not twice as bad), so their product has no unit, leaves most of 1 to 1000
 * unused, and ranks 10-2-5 with 2-10-5. It is shown because boards ask for it; nothing here decides by it.
 */
export function rpn(score: Score): number {
  return score.severity * score.likelihood * score.detectability;
}

/** Where a score stands in a scheme's grid, both bands from the lowest. */
export function cellOf(score: Pick<Score, 'severity' | 'likelihood'>, scheme: RiskScheme = fmeaScheme): { readonly severity: number; readonly likelihood: number } {
  return { severity: placeIn(scheme.severities, score.severity), likelihood: placeIn(scheme.likelihoods, score.likelihood) };
}

/** The risk level in a scheme, from severity and likelihood alone. */
export function levelOf(score: Score, scheme: RiskScheme = fmeaScheme): RiskLevel {
  const { severity, likelihood } = cellOf(score, scheme);
  const level = scheme.levels[severity]?.[likelihood];
  if (level === undefined) throw new Defect(`not a rating: ${score.severity}, ${score.likelihood}`);
  return level;
}

/** How urgent action is, 1 the most (`priorityTable`): severity first, then likelihood, then detectability. */
export function priorityOf(score: Score): Priority {
  const group = detectabilityGroups.findIndex((last) => score.detectability <= last);
  return priorityTable[bandOf(score.severity)]![bandOf(score.likelihood)]![group]!;
}

/** True where a severity of 9 or 10 stands behind an RPN that looks harmless. */
export function hidesSeverity(score: Score): boolean {
  return score.severity >= 9 && rpn(score) <= lowRpn;
}

/** Negative when `a` is the lower level. */
export function compareLevels(a: RiskLevel, b: RiskLevel): number {
  return riskLevels.indexOf(a) - riskLevels.indexOf(b);
}

/** Negative when `a` is less bad: by level, then severity, likelihood and detectability. */
export function compareScores(a: Score, b: Score, scheme: RiskScheme = fmeaScheme): number {
  return compareLevels(levelOf(a, scheme), levelOf(b, scheme)) || a.severity - b.severity || a.likelihood - b.likelihood || a.detectability - b.detectability;
}
