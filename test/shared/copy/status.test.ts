import { describe, expect, it } from 'vitest';
import { voidReasons, type Challenge, type DecisionStatus } from '../../../shared/board/decision-status.ts';
import { tally } from '../../../shared/board/decision.ts';
import { barriers } from '../../../shared/board/eligibility.ts';
import { outcomes } from '../../../shared/board/outcome.ts';
import { decisionSentence, quorumSentence } from '../../../shared/copy/quorum.ts';
import { ruleFactSentence } from '../../../shared/copy/rules.ts';
import {
  barReasons, checkWords, choiceMeanings, choiceWords, conditionWords, decisionStatusReason, decisionStatusWords, disciplineWords, evidenceKindWords, evidenceVerdictWords, findingWords, outcomeWords, riskWords,
  roleWords, standReason, standWords, standingReason, standingWords,
} from '../../../shared/copy/status.ts';
import { evidenceKinds, Verdict } from '../../../shared/dossier/evidence.ts';
import type { Stand } from '../../../shared/events/sign-off.ts';
import { checkResults, choices, riskLevels, roles, type DeviceId, type Discipline, type ItemId } from '../../../shared/vocabulary.ts';
import { ballotWith, recusalBy, voteBy } from '../../builders/ballot.ts';
import { people } from '../../builders/board.ts';
import { countedDigest } from '../../builders/fact.ts';
import { placeholder } from '../../builders/sentence.ts';

const act = countedDigest(1), member = people.ingrid.id;
const device = '0'.repeat(32) as DeviceId;

const standings = [
  { kind: 'counted' }, { kind: 'superseded', by: act }, { kind: 'withdrawn', by: act }, { kind: 'stale', revision: act }, { kind: 'void', reason: 'incomplete' }, ...barriers.map((reason) => ({ kind: 'void', reason }) as const),
] as const;
const stands: Stand[] = [
  { kind: 'not-cast' }, { kind: 'recused', reason: 'Adviser.', act }, ...standings.map((standing): Stand => ({ kind: 'cast', vote: voteBy(member), standing })),
  ...barriers.filter((reason) => reason !== 'recused').map((reason): Stand => ({ kind: 'not-eligible', reason })),
];
const challenges: Challenge[] = [
  { kind: 'recusal', member, act }, { kind: 'fork', member, device }, { kind: 'blocker', finding: act }, { kind: 'vote', member, act }, { kind: 'withdrawal', member, act }, { kind: 'omission', member, act },
];
const statuses: DecisionStatus[] = [
  { kind: 'standing' }, { kind: 'expired', because: 'validity', conditions: [] }, { kind: 'expired', because: 'condition', conditions: ['C-1' as ItemId] }, { kind: 'superseded', by: act }, { kind: 'incomplete', missing: [act] }, { kind: 'incomplete', missing: [act, act] },
  { kind: 'contested', challenges: [], now: 'undecided' }, { kind: 'contested', challenges, now: 'rejected' }, ...challenges.map((challenge): DecisionStatus => ({ kind: 'contested', challenges: [challenge], now: 'approved' })),
  ...voidReasons.map((reason): DecisionStatus => ({ kind: 'void', reason })),
];

describe('tables of words', () => {
  it.each(Object.entries({
    choices: [choices, choiceWords], meanings: [[...choices, 'recuse'], choiceMeanings], outcomes: [[...outcomes, 'undecided'], outcomeWords], roles: [roles, roleWords], levels: [riskLevels, riskWords], checks: [checkResults, checkWords],
    kinds: [evidenceKinds, evidenceKindWords], verdicts: [Verdict.options, evidenceVerdictWords],
    findings: [['blocker', 'major', 'minor', 'observation', 'question'], findingWords], conditions: [['open', 'discharged', 'lapsed'], conditionWords], standings: [standings.map((one) => one.kind), standingWords], statuses: [statuses.map((one) => one.kind), decisionStatusWords],
    bars: [['majority', 'blockers', 'residual', 'residual-unknown'], barReasons],
  } as Record<string, [readonly string[], Readonly<Record<string, string>>]>))('%s: a word for each, and no two alike', (_, [keys, words]) => {
    expect(Object.keys(words).sort()).toEqual([...new Set(keys)].sort());
    for (const word of Object.values(words)) expect(word).toMatch(/^[A-Z][^!]+$/);
    expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length);
  });
});

describe('sentences', () => {
  it('are whole for every status and standing; only what needs no reason has none', () => {
    const sentences = [...statuses.map(decisionStatusReason), ...standings.map(standingReason), ...stands.map(standReason)];
    for (const sentence of sentences.filter((one) => one !== '')) {
      expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
      expect(sentence).not.toMatch(placeholder);
    }
    expect(statuses.filter((status) => decisionStatusReason(status) === '').map((status) => status.kind)).toEqual(['standing']);
    expect(standings.filter((standing) => standingReason(standing) === '')).toEqual([{ kind: 'counted' }]);
    for (const words of stands.map(standWords)) expect(words).toMatch(/^[A-Z][a-z ,]+$/);
  });

  it('say the quorum, the outcome and why, whatever the votes', () => {
    const legal = { requiredDisciplines: ['legal', 'ml-robustness'] as Discipline[] };
    const votes = [voteBy(people.ingrid.id), voteBy(people.amara.id, 'approve-with-conditions'), voteBy(people.rafael.id, 'reject')];
    const forks = [{ device, member: people.ingrid.id, seq: 1 }, { device, member: people.amara.id, seq: 1 }];
    const ballots = [
      ballotWith(), ballotWith(votes), ballotWith(votes.slice(0, 1)), ballotWith(votes.slice(1)), ballotWith(votes, { charter: legal }), ballotWith(votes, { ownership: null, forks }), ballotWith(votes, { forks: forks.slice(1) }),
      ballotWith(votes, { openBlockers: [act] }), ballotWith(votes, { openBlockers: [act, act] }), ballotWith(votes.slice(0, 1), { highestResidual: 'high', charter: { minimumVotes: 1, residualBar: 'high' } }), ballotWith(votes.slice(0, 1), { highestResidual: 'unknown', charter: { minimumVotes: 1, residualBar: 'low' } }),
      ballotWith([voteBy(people.ingrid.id, 'abstain'), voteBy(people.amara.id, 'abstain', { dissent: 'No.' })], { highestResidual: null }), ballotWith([...votes, voteBy('a-stranger'), voteBy(people.helena.id, 'approve', { revision: act })], { recusals: [recusalBy(people.ingrid.id)], ownership: { owners: [people.amara.name], submitters: [] } }),
    ];
    for (const tallied of ballots.map(tally)) {
      for (const sentence of [quorumSentence(tallied), decisionSentence(tallied), ...tallied.facts.map(ruleFactSentence)]) {
        expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
        expect(sentence).not.toMatch(placeholder);
      }
    }
    expect(new Set(ballots.map(tally).map(decisionSentence)).size).toBeGreaterThan(8);
  });

  it('write a discipline as people do', () => {
    expect(['ml-robustness', 'legal', 'ai-safety-qa', 'domain'].map(disciplineWords)).toEqual(['ML robustness', 'Legal', 'AI safety QA', 'Domain']);
  });
});
