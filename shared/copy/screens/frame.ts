/** Words of what stays around every screen: the rail, the top bar, the status bar, the store's pill, the sheet of shortcuts, notices. */
import type { DossierTab } from '../../ipc/deep-link.ts';
import type { SyncState } from '../../ipc/contract.ts';
import type { Instant } from '../../vocabulary.ts';
import { dateTime } from '../date.ts';
import { count, figure, sentenceStart } from '../number.ts';
import { slot, type Parts } from '../parts.ts';

/** What a dossier's tabs are called. */
export const tabWords = {
  overview: 'Overview', hazards: 'Hazards', evidence: 'Evidence', trace: 'Trace', provenance: 'Provenance', incidents: 'Incidents and drift', documents: 'Documents', findings: 'Findings', votes: 'Sign-off',
  packet: 'Packet', history: 'History',
} as const satisfies Record<DossierTab, string>;

export const frameWords = {
  main: 'Main',
  skip: 'Skip to the content',
  places: { home: 'Home', dossiers: 'Dossiers', verify: 'Verify', board: 'Board', settings: 'Settings' },
  you: (name: string): string => `You are ${name}`,
  /** The window's own title. */
  title: (screen: string, board: string): string => `${screen} · ${board} · Countersign`,
  trail: 'Trail',
  back: 'Back',
  backKeys: 'Back (Alt+Left)',
  forward: 'Forward',
  forwardKeys: 'Forward (Alt+Right)',
  withKeys: (words: string, keys: string): string => `${words} (${keys})`,
  /** Stands for a finding that has no short id. */
  finding: 'Finding',
  /** What a link to the place shown leads to: `H-003 of Kestrel Drive 5.1`. */
  place: (what: string, title: string): string => `${what} of ${title}`,
  sample: 'SAMPLE',
  sampleNote: 'A sample board. What it signs never verifies as real.',
  signedInAs: (name: string, discipline: string | null): string => (discipline === null ? `Signed in as ${name}` : `Signed in as ${name}, ${discipline}`),
  lastExchange: (at: Instant): string => `Last exchange ${dateTime(at)}`,
  notices: 'Notices',
  dismiss: 'Dismiss',
} as const;

export const keySheetWords = {
  everywhere: 'Everywhere',
  title: 'Shortcuts',
  whileTyping: 'Shortcuts, also while typing',
  /** Behind its key in the status bar. */
  button: 'shortcuts',
  print: 'Print this screen',
  lettersOn: 'Single letters rest while you are typing. Settings can switch them off.',
  lettersOff: 'Single letters are switched off in Settings.',
  /** What is printed on the keys that have no sign of their own. */
  keys: { Enter: 'Enter', Escape: 'Esc', Ctrl: 'Ctrl', Alt: 'Alt', Shift: 'Shift' },
} as const;

/** Where a screen breaks. */
export const brokenWords = {
  sentence: 'This screen stopped working.',
  detail: 'The fault is ours. What was recorded is safe, and what you were writing is kept as a draft.',
  again: 'Load it again',
  report: (): Parts<'reference'> => ['If it happens again, report it with the reference ', slot('reference'), '.'],
} as const;

export const syncPillWords = {
  label: 'Sync',
  alarms: (n: number): string => `${figure(n)} to look at`,
  store: (): Parts<'store'> => ['Store: ', slot('store')],
  now: 'Sync now',
} as const;

/** What the pill says. Offline is a place to work from, not a failure. An exchange that is tried again and again leaves it as it is: only the first one is told. */
export function syncWords({ kind, waiting, lastAt, offline }: SyncState): string {
  if (kind === 'none') return 'Local only';
  if (waiting > 0) return `Local, ${figure(waiting)} to sync`;
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
