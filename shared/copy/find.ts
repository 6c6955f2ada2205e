/** Words of finding things: the palette, what a search brings, and the links that people pass on. */
import { count, figure } from './number.ts';

/** What a search brings, as the heading of its group. */
export const foundWords = {
  hazard: 'Hazards', evidence: 'Evidence', metric: 'Metrics', entry: 'Inside evidence', document: 'Documents', finding: 'Findings',
} as const;
export type FoundKind = keyof typeof foundWords;

const foundOne: Readonly<Record<FoundKind, readonly [one: string, many: string]>> = {
  hazard: ['hazard', 'hazards'], evidence: ['piece of evidence', 'pieces of evidence'], metric: ['metric', 'metrics'], entry: ['entry', 'entries'], document: ['document', 'documents'], finding: ['finding', 'findings'],
};

/** Opens the rest of a group: `12 more hazards`. */
export function moreFound(kind: FoundKind, n: number): string {
  const [one, many] = foundOne[kind];
  return `${figure(n)} more ${n === 1 ? one : many}`;
}

/** Which part of an item the searched words are in, set before its text. */
export const foundIn = {
  effect: 'Effect: ', cause: 'Cause: ', mitigation: 'Mitigation: ', owner: 'Owner: ', note: 'Note: ', variant: 'Of ', fact: 'Stated: ', text: '', passage: '', source: 'From ',
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
  titlesOnly: 'A PDF is found by its title only.',
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

/** Said to those who don’t see the list, each time that it changes. */
export function foundSentence(n: number): string {
  return n === 0 ? 'Nothing fits.' : `${count(n, 'result')}.`;
}

/** While the search still reads what it searches. */
export function readingWords(done: number, total: number): string {
  return total === 1 ? 'Still reading this dossier; more may be found.' : `Read ${figure(done)} of ${figure(total)} dossiers; more may be found.`;
}

/** What the search leaves out of a very large dossier. */
export function cutWords(most: number): string {
  return `Of a dossier, the first ${figure(most)} items are searched.`;
}

/** The action on the item shown. */
export function copyLinkWords(what: string): string {
  return `Copy link to ${what}`;
}

export function linkCopied(what: string): string {
  return `The link to ${what} is copied. It opens in Countersign, for members who have the dossier.`;
}

export const linkNotCopied = 'The link could not be copied.';
