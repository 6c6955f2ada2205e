/**
 * An index over some records that come and go together. Made for one thing, quick answers while somebody types: for each term a plain list of
 * numbers, each the place of a record and the fields that have the term. Pure.
 */
import type { SearchRecord } from './record.ts';
import { eachTerm, idKey, idTerms } from './words.ts';

/** Which fields of a record have a term, as bits beside its place. */
export const inId = 1;
export const inTitle = 2;
export const inText = 4;
/** In what holds it: a heading, the document, the piece of evidence. It narrows down and finds nothing by itself. */
export const inSection = 8;
export const fieldBits = 4;

/** A term of the shelf that fits a word asked for, and how well: 1 for the word itself. */
export interface Fit { readonly term: string; readonly places: readonly number[]; readonly quality: number }

/** What the id of a record says: its own name, what it is about, or, of what is inside something else, that thing’s. */
const idFields: Readonly<Record<SearchRecord['kind'], number>> = { hazard: inId, evidence: inId, document: inId, condition: inId, packet: inId, finding: inText, metric: inSection, entry: inSection, passage: inSection, note: inSection };

/** Whether the record is called by its id. */
export function isCalledByIt({ kind }: Pick<SearchRecord, 'kind'>): boolean {
  return idFields[kind] === inId;
}

/** Documents say more in their text than in their names; beyond this a text counts as long. */
const usualLength = 60;

export class Shelf {
  readonly records: (SearchRecord | null)[] = [];
  /** What the length of each record’s text leaves of a match in it. */
  readonly lengthWeights: number[] = [];
  readonly #terms = new Map<string, number[]>();
  readonly #ids = new Map<string, number[]>();
  readonly #byKey = new Map<string, number>();
  #sorted: string[] = [];
  #fresh: string[] = [];
  #characters = 0;

  /** How many records stand here. */
  get size(): number {
    return this.#byKey.size;
  }

  /** Of all texts taken in, together: what the shelf weighs. */
  get characters(): number {
    return this.#characters;
  }

  /** Puts a record here, in place of an earlier one of its key. */
  put(record: SearchRecord): void {
    this.remove(record.key);
    const at = this.records.length;
    this.records.push(record);
    this.#byKey.set(record.key, at);
    const bits = new Map<string, number>();
    const note = (field: number) => (term: string): void => void bits.set(term, (bits.get(term) ?? 0) | field);
    for (const id of [record.id, ...record.otherIds]) {
      if (id === '') continue;
      for (const term of idTerms(id)) note(idFields[record.kind])(term);
      const key = idKey(id);
      if (key !== null && isCalledByIt(record)) this.#ids.set(key, [...(this.#ids.get(key) ?? []), at]);
    }
    // A passage has its document’s title: that finds the document.
    eachTerm(record.title, note(record.kind === 'passage' ? inSection : inTitle));
    eachTerm(record.section, note(inSection));
    let length = 0;
    const ofText = note(inText);
    for (const { text } of record.parts) {
      this.#characters += text.length;
      eachTerm(text, (term) => {
        length++;
        ofText(term);
      });
    }
    for (const tag of record.tags) eachTerm(tag, ofText);
    this.#characters += record.title.length;
    this.lengthWeights.push(1 / (1 + length / usualLength));
    for (const [term, fields] of bits) {
      const places = this.#terms.get(term);
      const place = (at << fieldBits) | fields;
      if (places !== undefined) places.push(place);
      else {
        this.#terms.set(term, [place]);
        this.#fresh.push(term);
      }
    }
  }

  /** Takes a record away; the places that name it stay, and lead to nothing. */
  remove(key: string): void {
    const at = this.#byKey.get(key);
    if (at === undefined) return;
    this.records[at] = null;
    this.#byKey.delete(key);
  }

  /** Places of the records that are called by exactly this id. */
  byId(text: string): readonly number[] {
    const key = idKey(text);
    return key === null ? [] : this.#ids.get(key) ?? [];
  }

  /** The terms that fit a word: itself, and those that begin with it. */
  fits(word: string, { prefix }: { readonly prefix: boolean }): readonly Fit[] {
    const exact = this.#terms.get(word);
    const found: Fit[] = exact === undefined ? [] : [{ term: word, places: exact, quality: 1 }];
    if (!prefix) return found;
    const sorted = this.#inOrder();
    for (let at = firstFrom(sorted, word); at < sorted.length; at++) {
      const term = sorted[at]!;
      if (!term.startsWith(word)) break;
      if (term !== word) found.push({ term, places: this.#terms.get(term)!, quality: 0.5 + (0.4 * word.length) / term.length });
    }
    return found;
  }

  /** The terms that are one slip of the hand away from a word, or begin so. */
  near(word: string): readonly Fit[] {
    const found: Fit[] = [];
    for (const [term, places] of this.#terms) if (isOneSlipAway(word, term)) found.push({ term, places, quality: Math.abs(term.length - word.length) <= 1 ? 0.4 : 0.3 });
    return found;
  }

  #inOrder(): readonly string[] {
    if (this.#fresh.length === 0) return this.#sorted;
    // Two sorted runs are the quickest thing there is to sort.
    this.#fresh.sort();
    this.#sorted = [...this.#sorted, ...this.#fresh].sort();
    this.#fresh = [];
    return this.#sorted;
  }

  /** Puts the terms in order ahead of the first question. */
  settle(): void {
    this.#inOrder();
  }
}

function firstFrom(sorted: readonly string[], word: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether one letter more, less, other or swapped with its neighbour makes the word a term, or the beginning of one. */
export function isOneSlipAway(word: string, term: string): boolean {
  if (term.length < word.length - 1) return false;
  let at = 0;
  while (at < word.length && word[at] === term[at]) at++;
  // What begins alike fits without any slip.
  if (at === word.length) return true;
  const rest = (from: number, of: number): boolean => term.startsWith(word.slice(from), of);
  return rest(at + 1, at + 1) || rest(at + 1, at) || rest(at, at + 1) || (word[at] === term[at + 1] && word[at + 1] === term[at] && at + 1 < word.length && rest(at + 2, at + 2));
}
