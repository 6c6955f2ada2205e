/** A secretary says that a later packet stands in the place of an earlier one (rules P-7, P-8). */
import { sameLine } from '../../events/packet-standing.ts';
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { hasEnded, issuedFiles } from './issued-files.ts';
import { lacksRole, type Decided, type OpenScene, type Refused } from './scene.ts';

export function maySupersedePacket(scene: OpenScene): Refused | null {
  const refused = lacksRole(scene, 'secretary', 'supersede-packet', 'P-7');
  if (refused !== null) return refused;
  const { all, own } = issuedFiles(scene);
  const packets = own.filter(({ kind }) => kind === 'packet');
  const newest = packets.at(-1);
  if (newest === undefined) return refuse('board/unknown-packet', { packet: scene.dossier }, 'P-7');
  const open = packets.filter((packet) => hasEnded(packet, 'P-7') === null);
  if (open.length === 0) return hasEnded(newest, 'P-7');
  return open.some((packet) => all.some((by) => notSuccessor(scene, all, packet.packet, by.packet) === null)) ? null : refuse('board/not-a-successor', { packet: newest.number, by: newest.number, bar: 'itself' }, 'P-8');
}

export function supersedePacket(scene: OpenScene, { dossier, packet, by, reason }: Command<'supersede-packet'>): Decided {
  const refused = lacksRole(scene, 'secretary', 'supersede-packet', 'P-7');
  if (refused !== null) return refused;
  const { all, own } = issuedFiles(scene);
  const found = own.find((file) => file.packet === packet);
  if (found === undefined) return refuse('board/unknown-packet', { packet }, 'P-7');
  const ended = hasEnded(found, 'P-7');
  if (ended !== null) return ended;
  const successor = all.find((file) => file.packet === by);
  if (successor === undefined) return refuse('board/unknown-packet', { packet: by }, 'P-8');
  const why = notSuccessor(scene, all, packet, by);
  if (why !== null) return refuse('board/not-a-successor', { packet: found.number, by: successor.number, bar: why }, 'P-8');
  return ok([{ kind: 'act', type: 'packet.superseded/1', body: { dossier, packet, by, reason } }]);
}

type NotSuccessor = 'itself' | 'earlier' | 'other-line' | 'ended' | 'addendum';

/** Why `by` can't stand in the place of `packet`; null where it can. `all` is in the record's order. */
function notSuccessor({ view: { state }, contentOf }: OpenScene, all: ReturnType<typeof issuedFiles>['all'], packet: string, by: string): NotSuccessor | null {
  const [before, after] = [packet, by].map((digest) => all.findIndex((file) => file.packet === digest)) as [number, number];
  if (before === after) return 'itself';
  if (all[before]!.kind === 'addendum' || all[after]!.kind === 'addendum') return 'addendum';
  if (after < before) return 'earlier';
  if (all[after]!.state === 'revoked' || all[after]!.state === 'superseded') return 'ended';
  const facts = [...state.packets.values()];
  const [one, other] = [packet, by].map((digest) => facts.find(({ body }) => body.packet === digest));
  return one !== undefined && other !== undefined && sameLine(one, other, contentOf) === true ? null : 'other-line';
}
