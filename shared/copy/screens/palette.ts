/** The palette: what can be typed, what was found where, and what to do where nothing was. */
import { count, figure } from '../number.ts';

export const paletteWords = {
  tags: 'Tags',
  people: 'People',
  meetings: 'Meetings',
  /** How much of a kind was found, beside its heading. */
  total: (n: number): string => figure(n),
  /** How much a tag or a person completes. */
  uses: (n: number): string => count(n, 'note or finding', 'notes and findings'),
  taggedUses: (n: number): string => count(n, 'note'),
  /** Beside a note that only counsel reads. */
  lanes: { board: 'Board lane', privileged: 'Privileged' },
  page: (page: number): string => `page ${figure(page)}`,
  packetTitle: (number: string): string => `Packet ${number}`,
  conditionDue: (day: string): string => `Due ${day}`,
  highlight: 'Highlight',
  writtenBy: (name: string): string => `by ${name}`,
  /** Hints under the empty field. */
  signs: [
    { sign: '>', words: 'commands' }, { sign: '#', words: 'tags' }, { sign: '@', words: 'people' }, { sign: '“ ”', words: 'exact words' },
  ],
  /** Said to those who don’t see the list. */
  results: (n: number, kinds: number): string => (n === 0 ? 'Nothing fits.' : kinds < 2 ? `${count(n, 'result')}.` : `${count(n, 'result')} in ${figure(kinds)} groups.`),
  /** What was looked through, where nothing fits. */
  searched: 'Searched: hazards, evidence and what is in it, documents, notes and their tags, findings, conditions, packets. Not searched: privileged notes, which are filtered beside their document.',
  elsewhere: 'Look further',
  lookEverywhere: 'Look everywhere',
  lookEarlier: 'Look in earlier revisions too',
  earlierRevision: (ordinal: number): string => `revision ${figure(ordinal)}, not the latest`,
  failed: 'The search stopped working. Places and commands are still found; start Countersign again for the rest.',
  cut: 'This board holds more than can be searched at once: some of it is left out.',
} as const;
