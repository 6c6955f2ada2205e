/** What each rule found when it was applied, as data: screens and packets print the sentences in `copy/rules.ts`. */
import type { CheckResult, Discipline, MemberId, RiskLevel } from '../vocabulary.ts';
import type { Charter } from './charter.ts';

/** The facts that each rule's sentence needs, by rule id. */
export interface RuleParams {
  'Q-1': { readonly counted: number; readonly minimum: number; readonly eligible: number };
  'Q-2': { readonly present: readonly Discipline[]; readonly missing: readonly Discipline[] };
  'Q-3': { readonly majority: Charter['majority']; readonly approvals: number; readonly rejections: number; readonly abstentions: number };
  'Q-4': { readonly open: number };
  'Q-5': { readonly bar: RiskLevel | null; readonly highest: RiskLevel | null | 'unknown' };
  'Q-6': { readonly votes: number; readonly members: number };
  'V-1': { readonly void: number };
  'V-2': { readonly barred: readonly MemberId[]; readonly known: boolean };
  'V-4': { readonly stale: number };
  'R-1': { readonly recused: readonly MemberId[]; readonly void: number };
  'R-2': { readonly minimum: number; readonly eligible: number };
  'C-1': { readonly conditions: number };
  'L-4': { readonly forks: number };
  'P-3': { readonly dissents: number };
}
export type FactRule = keyof RuleParams;
export type RuleFact = { [R in FactRule]: { readonly rule: R; readonly result: CheckResult; readonly params: RuleParams[R] } }[FactRule];

/** States what one rule found. */
export function ruleFact<R extends FactRule>(rule: R, result: CheckResult | boolean, params: RuleParams[R]): RuleFact {
  const checked: CheckResult = result === true ? 'passed' : result === false ? 'failed' : result;
  return { rule, result: checked, params } as unknown as RuleFact;
}
