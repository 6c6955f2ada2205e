import { memo, type ReactNode } from 'react';
import { documentsWords } from '../../../shared/copy/screens/documents.ts';
import type { Block, Leaf, ReadableDocument, Span } from '../../../shared/dossier/readable.ts';
import styles from './blocks.module.css';

/** How many annotations begin at each stop, in words. */
export type Marked = ReadonlyMap<number, string>;

/**
 * A document's parts as elements, and nothing else: each kind of part has one element of ours, and its text is text. The ids of the dossier's
 * own items lead to them; nothing else leads anywhere. Every stop can take the focus; `data-start` says where a leaf stands in the plain text.
 */
export const Blocks = memo(function Blocks({ document, marked, addressOf }: { readonly document: ReadableDocument; readonly marked: Marked; readonly addressOf: AddressOf }): ReactNode {
  const context = { marked, addressOf, ranks: rankOf(document) };
  return <Inner blocks={document.blocks} context={context} />;
});

/** Where an item of the dossier is shown, by its id; null for any other word. The only addresses that a document ever leads to. */
export type AddressOf = (id: string) => string | null;
interface Context { readonly marked: Marked; readonly addressOf: AddressOf; readonly ranks: ReadonlyMap<number, Rank> }
interface BlockProps { readonly block: Block; readonly context: Context }
type Rank = 3 | 4 | 5 | 6;

/** The rank of each heading below the screen's own: never more than one below the heading before it. */
function rankOf({ outline }: ReadableDocument): ReadonlyMap<number, Rank> {
  let before = 2;
  return new Map(outline.map(({ level, stop }) => {
    before = Math.min(level + 2, before + 1, 6);
    return [stop, before as Rank];
  }));
}

function OneBlock({ block, context }: BlockProps): ReactNode {
  const { marked, addressOf, ranks } = context;
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${ranks.get(block.leaf.stop) ?? 6}` as const;
      return <Heading className={styles.heading} data-level={block.level} {...stopOf(block.leaf, marked)} {...leafOf(block.leaf)}><Spans spans={block.leaf.spans} addressOf={addressOf} /></Heading>;
    }
    case 'paragraph': return <p className={styles.paragraph} {...stopOf(block.leaf, marked)} {...leafOf(block.leaf)}><Spans spans={block.leaf.spans} addressOf={addressOf} /></p>;
    case 'footnote': return <p className={styles.note} {...stopOf(block.leaf, marked)} {...leafOf(block.leaf)}><Spans spans={block.leaf.spans} addressOf={addressOf} /></p>;
    case 'plain': return <p className={styles.plain} {...stopOf(block.leaf, marked)} {...leafOf(block.leaf)}><Spans spans={block.leaf.spans} addressOf={addressOf} /></p>;
    case 'code': return (
      <div className={styles.code} {...stopOf(block.leaf, marked)}>
        {block.info !== null && <p {...leafOf(block.info)}><Spans spans={block.info.spans} addressOf={addressOf} /></p>}
        <pre {...leafOf(block.leaf)}><Spans spans={block.leaf.spans} addressOf={addressOf} /></pre>
      </div>
    );
    case 'quote': return <blockquote className={styles.quote}><Inner blocks={block.blocks} context={context} /></blockquote>;
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}><Inner blocks={item} context={context} /></li>);
      return block.first === null ? <ul className={styles.list}>{items}</ul> : <ol className={styles.list} start={block.first}>{items}</ol>;
    }
    case 'table': return (
      <table className={styles.table}>
        {block.head.length > 0 && <thead><tr {...stopOf(block.head[0]!, marked)}>{block.head.map((cell, index) => <th key={index} scope="col" data-align={block.align[index]} {...leafOf(cell)}><Spans spans={cell.spans} addressOf={addressOf} /></th>)}</tr></thead>}
        <tbody>{block.rows.map((row, index) => <tr key={index} {...(row[0] === undefined ? {} : stopOf(row[0], marked))}>{row.map((cell, column) => <td key={column} data-align={block.align[column]} {...leafOf(cell)}><Spans spans={cell.spans} addressOf={addressOf} /></td>)}</tr>)}</tbody>
      </table>
    );
    case 'rule': return <hr className={styles.rule} />;
  }
}

function Inner({ blocks, context }: Omit<BlockProps, 'block'> & { readonly blocks: readonly Block[] }): ReactNode {
  return <>{blocks.map((block, index) => <OneBlock key={index} block={block} context={context} />)}</>;
}

function Spans({ spans, addressOf }: { readonly spans: readonly Span[]; readonly addressOf: AddressOf }): ReactNode {
  return <>{spans.map((span, index) => <OneSpan key={index} span={span} addressOf={addressOf} />)}</>;
}

/** What may be an item's id. */
const idLike = /\b([A-Za-z][A-Za-z0-9]*-[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*)\b/;

/** Text in which the ids of the dossier's own items lead to them. */
function Words({ text, addressOf }: { readonly text: string; readonly addressOf: AddressOf }): ReactNode {
  return <>{text.split(idLike).map((part, index) => {
    const address = index % 2 === 1 ? addressOf(part) : null;
    return address === null ? part : <a key={index} href={address}>{part}</a>;
  })}</>;
}

function OneSpan({ span, addressOf }: { readonly span: Span; readonly addressOf: AddressOf }): ReactNode {
  switch (span.kind) {
    case 'text': return <Words text={span.text} addressOf={addressOf} />;
    case 'code': return <code>{span.text}</code>;
    case 'strong': return <strong><Spans spans={span.spans} addressOf={addressOf} /></strong>;
    case 'emphasis': return <em><Spans spans={span.spans} addressOf={addressOf} /></em>;
    case 'struck': return <s><Spans spans={span.spans} addressOf={addressOf} /></s>;
    case 'footnote': return <sup>{span.text}</sup>;
    case 'link': return <span className={styles.link}><Spans spans={span.spans} addressOf={addressOf} /></span>;
    case 'address': return <span className={styles.address}>{span.text}</span>;
    case 'image': return <span className={styles.image} data-before={documentsWords.image}>{span.text}</span>;
  }
}

function leafOf({ start }: Leaf): { readonly 'data-start': number } {
  return { 'data-start': start };
}

/** What makes an element a stop: it takes the focus, and says what is noted there. */
function stopOf({ stop }: Leaf, marked: Marked): { readonly 'data-stop': number; readonly tabIndex: -1; readonly 'aria-description'?: string; readonly 'data-marked'?: true } {
  const words = marked.get(stop);
  return { 'data-stop': stop, tabIndex: -1, ...(words === undefined ? {} : { 'aria-description': words, 'data-marked': true }) };
}
