/** The privileged lane: what counsel notes for counsel. */
import { count, figure, list } from '../number.ts';

/** One stretch of the lane’s count. */
const notes = (n: number): string => count(n, 'privileged note');

export const privilegedWords = {
  /** What main's own window asks. */
  unlock: {
    title: 'Unlock privileged notes',
    lines: [
      { label: 'Opens', text: 'Notes that are sealed for you, on this machine.' },
      { label: 'Until', text: 'You lock them, nobody touches the machine for five minutes, it sleeps or is locked, or an hour has passed.' },
      { label: 'Signs', text: 'Nothing.' },
    ],
  },
  lanes: { label: 'Lane', board: 'Board', privileged: 'Privileged' },
  key: 'Board or privileged lane',
  word: 'Privileged',
  /** Said when a lane was chosen by key. */
  chosen: { board: 'Board lane. Every member of the board can read what you write.', privileged: 'Privileged lane. Only counsel can read what you write.' },
  locked: 'Locked', unlockButton: 'Unlock', lockButton: 'Lock', unlocked: 'Privileged notes are unlocked.',
  /** Above what is typed. */
  form: { title: 'New privileged note', lane: (readers: readonly string[]): string => `Privileged: sealed for ${list(readers)}. Nobody else can read it.` },
  saved: 'Privileged note sealed and saved.', highlighted: 'Highlighted, sealed.',
  by: (what: string, member: string): string => `Privileged ${what.toLowerCase()} by ${member}`,
  /** What is said of a dossier's notes to who can't open them. */
  count: (n: number): string => `${notes(n)} in this dossier. ${n === 1 ? 'It is' : 'They are'} sealed: only counsel can read ${n === 1 ? 'it' : 'them'}.`,
  countLocked: (n: number): string => (n === 0 ? 'No privileged note in this dossier.' : `${notes(n)} in this dossier.`),
  countOpen: (here: number, n: number): string => (n === 0 ? 'No privileged note in this dossier.' : `${figure(here)} of ${notes(n)} in this dossier ${here === 1 ? 'is' : 'are'} on this document.`),
  closed: (n: number): string => `${count(n, 'more note')} can’t be opened with your key: ${n === 1 ? 'it was' : 'they were'} sealed before you became counsel, or changed since.`,
  /** Beside a passage, to who doesn’t see how it is marked. */
  marked: notes,
  notPrinted: 'Privileged notes are not printed.',
} as const;
