/** What one score says: its level, its priority and its risk priority number. */
import { bands, detectabilityGroups, levelTable, lowRpn, priorityTable, type Band, type Priority } from './matrix.ts';
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

/** The risk level, from severity and likelihood alone (`levelTable`). */
export function levelOf(score: Score): RiskLevel {
  return levelTable[bandOf(score.severity)]![bandOf(score.likelihood)]!;
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
export function compareScores(a: Score, b: Score): number {
  return compareLevels(levelOf(a), levelOf(b)) || a.severity - b.severity || a.likelihood - b.likelihood || a.detectability - b.detectability;
}
