/**
 * Where an annotation sits in a document, after the W3C Web Annotation model: the passage quoted with what stands before and behind it
 * (TextQuoteSelector), and its place (TextPositionSelector), in UTF-16 units of the document's plain text. The quote is what counts: the
 * place only tells apart what is quoted alike.
 */
import { z } from 'zod';

/** How much of the text on either side is kept, in UTF-16 units. */
export const contextLength = 32;
/** The longest passage that can be annotated. */
export const longestPassage = 10_000;

/** A passage of a text: from `start` up to, not including, `end`. */
export interface TextRange { readonly start: number; readonly end: number }

export const Anchor = z.strictObject({
  quote: z.strictObject({ exact: z.string().min(1).max(longestPassage), prefix: z.string().max(contextLength), suffix: z.string().max(contextLength) }),
  position: z.strictObject({ start: z.int().min(0), end: z.int().min(1) }),
}).refine(({ quote, position }) => position.end - position.start === quote.exact.length, 'a place as long as its quote');
export type Anchor = z.infer<typeof Anchor>;

/** The anchor of a passage of the text; null for one that is empty, too long or not in the text. A pair of surrogates is never cut in two. */
export function makeAnchor(text: string, range: TextRange): Anchor | null {
  const start = whole(text, range.start, -1);
  const end = whole(text, range.end, 1);
  if (start < 0 || end > text.length || end <= start || end - start > longestPassage) return null;
  return {
    quote: { exact: text.slice(start, end), prefix: text.slice(whole(text, Math.max(0, start - contextLength), 1), start), suffix: text.slice(end, whole(text, Math.min(text.length, end + contextLength), -1)) },
    position: { start, end },
  };
}

/**
 * Where the anchor's passage is in the text: at its place if nothing moved, else where the quote stands in the context that agrees best;
 * null where neither is convincing. What is found always reads exactly as quoted.
 */
export function resolveAnchor(text: string, { quote, position }: Anchor): TextRange | null {
  const exact = quote.exact;
  if (exact === '') return null;
  const at = (start: number): TextRange => ({ start, end: start + exact.length });
  if (text.startsWith(exact, position.start) && agreement(text, at(position.start), quote).whole === 2) return at(position.start);
  let best: { readonly start: number; readonly score: number; readonly distance: number } | null = null;
  let occurrences = 0;
  let convincing = 0;
  for (let start = text.indexOf(exact); start >= 0; start = text.indexOf(exact, start + 1)) {
    occurrences++;
    const { score, whole: sides } = agreement(text, at(start), quote);
    if (sides > 0 || score >= 0.5) convincing++;
    const distance = Math.abs(start - position.start);
    // An agreement of a whole side outweighs any number of letters that happen to agree.
    const weight = sides + score;
    if (best === null || weight > best.score || (weight === best.score && distance < best.distance)) best = { start, score: weight, distance };
  }
  if (best === null || (convincing === 0 && !(occurrences === 1 && exact.length >= contextLength))) return null;
  return at(best.start);
}

/** How well what surrounds a range agrees with the quote's context: as a part of it, and how many of its two sides agree wholly. */
function agreement(text: string, { start, end }: TextRange, { prefix, suffix }: Anchor['quote']): { readonly score: number; readonly whole: number } {
  let before = 0;
  while (before < prefix.length && text[start - 1 - before] === prefix[prefix.length - 1 - before]) before++;
  let behind = 0;
  while (behind < suffix.length && text[end + behind] === suffix[behind]) behind++;
  const total = prefix.length + suffix.length;
  // Context shorter than it could be reached the edge of the text, and agrees only there.
  const first = before === prefix.length && (isFull(prefix) || start === prefix.length);
  const last = behind === suffix.length && (isFull(suffix) || end + suffix.length === text.length);
  return { score: total === 0 ? 0 : (before + behind) / total, whole: Number(first) + Number(last) };
}

/** One unit less than full where a pair of surrogates would have been cut. */
const isFull = (context: string): boolean => context.length >= contextLength - 1;

/** The index, moved outward or inward by one where it would cut a pair of surrogates. */
function whole(text: string, index: number, by: 1 | -1): number {
  const cuts = isHigh(text.charCodeAt(index - 1)) && isLow(text.charCodeAt(index));
  return cuts ? index + by : index;
}
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
