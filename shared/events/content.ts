/** What the rules need to know about a revision's content. The caller loads it by digest; absent content makes answers fail closed. */
import type { HazardRegister } from '../dossier/hazard.ts';
import { itemDigest } from '../dossier/revision-tree.ts';
import type { Revision } from '../dossier/revision.ts';
import type { Sha256 } from '../ports.ts';
import { residualSummary } from '../risk/register.ts';
import { fmeaScheme, riskSchemeOf, type RiskRules } from '../risk/scheme.ts';
import type { Digest, ItemId, RiskLevel } from '../vocabulary.ts';

export interface RevisionContent {
  readonly revision: Revision;
  /** Null while the register isn't on this machine. */
  readonly register: HazardRegister | null;
  /** Highest residual level in the register by Countersign's own table, {@link highestResidualUnder} has a board's; null: it has no hazards; 'unknown': the register isn't here. */
  readonly highestResidual: RiskLevel | null | 'unknown';
}

/** Looks up loaded content by revision digest; undefined: not on this machine. */
export type ContentOf = (revision: Digest) => RevisionContent | undefined;

/** The highest residual level as a charter counts levels; fails closed as `highestResidual` does. */
export function highestResidualUnder(charter: RiskRules, content: RevisionContent | undefined): RevisionContent['highestResidual'] {
  const scheme = riskSchemeOf(charter);
  if (content === undefined) return 'unknown';
  return scheme === fmeaScheme || content.register === null ? content.highestResidual : residualSummary(content.register.hazards, scheme).top;
}

/** Content from an opened revision. The caller has checked that both belong to the digest it files them under. */
export function readContent(revision: Revision, register: HazardRegister | null): RevisionContent {
  return { revision, register, highestResidual: register === null ? 'unknown' : residualSummary(register.hazards).top };
}

/** Digest of a hazard as it stands in the revision; undefined: no such hazard, or the register isn't here. */
export function digestOfHazard({ register }: RevisionContent, id: ItemId, sha256: Sha256): Digest | undefined {
  const hazard = register?.hazards.find((candidate) => candidate.id === id);
  return hazard === undefined ? undefined : itemDigest(hazard, sha256);
}

/** Digest of an item as it stands in the revision, a mitigation by the hazard that holds it; undefined: no such item. */
export function digestOfItem(content: RevisionContent, id: ItemId, sha256: Sha256): Digest | undefined {
  const item = content.register?.hazards.find((hazard) => hazard.id === id || hazard.mitigations.some((mitigation) => mitigation.id === id))
    ?? content.revision.evidence.find((entry) => entry.id === id)
    ?? content.revision.documents.find((entry) => entry.id === id);
  return item === undefined ? undefined : itemDigest(item, sha256);
}
