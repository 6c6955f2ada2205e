/** Addenda that were really gathered, issued and sealed, to packets that were. */
import { issueAddendum } from '../../electron/packet/addendum.ts';
import { gatherAddendum } from '../../electron/packet/gather-addendum.ts';
import { nodeSha256 } from '../../electron/platform/crypto.ts';
import type { AddendumBasis } from '../../shared/packet/addendum.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { DossierId, Instant, ItemId } from '../../shared/vocabulary.ts';
import type { PacketWorld, SignedAct } from './packet-basis.ts';
import { packetFonts } from './packet-fonts.ts';
import { packetRecord } from './packet-record.ts';
import type { SealedPacket } from './sealed-packet.ts';
import type { SigningKey } from './signing-key.ts';
import { valueOf } from './test-vault.ts';

/** When the builder's conditions are discharged, and when its addenda are issued. */
export const dischargedAt = '2026-12-01T10:00:00.000Z', addedAt = '2026-12-02T09:00:00.000Z' as Instant;

export interface AddendumParts {
  /** Who discharges which condition: by their place among the world's members, and when. */
  readonly discharges: readonly { readonly by: number; readonly condition: string; readonly at?: string; readonly basis?: string }[];
  readonly at: Instant;
  /** Alters what was gathered before it is signed. */
  readonly change: (basis: AddendumBasis) => AddendumBasis;
  /** Signs instead of the issuer's key. */
  readonly key: SigningKey;
}

export function dischargeAct(world: PacketWorld, { by, condition, at = dischargedAt, basis = 'Configuration statement of 30 November, signed by Halden Compute AS.' }: AddendumParts['discharges'][number]): SignedAct {
  return world.sign(by, 'condition.discharged/1', { dossier: world.basis.revision.revision.dossier as DossierId, decision: world.basis.decision.act, condition: condition as ItemId, basis }, at);
}

/** What is gathered for an addendum to the packet. */
export function gatheredAddendum({ world, bytes }: Pick<SealedPacket, 'world' | 'bytes'>, { discharges = [{ by: 1, condition: 'C-1' }], at = addedAt }: Partial<AddendumParts> = {}): Promise<Result<AddendumBasis>> {
  const { basis } = world;
  const packet = nodeSha256(bytes);
  const issue = world.sign(0, 'packet.issued/1', { dossier: basis.revision.revision.dossier, revision: basis.revision.digest, decision: basis.decision.act, packet, number: basis.number, sizeBytes: bytes.length }, basis.issuedAt);
  const { request, ports } = packetRecord(world, { later: [issue, ...discharges.map((one) => dischargeAct(world, one))] });
  const { decision: _, ...rest } = request;
  return gatherAddendum({ ...rest, packet, at }, { ...ports, objects: { read: (digest) => (digest === packet ? Promise.resolve(ok(bytes)) : ports.objects.read(digest)) } });
}

/** Issues it. */
export async function addendumTo(packet: Pick<SealedPacket, 'world' | 'bytes'>, parts: Partial<AddendumParts> = {}): Promise<Uint8Array> {
  const { change = (basis: AddendumBasis) => basis, key = packet.world.members[0]!.key } = parts;
  const basis = valueOf(await gatheredAddendum(packet, parts));
  return valueOf(await issueAddendum(change(basis), { fonts: packetFonts, sha256: nodeSha256, sign: (_purpose, message) => Promise.resolve(ok(key.sign(message))) })).bytes;
}
