/** Words for documents, how far they were read, and the notes on them. */
import type { ReadableDocument } from '../dossier/readable.ts';
import type { DocumentEntry } from '../dossier/revision.ts';
import type { AnnotationSummary } from '../events/summary.ts';
import { count, figure, inWords, nbsp, sentenceStart } from './number.ts';

/** What kind of file a document is. */
export const mediaTypeWords = { 'text/markdown': 'Markdown', 'text/plain': 'Plain text', 'application/pdf': 'PDF' } as const satisfies Record<DocumentEntry['mediaType'], string>;

/** Why Markdown is shown as it is written. */
export const plainReasons = { 'words-lost': 'Shown as it is written: formatting would leave out some of its words.', 'too-long': 'Shown as it is written: it is too long to be formatted.' } as const satisfies Record<NonNullable<ReadableDocument['plainBecause']>, string>;

/** What the documents of a revision come to: `Two documents; one isn’t viewed yet.` */
export function documentsSentence(total: number, viewed: number): string {
  if (total === 0) return 'This revision has no documents.';
  const open = total - viewed;
  const all = `${sentenceStart(inWords(total))} ${total === 1 ? 'document' : 'documents'}`;
  if (open === 0) return `${all}, ${total === 1 ? 'viewed' : 'all viewed'}.`;
  return open === total ? `${all}, ${total === 1 ? 'not viewed yet' : 'none viewed yet'}.` : `${all}; ${inWords(open)} ${open === 1 ? 'isn’t' : 'aren’t'} viewed yet.`;
}

/** How far a document was read, from 0 to 1: `Read to 40 %`; null at its beginning. */
export function readingWords(part: number): string | null {
  if (part >= 0.995) return 'Read to the end';
  const percent = Math.round(part * 100);
  return percent === 0 ? null : `Read to ${figure(percent)}${nbsp}%`;
}

/** Notes and highlights that stand, counted apart: `2 notes, 1 highlight`; null for none. */
export function annotationCounts(annotations: readonly Pick<AnnotationSummary, 'text'>[]): string | null {
  const notes = annotations.filter(({ text }) => text !== '').length;
  const highlights = annotations.length - notes;
  const parts = [...(notes === 0 ? [] : [count(notes, 'note')]), ...(highlights === 0 ? [] : [count(highlights, 'highlight')])];
  return parts.length === 0 ? null : parts.join(', ');
}

/** What an annotation is called. */
export function annotationWord({ text }: Pick<AnnotationSummary, 'text'>): string {
  return text === '' ? 'Highlight' : 'Note';
}
