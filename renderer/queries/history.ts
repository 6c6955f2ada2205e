import { useMemo } from 'react';
import { boardNews, type BoardNews } from '../../shared/events/board-news.ts';
import { historyOf, type HistoryEntry } from '../../shared/events/history.ts';
import { meetingsOf } from '../../shared/events/meeting.ts';
import { issuedNumber } from '../../shared/events/packet-standing.ts';
import { baselineOf } from '../../shared/events/summary.ts';
import type { Digest, DossierId, MeetingId } from '../../shared/vocabulary.ts';
import { useMinute } from './clock.ts';
import { releaseName } from './item-ids.ts';
import { known } from './record.ts';
import { useLive } from './use-live.ts';

export interface History {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** What happened to the board itself, oldest first. */
  readonly news: readonly BoardNews[];
  /** Facts of types that this version doesn't know, of the whole board. */
  readonly unknown: number;
  readonly meetingTitleOf: (meeting: MeetingId) => string;
  readonly packetNumberOf: (packet: Digest) => string;
  /** The revision that the first one of this dossier is compared with: the last approved one of the product then. */
  readonly before: { readonly revision: Digest; readonly name: string } | null;
}

const nothing: History = { entries: [], news: [], unknown: 0, meetingTitleOf: (id) => id, packetNumberOf: (packet) => packet, before: null };

/** What happened on a dossier. */
export function useHistory(dossier: DossierId): History {
  const record = useLive(known);
  const at = useMinute();
  return useMemo((): History => {
    if (record === null) return nothing;
    const { view, contentOf } = record;
    const entries = historyOf(view, dossier);
    const first = entries.find(({ fact }) => fact.type === 'revision.published/1')?.fact;
    const approved = first?.type === 'revision.published/1' ? baselineOf(view, dossier, contentOf, at, first.body.revision) : null;
    const content = approved === null ? undefined : contentOf(approved.revision);
    const meetings = meetingsOf(view);
    return { entries, news: boardNews(view), unknown: view.state.unknown.size, meetingTitleOf: (id) => meetings.find(({ meeting }) => meeting === id)?.title ?? id, packetNumberOf: issuedNumber(view.state), before: approved === null || content === undefined || approved.dossier === dossier ? null : { revision: approved.revision, name: releaseName(content) } };
  }, [record, dossier, at]);
}
