/** What the register shows of members' own scores, as one member may see them. Pure. */
import type { Ballot } from '../../../shared/board/ballot.ts';
import type { ScoringState } from '../../../shared/copy/scoring.ts';
import type { Hazard } from '../../../shared/dossier/hazard.ts';
import { seesOthers, type HazardScoring, type MemberScore } from '../../../shared/events/scoring.ts';
import type { RiskScheme } from '../../../shared/risk/scheme.ts';
import { compareLevels, levelOf } from '../../../shared/risk/score.ts';
import { spreadOf, type ScoreSpread } from '../../../shared/risk/spread.ts';
import type { ItemId, MemberId } from '../../../shared/vocabulary.ts';

export interface ScoringView {
  readonly state: ScoringState;
  /** How many members' scores count. */
  readonly scored: number;
  readonly mine: MemberScore | null;
  /** The member's own score is of an earlier wording or rating of the hazard. */
  readonly outdated: boolean;
  /** Null while the member may not see the others' scores yet, and where there are none. */
  readonly spread: ScoreSpread | null;
  /** The scores that the member may see: all, or only their own. */
  readonly scores: readonly MemberScore[];
  readonly agreed: HazardScoring['agreed'];
}

export interface ScoringSight { readonly ballot: Ballot; readonly member: MemberId; readonly scheme: RiskScheme }

/** One hazard's scoring as the member may see it. */
export function scoringView(hazard: Hazard, scoring: HazardScoring, { ballot, member, scheme }: ScoringSight): ScoringView {
  const { scores, outdated, agreed } = scoring;
  const mine = scores.find((score) => score.member === member) ?? null;
  const sees = seesOthers(scoring, ballot, member);
  const spread = sees ? spreadOf(scores.map(({ score }) => score), scheme) : null;
  const state = agreed !== null ? (agreed.fresh ? 'agreed' : 'agreed-before') : scores.length === 0 ? 'none' : spread === null ? 'hidden' : stateOf(spread, hazard, scheme);
  return { state, scored: scores.length, mine, outdated: outdated.includes(member), spread, scores: sees ? scores : mine === null ? [] : [mine], agreed };
}

/** The scoring of every hazard that anybody scored. */
export function scoringViews(hazards: readonly Hazard[], scorings: ReadonlyMap<ItemId, HazardScoring>, sight: ScoringSight): ReadonlyMap<ItemId, ScoringView> {
  return new Map(hazards.flatMap((hazard) => {
    const scoring = scorings.get(hazard.id);
    return scoring === undefined ? [] : [[hazard.id, scoringView(hazard, scoring, sight)]];
  }));
}

function stateOf(spread: ScoreSpread, hazard: Hazard, scheme: RiskScheme): ScoringState {
  if (spread.apart) return 'apart';
  const order = compareLevels(spread.levels.max, levelOf(hazard.residual, scheme));
  return order > 0 ? 'higher' : order < 0 ? 'lower' : 'alike';
}

/** What the board has to talk about comes first. */
export const scoringOrder = { 'apart': 0, 'higher': 1, 'lower': 2, 'agreed-before': 3, 'alike': 4, 'agreed': 5, 'hidden': 6, 'none': 7 } as const satisfies Record<ScoringState, number>;
