/** What screens, commands and packets ask of the record: each dossier with everything about it worked out for one member at one instant. */
import type { Anchor } from '../annotation/anchor.ts';
import type { Ballot } from '../board/ballot.ts';
import { conditionState, type Condition, type ConditionState } from '../board/condition.ts';
import { inEffect, type DecisionRecord, type DecisionStatus } from '../board/decision-status.ts';
import { tally, type Tally } from '../board/decision.ts';
import { approves } from '../board/outcome.ts';
import type { Digest, DossierId, Instant, ItemId, MemberId } from '../vocabulary.ts';
import { unaddedConditions } from './addendum.ts';
import { ballotOf } from './ballot.ts';
import type { ContentOf, RevisionContent } from './content.ts';
import { countersigningOf, type Countersigning } from './countersigning.ts';
import { decisionsOn } from './decided.ts';
import { factsOn, resolutionOf, type DossierFacts, type ThreadedFact } from './dossier-facts.ts';
import { inOrder } from './order.ts';
import { privilegedNotes, type PrivilegedSummary } from './privileged.ts';
import { signOffsOf, standOf, type SignOff, type Stand } from './sign-off.ts';
import { dossierIds, type BoardView } from './state.ts';
import { threadOf, type Addressee, type ThreadEntry, type Turn } from './thread.ts';
import { waitingFor, type Waiting } from './waiting.ts';

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

/** How grave a finding is; a question is none yet. */
export type FindingSeverity = 'blocker' | 'major' | 'minor' | 'observation' | 'question';

/** A finding or a question, named by the digest of its event. Open while `resolution` is null. */
export interface FindingSummary {
  readonly finding: Digest;
  readonly severity: FindingSeverity;
  readonly revision: Digest;
  /** Null: about the revision as a whole. `itemDigest` is the item as its author saw it. */
  readonly item: ItemId | null;
  readonly itemDigest: Digest | null;
  readonly text: string;
  readonly member: MemberId;
  readonly claimedAt: Instant;
  /** Whom it is put to; null: nobody. */
  readonly addressee: Addressee | null;
  /** Replies and assignments in the record's order. */
  readonly thread: readonly ThreadEntry[];
  /** Who acts next; null: nobody in particular. */
  readonly turn: Turn;
  readonly resolution: { readonly member: MemberId; readonly text: string; readonly claimedAt: Instant } | null;
}

/** A note or a highlight (its `text` is empty), named by the digest of its event: a passage of a document as its author read it. */
export interface AnnotationSummary {
  readonly annotation: Digest;
  readonly revision: Digest;
  readonly item: ItemId;
  readonly itemDigest: Digest;
  readonly anchor: Anchor;
  readonly text: string;
  readonly tags: readonly string[];
  readonly member: MemberId;
  readonly claimedAt: Instant;
  /** When its author withdrew it (rule A-1); null while it stands. */
  readonly withdrawnAt: Instant | null;
}

/** An obligation of one decision, with how it stands at the instant asked about. */
export interface ConditionSummary { readonly dossier: DossierId; readonly decision: Digest; readonly condition: Condition; readonly state: ConditionState }

/** A decision, named by `decision.act`, and what it is worth at the instant asked about. */
export interface DecisionSummary {
  readonly decision: DecisionRecord;
  /** Of the revision decided upon; null when its publication isn't here. */
  readonly ordinal: number | null;
  readonly status: DecisionStatus;
  readonly conditions: readonly ConditionSummary[];
}

/** An issued packet; `packet` is the digest of its file. */
export interface PacketSummary { readonly packet: Digest; readonly number: string; readonly sizeBytes: number; readonly revision: Digest; readonly decision: Digest; readonly issuedBy: MemberId; readonly claimedAt: Instant; /** Null: the packet is sealed, and complete as it is. */ readonly countersigning: Countersigning | null; /** A secretary has taken it back, or put another in its place: nobody is asked to countersign it any more. What it is worth says `packet-standing.ts`. */ readonly ended: 'revoked' | 'superseded' | null; /** Copies of it for other readers, in the record's order. */ readonly copies: readonly CopySummary[] }

/** A copy of a packet: `copy` is the digest of its file. */
export interface CopySummary { readonly copy: Digest; readonly kind: 'board' | 'summary'; readonly number: string; readonly sizeBytes: number; readonly issuedBy: MemberId; readonly claimedAt: Instant }

/**
 * Everything that a screen shows of one dossier, worked out for one member at one instant. `README.md` beside this file
 * says which part answers which question.
 */
export interface DossierSummary {
  readonly dossier: DossierId;
  /** Oldest first, never empty. */
  readonly revisions: readonly RevisionSummary[];
  readonly latest: RevisionSummary;
  /** What the rules were applied to: the latest revision under the roster in force. Has the charter, the owners and the highest residual level. */
  readonly ballot: Ballot;
  /** What the rules make of it: quorum with its gaps, the outcome that a decision would have, what bars approval, the fact behind each rule. */
  readonly tally: Tally;
  /** Whether votes and a decision are taken: no decision on the latest revision stands or has expired. A contested one opens them again; an expired one takes a new revision. */
  readonly open: boolean;
  /** Where the member who asks stands. */
  readonly mine: Stand;
  /** What waits for the member who asks. */
  readonly waiting: readonly Waiting[];
  /** Where everybody stands: each active voter, and whoever else voted or recused. */
  readonly signOffs: readonly SignOff[];
  /** In the record's order, every status and revision. */
  readonly decisions: readonly DecisionSummary[];
  /** The decision in effect on the latest revision, whether standing, contested or expired. */
  readonly current: DecisionSummary | null;
  /** Findings and questions on every revision, in the record's order, open and closed. */
  readonly findings: readonly FindingSummary[];
  readonly packets: readonly PacketSummary[];
  /** By packet in force, the conditions that were discharged since and stand in no addendum to it (rule P-9). */
  readonly unadded: ReadonlyMap<Digest, readonly ItemId[]>;
  /** Notes and highlights on documents of every revision, in the record's order, withdrawn ones too. */
  readonly annotations: readonly AnnotationSummary[];
  /** Privileged notes and highlights, sealed, in the record's order, withdrawn ones too. */
  readonly privileged: readonly PrivilegedSummary[];
}

/** Every dossier with a published revision, by id. */
export function dossiers(view: BoardView, member: MemberId, at: Instant, contentOf: ContentOf): readonly DossierSummary[] {
  return dossierIds(view.state).map((dossier) => dossierSummary(view, dossier, member, at, contentOf)).filter((summary) => summary !== null);
}

/** One dossier as `member` sees it at `at`; null while no submitter's publication of it is here. */
export function dossierSummary(view: BoardView, dossier: DossierId, member: MemberId, at: Instant, contentOf: ContentOf): DossierSummary | null {
  const facts = factsOn(view, dossier);
  const revisions = revisionSummaries(facts, contentOf);
  const latest = revisions.at(-1);
  if (latest === undefined) return null;
  const ballot = ballotOf(view, facts, latest.digest, contentOf);
  const tallied = tally(ballot);
  const decisions = decisionSummaries(view, facts, contentOf, at);
  const current = decisions.findLast(({ decision, status }) => decision.revision === latest.digest && inEffect(status)) ?? null;
  const summary = {
    dossier, revisions, latest, ballot, tally: tallied, decisions, current,
    open: current === null || current.status.kind === 'contested',
    mine: standOf(ballot, tallied, member),
    signOffs: signOffsOf(ballot, tallied, view.rosters),
    findings: inOrder<ThreadedFact>([...facts.findings, ...facts.questions]).map((finding) => findingSummary(view, facts, finding)),
    packets: facts.packets.map(({ member: issuedBy, claimedAt, body: { packet, number, sizeBytes, revision, decision } }) => ({ packet, number, sizeBytes, revision, decision, issuedBy, claimedAt, countersigning: countersigningOf(facts, view.rosters, { packet, decision }), ended: endOf(view, facts, packet), copies: copiesOf(facts, packet) })),
    unadded: unaddedConditions(view, dossier, contentOf, at),
    annotations: annotationSummaries(facts),
    privileged: privilegedNotes(facts),
  };
  return { ...summary, waiting: waitingFor(summary, member) };
}

function endOf({ state }: BoardView, { revocations, supersessions, packets }: DossierFacts, packet: Digest): PacketSummary['ended'] {
  if (revocations.some(({ body }) => body.packet === packet)) return 'revoked';
  const place = (one: Digest): number => packets.findIndex(({ body }) => body.packet === one);
  const isLater = (by: Digest): boolean => (place(by) < 0 ? [...state.packets.values()].some(({ body }) => body.packet === by) : place(by) > place(packet));
  return supersessions.some(({ body }) => body.packet === packet && isLater(body.by)) ? 'superseded' : null;
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
 * What "since the last approval" means for a dossier: the last approved revision of the same product, in any dossier,
 * before `revision`, the latest one unless said, was decided itself. Expired approvals serve too; void and contested ones don't. Null where
 * there is none, or while the content that names the product isn't here.
 */
export function baselineOf(view: BoardView, dossier: DossierId, contentOf: ContentOf, at: Instant, revision?: Digest): BaselineRevision | null {
  const latest = revision ?? factsOn(view, dossier).revisions.at(-1)?.body.revision;
  const productOf = (revision: Digest): string | undefined => contentOf(revision)?.revision.product.id;
  const product = latest === undefined ? undefined : productOf(latest);
  if (product === undefined) return null;
  const decided = dossierIds(view.state).flatMap((id) => decisionsOn(view, factsOn(view, id), contentOf, at)).filter(({ decision, status }) => inEffect(status) && productOf(decision.revision) === product);
  const contested = new Set(decided.filter(({ status }) => status.kind === 'contested').map(({ decision }) => decision.act));
  const ordered = inOrder(decided.map(({ fact }) => fact));
  const own = ordered.findIndex(({ body }) => body.revision === latest);
  const before = own < 0 ? ordered : ordered.slice(0, own);
  const last = before.findLast(({ act, body }) => approves(body.outcome) && !contested.has(act));
  return last === undefined ? null : { dossier: last.body.dossier, revision: last.body.revision, decision: last.act };
}

function revisionSummaries(facts: DossierFacts, contentOf: ContentOf): readonly RevisionSummary[] {
  return facts.revisions.map(({ member, claimedAt, firstSeenAt, body }, index) => ({
    digest: body.revision, ordinal: index + 1, publishedBy: member, claimedAt, firstSeenAt, note: body.note, content: contentOf(body.revision),
  }));
}

function decisionSummaries(view: BoardView, facts: DossierFacts, contentOf: ContentOf, at: Instant): readonly DecisionSummary[] {
  const ordinals = new Map(facts.revisions.map((fact, index) => [fact.body.revision, index + 1]));
  return decisionsOn(view, facts, contentOf, at).map(({ decision, status, discharges }) => ({
    decision, status, ordinal: ordinals.get(decision.revision) ?? null,
    conditions: decision.conditions.map((condition) => ({ dossier: facts.dossier, decision: decision.act, condition, state: conditionState(condition, discharges, at) })),
  }));
}

function findingSummary(view: BoardView, facts: DossierFacts, fact: ThreadedFact): FindingSummary {
  const { revision, item, itemDigest, text } = fact.body;
  const closed = resolutionOf(facts, fact, view.rosters);
  const { addressee, entries, turn } = threadOf(facts, fact, view.rosters);
  return {
    finding: fact.digest, severity: severityOf(fact), addressee, thread: entries, turn: closed === undefined ? turn : null, revision, item, itemDigest, text, member: fact.member, claimedAt: fact.claimedAt,
    resolution: closed === undefined ? null : { member: closed.member, text: closed.body.resolution, claimedAt: closed.claimedAt },
  };
}

function severityOf(fact: ThreadedFact): FindingSeverity {
  return fact.type === 'finding.noted/1' ? fact.body.severity : fact.type === 'blocker.recorded/1' ? 'blocker' : 'question';
}

function annotationSummaries({ annotations, annotationWithdrawals }: DossierFacts): readonly AnnotationSummary[] {
  return annotations.map(({ digest, member, claimedAt, body: { dossier: _, ...body } }) => ({
    annotation: digest, ...body, member, claimedAt,
    withdrawnAt: annotationWithdrawals.find((withdrawal) => withdrawal.body.annotation === digest && withdrawal.member === member)?.claimedAt ?? null,
  }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function copiesOf({ copies }: DossierFacts, packet: Digest): readonly CopySummary[] {
  return copies.filter(({ body }) => body.parent === packet).map(({ member: issuedBy, claimedAt, body: { packet: copy, kind, number, sizeBytes } }) => ({ copy, kind, number, sizeBytes, issuedBy, claimedAt }));
}
