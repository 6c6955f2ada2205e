/**
 * Where in an item an address points: a paragraph of a document, a note in its margin, a row of a piece of evidence. Written
 * in characters that every address takes as they are. What a revision changes moves: a spot is looked for by what it said, and where that is
 * gone the item itself is shown.
 */
import type { Digest } from '../vocabulary.ts';

export type Spot =
  /** `stop`: the reading stop it was; `mark`: what it said. */
  | { readonly kind: 'passage'; readonly stop: number; readonly mark: string }
  | { readonly kind: 'note'; readonly annotation: Digest }
  | { readonly kind: 'metric' | 'property' | 'entry'; readonly mark: string };

/** What a spot may look like; what isn't one names nothing. */
export const spotPattern = /^[a-z]+\.[0-9a-z.]{1,64}$/;

/** A spot as addresses write it. */
export function spotText(spot: Spot): string {
  switch (spot.kind) {
    case 'passage': return `passage.${spot.stop}.${spot.mark}`;
    case 'note': return `note.${spot.annotation}`;
    default: return `${spot.kind}.${spot.mark}`;
  }
}

/** Reads a spot; null for what isn't one. */
export function readSpot(text: string | null | undefined): Spot | null {
  if (text === null || text === undefined || !spotPattern.test(text)) return null;
  const [kind, first = '', second] = text.split('.');
  const number = /^\d{1,7}$/.test(first) ? Number(first) : null;
  if (kind === 'passage') return number === null || second === undefined || second === '' ? null : { kind, stop: number, mark: second };
  if (second !== undefined) return null;
  if (kind === 'note') {
    return /^[0-9a-f]{64}$/.test(first) ? { kind, annotation: first as Digest } : null;
  }
  return kind === 'metric' || kind === 'property' || kind === 'entry' ? { kind, mark: first } : null;
}

/** A short mark of a text: the same text has the same one. It tells rows and paragraphs apart and proves nothing. */
export function markOf(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36);
}

/** The place of the stop that a passage's address means: the one that reads so and is nearest to where it was; null where none does. */
export function stopOfSpot(spot: Extract<Spot, { readonly kind: 'passage' }>, stopTexts: (stop: number) => string, count: number): number | null {
  const says = (stop: number): boolean => stop >= 0 && stop < count && markOf(stopTexts(stop)) === spot.mark;
  const from = Math.min(spot.stop, count);
  for (let away = 0; away <= count; away++) {
    if (says(from - away)) return from - away;
    if (says(from + away)) return from + away;
  }
  return null;
}
