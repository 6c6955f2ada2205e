/** The status of every decision on a dossier, from the record. */
import type { DischargeRecord } from '../board/condition.ts';
import { decisionStatus, type DecisionCase, type DecisionRecord, type DecisionStatus } from '../board/decision-status.ts';
import { eligibility, owns } from '../board/eligibility.ts';
import { charterDigest, everHeldRole, holdsRole, memberOf } from '../board/member.ts';
import type { Ballot } from '../board/ballot.ts';
import type { Digest, Instant } from '../vocabulary.ts';
import { ballotListed, ballotToday, rosterInForce } from './ballot.ts';
import type { ContentOf } from './content.ts';
import type { DossierFacts } from './dossier-facts.ts';
import type { FactOf } from './fact.ts';
import { hadSeen } from './order.ts';
import { forksOf, type BoardView } from './state.ts';

type DecisionFact = FactOf<'decision.recorded/1'>;

/** A recorded decision with what it is worth at the instant asked about. */
export interface DecidedRevision { readonly fact: DecisionFact; readonly decision: DecisionRecord; readonly status: DecisionStatus; readonly discharges: readonly DischargeRecord[] }

/** Every decision on the dossier, in the record's order, with its status at an instant. */
export function decisionsOn(view: BoardView, facts: DossierFacts, contentOf: ContentOf, at: Instant): readonly DecidedRevision[] {
  const decided: DecidedRevision[] = [];
  const successors = new Map<Digest, Digest>();
  // Backwards: a decision is superseded by the next one on its revision that isn't void itself.
  for (const fact of [...facts.decisions].reverse()) {
    const input = caseOf(view, facts, fact, contentOf, successors.get(fact.body.revision) ?? null);
    const status = decisionStatus(input, at);
    if (status.kind !== 'void' && status.kind !== 'incomplete') successors.set(fact.body.revision, fact.act);
    decided.unshift({ fact, decision: input.decision, status, discharges: input.discharges });
  }
  return decided;
}

function caseOf(view: BoardView, facts: DossierFacts, fact: DecisionFact, contentOf: ContentOf, supersededBy: Digest | null): DecisionCase {
  const { body } = fact;
  const link = view.rosters.find((candidate) => candidate.digest === body.roster);
  const names = link === undefined ? 'unknown-roster' : charterDigest(link.roster.charter) === body.charter ? 'known' : 'unknown-charter';
  const today = link === undefined ? null : ballotToday(view, facts, fact, link.roster, contentOf);
  const { dossier, ...rest } = body;
  return {
    decision: { ...rest, act: fact.act, member: fact.member, claimedAt: fact.claimedAt },
    bySecretary: link !== undefined && holdsRole(link.roster, fact.member, 'secretary'),
    names,
    missing: missingFor(facts, fact, contentOf),
    listed: link === undefined ? null : ballotListed(view, facts, fact, link.roster, contentOf),
    today,
    seen: seenBy(view, facts, fact),
    supersededBy,
    discharges: today === null ? [] : dischargesOf(view, facts, fact, today),
  };
}

/** Votes and recusals that the decision's author had. A device that forked can put events behind a head that was seen: they prove nothing against the author. */
function seenBy({ state }: BoardView, facts: DossierFacts, decision: DecisionFact): ReadonlySet<Digest> {
  const forked = new Set(forksOf(state).map((fork) => fork.device));
  return new Set([...facts.votes, ...facts.recusals].filter((fact) => !forked.has(fact.device) && hadSeen(decision, fact)).map((fact) => fact.act));
}

/** Listed acts that haven't arrived, and the revision where its content or register hasn't. */
function missingFor(facts: DossierFacts, { body }: DecisionFact, contentOf: ContentOf): readonly Digest[] {
  const here = new Set<Digest>([...facts.votes, ...facts.recusals].map((fact) => fact.act));
  const content = contentOf(body.revision);
  const blind = content === undefined || content.highestResidual === 'unknown';
  return [...new Set([...body.votes, ...body.recusals, ...body.dissents])].filter((act) => !here.has(act)).concat(blind ? [body.revision] : []);
}

/** Statements that a condition of this decision was met: a secretary's, or an eligible voter's; never an owner's (rule C-4). */
function dischargesOf(view: BoardView, facts: DossierFacts, decision: DecisionFact, today: Ballot): readonly DischargeRecord[] {
  const current = { ...today, roster: rosterInForce(view.rosters).roster };
  return facts.discharges.filter((fact) => fact.body.decision === decision.act).map((fact) => {
    const member = memberOf(current.roster, fact.member);
    const owned = current.ownership === null || (member !== undefined && owns(current.ownership.owners, member));
    const allowed = !owned && (everHeldRole(view.rosters, fact.member, 'secretary') || eligibility(today, fact.member).kind === 'eligible' || eligibility(current, fact.member).kind === 'eligible');
    return { act: fact.act, condition: fact.body.condition, member: fact.member, basis: fact.body.basis, claimedAt: fact.claimedAt, allowed };
  });
}
