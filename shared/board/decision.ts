/** What the votes amount to: quorum, outcome, conditions and dissents, with every rule that was applied (rules ). */
import { riskLevels, type Digest, type Instant, type MemberId } from '../vocabulary.ts';
import type { Ballot, VoteRecord } from './ballot.ts';
import { unionOfConditions, type Condition } from './condition.ts';
import { eligibleMembers, ownershipBarrier } from './eligibility.ts';
import type { Outcome } from './outcome.ts';
import { disciplinesPresent, quorumOf, type Quorum } from './quorum.ts';
import { ruleFact, type RuleFact } from './rule.ts';
import { standVotes, type StandingVote } from './vote.ts';

/** How many counted votes chose what. `approvals` includes the conditional ones. */
export interface Counts { readonly counted: number; readonly approvals: number; readonly conditional: number; readonly rejections: number; readonly abstentions: number }

/** A minority statement: the text stays, whatever became of the vote that carries it (rule P-3). */
export interface Dissent { readonly act: Digest; readonly member: MemberId; readonly text: string; readonly claimedAt: Instant }

export interface Tally {
  readonly eligible: readonly MemberId[];
  readonly votes: readonly StandingVote[];
  readonly counts: Counts;
  /** The charter's minimum of counted votes (rule Q-1). */
  readonly minimum: number;
  readonly quorum: Quorum;
  readonly outcome: Outcome | 'undecided';
  /** Why an outcome that the votes would carry isn't reached; empty when it is, or when the quorum already says why. */
  readonly bars: readonly Bar[];
  /** What the decision would carry: empty unless the outcome is a conditional approval. */
  readonly conditions: readonly Condition[];
  readonly dissents: readonly Dissent[];
  readonly facts: readonly RuleFact[];
}

/** What keeps a quorate vote from being an approval, by the rule that says so. */
export type Bar = 'majority' | 'blockers' | 'residual' | 'residual-unknown';

/** Applies every rule to the ballot. Pure: the same ballot gives the same tally everywhere. */
export function tally(ballot: Ballot): Tally {
  const votes = standVotes(ballot);
  const counted = votes.filter(({ standing }) => standing.kind === 'counted').map(({ vote }) => vote);
  const counts = countChoices(counted);
  const quorum = quorumOf(ballot, counted);
  const { outcome, bars } = quorum.kind === 'met' ? outcomeOf(ballot, counts) : { outcome: 'undecided' as const, bars: [] };
  const conditions = outcome === 'approved-with-conditions' ? unionOfConditions(counted) : [];
  const eligible = eligibleMembers(ballot);
  const dissents = dissentsOf(votes);
  const facts = ruleFacts(ballot, { votes, counted, counts, eligible, conditions, dissents });
  return { eligible, votes, counts, minimum: ballot.roster.charter.minimumVotes, quorum, outcome, bars, conditions, dissents, facts };
}

function countChoices(counted: readonly VoteRecord[]): Counts {
  const of = (choice: VoteRecord['choice']): number => counted.filter((vote) => vote.choice === choice).length;
  const conditional = of('approve-with-conditions');
  return { counted: counted.length, approvals: of('approve') + conditional, conditional, rejections: of('reject'), abstentions: of('abstain') };
}

/** approvals exceed rejections, or reach two thirds of both together. Nobody approving is no majority. */
export function hasMajority(majority: 'simple' | 'two-thirds', approvals: number, rejections: number): boolean {
  return majority === 'simple' ? approvals > rejections : approvals > 0 && approvals * 3 >= (approvals + rejections) * 2;
}

/** whether the highest residual level bars approval without conditions; null while the register isn't here. */
function overBar(ballot: Ballot): boolean | null {
  const bar = ballot.roster.charter.residualBar;
  if (bar === null || ballot.highestResidual === null) return false;
  return ballot.highestResidual === 'unknown' ? null : riskLevels.indexOf(ballot.highestResidual) >= riskLevels.indexOf(bar);
}

/**
 * The outcome of a quorate vote. As many rejections as approvals reject. An approval needs the charter's majority
 * and no open blocker; without conditions it also needs the residual risk below the charter's bar.
 */
function outcomeOf(ballot: Ballot, counts: Counts): Pick<Tally, 'outcome' | 'bars'> {
  const { approvals, rejections, conditional } = counts;
  if (rejections > 0 && rejections >= approvals) return { outcome: 'rejected', bars: [] };
  const bars: Bar[] = [];
  if (!hasMajority(ballot.roster.charter.majority, approvals, rejections)) bars.push('majority');
  if (ballot.openBlockers.length > 0) bars.push('blockers');
  if (conditional === 0) {
    const over = overBar(ballot);
    if (over === null) bars.push('residual-unknown');
    else if (over) bars.push('residual');
  }
  if (bars.length > 0) return { outcome: 'undecided', bars };
  return { outcome: conditional > 0 ? 'approved-with-conditions' : 'approved', bars };
}

/** Every dissent on the dossier, superseded, withdrawn and void ones too: a dissent can't be deleted (P-3). */
function dissentsOf(votes: readonly StandingVote[]): readonly Dissent[] {
  return votes.flatMap(({ vote }) => (vote.dissent === null || vote.dissent.trim() === '' ? [] : [{ act: vote.act, member: vote.member, text: vote.dissent, claimedAt: vote.claimedAt }]));
}

interface Findings {
  readonly votes: readonly StandingVote[];
  readonly counted: readonly VoteRecord[];
  readonly counts: Counts;
  readonly eligible: readonly MemberId[];
  readonly conditions: readonly Condition[];
  readonly dissents: readonly Dissent[];
}

/** One fact for each rule that bears on the decision, in the rules' order. */
function ruleFacts(ballot: Ballot, { votes, counted, counts, eligible, conditions, dissents }: Findings): readonly RuleFact[] {
  const { charter } = ballot.roster;
  const present = disciplinesPresent(ballot, counted);
  const missing = [...new Set(charter.requiredDisciplines)].filter((discipline) => !present.includes(discipline));
  const voided = (reasons: readonly string[]): number => votes.filter(({ standing }) => standing.kind === 'void' && reasons.includes(standing.reason)).length;
  const recused = [...new Set(ballot.recusals.map((recusal) => recusal.member))].sort();
  const { ownership } = ballot;
  const barred = ownership === null ? [] : ballot.roster.members.filter((member) => member.roles.includes('voter') && ownershipBarrier(ownership, member) !== null).map((member) => member.id);
  const over = overBar(ballot);
  const members = new Set(counted.map((vote) => vote.member)).size;
  const facts: RuleFact[] = [
    ruleFact('Q-1', counts.counted >= charter.minimumVotes, { counted: counts.counted, minimum: charter.minimumVotes, eligible: eligible.length }),
    ruleFact('Q-2', missing.length === 0, { present, missing }),
    ruleFact('Q-3', hasMajority(charter.majority, counts.approvals, counts.rejections), { majority: charter.majority, approvals: counts.approvals, rejections: counts.rejections, abstentions: counts.abstentions }),
    ruleFact('Q-4', ballot.openBlockers.length === 0, { open: ballot.openBlockers.length }),
    ruleFact('Q-5', over === null ? 'indeterminate' : !over, { bar: charter.residualBar, highest: ballot.highestResidual }),
    ruleFact('Q-6', members === counts.counted, { votes: votes.length, members }),
    ruleFact('V-1', true, { void: voided(['not-a-member', 'revoked', 'not-a-voter']) }),
    ruleFact('V-2', ownership === null ? 'indeterminate' : true, { barred, known: ownership !== null }),
    ruleFact('V-4', true, { stale: votes.filter(({ standing }) => standing.kind === 'stale').length }),
  ];
  if (recused.length > 0) {
    facts.push(ruleFact('R-1', true, { recused, void: voided(['recused']) }));
    facts.push(ruleFact('R-2', eligible.length >= charter.minimumVotes, { minimum: charter.minimumVotes, eligible: eligible.length }));
  }
  if (conditions.length > 0) facts.push(ruleFact('C-1', true, { conditions: conditions.length }));
  if (ballot.forks.length > 0) facts.push(ruleFact('L-4', false, { forks: ballot.forks.length }));
  if (dissents.length > 0) facts.push(ruleFact('P-3', true, { dissents: dissents.length }));
  return facts;
}
