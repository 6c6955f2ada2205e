/** What `countersign inspect` says of one piece of evidence. */
import type { Evidence, Warning } from '../dossier/evidence.ts';
import type { Question } from '../evidence/reader.ts';
import { completenessWords, measurementWords, valueText } from './evidence.ts';
import { count, figure, listUpTo } from './number.ts';
import { evidenceKindWords } from './status.ts';

interface Inspected {
  readonly files: readonly string[];
  readonly format: string;
  readonly evidence: Evidence | null;
  readonly warnings: readonly Warning[];
  readonly questions: readonly Question[];
  readonly error: { readonly message: string } | null;
}

/** How many measurements and warnings are shown; the rest is counted. */
const most = { measurements: 12, warnings: 10 } as const;

/** The piece as lines: its files, what it is, what was read, what the reader noticed, what it would ask. */
export function inspectLines({ files, format, evidence, warnings, questions, error }: Inspected): readonly string[] {
  const head = `${files.length <= 3 ? files.join(', ') : `${files[0]} and ${figure(files.length - 1)} more files`}`;
  if (error !== null) return [head, `  ${format === 'unknown' ? 'Can’t be read' : `${format}, can’t be read`}`, `  ${error.message}`];
  if (evidence === null) return [head, '  unknown: no reader knows this format', ...warnings.map(({ text }) => `  ${text}`)];
  return [
    head,
    `  ${format}, ${evidenceKindWords[evidence.kind].toLowerCase()}. ${completenessWords[evidence.run.completeness]}.${subject(evidence)}`,
    ...counts(evidence).map((line) => `  ${line}`),
    ...evidence.results.slice(0, most.measurements).map((measured) => `    ${measurementWords(measured)} (${measured.metric}${measured.variant === null ? '' : `, variant “${measured.variant}”`}): ${measured.value === null ? 'no value' : valueText(measured.value, measured.unit)}${interval(measured)}${measured.n === null ? '' : `, n = ${figure(measured.n)}`}`),
    ...(evidence.results.length > most.measurements ? [`    and ${count(evidence.results.length - most.measurements, 'more measurement')}`] : []),
    ...warnings.slice(0, most.warnings).map(({ place, text }) => `  Warning, ${place}: ${text}`),
    ...(warnings.length > most.warnings ? [`  and ${count(warnings.length - most.warnings, 'more warning')}`] : []),
    ...questions.map(({ answer, place, text }) => `  Would ask for ${answer} (${place}): ${text}`),
  ];
}

function subject({ subject: { modelName }, dataset }: Evidence): string {
  return `${modelName === null ? '' : ` Model ${modelName}.`}${dataset === null ? '' : ` Data ${dataset.name}${dataset.split === null ? '' : `, ${dataset.split}`}.`}`;
}

function counts({ results, properties, entries, lineage, verdict }: Evidence): readonly string[] {
  const parts = [
    ...(results.length > 0 ? [count(results.length, 'measurement')] : []), ...(properties.length > 0 ? [count(properties.length, 'property', 'properties')] : []),
    ...(entries.length > 0 ? [count(entries.length, 'entry', 'entries')] : []), ...(lineage.length > 0 ? [count(lineage.length, 'hash of its lineage', 'hashes of its lineage')] : []),
  ];
  return [`${parts.length === 0 ? 'Nothing to measure' : listUpTo(parts, 4)}; ${verdict === 'none' ? 'no verdict of its own' : `the tool’s own verdict: ${verdict}`}.`];
}

function interval({ ciLow, ciHigh, unit, stderr }: Evidence['results'][number]): string {
  if (ciLow !== null && ciHigh !== null) return `, ${valueText(ciLow, unit)} to ${valueText(ciHigh, unit)}`;
  return stderr === null ? '' : `, standard error ${valueText(stderr, unit)}`;
}
