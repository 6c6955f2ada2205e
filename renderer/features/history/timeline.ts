/** The time line: revisions as landmarks, newest first, each with what came after it was published. Pure. */
import { historyKinds, type HistoryKind } from '../../../shared/copy/history.ts';
import type { FactOf } from '../../../shared/events/fact.ts';
import type { HistoryEntry, HistoryFact } from '../../../shared/events/history.ts';
import type { Digest, DossierId } from '../../../shared/vocabulary.ts';
import { hrefOf, type DossierTab } from '../../route.ts';

export interface Era {
  readonly publication: FactOf<'revision.published/1'>;
  readonly ordinal: number;
  /** The revision published before it in the dossier; null for the first. */
  readonly before: Digest | null;
  /** What came after the publication and before the next one, newest first. */
  readonly entries: readonly HistoryEntry[];
}

/** The eras of a dossier, newest first, with the entries of one kind or of all. What came before any publication is told with the first. */
export function erasOf(entries: readonly HistoryEntry[], kind: HistoryKind | 'all'): readonly Era[] {
  const eras: { publication: FactOf<'revision.published/1'>; entries: HistoryEntry[] }[] = [];
  const early: HistoryEntry[] = [];
  for (const entry of entries) {
    if (entry.fact.type === 'revision.published/1') eras.push({ publication: entry.fact, entries: eras.length === 0 ? [...early] : [] });
    else if (kind === 'all' || historyKinds[entry.fact.type] === kind) (eras.at(-1)?.entries ?? early).push(entry);
  }
  return eras.map((era, index): Era => ({ publication: era.publication, ordinal: index + 1, before: eras[index - 1]?.publication.body.revision ?? null, entries: [...era.entries].reverse() })).reverse();
}

/** Where a fact is read: a finding in its thread, a vote on the sign-off, a packet among the packets. */
export function placeOf(fact: HistoryFact, dossier: DossierId): string {
  const at = (tab: DossierTab, item: string | null): string => hrefOf({ kind: 'dossier', dossier, tab, item });
  switch (fact.type) {
    case 'blocker.recorded/1': case 'finding.noted/1': case 'question.asked/1': return at('findings', fact.digest);
    case 'blocker.resolved/1': case 'finding.closed/1': case 'finding.assigned/1': case 'finding.answered/1': return at('findings', fact.body.finding);
    case 'packet.issued/1': return at('packet', null);
    case 'condition.discharged/1': return at('votes', fact.body.condition);
    case 'revision.published/1': return at('history', fact.digest);
    case 'vote.given/1': case 'vote.withdrawn/1': case 'recusal.declared/1': case 'decision.recorded/1': return at('votes', null);
  }
}
