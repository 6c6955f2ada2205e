/** Where in a raw file a number stands, and every place of some words. Pure; positions count characters of the text as it is shown. */
import { visibleText } from '../../../shared/bytes/readable-json.ts';
import type { Measurement, PropertyResult } from '../../../shared/dossier/evidence.ts';
import type { Seek } from '../../dossier-tab.ts';

export interface Span { readonly from: number; readonly to: number }

/** `of` value: the file's own text was found. Name: only what it is of was found; the number itself was worked out from the file. */
export interface Place extends Span { readonly of: 'value' | 'name'; /** Whether a name of it stands near, or the text stands there once. */ readonly sure: boolean }

/** A stretch of one line, as one row on screen: a line longer than a row goes on in the next. `line` counts from 1. */
export interface RawRow extends Span { readonly line: number }

const rowLength = 800;
/** Places of some words beyond these aren't sought. */
export const mostPlaces = 2_000;
/** Occurrences beyond these aren't weighed. */
const mostOccurrences = 20_000;

/** The rows of a text. */
export function rawRows(text: string): readonly RawRow[] {
  const rows: RawRow[] = [];
  let line = 0;
  for (let start = 0; start <= text.length;) {
    line++;
    const stop = text.indexOf('\n', start);
    const end = stop < 0 ? text.length : stop;
    // The line break at the very end of a file ends its last line and begins no further one.
    if (start === text.length && line > 1) break;
    let from = start;
    do {
      const to = Math.min(end, from + rowLength);
      rows.push({ line, from, to });
      from = to;
    } while (from < end);
    start = end + 1;
  }
  return rows;
}

/** The row that holds a position. */
export function rowAt(rows: readonly RawRow[], at: number): number {
  return Math.max(0, countUpTo(rows.length, (index) => rows[index]!.from <= at) - 1);
}

/** Every place of the words, without regard to case. */
export function placesOf(text: string, words: string, most = mostPlaces): readonly Span[] {
  if (words === '') return [];
  const [low, wanted] = [text.toLowerCase(), words.toLowerCase()];
  // Where lower case changes lengths, positions would be off: then only the case as written is found.
  const within = low.length === text.length ? low : text;
  const found: Span[] = [];
  for (let at = within.indexOf(wanted); at >= 0 && found.length < most; at = within.indexOf(wanted, at + wanted.length)) found.push({ from: at, to: at + wanted.length });
  return found;
}

/** What to look for of a measurement: the file's own text, near the metric's and the variant's names. */
export function seekMeasurement({ rawText, metric, variant }: Pick<Measurement, 'rawText' | 'metric' | 'variant'>): Pick<Seek, 'text' | 'names'> {
  return { text: rawText, names: namesOf([metric, ...(variant === null ? [] : [variant])]) };
}

/** What to look for of a property: the solver's own word, near what names the property. */
export function seekProperty({ verdictRaw, text, network }: Pick<PropertyResult, 'verdictRaw' | 'text' | 'network'>): Pick<Seek, 'text' | 'names'> {
  const parts = text.split(/[\s,;]+/).map((part) => part.replace(/:$/, '')).filter((part) => part.length > 3);
  return { text: verdictRaw, names: namesOf([text, ...parts.sort((a, b) => b.length - a.length).slice(0, 4), ...(network === null ? [] : [network])]) };
}

/** Names whole, then their longer parts: a reader may have joined them from several keys of the file. */
function namesOf(wholes: readonly string[]): readonly string[] {
  const parts = wholes.flatMap((whole) => whole.split(/[\s,:;=()[\]/]+/).filter((part) => part.length > 2));
  return [...new Set([...wholes, ...parts])].filter((name) => name.trim() !== '').slice(0, 12);
}

/**
 * Where the text most likely stands: of all its occurrences as a word of its own the one with most of the names on its line or shortly above.
 * Where it doesn't stand in the file, the first place of the first name that does; null where nothing of it does.
 */
export function findPlace(text: string, { text: wanted, names }: Pick<Seek, 'text' | 'names'>): Place | null {
  const value = visibleText(wanted.trim());
  const known = names.map((name, index) => ({ at: wordsAt(text, visibleText(name)), weight: index === 0 ? 2 : 1 })).filter(({ at }) => at.length > 0);
  const values = value === '' ? [] : wordsAt(text, value);
  const breaks = lineBreaks(text);
  let best: { readonly at: number; readonly score: number } | null = null;
  for (const at of values) {
    const score = known.reduce((sum, name) => sum + name.weight * nearness(name.at, at, breaks), 0);
    if (best === null || score > best.score) best = { at, score };
  }
  if (best !== null) return { from: best.at, to: best.at + value.length, of: 'value', sure: values.length === 1 || best.score >= 2 };
  for (const name of names) {
    const [at] = wordsAt(text, visibleText(name), 1);
    if (at !== undefined) return { from: at, to: at + visibleText(name).length, of: 'name', sure: false };
  }
  return null;
}

/** How near the closest earlier name stands: on the same line most, further up less and less; after it on the same line a little less. */
function nearness(names: readonly number[], at: number, breaks: readonly number[]): number {
  const next = countUpTo(names.length, (index) => names[index]! <= at);
  const lineOf = (position: number): number => countUpTo(breaks.length, (index) => breaks[index]! < position);
  const line = lineOf(at);
  const [before, after] = [names[next - 1], names[next]];
  const above = before === undefined ? null : line - lineOf(before);
  if (above === 0) return 8 - Math.min(4, (at - before!) / 500);
  if (after !== undefined && lineOf(after) === line) return 6 - Math.min(4, (after - at) / 500);
  if (above === null) return 0;
  return above <= 60 ? 4 - above / 20 : 0.5;
}

/** Where the word stands by itself, not inside a longer number or name. */
function wordsAt(text: string, word: string, most = mostOccurrences): readonly number[] {
  const found: number[] = [];
  if (word === '') return found;
  for (let at = text.indexOf(word); at >= 0 && found.length < most; at = text.indexOf(word, at + 1)) {
    if (isEdge(text, at - 1, -1, word[0]!) && isEdge(text, at + word.length, 1, word.at(-1)!)) found.push(at);
  }
  return found;
}

const ofWords = /[\p{L}\p{N}_]/u;

/** Whether the character outside, on the side of `step`, doesn't belong to the same number or name. */
function isEdge(text: string, outside: number, step: 1 | -1, inside: string): boolean {
  const character = text[outside];
  if (character === undefined || !ofWords.test(inside)) return true;
  // A point goes on with a number where a digit follows it.
  return !ofWords.test(character) && !(character === '.' && /\d/.test(inside) && /\d/.test(text[outside + step] ?? ''));
}

function lineBreaks(text: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) found.push(at);
  return found;
}

/** How many indices from 0 hold, where all that hold come first. */
function countUpTo(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
