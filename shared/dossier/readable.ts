/**
 * A document to read: a small tree of known parts, and its plain text. Every text of the tree is a part of the plain text, in its order, so
 * that a passage of one is a passage of the other. No part can carry markup, an address to follow or anything to load.
 */

/** A run of text inside a {@link Leaf}. */
export type Span =
  | { readonly kind: 'text' | 'code' | 'address' | 'image' | 'footnote'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'struck' | 'link'; readonly spans: readonly Span[] };

/** A paragraph's worth of text: it starts at `start` of the plain text. `stop` is the reading stop that it belongs to. */
export interface Leaf { readonly start: number; readonly text: string; readonly spans: readonly Span[]; readonly stop: number }

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;
export type Alignment = 'start' | 'center' | 'end';

export type Block =
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly leaf: Leaf }
  | { readonly kind: 'paragraph' | 'footnote'; readonly leaf: Leaf }
  /** `info`: what stands behind the opening fence. */
  | { readonly kind: 'code'; readonly info: Leaf | null; readonly leaf: Leaf }
  /** Text as it is written, line ends and all. */
  | { readonly kind: 'plain'; readonly leaf: Leaf }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  /** `first`: the first number of a numbered list, null for one with bullets. */
  | { readonly kind: 'list'; readonly first: number | null; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly align: readonly Alignment[]; readonly head: readonly Leaf[]; readonly rows: readonly (readonly Leaf[])[] }
  | { readonly kind: 'rule' };

/** Where a reader stops as they go through by keyboard: a paragraph, a heading, a block of code, a row of a table. */
export interface Stop { readonly start: number; readonly end: number }

export interface ReadableDocument {
  readonly blocks: readonly Block[];
  /** The leaves' texts, one line feed between two of them. */
  readonly text: string;
  readonly stops: readonly Stop[];
  readonly outline: readonly { readonly level: HeadingLevel; readonly text: string; readonly stop: number }[];
  /** Why Markdown is shown as it is written: formatting would have left out some of its words, or it is too long. Null where it is formatted or none. */
  readonly plainBecause: 'words-lost' | 'too-long' | null;
}

/** The text of spans, as shown. */
export function textOf(spans: readonly Span[]): string {
  return spans.map((span) => ('text' in span ? span.text : textOf(span.spans))).join('');
}

/** Builds a document leaf by leaf and keeps count of the plain text. */
export class DocumentWriter {
  readonly #texts: string[] = [];
  readonly #stops: Stop[] = [];
  readonly #outline: { level: HeadingLevel; text: string; stop: number }[] = [];
  #length = 0;

  /** A leaf at the end of what is written so far; `joins`: it belongs to the stop before it. */
  leaf(spans: readonly Span[], { joins = false } = {}): Leaf {
    const text = textOf(spans);
    const start = this.#texts.length === 0 ? 0 : this.#length + 1;
    const end = start + text.length;
    this.#texts.push(text);
    this.#length = end;
    const last = this.#stops.at(-1);
    if (joins && last !== undefined) this.#stops[this.#stops.length - 1] = { start: last.start, end };
    else this.#stops.push({ start, end });
    return { start, text, spans, stop: this.#stops.length - 1 };
  }

  /** Names a leaf in the outline. */
  head(level: HeadingLevel, { text, stop }: Leaf): void {
    this.#outline.push({ level, text, stop });
  }

  done(blocks: readonly Block[], plainBecause: ReadableDocument['plainBecause'] = null): ReadableDocument {
    return { blocks, text: this.#texts.join('\n'), stops: this.#stops, outline: this.#outline, plainBecause };
  }
}

/** More stops than this take too long to show. */
export const mostStops = 20_000;

/** Plain text to read: as it is written, a stop for each paragraph; of very many, a stop for several. */
export function readPlain(text: string, plainBecause: ReadableDocument['plainBecause'] = null): ReadableDocument {
  const writer = new DocumentWriter();
  // A blank line belongs to the paragraph before it; the line feed between two leaves is the last one of the paragraph.
  const parts = text.split(/(?<=\n[ \t]*\n)(?=.*\S)/);
  const together = Math.ceil(parts.length / mostStops);
  const grouped = together <= 1 ? parts : Array.from({ length: Math.ceil(parts.length / together) }, (_, index) => parts.slice(index * together, (index + 1) * together).join(''));
  const paragraphs = grouped.map((part, index, all) => (index < all.length - 1 ? part.slice(0, -1) : part));
  return writer.done(paragraphs.filter((part) => part !== '' || text !== '').map((part) => ({ kind: 'plain', leaf: writer.leaf([{ kind: 'text', text: part }]) })), plainBecause);
}
