/** What every format's reader is: pure, from names and bytes to the neutral model. */
import { z } from 'zod';
import { Evidence, Measurement, type EvidenceKind, type Warning } from '../dossier/evidence.ts';
import type { RawFile } from '../dossier/revision-tree.ts';
import { ok, refuse, type Result } from '../result.ts';
import { Line } from '../vocabulary.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';

export type EvidenceFile = RawFile;

/** The format of files that no reader knows: they are kept as they are and say so (rule E-8). */
export const unknownFormat = 'unknown';

/** What a file can't know and a person states in `dossier.yaml`. A reader never guesses any of it. */
export const Answers = z.strictObject({
  /** Whether the property files state the safe behaviour or its negation. */
  polarity: z.enum(['states-safe', 'states-negation']).optional(),
  /** The model that was measured, and its digest when it is known. */
  model: Line.optional(),
  modelDigest: Line.optional(),
  network: Line.optional(),
  property: Line.optional(),
  tool: Line.optional(),
  toolVersion: Line.optional(),
  /** The norm that a perturbation budget is of, for example `Linf`. */
  norm: Line.optional(),
  split: Line.optional(),
  /** How many samples a rate was measured on. */
  n: z.int().min(1).optional(),
});
export type Answers = z.infer<typeof Answers>;

/** Something the reader would ask: which answer is missing, where it matters, and why. */
export interface Question { readonly answer: keyof Answers; readonly place: string; readonly text: string }

export interface Reading { readonly evidence: Evidence; readonly questions: readonly Question[] }

/** How sure a reader is that the files are its format, from their content alone (rule E-8). */
export type Detection = 'yes' | 'maybe' | 'no';

export interface Reader {
  /** The format's id, for example `robustbench`. */
  readonly id: string;
  /** Grows when the same bytes would be read differently. */
  readonly version: number;
  readonly title: string;
  readonly kind: EvidenceKind;
  /** Which files make one piece of evidence, in words, for the table of formats. */
  readonly files: string;
  detect(files: readonly EvidenceFile[]): Detection;
  /** Refuses with `evidence/unreadable` (file, place, what was expected); never throws for what a file holds. */
  read(files: readonly EvidenceFile[], answers: Answers): Result<Reading>;
}

/** The file's text without a byte order mark. Refuses bytes that aren't UTF-8 and text with NUL. */
export function textOf(format: string, file: EvidenceFile): Result<string> {
  const decoded = decodeUtf8(file.bytes, file.name);
  if (!decoded.ok) return decoded;
  const text = decoded.value.startsWith('\uFEFF') ? decoded.value.slice(1) : decoded.value;
  const nul = text.indexOf('\0');
  if (nul >= 0) return unreadable(format, file.name, lineAt(text, nul), 'text', 'a NUL character');
  return ok(text);
}

/** The start of a file as text, for detection: wrong bytes show as replacement characters. */
export function beginning(file: EvidenceFile, limitBytes = 64 * 1024): string {
  return new TextDecoder('utf-8').decode(file.bytes.subarray(0, limitBytes));
}

export const lineAt = (text: string, offset: number): string => `line ${text.slice(0, offset).split('\n').length}`;

export function unreadable(format: string, name: string, place: string, expected: string, found: string) {
  return refuse('evidence/unreadable', { name, format, place, expected, found: clip(found, 120) || 'nothing' }, 'E-6');
}

/** Cuts text to what a field holds; the raw file keeps the rest. */
export function clip(text: string, limit = 500): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** A measurement with everything that wasn't stated left open. */
export function measurement(parts: Pick<Measurement, 'metric' | 'value' | 'rawText' | 'unit' | 'direction'> & Partial<Measurement>): Measurement {
  return { variant: null, stderr: null, ciLow: null, ciHigh: null, ciOf: null, n: null, threshold: null, ...parts, rawText: clip(parts.rawText) };
}

/** A whole Evidence in which the reader names only what the format has. */
export function evidenceOf(reader: Pick<Reader, 'id' | 'version' | 'kind'>, files: readonly EvidenceFile[], answers: Answers, parts: Partial<Omit<Evidence, 'format' | 'source' | 'subject'>> & { readonly source?: Partial<Evidence['source']>; readonly model?: string | null }): Evidence {
  const { source, model, ...rest } = parts;
  const modelName = answers.model ?? model ?? null;
  return {
    format: 1, kind: reader.kind,
    source: {
      format: reader.id, formatVersion: null, tool: answers.tool ?? null, toolVersion: answers.toolVersion ?? null, reader: reader.id, readerVersion: reader.version,
      files: files.map((file) => ({ name: file.name, digest: file.digest, sizeBytes: file.bytes.length })), ...source,
    },
    subject: { modelName, modelVersionOrDigest: answers.modelDigest ?? null, matchToArtifact: answers.model === undefined && answers.modelDigest === undefined ? 'unknown' : 'asserted' },
    dataset: null,
    run: { startedAt: null, endedAt: null, timezone: 'unknown', seeds: [], gitCommit: null, sampleLimit: null, completeness: 'unknown' },
    results: [], properties: [], series: null, verdict: 'none', verdictRaw: null, verdictBasis: 'computed', lineage: [], facts: [], warnings: [],
    ...rest,
  };
}

export const warning = (code: string, place: string, text: string): Warning => ({ code, place: clip(place), text: clip(text, 2000) });

/** A number as tools print it: decimal, `.27`, exponents. Null for anything else, NaN and overflow included (rule E-3). */
export function numberOf(text: string): number | null {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
