/** What of a shelf fits a query, and how well. Pure. */
import type { FoundKind } from '../../shared/copy/find.ts';
import type { Query } from './query.ts';
import { named } from './query.ts';
import type { SearchRecord } from './record.ts';
import { fieldBits, inId, inText, inTitle, type Fit, type Shelf } from './shelf.ts';
import { spoken, type AskedWord } from './words.ts';

/** One thing that has to fit: a word, or of a script without spaces a pair of characters. */
interface Unit { readonly term: string; readonly prefix: boolean; readonly near: boolean; /** Looked for in names only: a letter as a whole, two letters as the beginning of a longer word. In texts nearly all have them. */ readonly inNames: 'all' | 'beginnings' | null }

/** What is inside something else comes after what stands for itself. */
export const kindWeights: Readonly<Record<FoundKind, number>> = { hazard: 1, evidence: 1, document: 1, passage: 0.7, note: 0.95, finding: 0.95, condition: 0.95, packet: 0.9, metric: 0.8, entry: 0.55 };

const idWeight = 5;
const titleWeight = 3;
const sectionWeight = 0.3;
/** More than any other match can come to. */
export const exactId = 1_000;

/** Whether a word may be searched for by a slip of the hand: it is long enough to still say something, and a figure is never another. */
const mayBeNear = ({ term, pairs }: AskedWord): boolean => term.length > 3 && pairs.length === 0 && !/\d/.test(term);

function unitsOf(words: readonly AskedWord[], near: boolean): readonly Unit[] {
  return words.flatMap((word, place): readonly Unit[] => {
    const { term, pairs } = word;
    if (pairs.length > 0) return pairs.map((pair) => ({ term: pair, prefix: false, near: false, inNames: null }));
    if (!/^[a-z]$/.test(term)) return [{ term, prefix: true, near: near && mayBeNear(word), inNames: words.length === 1 && /^[a-z\d]{1,2}$/.test(term) ? 'beginnings' : null }];
    // A single letter waits for the next one; behind it a word goes on, so that it is one.
    if (words.length > 1) return place === words.length - 1 ? [] : [{ term, prefix: false, near: false, inNames: null }];
    return [{ term, prefix: true, near: false, inNames: 'all' }];
  });
}

export interface Match { readonly at: number; readonly score: number }

/** Reused from question to question: clearing is quicker than making. */
interface Scratch { count: Uint16Array; score: Float32Array; best: Float32Array; own: Uint8Array }
let scratch: Scratch = { count: new Uint16Array(0), score: new Float32Array(0), best: new Float32Array(0), own: new Uint8Array(0) };

function cleared(size: number): Scratch {
  if (scratch.count.length < size) scratch = { count: new Uint16Array(size * 2), score: new Float32Array(size * 2), best: new Float32Array(size * 2), own: new Uint8Array(size * 2) };
  else for (const part of [scratch.count, scratch.score, scratch.best, scratch.own]) part.fill(0, 0, size);
  return scratch;
}

export interface LookOptions {
  readonly words: readonly AskedWord[];
  /** Words that are spelt alike, too. */
  readonly near: boolean;
}

/** Every record of the shelf that has all the words, the phrases, the tags and the author. */
export function* matchesIn(shelf: Shelf, query: Query, { words, near }: LookOptions): Generator<Match> {
  const units = unitsOf(words, near);
  const fitsFilters = filterOf(query);
  if (units.length === 0) {
    if (fitsFilters === null || (words.length > 0)) return;
    for (const [at, record] of shelf.records.entries()) if (record !== null && fitsFilters(record)) yield { at, score: 1 };
    return;
  }
  const exact = query.phrases.length === 0 ? shelf.byId(query.text) : [];
  const size = shelf.records.length;
  const { count, score, best, own } = cleared(size);
  // The rarest first: what hasn't that one needs no counting for the others.
  const fitted = units.map((unit) => {
    const fits: readonly Fit[] = [...shelf.fits(unit.term, unit), ...(unit.near ? shelf.near(unit.term) : [])];
    return { unit, fits, total: fits.reduce((sum, { places }) => sum + places.length, 0) };
  }).sort((a, b) => a.total - b.total);
  for (const [step, { unit, fits, total }] of fitted.entries()) {
    if (fitted[0]!.total === 0 || total === 0) break;
    for (const { term, places, quality } of fits) {
      const isNamesOnly = unit.inNames === 'all' || (unit.inNames === 'beginnings' && term !== unit.term);
      const weight = quality * Math.log(2 + size / places.length);
      for (const place of places) {
        if (isNamesOnly && (place & (inId | inTitle)) === 0) continue;
        const at = place >> fieldBits;
        if (count[at]! < step) continue;
        const value = weight * ((place & inId) !== 0 ? idWeight : (place & inTitle) !== 0 ? titleWeight : (place & inText) !== 0 ? shelf.lengthWeights[at]! : sectionWeight);
        if ((place & (inId | inTitle | inText)) !== 0) own[at] = 1;
        if (count[at] === step) {
          count[at] = step + 1;
          best[at] = value;
          score[at] = score[at]! + value;
        } else if (value > best[at]!) {
          score[at] = score[at]! + value - best[at]!;
          best[at] = value;
        }
      }
    }
  }
  for (const at of exact) {
    const record = shelf.records[at];
    if (record === null || record === undefined || (fitsFilters !== null && !fitsFilters(record))) continue;
    count[at] = 0;
    yield { at, score: exactId };
  }
  for (let at = 0; at < size; at++) {
    if (count[at] !== units.length || own[at] === 0) continue;
    const record = shelf.records[at];
    if (record === null || record === undefined || (fitsFilters !== null && !fitsFilters(record))) continue;
    yield { at, score: score[at]! * kindWeights[record.kind] };
  }
}

/** What else than words a record has to have; null for nothing. */
function filterOf({ phrases, tags, people }: Query): ((record: SearchRecord) => boolean) | null {
  if (phrases.length + tags.length + people.length === 0) return null;
  const sayings = phrases.map(saying);
  return (record) => tags.every((tag) => record.tags.some((one) => named(one).startsWith(tag))) && people.every((person) => record.by !== null && isNamed(record.by, person)) && sayings.every((says) => says(record));
}

/** Whether a name is meant by what was typed: the beginning of it, or of one of its words. */
export function isNamed(name: string, typed: string): boolean {
  const whole = named(name);
  return whole.startsWith(typed) || whole.includes(` ${typed}`) || whole.replaceAll(' ', '').startsWith(typed);
}

/** Whether the words of a phrase stand in a record one after the other; the last one may go on. */
function saying(phrase: string): (record: SearchRecord) => boolean {
  const isSaid = phraseIn(phrase);
  return ({ id, title, parts }) => isSaid(`${id} ${title}`) || parts.some(({ text }) => isSaid(text));
}

/** A text is taken apart only where the first words of the phrase stand behind each other in it at all. */
function phraseIn(phrase: string): (text: string) => boolean {
  const wanted = phrase.trimEnd();
  const [first = '', second] = phrase.trim().split(' ');
  // A word of letters and figures without any mark is spelt as it is compared, unless the text puts accents on it.
  const beginning = /^[a-z\d]+$/.test(first) && (second === undefined || /^[a-z\d]+$/.test(second)) ? new RegExp(second === undefined ? first : `${first}[^a-z\\d]{1,12}${second}`, 'i') : null;
  return (text) => (beginning === null || /[^\u0000-\u007f]/.test(text) || beginning.test(text)) && spoken(text).includes(wanted);
}
