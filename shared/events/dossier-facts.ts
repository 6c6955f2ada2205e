/** The facts about one dossier, each kind in the record's order (rule L-6). */
import { everHeldRole, type RosterLink } from '../board/member.ts';
import type { DeviceId, Digest, DossierId } from '../vocabulary.ts';
import type { FactOf, KnownFact } from './fact.ts';
import { inOrder } from './order.ts';
import type { BoardState, BoardView } from './state.ts';

/** What is said about the board itself: its devices and its meetings. */
export type BoardFact = FactOf<'device.added/1'> | FactOf<'meeting.called/1'> | FactOf<'meeting.cancelled/1'>;
/** What can be said about a dossier: every other known fact. */
export type DossierFact = Exclude<KnownFact, BoardFact>;
export type FindingFact = FactOf<'blocker.recorded/1'> | FactOf<'finding.noted/1'>;
export type QuestionFact = FactOf<'question.asked/1'>;
/** What has a thread: it can be assigned, answered and closed. */
export type ThreadedFact = FindingFact | QuestionFact;
export type ResolutionFact = FactOf<'blocker.resolved/1'> | FactOf<'finding.closed/1'>;

export interface DossierFacts {
  readonly dossier: DossierId;
  /** First publications by submitters, one for each revision digest. The last one is the latest revision. */
  readonly revisions: readonly FactOf<'revision.published/1'>[];
  readonly findings: readonly FindingFact[];
  readonly resolutions: readonly ResolutionFact[];
  readonly questions: readonly QuestionFact[];
  readonly assignments: readonly FactOf<'finding.assigned/1'>[];
  readonly answers: readonly FactOf<'finding.answered/1'>[];
  /** With an entry for each event, even of the same act: the rules need every place (rule Q-6). */
  readonly votes: readonly FactOf<'vote.given/1'>[];
  readonly withdrawals: readonly FactOf<'vote.withdrawn/1'>[];
  readonly recusals: readonly FactOf<'recusal.declared/1'>[];
  readonly decisions: readonly FactOf<'decision.recorded/1'>[];
  readonly discharges: readonly FactOf<'condition.discharged/1'>[];
  readonly annotations: readonly FactOf<'annotation.made/1'>[];
  readonly annotationWithdrawals: readonly FactOf<'annotation.withdrawn/1'>[];
  /** Written by counsel (rule A-3). */
  readonly privilegedNotes: readonly FactOf<'privileged.noted/1'>[];
  readonly privilegedWithdrawals: readonly FactOf<'privileged.withdrawn/1'>[];
  /** Issued by secretaries (rule L-5). */
  readonly packets: readonly FactOf<'packet.issued/1'>[];
  /** By anybody: who is asked is told by `countersigning.ts` (rule P-11). */
  readonly countersignatures: readonly FactOf<'packet.countersigned/1'>[];
  /** Issued by secretaries (rule L-5). */
  readonly addenda: readonly FactOf<'addendum.issued/1'>[];
  /** Issued by secretaries (rule L-5). */
  readonly copies: readonly FactOf<'copy.issued/1'>[];
  /** Said by secretaries (rule P-7). */
  readonly supersessions: readonly FactOf<'packet.superseded/1'>[];
  /** Said by secretaries (rule P-7). */
  readonly revocations: readonly FactOf<'packet.revoked/1'>[];
  readonly scores: readonly FactOf<'hazard.scored/1'>[];
  /** Recorded by secretaries (rule S-2). */
  readonly agreements: readonly FactOf<'score.agreed/1'>[];
}

/** Gathers a dossier's facts. Acts other than votes that appear in two events are taken once, at their first place. */
export function factsOn({ state, rosters }: BoardView, dossier: DossierId): DossierFacts {
  return {
    dossier,
    revisions: firstOf(about(state.revisions, dossier).filter((fact) => everHeldRole(rosters, fact.member, 'submitter')), (fact) => fact.body.revision),
    findings: about<FindingFact>(state.findings, dossier),
    resolutions: about<ResolutionFact>(state.resolutions, dossier),
    questions: about(state.questions, dossier),
    assignments: about(state.assignments, dossier),
    answers: about(state.answers, dossier),
    votes: about(state.votes, dossier),
    withdrawals: distinctActs(about(state.withdrawals, dossier)),
    recusals: distinctActs(about(state.recusals, dossier)),
    decisions: distinctActs(about(state.decisions, dossier)),
    discharges: distinctActs(about(state.discharges, dossier)),
    annotations: about(state.annotations, dossier),
    annotationWithdrawals: about(state.annotationWithdrawals, dossier),
    privilegedNotes: about(state.privilegedNotes, dossier).filter((fact) => everHeldRole(rosters, fact.member, 'counsel')),
    privilegedWithdrawals: about(state.privilegedWithdrawals, dossier).filter((fact) => everHeldRole(rosters, fact.member, 'counsel')),
    packets: distinctActs(about(state.packets, dossier)).filter((fact) => everHeldRole(rosters, fact.member, 'secretary')),
    countersignatures: distinctActs(about(state.countersignatures, dossier)),
    addenda: distinctActs(about(state.addenda, dossier)).filter((fact) => everHeldRole(rosters, fact.member, 'secretary')),
    copies: distinctActs(about(state.copies, dossier)).filter((fact) => everHeldRole(rosters, fact.member, 'secretary')),
    supersessions: distinctActs(about(state.supersessions, dossier)).filter((fact) => everHeldRole(rosters, fact.member, 'secretary')),
    revocations: distinctActs(about(state.revocations, dossier)).filter((fact) => everHeldRole(rosters, fact.member, 'secretary')),
    scores: about(state.scores, dossier),
    agreements: distinctActs(about(state.agreements, dossier)).filter((fact) => everHeldRole(rosters, fact.member, 'secretary')),
  };
}

/** Findings that nobody with a right to has resolved: the author, or a secretary, closes a finding (rule Q-4). */
export function openFindings(facts: DossierFacts, rosters: readonly RosterLink[]): readonly FindingFact[] {
  return facts.findings.filter((finding) => resolutionOf(facts, finding, rosters) === undefined);
}

/** The statement that closed a finding: by its author or a secretary, of the kind that fits it. A mark never closes a blocker. */
export function resolutionOf(facts: DossierFacts, finding: ThreadedFact, rosters: readonly RosterLink[]): ResolutionFact | undefined {
  const fits = finding.type === 'blocker.recorded/1' ? 'blocker.resolved/1' : 'finding.closed/1';
  return facts.resolutions.find((resolution) => resolution.type === fits && resolution.body.finding === finding.digest
    && (resolution.member === finding.member || everHeldRole(rosters, resolution.member, 'secretary')));
}

/** Any fact about the dossier, of whatever kind, that a device wrote at or after a place in its feed. */
export function writtenSince(state: BoardState, dossier: DossierId, device: DeviceId, seq: number): DossierFact | undefined {
  const { devices, meetings, meetingCancellations, unknown, places, ...kinds } = state;
  for (const facts of Object.values(kinds) as ReadonlyMap<Digest, DossierFact>[]) {
    for (const fact of facts.values()) if (fact.device === device && fact.seq >= seq && fact.body.dossier === dossier) return fact;
  }
  return undefined;
}

function about<F extends DossierFact>(facts: ReadonlyMap<Digest, F>, dossier: DossierId): readonly F[] {
  return inOrder([...facts.values()].filter((fact) => fact.body.dossier === dossier));
}

function distinctActs<F extends { readonly act: Digest; readonly member: string }>(facts: readonly F[]): readonly F[] {
  return firstOf(facts, (fact) => fact.act);
}

function firstOf<F>(facts: readonly F[], keyOf: (fact: F) => string): readonly F[] {
  const seen = new Set<string>();
  return facts.filter((fact) => !seen.has(keyOf(fact)) && seen.add(keyOf(fact)));
}
