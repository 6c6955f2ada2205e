/** The numbered rules as a packet prints them: what the listed acts gave when they were counted again, then the rules about the decision and the packet. */
import type { Tally } from '../board/decision.ts';
import type { DecisionRecord } from '../board/decision-status.ts';
import { ruleFact, type RuleFact as BoardFact } from '../board/rule.ts';
import { daysUntil } from '../copy/date.ts';
import { count, figure } from '../copy/number.ts';
import { ruleFactSentence } from '../copy/rules.ts';
import type { RuleFact } from './statement.ts';

export interface Applied {
  readonly decision: DecisionRecord;
  /** Of the ballot that holds only the acts that the decision lists (rule P-6). */
  readonly tally: Tally;
  /** How many days the charter lets an approval stand. */
  readonly validityDays: number;
  /** Dissents that the packet lists, counted or not. */
  readonly dissents: number;
}

/** One line for each rule that bears on the decision, in the rules' order. */
export function rulesApplied({ decision, tally, validityDays, dissents }: Applied): RuleFact[] {
  const stated = (fact: BoardFact): RuleFact => ({ rule: fact.rule, result: fact.result, text: ruleFactSentence(fact) });
  const days = daysUntil(decision.validUntil, decision.validFrom);
  return [
    ...tally.facts.filter(({ rule }) => rule !== 'P-3').map((fact) => (decision.outcome === 'approved-with-conditions' && fact.rule === 'Q-5' ? unbarred(stated(fact)) : stated(fact))),
    { rule: 'P-1', result: 'passed', text: `The decision names ${count(decision.votes.length, 'vote')} and ${count(decision.recusals.length, 'recusal')} by digest.` },
    ...(decision.outcome === 'rejected' ? [] : [{ rule: 'P-2', result: days <= validityDays ? 'passed' as const : 'failed' as const, text: `Valid for ${count(days, 'day')}; the charter allows ${figure(validityDays)}.` }]),
    ...(dissents === 0 ? [] : [stated(ruleFact('P-3', true, { dissents }))]),
    { rule: 'P-6', result: tally.outcome === decision.outcome ? 'passed' : 'failed', text: 'Its acts, counted again, give this outcome.' },
  ];
}

/** Q-5 bars approval without conditions only: with them, what it found is told and bars nothing. */
const unbarred = (fact: RuleFact): RuleFact => (fact.result === 'passed' ? fact : { ...fact, result: 'passed', text: `${fact.text} This approval carries conditions.` });
