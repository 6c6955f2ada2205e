/** One word, or few, for every status. Each table names its whole type: a new status without a word doesn't compile. */
import type { ConditionState } from '../board/condition.ts';
import type { Challenge, DecisionRecord, DecisionStatus, VoidReason } from '../board/decision-status.ts';
import type { Bar } from '../board/decision.ts';
import type { Barrier } from '../board/eligibility.ts';
import type { Outcome } from '../board/outcome.ts';
import type { Standing } from '../board/vote.ts';
import type { Verdict, evidenceKinds } from '../dossier/evidence.ts';
import type { Stand } from '../events/sign-off.ts';
import type { FindingSeverity } from '../events/summary.ts';
import { assertNever } from '../result.ts';
import type { CheckResult, Choice, RiskLevel, Role } from '../vocabulary.ts';
import { longDay } from './date.ts';
import { count, sentenceStart } from './number.ts';

export const choiceWords = {
  'approve': 'Approve', 'approve-with-conditions': 'Approve with conditions', 'reject': 'Reject', 'abstain': 'Abstain',
} as const satisfies Record<Choice, string>;

/** What each choice, and a recusal, means, beside the button. */
export const choiceMeanings = {
  'approve': 'Release as submitted.', 'approve-with-conditions': 'Release, bound by what you list.', 'reject': 'No release on this revision.',
  'abstain': 'Counts as present, not as assent.', 'recuse': 'You leave this dossier; quorum is worked out again.',
} as const satisfies Record<Choice | 'recuse', string>;

export const outcomeWords = {
  'approved': 'Approved', 'approved-with-conditions': 'Approved with conditions', 'rejected': 'Rejected', 'undecided': 'Undecided',
} as const satisfies Record<Outcome | 'undecided', string>;

export const roleWords = { voter: 'Voter', counsel: 'Legal counsel', secretary: 'Secretary', submitter: 'Submitter' } as const satisfies Record<Role, string>;

export const riskWords = { low: 'Low', medium: 'Medium', serious: 'Serious', high: 'High' } as const satisfies Record<RiskLevel, string>;

export const checkWords = { passed: 'Passed', failed: 'Failed', indeterminate: 'Inconclusive' } as const satisfies Record<CheckResult, string>;

/** What a tool concluded. */
export const evidenceVerdictWords = {
  'pass': 'Passed', 'fail': 'Failed', 'inconclusive': 'Inconclusive', 'error': 'Did not finish', 'not-applicable': 'Not applicable', 'none': 'No verdict',
} as const satisfies Record<Verdict, string>;

export const evidenceKindWords = {
  'verification': 'Verification', 'benchmark': 'Benchmark', 'evaluation': 'Evaluation', 'redteam': 'Red team', 'drift': 'Drift', 'provenance': 'Provenance', 'incident': 'Incident',
  'model-card': 'Model card', 'bom': 'Bill of materials', 'ci': 'Pipeline', 'argument': 'Safety argument', 'design': 'Design record',
} as const satisfies Record<(typeof evidenceKinds)[number], string>;

export const findingWords = { blocker: 'Blocker', major: 'Major', minor: 'Minor', observation: 'Observation', question: 'Question' } as const satisfies Record<FindingSeverity, string>;

export const conditionWords = { open: 'Open', discharged: 'Discharged', lapsed: 'Lapsed' } as const satisfies Record<ConditionState['kind'], string>;

/** What the verifier says first. */
export const packetVerdictWords = {
  'approved': 'APPROVED', 'approved-with-conditions': 'APPROVED WITH CONDITIONS', 'not-approved': 'NOT APPROVED', 'not-authentic': 'NOT AUTHENTIC',
  'indeterminate': 'INDETERMINATE', 'unreadable': 'UNREADABLE',
} as const;

/** What the verifier says first of an authentic paper that belongs to a packet and decides nothing by itself. */
export const relatedVerdictWords = { board: 'AUTHENTIC BOARD COPY', summary: 'AUTHENTIC SUMMARY' } as const;

export const standingWords = {
  counted: 'Counted', superseded: 'Superseded', withdrawn: 'Withdrawn', void: 'Void', stale: 'Stale',
} as const satisfies Record<Standing['kind'], string>;

/** Why a member can't vote on a release. */
export const barrierReasons = {
  'not-a-member': 'Not a member of the board.', 'revoked': 'The board has revoked this membership.', 'not-a-voter': 'The roster gives this member no vote.',
  'owner': 'Owns the release.', 'submitter': 'Submitted the release.', 'recused': 'Recused from this dossier.',
} as const satisfies Record<Barrier, string>;

/** Why a vote stands as it does; empty for a counted one. */
export function standingReason(standing: Standing): string {
  switch (standing.kind) {
    case 'counted': return '';
    case 'superseded': return 'The member voted again later.';
    case 'withdrawn': return 'The member took it back.';
    case 'stale': return 'It names an earlier or other revision; voting again reaffirms it.';
    case 'void': return standing.reason === 'incomplete' ? 'It lacks the reason or the condition that its choice needs.' : barrierReasons[standing.reason];
    default: return assertNever(standing);
  }
}

/** Where a member stands in few words: `Not cast`, `Approve, stale`, `Recused`. */
export function standWords(stand: Stand): string {
  switch (stand.kind) {
    case 'not-cast': return 'Not cast';
    case 'recused': return 'Recused';
    case 'not-eligible': return 'No vote here';
    case 'cast': return stand.standing.kind === 'counted' ? choiceWords[stand.vote.choice] : `${choiceWords[stand.vote.choice]}, ${standingWords[stand.standing.kind].toLowerCase()}`;
    default: return assertNever(stand);
  }
}

/** Why the member's vote doesn't count, as a sentence; empty where it does, or where none is needed. */
export function standReason(stand: Stand): string {
  switch (stand.kind) {
    case 'not-cast': return '';
    case 'recused': return barrierReasons.recused;
    case 'not-eligible': return barrierReasons[stand.reason];
    case 'cast': return standingReason(stand.standing);
    default: return assertNever(stand);
  }
}

export const decisionStatusWords = {
  standing: 'Standing', expired: 'Expired', contested: 'Contested', superseded: 'Superseded', void: 'Void', incomplete: 'Not all here yet',
} as const satisfies Record<DecisionStatus['kind'], string>;

const voidReasons = {
  'not-secretary': 'Whoever recorded it was not a secretary of the board.', 'unknown-roster': 'It names a roster that is not in the board’s chain.',
  'unknown-charter': 'It names a charter that is not its roster’s.', 'vote-not-counted': 'It lists a vote that does not count.', 'quorum-not-met': 'The votes it lists make no quorum.',
  'outcome-differs': 'The votes it lists give another outcome.', 'conditions-differ': 'Its conditions are not those of the votes it lists.',
  'dissent-missing': 'It leaves out a dissent.', 'validity': 'It claims to be valid for longer than the charter allows.',
} as const satisfies Record<VoidReason, string>;

const challengeWords = {
  recusal: 'a member recused afterwards', fork: 'a device that voted has forked', blocker: 'a blocker is open', vote: 'a vote came in afterwards', withdrawal: 'a vote was withdrawn', omission: 'it leaves out a vote or a recusal that was in',
} as const satisfies Record<Challenge['kind'], string>;

/** Why a decision stands as it does, in a sentence; empty for a standing one. */
export function decisionStatusReason(status: DecisionStatus): string {
  switch (status.kind) {
    case 'standing': return '';
    case 'expired': return status.because === 'validity' ? 'Its validity is over.' : `${sentenceStart(count(status.conditions.length, 'condition'))} lapsed.`;
    case 'contested': return `${sentenceStart([...new Set(status.challenges.map((challenge) => challengeWords[challenge.kind]))].join('; ') || 'the rules give another outcome today')}. The board has to decide again.`;
    case 'superseded': return 'A later decision on the same revision took its place.';
    case 'void': return voidReasons[status.reason];
    case 'incomplete': return `${sentenceStart(count(status.missing.length, 'part'))} that it rests on ${status.missing.length === 1 ? 'has' : 'have'} not arrived on this machine.`;
    default: return assertNever(status);
  }
}

/** A decision and its status in two words: `Approved, standing`. */
export function decisionWords(outcome: Outcome, kind: DecisionStatus['kind']): string {
  return `${outcomeWords[outcome]}, ${decisionStatusWords[kind].toLowerCase()}`;
}

const decisionStands = {
  standing: 'stands', expired: 'has expired', contested: 'is contested', superseded: 'is superseded', void: 'is void', incomplete: 'is not all here',
} as const satisfies Record<DecisionStatus['kind'], string>;

/** A decision and how it stands, as a headline: `Approved. The decision stands until 24 November 2027.` */
export function decisionHeadline({ outcome, validUntil }: Pick<DecisionRecord, 'outcome' | 'validUntil'>, { kind }: DecisionStatus): string {
  const until = kind === 'standing' && outcome !== 'rejected' ? ` until ${longDay(validUntil)}` : '';
  return `${outcomeWords[outcome]}. The decision ${decisionStands[kind]}${until}.`;
}

/** Why a quorate vote isn't an approval. */
export const barReasons = {
  'majority': 'The approvals fall short of the charter’s majority.', 'blockers': 'A blocker is open. Approval needs it resolved.',
  'residual': 'The residual risk is too high for an approval without conditions.', 'residual-unknown': 'The hazard register is not on this machine, so its residual risk is unknown.',
} as const satisfies Record<Bar, string>;

const abbreviations = /^(?:ml|ai|it|qa|ux|eu|uk|us)$/;

/** A discipline's id as words: `ml-robustness` reads `ML robustness`. */
export function disciplineWords(id: string): string {
  return sentenceStart(id.split('-').map((word) => (abbreviations.test(word) ? word.toUpperCase() : word)).join(' '));
}
