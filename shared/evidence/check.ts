/**
 * What a board would find missing in a dossier before it is published: untraced hazards, evidence without a threshold, runs that are expired or
 * partial, what the files give away, answers that nobody gave, breaks in the lineage. Pure; the day comes from outside.
 */
import type { EvidenceJudgement, Judgement } from './judge.ts';
import { lineageGraph, type LineageBreak } from './lineage-graph.ts';
import { unknownFormat, type Question } from './reader.ts';
import type { Evidence, EvidenceEntry, Warning } from '../dossier/evidence.ts';
import type { Hazard, HazardRegister } from '../dossier/hazard.ts';
import type { Artifact, DocumentEntry } from '../dossier/revision.ts';
import type { Day, ItemId } from '../vocabulary.ts';

/** Gravest first. `error`: a board can't approve with it; `warning`: a board will ask; `note`: good to know. */
export const checkLevels = ['error', 'warning', 'note'] as const;
export type CheckLevel = (typeof checkLevels)[number];

/** What each rule says is missing, as data. The words are in `copy/check.ts`. */
export interface CheckParams {
  'hazard-untraced': { hazard: string; title: string };
  'hazard-unmitigated': { hazard: string; title: string };
  'mitigation-unsupported': { mitigation: string; hazard: string };
  'no-hazards': Record<string, never>;
  'evidence-untraced': { evidence: string };
  'evidence-unread': { evidence: string };
  'no-threshold': { evidence: string; metrics: readonly string[] };
  'threshold-not-measured': { evidence: string; metric: string; variant: string | null };
  'threshold-failed': { evidence: string; metric: string; variant: string | null };
  'threshold-inconclusive': { evidence: string; metric: string; variant: string | null; reason: Judgement['reason'] };
  'tool-alarm': { evidence: string; metric: string; variant: string | null };
  'verdict-failed': { evidence: string };
  'verdict-inconclusive': { evidence: string };
  'property-violated': { evidence: string; violated: number; total: number };
  'property-undecided': { evidence: string; undecided: number; total: number };
  'argument-gap': { evidence: string; gaps: number; first: string };
  'expired': { evidence: string; day: Day };
  'run-crashed': { evidence: string };
  'run-partial': { evidence: string };
  'run-unknown': { evidence: string };
  'part-only': { evidence: string };
  'subject-unknown': { evidence: string };
  'polarity-unknown': { evidence: string; question: string };
  'answer-missing': { evidence: string; answer: string; question: string };
  'secret': { evidence: string; text: string };
  'home-path': { evidence: string; text: string };
  'name-exposed': { evidence: string; text: string };
  'design-record-missing': Record<string, never>;
  'design-record-late': { evidence: string; text: string };
  'record-after-run': { evidence: string; madeOn: string; run: string; on: string };
  'named-unknown': { evidence: string; ids: readonly string[] };
  'safety-case-missing': Record<string, never>;
  'scope-missing': Record<string, never>;
  'documents-missing': Record<string, never>;
  'lineage-changed': { evidence: string; path: string; writtenBy: string; readBy: string };
  'lineage-file-differs': { evidence: string; path: string; algorithm: string };
  'lineage-artifact': { artifact: string };
  'lineage-origin': { evidence: string; step: string; paths: readonly string[] };
  'lineage-cycle': { evidence: string; steps: readonly string[] };
  'weak-hash': { evidence: string; count: number };
  'reader-warning': { evidence: string; code: string; text: string };
}
export type CheckRule = keyof CheckParams;

/** One thing that is missing. `item`: what it is about; `place`: where in a file of the evidence, as the reader wrote it. */
export type CheckFinding = { [R in CheckRule]: { readonly rule: R; readonly level: CheckLevel; readonly item: string | null; readonly place: string | null; readonly params: CheckParams[R] } }[CheckRule];

export interface CheckedPiece { readonly id: ItemId; readonly entry: EvidenceEntry; readonly evidence: Evidence; readonly judgement: EvidenceJudgement; readonly questions: readonly Question[] }

/** What is checked. `on` is the day that expiry is judged at. */
export interface CheckInput {
  readonly register: HazardRegister;
  readonly pieces: readonly CheckedPiece[];
  readonly artifacts: readonly Artifact[];
  readonly documents: readonly DocumentEntry[];
  readonly notCovered: readonly string[];
  readonly on: Day;
}

/** Kinds of evidence that state numbers to be judged. */
const measuring: readonly Evidence['kind'][] = ['benchmark', 'evaluation', 'redteam', 'drift'];
/** Kinds of evidence behind which there is a run that may end early; the others are texts and lists. */
const running: readonly Evidence['kind'][] = [...measuring, 'verification', 'ci', 'provenance'];
/** Reader's warnings that a rule of their own tells of. */
const told: Readonly<Record<string, CheckRule>> = {
  'secret': 'secret', 'home-path': 'home-path', 'host-name': 'name-exposed', 'user-name': 'name-exposed', 'late-record': 'design-record-late',
};
/** Reader's warnings that say again what another finding says. */
const repeated: readonly string[] = ['polarity-unknown', 'unknown-format', 'crashed', 'partial', 'hash-differs'];

/** Everything missing, gravest first, then in the order of the dossier. */
export function checkDossier(input: CheckInput): readonly CheckFinding[] {
  const findings = [...checkHazards(input), ...input.pieces.flatMap((piece) => checkPiece(piece, input)), ...checkParts(input), ...checkLineage(input)];
  return checkLevels.flatMap((level) => findings.filter((finding) => finding.level === level));
}

function finding<R extends CheckRule>(rule: R, level: CheckLevel, item: string | null, params: CheckParams[R], place: string | null = null): CheckFinding {
  return { rule, level, item, place, params } as unknown as CheckFinding;
}

function checkHazards({ register }: CheckInput): CheckFinding[] {
  if (register.hazards.length === 0) return [finding('no-hazards', 'error', null, {})];
  const isTraced = (hazard: Hazard): boolean => hazard.evidence.length > 0 || hazard.mitigations.some((mitigation) => mitigation.evidence.length > 0);
  return register.hazards.flatMap((hazard) => [
    ...(isTraced(hazard) ? [] : [finding('hazard-untraced', 'error', hazard.id, { hazard: hazard.id, title: hazard.title })]),
    ...(hazard.mitigations.length > 0 ? [] : [finding('hazard-unmitigated', 'warning', hazard.id, { hazard: hazard.id, title: hazard.title })]),
    ...(isTraced(hazard) ? hazard.mitigations.filter(({ evidence }) => evidence.length === 0).map(({ id }) => finding('mitigation-unsupported', 'warning', hazard.id, { mitigation: id, hazard: hazard.id })) : []),
  ]);
}

function checkPiece(piece: CheckedPiece, input: CheckInput): CheckFinding[] {
  const { id, evidence } = piece;
  const about = { evidence: id };
  if (evidence.source.format === unknownFormat) return [finding('evidence-unread', evidence.verdict === 'error' ? 'error' : 'note', id, about), ...checkWarnings(piece)];
  const isMeant = running.includes(evidence.kind) && (evidence.results.length > 0 || evidence.properties.length > 0);
  const named = input.register.hazards.some((hazard) => hazard.evidence.includes(id) || hazard.mitigations.some((mitigation) => mitigation.evidence.includes(id)));
  return [
    ...(evidence.expiresOn !== null && evidence.expiresOn < input.on ? [finding('expired', 'error', id, { ...about, day: evidence.expiresOn })] : []),
    ...checkRun(piece, isMeant),
    ...checkJudgement(piece),
    ...(measuring.includes(evidence.kind) && evidence.results.length > 0 && piece.judgement.judgements.length === 0 && piece.judgement.alarms.length === 0 && evidence.verdict === 'none'
      ? [finding('no-threshold', 'warning', id, { ...about, metrics: [...new Set(evidence.results.map(({ metric }) => metric))].slice(0, 8) })] : []),
    ...checkGaps(piece),
    ...checkNames(piece, input),
    ...(isMeant && evidence.subject.matchToArtifact === 'unknown' ? [finding('subject-unknown', 'note', id, about)] : []),
    ...piece.questions.map(({ answer, place, text }) => (answer === 'polarity' ? finding('polarity-unknown', 'warning', id, { ...about, question: text }, place) : finding('answer-missing', 'warning', id, { ...about, answer, question: text }, place))),
    ...(named || evidence.kind === 'design' || evidence.kind === 'argument' ? [] : [finding('evidence-untraced', 'note', id, about)]),
    ...checkWarnings(piece),
  ];
}

function checkRun({ id, evidence: { kind, run: { completeness } } }: CheckedPiece, isMeant: boolean): CheckFinding[] {
  const about = { evidence: id };
  if (completeness === 'crashed') return [finding('run-crashed', 'error', id, about)];
  if (completeness === 'partial') return [running.includes(kind) ? finding('run-partial', 'error', id, about) : finding('part-only', 'warning', id, about)];
  return completeness === 'unknown' && isMeant && running.includes(kind) ? [finding('run-unknown', 'warning', id, about)] : [];
}

function checkJudgement({ id, evidence, judgement }: CheckedPiece): CheckFinding[] {
  const about = { evidence: id };
  const { violated, undecided, total } = judgement.properties;
  const limits = judgement.judgements.flatMap(({ metric, variant, result, reason }): CheckFinding[] => {
    if (reason === 'not-measured') return [finding('threshold-not-measured', 'error', id, { ...about, metric, variant })];
    if (result === 'failed') return [finding('threshold-failed', 'error', id, { ...about, metric, variant })];
    // That the run isn't complete, or that it has expired, is said once, of the evidence.
    if (result === 'indeterminate' && reason !== 'run-not-complete' && reason !== 'expired') return [finding('threshold-inconclusive', 'warning', id, { ...about, metric, variant, reason })];
    return [];
  });
  return [
    ...limits,
    ...judgement.alarms.map(({ metric, variant }) => finding('tool-alarm', 'error', id, { ...about, metric, variant })),
    ...(violated > 0 ? [finding('property-violated', 'error', id, { ...about, violated, total })] : []),
    ...(undecided > 0 ? [finding('property-undecided', 'warning', id, { ...about, undecided, total })] : []),
    ...(total > 0 ? [] : evidence.verdict === 'fail' ? [finding('verdict-failed', 'error', id, about)] : cameToNothing(evidence) ? [finding('verdict-inconclusive', 'warning', id, about)] : []),
  ];
}

/** A verdict that is missing for no reason that another finding names. */
const cameToNothing = ({ kind, verdict, run }: Evidence): boolean =>
  (verdict === 'inconclusive' || verdict === 'error') && kind !== 'argument' && kind !== 'design' && run.completeness !== 'partial' && run.completeness !== 'crashed';

function checkGaps({ id, evidence }: CheckedPiece): CheckFinding[] {
  const gaps = evidence.kind === 'argument' ? evidence.entries.filter(({ state }) => state === 'gap') : [];
  return gaps.length === 0 ? [] : [finding('argument-gap', 'warning', id, { evidence: id, gaps: gaps.length, first: gaps[0]!.title })];
}

/** An id in the dossier's own style that a record or an argument names, and that nothing in the dossier has. */
const itemStyle = /^[A-Z]{1,4}-[A-Za-z0-9._-]{1,40}$/;

function checkNames({ id, evidence }: CheckedPiece, { register, pieces, documents }: CheckInput): CheckFinding[] {
  const known = new Set<string>([
    ...evidence.entries.map((entry) => entry.id), ...pieces.flatMap((piece) => [piece.id as string, ...(piece.evidence.kind === 'argument' ? piece.evidence.entries.map((entry) => entry.id) : [])]),
    ...documents.map((document) => document.id as string), ...register.hazards.flatMap((hazard) => [hazard.id as string, ...hazard.mitigations.map((mitigation) => mitigation.id as string)]),
  ]);
  // Only our own formats speak in the dossier's ids; elsewhere such an id is the tool's.
  const isOwn = evidence.source.format === 'design-record' || evidence.source.format === 'checklist-record';
  const named = isOwn ? [...evidence.links.hazardIds, ...evidence.entries.flatMap(({ links }) => links.map(({ to }) => to))].filter((to) => itemStyle.test(to)) : [];
  const stray = [...new Set(named.filter((to) => !known.has(to)))];
  return stray.length === 0 ? [] : [finding('named-unknown', 'warning', id, { evidence: id, ids: stray.slice(0, 8) })];
}

function checkWarnings({ id, evidence }: CheckedPiece): CheckFinding[] {
  return evidence.warnings.flatMap(({ code, place, text }: Warning): CheckFinding[] => {
    const params = { evidence: id, text };
    const rule = Object.hasOwn(told, code) ? told[code] : undefined;
    switch (rule) {
      case 'secret': return [finding('secret', 'error', id, params, place)];
      case 'home-path': return [finding('home-path', 'warning', id, params, place)];
      case 'name-exposed': return [finding('name-exposed', 'note', id, params, place)];
      case 'design-record-late': return [finding('design-record-late', 'error', id, params, place)];
      default: return repeated.includes(code) ? [] : [finding('reader-warning', 'note', id, { evidence: id, code, text }, place)];
    }
  });
}

/** Runs that were there before the design record was made: it describes them instead of deciding them. */
function checkOrder(pieces: readonly CheckedPiece[]): CheckFinding[] {
  return pieces.flatMap(({ id, evidence }): CheckFinding[] => {
    const madeOn = evidence.source.format === 'design-record' ? evidence.facts.find(({ name }) => name === 'made on')?.value : undefined;
    if (madeOn === undefined) return [];
    const earlier = pieces.flatMap((piece) => { const at = piece.evidence.run.startedAt ?? piece.evidence.run.endedAt; return piece.evidence.kind !== 'design' && at !== null && at.slice(0, 10) < madeOn ? [{ run: piece.id, on: at.slice(0, 10) }] : []; });
    const first = earlier.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0];
    return first === undefined ? [] : [finding('record-after-run', 'error', id, { evidence: id, madeOn, ...first })];
  });
}

function checkParts({ pieces, documents, notCovered }: CheckInput): CheckFinding[] {
  return [
    ...checkOrder(pieces),
    ...(pieces.some(({ evidence }) => evidence.kind === 'design') ? [] : [finding('design-record-missing', 'warning', null, {})]),
    ...(pieces.some(({ evidence }) => evidence.kind === 'argument') ? [] : [finding('safety-case-missing', 'note', null, {})]),
    ...(notCovered.length > 0 ? [] : [finding('scope-missing', 'note', null, {})]),
    ...(documents.length > 0 ? [] : [finding('documents-missing', 'note', null, {})]),
  ];
}

function checkLineage({ pieces, artifacts }: CheckInput): CheckFinding[] {
  const graph = lineageGraph(new Map(pieces.map(({ id, evidence }) => [id, evidence])), artifacts);
  const weak = new Map<ItemId, number>();
  const isWeak = new Set(graph.data.filter(({ proof }) => proof !== 'strong').flatMap(({ hashes }) => hashes.map(({ algorithm, hash }) => `${algorithm} ${hash}`)));
  for (const { id, evidence } of pieces) {
    const count = evidence.lineage.filter(({ role, hashAlgorithm, hash }) => role !== 'param' && isWeak.has(`${hashAlgorithm} ${hash.toLowerCase()}`)).length;
    if (count > 0) weak.set(id, count);
  }
  return [...graph.breaks.map(breakFinding), ...[...weak].map(([id, count]) => finding('weak-hash', 'note', id, { evidence: id, count }))];
}

/** How grave each kind of break is. */
export const breakLevels = { 'changed-between': 'error', 'file-differs': 'error', 'artifact-not-reached': 'warning', 'origin-unknown': 'note', 'cycle': 'error' } as const satisfies Record<LineageBreak['kind'], CheckLevel>;

function breakFinding(broken: LineageBreak): CheckFinding {
  const level = breakLevels[broken.kind];
  switch (broken.kind) {
    case 'changed-between': return finding('lineage-changed', level, broken.evidence, { evidence: broken.evidence, path: broken.path, writtenBy: broken.writtenBy, readBy: broken.readBy });
    case 'file-differs': return finding('lineage-file-differs', level, broken.evidence, { evidence: broken.evidence, path: broken.path, algorithm: broken.algorithm });
    case 'artifact-not-reached': return finding('lineage-artifact', level, broken.artifact, { artifact: broken.artifact });
    case 'origin-unknown': return finding('lineage-origin', level, broken.evidence, { evidence: broken.evidence, step: broken.step, paths: broken.paths.slice(0, 5) });
    case 'cycle': return finding('lineage-cycle', level, broken.evidence, { evidence: broken.evidence, steps: broken.steps.slice(0, 10) });
  }
}
