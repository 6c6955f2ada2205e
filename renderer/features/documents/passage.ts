/** The reading cursor: a stop of the document, and the passage in it that is chosen. Pure. */
import type { TextRange } from '../../../shared/annotation/anchor.ts';
import type { ReadableDocument } from '../../../shared/dossier/readable.ts';

export interface Cursor {
  readonly stop: number;
  /** Null: nothing is chosen, the whole stop is meant. */
  readonly passage: TextRange | null;
}

export type Move = 'next-stop' | 'previous-stop' | 'first-stop' | 'last-stop' | 'next-sentence' | 'previous-sentence' | 'longer' | 'shorter' | 'down' | 'up' | 'clear';

/** What the arrow keys do. Shift makes the passage longer or shorter, by a word or by a stop. */
export function moveOf({ key, shiftKey, ctrlKey, altKey, metaKey }: { readonly key: string; readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly altKey: boolean; readonly metaKey: boolean }): Move | null {
  if (ctrlKey || altKey || metaKey) return null;
  const moves: Readonly<Record<string, readonly [Move, Move | null]>> = {
    ArrowDown: ['next-stop', 'down'], ArrowUp: ['previous-stop', 'up'], ArrowRight: ['next-sentence', 'longer'], ArrowLeft: ['previous-sentence', 'shorter'],
    Home: ['first-stop', null], End: ['last-stop', null], Escape: ['clear', null],
  };
  return moves[key]?.[shiftKey ? 1 : 0] ?? null;
}

/** Where a move leads. At either end of the document it stays. */
export function moved(document: ReadableDocument, cursor: Cursor, move: Move): Cursor {
  const last = document.stops.length - 1;
  const at = (stop: number): Cursor => ({ stop: Math.max(0, Math.min(last, stop)), passage: null });
  switch (move) {
    case 'next-stop': return at(cursor.stop + 1);
    case 'previous-stop': return at(cursor.stop - 1);
    case 'first-stop': return at(0);
    case 'last-stop': return at(last);
    case 'clear': return { ...cursor, passage: null };
    case 'next-sentence': return sentence(document, cursor, 1);
    case 'previous-sentence': return sentence(document, cursor, -1);
    case 'longer': case 'shorter': return stretched(document, cursor, wordEnds(document, cursor), move === 'longer' ? 1 : -1);
    case 'down': case 'up': return stretched(document, cursor, document.stops.map(({ end }) => end), move === 'down' ? 1 : -1);
  }
}

/** The passage meant: what is chosen, or the whole stop; null for an empty one. */
export function passageOf(document: ReadableDocument, { stop, passage }: Cursor): TextRange | null {
  const range = passage ?? document.stops[stop];
  return range === undefined || document.text.slice(range.start, range.end).trim() === '' ? null : range;
}

/** The stop that holds a place of the plain text. */
export function stopAt({ stops }: ReadableDocument, place: number): number {
  let [low, high] = [0, stops.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stops[middle]!.start <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The range made to begin and to end with whole words, without the space around them; null for nothing but space. What a mouse selects is seldom exact. */
export function wholeWords({ text }: ReadableDocument, range: TextRange): TextRange | null {
  const isWord = (index: number): boolean => /[\p{L}\p{N}]/u.test(text[index] ?? ' ');
  let { start, end } = range;
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  if (start === end) return null;
  while (start > 0 && isWord(start) && isWord(start - 1)) start--;
  while (end < text.length && isWord(end - 1) && isWord(end)) end++;
  return { start, end };
}

const sentenceBreaks = new Intl.Segmenter('en', { granularity: 'sentence' });
const wordBreaks = new Intl.Segmenter('en', { granularity: 'word' });

/** The sentences of a stop, without the space around them. */
export function sentencesOf(document: ReadableDocument, stop: number): readonly TextRange[] {
  const range = document.stops[stop];
  if (range === undefined) return [];
  return [...sentenceBreaks.segment(document.text.slice(range.start, range.end))].flatMap(({ segment, index }) => {
    const words = segment.trim();
    const start = range.start + index + segment.indexOf(words);
    return words === '' ? [] : [{ start, end: start + words.length }];
  });
}

function sentence(document: ReadableDocument, { stop, passage }: Cursor, by: 1 | -1): Cursor {
  for (let at = stop; at >= 0 && at < document.stops.length; at += by) {
    const sentences = sentencesOf(document, at);
    const found = passage === null ? sentences.at(by === 1 ? 0 : -1) : by === 1 ? sentences.find(({ start }) => start > passage.start) : sentences.findLast(({ start }) => start < passage.start);
    if (found !== undefined) return { stop: at, passage: found };
  }
  return { stop, passage };
}

/** Moves the end of the passage to the next of those places, or to the one before; never to its start. */
function stretched(document: ReadableDocument, cursor: Cursor, ends: readonly number[], by: 1 | -1): Cursor {
  const range = document.stops[cursor.stop];
  if (range === undefined) return cursor;
  const passage = cursor.passage ?? (by === 1 ? { start: range.start, end: range.start } : range);
  const end = by === 1 ? ends.find((place) => place > passage.end) : ends.findLast((place) => place < passage.end && place > passage.start);
  return end === undefined ? cursor : { ...cursor, passage: { start: passage.start, end } };
}

/** Longer than any word, and than what may stand between two. */
const ahead = 2_000;

/** Where words end in the passage, or in the stop, and a little beyond: a document can have millions. */
function wordEnds({ text, stops }: ReadableDocument, { stop, passage }: Cursor): readonly number[] {
  const { start, end } = passage ?? stops[stop] ?? { start: 0, end: 0 };
  return [...wordBreaks.segment(text.slice(start, end + ahead))].flatMap(({ segment, index, isWordLike }) => (isWordLike === true ? [start + index + segment.length] : []));
}
