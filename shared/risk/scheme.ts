/**
 * How a board turns ratings into levels. Two schemes come with the program, and a charter may bring a table of its own. Ratings stay
 * 1 to 10 in every scheme: a scheme only says into which band a rating falls, and which level a cell of the two bands has.
 *
 * MIL-STD-882E has its own two scales, severity 1 Catastrophic to 4 Negligible and probability A Frequent to E Improbable. The mapping from
 * ratings is ours: severity 9-10 is 1, 7-8 is 2, 4-6 is 3, 1-3 is 4; likelihood 9-10 is A, 7-8 B, 5-6 C, 3-4 D, 1-2 E. No rating is F,
 * Eliminated: that a hazard is gone is shown by taking it out of the register, with a reason, and not by a low number.
 */
import { z } from 'zod';
import { bands, levelTable, likelihoodNames, severityNames } from './matrix.ts';
import { Line, RiskLevel, riskLevels } from '../vocabulary.ts';

export const riskSchemes = ['fmea', 'mil-std-882e'] as const;
export type RiskSchemeId = (typeof riskSchemes)[number];

/** The ratings from `from` to `to` under one name; `mark` is the scale's own sign for it, such as `2` or `C`. */
export interface RatingBand { readonly name: string; readonly mark: string | null; readonly from: number; readonly to: number }

export interface RiskScheme {
  /** `own`: the charter's table. */
  readonly id: RiskSchemeId | 'own';
  /** Both lowest first, without gap from 1 to 10. */
  readonly severities: readonly RatingBand[];
  readonly likelihoods: readonly RatingBand[];
  /** `levels[severity][likelihood]`. */
  readonly levels: readonly (readonly RiskLevel[])[];
  /** Who must accept a risk of each level; null: the scheme doesn't say. */
  readonly acceptance: Readonly<Record<RiskLevel, string>> | null;
}

const band = (name: string, mark: string | null, from: number, to: number): RatingBand => ({ name, mark, from, to });
const ownBands = (names: readonly string[]): readonly RatingBand[] => bands.map(([from, to], i) => band(names[i]!, null, from, to));

/** Countersign's own bands and levels (`matrix.ts`). */
export const fmeaScheme: RiskScheme = { id: 'fmea', severities: ownBands(severityNames), likelihoods: ownBands(likelihoodNames), levels: levelTable, acceptance: null };

/** MIL-STD-882E, table III. The authority rises with the level; the standard leaves its name to the organisation. */
export const milStd882eScheme: RiskScheme = {
  id: 'mil-std-882e',
  severities: [band('Negligible', '4', 1, 3), band('Marginal', '3', 4, 6), band('Critical', '2', 7, 8), band('Catastrophic', '1', 9, 10)],
  likelihoods: [band('Improbable', 'E', 1, 2), band('Remote', 'D', 3, 4), band('Occasional', 'C', 5, 6), band('Probable', 'B', 7, 8), band('Frequent', 'A', 9, 10)],
  levels: [
    ['low', 'low', 'low', 'medium', 'medium'],
    ['medium', 'medium', 'medium', 'serious', 'serious'],
    ['medium', 'medium', 'serious', 'high', 'high'],
    ['medium', 'serious', 'high', 'high', 'high'],
  ],
  acceptance: { low: 'the release’s own manager', medium: 'the release’s own manager', serious: 'the executive over the programme', high: 'the organisation’s highest acquisition executive' },
};

const OwnBand = z.strictObject({ name: Line, from: z.int().min(1).max(10) });
const OwnBands = z.array(OwnBand).min(2).max(10).refine((own) => own[0]?.from === 1 && own.every(({ from }, i) => i === 0 || from > own[i - 1]!.from), 'bands that start at rating 1 and rise');

/** A board's own table, as its charter carries it: bands lowest first, each up to where the next one begins, and `levels[severity][likelihood]`. */
export const RiskTable = z.strictObject({
  severities: OwnBands,
  likelihoods: OwnBands,
  levels: z.array(z.array(RiskLevel).max(10)).max(10),
  acceptance: z.strictObject({ low: Line, medium: Line, serious: Line, high: Line }).optional(),
})
  .refine(({ severities, likelihoods, levels }) => levels.length === severities.length && levels.every((row) => row.length === likelihoods.length), { path: ['levels'], message: 'a row for each severity with a level for each likelihood' })
  .refine(({ levels }) => rises(levels), { path: ['levels'], message: 'levels that never fall where a rating rises' });
export type RiskTable = z.infer<typeof RiskTable>;

/** Whether a worse rating never gives a lower level. */
export function rises(levels: readonly (readonly RiskLevel[])[]): boolean {
  const rank = (level: RiskLevel | undefined): number => (level === undefined ? -1 : riskLevels.indexOf(level));
  return levels.every((row, s) => row.every((level, l) => rank(level) >= rank(row[l - 1]) && rank(level) >= rank(levels[s - 1]?.[l])));
}

/** What a charter says about levels; both absent means Countersign's own table. */
export interface RiskRules { readonly riskScheme?: RiskSchemeId | undefined; readonly riskTable?: RiskTable | undefined }

const ownSchemes = new WeakMap<RiskTable, RiskScheme>();

/** The scheme that a charter asks for: its own table before a named scheme. The same object each time. */
export function riskSchemeOf({ riskScheme, riskTable }: RiskRules): RiskScheme {
  if (riskTable === undefined) return riskScheme === 'mil-std-882e' ? milStd882eScheme : fmeaScheme;
  const known = ownSchemes.get(riskTable);
  if (known !== undefined) return known;
  const between = (own: RiskTable['severities']): readonly RatingBand[] => own.map(({ name, from }, i) => band(name, null, from, (own[i + 1]?.from ?? 11) - 1));
  const made: RiskScheme = { id: 'own', severities: between(riskTable.severities), likelihoods: between(riskTable.likelihoods), levels: riskTable.levels, acceptance: riskTable.acceptance ?? null };
  ownSchemes.set(riskTable, made);
  return made;
}

/** The place of a rating among bands. */
export function placeIn(own: readonly RatingBand[], rating: number): number {
  return own.findIndex(({ from, to }) => rating >= from && rating <= to);
}
