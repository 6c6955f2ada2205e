/** A member countersigns a packet, in their own field and on the newest file (rules P-11 and P-13). */
import type { ActBody } from '../../events/catalogue.ts';
import type { PacketSummary } from '../../events/summary.ts';
import { ok, refuse } from '../../result.ts';
import type { Digest } from '../../vocabulary.ts';
import type { Command } from '../catalogue.ts';
import type { Decided, EventDraft, OpenScene, Refused } from './scene.ts';

/** Whether a packet of this dossier waits for the member. */
export function mayCountersignPacket(scene: OpenScene): Refused | null {
  const waits = scene.summary.waiting.find((one) => one.kind === 'countersign');
  if (waits !== undefined) return null;
  const last = scene.summary.packets.findLast(({ countersigning }) => countersigning !== null);
  return refuseFor(scene, last?.packet ?? '', last) ?? refuse('board/not-asked-to-countersign', { member: scene.actor.id, packet: last?.number ?? scene.dossier }, 'P-11');
}

function refuseFor(scene: OpenScene, packet: Digest | '', found: PacketSummary | undefined): Refused | null {
  if (found === undefined) return packet === '' ? null : refuse('board/unknown-packet', { packet });
  const { countersigning, number, ended } = found;
  if (countersigning === null || !countersigning.required.includes(scene.actor.id)) return refuse('board/not-asked-to-countersign', { member: scene.actor.id, packet: number }, 'P-11');
  if (!countersigning.missing.includes(scene.actor.id)) return refuse('board/countersigned-already', { member: scene.actor.id, packet: number }, 'P-13');
  if (ended !== null) return refuse('board/packet-ended', { packet: number, state: ended }, 'P-10');
  const decided = scene.summary.decisions.find(({ decision }) => decision.act === found.decision);
  return decided?.status.kind === 'standing' ? null : refuse('board/decision-not-standing', { decision: found.decision, status: decided?.status.kind ?? 'unknown' }, 'P-4');
}

/** Allows the countersignature; its event can be drafted only once it is made, with {@link packetCountersigned}. On which file it is made main decides, who can look at the bytes. */
export function countersignPacket(scene: OpenScene, { packet }: Command<'countersign-packet'>): Decided {
  return refuseFor(scene, packet, scene.summary.packets.find((one) => one.packet === packet)) ?? ok([]);
}

/** The event that records a countersignature. */
export function packetCountersigned(body: ActBody<'packet.countersigned/1'>): EventDraft {
  return { kind: 'act', type: 'packet.countersigned/1', body };
}
