/** What the entries of a piece of evidence come to: how many stand how, and which to look at first. */
import type { Entry, EntryState } from '../dossier/evidence.ts';

/** How many entries stand how; `unstated` are those of which the file says nothing. */
export type EntryCounts = Readonly<Record<EntryState | 'unstated' | 'total', number>>;

export function countEntries(entries: readonly Entry[]): EntryCounts {
  const counts: Record<EntryState | 'unstated' | 'total', number> = { total: entries.length, passed: 0, failed: 0, error: 0, skipped: 0, gap: 0, open: 0, closed: 0, unstated: 0 };
  for (const { state } of entries) counts[state ?? 'unstated'] += 1;
  return counts;
}

/** Entries that somebody has to look at: failed, unfinished, left open by the file, or not closed yet. */
export function openEntries({ failed, error, gap, open }: EntryCounts): number {
  return failed + error + gap + open;
}

const gravity: Readonly<Record<EntryState | 'unstated', number>> = { failed: 0, error: 1, gap: 2, open: 3, skipped: 4, unstated: 5, closed: 6, passed: 7 };

/** How grave an entry's state is, the gravest 0; `open` ones are below {@link firstSettled}. */
export const graveness = ({ state }: Pick<Entry, 'state'>): number => gravity[state ?? 'unstated'];
export const firstSettled = gravity.skipped;

/** The gravest first; within one state as the file has them. */
export function byGravity(entries: readonly Entry[]): readonly Entry[] {
  return entries.map((entry, index) => ({ entry, index })).sort((a, b) => graveness(a.entry) - graveness(b.entry) || a.index - b.index).map(({ entry }) => entry);
}
