/** The one model that every evidence format maps onto. Raw bytes are always kept beside it. */
import { z } from 'zod';
import { canonicalObject } from './canonical-object.ts';
import { Day, Digest, Instant, ItemId, Line, Prose } from '../vocabulary.ts';

export const evidenceKinds = ['verification', 'benchmark', 'evaluation', 'redteam', 'drift', 'provenance', 'incident', 'model-card', 'bom', 'ci', 'argument', 'design'] as const;
export const EvidenceKind = z.enum(evidenceKinds);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** Kinds that tell what was made, done, argued or happened: nothing to judge where no limit names them and no tool said that something failed. */
export const tellingKinds: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>(['provenance', 'incident', 'model-card', 'bom', 'argument', 'design']);

export const comparisons = ['>=', '>', '<=', '<'] as const;
export const Comparison = z.enum(comparisons);
export type Comparison = z.infer<typeof Comparison>;

export const units = ['fraction', 'percent', 'count', 'seconds', 'score', 'per-episode', 'none'] as const;
export const Unit = z.enum(units);
export type Unit = z.infer<typeof Unit>;

export const Direction = z.enum(['higher', 'lower', 'target', 'unknown']);

/** What a solver, a suite or a run concluded. Timeout, crash, partial and unknown are never `pass` (rule E-1). */
export const Verdict = z.enum(['pass', 'fail', 'inconclusive', 'error', 'not-applicable', 'none']);
export type Verdict = z.infer<typeof Verdict>;

/** One number (or its absence) with everything needed to judge it. `rawText` is what the file said. */
export const Measurement = canonicalObject({
  metric: Line,
  variant: Line.nullable(),
  value: z.number().nullable(),
  rawText: z.string().max(500),
  unit: Unit,
  direction: Direction,
  stderr: z.number().nullable(),
  ciLow: z.number().nullable(),
  ciHigh: z.number().nullable(),
  /** What the interval is of, for example `95 % Wilson`; null when there is none. */
  ciOf: Line.nullable(),
  n: z.int().min(0).nullable(),
  /** A threshold found in the file itself. The board's and the dossier's are apart (`threshold.ts`). */
  threshold: canonicalObject({ value: z.number(), op: Comparison }).nullable(),
  /** What the file itself says of this measurement and its threshold: a tool's own alarm, never our judgement. */
  breached: z.enum(['yes', 'no', 'unknown']),
});
export type Measurement = z.infer<typeof Measurement>;

/** One checked property: verification evidence holds many. `polarity` says whether the file states the safe behaviour or its negation; it is never guessed. */
export const PropertyResult = canonicalObject({
  id: Line,
  text: Line,
  network: Line.nullable(),
  polarity: z.enum(['states-safe', 'states-negation', 'unknown']),
  verdict: Verdict,
  verdictRaw: z.string().max(500),
  seconds: z.number().nullable(),
  counterexample: Line.nullable(),
});
export type PropertyResult = z.infer<typeof PropertyResult>;

/** Points of a run over time: column names once, then rows of numbers (null where not finite). */
export const Series = canonicalObject({ x: Line, columns: z.array(Line).max(20), rows: z.array(z.array(z.number().nullable())).max(20_000) });
export type Series = z.infer<typeof Series>;

/** What an {@link Entry} is, in the words of the field that the format belongs to. */
export const entryTypes = [
  // an argument: GSN, TEA, SACM
  'goal', 'strategy', 'solution', 'claim', 'evidence', 'context', 'assumption', 'justification', 'module',
  // what was checked or found, and what happened
  'case', 'finding', 'probe', 'control', 'incident', 'checklist-item',
  // what something is made of, and how it came about
  'component', 'model', 'data-set', 'step', 'data',
  // a design record
  'choice', 'hyperparameter', 'failure-mode', 'limit',
] as const;
export const EntryType = z.enum(entryTypes);
export type EntryType = z.infer<typeof EntryType>;

/** How an {@link Entry} stands. A `gap` is something that the file itself leaves open: undeveloped, needs support, only assumed. */
export const entryStates = ['passed', 'failed', 'error', 'skipped', 'gap', 'open', 'closed'] as const;
export type EntryState = (typeof entryStates)[number];

/** One thing of a list or a graph that the format holds: an argument's node, a test case, an incident, a component. Ids are unique within the evidence. */
export const Entry = canonicalObject({
  id: Line,
  type: EntryType,
  title: z.string().min(1).max(2000),
  /** Longer words of the file, where there are any. */
  text: Prose.nullable(),
  state: z.enum(entryStates).nullable(),
  /** What the file called the state. */
  stateRaw: z.string().max(500).nullable(),
  at: Instant.nullable(),
  /** Ids of other entries, or of what lies outside this evidence. */
  links: z.array(canonicalObject({ to: Line, as: z.enum(['supported-by', 'in-context-of', 'part-of', 'about', 'made-from', 'same-as']) })).max(1000),
});
export type Entry = z.infer<typeof Entry>;

/** One object in the way from raw data to an artifact. `step` is the stage or job that read (`in`) or wrote (`out`) it. */
export const LineageItem = canonicalObject({
  /** A path, or a repository with branch and commit, as the file names it. */
  path: Line,
  /** What kind of hash it is, in words that don't flatter it (rule E-5): `md5`, `md5 of a directory list`, `sha256`. */
  hashAlgorithm: Line,
  hash: Line,
  sizeBytes: z.int().min(0).nullable(),
  role: z.enum(['in', 'out', 'param']),
  step: Line.nullable(),
  /** Whether the file of that name had that hash when the dossier was packed. */
  check: z.enum(['matches', 'differs', 'not-at-hand']),
});
export type LineageItem = z.infer<typeof LineageItem>;

export const Warning = canonicalObject({ code: Line, place: z.string().max(500), text: z.string().max(2000) });
export type Warning = z.infer<typeof Warning>;

/** One piece of evidence, in neutral form. */
export const Evidence = canonicalObject({
  format: z.literal(2),
  kind: EvidenceKind,
  source: canonicalObject({
    format: Line, formatVersion: Line.nullable(), tool: Line.nullable(), toolVersion: Line.nullable(),
    reader: Line, readerVersion: z.int().min(1),
    files: z.array(canonicalObject({ name: Line, digest: Digest, sizeBytes: z.int().min(0) })).min(1).max(2000),
  }),
  subject: canonicalObject({ modelName: Line.nullable(), modelVersionOrDigest: Line.nullable(), matchToArtifact: z.enum(['exact', 'asserted', 'unknown']) }),
  dataset: canonicalObject({ name: Line, split: Line.nullable(), versionOrDigest: Line.nullable(), n: z.int().min(0).nullable() }).nullable(),
  run: canonicalObject({
    startedAt: Instant.nullable(), endedAt: Instant.nullable(), timezone: z.enum(['known', 'unknown']),
    seeds: z.array(z.int()).max(1000), gitCommit: Line.nullable(), sampleLimit: z.int().nullable(),
    completeness: z.enum(['complete', 'partial', 'crashed', 'unknown']),
  }),
  results: z.array(Measurement).max(200_000),
  properties: z.array(PropertyResult).max(200_000),
  series: Series.nullable(),
  verdict: Verdict,
  verdictRaw: z.string().max(500).nullable(),
  verdictBasis: z.enum(['stated', 'computed', 'reviewer']),
  lineage: z.array(LineageItem).max(20_000),
  entries: z.array(Entry).max(50_000),
  /** What the file itself, or the release team, says that this is about: ids in the dossier or in other evidence. */
  links: canonicalObject({ hazardIds: z.array(Line).max(1000), mitigationIds: z.array(Line).max(1000), claimIds: z.array(Line).max(1000), incidentIds: z.array(Line).max(1000) }),
  /** The last day (UTC) on which the release team wants it to count; null: none was set. */
  expiresOn: Day.nullable(),
  /** Facts of the format that have no field of their own, kept as text: title, venue, algorithm, cost limit. */
  facts: z.array(canonicalObject({ name: Line, value: Prose })).max(500),
  warnings: z.array(Warning).max(2000),
});
export type Evidence = z.infer<typeof Evidence>;

/** The newest format number of evidence in neutral form. */
export const evidenceFormat = 2;

/**
 * Evidence of any format number up to {@link evidenceFormat} in today's shape, for the schema to check. Format 1 had no entries, links, expiry,
 * steps or checks of lineage, and did not say whether a tool had raised an alarm.
 */
export function upcastEvidence(value: unknown): unknown {
  if (!isRecord(value) || value['format'] !== 1) return value;
  const each = (list: unknown, added: Readonly<Record<string, unknown>>): unknown => (Array.isArray(list) ? list.map((item: unknown) => (isRecord(item) ? { ...item, ...added } : item)) : list);
  return {
    ...value, format: 2, entries: [], links: noLinks, expiresOn: null,
    results: each(value['results'], { breached: 'unknown' }), lineage: each(value['lineage'], { step: null, check: 'not-at-hand' }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export const noLinks: Evidence['links'] = { hazardIds: [], mitigationIds: [], claimIds: [], incidentIds: [] };

/** How a dossier holds one piece of evidence: the id people use, the digest of the neutral form, the raw files. */
export const EvidenceEntry = canonicalObject({
  id: ItemId,
  title: Line,
  kind: EvidenceKind,
  object: Digest,
  files: z.array(canonicalObject({ name: Line, digest: Digest, sizeBytes: z.int().min(0) })).min(1).max(2000),
});
export type EvidenceEntry = z.infer<typeof EvidenceEntry>;
