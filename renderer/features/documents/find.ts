/** Finding words in a document. Pure. */
import type { TextRange } from '../../../shared/annotation/anchor.ts';

/** More than anybody steps through. */
export const mostFound = 1_000;

/** Where the words stand in the text, capitals or not, in order; as they are typed, any space for any other. */
export function found(text: string, words: string): readonly TextRange[] {
  const typed = words.trim();
  if (typed === '') return [];
  const pattern = new RegExp(typed.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&').replace(/\s+/g, '\\s+'), 'giu');
  const ranges: TextRange[] = [];
  for (const match of text.matchAll(pattern)) {
    if (ranges.length === mostFound) break;
    ranges.push({ start: match.index, end: match.index + match[0].length });
  }
  return ranges;
}

/** Which of the ranges is the next one from a place, round the end; null where there is none. */
export function foundFrom(ranges: readonly TextRange[], place: number, by: 1 | -1): number | null {
  if (ranges.length === 0) return null;
  const at = by === 1 ? ranges.findIndex(({ start }) => start > place) : ranges.findLastIndex(({ start }) => start < place);
  return at >= 0 ? at : by === 1 ? 0 : ranges.length - 1;
}
