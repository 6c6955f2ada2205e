/** How the profile stands to its store, in words. Offline is a place to work from, not a failure. */
import { dateTime } from '../../shared/copy/date.ts';
import { count, sentenceStart } from '../../shared/copy/number.ts';
import type { SyncState } from '../../shared/ipc/contract.ts';

/** What the pill says. An exchange that is tried again and again leaves it as it is: only the first one is told. */
export function syncWords({ kind, waiting, lastAt, offline }: SyncState): string {
  if (kind === 'none') return 'Local only';
  if (waiting > 0) return `Local, ${waiting} to sync`;
  if (kind === 'offline' || offline !== null) return 'Local, nothing to sync';
  return kind === 'running' && lastAt === null ? 'Syncing' : 'In sync';
}

/** The same in a sentence or two. */
export function syncSentence({ kind, waiting, lastAt }: SyncState): string {
  const own = waiting === 0 ? 'Everything you did is in the store.' : `${sentenceStart(count(waiting, 'event'))} of yours ${waiting === 1 ? 'is' : 'are'} kept on this machine until the next exchange.`;
  const last = lastAt === null ? 'There was no exchange yet.' : `Last exchange ${dateTime(lastAt)}.`;
  switch (kind) {
    case 'none': return 'This profile has no store: everything stays on this machine.';
    case 'running': return 'An exchange with the store is under way.';
    case 'offline': return `${waiting === 0 ? 'You can go on working.' : own} ${last}`;
    case 'idle': return `${own} ${last}`;
  }
}
