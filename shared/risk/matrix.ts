/**
 * Countersign's own tables, published as data so that a board can read and replace them. Severity comes first in both: whatever
 * the likelihood, a hazard that can kill never reads as Low, and good detection never brings a level down.
 *
 * Neither table is taken from AIAG-VDA, MIL-STD-882E or ISO 14971; ISO 14971 prescribes none, and the board's charter says what is
 * acceptable.
 */
import type { RiskLevel } from '../vocabulary.ts';

/** The five bands of a 1-10 rating, lowest first: each is the pair of ratings that it spans. */
export const bands = [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]] as const;

/** 0 for ratings 1-2 to 4 for ratings 9-10. */
export type Band = 0 | 1 | 2 | 3 | 4;

export const severityNames = ['Negligible', 'Minor', 'Moderate', 'Major', 'Critical'] as const;
export const likelihoodNames = ['Rare', 'Unlikely', 'Possible', 'Likely', 'Frequent'] as const;

const levels = { L: 'low', M: 'medium', S: 'serious', H: 'high' } as const satisfies Record<string, RiskLevel>;

/** Likelihood band from left to right, severity band from the lowest up. */
const levelRows = ['LLLLM', 'LLMMS', 'LMSSH', 'MMSHH', 'SSHHH'] as const;

/** `levelTable[severityBand][likelihoodBand]`: the risk level of a cell. */
export const levelTable: readonly (readonly RiskLevel[])[] = levelRows.map((row) => [...row].map((letter) => levels[letter as keyof typeof levels]));

/**
 * Countersign priority: 1 reduce it, or accept it by name with a reason; 2 reduce it, or say why not; 3 at the team's discretion.
 */
export const priorities = [1, 2, 3] as const;
export type Priority = (typeof priorities)[number];

/** The last rating of each of the three detectability groups: found readily, found sometimes, hardly ever found. */
export const detectabilityGroups = [4, 7, 10] as const;

/** `priorityTable[severityBand][likelihoodBand][detectabilityGroup]`, read in the order of {@link detectabilityGroups}. */
export const priorityTable: readonly (readonly (readonly Priority[])[])[] = [
  ['333', '333', '332', '322', '222'],
  ['333', '332', '322', '222', '221'],
  ['332', '322', '221', '211', '111'],
  ['322', '221', '211', '111', '111'],
  ['221', '211', '111', '111', '111'],
].map((row) => row.map((cell) => [...cell].map((digit) => Number(digit) as Priority)));

/** An RPN of at most this is what many FMEA procedures let pass without action. */
export const lowRpn = 100;
