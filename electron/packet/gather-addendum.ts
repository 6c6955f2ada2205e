/** From the record and an issued packet to everything that an addendum to it is made from. Two machines with the same record gather the same at the same instant. */
import { conditionState, dischargeOf } from '../../shared/board/condition.ts';
import { memberOf } from '../../shared/board/member.ts';
import type { CheckedRoster } from '../../shared/board/roster-chain.ts';
import { addendumMatter, claimedBy } from '../../shared/events/addendum.ts';
import { decisionsOn } from '../../shared/events/decided.ts';
import { factsOn, type DossierFacts } from '../../shared/events/dossier-facts.ts';
import type { FactOf } from '../../shared/events/fact.ts';
import { addendumNumber, type AddendumBasis, type AddendumCondition } from '../../shared/packet/addendum.ts';
import type { PacketBasis } from '../../shared/packet/basis.ts';
import { Defect, ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, Discipline, MemberId } from '../../shared/vocabulary.ts';
import { gatherBasis, type GatherPorts, type GatherRequest } from './gather.ts';
import { readParent } from './parent.ts';

/** `packet` is the digest of the packet that is added to. */
export type AddendumRequest = Omit<GatherRequest, 'decision'> & { readonly packet: Digest };

/**
 * Gathers it. Refuses `board/unknown-packet`, `board/nothing-to-add` (P-9), and as `gatherBasis` does; fails with `object/missing` or `object/damaged`
 * where the packet's own bytes are not here whole.
 */
export async function gatherAddendum({ packet, ...request }: AddendumRequest, ports: GatherPorts): Promise<Result<AddendumBasis>> {
  const { view, dossier, at } = request;
  const facts = factsOn(view, dossier);
  const issued = facts.packets.find(({ body }) => body.packet === packet);
  if (issued === undefined) return refuse('board/unknown-packet', { packet });
  const decided = decisionsOn(view, facts, ports.contentOf, at).find(({ decision }) => decision.act === issued.body.decision);
  if (decided === undefined) return refuse('board/not-decided', { dossier });
  const parent = await readParent(packet, ports);
  if (!parent.ok) return parent;
  const basis = await gatherBasis({ ...request, decision: decided.fact.act }, ports);
  if (!basis.ok) return basis;
  const { statement, paper } = parent.value;
  const before = new Map(statement.predicate.conditions.map(({ id, state }) => [id, state]));
  const discharges = claimedBy(decided.discharges, at);
  const conditions = decided.decision.conditions.map((condition): AddendumCondition => {
    const counts = dischargeOf(condition, discharges);
    return {
      ...condition, before: before.get(condition.id) ?? 'open', state: conditionState(condition, discharges, at).kind,
      discharge: counts === undefined ? null : { member: counts.member, ...whoOf(counts.member, ports.rosters), act: counts.act, claimedAt: counts.claimedAt, basis: counts.basis },
    };
  });
  if (addendumMatter(facts, issued, decided, at).discharged.length === 0 || !conditions.some((one) => one.before === 'open' && one.state === 'discharged')) return refuse('board/nothing-to-add', { packet: issued.body.number }, 'P-9');
  const signOffs = await signOffsOf(facts, decided.fact, conditions, ports);
  if (!signOffs.ok) return signOffs;
  const number = addendumNumber(issued.body.number, facts.addenda.filter(({ body }) => body.parent === packet).map(({ body }) => body.number));
  return ok({ packet: basis.value, number, parent: paper, conditions, signOffs: signOffs.value });
}

/** Name and discipline as the newest roster that knows the member has them. */
function whoOf(id: MemberId, rosters: readonly CheckedRoster[]): { readonly name: string; readonly discipline: Discipline } {
  const member = rosters.map(({ roster }) => memberOf(roster, id)).findLast((one) => one !== undefined);
  if (member === undefined) throw new Defect(`no roster knows ${id}, whose act was checked`);
  return { name: member.name, discipline: member.discipline };
}

/** The acts that a stranger needs to see who may discharge: publications (V-2), recusals, the decision, and the discharges themselves. */
async function signOffsOf(facts: DossierFacts, decision: FactOf<'decision.recorded/1'>, conditions: readonly AddendumCondition[], { actEnvelope }: GatherPorts): Promise<Result<PacketBasis['signOffs']>> {
  const named = new Set(conditions.flatMap(({ discharge }) => (discharge === null ? [] : [discharge.act])));
  const signOffs = new Map<Digest, PacketBasis['signOffs'][number]>();
  for (const { type, act } of [...facts.revisions, ...facts.recusals, decision, ...facts.discharges.filter((one) => named.has(one.act))]) {
    if (signOffs.has(act)) continue;
    const envelope = await actEnvelope(act);
    if (!envelope.ok) return envelope;
    signOffs.set(act, { type, act, envelope: envelope.value });
  }
  return ok([...signOffs.values()]);
}
