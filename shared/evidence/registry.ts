/** All readers, and the one way to have files read: detect by content, read, look for home paths, hold the result to the schema. */
import { homePathWarnings } from './home-path.ts';
import { beginning, evidenceOf, unknownFormat, unreadable, warning, type Answers, type EvidenceFile, type Reader, type Reading } from './reader.ts';
import { robustbench } from './robustbench.ts';
import { safetyStarterAgents } from './safety-starter-agents.ts';
import { vnncompResults } from './vnncomp-results.ts';
import { schemaRefusal } from '../bytes/schema.ts';
import { Evidence, type EvidenceKind } from '../dossier/evidence.ts';
import { ok, refuse, type Result } from '../result.ts';

export const readers: readonly Reader[] = [robustbench, vnncompResults, safetyStarterAgents];

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
  const paths = files.flatMap((file) => homePathWarnings(file.name, beginning(file, 4 * 1024 * 1024)));
  const checked = Evidence.safeParse({ ...evidence, kind: kind ?? evidence.kind, warnings: [...evidence.warnings, ...paths].slice(0, 2000) });
  if (checked.success) return ok({ evidence: checked.data, questions });
  const { place, expected, found } = schemaRefusal(name, checked.error, evidence).trouble.params as { place: string; expected: string; found: string };
  return unreadable(evidence.source.format, name, place, expected, found);
}

function keepUnread(files: readonly EvidenceFile[], kind: EvidenceKind | null, answers: Answers): Result<Reading> {
  if (kind === null) return refuse('evidence/unknown-format', { name: files[0]!.name }, 'E-8');
  const warnings = [warning('unknown-format', files[0]!.name, 'No reader knows this format. The files are kept as they are; nothing in them was read or judged.')];
  return ok({ evidence: evidenceOf({ id: unknownFormat, version: 1, kind }, files, answers, { warnings, verdict: 'none' }), questions: [] });
}
