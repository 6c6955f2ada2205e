/** What every format's reader is: pure, from names and bytes to the neutral model. */
import { z } from 'zod';
import { noLinks, type Entry, type Evidence, type EvidenceKind, type LineageItem, type Measurement, type Warning } from '../dossier/evidence.ts';
import type { RawFile } from '../dossier/revision-tree.ts';
import { ok, refuse, type Result } from '../result.ts';
import { Instant, Line } from '../vocabulary.ts';
import { schemaRefusal } from '../bytes/schema.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';

export type EvidenceFile = RawFile;

/** The format of files that no reader knows: they are kept as they are and say so (rule E-8). */
export const unknownFormat = 'unknown';

/** What a file can't know and a person states in `dossier.yaml`. A reader never guesses any of it. */
export const Answers = z.strictObject({
  /** Whether the property files state the safe behaviour or its negation. */
  polarity: z.enum(['states-safe', 'states-negation']).optional(),
  /** When the run ended, where the file has no time. */
  endedAt: Instant.optional(),
  /** The data that was measured on. */
  dataset: Line.optional(),
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

/** A file as far as it takes to see what belongs together: its name and at most its first 64 KB. */
export interface FileHead { readonly name: string; readonly sizeBytes: number; readonly head: string }

export interface Reader {
  /** The format's id, for example `robustbench`. */
  readonly id: string;
  /** Grows when the same bytes would be read differently. */
  readonly version: number;
  readonly title: string;
  /** The kind that most files of the format are; a reader may say another in its evidence. */
  readonly kind: EvidenceKind;
  /** Which files make one piece of evidence, in words, for the table of formats. */
  readonly files: string;
  /** What is read and can be judged, in words, for the table of formats. */
  readonly measures: string;
  /**
   * Which of these files make one piece of evidence together, as names; only groups of more than one file, and groups that are a piece though
   * one file may be missing. A reader without it reads each file by itself.
   */
  gather?(files: readonly FileHead[]): readonly (readonly string[])[];
  /** Whether these files, all of them, are one piece of evidence in this format. */
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
export function beginning(file: EvidenceFile, limitBytes = headBytes): string {
  if (limitBytes > headBytes) return new TextDecoder('utf-8').decode(file.bytes.subarray(0, limitBytes));
  // Every detector looks at it, so it is decoded once.
  let head = heads.get(file.bytes);
  if (head === undefined) {
    head = new TextDecoder('utf-8').decode(file.bytes.subarray(0, headBytes));
    heads.set(file.bytes, head);
  }
  return limitBytes === headBytes ? head : head.slice(0, limitBytes);
}

const headBytes = 64 * 1024;
const heads = new WeakMap<Uint8Array, string>();

export const lineAt = (text: string, offset: number): string => `line ${text.slice(0, offset).split('\n').length}`;

/** A parsed value as a schema's type; refuses with the path of what didn't fit. Schemas name only what is read, loosely: tools add members freely. */
export function fitted<S extends z.ZodType>(format: string, name: string, schema: S, value: unknown): Result<z.infer<S>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const { place, expected, found } = schemaRefusal(name, parsed.error, value).trouble.params as { place: string; expected: string; found: string };
  return unreadable(format, name, place, expected, found);
}

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
  return { variant: null, stderr: null, ciLow: null, ciHigh: null, ciOf: null, n: null, threshold: null, breached: 'unknown', ...parts, rawText: clip(parts.rawText) };
}

/** An entry of a list or graph, with everything that wasn't stated left open. */
export function entry(parts: Pick<Entry, 'id' | 'type' | 'title'> & Partial<Entry>): Entry {
  const { id, title, text, stateRaw, ...rest } = parts;
  return {
    state: null, at: null, links: [], ...rest, id: clip(id) || '-', title: clip(title, 2000) || clip(id) || '-',
    text: text === undefined || text === null || text === '' ? null : clip(text, 20_000), stateRaw: stateRaw === undefined || stateRaw === null ? null : clip(stateRaw),
  };
}

/** An object in the way from raw data to an artifact, not yet held against any file. */
export function lineageItem(parts: Pick<LineageItem, 'path' | 'hashAlgorithm' | 'hash' | 'role'> & Partial<LineageItem>): LineageItem {
  return { sizeBytes: null, step: null, check: 'not-at-hand', ...parts };
}

/** An instant as the neutral form writes it; null for text that is no date and time, and for one without a zone, unless `zoneIsUtc` says which. */
export function instantOf(text: string, { zoneIsUtc = false }: { readonly zoneIsUtc?: boolean } = {}): Instant | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(text.trim());
  if (match === null) return null;
  const [, day, time, fraction = '', zone] = match;
  if (zone === undefined && !zoneIsUtc) return null;
  const offset = zone === undefined || /^(?:Z|UTC)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  return instantAt(Date.parse(`${day}T${time!.length === 5 ? `${time}:00` : time}.${`${fraction}000`.slice(0, 3)}${offset}`));
}

/** An instant from milliseconds since 1970; null for what no calendar holds. */
export function instantAt(epochMs: number): Instant | null {
  const year = 31_556_952_000;
  return Number.isFinite(epochMs) && epochMs > -10 * year && epochMs < 8000 * year ? (new Date(epochMs).toISOString() as Instant) : null;
}

/** A whole Evidence in which the reader names only what the format has. */
export function evidenceOf(reader: Pick<Reader, 'id' | 'version' | 'kind'>, files: readonly EvidenceFile[], answers: Answers, parts: Partial<Omit<Evidence, 'format' | 'source' | 'subject' | 'run'>> & { readonly run?: Partial<Evidence['run']> } & { readonly source?: Partial<Evidence['source']>; readonly model?: string | null }): Evidence {
  const { source, model, ...rest } = parts;
  const modelName = answers.model ?? (model === null || model === undefined || model === '' ? null : clip(model));
  return {
    format: 2, kind: reader.kind,
    source: {
      format: reader.id, formatVersion: null, tool: answers.tool ?? null, toolVersion: answers.toolVersion ?? null, reader: reader.id, readerVersion: reader.version,
      files: files.map((file) => ({ name: file.name, digest: file.digest, sizeBytes: file.bytes.length })), ...source,
    },
    subject: { modelName, modelVersionOrDigest: answers.modelDigest ?? null, matchToArtifact: answers.model === undefined && answers.modelDigest === undefined ? 'unknown' : 'asserted' },
    dataset: answers.dataset === undefined ? null : { name: answers.dataset, split: answers.split ?? null, versionOrDigest: null, n: answers.n ?? null },
    results: [], properties: [], series: null, verdict: 'none', verdictRaw: null, verdictBasis: 'computed', lineage: [], entries: [], links: noLinks, expiresOn: null, facts: [], warnings: [],
    ...rest,
    run: withEnd({ ...openRun, ...rest.run }, answers.endedAt),
  };
}

/** The end that a person stated, where the files have none. */
const withEnd = (run: Evidence['run'], endedAt: Instant | undefined): Evidence['run'] => (run.endedAt === null && endedAt !== undefined ? { ...run, endedAt, timezone: 'known' } : run);

/** A run of which nothing is known. */
const openRun: Evidence['run'] = { startedAt: null, endedAt: null, timezone: 'unknown', seeds: [], gitCommit: null, sampleLimit: null, completeness: 'unknown' };

export const warning = (code: string, place: string, text: string): Warning => ({ code, place: clip(place), text: clip(text, 2000) });

/** A number as tools print it: decimal, `.27`, exponents. Null for anything else, NaN and overflow included (rule E-3). */
export function numberOf(text: string): number | null {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
