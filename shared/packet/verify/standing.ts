/** The last steps: sample, validity, conditions, freshness. What is true of the record may still be no approval today. */
import type { CheckedRoster } from '../../board/roster-chain.ts';
import { conditionState, type Condition } from '../../board/condition.ts';
import { approves } from '../../board/outcome.ts';
import { verdictReasons } from '../../copy/verdict.ts';
import type { Instant } from '../../vocabulary.ts';
import type { Statement } from '../statement.ts';
import { failed, indeterminate, passed, type Check } from '../verdict.ts';
import type { Recount } from './recount.ts';
import type { SignedAct } from './sign-offs.ts';
import type { TrustRoot } from './trust-root.ts';

/** Everything that says whether the board is a sample; rosters and acts are null where they could not be read. */
export interface SampleSources { readonly statement: { readonly predicate: { readonly sample: boolean } }; readonly root: TrustRoot | null; readonly chain: readonly CheckedRoster[] | null; readonly acts: readonly SignedAct[] | null }

/** Rule P-5: one source that says sample is enough to refuse, and they must not differ. */
export function judgeSample({ statement, root, chain, acts }: SampleSources, allowSample: boolean): { readonly check: Check; readonly isSample: boolean } {
  const said = new Set([statement.predicate.sample, ...(root === null ? [] : [root.sample]), ...(chain ?? []).map(({ roster }) => roster.sample), ...(acts ?? []).map(({ sample }) => sample)]);
  if (said.size > 1) return { check: failed(verdictReasons.sampleDiffers()), isSample: true };
  if (said.has(false)) return { check: passed(verdictReasons.notSample()), isSample: false };
  return { check: allowSample ? passed(verdictReasons.sampleAllowed()) : failed(verdictReasons.sampleRefused()), isSample: true };
}

/** Rule P-6: the acts counted again give the decision, and the conditions stand as the statement says. */
export function judgeRules({ decided, tally }: Recount, misstated: readonly string[]): Check {
  const { status } = decided;
  if (status.kind === 'void' || status.kind === 'incomplete' || tally === null) return failed(verdictReasons.recountDiffers(status));
  return misstated.length > 0 ? failed(verdictReasons.conditionStateDiffers(misstated[0]!)) : passed(verdictReasons.recountHolds(tally.counts.counted, tally.eligible.length));
}

/** How far the reader's clock may be behind the issuer's. */
export const clockSkewMs = 10 * 60_000;

/** Whether the decision speaks at this instant: begun, not over (P-2, P-4), and not overtaken by an act in the packet itself. */
export function judgeValidity({ decided }: Recount, { predicate }: Statement, at: Instant): Check {
  const { status } = decided;
  if (status.kind === 'contested' || status.kind === 'superseded') return failed(verdictReasons.overtaken(status));
  const begins = predicate.validFrom > predicate.issuedAt ? predicate.validFrom : predicate.issuedAt;
  if (Date.parse(at) + clockSkewMs < Date.parse(begins)) return failed(verdictReasons.notYet(begins));
  if (!approves(predicate.outcome)) return passed(verdictReasons.rejection());
  return at > predicate.validUntil ? failed(verdictReasons.expired(predicate.validUntil)) : passed(verdictReasons.validUntil(predicate.validUntil));
}

/** How the conditions stand at this instant: open is indeterminate, lapsed failed (C-2, C-3). */
export function judgeConditions({ decided }: Pick<Recount, 'decided'>, { predicate }: { readonly predicate: { readonly conditions: readonly Condition[] } }, at: Instant): Check {
  const states = predicate.conditions.map((condition) => ({ condition, kind: conditionState(condition, decided.discharges, at).kind }));
  const ids = (kind: 'open' | 'lapsed'): string[] => states.filter((one) => one.kind === kind).map(({ condition }) => condition.id);
  if (states.length === 0) return passed(verdictReasons.noConditions());
  if (ids('lapsed').length > 0) return failed(verdictReasons.lapsedConditions(ids('lapsed')));
  const open = states.filter(({ kind }) => kind === 'open').map(({ condition }) => condition.dueOn).sort();
  return open[0] === undefined ? passed(verdictReasons.allDischarged(states.length)) : indeterminate(verdictReasons.openConditions(ids('open'), open[0]));
}

/** A revocation list travels apart from the packet; without one the answer is open and changes no verdict. */
export function judgeFreshness(): Check {
  return indeterminate(verdictReasons.noStatusList());
}
