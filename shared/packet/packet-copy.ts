/**
 * Copies of a packet for other readers. The packet itself is the vendor's copy; the board's copy adds the deliberation, and the customer summary
 * leaves out all but what a customer needs. Both are sealed papers of their own that name their packet (`related.ts`) and carry no vote.
 */
import { z } from 'zod';
import { canonicalBytes } from '../bytes/canonical.ts';
import { residualSummary } from '../risk/register.ts';
import { riskSchemeOf } from '../risk/scheme.ts';
import { Choice, Line, RiskLevel } from '../vocabulary.ts';
import type { Sha256 } from '../ports.ts';
import { rosterLines, type EmbeddedFile, type PacketBasis } from './basis.ts';
import type { Deliberation } from './deliberation.ts';
import { copyFiles } from './files.ts';
import { relatedFields, relatedStatement, type ParentPacket } from './related.ts';
import { LevelCounts, StatedCondition, statementType } from './statement.ts';

/** Whom a copy is for. */
export const copyKinds = ['vendor', 'board', 'summary'] as const;
export type CopyKind = (typeof copyKinds)[number];
/** The copies that are files beside the packet. */
export const extraCopyKinds = ['board', 'summary'] as const satisfies readonly CopyKind[];
export const ExtraCopyKind = z.enum(extraCopyKinds);
export type ExtraCopyKind = z.infer<typeof ExtraCopyKind>;

/** The type of a copy's predicate. A gate that looks for a decision never takes it for one. */
export const copyPredicateType = 'urn:countersign:copy:1';

const Count = z.int().min(0);

/** What a copy says to a machine: the decision's facts in counts, under the issuer's signature alone. */
export const CopyPredicate = z.strictObject({
  format: z.literal(1),
  kind: ExtraCopyKind,
  ...relatedFields,
  /** How many votes of each choice the decision lists. */
  votes: z.strictObject({ approve: Count, 'approve-with-conditions': Count, reject: Count, abstain: Count } satisfies Record<Choice, unknown>),
  recusals: Count,
  dissents: Count,
  /** Members who could vote, votes that count, votes that the charter needs. */
  quorum: z.strictObject({ eligible: Count, counted: Count, needed: Count }),
  /** As they stood when the copy was sealed. */
  conditions: z.array(StatedCondition).max(200),
  hazards: z.strictObject({ count: Count, inherent: LevelCounts, residual: LevelCounts, highestResidual: RiskLevel.nullable() }),
  /** What the dossier says that it doesn't cover. */
  notCovered: z.array(Line).max(1000),
  withheld: Count,
});
export type CopyPredicate = z.infer<typeof CopyPredicate>;

export const CopyStatement = relatedStatement(copyPredicateType, CopyPredicate);
export type CopyStatement = z.infer<typeof CopyStatement>;

/** What a copy needs beside the basis. `deliberation`: the board's copy holds it, the summary never. */
export type CopyRequest = { readonly parent: ParentPacket } & ({ readonly kind: 'board'; readonly deliberation: Deliberation } | { readonly kind: 'summary' });

const suffixes: Record<ExtraCopyKind, string> = { board: 'board-copy', summary: 'summary' };

/** `2026-aurora-7b-2.3-01-summary`: the copy's name, and its file name without `.pdf`. */
export const copyName = ({ parent, kind }: Pick<CopyRequest, 'parent' | 'kind'>): string => `${parent.number}-${suffixes[kind]}`;

/** The files that accompany a copy's statement: a list of its own for each kind, so that nothing joins a summary by being new. */
export function copyCompanions(basis: PacketBasis, copy: CopyRequest, sha256: Sha256): EmbeddedFile[] {
  const file = (name: string, bytes: Uint8Array): EmbeddedFile => ({ name, digest: sha256(bytes), sizeBytes: bytes.length, bytes });
  const rosters = file(copyFiles.summary[1].name, rosterLines(basis));
  return copy.kind === 'summary' ? [rosters] : [rosters, file(copyFiles.board[2].name, canonicalBytes(copy.deliberation))];
}

/** The statement of a copy: field by field, and nothing that isn't named here. */
export function copyStatement(basis: PacketBasis, copy: CopyRequest, files: readonly EmbeddedFile[]): CopyStatement {
  const { revision } = basis.revision;
  const { total, inherent, residual, top } = residualSummary(basis.register.register.hazards, riskSchemeOf(basis.charter.charter));
  const votes = (choice: Choice): number => basis.votes.filter((vote) => vote.choice === choice).length;
  return {
    _type: statementType, subject: revision.artifacts.map(({ name, digest }) => ({ name, digest: { sha256: digest } })), predicateType: copyPredicateType,
    predicate: {
      format: 1, kind: copy.kind, sample: basis.board.sample, board: { id: basis.board.id, name: basis.board.name }, paper: copyName(copy), parent: copy.parent, issuedAt: basis.issuedAt,
      issuer: { member: basis.issuer.member, name: basis.issuer.name, key: basis.issuer.key }, dossier: revision.dossier,
      release: { product: revision.product.id, name: revision.product.name, release: revision.product.release, vendor: revision.product.vendor },
      revision: basis.revision.digest, outcome: basis.decision.outcome, decision: basis.decision.act, validFrom: basis.decision.validFrom, validUntil: basis.decision.validUntil,
      charter: basis.charter.digest, roster: { digest: basis.roster.digest, seq: basis.roster.seq }, files: files.map(({ name, digest, sizeBytes }) => ({ name, digest, sizeBytes })),
      votes: { approve: votes('approve'), 'approve-with-conditions': votes('approve-with-conditions'), reject: votes('reject'), abstain: votes('abstain') },
      recusals: basis.recusals.length, dissents: basis.dissents.length, quorum: { eligible: basis.quorum.eligible, counted: basis.quorum.counted, needed: basis.quorum.needed },
      conditions: basis.conditions.map((condition) => ({ ...condition })), hazards: { count: total, inherent: { ...inherent }, residual: { ...residual }, highestResidual: top },
      notCovered: [...revision.notCovered], withheld: basis.withheld,
    },
  };
}
