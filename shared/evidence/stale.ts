/**
 * Evidence that no longer speaks of what is reviewed: its last day is over, it judged another artifact than the revision's, or it changed
 * since the member reviewed the link that leads to it. What names no artifact isn't held against it: nothing is known.
 */
import type { Evidence } from '../dossier/evidence.ts';
import type { Artifact } from '../dossier/revision.ts';
import type { ItemId } from '../vocabulary.ts';
import type { EvidenceJudgement } from './judge.ts';

export const staleReasons = ['expired', 'other-artifact', 'suspect-link'] as const;
export type StaleReason = (typeof staleReasons)[number];

/** One piece of evidence under a hazard with why it is stale, for each reason once. */
export interface StaleEvidence { readonly evidence: ItemId; readonly reason: StaleReason }

const sha256Name = /^(?:sha-?256:)?([0-9a-f]{64})$/i;

/** Whether evidence names, by its digest, an artifact that the revision doesn't hold. A name or a version alone says nothing. */
export function judgesOtherArtifact({ subject: { modelVersionOrDigest, matchToArtifact } }: Pick<Evidence, 'subject'>, artifacts: readonly Pick<Artifact, 'digest'>[]): boolean {
  const digest = sha256Name.exec(modelVersionOrDigest?.trim() ?? '')?.[1]?.toLowerCase();
  return digest !== undefined && matchToArtifact !== 'exact' && !artifacts.some((artifact) => artifact.digest === digest);
}

/** Why each piece of a revision's evidence is stale by itself, whichever hazard it stands under; evidence that isn't stale is left out. */
export function staleByItself(evidence: readonly { readonly entry: { readonly id: ItemId }; readonly evidence: Pick<Evidence, 'subject'>; readonly judgement: Pick<EvidenceJudgement, 'expired'> }[], artifacts: readonly Pick<Artifact, 'digest'>[]): ReadonlyMap<ItemId, readonly StaleReason[]> {
  return new Map(evidence.flatMap(({ entry, evidence: piece, judgement }) => {
    const reasons: StaleReason[] = [...(judgement.expired ? (['expired'] as const) : []), ...(judgesOtherArtifact(piece, artifacts) ? (['other-artifact'] as const) : [])];
    return reasons.length === 0 ? [] : [[entry.id, reasons] as const];
  }));
}

/** What of the evidence under one hazard is stale, in the order in which the hazard names it. `suspect`: evidence whose link from this hazard is suspect. */
export function staleUnder(traced: readonly ItemId[], byItself: ReadonlyMap<ItemId, readonly StaleReason[]>, suspect: readonly ItemId[]): readonly StaleEvidence[] {
  return traced.flatMap((evidence) => [...(byItself.get(evidence) ?? []), ...(suspect.includes(evidence) ? (['suspect-link'] as const) : [])].map((reason) => ({ evidence, reason })));
}
