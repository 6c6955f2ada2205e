/**
 * What every packet and addendum of the board is worth today: issued, superseded, contested or revoked (rules P-7 to P-10). Worked out
 * from the sets, so that a late act undoes nothing. Nothing is recalled in silence: only a signed act supersedes or revokes.
 */
import type { Challenge, DecisionStatus } from '../board/decision-status.ts';
import { everHeldRole } from '../board/member.ts';
import type { Digest, DossierId, Instant, MemberId } from '../vocabulary.ts';
import type { ContentOf } from './content.ts';
import { decisionsOn, type DecidedRevision } from './decided.ts';
import { factsOn, type DossierFacts } from './dossier-facts.ts';
import type { FactOf } from './fact.ts';
import { inOrder } from './order.ts';
import { factAt, forksOf, type BoardState, type BoardView } from './state.ts';

/** The states, the one that weighs most last. */
export const packetStates = ['issued', 'contested', 'superseded', 'revoked'] as const;
export type PacketState = (typeof packetStates)[number];

/** Why a packet is contested: what its decision has become. */
export type ContestReason = 'decision-contested' | 'decision-void' | 'decision-superseded';

/** How one issued file stands. */
export interface PacketStanding {
  readonly kind: 'packet' | 'addendum';
  readonly number: string;
  /** SHA-256 of the file as it was issued. */
  readonly packet: Digest;
  /** Of an addendum: the file that it adds to. */
  readonly parent: Digest | null;
  readonly dossier: DossierId;
  readonly revision: Digest;
  /** The act of the decision that it carries. */
  readonly decision: Digest;
  readonly sizeBytes: number;
  readonly issuedBy: MemberId;
  readonly issuedAt: Instant;
  readonly state: PacketState;
  /** The claimed time of the act that gave it this state, and who signed that; of an issued one, its issue. */
  readonly since: Instant;
  readonly by: MemberId;
  /** In the words of who superseded or revoked it; null where an act has none. */
  readonly reason: string | null;
  /** The packet in its place. */
  readonly supersededBy: Digest | null;
  /** Set where it is contested. */
  readonly contest: ContestReason | null;
  /** Whether the state is its packet's, not its own: an addendum is worth at most what its packet is (rule P-10). */
  readonly inherited: boolean;
  /** Whether this machine could judge the decision: false while acts or content that it rests on are missing here, and it may be contested all the same. */
  readonly judged: boolean;
}

type Issued = FactOf<'packet.issued/1'> | FactOf<'addendum.issued/1'>;
type Worth = Pick<PacketStanding, 'state' | 'since' | 'by' | 'reason' | 'supersededBy' | 'contest'>;

/** Every packet and addendum that a secretary issued, in the record's order, each file once; with `only` those of one dossier. */
export function packetStandings(view: BoardView, contentOf: ContentOf, only?: DossierId): readonly PacketStanding[] {
  const packets = filesOf(view, view.state.packets), addenda = filesOf(view, view.state.addenda);
  const order = new Map([...packets.keys()].map((packet, index) => [packet, index]));
  const known = new Map<DossierId, Around>();
  const aroundOf = (dossier: DossierId): Around => {
    const facts = known.get(dossier)?.facts ?? factsOn(view, dossier);
    // Contested and void depend on no instant: the one at which it is asked makes no difference.
    const around = known.get(dossier) ?? { facts, decided: decisionsOn(view, facts, contentOf, '1970-01-01T00:00:00.000Z' as Instant) };
    known.set(dossier, around);
    return around;
  };
  const later = (packet: FactOf<'packet.issued/1'>) => (by: Digest): boolean => {
    const other = packets.get(by);
    return other !== undefined && order.get(by)! > order.get(packet.body.packet)! && sameLine(packet, other, contentOf) !== false;
  };
  const standings = new Map<Digest, PacketStanding>();
  const wanted = <F extends Issued>(files: ReadonlyMap<Digest, F>): readonly F[] => [...files.values()].filter(({ body }) => only === undefined || body.dossier === only);
  for (const packet of wanted(packets)) standings.set(packet.body.packet, standing(packet, null, aroundOf(packet.body.dossier), worthOf(view, packet, aroundOf(packet.body.dossier), later(packet))));
  for (const addendum of wanted(addenda)) {
    const { body } = addendum;
    // A file issued as a packet is judged as one.
    if (packets.has(body.packet)) continue;
    const own = worthOf(view, addendum, aroundOf(body.dossier), () => false);
    const parent = standings.get(body.parent);
    const below = parent !== undefined && packetStates.indexOf(parent.state) > packetStates.indexOf(own.state);
    standings.set(body.packet, { ...standing(addendum, body.parent, aroundOf(body.dossier), below ? parent : own), inherited: below });
  }
  const inTheOrder = inOrder<Issued>([...wanted(packets), ...wanted(addenda)]).map(({ body }) => body.packet);
  return [...new Set(inTheOrder)].flatMap((packet) => standings.get(packet) ?? []);
}

/** Whether two packets are of one line of releases: the same dossier, or the same product. Null while the content that names a product isn't here. */
export function sameLine(a: FactOf<'packet.issued/1'>, b: FactOf<'packet.issued/1'>, contentOf: ContentOf): boolean | null {
  if (a.body.dossier === b.body.dossier) return true;
  const [one, other] = [a, b].map(({ body }) => contentOf(body.revision)?.revision.product.id);
  return one === undefined || other === undefined ? null : one === other;
}

/** What a packet or an addendum is called, by its file's digest; of one that hasn't arrived, the digest's first digits. */
export function issuedNumber({ packets, addenda }: BoardState): (packet: Digest) => string {
  const numbers = new Map([...packets.values(), ...addenda.values()].map(({ body }) => [body.packet, body.number]));
  return (packet) => numbers.get(packet) ?? packet.slice(0, 16);
}

/** What secretaries issued (rule L-5), in the record's order, by the digest of the file: one that two acts issued counts from the first. */
function filesOf<F extends Issued>({ rosters }: BoardView, issued: ReadonlyMap<Digest, F>): ReadonlyMap<Digest, F> {
  const files = new Map<Digest, F>();
  for (const fact of inOrder([...issued.values()].filter(({ member }) => everHeldRole(rosters, member, 'secretary')))) if (!files.has(fact.body.packet)) files.set(fact.body.packet, fact);
  return files;
}

/** The facts of a dossier and what its decisions are worth. */
interface Around { readonly facts: DossierFacts; readonly decided: readonly DecidedRevision[] }
const decisionOf = ({ body }: Issued, { decided }: Around): DecidedRevision | undefined => decided.find(({ decision }) => decision.act === body.decision);

function standing(issued: Issued, parent: Digest | null, around: Around, { state, since, by, reason, supersededBy, contest }: Worth): PacketStanding {
  const { type, member, claimedAt, body: { number, packet, dossier, revision, decision, sizeBytes } } = issued;
  const decided = decisionOf(issued, around);
  return {
    kind: type === 'packet.issued/1' ? 'packet' : 'addendum', number, packet, parent, dossier, revision, decision, sizeBytes, issuedBy: member, issuedAt: claimedAt,
    state, since, by, reason, supersededBy, contest, inherited: false, judged: decided !== undefined && decided.status.kind !== 'incomplete',
  };
}

/** What the acts on the file itself and its decision make of it (rule P-10). Of several acts of one kind the first counts: it isn't done twice. */
function worthOf(view: BoardView, issued: Issued, around: Around, later: (by: Digest) => boolean): Worth {
  const { packet } = issued.body;
  const { facts } = around;
  const decided = decisionOf(issued, around);
  const nothing = { reason: null, supersededBy: null, contest: null } as const;
  const revocation = facts.revocations.find(({ body }) => body.packet === packet);
  if (revocation !== undefined) return { ...nothing, state: 'revoked', since: revocation.claimedAt, by: revocation.member, reason: revocation.body.reason };
  const supersession = facts.supersessions.find(({ body }) => body.packet === packet && later(body.by));
  if (supersession !== undefined) return { ...nothing, state: 'superseded', since: supersession.claimedAt, by: supersession.member, reason: supersession.body.reason === '' ? null : supersession.body.reason, supersededBy: supersession.body.by };
  const contest = decided === undefined ? null : contestOf(decided.status);
  if (decided !== undefined && contest !== null) return { ...nothing, state: 'contested', ...contestedSince(view, issued, decided), contest };
  return { ...nothing, state: 'issued', since: issued.claimedAt, by: issued.member };
}

function contestOf({ kind }: DecisionStatus): ContestReason | null {
  return kind === 'contested' ? 'decision-contested' : kind === 'void' ? 'decision-void' : kind === 'superseded' ? 'decision-superseded' : null;
}

/** The first of the acts that speak against the decision; where none can be named, the issue itself. */
function contestedSince({ state }: BoardView, issued: Issued, { status }: DecidedRevision): Pick<Worth, 'since' | 'by'> {
  const acts = [...state.votes.values(), ...state.recusals.values(), ...state.withdrawals.values(), ...state.decisions.values()];
  const digestsOf = (challenge: Challenge): readonly Digest[] => {
    if (challenge.kind === 'blocker') return [challenge.finding];
    if (challenge.kind === 'fork') return forksOf(state).find(({ device }) => device === challenge.device)?.digests ?? [];
    return acts.filter(({ act }) => act === challenge.act).map(({ digest }) => digest);
  };
  const digests = status.kind === 'contested' ? status.challenges.flatMap(digestsOf) : status.kind === 'superseded' ? acts.filter(({ act }) => act === status.by).map(({ digest }) => digest) : [];
  const first = inOrder(digests.flatMap((digest) => factAt(state, digest) ?? [])).at(0);
  return { since: first?.claimedAt ?? issued.claimedAt, by: first?.member ?? issued.member };
}
