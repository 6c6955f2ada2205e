/** A secretary takes back a packet or an addendum, and says why (rule P-7). */
import { ok, refuse } from '../../result.ts';
import type { Command } from '../catalogue.ts';
import { issuedFiles } from './issued-files.ts';
import { lacksRole, type Decided, type OpenScene, type Refused } from './scene.ts';

export function mayRevokePacket(scene: OpenScene): Refused | null {
  const refused = lacksRole(scene, 'secretary', 'revoke-packet', 'P-7');
  if (refused !== null) return refused;
  const { own } = issuedFiles(scene);
  const newest = own.at(-1);
  if (newest === undefined) return refuse('board/unknown-packet', { packet: scene.dossier }, 'P-7');
  return own.some((file) => file.state !== 'revoked') ? null : refuse('board/packet-ended', { packet: newest.number, state: 'revoked' }, 'P-7');
}

/** A superseded packet may be revoked as well: that weighs more. */
export function revokePacket(scene: OpenScene, { dossier, packet, reason }: Command<'revoke-packet'>): Decided {
  const refused = lacksRole(scene, 'secretary', 'revoke-packet', 'P-7');
  if (refused !== null) return refused;
  const found = issuedFiles(scene).own.find((file) => file.packet === packet);
  if (found === undefined) return refuse('board/unknown-packet', { packet }, 'P-7');
  if (found.state === 'revoked' && !found.inherited) return refuse('board/packet-ended', { packet: found.number, state: 'revoked' }, 'P-7');
  if (reason.trim() === '') return refuse('board/revocation-reason', { packet: found.number }, 'P-7');
  return ok([{ kind: 'act', type: 'packet.revoked/1', body: { dossier, packet, reason } }]);
}
