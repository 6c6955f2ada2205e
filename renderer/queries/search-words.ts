/** Words as the search compares them, and where they stand in a text. Pure. */

/** A run of letters and figures; what joins two of them (`H-007`, `mean_reward`, `don’t`) keeps them one word. */
const word = /[\p{L}\p{N}\p{M}]+(?:[-._/'’][\p{L}\p{N}\p{M}]+)*/gu;
const joint = /[-._/'’]/;
/** Longer ones are keys or hashes that nobody types: their beginning is enough. */
const longestTerm = 64;

/** A word as it is compared: small letters, no accents. */
export function folded(text: string): string {
  const small = text.toLowerCase();
  const plain = /[^\u0000-\u007f]/.test(small) ? small.normalize('NFKD').replace(/\p{M}+/gu, '') : small;
  return plain.slice(0, longestTerm);
}

/** The terms that a text is found by: its words, and the parts of those that are joined. */
export function indexTerms(text: string): string[] {
  const terms: string[] = [];
  for (const [found] of text.matchAll(word)) {
    const term = folded(found);
    terms.push(term);
    if (joint.test(term)) for (const part of term.split(joint)) if (part.length > 1) terms.push(part);
  }
  return terms;
}

/** The terms that an id is found by: `H-007` also as `H7` and `H007`. */
export function idTerms(id: string): string[] {
  const term = folded(id);
  const [, letters, figures] = /^([a-z]+)-0*(\d+)$/.exec(term) ?? [];
  return letters === undefined ? indexTerms(id) : [term, term.replace('-', ''), `${letters}${figures}`];
}

/** The words that are asked for, each once. `apart`: joined ones by their parts. */
export function queryTerms(text: string, { apart = false } = {}): readonly string[] {
  const words = [...text.matchAll(word)].map(([found]) => folded(found));
  return [...new Set(apart ? words.flatMap((one) => one.split(joint)).filter((part) => part !== '') : words)];
}

/** A stretch of a text, and whether it is one of the words that were looked for. */
export interface Stretch { readonly text: string; readonly isMatch: boolean }

/** Whether a word of a text is among the terms, as a whole or by a part of it. */
function isAmong(found: string, terms: ReadonlySet<string>): boolean {
  return terms.has(folded(found)) || (joint.test(found) && found.split(joint).some((part) => terms.has(folded(part))));
}

/** Where the matching words begin and end: of a joined word that fits by a part, only that part. */
function* places(text: string, terms: ReadonlySet<string>): Generator<readonly [start: number, end: number]> {
  for (const { 0: found, index } of text.matchAll(word)) {
    if (terms.has(folded(found))) yield [index, index + found.length];
    else if (joint.test(found)) {
      let at = index;
      for (const part of found.split(joint)) {
        if (part !== '' && terms.has(folded(part))) yield [at, at + part.length];
        at += part.length + 1;
      }
    }
  }
}

/** The text in stretches, its matching words apart. */
export function marked(text: string, terms: ReadonlySet<string>): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const [start, end] of places(text, terms)) {
    if (start > at) stretches.push({ text: text.slice(at, start), isMatch: false });
    stretches.push({ text: text.slice(start, end), isMatch: true });
    at = end;
  }
  if (at < text.length || text === '') stretches.push({ text: text.slice(at), isMatch: false });
  return stretches;
}

/** Whether any of the terms is in the text. */
export function holds(text: string, terms: ReadonlySet<string>): boolean {
  for (const [found] of text.matchAll(word)) if (isAmong(found, terms)) return true;
  return false;
}

/** A line of the text around its first match, cut at words, with an ellipsis where it was cut. */
export function excerpt(text: string, terms: ReadonlySet<string>, most = 110): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const first = [...line.matchAll(word)].find(([found]) => isAmong(found, terms))?.index ?? 0;
  const lead = Math.max(0, first - Math.floor(most / 3));
  const start = lead === 0 ? 0 : line.indexOf(' ', lead) + 1 || lead;
  const from = Math.min(start, first);
  const end = from + most >= line.length ? line.length : Math.max(line.lastIndexOf(' ', from + most), first + 1);
  return `${from > 0 ? '…' : ''}${line.slice(from, end)}${end < line.length ? '…' : ''}`;
}
