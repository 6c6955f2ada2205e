/** A secretary issues an addendum to a packet whose conditions were discharged since (rule P-9). */
import type { ActBody } from '../../events/catalogue.ts';
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { hasEnded, issuedFiles, matterOf } from './issued-files.ts';
import { lacksRole, type Decided, type EventDraft, type OpenScene, type Refused } from './scene.ts';

/** Whether some packet of the dossier has something to add. */
export function mayIssueAddendum(scene: OpenScene): Refused | null {
  const refused = lacksRole(scene, 'secretary', 'issue-addendum');
  if (refused !== null) return refused;
  const packets = issuedFiles(scene).own.filter(({ kind }) => kind === 'packet');
  const newest = packets.at(-1);
  if (newest === undefined) return refuse('board/unknown-packet', { packet: scene.dossier });
  return packets.some((packet) => hasEnded(packet, 'P-9') === null && (matterOf(scene, packet.packet)?.unadded.length ?? 0) > 0) ? null : refuse('board/nothing-to-add', { packet: newest.number }, 'P-9');
}

/** Allows the addendum; its event can be drafted only once the bytes exist, with {@link addendumIssued}. */
export function issueAddendum(scene: OpenScene, { shown, packet }: Command<'issue-addendum'>): Decided {
  const refused = lacksRole(scene, 'secretary', 'issue-addendum');
  if (refused !== null) return refused;
  const parent = issuedFiles(scene).own.find((file) => file.kind === 'packet' && file.packet === packet);
  if (parent === undefined) return refuse('board/unknown-packet', { packet }, 'P-9');
  if (parent.revision !== shown) return refuse('board/shown-digest-differs', { shown, stored: parent.revision }, 'V-4');
  const ended = hasEnded(parent, 'P-9');
  if (ended !== null) return ended;
  const decided = scene.summary.decisions.find((candidate) => candidate.decision.act === parent.decision);
  if (decided === undefined) return refuse('board/not-decided', { dossier: scene.dossier });
  if (decided.status.kind !== 'standing') return refuse('board/decision-not-standing', { decision: parent.decision, status: decided.status.kind }, 'P-10');
  return (matterOf(scene, packet)?.unadded.length ?? 0) > 0 ? ok([]) : refuse('board/nothing-to-add', { packet: parent.number }, 'P-9');
}

/** The event that records an issued addendum. */
export function addendumIssued(body: ActBody<'addendum.issued/1'>): EventDraft {
  return { kind: 'act', type: 'addendum.issued/1', body };
}
