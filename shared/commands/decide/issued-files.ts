/** What commands about issued packets find in the record: the file that they name, as it stands. */
import { addendumMatter, type AddendumMatter } from '../../events/addendum.ts';
import { decisionsOn } from '../../events/decided.ts';
import { factsOn } from '../../events/dossier-facts.ts';
import { packetStandings, type PacketStanding } from '../../events/packet-standing.ts';
import { refuse, type RuleId } from '../../result.ts';
import type { Digest } from '../../vocabulary.ts';
import type { OpenScene, Refused } from './scene.ts';

/** Every packet and addendum of the board, and those of the dossier. */
export function issuedFiles({ view, contentOf, dossier }: OpenScene): { readonly all: readonly PacketStanding[]; readonly own: readonly PacketStanding[] } {
  const all = packetStandings(view, contentOf);
  return { all, own: all.filter((file) => file.dossier === dossier) };
}

/** Refuses what was superseded or revoked before; an addendum by its own acts, not by its packet's. */
export function hasEnded({ number, state, inherited }: PacketStanding, rule: RuleId): Refused | null {
  return (state === 'revoked' || state === 'superseded') && !inherited ? refuse('board/packet-ended', { packet: number, state }, rule) : null;
}

/** What an addendum to the packet would say; null where its decision isn't here. */
export function matterOf({ view, contentOf, dossier, at }: OpenScene, packet: Digest): AddendumMatter | null {
  const facts = factsOn(view, dossier);
  const issued = facts.packets.find(({ body }) => body.packet === packet);
  const decided = issued === undefined ? undefined : decisionsOn(view, facts, contentOf, at).find(({ decision }) => decision.act === issued.body.decision);
  return issued === undefined || decided === undefined ? null : addendumMatter(facts, issued, decided, at);
}
