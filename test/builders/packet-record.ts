/** The record that a packet's world would have left: its acts as facts, its rosters, its objects. */
import { fromBase64 } from '../../shared/bytes/base64.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import type { CheckedRoster } from '../../shared/board/roster-chain.ts';
import type { HazardRegister } from '../../shared/dossier/hazard.ts';
import type { MadeRevision } from '../../shared/dossier/revision-tree.ts';
import { ActStatement, type ActBody, type ActType } from '../../shared/events/catalogue.ts';
import { readContent } from '../../shared/events/content.ts';
import type { Fact } from '../../shared/events/fact.ts';
import { foldFacts } from '../../shared/events/fold.ts';
import { integrity, ok } from '../../shared/result.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import type { GatherPorts, GatherRequest } from '../../electron/packet/gather.ts';
import { journal, type Journal } from './fact.ts';
import type { PacketWorld, SignedAct } from './packet-basis.ts';

export interface PacketRecord {
  readonly journal: Journal;
  readonly request: GatherRequest;
  readonly ports: GatherPorts;
}

/** The world's acts in their order, with `later` after the decision; `earlier` is another dossier of the product, decided before. */
export function packetRecord(world: PacketWorld, { later = [], earlier }: { readonly later?: readonly SignedAct[]; readonly earlier?: { readonly acts: readonly SignedAct[]; readonly made: MadeRevision; readonly register: HazardRegister } } = {}): PacketRecord {
  const { basis, roster } = world;
  const acts = [...(earlier?.acts ?? []), ...basis.signOffs, ...later];
  const book = journal();
  for (const { type, act, envelope } of acts) {
    const payload = fromBase64(envelope.payload, type);
    if (!payload.ok) throw new Error(type);
    const { member, claimedAt, body } = ActStatement.parse(JSON.parse(new TextDecoder().decode(payload.value)));
    book.write(member, type, body as ActBody<ActType> as never, { act });
    const last = book.facts.length - 1;
    book.facts[last] = { ...book.facts[last]!, claimedAt, firstSeenAt: claimedAt } as Fact;
  }
  const rosters: readonly CheckedRoster[] = [{ roster, digest: basis.roster.digest, envelope: basis.roster.chain[0]! }];
  const content = new Map([[basis.revision.digest, readContent(basis.revision.revision, basis.register.register)]]);
  if (earlier !== undefined) content.set(earlier.made.digest, readContent(earlier.made.revision, earlier.register));
  const objects = new Map([...world.objects, ...(earlier?.made.objects ?? [])]);
  const envelopes = new Map(acts.map(({ act, envelope }) => [act, envelope]));
  return {
    journal: book,
    request: { view: { state: foldFacts(book.facts), rosters }, dossier: basis.revision.revision.dossier, decision: basis.decision.act, issuer: basis.issuer.member, at: basis.issuedAt as Instant },
    ports: {
      contentOf: (digest) => content.get(digest),
      objects: { read: (digest) => Promise.resolve(objects.has(digest) ? ok(objects.get(digest)!) : integrity('object/missing', { digest })) },
      actEnvelope: (act) => Promise.resolve(envelopes.has(act) ? ok(envelopes.get(act)!) : integrity('object/missing', { digest: act })),
      rosters, trust: { ca: basis.ca, file: basis.trustFile }, sha256,
    },
  };
}

