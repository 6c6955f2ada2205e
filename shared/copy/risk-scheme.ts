/** How a board turns ratings into levels, in words. */
import type { RatingBand, RiskScheme } from '../risk/scheme.ts';
import { riskWords } from './status.ts';
import type { RiskLevel } from '../vocabulary.ts';

/** What each scheme is called. */
export const schemeWords = { 'fmea': 'Countersign’s own table', 'mil-std-882e': 'MIL-STD-882E', 'own': 'the board’s own table' } as const satisfies Record<RiskScheme['id'], string>;

const sentences = {
  'fmea': 'By Countersign’s own table, severity first', 'mil-std-882e': 'By MIL-STD-882E, table III; ratings of 1 to 10 are mapped to its two scales', 'own': 'By a table in the charter',
} as const satisfies Record<RiskScheme['id'], string>;

/** By which table levels are told, as a charter's fact. */
export function schemeSentence(id: RiskScheme['id']): string {
  return sentences[id];
}

/** The ratings of a band: `9–10`, or `5` where it is one. */
export function bandSpan({ from, to }: RatingBand): string {
  return from === to ? String(from) : `${from}–${to}`;
}

/** A band as a grid's edge has it: the scale's own sign before the ratings, `1 (9–10)`. */
export function bandEdge(band: RatingBand): string {
  return band.mark === null ? bandSpan(band) : `${band.mark} (${bandSpan(band)})`;
}

/** What the bands of the two schemes that come with the app are called; a board's own table has names of its own. */
const bandTitles: Readonly<Record<string, string>> = {
  Negligible: 'Negligible', Minor: 'Minor', Moderate: 'Moderate', Major: 'Major', Critical: 'Critical', Marginal: 'Marginal', Catastrophic: 'Catastrophic',
  Rare: 'Rare', Unlikely: 'Unlikely', Possible: 'Possible', Likely: 'Likely', Frequent: 'Frequent', Improbable: 'Improbable', Remote: 'Remote', Occasional: 'Occasional', Probable: 'Probable',
};

/** A band's name alone: `Catastrophic`. */
export function bandTitle({ name }: Pick<RatingBand, 'name'>): string {
  return Object.hasOwn(bandTitles, name) ? bandTitles[name]! : name;
}

/** A band's name with its sign: `Catastrophic (1)`. */
export function bandName(band: RatingBand): string {
  return band.mark === null ? bandTitle(band) : `${bandTitle(band)} (${band.mark})`;
}

/** A cell in the scale's own signs, `1E`; null where the scheme has none. */
export function cellCode({ severities, likelihoods }: RiskScheme, severity: number, likelihood: number): string | null {
  const [s, l] = [severities[severity]?.mark ?? null, likelihoods[likelihood]?.mark ?? null];
  return s === null || l === null ? null : `${s}${l}`;
}

/** Who must accept a risk of a level: `Serious must be accepted by name by the executive over the programme`; null where the scheme doesn't say. */
export function acceptanceWords({ acceptance }: RiskScheme, level: RiskLevel): string | null {
  return acceptance === null ? null : `${riskWords[level]} must be accepted by name by ${acceptance[level]}`;
}
