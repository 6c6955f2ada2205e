/**
 * How far the countersigning of each packet has come: who must sign, the chain of countersignatures that counts, and whose turn it is. A pure
 * function of the sets: in whatever order the acts arrive, every machine finds the same chain (rules P-11 and P-13).
 */
import type { RosterLink } from '../board/member.ts';
import type { Digest, MemberId } from '../vocabulary.ts';
import type { DossierFacts } from './dossier-facts.ts';
import type { FactOf } from './fact.ts';
import { inOrder } from './order.ts';

type Act = FactOf<'packet.countersigned/1'>;

/**
 * Why a countersignature doesn't count: another one on the same file came first, its file isn't known here (yet), the member isn't asked,
 * or what it put into the file doesn't verify.
 */
export type VoidReason = 'another-came-first' | 'file-unknown' | 'not-asked' | 'unsound';

export interface VoidCountersignature { readonly act: Digest; readonly member: MemberId; readonly reason: VoidReason }

export interface Countersigning {
  /** In the order of their fields. */
  readonly required: readonly MemberId[];
  /** The countersignatures that count, in the order of their revisions. */
  readonly chain: readonly Act[];
  /** The digest of the file with all of these: what the next member signs. The packet's own while there are none. */
  readonly file: Digest;
  /** Who still has to sign, in the order of their fields. */
  readonly missing: readonly MemberId[];
  /** Those of `missing` who signed a file that no longer counts. */
  readonly again: readonly MemberId[];
  readonly void: readonly VoidCountersignature[];
}

/** Whether the bytes behind a countersignature verify; whoever can't look at them takes its author's word. */
export type SoundOf = (act: Act) => boolean;

/** Who must countersign packets of a decision: the members whose votes it lists, where the charter of its roster asks for it. Null: nobody, its packets are sealed. Undefined while a vote isn't here. */
export function countersignersFor(facts: DossierFacts, rosters: readonly RosterLink[], decision: Digest): readonly MemberId[] | null | undefined {
  const fact = facts.decisions.find(({ act }) => act === decision);
  const charter = rosters.find(({ digest }) => digest === fact?.body.roster)?.roster.charter;
  if (fact === undefined || charter?.packets !== 'countersigned') return null;
  const members = fact.body.votes.map((vote) => facts.votes.find(({ act }) => act === vote)?.member);
  return members.includes(undefined) ? undefined : members as readonly MemberId[];
}

/** The countersigning of an issued packet; null where it is sealed, or who must sign isn't known here. */
export function countersigningOf(facts: DossierFacts, rosters: readonly RosterLink[], { packet, decision }: { readonly packet: Digest; readonly decision: Digest }, soundOf: SoundOf = () => true): Countersigning | null {
  const required = countersignersFor(facts, rosters, decision);
  if (required === null || required === undefined) return null;
  const acts = inOrder(facts.countersignatures.filter(({ body }) => body.packet === packet));
  const asked = (act: Act): boolean => required.includes(act.member);
  const sound = acts.filter((act) => asked(act) && soundOf(act));
  // One file is one act's, so that every chain is the only way to its end.
  const files = new Set<Digest>([packet]);
  const candidates = sound.filter(({ body }) => body.file !== body.base && !files.has(body.file) && files.add(body.file));
  const chain = longest(candidates, packet);
  const counted = new Set(chain.map(({ act }) => act));
  const signed = new Set(chain.map(({ member }) => member));
  const missing = required.filter((member) => !signed.has(member));
  const left = acts.filter(({ act }) => !counted.has(act)).map((act): VoidCountersignature => ({
    act: act.act, member: act.member, reason: !asked(act) ? 'not-asked' : !sound.includes(act) ? 'unsound' : files.has(act.body.base) ? 'another-came-first' : 'file-unknown',
  }));
  return { required, chain, file: chain.at(-1)?.body.file ?? packet, missing, again: missing.filter((member) => left.some((one) => one.member === member && one.reason === 'another-came-first')), void: left };
}

/** Rule P-13: the longest chain from the packet on in which nobody signs twice; of equally long ones, the one whose first other act stands first in the record's order. */
function longest(candidates: readonly Act[], packet: Digest): readonly Act[] {
  const byBase = new Map<Digest, Act[]>();
  for (const act of candidates) byBase.set(act.body.base, [...(byBase.get(act.body.base) ?? []), act]);
  const from = (file: Digest, signed: readonly MemberId[]): readonly Act[] => {
    let best: readonly Act[] = [];
    for (const act of byBase.get(file) ?? []) {
      if (signed.includes(act.member)) continue;
      const chain = [act, ...from(act.body.file, [...signed, act.member])];
      if (chain.length > best.length) best = chain;
    }
    return best;
  };
  return from(packet, []);
}
