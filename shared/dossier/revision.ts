/**
 * One immutable snapshot of a dossier. Its canonical bytes name every object that belongs to it by digest, so the
 * digest of those bytes, the revision digest, fixes all of it (a Merkle tree): change one raw file and it changes.
 */
import { z } from 'zod';
import { Digest, DossierId, ItemId, Line, ProductId, Prose } from '../vocabulary.ts';
import { EvidenceEntry } from './evidence.ts';
import { Threshold } from './threshold.ts';

/** The model file or image under review. */
export const Artifact = z.strictObject({ name: Line, kind: z.enum(['file', 'oci']), digest: Digest, sizeBytes: z.int().min(0).nullable() });
export type Artifact = z.infer<typeof Artifact>;

export const DocumentEntry = z.strictObject({ id: ItemId, title: Line, mediaType: z.enum(['text/markdown', 'text/plain', 'application/pdf']), name: Line, object: Digest, sizeBytes: z.int().min(0) });
export type DocumentEntry = z.infer<typeof DocumentEntry>;

export const Revision = z.strictObject({
  format: z.literal(1),
  kind: z.literal('revision'),
  dossier: DossierId,
  product: z.strictObject({ id: ProductId, name: Line, release: Line, vendor: Line }),
  intendedUse: Prose,
  notCovered: z.array(Line).max(100),
  /** Who packed or owns the release, by member id or name: they can't vote on it (rule V-2). */
  owners: z.array(Line).max(50),
  artifacts: z.array(Artifact).min(1).max(200),
  /** The hazard register object; `root` is the RFC 6962 style Merkle root over the hazards' item digests in register order. */
  hazards: z.strictObject({ object: Digest, root: Digest, count: z.int().min(0) }),
  evidence: z.array(EvidenceEntry).max(20_000),
  documents: z.array(DocumentEntry).max(2000),
  thresholds: z.array(Threshold).max(2000),
});
export type Revision = z.infer<typeof Revision>;
