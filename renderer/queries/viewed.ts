/** What the member has looked at: a local mark of this machine, no part of the record. */
import { useCallback } from 'react';
import type { Digest, ItemId } from '../../shared/vocabulary.ts';
import { ask, askOrTell } from '../bridge/client.ts';
import { live } from '../bridge/live.ts';
import { tell } from '../bridge/notice.ts';
import { useLive } from './use-live.ts';

export type Marks = ReadonlyMap<Digest, ReadonlySet<ItemId>>;

/** Read-marks by revision. */
export const marks = live<Marks>(new Map());
const none: ReadonlySet<ItemId> = new Set();

/** Reads the marks of the profile that was opened. */
export async function readViewed(): Promise<void> {
  const reply = await ask('viewed.read', {});
  if (reply.ok) marks.set(new Map(Object.entries(reply.value).map(([revision, items]) => [revision as Digest, new Set(items)])));
  else tell(reply.trouble);
}

/** The items of a revision that the member has viewed, and how to mark more. */
export function useViewed(revision: Digest): { readonly viewed: ReadonlySet<ItemId>; readonly mark: (items: readonly ItemId[]) => void } {
  const viewed = useLive(marks).get(revision) ?? none;
  return { viewed, mark: useCallback((items: readonly ItemId[]) => mark(revision, items), [revision]) };
}

function mark(revision: Digest, items: readonly ItemId[]): void {
  const before = marks.get().get(revision) ?? none;
  const fresh = items.filter((item) => !before.has(item));
  if (fresh.length === 0) return;
  marks.set(new Map(marks.get()).set(revision, new Set([...before, ...fresh])));
  void askOrTell('viewed.mark', { revision, items: fresh });
}
