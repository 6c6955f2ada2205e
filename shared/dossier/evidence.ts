/** The one model that every evidence format maps onto. Raw bytes are always kept beside it. */
import { z } from 'zod';
import { Digest, Instant, ItemId, Line, Prose } from '../vocabulary.ts';

export const evidenceKinds = ['verification', 'benchmark', 'evaluation', 'redteam', 'drift', 'provenance', 'incident', 'model-card', 'bom', 'ci', 'argument', 'design'] as const;
export const EvidenceKind = z.enum(evidenceKinds);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

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
export const Measurement = z.strictObject({
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
  threshold: z.strictObject({ value: z.number(), op: Comparison }).nullable(),
});
export type Measurement = z.infer<typeof Measurement>;

/** One checked property: verification evidence holds many. `polarity` says whether the file states the safe behaviour or its negation; it is never guessed. */
export const PropertyResult = z.strictObject({
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
export const Series = z.strictObject({ x: Line, columns: z.array(Line).max(20), rows: z.array(z.array(z.number().nullable())).max(20_000) });
export type Series = z.infer<typeof Series>;

export const Warning = z.strictObject({ code: Line, place: z.string().max(500), text: z.string().max(2000) });
export type Warning = z.infer<typeof Warning>;

/** One piece of evidence, in neutral form. */
export const Evidence = z.strictObject({
  format: z.literal(1),
  kind: EvidenceKind,
  source: z.strictObject({
    format: Line, formatVersion: Line.nullable(), tool: Line.nullable(), toolVersion: Line.nullable(),
    reader: Line, readerVersion: z.int().min(1),
    files: z.array(z.strictObject({ name: Line, digest: Digest, sizeBytes: z.int().min(0) })).min(1).max(2000),
  }),
  subject: z.strictObject({ modelName: Line.nullable(), modelVersionOrDigest: Line.nullable(), matchToArtifact: z.enum(['exact', 'asserted', 'unknown']) }),
  dataset: z.strictObject({ name: Line, split: Line.nullable(), versionOrDigest: Line.nullable(), n: z.int().min(0).nullable() }).nullable(),
  run: z.strictObject({
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
  lineage: z.array(z.strictObject({ path: Line, hashAlgorithm: Line, hash: Line, sizeBytes: z.int().nullable(), role: z.enum(['in', 'out', 'param']) })).max(10_000),
  /** Facts of the format that have no field of their own, kept as text: title, venue, algorithm, cost limit. */
  facts: z.array(z.strictObject({ name: Line, value: Prose })).max(500),
  warnings: z.array(Warning).max(2000),
});
export type Evidence = z.infer<typeof Evidence>;

/** How a dossier holds one piece of evidence: the id people use, the digest of the neutral form, the raw files. */
export const EvidenceEntry = z.strictObject({
  id: ItemId,
  title: Line,
  kind: EvidenceKind,
  object: Digest,
  files: z.array(z.strictObject({ name: Line, digest: Digest, sizeBytes: z.int().min(0) })).min(1).max(2000),
});
export type EvidenceEntry = z.infer<typeof EvidenceEntry>;
