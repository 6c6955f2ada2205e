/** What waits for one member on one dossier: the lines that Home opens with. */
import { inEffect } from '../board/decision-status.ts';
import { holdsRole } from '../board/member.ts';
import type { Outcome } from '../board/outcome.ts';
import type { Day, Digest, ItemId, MemberId } from '../vocabulary.ts';
import type { DossierSummary } from './summary.ts';
import { isAddressedTo } from './thread.ts';

/** Something that the member can do now, and that nobody does in their place; conditions may also be discharged by voters. */
export type Waiting =
  /** No vote of theirs counts yet. `stale`: they voted on an earlier revision. */
  | { readonly kind: 'vote'; readonly stale: boolean }
  /** For a secretary: the votes give this outcome, and no decision stands. */
  | { readonly kind: 'record-decision'; readonly outcome: Outcome }
  /** For a secretary: the decision stands and has no packet. */
  | { readonly kind: 'issue-packet'; readonly decision: Digest }
  /** For a secretary: conditions were discharged that a packet in force doesn't state, nor an addendum to it. */
  | { readonly kind: 'issue-addendum'; readonly packet: Digest; readonly conditions: readonly ItemId[] }
  /** The newest packet of the standing decision waits for their countersignature. `again`: they signed a file that no longer counts. */
  | { readonly kind: 'countersign'; readonly packet: Digest; readonly again: boolean }
  /** Their own blocker bars approval. */
  | { readonly kind: 'resolve-blocker'; readonly finding: Digest }
  /** A question is put to them, or to the release team that they are of. */
  | { readonly kind: 'answer-question'; readonly finding: Digest }
  /** A finding is assigned to them, or to the release team that they are of. */
  | { readonly kind: 'answer-finding'; readonly finding: Digest }
  /** What they asked, or found and assigned, has an answer: to accept, or to ask on. */
  | { readonly kind: 'read-answer'; readonly finding: Digest }
  /** For a secretary: an open condition of a decision in effect. */
  | { readonly kind: 'discharge-condition'; readonly decision: Digest; readonly condition: ItemId; readonly dueOn: Day };

/** What waits for the member, in the order of the kinds above. Nothing waits for who recused. */
export function waitingFor(summary: Omit<DossierSummary, 'waiting'>, member: MemberId): readonly Waiting[] {
  const { mine, open, tally, latest, ballot, current, decisions, packets, unadded, findings } = summary;
  if (mine.kind === 'recused') return [];
  const waiting: Waiting[] = [];
  const counts = mine.kind === 'cast' && mine.standing.kind === 'counted';
  if (open && latest.content !== undefined && !counts && mine.kind !== 'not-eligible') {
    waiting.push({ kind: 'vote', stale: mine.kind === 'cast' && mine.standing.kind === 'stale' });
  }
  const secretary = holdsRole(ballot.roster, member, 'secretary');
  if (secretary && open && tally.outcome !== 'undecided') waiting.push({ kind: 'record-decision', outcome: tally.outcome });
  if (secretary && current?.status.kind === 'standing' && !packets.some((packet) => packet.decision === current.decision.act)) {
    waiting.push({ kind: 'issue-packet', decision: current.decision.act });
  }
  if (secretary) for (const [packet, conditions] of unadded) waiting.push({ kind: 'issue-addendum', packet, conditions });
  for (const { decision } of decisions.filter(({ status }) => status.kind === 'standing')) {
    const newest = packets.findLast((packet) => packet.decision === decision.act);
    if (newest?.ended === null && newest.countersigning?.missing.includes(member) === true) waiting.push({ kind: 'countersign', packet: newest.packet, again: newest.countersigning.again.includes(member) });
  }
  for (const finding of findings) {
    if (finding.severity === 'blocker' && finding.member === member && finding.resolution === null) waiting.push({ kind: 'resolve-blocker', finding: finding.finding });
  }
  for (const { finding, severity, addressee, turn, member: author } of findings) {
    if (turn === 'addressee' && isAddressedTo(addressee, member, ballot.roster)) waiting.push({ kind: severity === 'question' ? 'answer-question' : 'answer-finding', finding });
    else if (turn === 'author' && author === member) waiting.push({ kind: 'read-answer', finding });
  }
  if (secretary) {
    for (const { decision, condition, state } of decisions.filter(({ status }) => inEffect(status)).flatMap((decided) => decided.conditions)) {
      if (state.kind === 'open') waiting.push({ kind: 'discharge-condition', decision, condition: condition.id, dueOn: condition.dueOn });
    }
  }
  return waiting;
}
