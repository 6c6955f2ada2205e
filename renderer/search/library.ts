/** All shelves together: what comes, what goes, and the answer to a question over some of them. Pure. */
import type { FoundKind } from '../../shared/copy/find.ts';
import { markOf } from '../../shared/ipc/spot.ts';
import type { DossierId } from '../../shared/vocabulary.ts';
import { hitOf, needlesFor, type Answer, type Completion, type FoundGroup } from './answer.ts';
import { exactId, isNamed, matchesIn } from './look.ts';
import { named, readQuery, type Query } from './query.ts';
import type { SearchRecord } from './record.ts';
import { isCalledByIt, Shelf } from './shelf.ts';
import { TopList } from './top-list.ts';
import { askedWords, folded, spoken, type AskedWord } from './words.ts';

/** A shelf by its name, and whose dossier’s it is. `earlier`: of which revision that isn’t the latest; those of one dossier come behind its latest. */
export interface ShelfOf { readonly shelf: string; readonly dossier: DossierId; readonly earlier?: number }

/** What a hit weighs beside its words: where it is, what is still to be decided, where the member was lately. */
export interface Weights {
  readonly here: DossierId | null;
  readonly open: readonly DossierId[];
  /** As `<dossier>/<item>`. */
  readonly recent: readonly string[];
}

export interface Question {
  readonly text: string;
  /** The shelves to look on. */
  readonly shelves: readonly ShelfOf[];
  readonly weights: Weights;
  /** Kinds of which more than the first few are wanted. */
  readonly wide: readonly FoundKind[];
}

const hereWeight = 2.5;
const openWeight = 1.5;
const recentWeight = 1.5;
/** The words as they were typed, one after the other: in the name, or somewhere in the text. */
const namedSo = 1.6;
const saidSo = 1.25;

export const shownOfKind = 5;
export const widened = 60;
/** Passages of one document beside those of others. */
const mostOfDocument = 2;
const mostCompletions = 8;

interface Candidate { readonly record: SearchRecord; readonly dossier: DossierId; readonly earlier: number | null; readonly score: number }

export class Library {
  readonly #shelves = new Map<string, Shelf>();

  put(shelf: string, record: SearchRecord): void {
    const there = this.#shelves.get(shelf) ?? new Shelf();
    this.#shelves.set(shelf, there);
    there.put(record);
  }

  remove(shelf: string, key: string): void {
    this.#shelves.get(shelf)?.remove(key);
  }

  drop(shelf: string): void {
    this.#shelves.delete(shelf);
  }

  /** Makes a shelf ready to answer quickly. */
  settle(shelf: string): void {
    this.#shelves.get(shelf)?.settle();
  }

  /** How many records there are, and of how much text. */
  get weight(): { readonly records: number; readonly characters: number } {
    let [records, characters] = [0, 0];
    for (const shelf of this.#shelves.values()) {
      records += shelf.size;
      characters += shelf.characters;
    }
    return { records, characters };
  }

  sizeOf(shelf: string): number {
    return this.#shelves.get(shelf)?.size ?? 0;
  }

  /** The answer to a question: what has all the words; where nothing has, joined words by their parts; where nothing has those, words spelt alike. */
  answer({ text, shelves, weights, wide }: Question): Answer {
    const query = readQuery(text);
    if (query.verbs !== null) return { text, groups: [], completions: [], near: false };
    const apart = askedWords(query.text, { apart: true });
    const tries: readonly { readonly words: readonly AskedWord[]; readonly near: boolean }[] = [{ words: query.words, near: false }, ...(apart.length > query.words.length ? [{ words: apart, near: false }] : []), { words: apart, near: true }];
    const isAsked = query.words.length + query.tags.length + query.people.length > 0;
    for (const { words, near } of isAsked ? tries : []) {
      const found = this.#found({ ...query, words }, shelves, weights, near);
      const isAny = [...found.totals.values()].some((total) => total > 0);
      if (!isAny) continue;
      const nearWords = near ? this.#nearWords(words, shelves) : null;
      return { text, groups: groupsOf(found, { ...query, words }, nearWords, wide), completions: this.#completions(query, shelves), near };
    }
    return { text, groups: [], completions: this.#completions(query, shelves), near: false };
  }

  #found(query: Query, shelves: readonly ShelfOf[], { here, open, recent }: Weights, near: boolean): Found {
    const isOpen = new Set(open);
    const been = new Set(recent);
    const totals = new Map<FoundKind, number>();
    const tops = new Map<FoundKind, TopList<Candidate>>();
    // What an earlier revision says word for word like a later one is found once.
    const said = shelves.some(({ earlier }) => earlier !== undefined) ? new Set<string>() : null;
    for (const { shelf: name, dossier, earlier } of shelves) {
      const shelf = this.#shelves.get(name);
      if (shelf === undefined) continue;
      const place = (dossier === here ? hereWeight : 1) * (isOpen.has(dossier) ? openWeight : 1);
      for (const { at, score } of matchesIn(shelf, query, { words: query.words, near })) {
        const record = shelf.records[at]!;
        if (said !== null) {
          const mark = markOf(`${dossier}\n${record.kind}\n${record.item ?? ''}\n${record.title}\n${record.parts.map(({ text }) => text).join('\n')}`);
          if (said.has(mark)) continue;
          said.add(mark);
        }
        totals.set(record.kind, (totals.get(record.kind) ?? 0) + 1);
        const top = tops.get(record.kind) ?? new TopList<Candidate>(widened * 2, ({ score: of }) => of);
        tops.set(record.kind, top);
        const weighed = score * place * (been.size > 0 && record.item !== null && been.has(`${dossier}/${record.item}`) ? recentWeight : 1);
        if (weighed > top.least) top.put({ record, dossier, earlier: earlier ?? null, score: weighed });
      }
    }
    return { totals, tops };
  }

  /** Words of the shelves that are spelt like those asked for, to be marked. */
  #nearWords(words: readonly AskedWord[], shelves: readonly ShelfOf[]): ReadonlySet<string> {
    return new Set(shelves.flatMap(({ shelf }) => words.filter(({ term, pairs }) => term.length > 3 && pairs.length === 0).flatMap(({ term }) => this.#shelves.get(shelf)?.near(term).map((fit) => fit.term) ?? [])));
  }

  /** Tags or people that go on from what is being typed, the most used first. */
  #completions({ typing, tags, people }: Query, shelves: readonly ShelfOf[]): readonly Completion[] {
    if (typing === null) return [];
    const typed = (typing === 'tag' ? tags : people).at(-1) ?? '';
    const totals = new Map<string, number>();
    const names = new Map<string, string>();
    for (const { shelf } of shelves) {
      for (const record of this.#shelves.get(shelf)?.records ?? []) {
        if (record === null) continue;
        for (const name of typing === 'tag' ? record.tags : record.by === null ? [] : [record.by]) {
          const key = named(name);
          if (!names.has(key)) names.set(key, name);
          totals.set(key, (totals.get(key) ?? 0) + 1);
        }
      }
    }
    return [...totals].filter(([key]) => typed === '' || (typing === 'tag' ? key.startsWith(typed) : isNamed(names.get(key)!, typed)))
      .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, mostCompletions)
      .map(([key, total]) => ({ sign: typing === 'tag' ? '#' : '@', name: names.get(key)!, total }));
  }
}

interface Found { readonly totals: ReadonlyMap<FoundKind, number>; readonly tops: ReadonlyMap<FoundKind, TopList<Candidate>> }

function groupsOf({ totals, tops }: Found, query: Query, nearWords: ReadonlySet<string> | null, wide: readonly FoundKind[]): readonly FoundGroup[] {
  const needles = needlesFor(query, nearWords ?? new Set());
  const said = query.words.length > 1 ? spoken(query.text).trimEnd() : null;
  const id = folded(query.text);
  const lift = ({ record, score }: Candidate): number => {
    if (id !== '' && isCalledByIt(record) && folded(record.id) === id) return score + exactId;
    if (said === null) return score;
    if (spoken(record.title).includes(said)) return score * namedSo;
    return record.parts.some(({ text }) => spoken(text).includes(said)) ? score * saidSo : score;
  };
  return [...tops].map(([kind, top]): FoundGroup & { readonly best: number } => {
    const most = wide.includes(kind) ? widened : shownOfKind;
    const ranked = top.all.map((candidate) => ({ ...candidate, score: lift(candidate) })).sort((a, b) => b.score - a.score);
    const chosen = kind === 'passage' && most === shownOfKind ? spread(ranked, most) : ranked.slice(0, most);
    return { kind, total: totals.get(kind) ?? 0, best: ranked[0]?.score ?? 0, hits: chosen.map((candidate) => hitOf(candidate, needles, query.phrases, nearWords !== null)) };
  }).sort((a, b) => b.best - a.best).map(({ kind, total, hits }) => ({ kind, total, hits }));
}

/** The best, but of one document no more than a few while others have some too. */
function spread(ranked: readonly Candidate[], most: number): readonly Candidate[] {
  const taken = new Map<string, number>();
  const first: Candidate[] = [];
  const rest: Candidate[] = [];
  for (const candidate of ranked) {
    const key = `${candidate.dossier}/${candidate.record.item ?? ''}`;
    const n = taken.get(key) ?? 0;
    taken.set(key, n + 1);
    (n < mostOfDocument ? first : rest).push(candidate);
  }
  return [...first, ...rest].slice(0, most);
}
