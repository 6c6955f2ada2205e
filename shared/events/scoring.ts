/**
 * What the members of a board make of the hazards themselves, beside what the release team submitted: each member's latest score, and the
 * score that the board agreed on. None of it changes the register, a level or a rule's answer.
 */
import type { Ballot } from '../board/ballot.ts';
import { eligibility } from '../board/eligibility.ts';
import type { Hazard, HazardRegister, Score } from '../dossier/hazard.ts';
import { itemDigest } from '../dossier/revision-tree.ts';
import type { Sha256 } from '../ports.ts';
import type { Digest, Instant, ItemId, MemberId } from '../vocabulary.ts';
import type { DossierFacts } from './dossier-facts.ts';
import type { FactOf } from './fact.ts';

/** A member's own score, named by the digest of its event. */
export interface MemberScore { readonly event: Digest; readonly member: MemberId; readonly score: Score; readonly note: string | null; readonly claimedAt: Instant }

/** What was agreed. `fresh`: it rests on exactly the scores that count now; otherwise somebody has scored since, or may no longer. */
export interface AgreedScore { readonly act: Digest; readonly member: MemberId; readonly score: Score; readonly reason: string; readonly scores: readonly Digest[]; readonly claimedAt: Instant; readonly fresh: boolean }

export interface HazardScoring {
  /** The latest score of each member who may vote on the release, given on exactly this hazard, in the record's order (rule S-1). */
  readonly scores: readonly MemberScore[];
  /** Members whose latest score is of another wording or rating of the hazard: void until given again. */
  readonly outdated: readonly MemberId[];
  /** The latest agreement on exactly this hazard (rule S-2); null where there is none. */
  readonly agreed: AgreedScore | null;
}

const nothing: HazardScoring = { scores: [], outdated: [], agreed: null };

/** The scoring of each hazard that anybody has scored. A hazard whose content is the same in a later revision keeps its scores. */
export function scoringOf(facts: Pick<DossierFacts, 'scores' | 'agreements'>, ballot: Ballot, register: HazardRegister | null, sha256: Sha256): ReadonlyMap<ItemId, HazardScoring> {
  const scored = new Map<ItemId, FactOf<'hazard.scored/1'>[]>();
  for (const fact of facts.scores) scored.set(fact.body.item, [...(scored.get(fact.body.item) ?? []), fact]);
  const agreements = new Map(facts.agreements.map((fact) => [fact.body.item, facts.agreements.filter(({ body }) => body.item === fact.body.item)]));
  const found = new Map<ItemId, HazardScoring>();
  for (const hazard of register?.hazards ?? []) {
    const own = scored.get(hazard.id);
    if (own !== undefined) found.set(hazard.id, scoringOn(digestOf(hazard, sha256), own, agreements.get(hazard.id) ?? [], ballot));
  }
  return found;
}

/** One hazard's scoring out of a map; of a hazard that nobody scored, an empty one. */
export function scoringAt(scorings: ReadonlyMap<ItemId, HazardScoring>, hazard: ItemId): HazardScoring {
  return scorings.get(hazard) ?? nothing;
}

function scoringOn(hazard: Digest, facts: readonly FactOf<'hazard.scored/1'>[], agreements: readonly FactOf<'score.agreed/1'>[], ballot: Ballot): HazardScoring {
  const latest = new Map<MemberId, FactOf<'hazard.scored/1'>>();
  for (const fact of facts) {
    latest.delete(fact.member);
    latest.set(fact.member, fact);
  }
  const eligible = [...latest.values()].filter(({ member }) => eligibility(ballot, member).kind === 'eligible');
  const scores = eligible.filter(({ body }) => body.itemDigest === hazard).map(({ digest, member, claimedAt, body: { score, note } }) => ({ event: digest, member, score, note, claimedAt }));
  const agreed = agreements.findLast(({ body }) => body.itemDigest === hazard);
  return {
    scores,
    outdated: eligible.filter(({ body }) => body.itemDigest !== hazard).map(({ member }) => member),
    agreed: agreed === undefined ? null : agreedScore(agreed, scores),
  };
}

function agreedScore({ act, member, claimedAt, body: { score, reason, scores } }: FactOf<'score.agreed/1'>, now: readonly MemberScore[]): AgreedScore {
  const listed = new Set(scores);
  return { act, member, score, reason, scores, claimedAt, fresh: listed.size === now.length && now.every(({ event }) => listed.has(event)) };
}

// A hazard is read anew only when its register is, so its digest is worked out once.
const digests = new WeakMap<Hazard, Digest>();

function digestOf(hazard: Hazard, sha256: Sha256): Digest {
  const known = digests.get(hazard);
  if (known !== undefined) return known;
  const digest = itemDigest(hazard, sha256);
  digests.set(hazard, digest);
  return digest;
}

/**
 * Whether a member sees what the others scored: whoever is asked to score scores first, so that nobody anchors on another's number. Those who
 * don't score see everything, and so does everybody once a score is agreed.
 */
export function seesOthers({ scores, agreed }: HazardScoring, ballot: Ballot, member: MemberId): boolean {
  return agreed !== null || eligibility(ballot, member).kind !== 'eligible' || scores.some((score) => score.member === member);
}
