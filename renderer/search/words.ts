/** Words as the search compares them. Pure. */

/** A run of letters and figures; what joins two of them (`H-007`, `mean_reward`, `don’t`) keeps them one word. */
const word = /[\p{L}\p{N}\p{M}]+(?:[-._/'’][\p{L}\p{N}\p{M}]+)*/gu;
const joint = /[-._/'’]/;
/** Longer ones are keys or hashes that nobody types: their beginning is enough. */
const longestTerm = 64;

/** Characters that turn or hide, and hyphens that show only at the end of a line: nobody types them, and nothing may hide behind them. */
const unseen = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
/** The same where a document shows them written out. */
const writtenOut = /\\u(?:00ad|061c|200[bef]|202[a-e]|206[06-9]|feff)/g;

/** Letters of scripts that put no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const unspacedRuns = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}\u30FC]+/gu;
const breaks = new Intl.Segmenter('und', { granularity: 'word' });

/** Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic. Vowel signs of other scripts are letters and stay. */
const accents = /[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u064B-\u065F\u0670]/g;
/** Letters that no accent explains, as those write them who don’t have the key. */
const plainLetters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' };
const special = /[ßæœøłđðþıς]/g;
const beyondAscii = /[^\u0000-\u007f]/;

/** A word as it is compared: small letters, no accents. */
export function folded(text: string): string {
  const small = text.toLowerCase();
  if (!beyondAscii.test(small)) return small.slice(0, longestTerm);
  return small.normalize('NFKD').toLowerCase().replace(accents, '').normalize('NFC').replace(special, (letter) => plainLetters[letter] ?? letter).slice(0, longestTerm);
}

/** A text without what can’t be seen in it. */
export function withoutUnseen(text: string): string {
  const shown = beyondAscii.test(text) ? text.replace(unseen, '') : text;
  return shown.includes('\\u') ? shown.replace(writtenOut, '') : shown;
}

/** A stretch of a text that counts as one word, and whether it is of a script without spaces. */
export interface Token { readonly text: string; readonly start: number; readonly isUnspaced: boolean }

/** The words of a text where they stand: between spaces and marks, and in scripts without spaces whole runs. */
export function* tokensOf(text: string): Generator<Token> {
  for (const { 0: found, index } of text.matchAll(word)) {
    if (!beyondAscii.test(found) || !unspaced.test(found)) {
      yield { text: found, start: index, isUnspaced: false };
      continue;
    }
    let at = 0;
    for (const { 0: run, index: from } of found.matchAll(unspacedRuns)) {
      if (!unspaced.test(run)) continue;
      if (from > at) yield* joinedToken(found.slice(at, from), index + at);
      yield { text: run, start: index + from, isUnspaced: true };
      at = from + run.length;
    }
    if (at < found.length) yield* joinedToken(found.slice(at), index + at);
  }
}

/** What stands between two runs, without the marks that joined them. */
function* joinedToken(text: string, start: number): Generator<Token> {
  const [lead = ''] = /^[-._/'’]*/.exec(text) ?? [];
  const inner = text.slice(lead.length).replace(/[-._/'’]+$/, '');
  if (inner !== '') yield { text: inner, start: start + lead.length, isUnspaced: false };
}

/** The words of a run without spaces, as a dictionary divides it. */
export function segments(run: string): readonly string[] {
  return [...breaks.segment(run)].map(({ segment }) => segment);
}

/** Each two characters that stand together. */
function pairs(run: string): readonly string[] {
  const characters = [...run];
  return characters.slice(1).map((second, at) => `${characters[at]!}${second}`);
}

/** A joined word’s parts that say something by themselves. */
export function partsOf(term: string): readonly string[] {
  return joint.test(term) ? term.split(joint).filter((part) => part.length > 1) : [];
}

/** Calls `take` with every term that a text is found by: its words, the parts of joined ones, and in scripts without spaces its words and pairs of characters. */
export function eachTerm(text: string, take: (term: string) => void): void {
  for (const { text: found, isUnspaced } of tokensOf(withoutUnseen(text))) {
    const term = folded(found);
    if (isUnspaced) {
      for (const one of segments(term)) take(one);
      for (const pair of pairs(term)) take(pair);
      continue;
    }
    take(term);
    for (const part of partsOf(term)) take(part);
  }
}

/** The terms that a text is found by. */
export function indexTerms(text: string): string[] {
  const terms: string[] = [];
  eachTerm(text, (term) => terms.push(term));
  return terms;
}

/** The words of a text one after the other, as phrases are compared. */
export function spoken(text: string): string {
  return ` ${[...tokensOf(withoutUnseen(text))].map(({ text: found }) => folded(found)).join(' ')} `;
}

/** What an id is compared by: `H-007`, `h7` and `H-7` are the same; null for what is no id. */
export function idKey(id: string): string | null {
  const [, letters, figures] = /^([a-z]+)-?0*(\d+)$/.exec(folded(id)) ?? [];
  return letters === undefined || figures === undefined ? null : `${letters}-${figures}`;
}

/** The terms that an id is found by: `H-007` also as `H7`, `H-7` and `H007`. */
export function idTerms(id: string): string[] {
  const term = folded(id);
  const key = idKey(id);
  return key === null ? [...new Set([term, ...indexTerms(id)])] : [...new Set([term, term.replace('-', ''), key, key.replace('-', '')])];
}

/** One word that is asked for. `pairs`: what it is looked up by where its script has no spaces. */
export interface AskedWord { readonly term: string; readonly pairs: readonly string[] }

/** The words that are asked for, each once. `apart`: joined ones by their parts. */
export function askedWords(text: string, { apart = false } = {}): readonly AskedWord[] {
  const words = [...tokensOf(withoutUnseen(text))].flatMap(({ text: found, isUnspaced }): readonly AskedWord[] => {
    const term = folded(found);
    if (isUnspaced) return [{ term, pairs: pairs(term) }];
    return (apart && joint.test(term) ? term.split(joint).filter((part) => part !== '') : [term]).map((one) => ({ term: one, pairs: [] }));
  });
  return [...new Map(words.map((one) => [one.term, one])).values()];
}

/** The same as plain terms, for short lists that no index is made of. */
export function queryTerms(text: string, options?: { readonly apart?: boolean }): readonly string[] {
  return askedWords(text, options).map(({ term }) => term);
}
