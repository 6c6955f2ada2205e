/** What a recorded decision is worth now: the acts it lists are counted again, and so is everything that came since (rules P-2, P-4, P-6, R-4, C-3). */
import type { Digest, DeviceId, Instant, ItemId, MemberId } from '../vocabulary.ts';
import type { Ballot, ForkRecord, RecusalRecord } from './ballot.ts';
import { conditionState, endOfDay, sameConditions, type Condition, type DischargeRecord } from './condition.ts';
import { tally, type Tally } from './decision.ts';
import { approves, type Outcome } from './outcome.ts';
import { lateRecusals } from './recusal.ts';

/** A decision as it was signed. */
export interface DecisionRecord {
  readonly act: Digest;
  readonly member: MemberId;
  readonly revision: Digest;
  readonly outcome: Outcome;
  readonly votes: readonly Digest[];
  readonly recusals: readonly Digest[];
  readonly dissents: readonly Digest[];
  readonly conditions: readonly Condition[];
  readonly charter: Digest;
  readonly roster: Digest;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  readonly reason: string;
  readonly claimedAt: Instant;
}

/** Why the rules never allowed the decision as it stands. */
export const voidReasons = ['not-secretary', 'unknown-roster', 'unknown-charter', 'vote-not-counted', 'outcome-differs', 'quorum-not-met', 'conditions-differ', 'dissent-missing', 'validity'] as const;
export type VoidReason = (typeof voidReasons)[number];

/** What came to light after the decision and speaks against it. */
export type Challenge =
  | { readonly kind: 'recusal'; readonly member: MemberId; readonly act: Digest }
  | { readonly kind: 'fork'; readonly member: MemberId; readonly device: DeviceId }
  | { readonly kind: 'blocker'; readonly finding: Digest }
  | { readonly kind: 'vote'; readonly member: MemberId; readonly act: Digest }
  | { readonly kind: 'withdrawal'; readonly member: MemberId; readonly act: Digest };

export type DecisionStatus =
  | { readonly kind: 'standing' }
  /** Its end date is over (`validity`), or a condition wasn't met when due. Only approvals expire. */
  | { readonly kind: 'expired'; readonly because: 'validity' | 'condition'; readonly conditions: readonly ItemId[] }
  /** `now` is what the rules would say today. */
  | { readonly kind: 'contested'; readonly challenges: readonly Challenge[]; readonly now: Tally['outcome'] }
  /** A later decision on the same revision took its place. */
  | { readonly kind: 'superseded'; readonly by: Digest }
  | { readonly kind: 'void'; readonly reason: VoidReason }
  /** Acts or content that it rests on haven't arrived on this machine. */
  | { readonly kind: 'incomplete'; readonly missing: readonly Digest[] };

/** Everything that the status of one decision depends on. */
export interface DecisionCase {
  readonly decision: DecisionRecord;
  readonly bySecretary: boolean;
  /** Whether the roster that it names is in the chain, and the charter it names is that roster's. */
  readonly names: 'known' | 'unknown-roster' | 'unknown-charter';
  /** Acts it lists, and content it rests on, that aren't here. */
  readonly missing: readonly Digest[];
  /** Only the acts it lists, under the roster it names; null when that roster is unknown. */
  readonly listed: Ballot | null;
  /** The same with everything that is known about this revision today. */
  readonly today: Ballot | null;
  /** Votes with a dissent that its author had seen, by act digest: it must list each (rule P-3). */
  readonly dissentsSeen: readonly Digest[];
  readonly supersededBy: Digest | null;
  readonly discharges: readonly DischargeRecord[];
}

/** How the decision stands at an instant. Everything but the instant is the record's; expiry fails closed (rule P-4). */
export function decisionStatus(input: DecisionCase, at: Instant): DecisionStatus {
  const { decision, listed, today } = input;
  if (!input.bySecretary) return { kind: 'void', reason: 'not-secretary' };
  if (input.names !== 'known' || listed === null || today === null) return { kind: 'void', reason: input.names === 'unknown-charter' ? 'unknown-charter' : 'unknown-roster' };
  if (input.missing.length > 0) return { kind: 'incomplete', missing: input.missing };
  const reason = voidReason(decision, listed) ?? (input.dissentsSeen.every((act) => decision.dissents.includes(act)) ? null : 'dissent-missing');
  if (reason !== null) return { kind: 'void', reason };
  if (input.supersededBy !== null) return { kind: 'superseded', by: input.supersededBy };
  const contested = contest(decision, listed, today);
  return contested ?? expiry(decision, input.discharges, at) ?? { kind: 'standing' };
}

/** The latest instant that an approval from `validFrom` may claim: the end of the UTC day that many days later (rule P-2). */
export function latestValidUntil(validFrom: Instant, validityDays: number): Instant {
  const day = new Date(Date.parse(validFrom) + validityDays * 86_400_000).toISOString().slice(0, 10);
  return endOfDay(day as Parameters<typeof endOfDay>[0]);
}

/** P-6: counts the listed acts again. Null when the rules give exactly what the decision says. */
export function voidReason(decision: DecisionRecord, listed: Ballot): VoidReason | null {
  const again = tally(listed);
  if (again.votes.length !== decision.votes.length || again.votes.some(({ standing }) => standing.kind !== 'counted')) return 'vote-not-counted';
  if (again.quorum.kind !== 'met') return 'quorum-not-met';
  if (again.outcome !== decision.outcome) return 'outcome-differs';
  if (!sameConditions(again.conditions, decision.conditions)) return 'conditions-differ';
  if (again.dissents.some((dissent) => !decision.dissents.includes(dissent.act))) return 'dissent-missing';
  if (decision.validUntil > latestValidUntil(decision.validFrom, listed.roster.charter.validityDays)) return 'validity';
  return null;
}

/**
 * Contested when a member whose vote it lists has recused since, when a fork touches a vote it lists (L-4), or when
 * the rules would give another outcome today.
 */
function contest(decision: DecisionRecord, listed: Ballot, today: Ballot): DecisionStatus | null {
  const now = tally(today);
  const recused = lateRecusals(today.recusals, { votes: listed.votes, recusals: decision.recusals });
  const forks = today.forks.filter((fork) => listed.votes.some((vote) => vote.member === fork.member));
  if (now.outcome === decision.outcome) {
    return recused.length + forks.length === 0 ? null : { kind: 'contested', challenges: [...recused.map(recusalChallenge), ...forks.map(forkChallenge)], now: now.outcome };
  }
  const unlisted = now.votes.filter(({ vote, standing }) => standing.kind === 'counted' && !decision.votes.includes(vote.act));
  const withdrawn = today.withdrawals.filter((withdrawal) => decision.votes.includes(withdrawal.vote));
  const challenges: Challenge[] = [
    ...today.recusals.filter((recusal) => !decision.recusals.includes(recusal.act)).map(recusalChallenge),
    ...today.forks.map(forkChallenge),
    ...(approves(decision.outcome) ? today.openBlockers.map((finding) => ({ kind: 'blocker' as const, finding })) : []),
    ...unlisted.map(({ vote }) => ({ kind: 'vote' as const, member: vote.member, act: vote.act })),
    ...withdrawn.map((withdrawal) => ({ kind: 'withdrawal' as const, member: withdrawal.member, act: withdrawal.act })),
  ];
  return { kind: 'contested', challenges, now: now.outcome };
}

const recusalChallenge = ({ member, act }: RecusalRecord): Challenge => ({ kind: 'recusal', member, act });
const forkChallenge = ({ member, device }: ForkRecord): Challenge => ({ kind: 'fork', member, device });

/** P-4 and C-3: an approval ends with its validity, or with the first condition that lapsed. */
function expiry(decision: DecisionRecord, discharges: readonly DischargeRecord[], at: Instant): DecisionStatus | null {
  if (!approves(decision.outcome)) return null;
  const lapsed = decision.conditions.filter((condition) => conditionState(condition, discharges, at).kind === 'lapsed').map((condition) => condition.id);
  if (lapsed.length > 0) return { kind: 'expired', because: 'condition', conditions: lapsed };
  return at > decision.validUntil ? { kind: 'expired', because: 'validity', conditions: [] } : null;
}
