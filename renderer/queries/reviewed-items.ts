import { useMemo } from 'react';
import type { RevisionContent } from '../../shared/events/content.ts';
import type { Digest, ItemId } from '../../shared/vocabulary.ts';
import { known } from './record.ts';
import { reviewedItems } from './reviewed.ts';
import { useLive } from './use-live.ts';
import { marks } from './viewed.ts';

const none: ReadonlySet<ItemId> = new Set();

/** Among `items`, those that the member has viewed as they stand in the latest revision. */
export function useReviewed(latest: Digest, content: Pick<RevisionContent, 'revision' | 'register'>, items: readonly ItemId[]): ReadonlySet<ItemId> {
  const record = useLive(known);
  const viewed = useLive(marks);
  return useMemo(() => (record === null ? none : reviewedItems(items, latest, content, viewed, record.contentOf)), [record, items, latest, content, viewed]);
}
