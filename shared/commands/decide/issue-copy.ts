/** A secretary makes a copy of a packet that stands, for the board's archive or for customers (rule P-12). */
import type { ActBody } from '../../events/catalogue.ts';
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { issuedFiles } from './issued-files.ts';
import { lacksRole, type Decided, type EventDraft, type OpenScene, type Refused } from './scene.ts';

/** Whether some packet of the dossier stands. */
export function mayIssueCopy(scene: OpenScene): Refused | null {
  const refused = lacksRole(scene, 'secretary', 'issue-copy', 'P-12');
  if (refused !== null) return refused;
  const packets = issuedFiles(scene).own.filter(({ kind }) => kind === 'packet');
  const newest = packets.at(-1);
  if (newest === undefined) return refuse('board/unknown-packet', { packet: scene.dossier }, 'P-12');
  return packets.some((packet) => bar(scene, packet) === null) ? null : bar(scene, newest);
}

/** Allows the copy; its event can be drafted only once the bytes exist, with {@link copyIssued}. */
export function issueCopy(scene: OpenScene, { shown, packet }: Command<'issue-copy'>): Decided {
  const refused = lacksRole(scene, 'secretary', 'issue-copy', 'P-12');
  if (refused !== null) return refused;
  const parent = issuedFiles(scene).own.find((file) => file.kind === 'packet' && file.packet === packet);
  if (parent === undefined) return refuse('board/unknown-packet', { packet }, 'P-12');
  if (parent.revision !== shown) return refuse('board/shown-digest-differs', { shown, stored: parent.revision }, 'V-4');
  return bar(scene, parent) ?? ok([]);
}

/** Why no copy is made of a packet that has ended or whose decision no longer stands: nobody would be told. */
function bar({ summary, dossier }: OpenScene, { number, state, decision }: ReturnType<typeof issuedFiles>['own'][number]): Refused | null {
  if (state === 'revoked' || state === 'superseded') return refuse('board/packet-ended', { packet: number, state }, 'P-12');
  const decided = summary.decisions.find((candidate) => candidate.decision.act === decision);
  if (decided === undefined) return refuse('board/not-decided', { dossier });
  return decided.status.kind === 'standing' ? null : refuse('board/decision-not-standing', { decision, status: decided.status.kind }, 'P-12');
}

/** The event that records a copy. */
export function copyIssued(body: ActBody<'copy.issued/1'>): EventDraft {
  return { kind: 'act', type: 'copy.issued/1', body };
}
