/** The time line: revisions as landmarks, newest first, each with what came after it was published; news of the board stands where its claimed time puts it. Pure. */
import { historyKindNames, historyKinds, type HistoryKind } from '../../../shared/copy/history.ts';
import type { BoardNews } from '../../../shared/events/board-news.ts';
import type { FactOf } from '../../../shared/events/fact.ts';
import type { HistoryEntry, HistoryFact } from '../../../shared/events/history.ts';
import { spotText } from '../../../shared/ipc/spot.ts';
import type { Digest, DossierId, MemberId } from '../../../shared/vocabulary.ts';
import { hrefOf, type DossierTab } from '../../route.ts';

/** One line: a fact, or news of the board. */
export type TimelineEntry = ({ readonly kind: 'fact' } & HistoryEntry) | { readonly kind: 'news'; readonly news: BoardNews };

export interface Era {
  /** Null: what is known from before the first revision. */
  readonly publication: FactOf<'revision.published/1'> | null;
  readonly ordinal: number;
  /** The revision published before it in the dossier; null for the first. */
  readonly before: Digest | null;
  /** What came after the publication and before the next one, newest first. */
  readonly entries: readonly TimelineEntry[];
}

/** What is told: a kind or all, by one person or by everybody. */
export interface Telling { readonly kind: HistoryKind | 'all'; readonly person: MemberId | 'all' }

/** The name of an entry in an address. */
export function entryId(entry: TimelineEntry): string {
  return entry.kind === 'fact' ? entry.fact.digest : entry.news.id;
}

/** Whether an entry is told. News are by whom they are about. */
export function isTold(entry: TimelineEntry, { kind, person }: Telling): boolean {
  const own = entry.kind === 'news' ? 'board' : historyKinds[entry.fact.type];
  return (kind === 'all' || own === kind) && (person === 'all' || (entry.kind === 'news' ? entry.news.member : entry.fact.member) === person);
}

/** Facts in their order with the news between them: each before the first fact that claims a later time. Oldest first. */
export function timeline(entries: readonly HistoryEntry[], news: readonly BoardNews[]): readonly TimelineEntry[] {
  const line: TimelineEntry[] = [];
  let next = 0;
  for (const entry of entries) {
    for (let one = news[next]; one !== undefined && one.at < entry.fact.claimedAt; one = news[++next]) line.push({ kind: 'news', news: one });
    line.push({ kind: 'fact', ...entry });
  }
  return [...line, ...news.slice(next).map((one): TimelineEntry => ({ kind: 'news', news: one }))];
}

/** The eras of a dossier, newest first, with what is told. What came before any publication has one of its own, where there is such. */
export function erasOf(line: readonly TimelineEntry[], telling: Telling): readonly Era[] {
  const early: TimelineEntry[] = [];
  const eras: { publication: FactOf<'revision.published/1'>; entries: TimelineEntry[] }[] = [];
  for (const entry of line) {
    if (entry.kind === 'fact' && entry.fact.type === 'revision.published/1') eras.push({ publication: entry.fact, entries: [] });
    else if (isTold(entry, telling)) (eras.at(-1)?.entries ?? early).push(entry);
  }
  const told = eras.map((era, index): Era => ({ publication: era.publication, ordinal: index + 1, before: eras[index - 1]?.publication.body.revision ?? null, entries: [...era.entries].reverse() })).reverse();
  return early.length === 0 ? told : [...told, { publication: null, ordinal: 0, before: null, entries: [...early].reverse() }];
}

/** How many entries there are of each kind, revisions among them. */
export function kindCounts(line: readonly TimelineEntry[]): Readonly<Record<HistoryKind, number>> {
  const counts = Object.fromEntries(historyKindNames.map((kind) => [kind, 0])) as Record<HistoryKind, number>;
  for (const entry of line) counts[entry.kind === 'news' ? 'board' : historyKinds[entry.fact.type]]++;
  return counts;
}

/** Everybody who did something or of whom there is news. */
export function peopleOf(line: readonly TimelineEntry[]): readonly MemberId[] {
  return [...new Set(line.flatMap((entry) => (entry.kind === 'fact' ? [entry.fact.member] : entry.news.member === null ? [] : [entry.news.member])))];
}

/** Where a fact is read: a finding in its thread, a vote on the sign-off, a packet among the packets. `documentOf`: which document a note is on. */
export function placeOf(fact: HistoryFact, dossier: DossierId, documentOf: (annotation: Digest) => string | null): string {
  const at = (tab: DossierTab, item: string | null): string => hrefOf({ kind: 'dossier', dossier, tab, item });
  switch (fact.type) {
    case 'blocker.recorded/1': case 'finding.noted/1': case 'question.asked/1': return at('findings', fact.digest);
    case 'blocker.resolved/1': case 'finding.closed/1': case 'finding.assigned/1': case 'finding.answered/1': return at('findings', fact.body.finding);
    case 'packet.issued/1': case 'packet.countersigned/1': case 'addendum.issued/1': case 'copy.issued/1': case 'packet.superseded/1': case 'packet.revoked/1': return at('packet', null);
    case 'condition.discharged/1': return at('votes', fact.body.condition);
    case 'revision.published/1': return at('history', fact.digest);
    case 'vote.given/1': case 'vote.withdrawn/1': case 'recusal.declared/1': case 'decision.recorded/1': return at('votes', null);
    case 'hazard.scored/1': case 'score.agreed/1': return at('hazards', fact.body.item);
    case 'annotation.made/1': return hrefOf({ kind: 'dossier', dossier, tab: 'documents', item: fact.body.item, spot: spotText({ kind: 'note', annotation: fact.digest }) });
    case 'annotation.withdrawn/1': return at('documents', documentOf(fact.body.annotation));
    // Which document is sealed with the rest.
    case 'privileged.noted/1': case 'privileged.withdrawn/1': return at('documents', null);
    case 'meeting.called/1': case 'meeting.cancelled/1': return hrefOf({ kind: 'home' });
  }
}

/** Where news of the board are read. */
export const boardPlace = hrefOf({ kind: 'board' });
