import { legibleText } from '../../shared/bytes/legible-text.ts';
import type { RevisionContent } from '../../shared/events/content.ts';
import type { ItemId } from '../../shared/vocabulary.ts';

/** Everything in a revision that is read on its own: hazards, evidence, documents. */
export function itemIds({ register, revision }: RevisionContent): readonly ItemId[] {
  return [...(register?.hazards ?? []), ...revision.evidence, ...revision.documents].map((item) => item.id);
}

/** `Aurora-7B 2.3`. */
export function releaseName({ revision }: RevisionContent): string {
  return legibleText(`${revision.product.name} ${revision.product.release}`);
}
