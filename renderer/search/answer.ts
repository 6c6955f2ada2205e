/** What a search answers: hits with their words marked, by kind, as plain data that crosses from the worker to the window. Pure. */
import { legibleText } from '../../shared/bytes/legible-text.ts';
import type { FoundIn, FoundKind } from '../../shared/copy/find.ts';
import type { Score } from '../../shared/dossier/hazard.ts';
import type { DossierId } from '../../shared/vocabulary.ts';
import { excerpt, heldCount, holds, marked, needlesOf, type Needles, type Stretch } from './marks.ts';
import type { Query } from './query.ts';
import type { Lane, SearchRecord } from './record.ts';
import { spoken } from './words.ts';

/** One thing that was found, ready to be shown. */
export interface Hit {
  readonly dossier: DossierId;
  /** The number of the revision that says so, where it isn’t the latest. */
  readonly earlier: number | null;
  readonly kind: FoundKind;
  readonly item: string | null;
  readonly spot: string | null;
  readonly id: string;
  readonly title: readonly Stretch[];
  /** Where the words are, when they aren’t in its name. */
  readonly line: { readonly in: FoundIn; readonly text: readonly Stretch[] } | null;
  readonly section: string;
  readonly residual: Score | null;
  readonly by: string | null;
  readonly tags: readonly string[];
  readonly lane: Lane | null;
  readonly score: number;
}

/** All hits of a kind: how many there are, and the best of them. */
export interface FoundGroup { readonly kind: FoundKind; readonly total: number; readonly hits: readonly Hit[] }

/** A tag or a person that completes what is being typed, with how much there is of it. */
export interface Completion { readonly sign: '#' | '@'; readonly name: string; readonly total: number }

export interface Answer {
  /** What was asked, as it was typed. */
  readonly text: string;
  /** The group with the best hit first; in each the best first. */
  readonly groups: readonly FoundGroup[];
  readonly completions: readonly Completion[];
  /** Nothing has these words: the hits are spelt alike. */
  readonly near: boolean;
}

/** What is marked in the hits of a query: words that begin as asked; inside quotation marks, and where it is one letter, the word itself. `near`: words that only fit by how they are spelt. */
export function needlesFor({ words, phrases }: Pick<Query, 'words' | 'phrases'>, near: ReadonlySet<string>): Needles {
  const whole = new Set(phrases.flatMap((phrase) => phrase.trim().split(' ').slice(0, -1)));
  const isWhole = (term: string): boolean => whole.has(term) || (words.length > 1 && /^[a-z]$/.test(term));
  return needlesOf(words.filter(({ term }) => !isWhole(term)).flatMap(({ term, pairs }) => (pairs.length > 0 ? [term, ...pairs] : [term])), new Set([...near, ...words.map(({ term }) => term).filter(isWhole)]));
}

/** More than this has no room in a line. */
const longestTitle = 105;

/** A record as a hit: its title, and where its title hasn’t all of it the part that has most. */
export function hitOf({ dossier, earlier, record, score }: { readonly dossier: DossierId; readonly earlier: number | null; readonly record: SearchRecord; readonly score: number }, needles: Needles, phrases: readonly string[], near: boolean): Hit {
  const { kind, item, spot, id, section, residual, by, tags, lane } = record;
  const name = `${id} ${record.title}`;
  const asked = needles.beginnings.length + Number(needles.words.size > 0);
  const isNamed = phrases.every((phrase) => spoken(name).includes(phrase.trimEnd())) && (near ? holds(name, needles) : heldCount(name, needles) === asked);
  const part = kind === 'passage' || kind === 'note' ? record.parts.find((one) => tells(one.text, needles, phrases)) ?? record.parts[0] : isNamed ? undefined : best(record, needles, phrases);
  const title = shown(record.title);
  return {
    dossier, earlier, kind, item, spot, id, section: shown(section), residual, by: by === null ? null : shown(by), tags: tags.map(shown), lane, score,
    title: marked(title.length > longestTitle ? excerpt(title, needles, longestTitle) : title, needles),
    line: part === undefined || part.text.trim() === '' ? null : { in: part.in, text: marked(excerpt(shown(part.text), needles), needles) },
  };
}

function shown(text: string): string {
  return legibleText(text).replace(/\s+/g, ' ');
}

function tells(text: string, needles: Needles, phrases: readonly string[]): boolean {
  return phrases.length > 0 ? phrases.some((phrase) => spoken(text).includes(phrase.trimEnd())) : holds(text, needles);
}

function best({ parts }: SearchRecord, needles: Needles, phrases: readonly string[]): SearchRecord['parts'][number] | undefined {
  const phrased = phrases.length === 0 ? undefined : parts.find(({ text }) => tells(text, needles, phrases));
  if (phrased !== undefined) return phrased;
  let most = 0;
  let chosen: SearchRecord['parts'][number] | undefined;
  for (const part of parts) {
    const held = heldCount(part.text, needles);
    if (held <= most) continue;
    most = held;
    chosen = part;
    if (held === needles.beginnings.length + Number(needles.words.size > 0)) break;
  }
  return chosen;
}
