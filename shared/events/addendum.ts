/** What an addendum to an issued packet would say today: conditions that were discharged since (rule P-9). */
import { dischargeOf, type Condition, type DischargeRecord } from '../board/condition.ts';
import type { Digest, DossierId, Instant, ItemId } from '../vocabulary.ts';
import type { ContentOf } from './content.ts';
import { decisionsOn, type DecidedRevision } from './decided.ts';
import { factsOn, type DossierFacts } from './dossier-facts.ts';
import type { FactOf } from './fact.ts';
import { hadSeen } from './order.ts';
import { packetStandings } from './packet-standing.ts';
import type { BoardView } from './state.ts';

/** A condition of the packet's decision with the statement that discharged it. */
export interface Discharged { readonly condition: Condition; readonly discharge: DischargeRecord }

export interface AddendumMatter {
  /** Every condition that is discharged now and that the packet states as open, in the decision's order: an addendum repeats what an earlier one said. */
  readonly discharged: readonly Discharged[];
  /** Those that stand in no addendum to this packet yet: without one there is nothing to add. */
  readonly unadded: readonly ItemId[];
}

/** How far the clocks of a member and of the issuer may be apart; the verifier of an addendum allows as much. */
const clockSkewMs = 10 * 60_000;

/** The discharges that an addendum issued at that instant can state: one that claims a later time would make it contradict itself. */
export function claimedBy(discharges: readonly DischargeRecord[], at: Instant): readonly DischargeRecord[] {
  return discharges.filter(({ claimedAt }) => Date.parse(claimedAt) <= Date.parse(at) + clockSkewMs);
}

/**
 * What has happened to the conditions of a packet since. What its issuer had when issuing, the packet states itself; what the issuer of an addendum
 * had, that addendum states. `at`: when the next one would be issued.
 */
export function addendumMatter(facts: DossierFacts, packet: FactOf<'packet.issued/1'>, { fact, decision, discharges: all }: Pick<DecidedRevision, 'fact' | 'decision' | 'discharges'>, at: Instant): AddendumMatter {
  const discharges = claimedBy(all, at);
  const places = facts.discharges.filter(({ body }) => body.decision === fact.act);
  const had = (issue: FactOf<'packet.issued/1'> | FactOf<'addendum.issued/1'>): ReadonlySet<Digest> => new Set(places.filter((place) => hadSeen(issue, place)).map(({ act }) => act));
  const closedBy = (acts: ReadonlySet<Digest>): ReadonlySet<string> => {
    const known = discharges.filter(({ act }) => acts.has(act));
    return new Set(decision.conditions.filter((condition) => dischargeOf(condition, known) !== undefined).map(({ id }) => id));
  };
  const stated = closedBy(had(packet));
  const discharged = decision.conditions.flatMap((condition): Discharged[] => {
    const discharge = dischargeOf(condition, discharges);
    return discharge === undefined || stated.has(condition.id) ? [] : [{ condition, discharge }];
  });
  const told = facts.addenda.filter(({ body }) => body.parent === packet.body.packet).map((addendum) => closedBy(had(addendum)));
  return { discharged, unadded: discharged.map(({ condition }) => condition.id).filter((id) => !told.some((ids) => ids.has(id))) };
}

/** By packet of the dossier, the conditions that an addendum issued now would be the first to close. Packets that were superseded or revoked, or whose decision doesn't stand, are left out. */
export function unaddedConditions(view: BoardView, dossier: DossierId, contentOf: ContentOf, at: Instant): ReadonlyMap<Digest, readonly ItemId[]> {
  const facts = factsOn(view, dossier);
  if (facts.packets.length === 0 || facts.discharges.length === 0) return new Map();
  const decided = decisionsOn(view, facts, contentOf, at);
  const standing = new Set(packetStandings(view, contentOf, dossier).filter(({ state }) => state === 'issued').map(({ packet }) => packet));
  return new Map(facts.packets.flatMap((packet): (readonly [Digest, readonly ItemId[]])[] => {
    const decision = decided.find(({ fact, status }) => fact.act === packet.body.decision && status.kind === 'standing');
    if (decision === undefined || !standing.has(packet.body.packet)) return [];
    const { unadded } = addendumMatter(facts, packet, decision, at);
    return unadded.length === 0 ? [] : [[packet.body.packet, unadded]];
  }));
}
