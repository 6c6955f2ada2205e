/** What a recorded decision is worth now: the acts it lists are counted again, and so is everything that came since (rules P-1 to P-4, P-6, R-4, C-3). */
import type { Day, Digest, DeviceId, Instant, ItemId, MemberId } from '../vocabulary.ts';
import type { Ballot } from './ballot.ts';
import { carriesAll, conditionState, endOfDay, sameConditions, type Condition, type DischargeRecord } from './condition.ts';
import { tally, type Tally } from './decision.ts';
import { approves, type Outcome } from './outcome.ts';

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

/** What speaks against the decision: what came to light afterwards, or what it should have listed (`omission`). */
export type Challenge =
  | { readonly kind: 'recusal'; readonly member: MemberId; readonly act: Digest }
  | { readonly kind: 'fork'; readonly member: MemberId; readonly device: DeviceId }
  | { readonly kind: 'blocker'; readonly finding: Digest }
  | { readonly kind: 'vote'; readonly member: MemberId; readonly act: Digest }
  | { readonly kind: 'withdrawal'; readonly member: MemberId; readonly act: Digest }
  /** A vote that counts, or a recusal, that its author had seen and left out (rule P-1). */
  | { readonly kind: 'omission'; readonly member: MemberId; readonly act: Digest };

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

/** Whether a decision is the one that its revision has, even if it no longer counts as an approval. */
export function inEffect(status: DecisionStatus): boolean {
  return status.kind === 'standing' || status.kind === 'contested' || status.kind === 'expired';
}

/** Everything that the status of one decision depends on. */
export interface DecisionCase {
  readonly decision: DecisionRecord;
  /** Whether the roster that it names lists its author as a secretary (rule L-5). */
  readonly bySecretary: boolean;
  /** Whether the roster that it names is in the chain, and the charter it names is that roster's. */
  readonly names: 'known' | 'unknown-roster' | 'unknown-charter';
  /** Acts it lists, and content it rests on, that aren't here. */
  readonly missing: readonly Digest[];
  /** Only the acts it lists, under the roster it names; null when that roster is unknown. */
  readonly listed: Ballot | null;
  /** The same with everything that is known about this revision today. */
  readonly today: Ballot | null;
  /** Votes and recusals that its author had seen, by act digest: it must list those that count (rule P-1) and every dissent (rule P-3). */
  readonly seen: ReadonlySet<Digest>;
  readonly supersededBy: Digest | null;
  readonly discharges: readonly DischargeRecord[];
}

/** How the decision stands at an instant. Everything but the instant is the record's; expiry fails closed (rule P-4). */
export function decisionStatus(input: DecisionCase, at: Instant): DecisionStatus {
  const { decision, listed, today } = input;
  if (input.names !== 'known' || listed === null || today === null) return { kind: 'void', reason: input.names === 'unknown-charter' ? 'unknown-charter' : 'unknown-roster' };
  if (!input.bySecretary) return { kind: 'void', reason: 'not-secretary' };
  if (input.missing.length > 0) return { kind: 'incomplete', missing: input.missing };
  const now = tally(today);
  const hidden = now.dissents.some(({ act }) => input.seen.has(act) && !decision.dissents.includes(act));
  const reason = voidReason(decision, listed) ?? (hidden ? 'dissent-missing' : null);
  if (reason !== null) return { kind: 'void', reason };
  if (input.supersededBy !== null) return { kind: 'superseded', by: input.supersededBy };
  return contest(decision, { listed, today, now, seen: input.seen }) ?? expiry(decision, input.discharges, at) ?? { kind: 'standing' };
}

/** The latest instant that an approval decided at `decidedAt` may claim: the end of the UTC day that many days later (rule P-2). */
export function latestValidUntil(decidedAt: Instant, validityDays: number): Instant {
  const day = new Date(Date.parse(decidedAt) + validityDays * 86_400_000).toISOString().slice(0, 10);
  return endOfDay(day as Day);
}

/** P-6: counts the listed acts again. Null when the rules give exactly what the decision says. */
export function voidReason(decision: DecisionRecord, listed: Ballot): VoidReason | null {
  const again = tally(listed);
  if (again.votes.length !== decision.votes.length || again.votes.some(({ standing }) => standing.kind !== 'counted')) return 'vote-not-counted';
  if (again.quorum.kind !== 'met') return 'quorum-not-met';
  if (again.outcome !== decision.outcome) return 'outcome-differs';
  if (!sameConditions(again.conditions, decision.conditions)) return 'conditions-differ';
  if (again.dissents.some((dissent) => !decision.dissents.includes(dissent.act))) return 'dissent-missing';
  if (decision.validUntil > latestValidUntil(decision.claimedAt, listed.roster.charter.validityDays)) return 'validity';
  return null;
}

interface Contest { readonly listed: Ballot; readonly today: Ballot; readonly now: Tally; readonly seen: ReadonlySet<Digest> }

/**
 * Contested when the rules would give another outcome today, or further conditions; when a member whose vote it lists has
 * recused since or forked (L-4); or when it leaves out what its author had seen (P-1).
 */
function contest(decision: DecisionRecord, { listed, today, now, seen }: Contest): DecisionStatus | null {
  const differs = now.outcome !== decision.outcome || !carriesAll(decision.conditions, now.conditions);
  const bears = (of: { readonly member: MemberId }): boolean => differs || listed.votes.some((vote) => vote.member === of.member);
  const recusals = today.recusals.filter((recusal) => !decision.recusals.includes(recusal.act));
  const votes = now.votes.flatMap(({ vote, standing }) => (standing.kind === 'counted' && !decision.votes.includes(vote.act) ? [vote] : []));
  const unseen = ({ act }: { readonly act: Digest }): boolean => !seen.has(act);
  const challenges: Challenge[] = [
    ...recusals.filter(unseen).filter(bears).map(({ member, act }) => ({ kind: 'recusal' as const, member, act })),
    ...today.forks.filter(bears).map(({ member, device }) => ({ kind: 'fork' as const, member, device })),
    ...(differs && approves(decision.outcome) ? today.openBlockers.map((finding) => ({ kind: 'blocker' as const, finding })) : []),
    ...(differs ? votes.filter(unseen).map(({ member, act }) => ({ kind: 'vote' as const, member, act })) : []),
    ...(differs ? today.withdrawals.filter(({ vote }) => decision.votes.includes(vote)).map(({ member, act }) => ({ kind: 'withdrawal' as const, member, act })) : []),
    ...[...votes, ...recusals].filter(({ act }) => seen.has(act)).map(({ member, act }) => ({ kind: 'omission' as const, member, act })),
  ];
  return differs || challenges.length > 0 ? { kind: 'contested', challenges, now: now.outcome } : null;
}

/** P-4 and C-3: an approval ends with its validity, or with the first condition that lapsed. */
function expiry(decision: DecisionRecord, discharges: readonly DischargeRecord[], at: Instant): DecisionStatus | null {
  if (!approves(decision.outcome)) return null;
  const lapsed = decision.conditions.filter((condition) => conditionState(condition, discharges, at).kind === 'lapsed').map((condition) => condition.id);
  if (lapsed.length > 0) return { kind: 'expired', because: 'condition', conditions: lapsed };
  return at > decision.validUntil ? { kind: 'expired', because: 'validity', conditions: [] } : null;
}
