/** A secretary issues the packet of a standing decision (rules P-1, P-4, P-6, P-14). */
import type { ActBody } from '../../events/catalogue.ts';
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { lacksRole, type Decided, type EventDraft, type OpenScene, type Refused } from './scene.ts';

export function mayIssuePacket(scene: OpenScene): Refused | null {
  const refused = lacksRole(scene, 'secretary', 'issue-packet');
  if (refused !== null) return refused;
  if (scene.summary.decisions.some((decision) => decision.status.kind === 'standing')) return null;
  const current = scene.summary.current;
  return current === null ? refuse('board/not-decided', { dossier: scene.dossier }) : refuse('board/decision-not-standing', { decision: current.decision.act, status: current.status.kind }, 'P-4');
}

/** How far two members' clocks may be apart: what the verifier of a packet allows too. */
const clockSkewMs = 10 * 60_000;

/** Allows the packet; its event can be drafted only once the bytes exist, with {@link packetIssued}. */
export function issuePacket(scene: OpenScene, { dossier, shown, decision }: Command<'issue-packet'>): Decided {
  const refused = lacksRole(scene, 'secretary', 'issue-packet');
  if (refused !== null) return refused;
  const decided = scene.summary.decisions.find((candidate) => candidate.decision.act === decision);
  if (decided === undefined) return refuse('board/not-decided', { dossier });
  if (decided.decision.revision !== shown) return refuse('board/shown-digest-differs', { shown, stored: decided.decision.revision }, 'V-4');
  if (decided.status.kind !== 'standing') return refuse('board/decision-not-standing', { decision, status: decided.status.kind }, 'P-4');
  const { validFrom } = decided.decision;
  if (Date.parse(scene.at) + clockSkewMs < Date.parse(validFrom)) return refuse('board/clock-behind', { now: scene.at, since: validFrom }, 'P-14');
  return ok([]);
}

/** The event that records an issued packet. */
export function packetIssued(body: ActBody<'packet.issued/1'>): EventDraft {
  return { kind: 'act', type: 'packet.issued/1', body };
}
