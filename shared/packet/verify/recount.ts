/**
 * Rule P-6 for a stranger: the packet's acts become facts, are folded as the board's own machines fold theirs, and the same
 * rules say what the decision is worth. Only the order has to be made up, since a packet carries acts and not the feeds that
 * they came from.
 */
import { conditionState } from '../../board/condition.ts';
import type { CheckedRoster } from '../../board/roster-chain.ts';
import { everHeldRole } from '../../board/member.ts';
import { tally, type Tally } from '../../board/decision.ts';
import { ballotListed } from '../../events/ballot.ts';
import { readContent, type ContentOf } from '../../events/content.ts';
import { decisionsOn, type DecidedRevision } from '../../events/decided.ts';
import { factsOn } from '../../events/dossier-facts.ts';
import type { KnownFact } from '../../events/fact.ts';
import { foldFacts } from '../../events/fold.ts';
import type { DeviceId, Digest, Instant } from '../../vocabulary.ts';
import type { Statement } from '../statement.ts';
import type { ReviewedRevision } from './revision-files.ts';
import { actsOf, type ActOf, type SignedAct } from './sign-offs.ts';

export interface PacketActs {
  readonly statement: { readonly predicate: Pick<Statement['predicate'], 'dossier' | 'revision'> };
  readonly chain: readonly CheckedRoster[];
  readonly acts: readonly SignedAct[];
  readonly decision: ActOf<'decision.recorded/1'>;
  /** Without a register the decision can't be counted again; who may discharge its conditions can be told all the same. */
  readonly reviewed: Pick<ReviewedRevision, 'revision'> & { readonly register: ReviewedRevision['register'] | null };
}

export interface Recount {
  /** The decision with its status at the instant asked about. */
  readonly decided: DecidedRevision;
  /** The listed votes counted again; null where the decision names an unknown roster. */
  readonly tally: Tally | null;
}

/** Folds the acts and judges the decision at an instant. */
export function recount({ statement, chain, acts, decision, reviewed }: PacketActs, at: Instant): Recount {
  const { dossier, revision } = statement.predicate;
  const content = readContent(reviewed.revision, reviewed.register);
  const contentOf: ContentOf = (digest) => (digest === revision ? content : undefined);
  const view = { state: foldFacts(asFacts(inSequence(acts, decision), decision, chain)), rosters: chain };
  const facts = factsOn(view, dossier);
  const decided = decisionsOn(view, facts, contentOf, at).find(({ fact }) => fact.act === decision.act)!;
  const link = chain.find(({ digest }) => digest === decision.body.roster);
  return { decided, tally: link === undefined ? null : tally(ballotListed(view, facts, decided.fact, link.roster, contentOf)) };
}

/** The ids of conditions whose stated state is not the one that the acts gave when the packet was issued. */
export function misstatedConditions({ decided }: Recount, { predicate }: Statement): readonly string[] {
  return predicate.conditions.filter((condition) => conditionState(condition, decided.discharges, predicate.issuedAt).kind !== condition.state).map(({ id }) => id);
}

/**
 * The acts in an order that fits them: what came before the decision, what it lists as it lists it, the decision, and what it
 * doesn't know of. A vote that it doesn't list comes last, so that leaving one out is noticed, unless its author claims to
 * have given the listed one later or the decision tells its dissent.
 */
function inSequence(acts: readonly SignedAct[], { act: decision, claimedAt, body }: ActOf<'decision.recorded/1'>): readonly SignedAct[] {
  const place = new Map([...body.votes, ...body.recusals].map((act, index) => [act, index]));
  const listedAt = new Map(actsOf(acts, 'vote.given/1').filter(({ act }) => place.has(act)).map((vote) => [vote.member, vote.claimedAt]));
  const group = (act: SignedAct): number => {
    if (act.act === decision) return 2;
    if (place.has(act.act)) return 1;
    if (act.type === 'vote.given/1') return body.dissents.includes(act.act) || act.claimedAt < (listedAt.get(act.member) ?? '') ? 0 : 3;
    return act.claimedAt > claimedAt ? 3 : 0;
  };
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...acts].sort((a, b) => group(a) - group(b) || (place.get(a.act) ?? 0) - (place.get(b.act) ?? 0) || compare(a.claimedAt, b.claimedAt) || compare(a.act, b.act));
}

/**
 * The sequence as two feeds: what the decision could know, with the decision in its place, and the votes that it doesn't
 * list, which it is not held to have seen (rule P-3 is judged on the statement).
 */
function asFacts(sequence: readonly SignedAct[], { body }: ActOf<'decision.recorded/1'>, chain: readonly CheckedRoster[]): readonly KnownFact[] {
  const names = eventNames(sequence, chain);
  const known = new Set<Digest>([...body.votes, ...body.dissents]);
  const feedOf = (act: SignedAct): DeviceId => (act.type === 'vote.given/1' && !known.has(act.act) ? '1' : '0').padStart(32, '0') as DeviceId;
  return sequence.map((act, position) => ({
    kind: 'known', type: act.type, body: act.body, act: act.act, digest: names.get(act.act)!, device: feedOf(act), seq: position, member: act.member,
    claimedAt: act.claimedAt, firstSeenAt: act.claimedAt, seen: {}, hlc: `${position}.0`, position: position + 1,
  }) as KnownFact);
}

/**
 * What the acts' events are called: by the act, except for blockers. A resolution names the event of its blocker, and the
 * packet holds no events; so each resolution by someone who may resolve is given to one blocker, and a blocker that none is
 * left for stays open (rule Q-4).
 */
function eventNames(sequence: readonly SignedAct[], chain: readonly CheckedRoster[]): ReadonlyMap<Digest, Digest> {
  const names = new Map(sequence.map(({ act }) => [act, act]));
  const waiting = [...actsOf(sequence, 'blocker.recorded/1')];
  const resolutions = actsOf(sequence, 'blocker.resolved/1');
  // An event is never called what an act is called: such a name would make two blockers one.
  const taken = new Set<Digest>(sequence.map(({ act }) => act));
  const give = (member: string | null, finding: Digest): void => {
    const index = waiting.findIndex((blocker) => member === null || blocker.member === member);
    if (index < 0 || taken.has(finding)) return;
    taken.add(finding);
    names.set(waiting.splice(index, 1)[0]!.act, finding);
  };
  // A secretary may resolve any blocker, so those resolutions are spent last.
  const bySecretary = resolutions.filter(({ member }) => everHeldRole(chain, member, 'secretary'));
  for (const { member, body } of resolutions.filter((resolution) => !bySecretary.includes(resolution))) give(member, body.finding);
  for (const { body } of bySecretary) give(null, body.finding);
  return names;
}
