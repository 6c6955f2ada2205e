/**
 * Whether a revision is ready for an approval: what the board's rules, its charter and the dossier's own evidence ask, each with what was
 * found. It decides nothing (`board/decision.ts` does); it tells a reader where to look. What isn't known is indeterminate, never passed.
 */
import type { Tally } from '../board/decision.ts';
import { tellingKinds, type Evidence, type EvidenceEntry } from '../dossier/evidence.ts';
import type { HazardRegister } from '../dossier/hazard.ts';
import type { Revision } from '../dossier/revision.ts';
import type { Threshold } from '../dossier/threshold.ts';
import { worstOf, type EvidenceJudgement, type EvidenceState } from '../evidence/judge.ts';
import { unknownFormat } from '../evidence/reader.ts';
import { residualSummary, type ResidualSummary } from '../risk/register.ts';
import { riskSchemeOf } from '../risk/scheme.ts';
import { riskLevels, type CheckResult, type ItemId, type RiskLevel } from '../vocabulary.ts';
import type { DossierSummary } from './summary.ts';

/** A whole revision with its evidence judged. */
export interface JudgedRevision {
  readonly revision: Revision;
  readonly register: HazardRegister;
  readonly evidence: readonly { readonly entry: EvidenceEntry; readonly evidence: Evidence; readonly judgement: EvidenceJudgement }[];
}

/** What each requirement found. */
export interface RequirementParts {
  readonly blockers: { readonly open: number };
  /** `states`: of each piece that there is something to judge of. `telling`: how many only tell what was made, done, argued or happened. */
  readonly evidence: { readonly states: readonly EvidenceState[]; readonly telling: number };
  /** Limits of charter and dossier that nothing measures. */
  readonly limits: { readonly total: number; readonly unmeasured: readonly Threshold[] };
  /** Evidence of a format that no reader knows, that stopped early, and of which nobody knows. */
  readonly runs: { readonly total: number; readonly unread: readonly ItemId[]; readonly stopped: readonly ItemId[]; readonly unsure: readonly ItemId[] };
  readonly residual: { readonly bar: RiskLevel | null; readonly residual: ResidualSummary };
  readonly mitigations: { readonly without: readonly ItemId[] };
  readonly traces: { readonly total: number; readonly without: readonly ItemId[] };
  /** `documents`: how many there are at all. */
  readonly record: { readonly useStated: boolean; readonly designRecord: ItemId | null; readonly documents: number };
  readonly quorum: { readonly tally: Tally };
}
export type RequirementId = keyof RequirementParts;
export type Requirement = { readonly [K in RequirementId]: { readonly id: K; readonly result: CheckResult } & RequirementParts[K] }[RequirementId];

/** What is asked of the evidence itself: while some of it is being read, none of these is known. */
export const askedOfEvidence: ReadonlySet<RequirementId> = new Set(['evidence', 'limits', 'runs', 'record']);

/** Every requirement, gravest kind first. The evidence is judged by the thresholds of the charter in force (rule E-4). */
export function readiness(summary: Pick<DossierSummary, 'ballot' | 'tally'>, content: JudgedRevision): readonly Requirement[] {
  const { ballot: { openBlockers, roster: { charter } }, tally } = summary;
  const { hazards } = content.register;
  const without = (isBare: (hazard: (typeof hazards)[number]) => boolean): readonly ItemId[] => hazards.filter(isBare).map(({ id }) => id);
  const unmitigated = without(({ mitigations }) => mitigations.length === 0);
  const untraced = without(({ evidence, mitigations }) => evidence.length === 0 && mitigations.every((mitigation) => mitigation.evidence.length === 0));
  return [
    { id: 'blockers', result: passedIf(openBlockers.length === 0), open: openBlockers.length },
    evidenceCleared(content),
    residualBelow(charter.residualBar, residualSummary(hazards, riskSchemeOf(charter))),
    { id: 'mitigations', result: passedIf(unmitigated.length === 0), without: unmitigated },
    { id: 'traces', result: passedIf(untraced.length === 0), total: hazards.length, without: untraced },
    limitsMeasured(content, charter.thresholds),
    runsWhole(content),
    recordPresent(content),
    { id: 'quorum', result: tally.quorum.kind === 'met' ? 'passed' : 'indeterminate', tally },
  ];
}

const passedIf = (holds: boolean): CheckResult => (holds ? 'passed' : 'failed');

function evidenceCleared({ evidence }: JudgedRevision): Requirement {
  const judged = evidence.filter(({ entry, judgement }) => judgement.state !== 'not-judged' || !tellingKinds.has(entry.kind));
  const states = judged.map(({ judgement }) => judgement.state);
  const worst = worstOf(states.map((state) => (state === 'not-judged' ? 'indeterminate' : state)));
  return { id: 'evidence', result: worst === 'not-judged' ? 'indeterminate' : worst, states, telling: evidence.length - judged.length };
}

function residualBelow(bar: RiskLevel | null, residual: ResidualSummary): Requirement {
  const over = bar !== null && residual.top !== null && riskLevels.indexOf(residual.top) >= riskLevels.indexOf(bar);
  return { id: 'residual', result: passedIf(!over), bar, residual };
}

/** A limit is measured where a measurement of its metric and variant has a number, in the evidence that it names or in any. */
function limitsMeasured({ revision, evidence }: JudgedRevision, board: readonly Threshold[]): Requirement {
  const limits = [...board, ...revision.thresholds];
  const isMeasured = (limit: Threshold): boolean => evidence.some(({ entry, evidence: { results } }) => (limit.evidence === null || limit.evidence === entry.id)
    && results.some(({ metric, variant, value }) => metric === limit.metric && variant === limit.variant && value !== null));
  const unmeasured = limits.filter((limit) => !isMeasured(limit));
  return { id: 'limits', result: limits.length > 0 && unmeasured.length === 0 ? 'passed' : 'indeterminate', total: limits.length, unmeasured };
}

function runsWhole({ evidence }: JudgedRevision): Requirement {
  const read = evidence.filter(({ evidence: { source } }) => source.reader !== unknownFormat);
  const ids = (of: readonly Evidence['run']['completeness'][]): readonly ItemId[] => read.filter(({ evidence: { run } }) => of.includes(run.completeness)).map(({ entry }) => entry.id);
  // What only tells has no run that could have been whole; one that is known to have stopped early is still told.
  const telling = new Set(read.filter(({ entry }) => tellingKinds.has(entry.kind)).map(({ entry }) => entry.id));
  const [stopped, unsure] = [ids(['partial', 'crashed']), ids(['unknown']).filter((id) => !telling.has(id))];
  const unread = evidence.filter(({ evidence: { source } }) => source.reader === unknownFormat).map(({ entry }) => entry.id);
  const known = evidence.length > 0 && unread.length === 0 && unsure.length === 0;
  return { id: 'runs', result: stopped.length > 0 ? 'failed' : known ? 'passed' : 'indeterminate', total: evidence.length, unread, stopped, unsure };
}

/** The design record is evidence of that kind; a document that is one has no kind, and is known by its title or its file's name. */
function recordPresent({ revision: { intendedUse, documents }, evidence }: JudgedRevision): Requirement {
  const useStated = intendedUse.trim() !== '';
  const designRecord = evidence.find(({ entry }) => entry.kind === 'design')?.entry.id ?? documents.find(({ title, name }) => /design/i.test(`${title} ${name}`))?.id ?? null;
  const result = !useStated || (documents.length === 0 && designRecord === null) ? 'failed' : designRecord === null ? 'indeterminate' : 'passed';
  return { id: 'record', result, useStated, designRecord, documents: documents.length };
}
