/** The documents tab: its list, a document to read, finding in it, the pages of a PDF, and the notes beside it. */
import { count, figure, nbsp } from '../number.ts';

/** What is left of a passage that is too long to be quoted whole. */
const gap = ' … ';

export const documentsWords = {
  group: 'Documents', pdfGroup: 'Pages of a PDF',
  keys: {
    highlight: 'Highlight the passage', note: 'Write a note on the passage', next: 'Next note', previous: 'Previous note', find: 'Find in this document',
    larger: 'Larger pages', smaller: 'Smaller pages', width: 'Pages as wide as the window', page: 'Go to a page', link: 'Follow or copy the link in the paragraph',
  },
  list: {
    label: 'Documents',
    empty: 'A release team adds documents in the dossier’s folder, under “documents”.',
    opening: (id: string): string => `Opening ${id}…`,
    /** Under a title: `D-1, Markdown, 3 kB`. */
    about: (id: string, kind: string, size: string): string => `${id}, ${kind}, ${size}`,
    /** `reading` null: viewed, and nothing is known of how far. */
    viewed: (reading: string | null, changed: boolean): string => `${reading ?? 'Viewed'}${changed ? ', changed' : ''}`,
    notViewed: (changed: boolean): string => `Not viewed${changed ? ', changed' : ''}`,
  },
  outline: { title: 'Outline', untitled: 'Untitled' },
  head: {
    label: (id: string): string => `Document ${id}`,
    finding: 'Record finding', save: 'Save document', saveRaw: 'Save raw file',
    saved: (name: string): string => `Saved as ${name}.`,
  },
  tools: {
    label: 'Reading', highlight: 'Highlight', note: 'Write a note',
    onStop: 'on the paragraph, or on what you choose', onPassage: 'on the passage chosen',
    chosen: (passage: string): string => `Chosen: ${passage}`,
    highlighted: 'Highlighted.', noteSaved: 'Note saved.', twice: 'You have highlighted this passage.',
    withdrawn: (what: string): string => `${what} withdrawn.`,
    moved: 'These words are not in this revision any more. This is where they were.',
  },
  text: {
    label: (id: string): string => `Text of ${id}. Arrow keys move by paragraph and by sentence.`,
    empty: 'This document is empty.',
    /** What the keys under the text do, each behind its own. */
    hints: { paragraph: 'paragraph', sentence: 'sentence', longer: 'longer or shorter', notes: 'its notes', shift: 'Shift', enter: 'Enter' },
  },
  find: {
    label: 'Find in this document', previous: 'Previous place', next: 'Next place', none: 'Not found',
    found: (total: number, isCut: boolean): string => `${all(total, isCut)} found`,
    at: (at: number, total: number, isCut: boolean): string => `${figure(at)} of ${all(total, isCut)}`,
  },
  pdf: {
    frame: (id: string): string => `Pages of ${id}`,
    label: (id: string): string => `Pages of ${id}. Arrow keys move by paragraph and by sentence.`,
    page: 'Page', of: (pages: number): string => `of ${figure(pages)}`,
    zoom: 'Size of the pages', smaller: 'Smaller', larger: 'Larger', width: 'Fit width',
    /** What a scale of 1 is called: `100 %`. */
    percent: (scale: number): string => `${figure(Math.round(scale * 100))}${nbsp}%`,
    reading: (page: number, pages: number): string => `Reading page ${figure(page)} of ${figure(pages)}`,
    /** A scan, say: there is nothing to find, to choose or to hear. */
    noText: 'This PDF has pictures of pages, and no text in them. Nothing in it can be found or annotated here.',
    waits: 'Notes on pages that are still being read appear with them.',
    opening: 'Opening the PDF in a frame of its own…',
    copied: (address: string): string => `Copied, not opened: ${address}`,
    noLink: 'There is no link in this paragraph.',
  },
  notes: {
    label: (id: string): string => `Notes on ${id}`,
    title: 'Notes', filter: 'Filter notes by words, tags or author', filterHint: 'Words, #tags, author',
    none: 'No note yet. Choose a passage, then highlight it or write a note.', noneFits: 'No note fits.',
    chosen: 'Passage chosen',
    orphans: 'Orphans',
    /** Above the notes whose words are gone. */
    lost: (notes: number): string => `${count(notes, 'note')} without ${notes === 1 ? 'its' : 'their'} passage`,
    lostWhy: (notes: number): string => (notes === 1 ? 'The words it quotes are not in this revision any more. It is kept (rule A-2).' : 'The words they quote are not in this revision any more. They are kept (rule A-2).'),
    goneDocument: (item: string): string => `on ${item}, which is gone`,
    withdrawn: (notes: number): string => `${figure(notes)} withdrawn`,
    by: (what: string, member: string): string => `${what} by ${member}`,
    /** Under a note: who, when, and what is special about it. */
    line: ({ isHighlight, member, day, ordinal, where, withdrawnDay }: { readonly isHighlight: boolean; readonly member: string; readonly day: string; readonly ordinal: number | null; readonly where: string | null; readonly withdrawnDay: string | null }): string => [
      isHighlight ? `Highlighted by ${member}` : member, day, ...(ordinal === null ? [] : [`on revision ${figure(ordinal)}`]), ...(where === null ? [] : [where]), ...(withdrawnDay === null ? [] : [`withdrawn ${withdrawnDay}`]),
    ].join(', '),
    go: 'Go to passage', withdraw: 'Withdraw', withdrawSure: { Note: 'Withdraw this note', Highlight: 'Withdraw this highlight' } as Readonly<Record<string, string>>, keep: 'Keep',
  },
  form: {
    title: 'New note', lane: 'Board lane: every member of the board can read it.',
    gone: 'This passage is not in the document any more. Copy what you wrote, or choose another passage.',
    text: 'Note', missing: 'Write the note, or only highlight the passage.', tags: 'Tags', tagsHint: 'commas between them', save: 'Save note', discard: 'Discard',
    tooLong: (longest: number): string => `A note takes a passage of at most ${figure(longest)} characters. Choose a shorter one.`,
  },
  /** Stands before what a picture is called. */
  image: 'Image: ',
  /** A passage with its middle left out. */
  excerpt: (start: string, end: string): string => `${start}${gap}${end}`,
} as const;

function all(total: number, isCut: boolean): string {
  return isCut ? `${figure(total)} or more` : figure(total);
}
