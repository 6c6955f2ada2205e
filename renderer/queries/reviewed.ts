/** Which items the member has viewed as they are now: in this revision, or unchanged in one that they viewed before. Pure. */
import { canonicalText } from '../../shared/bytes/canonical.ts';
import type { ContentOf, RevisionContent } from '../../shared/events/content.ts';
import type { Digest, ItemId } from '../../shared/vocabulary.ts';
import type { Marks } from './viewed.ts';

type Held = Pick<RevisionContent, 'revision' | 'register'>;

/** Among `items`. What isn't in the latest revision any more can't be viewed as it is. */
export function reviewedItems(items: Iterable<ItemId>, latest: Digest, content: Held, marks: Marks, contentOf: ContentOf): ReadonlySet<ItemId> {
  const here = textOf(content);
  const earlier = [...marks].filter(([revision]) => revision !== latest).flatMap(([revision, viewed]) => {
    const held = contentOf(revision);
    return held === undefined ? [] : [{ viewed, text: textOf(held) }];
  });
  const reviewed = new Set<ItemId>();
  for (const item of items) {
    if (marks.get(latest)?.has(item) === true) {
      reviewed.add(item);
      continue;
    }
    const now = here(item);
    if (now !== undefined && earlier.some(({ viewed, text }) => viewed.has(item) && text(item) === now)) reviewed.add(item);
  }
  return reviewed;
}

/** The text that an item's digest is made of. Only what is asked for is written out. */
function textOf({ revision, register }: Held): (item: ItemId) => string | undefined {
  const items = new Map([...revision.documents, ...revision.evidence, ...(register?.hazards ?? [])].map((item) => [item.id, item]));
  return (id) => {
    const item = items.get(id);
    return item === undefined ? undefined : canonicalText(item);
  };
}
