/** What is typed into the palette, read: words, “phrases”, `#tags`, `@people`, and `>` for what can be done. Pure. */
import { askedWords, folded, spoken, type AskedWord } from './words.ts';

export interface Query {
  /** Only what can be done, by these words; null: everything. */
  readonly verbs: string | null;
  /** What is typed without tags and people: for what the search doesn’t list. */
  readonly text: string;
  readonly words: readonly AskedWord[];
  /** Each as `spoken` writes a text. */
  readonly phrases: readonly string[];
  /** Folded beginnings of tags and of names that all have to fit. */
  readonly tags: readonly string[];
  readonly people: readonly string[];
  /** What is being typed at the end, so that it can be completed. */
  readonly typing: 'tag' | 'person' | null;
}

const piece = /([#@])(?:"([^"]*)("?)|([^\s"]*))|"([^"]*)("?)|[^\s"]+/gu;

/** Reads what is typed. A quotation mark that isn’t closed yet goes to the end. */
export function readQuery(typed: string): Query {
  const text = typed.trimStart();
  if (text.startsWith('>')) return { verbs: text.slice(1).trim(), text: '', words: [], phrases: [], tags: [], people: [], typing: null };
  const rest: string[] = [];
  const phrases: string[] = [];
  const tags: string[] = [];
  const people: string[] = [];
  let typing: Query['typing'] = null;
  for (const match of text.matchAll(piece)) {
    const [whole, sign, quoted, closing, bare, phrase] = match;
    const isLast = match.index + whole.length === text.length;
    if (sign !== undefined && (match.index === 0 || /\s/.test(text[match.index - 1] ?? ' '))) {
      const value = named(quoted ?? bare ?? '');
      if (value !== '') (sign === '#' ? tags : people).push(value);
      if (isLast && closing !== '"') typing = sign === '#' ? 'tag' : 'person';
    } else if (phrase !== undefined) {
      rest.push(phrase);
      if (phrase.trim() !== '') phrases.push(spoken(phrase));
    } else rest.push(whole);
  }
  const plain = rest.join(' ').trim();
  return { verbs: null, text: plain, words: askedWords(plain), phrases: phrases.filter((phrase) => phrase.trim() !== ''), tags, people, typing };
}

/** A tag or a name as it is compared: its words and nothing else. */
export function named(text: string): string {
  return spoken(text).trim() || folded(text.trim());
}

/** What is typed for a tag or a person, as it stands in the field. */
export function typedName(sign: '#' | '@', name: string): string {
  return /[\s"]/.test(name) ? `${sign}"${name.replaceAll('"', '')}"` : `${sign}${name}`;
}

/** The text with what is being typed at its end replaced by a whole tag or name, and room for more. */
export function completed(typed: string, sign: '#' | '@', name: string): string {
  return `${typed.replace(/[#@](?:"[^"]*|[^\s"]*)$/u, '')}${typedName(sign, name)} `;
}
