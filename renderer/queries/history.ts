import { useMemo } from 'react';
import { historyOf, type HistoryEntry } from '../../shared/events/history.ts';
import { baselineOf } from '../../shared/events/summary.ts';
import type { Digest, DossierId } from '../../shared/vocabulary.ts';
import { useMinute } from './clock.ts';
import { releaseName } from './item-ids.ts';
import { known } from './record.ts';
import { useLive } from './use-live.ts';

export interface History {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** The revision that the first one of this dossier is compared with: the last approved one of the product then. */
  readonly before: { readonly revision: Digest; readonly name: string } | null;
}

/** What happened on a dossier. */
export function useHistory(dossier: DossierId): History {
  const record = useLive(known);
  const at = useMinute();
  return useMemo(() => {
    if (record === null) return { entries: [], before: null };
    const { view, contentOf } = record;
    const entries = historyOf(view, dossier);
    const first = entries.find(({ fact }) => fact.type === 'revision.published/1')?.fact;
    const approved = first?.type === 'revision.published/1' ? baselineOf(view, dossier, contentOf, at, first.body.revision) : null;
    const content = approved === null ? undefined : contentOf(approved.revision);
    return { entries, before: approved === null || content === undefined || approved.dossier === dossier ? null : { revision: approved.revision, name: releaseName(content) } };
  }, [record, dossier, at]);
}
