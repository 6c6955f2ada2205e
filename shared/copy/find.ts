/** Words of finding things: the palette, what a search brings, and the links that people pass on. */
import { figure } from './number.ts';

/** What a search brings, as the heading of its group. */
export const foundWords = {
  hazard: 'Hazards', evidence: 'Evidence', metric: 'Metrics', entry: 'Inside evidence', document: 'Documents', passage: 'In documents', note: 'Notes', finding: 'Findings', condition: 'Conditions', packet: 'Packets',
} as const;
export type FoundKind = keyof typeof foundWords;

const foundOne: Readonly<Record<FoundKind, readonly [one: string, many: string]>> = {
  hazard: ['hazard', 'hazards'], evidence: ['piece of evidence', 'pieces of evidence'], metric: ['metric', 'metrics'], entry: ['entry', 'entries'], document: ['document', 'documents'],
  passage: ['passage', 'passages'], note: ['note', 'notes'], finding: ['finding', 'findings'], condition: ['condition', 'conditions'], packet: ['packet', 'packets'],
};

/** Opens the rest of a group: `12 more hazards`, or where that isn’t all of it `55 more of 460 hazards`. */
export function moreFound(kind: FoundKind, n: number, isAll: boolean, total: number): string {
  const [one, many] = foundOne[kind];
  return isAll ? `${figure(n)} more ${n === 1 ? one : many}` : `${figure(n)} more of ${figure(total)} ${many}`;
}

/** Which part of an item the searched words are in, set before its text. */
export const foundIn = {
  effect: 'Effect: ', cause: 'Cause: ', mitigation: 'Mitigation: ', owner: 'Owner: ', note: 'Note: ', variant: 'Of ', fact: 'Stated: ', text: '', passage: '', source: 'From ',
  file: 'File: ', named: 'In the file: ', heading: 'Heading: ', quote: 'On: ', reply: 'Reply: ', resolution: 'Resolved: ', obliged: 'Who: ', clause: 'Clause: ',
} as const;
export type FoundIn = keyof typeof foundIn;

export const findWords = {
  box: 'Find anything or run a command',
  dossiers: 'Go to a dossier',
  label: 'Find anything or run a command',
  results: 'What was found',
  everywhere: 'Everywhere',
  where: 'Where to look',
  recent: 'Recent',
  dossierGroup: 'Dossiers',
  tabGroup: 'Tabs',
  commandGroup: 'Commands',
  nearest: 'No item has these words. The nearest spellings:',
  titlesOnly: 'A PDF here can’t be read: it is found by its title only.',
  lookHere: 'this dossier only',
  lookEverywhere: 'everywhere',
  move: 'to choose',
  open: 'to open',
  beside: 'beside',
  close: 'to close',
} as const;

/** Nothing fits what was typed. */
export function nothingFound(text: string, where: string | null): string {
  return `Nothing fits “${text}” ${where === null ? 'on this machine' : `in ${where}`}.`;
}

/** While the search still reads what it searches. */
export function readingWords(done: number, total: number): string {
  return total === 1 ? 'Still reading this dossier; more may be found.' : `Reading: ${figure(done)} of ${figure(total)} dossiers done; more may be found.`;
}

/** The action on the item shown. */
export function copyLinkWords(what: string): string {
  return `Copy link to ${what}`;
}

export function linkCopied(what: string): string {
  return `The link to ${what} is copied. It opens in Countersign, for members who have the dossier.`;
}

/** How grave a finding is, and that it is resolved. */
export function findingStanding(severity: string, resolved: boolean): string {
  return resolved ? `${severity}, resolved` : severity;
}

export const linkNotCopied = 'The link could not be copied.';
