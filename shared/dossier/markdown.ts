/**
 * Markdown to read: markdown-it's tokens turned into the parts of `readable.ts`. HTML in it is text. Links and images are their words and
 * their address, as text. Nothing that the author wrote vanishes: where formatting would leave words out, the document is shown as it is
 * written.
 */
import MarkdownIt, { type Token } from 'markdown-it';
import { visibleText } from '../bytes/readable-json.ts';
import { DocumentWriter, mostStops, readPlain, textOf, type Alignment, type Block, type HeadingLevel, type Leaf, type ReadableDocument, type Span } from './readable.ts';

/** Beyond this depth the parser may leave out what it finds. */
const deepest = 60;
/** Longer text than this is not formatted: what is made to be slow to parse would hold up the window. */
export const longestFormatted = 500_000;

const parser = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: false });
// A definition of a reference would vanish from the page, a footnote with it.
parser.disable('reference');
// Addresses are read, never followed: they are shown as they are written.
parser.normalizeLink = (url) => url;
parser.normalizeLinkText = (url) => url;

/** Reads Markdown. Hidden characters are written out, those that entities stand for too. */
export function readMarkdown(written: string): ReadableDocument {
  const source = shown(written);
  if (source.length > longestFormatted) return readPlain(source, 'too-long');
  const tokens = parser.parse(source, {});
  if (tokens.some(({ level, children }) => level > deepest || children?.some((child) => child.level > deepest) === true)) return readPlain(source, 'words-lost');
  const mapping = new Mapping(tokens);
  const document = mapping.document();
  if (document.stops.length > mostStops) return readPlain(source, 'too-long');
  return keepsWords(source, document.text) ? document : readPlain(source, 'words-lost');
}

/** The text of characters as they may be shown: hidden ones written out, tabs and line ends kept. */
function shown(text: string): string {
  return text.split('\t').map(visibleText).join('\t');
}

class Mapping {
  readonly #tokens: readonly Token[];
  readonly #writer = new DocumentWriter();
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  document(): ReadableDocument {
    return this.#writer.done(this.#blocks(null));
  }

  /** Blocks up to the token of that type, which is taken too. */
  #blocks(until: string | null): readonly Block[] {
    const blocks: Block[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== until; token = this.#next()) for (const block of this.#block(token)) blocks.push(block);
    return blocks;
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #block(token: Token): readonly Block[] {
    switch (token.type) {
      case 'heading_open': return [this.#heading(token)];
      case 'paragraph_open': return this.#paragraphs();
      case 'blockquote_open': return [{ kind: 'quote', blocks: this.#blocks('blockquote_close') }];
      case 'bullet_list_open': return [{ kind: 'list', first: null, items: this.#items('bullet_list_close') }];
      case 'ordered_list_open': return [{ kind: 'list', first: Number(token.attrGet('start') ?? 1), items: this.#items('ordered_list_close') }];
      case 'table_open': return [this.#table()];
      case 'fence': return [this.#code(token.content, token.info)];
      case 'code_block': return [this.#code(token.content, '')];
      case 'hr': return [{ kind: 'rule' }];
      // Whatever else a token may be, its content is text.
      default: return token.content === '' ? [] : [{ kind: 'paragraph', leaf: this.#writer.leaf([{ kind: 'text', text: shown(token.content) }]) }];
    }
  }

  #heading({ tag }: Token): Block {
    const level = Math.min(6, Math.max(1, Number(tag.slice(1)) || 1)) as HeadingLevel;
    const leaf = this.#writer.leaf(this.#inline('heading_close'));
    this.#writer.head(level, leaf);
    return { kind: 'heading', level, leaf };
  }

  /** A paragraph; where its lines define footnotes, one block for each. */
  #paragraphs(): readonly Block[] {
    const spans = this.#inline('paragraph_close');
    return byFootnote(spans).map((part) => ({ kind: definition.test(firstText(part)) ? 'footnote' : 'paragraph', leaf: this.#writer.leaf(withFootnotes(part)) }));
  }

  #items(until: string): readonly (readonly Block[])[] {
    const items: (readonly Block[])[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== until; token = this.#next()) items.push(this.#blocks('list_item_close'));
    return items;
  }

  #code(content: string, info: string): Block {
    const label = info.trim() === '' ? null : this.#writer.leaf([{ kind: 'text', text: shown(info.trim()) }]);
    return { kind: 'code', info: label, leaf: this.#writer.leaf([{ kind: 'text', text: shown(content.replace(/\n$/, '')) }], { joins: label !== null }) };
  }

  #table(): Block {
    const rows: Leaf[][] = [];
    const align: Alignment[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== 'table_close'; token = this.#next()) {
      if (token.type === 'tr_open') rows.push([]);
      if (token.type !== 'th_open' && token.type !== 'td_open') continue;
      if (token.type === 'th_open') align.push(alignmentOf(token));
      const row = rows.at(-1) ?? [];
      row.push(this.#writer.leaf(withFootnotes(this.#inline(token.type.replace('open', 'close'))), { joins: row.length > 0 }));
    }
    return { kind: 'table', align, head: rows[0] ?? [], rows: rows.slice(1) };
  }

  /** The spans of the inline tokens up to the one that closes the block. */
  #inline(until: string): readonly Span[] {
    const spans: Span[] = [];
    for (let token = this.#next(); token !== undefined && token.type !== until; token = this.#next()) for (const span of new InlineMapping(token.children ?? []).spans(null)) spans.push(span);
    return spans;
  }
}

class InlineMapping {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  spans(until: string | null): readonly Span[] {
    const spans: Span[] = [];
    for (let token = this.#tokens[this.#at++]; token !== undefined && token.type !== until; token = this.#tokens[this.#at++]) for (const span of this.#span(token)) spans.push(span);
    return spans;
  }

  #span(token: Token): readonly Span[] {
    switch (token.type) {
      case 'strong_open': return [{ kind: 'strong', spans: this.spans('strong_close') }];
      case 'em_open': return [{ kind: 'emphasis', spans: this.spans('em_close') }];
      case 's_open': return [{ kind: 'struck', spans: this.spans('s_close') }];
      case 'code_inline': return [{ kind: 'code', text: shown(token.content) }];
      case 'softbreak': return [{ kind: 'text', text: ' ' }];
      case 'hardbreak': return [{ kind: 'text', text: '\n' }];
      case 'link_open': return [this.#link(token)];
      case 'image': return [{ kind: 'image', text: shown(altOf(token)) }, ...address(attribute(token, 'src'), attribute(token, 'title'), null)];
      default: return token.content === '' ? [] : [{ kind: 'text', text: shown(token.content) }];
    }
  }

  #link(token: Token): Span {
    const spans = this.spans('link_close');
    return { kind: 'link', spans: [...spans, ...address(attribute(token, 'href'), attribute(token, 'title'), textOf(spans))] };
  }
}

/** ` (address "title")`, but for a link that is its own address. */
function address(url: string, title: string, words: string | null): readonly Span[] {
  const where = shown(url).replace(/\n/g, ' ');
  const named = title === '' ? '' : `"${shown(title).replace(/\n/g, ' ')}"`;
  const parts = [...(where === '' || where === words || where === `mailto:${words ?? ''}` ? [] : [where]), ...(named === '' ? [] : [named])];
  return parts.length === 0 ? [] : [{ kind: 'address', text: ` (${parts.join(' ')})` }];
}

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '');
}

/** The alternative text of an image, without its own formatting. */
function altOf({ children }: Token): string {
  return (children ?? []).map((token) => (token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : token.type === 'image' ? altOf(token) : token.content)).join('');
}

function alignmentOf(token: Token): Alignment {
  const style = attribute(token, 'style');
  return style.includes('right') ? 'end' : style.includes('center') ? 'center' : 'start';
}

const definition = /^\[\^[^\s\]]{1,40}\]:/;

function firstText(spans: readonly Span[]): string {
  const first = spans[0];
  return first?.kind === 'text' ? first.text : '';
}

/** Parts of a paragraph, each footnote that a line of it defines in a part of its own. */
function byFootnote(spans: readonly Span[]): readonly (readonly Span[])[] {
  const parts: Span[][] = [[]];
  spans.forEach((span, index) => {
    const before = spans[index - 1];
    const opens = definition.test(firstText([span])) && before?.kind === 'text' && /^\s$/.test(before.text);
    if (opens) {
      parts.at(-1)?.pop();
      parts.push([span]);
    } else parts.at(-1)?.push(span);
  });
  return parts.filter((part) => part.length > 0);
}

/** Footnotes' marks, `[^1]`, apart from the text around them. */
function withFootnotes(spans: readonly Span[]): readonly Span[] {
  return spans.flatMap((span): readonly Span[] => {
    if (span.kind === 'strong' || span.kind === 'emphasis' || span.kind === 'struck') return [{ kind: span.kind, spans: withFootnotes(span.spans) }];
    if (span.kind !== 'text') return [span];
    return span.text.split(/(\[\^[^\s\]]{1,40}\]:?)/).filter((part) => part !== '')
      .map((part) => (/^\[\^[^\s\]]+\]:?$/.test(part) ? { kind: 'footnote', text: part.replace(/^\[\^(.*?)\]:?$/, '[$1]') } : { kind: 'text', text: part }));
  });
}

/** Whether each word of the source is in the text as often, numbers of lists and names of characters aside. */
function keepsWords(source: string, text: string): boolean {
  const counts = new Map<string, number>();
  for (const [word] of text.replace(writtenOut, ' ').matchAll(wordRun)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const counted = source.replace(/^[ \t>*+-]*(?:\d{1,9}[.)][ \t]*)+/gm, '').replace(/&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g, ' ').replace(writtenOut, ' ');
  for (const [word] of counted.matchAll(wordRun)) {
    const left = counts.get(word) ?? 0;
    if (left === 0) return false;
    counts.set(word, left - 1);
  }
  return true;
}
const wordRun = /[\p{L}\p{N}]+/gu;
const writtenOut = /\\u[0-9a-f]{4}/g;
