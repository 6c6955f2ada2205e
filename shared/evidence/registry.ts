/** All readers, and the one way to have files read: detect by content, read, look for home paths, hold the result to the schema. */
import { aiid } from './aiid.ts';
import { ailuminateModelbench } from './ailuminate-modelbench.ts';
import { ailuminateRunRecord } from './ailuminate-run-record.ts';
import { exposureWarnings } from './exposure.ts';
import { beginning, clip, evidenceOf, fitted, unknownFormat, warning, type Answers, type EvidenceFile, type FileHead, type Question, type Reader, type Reading } from './reader.ts';
import { azuremlMonitorResults } from './azureml-monitor-results.ts';
import { azuremlMonitor } from './azureml-monitor.ts';
import { checklistRecord } from './checklist-record.ts';
import { cyclonedxMlbom } from './cyclonedx-mlbom.ts';
import { designRecord } from './design-record.ts';
import { dvc } from './dvc.ts';
import { evidently } from './evidently.ts';
import { garakReport } from './garak-report.ts';
import { gsn2x } from './gsn2x.ts';
import { helm } from './helm.ts';
import { hfModelCard } from './hf-model-card.ts';
import { inspectEvalLog } from './inspect-eval-log.ts';
import { junitXml } from './junit-xml.ts';
import { lmEvalHarness } from './lm-eval-harness.ts';
import { marabouSummary } from './marabou-summary.ts';
import { modelCardToolkit } from './model-card-toolkit.ts';
import { nistAiRmfPlaybook } from './nist-ai-rmf-playbook.ts';
import { nnverifyProperty } from './nnverify-property.ts';
import { omnisafe } from './omnisafe.ts';
import { openscale } from './openscale.ts';
import { oscal } from './oscal.ts';
import { pachyderm } from './pachyderm.ts';
import { robustbench } from './robustbench.ts';
import { sacm } from './sacm.ts';
import { safetyStarterAgents } from './safety-starter-agents.ts';
import { sarif } from './sarif.ts';
import { teaAssuranceCase } from './tea-assurance-case.ts';
import { vnncompResults } from './vnncomp-results.ts';
import { isZip } from './zip-archive.ts';
import { Evidence, type EvidenceKind, type Measurement } from '../dossier/evidence.ts';
import { ok, refuse, type Result } from '../result.ts';

export const readers: readonly Reader[] = [
  aiid, ailuminateModelbench, ailuminateRunRecord, azuremlMonitor, azuremlMonitorResults, checklistRecord, cyclonedxMlbom, designRecord, dvc, evidently, garakReport,
  gsn2x, helm, hfModelCard, inspectEvalLog, junitXml, lmEvalHarness, marabouSummary, modelCardToolkit, nistAiRmfPlaybook, nnverifyProperty, omnisafe,
  openscale, oscal, pachyderm, robustbench, sacm, safetyStarterAgents, sarif, teaAssuranceCase, vnncompResults,
];

/**
 * Which files make one piece of evidence each, from their names and beginnings: first what readers gather, in the registry's order, then
 * every other file by itself. Each file is in one piece; pieces and the files in them keep the order of `files`.
 */
export function gatherPieces(files: readonly FileHead[]): readonly (readonly string[])[] {
  const order = new Map(files.map(({ name }, index) => [name, index]));
  const rest = new Set(order.keys());
  const pieces: string[][] = [];
  for (const reader of readers) {
    for (const group of reader.gather?.(files.filter(({ name }) => rest.has(name))) ?? []) {
      const whole = group.filter((name) => rest.has(name));
      if (whole.length < group.length || whole.length === 0) continue;
      for (const name of whole) rest.delete(name);
      pieces.push(whole.sort((a, b) => order.get(a)! - order.get(b)!));
    }
  }
  for (const name of rest) pieces.push([name]);
  return pieces.sort((a, b) => order.get(a[0]!)! - order.get(b[0]!)!);
}

/** A file's name and beginning, as `gather` sees it. */
export const headOf = (file: EvidenceFile): FileHead => ({ name: file.name, sizeBytes: file.bytes.length, head: beginning(file) });

/** What one piece of evidence is made of, and what a person said about it. */
export interface ReadingRequest {
  readonly files: readonly EvidenceFile[];
  /** A format's id, `unknown` to keep the files unread, or null to detect it. */
  readonly format: string | null;
  /** The kind of evidence, which files of an unknown format can't tell. */
  readonly kind: EvidenceKind | null;
  readonly answers: Answers;
}

export type Detected = { readonly kind: 'known'; readonly reader: Reader } | { readonly kind: 'ambiguous'; readonly readers: readonly Reader[] } | { readonly kind: 'unknown' };

/** Which format the files are, by content: one reader that is sure, or else one that may be right; several leave it open. */
export function detect(files: readonly EvidenceFile[]): Detected {
  const sure = readers.map((reader) => ({ reader, answer: reader.detect(files) })).filter(({ answer }) => answer !== 'no');
  const best = sure.some(({ answer }) => answer === 'yes') ? sure.filter(({ answer }) => answer === 'yes') : sure;
  if (best.length === 1) return { kind: 'known', reader: best[0]!.reader };
  return best.length === 0 ? { kind: 'unknown' } : { kind: 'ambiguous', readers: best.map(({ reader }) => reader) };
}

/**
 * Reads the files of one piece of evidence. Refuses `evidence/unknown-format` for a format id that doesn't exist, for content that
 * several formats claim, and for unknown content of which nobody said the kind; `evidence/unreadable` for what a reader can't take.
 */
export function readEvidence({ files, format, kind, answers }: ReadingRequest): Result<Reading> {
  const name = files[0]?.name ?? '';
  if (files.length === 0) return refuse('evidence/unknown-format', { name: 'no file' }, 'E-8');
  let reader: Reader | null = null;
  if (format === null) {
    const detected = detect(files);
    if (detected.kind === 'ambiguous') return refuse('evidence/unknown-format', { name }, 'E-8');
    reader = detected.kind === 'known' ? detected.reader : null;
  } else if (format !== unknownFormat) {
    reader = readers.find(({ id }) => id === format) ?? null;
    if (reader === null) return refuse('evidence/unknown-format', { name: format }, 'E-8');
  }
  const reading = reader === null ? keepUnread(files, kind, answers) : reader.read(files, answers);
  if (!reading.ok) return reading;

  const { evidence, questions } = reading.value;
  const paths = files.flatMap((file) => (isZip(file) ? [] : exposureWarnings(file.name, beginning(file, 4 * 1024 * 1024))));
  const { results, repeated } = toldApart(evidence.results);
  const noticed = repeated.slice(0, 20).map((measured) => warning('repeated-measurement', name, `${clip(measured, 200)} is measured more than once; each is kept, numbered.`));
  const checked = fitted(evidence.source.format, name, Evidence, { ...evidence, results, kind: kind ?? evidence.kind, warnings: [...evidence.warnings, ...noticed, ...paths].slice(0, 2000) });
  return checked.ok ? ok({ evidence: checked.value, questions: [...questions, ...askForModel(checked.value, questions)] }) : checked;
}

/** Metric and variant name a measurement, in thresholds and in comparisons, so none may stand twice: later ones get a number. */
function toldApart(results: readonly Measurement[]): { readonly results: Measurement[]; readonly repeated: readonly string[] } {
  const keyOf = (metric: string, variant: string | null): string => JSON.stringify([metric, variant]);
  const numbers = new Map<string, number>();
  const repeated = new Set<string>();
  const apart = results.map((measurement) => {
    const { metric, variant } = measurement;
    const key = keyOf(metric, variant);
    let number = numbers.get(key);
    if (number === undefined) {
      numbers.set(key, 1);
      return measurement;
    }
    repeated.add(variant === null ? metric : `${metric}, ${variant}`);
    let given: string;
    do given = `${clip(variant ?? 'again', 480)} (${++number})`; while (numbers.has(keyOf(metric, given)));
    numbers.set(key, number).set(keyOf(metric, given), 1);
    return { ...measurement, variant: given };
  });
  return { results: apart, repeated: [...repeated] };
}

/** Kinds of evidence that are about one model. */
const aboutModels: readonly EvidenceKind[] = ['verification', 'benchmark', 'evaluation', 'redteam', 'drift'];

/** What was measured must have a name: the file's, a network's, or one that a person states. */
function askForModel({ kind, subject, properties, results, source }: Evidence, questions: readonly Question[]): readonly Question[] {
  const isMeasured = aboutModels.includes(kind) && source.format !== unknownFormat && (kind === 'verification' ? properties : results).length > 0;
  if (!isMeasured || subject.modelName !== null || properties.some(({ network }) => network !== null) || questions.some(({ answer }) => answer === 'model' || answer === 'network')) return [];
  return [{ answer: 'model', place: source.files[0]!.name, text: 'Which model was measured? The files don’t say.' }];
}

function keepUnread(files: readonly EvidenceFile[], kind: EvidenceKind | null, answers: Answers): Result<Reading> {
  if (kind === null) return refuse('evidence/unknown-format', { name: files[0]!.name }, 'E-8');
  const warnings = [warning('unknown-format', files[0]!.name, 'No reader knows this format. The files are kept as they are; nothing in them was read or judged.')];
  return ok({ evidence: evidenceOf({ id: unknownFormat, version: 1, kind }, files, answers, { warnings, verdict: 'none' }), questions: [] });
}
