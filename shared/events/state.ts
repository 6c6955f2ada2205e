/**
 * The record as sets: every known fact by its event digest, sorted by what it is about. Nothing here has a status; each
 * status is worked out from the sets when asked for, so that a late fact needs nothing undone.
 */
import type { RosterLink } from '../board/member.ts';
import type { DeviceId, Digest, DossierId } from '../vocabulary.ts';
import type { EventType } from './catalogue.ts';
import type { FactOf, KnownFact, UnknownFact } from './fact.ts';

type Facts<T extends EventType> = Map<Digest, FactOf<T>>;

export interface BoardState {
  readonly devices: Facts<'device.added/1'>;
  readonly revisions: Facts<'revision.published/1'>;
  readonly findings: Map<Digest, FactOf<'blocker.recorded/1'> | FactOf<'finding.noted/1'>>;
  readonly resolutions: Map<Digest, FactOf<'blocker.resolved/1'> | FactOf<'finding.closed/1'>>;
  readonly questions: Facts<'question.asked/1'>;
  readonly assignments: Facts<'finding.assigned/1'>;
  readonly answers: Facts<'finding.answered/1'>;
  readonly votes: Facts<'vote.given/1'>;
  readonly withdrawals: Facts<'vote.withdrawn/1'>;
  readonly recusals: Facts<'recusal.declared/1'>;
  readonly decisions: Facts<'decision.recorded/1'>;
  readonly discharges: Facts<'condition.discharged/1'>;
  readonly packets: Facts<'packet.issued/1'>;
  readonly countersignatures: Facts<'packet.countersigned/1'>;
  readonly addenda: Facts<'addendum.issued/1'>;
  readonly copies: Facts<'copy.issued/1'>;
  readonly supersessions: Facts<'packet.superseded/1'>;
  readonly revocations: Facts<'packet.revoked/1'>;
  readonly scores: Facts<'hazard.scored/1'>;
  readonly agreements: Facts<'score.agreed/1'>;
  readonly annotations: Facts<'annotation.made/1'>;
  readonly annotationWithdrawals: Facts<'annotation.withdrawn/1'>;
  readonly privilegedNotes: Facts<'privileged.noted/1'>;
  readonly privilegedWithdrawals: Facts<'privileged.withdrawn/1'>;
  readonly meetings: Facts<'meeting.called/1'>;
  readonly meetingCancellations: Facts<'meeting.cancelled/1'>;
  /** Facts of types that this version doesn't know: kept, counted, shown (rule L-3). */
  readonly unknown: Map<Digest, UnknownFact>;
  /** Event digests by place in a feed, `<device>/<seq>`: two of them at one place are a fork (rule L-4). */
  readonly places: Map<string, Set<Digest>>;
}

/** The record together with the board that it belongs to: rosters in the chain's order, verified, roster 0 first. */
export interface BoardView { readonly state: BoardState; readonly rosters: readonly RosterLink[] }

export function emptyState(): BoardState {
  return {
    devices: new Map(), revisions: new Map(), findings: new Map(), resolutions: new Map(), questions: new Map(), assignments: new Map(), answers: new Map(), votes: new Map(), withdrawals: new Map(),
    recusals: new Map(), decisions: new Map(), discharges: new Map(), packets: new Map(), countersignatures: new Map(), addenda: new Map(), copies: new Map(), supersessions: new Map(), revocations: new Map(), scores: new Map(), agreements: new Map(), annotations: new Map(), annotationWithdrawals: new Map(), privilegedNotes: new Map(), privilegedWithdrawals: new Map(), meetings: new Map(), meetingCancellations: new Map(), unknown: new Map(), places: new Map(),
  };
}

/** Two or more events of one device under one number: proof that it forked. */
export interface Fork { readonly device: DeviceId; readonly seq: number; readonly digests: readonly Digest[] }

/** The first fork of each device that forked. */
export function forksOf(state: BoardState): readonly Fork[] {
  const first = new Map<DeviceId, Fork>();
  for (const [place, digests] of state.places) {
    if (digests.size < 2) continue;
    const [device, number] = place.split('/') as [DeviceId, string];
    const seq = Number(number);
    const known = first.get(device);
    if (known === undefined || seq < known.seq) first.set(device, { device, seq, digests: [...digests].sort() });
  }
  return [...first.values()].sort((a, b) => (a.device < b.device ? -1 : 1));
}

/** How many facts of each unknown type there are, by type name. */
export function unknownCounts(state: BoardState): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const fact of state.unknown.values()) counts.set(fact.type, (counts.get(fact.type) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Every dossier that a fact names. */
export function dossierIds(state: BoardState): readonly DossierId[] {
  const ids = new Set<DossierId>();
  for (const facts of [state.revisions, state.findings, state.questions, state.votes, state.recusals, state.decisions, state.annotations, state.privilegedNotes]) {
    for (const fact of facts.values()) ids.add(fact.body.dossier);
  }
  return [...ids].sort();
}

/** Any known fact by the digest of its event. */
export function factAt(state: BoardState, digest: Digest): KnownFact | UnknownFact | undefined {
  return state.devices.get(digest) ?? state.revisions.get(digest) ?? state.findings.get(digest) ?? state.resolutions.get(digest) ?? state.questions.get(digest) ?? state.assignments.get(digest) ?? state.answers.get(digest) ?? state.votes.get(digest)
    ?? state.withdrawals.get(digest) ?? state.recusals.get(digest) ?? state.decisions.get(digest) ?? state.discharges.get(digest) ?? state.packets.get(digest) ?? state.countersignatures.get(digest) ?? state.addenda.get(digest) ?? state.copies.get(digest) ?? state.supersessions.get(digest) ?? state.revocations.get(digest) ?? state.scores.get(digest) ?? state.agreements.get(digest)
    ?? state.annotations.get(digest) ?? state.annotationWithdrawals.get(digest) ?? state.privilegedNotes.get(digest) ?? state.privilegedWithdrawals.get(digest) ?? state.meetings.get(digest) ?? state.meetingCancellations.get(digest) ?? state.unknown.get(digest);
}

/**
 * The state as plain JSON that two machines with the same facts write alike: what makes "the same state" checkable.
 * Arrival order and first-seen times are each machine's own and stay out.
 */
export function canonicalState(state: BoardState): CanonicalState {
  const sorted = <F extends KnownFact | UnknownFact>(facts: Map<Digest, F>): readonly CanonicalFact[] =>
    [...facts.values()].sort((a, b) => (a.digest < b.digest ? -1 : 1)).map(canonicalFact);
  const { places, ...collections } = state;
  const forked = [...places].filter(([, digests]) => digests.size > 1).map(([place, digests]) => [place, ...[...digests].sort()]);
  const facts = Object.entries(collections).map(([name, set]) => [name, sorted(set as Map<Digest, KnownFact | UnknownFact>)] as const);
  return { facts: Object.fromEntries(facts), forked: forked.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)) };
}

export interface CanonicalState { readonly facts: Readonly<Record<string, readonly CanonicalFact[]>>; readonly forked: readonly (readonly string[])[] }
export interface CanonicalFact { readonly digest: string; readonly device: string; readonly seq: number; readonly member: string; readonly claimedAt: string; readonly hlc: string; readonly type: string; readonly act: string | null; readonly body: unknown }

function canonicalFact(fact: KnownFact | UnknownFact): CanonicalFact {
  const { digest, device, seq, member, claimedAt, hlc, type } = fact;
  return { digest, device, seq, member, claimedAt, hlc, type, act: fact.kind === 'known' ? fact.act : null, body: fact.kind === 'known' ? fact.body : null };
}
