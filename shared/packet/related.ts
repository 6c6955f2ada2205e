/**
 * What every sealed PDF says that belongs to a packet and is none itself: a copy for another reader, an addendum. Each has a statement of its
 * own, whose predicate begins with these fields, so that a reader learns in one way from any of them which packet it belongs to. None carries
 * the votes, so none ever approves anything by itself.
 */
import { z } from 'zod';
import { Outcome } from '../events/catalogue.ts';
import { BoardId, Digest, DossierId, Instant, Line, MemberId, ProductId } from '../vocabulary.ts';
import { PacketNumber, StatedFile, statementType, Subject } from './statement.ts';

/** The packet that a paper belongs to: its number, the SHA-256 and length of the bytes that were issued (what came later follows them), and the SHA-256 of its `statement.dsse.json`, whose start is its fingerprint. */
export const ParentPacket = z.strictObject({ number: PacketNumber, digest: Digest, sizeBytes: z.int().min(1), statement: Digest });
export type ParentPacket = z.infer<typeof ParentPacket>;

/** The fields that the predicate of every related paper has. */
export const relatedFields = {
  /** True for a sample board's paper, which never verifies as real (rule P-5). */
  sample: z.boolean(),
  board: z.strictObject({ id: BoardId, name: Line }),
  /** The paper's own name, for example `2026-aurora-7b-2.3-01-summary`; also its file name without `.pdf`. */
  paper: Line,
  parent: ParentPacket,
  issuedAt: Instant,
  /** Who signed this statement and the seal; `key` is the `keyid` of the envelope's one signature. */
  issuer: z.strictObject({ member: MemberId, name: Line, key: Digest }),
  dossier: DossierId,
  release: z.strictObject({ product: ProductId, name: Line, release: Line, vendor: Line }),
  revision: Digest,
  outcome: Outcome,
  /** Act digest of the decision that the packet carries. */
  decision: Digest,
  validFrom: Instant,
  validUntil: Instant,
  charter: Digest,
  /** The roster in force at the decision: digest of its payload bytes, and its place in the chain. */
  roster: z.strictObject({ digest: Digest, seq: z.int().min(0) }),
  /** The other embedded files, in their order. */
  files: z.array(StatedFile).max(20),
} as const;

/** What any related paper's predicate has, whatever else it says. */
export const RelatedPredicate = z.looseObject(relatedFields);
export type RelatedPredicate = z.infer<typeof RelatedPredicate>;

/** The frame of a related paper's statement around its own predicate: in-toto's, about the packet's artifacts. */
export function relatedStatement<T extends string, P extends z.ZodType>(predicateType: T, predicate: P) {
  return z.strictObject({ _type: z.literal(statementType), subject: z.array(Subject).min(1).max(200), predicateType: z.literal(predicateType), predicate });
}
