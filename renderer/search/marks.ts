/** Where the words that were looked for stand in a text. Pure; a text stays text. */
import { folded, tokensOf } from './words.ts';

/** A stretch of a text, and whether it is one of the words that were looked for. */
export interface Stretch { readonly text: string; readonly isMatch: boolean }

/** What is marked: words that begin with one of `beginnings`, and words that are among `words`. */
export interface Needles { readonly beginnings: readonly string[]; readonly words: ReadonlySet<string> }

const joint = /[-._/'’]/;

/** Needles of words that were asked for. */
export function needlesOf(beginnings: readonly string[], words: ReadonlySet<string> = new Set()): Needles {
  return { beginnings: beginnings.filter((one) => one !== ''), words };
}

function fits(term: string, { beginnings, words }: Needles): boolean {
  return words.has(term) || beginnings.some((beginning) => term.startsWith(beginning));
}

/** Where the matching words begin and end: of a joined word that fits by a part only that part, in a script without spaces only what was asked for. */
function* places(text: string, needles: Needles): Generator<readonly [start: number, end: number]> {
  for (const { text: found, start, isUnspaced } of tokensOf(text)) {
    if (isUnspaced) yield* within(found, start, needles);
    else if (fits(folded(found), needles)) yield [start, start + found.length];
    else if (joint.test(found)) {
      let at = start;
      for (const part of found.split(joint)) {
        if (part !== '' && fits(folded(part), needles)) yield [at, at + part.length];
        at += part.length + 1;
      }
    }
  }
}

function* within(run: string, start: number, { beginnings }: Needles): Generator<readonly [start: number, end: number]> {
  const plain = folded(run);
  // Folding keeps the length of nearly every run; where it doesn’t, the whole run is marked.
  const isAligned = plain.length === run.length;
  let from = 0;
  for (;;) {
    const next = beginnings.map((needle) => ({ at: plain.indexOf(needle, from), length: needle.length })).filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at || b.length - a.length)[0];
    if (next === undefined) return;
    if (!isAligned) {
      yield [start, start + run.length];
      return;
    }
    yield [start + next.at, start + next.at + next.length];
    from = next.at + next.length;
  }
}

/** The text in stretches, its matching words apart. */
export function marked(text: string, needles: Needles): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const [start, end] of places(text, needles)) {
    if (start > at) stretches.push({ text: text.slice(at, start), isMatch: false });
    stretches.push({ text: text.slice(start, end), isMatch: true });
    at = end;
  }
  if (at < text.length || text === '') stretches.push({ text: text.slice(at), isMatch: false });
  return stretches;
}

/** Whether any of the words is in the text. */
export function holds(text: string, needles: Needles): boolean {
  for (const _ of places(text, needles)) return true;
  return false;
}

/** How many different beginnings have a word in the text: what an excerpt is chosen by. */
export function heldCount(text: string, { beginnings, words }: Needles): number {
  const asked = beginnings.filter((one) => holds(text, { beginnings: [one], words: none })).length;
  return asked + Number(words.size > 0 && holds(text, { beginnings: [], words }));
}
const none: ReadonlySet<string> = new Set();

/** A line of the text around its first match, cut at words, with an ellipsis where it was cut. */
export function excerpt(text: string, needles: Needles, most = 120): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const [first = 0] = places(line, needles).next().value ?? [];
  const lead = Math.max(0, first - Math.floor(most / 3));
  const start = lead === 0 ? 0 : line.indexOf(' ', lead) + 1 || lead;
  const from = whole(line, Math.min(start, first));
  const blank = line.lastIndexOf(' ', from + most);
  const end = from + most >= line.length ? line.length : whole(line, blank > first ? blank : from + most);
  return `${from > 0 ? '…' : ''}${line.slice(from, end)}${end < line.length ? '…' : ''}`;
}

/** Never in the middle of a pair of surrogates. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
