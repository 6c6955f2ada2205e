/** Which items of a revision differ from an earlier one: the count behind "since the last approval". */
import { canonicalText } from '../../shared/bytes/canonical.ts';
import type { RevisionContent } from '../../shared/events/content.ts';
import type { ItemId } from '../../shared/vocabulary.ts';

type Compared = Pick<RevisionContent, 'revision' | 'register'>;

/** Hazards, evidence and documents that were added, taken out, or are not what they were. By kind in that order, then by id. */
export function changedItems(before: Compared, after: Compared): readonly ItemId[] {
  return [
    ...changed(before.register?.hazards ?? [], after.register?.hazards ?? []),
    ...changed(before.revision.evidence, after.revision.evidence),
    ...changed(before.revision.documents, after.revision.documents),
  ];
}

function changed<T extends { readonly id: ItemId }>(before: readonly T[], after: readonly T[]): readonly ItemId[] {
  const was = new Map(before.map((item) => [item.id, canonicalText(item)]));
  const is = new Map(after.map((item) => [item.id, canonicalText(item)]));
  return [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id)).sort();
}
