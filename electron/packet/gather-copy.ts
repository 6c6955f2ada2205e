/** From the record and an issued packet to everything that a copy of it is made from. Two machines with the same record gather the same at the same instant. */
import { memberOf } from '../../shared/board/member.ts';
import { factsOn } from '../../shared/events/dossier-facts.ts';
import type { PacketBasis } from '../../shared/packet/basis.ts';
import { deliberationOf } from '../../shared/packet/deliberation.ts';
import type { CopyRequest, ExtraCopyKind } from '../../shared/packet/packet-copy.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { gatherBasis, type GatherPorts, type GatherRequest } from './gather.ts';
import { readParent } from './parent.ts';

/** `packet` is the digest of the packet that is copied. */
export type CopyGathering = Omit<GatherRequest, 'decision'> & { readonly packet: Digest; readonly kind: ExtraCopyKind };

export interface GatheredCopy { readonly basis: PacketBasis; readonly copy: CopyRequest }

/**
 * Gathers it: the decision as it stands at this instant, under the packet's number. The deliberation is read for the board's copy alone. Refuses
 * `board/unknown-packet`, and as `gatherBasis` does; fails with `object/missing` or `object/damaged` where the packet's own bytes are not here whole.
 */
export async function gatherCopy({ packet, kind, ...request }: CopyGathering, ports: GatherPorts): Promise<Result<GatheredCopy>> {
  const facts = factsOn(request.view, request.dossier);
  const issued = facts.packets.find(({ body }) => body.packet === packet);
  if (issued === undefined) return refuse('board/unknown-packet', { packet }, 'P-12');
  const parent = await readParent(packet, ports);
  if (!parent.ok) return parent;
  const basis = await gatherBasis({ ...request, decision: issued.body.decision }, ports);
  if (!basis.ok) return basis;
  const named = { basis: { ...basis.value, number: parent.value.paper.number }, parent: parent.value.paper };
  if (kind === 'summary') return ok({ basis: named.basis, copy: { kind, parent: named.parent } });
  const nameOf = (id: Parameters<typeof memberOf>[1]): string => ports.rosters.map(({ roster }) => memberOf(roster, id)).findLast((one) => one !== undefined)?.name ?? id;
  return ok({ basis: named.basis, copy: { kind, parent: named.parent, deliberation: deliberationOf(facts, issued.body.revision, { rosters: request.view.rosters, nameOf }) } });
}
