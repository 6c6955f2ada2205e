/** What screens, commands and packets ask of the record: each dossier with everything about it worked out for one member at one instant. */
import type { Ballot } from '../board/ballot.ts';
import { conditionState, type Condition, type ConditionState } from '../board/condition.ts';
import type { DecisionRecord, DecisionStatus } from '../board/decision-status.ts';
import { tally, type Tally } from '../board/decision.ts';
import { eligibility, type Barrier } from '../board/eligibility.ts';
import { approves } from '../board/outcome.ts';
import { recusalOf } from '../board/recusal.ts';
import type { Standing, StandingVote } from '../board/vote.ts';
import type { Digest, DossierId, Instant, ItemId, MemberId, ProductId } from '../vocabulary.ts';
import { ballotOf } from './ballot.ts';
import type { ContentOf, RevisionContent } from './content.ts';
import { decisionsOn } from './decided.ts';
import { factsOn, resolutionOf, type DossierFacts, type FindingFact } from './dossier-facts.ts';
import { inOrder } from './order.ts';
import { dossierIds, type BoardView } from './state.ts';

/** A published revision; `ordinal` counts from 1 in the record's order. `content` is undefined while it isn't on this machine. */
export interface RevisionSummary {
  readonly digest: Digest;
  readonly ordinal: number;
  readonly publishedBy: MemberId;
  readonly claimedAt: Instant;
  readonly firstSeenAt: Instant;
  readonly note: string | null;
  readonly content: RevisionContent | undefined;
}

/** Where the member stands on the latest revision. */
export type OwnVote =
  | { readonly kind: 'not-cast' }
  | { readonly kind: 'cast'; readonly vote: StandingVote['vote']; readonly standing: Standing }
  | { readonly kind: 'recused'; readonly reason: string; readonly act: Digest }
  | { readonly kind: 'not-eligible'; readonly reason: Exclude<Barrier, 'recused'> };

export type FindingSeverity = 'blocker' | 'major' | 'minor' | 'observation';

/** A finding by the digest of its event, which is its name. */
export interface FindingSummary {
  readonly finding: Digest;
  readonly severity: FindingSeverity;
  readonly revision: Digest;
  readonly item: ItemId | null;
  readonly itemDigest: Digest | null;
  readonly text: string;
  readonly member: MemberId;
  readonly claimedAt: Instant;
  readonly resolution: { readonly member: MemberId; readonly text: string; readonly claimedAt: Instant } | null;
}

export interface ConditionSummary { readonly dossier: DossierId; readonly decision: Digest; readonly condition: Condition; readonly state: ConditionState }

/** A decision by its act digest. */
export interface DecisionSummary {
  readonly decision: DecisionRecord;
  /** Of the revision decided upon; null when its publication isn't here. */
  readonly ordinal: number | null;
  readonly status: DecisionStatus;
  readonly conditions: readonly ConditionSummary[];
}

export interface PacketSummary { readonly packet: Digest; readonly number: string; readonly sizeBytes: number; readonly revision: Digest; readonly decision: Digest; readonly issuedBy: MemberId; readonly claimedAt: Instant }

export interface DossierSummary {
  readonly dossier: DossierId;
  readonly revisions: readonly RevisionSummary[];
  readonly latest: RevisionSummary;
  readonly ballot: Ballot;
  /** Of the latest revision, under the roster in force. */
  readonly tally: Tally;
  readonly mine: OwnVote;
  /** In the record's order, every status. */
  readonly decisions: readonly DecisionSummary[];
  /** The decision in effect on the latest revision, whether standing, contested or expired. */
  readonly current: DecisionSummary | null;
  readonly findings: readonly FindingSummary[];
  readonly packets: readonly PacketSummary[];
}

/** Every dossier with a published revision, by id. */
export function dossiers(view: BoardView, member: MemberId, at: Instant, contentOf: ContentOf): readonly DossierSummary[] {
  return dossierIds(view.state).map((dossier) => dossierSummary(view, dossier, member, at, contentOf)).filter((summary) => summary !== null);
}

/** One dossier; null while no submitter's publication of it is here. */
export function dossierSummary(view: BoardView, dossier: DossierId, member: MemberId, at: Instant, contentOf: ContentOf): DossierSummary | null {
  const facts = factsOn(view, dossier);
  const revisions = revisionSummaries(facts, contentOf);
  const latest = revisions.at(-1);
  if (latest === undefined) return null;
  const ballot = ballotOf(view, facts, latest.digest, contentOf);
  const tallied = tally(ballot);
  const decisions = decisionSummaries(view, facts, contentOf, at);
  return {
    dossier, revisions, latest, ballot, tally: tallied, mine: ownVote(ballot, tallied, member), decisions,
    current: decisions.findLast((decision) => decision.decision.revision === latest.digest && inEffect(decision.status)) ?? null,
    findings: facts.findings.map((finding) => findingSummary(view, facts, finding)),
    packets: facts.packets.map(({ member: issuedBy, claimedAt, body: { packet, number, sizeBytes, revision, decision } }) => ({ packet, number, sizeBytes, revision, decision, issuedBy, claimedAt })),
  };
}

/** Whether a decision is the one that its revision has, even if it no longer counts as an approval. */
export function inEffect(status: DecisionStatus): boolean {
  return status.kind === 'standing' || status.kind === 'contested' || status.kind === 'expired';
}

/** Conditions of the decisions in effect that still wait or have lapsed, soonest first. */
export function conditionsDue(summaries: readonly DossierSummary[]): readonly ConditionSummary[] {
  return summaries
    .flatMap((summary) => summary.decisions.filter((decision) => inEffect(decision.status)).flatMap((decision) => decision.conditions))
    .filter(({ state }) => state.kind !== 'discharged')
    .sort((a, b) => compare(a.condition.dueOn, b.condition.dueOn) || compare(a.dossier, b.dossier) || compare(a.condition.id, b.condition.id));
}

/** An approved revision that a later one is compared with. */
export interface BaselineRevision { readonly dossier: DossierId; readonly revision: Digest; readonly decision: Digest }

/**
 * The last approved revision of the same product, in any dossier, other than the dossier's own latest: what "since the
 * last approval" means. Expired approvals serve too; void and contested ones don't. `productOf` says which product a
 * revision belongs to, undefined while its content isn't here.
 */
export function baselineOf(view: BoardView, dossier: DossierId, productOf: (revision: Digest) => ProductId | undefined, contentOf: ContentOf, at: Instant): BaselineRevision | null {
  const latest = factsOn(view, dossier).revisions.at(-1)?.body.revision;
  const product = latest === undefined ? undefined : productOf(latest);
  if (product === undefined) return null;
  const approved = dossierIds(view.state)
    .flatMap((id) => decisionsOn(view, factsOn(view, id), contentOf, at))
    .filter(({ decision, status }) => approves(decision.outcome) && (status.kind === 'standing' || status.kind === 'expired'))
    .filter(({ decision }) => decision.revision !== latest && productOf(decision.revision) === product);
  const last = inOrder(approved.map(({ fact }) => fact)).at(-1);
  return last === undefined ? null : { dossier: last.body.dossier, revision: last.body.revision, decision: last.act };
}

function revisionSummaries(facts: DossierFacts, contentOf: ContentOf): readonly RevisionSummary[] {
  return facts.revisions.map(({ member, claimedAt, firstSeenAt, body }, index) => ({
    digest: body.revision, ordinal: index + 1, publishedBy: member, claimedAt, firstSeenAt, note: body.note, content: contentOf(body.revision),
  }));
}

function ownVote(ballot: Ballot, tallied: Tally, member: MemberId): OwnVote {
  const recusal = recusalOf(ballot.recusals, member);
  if (recusal !== undefined) return { kind: 'recused', reason: recusal.reason, act: recusal.act };
  const may = eligibility(ballot, member);
  if (may.kind === 'barred' && may.reason !== 'recused') return { kind: 'not-eligible', reason: may.reason };
  const last = tallied.votes.findLast(({ vote }) => vote.member === member);
  return last === undefined || last.standing.kind === 'withdrawn' ? { kind: 'not-cast' } : { kind: 'cast', ...last };
}

function decisionSummaries(view: BoardView, facts: DossierFacts, contentOf: ContentOf, at: Instant): readonly DecisionSummary[] {
  const ordinals = new Map(facts.revisions.map((fact, index) => [fact.body.revision, index + 1]));
  return decisionsOn(view, facts, contentOf, at).map(({ decision, status, discharges }) => ({
    decision, status, ordinal: ordinals.get(decision.revision) ?? null,
    conditions: decision.conditions.map((condition) => ({ dossier: facts.dossier, decision: decision.act, condition, state: conditionState(condition, discharges, at) })),
  }));
}

function findingSummary(view: BoardView, facts: DossierFacts, fact: FindingFact): FindingSummary {
  const { revision, item, itemDigest, text } = fact.body;
  const closed = resolutionOf(facts, fact, view.rosters);
  return {
    finding: fact.digest, severity: fact.type === 'blocker.recorded/1' ? 'blocker' : fact.body.severity, revision, item, itemDigest, text, member: fact.member, claimedAt: fact.claimedAt,
    resolution: closed === undefined ? null : { member: closed.member, text: closed.body.resolution, claimedAt: closed.claimedAt },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
