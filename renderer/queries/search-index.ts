/** An index over some of a dossier's items. Pure: nothing here waits. */
import MiniSearch from 'minisearch';
import type { SearchDocument } from './search-documents.ts';
import { idTerms, indexTerms, queryTerms } from './search-words.ts';

export interface Found {
  readonly document: SearchDocument;
  readonly score: number;
  /** The words of the item that fit what was asked. */
  readonly terms: ReadonlySet<string>;
}

export interface SearchIndex {
  readonly size: () => number;
  readonly add: (document: SearchDocument) => void;
  /** What has all the words, or words that begin so; best first, each item once. `near`: words that are spelt alike, too. */
  readonly find: (text: string, options?: { readonly near?: boolean }) => readonly Found[];
}

/** From here on a term says something by itself. */
const longTerm = 3;

/** Nobody reads further down a list than this. */
const mostFound = 400;

/** What is inside something else comes after what stands for itself. */
const weights: Readonly<Record<SearchDocument['kind'], number>> = { hazard: 1, evidence: 1, document: 0.9, finding: 1, metric: 0.8, entry: 0.6 };

export function searchIndex(): SearchIndex {
  const documents: SearchDocument[] = [];
  const index = new MiniSearch<number>({
    fields: ['id', 'title', 'text'],
    extractField: (at, field) => {
      const document = documents[at]!;
      // The name of the record is its place: the records themselves stay where they are.
      if (field === 'key') return at as never;
      return field === 'id' ? [document.id, ...document.otherIds].join(' ') : field === 'title' ? document.title : document.parts.map(({ text }) => text).join('\n');
    },
    idField: 'key',
    tokenize: (text, field) => (field === 'id' ? text.split(' ').flatMap(idTerms) : indexTerms(text)),
    processTerm: (term) => term,
  });

  /** What has all the terms. Short ones are the beginning of a word of nearly every text: where there are longer ones, only what those bring is looked through for them. */
  function search(terms: readonly string[], near: boolean): readonly Found[] {
    const long = terms.filter((term) => term.length >= longTerm);
    const [asked, beside] = long.length > 0 ? [long, terms.filter((term) => term.length < longTerm)] : [terms, []];
    const results = index.search(asked.join(' '), {
      tokenize: () => [...asked], combineWith: 'AND', boost: { id: 8, title: 3 },
      prefix: (term) => term.length > 1, fuzzy: (term) => (near && term.length > 3 && !/\d/.test(term) ? 0.2 : false),
      ...(long.length === 0 ? { fields: ['id', 'title'] } : {}),
    });
    return once(results, documents, beside);
  }

  return {
    size: () => documents.length,
    add(document) {
      documents.push(document);
      index.add(documents.length - 1);
    },
    find(text, { near = false } = {}) {
      const together = queryTerms(text);
      // A single letter waits for the next one.
      const asked = together.filter((term, place) => term.length > 1 || /\d/.test(term) || place < together.length - 1);
      if (asked.length === 0) return [];
      const whole = search(asked, near);
      return whole.length > 0 ? whole : search(queryTerms(text, { apart: true }), near);
    },
  };
}

interface Result { readonly id: unknown; readonly score: number; readonly terms: readonly string[] }

/** Each item once, by the best of its records; only those with a word that begins with each of `beside`. */
function once(results: readonly Result[], documents: readonly SearchDocument[], beside: readonly string[]): readonly Found[] {
  const seen = new Set<string>();
  const found: Found[] = [];
  for (const { id, score, terms } of results) {
    const document = documents[id as number]!;
    const key = `${document.kind}/${document.item}/${document.title}`;
    if (seen.has(key)) continue;
    const also = beside.length === 0 ? [] : wordsBeside(document, beside);
    if (also === null) continue;
    seen.add(key);
    found.push({ document, score: score * weights[document.kind], terms: new Set([...terms, ...also]) });
    if (found.length === mostFound) break;
  }
  return found;
}

/** The words of a record that begin with the terms; null where one of the terms begins none. */
function wordsBeside({ id, title, parts }: SearchDocument, terms: readonly string[]): readonly string[] | null {
  const words = indexTerms([id, title, ...parts.map(({ text }) => text)].join('\n'));
  const fitting = terms.map((term) => words.filter((word) => word.startsWith(term)));
  return fitting.every((some) => some.length > 0) ? fitting.flat() : null;
}
