import { useMemo } from 'react';
import type { Digest, ItemId } from '../../shared/vocabulary.ts';
import { useMinute } from './clock.ts';
import { homeView, type HomeView } from './home-view.ts';
import { known } from './record.ts';
import { useSession } from './session.ts';
import { useLive } from './use-live.ts';
import { marks } from './viewed.ts';

export type { HomeDossier, HomeView, SinceApproval, TopResidual } from './home-view.ts';

const none: ReadonlySet<ItemId> = new Set();

/** Where the member stands on every dossier; undefined while the record loads. */
export function useHome(): HomeView | undefined {
  const { profile: { member } } = useSession();
  const record = useLive(known);
  const read = useLive(marks);
  const at = useMinute();
  return useMemo(
    () => (record === null ? undefined : homeView({ record, member, at, viewedOf: (revision: Digest) => read.get(revision) ?? none })),
    [record, member, at, read],
  );
}
