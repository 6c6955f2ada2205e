/**
 * The content tree of a packet: what is said, in which order and in which kind of block. No measures of the page and no
 * drawing; widths of columns are in millimetres of the 162 that the text is wide.
 */
import type { Scene } from '../../charts/scene.ts';
import type { RiskLevel } from '../../vocabulary.ts';

/** Small signs that stand before the word that they mean: never alone. */
export const signs = ['passed', 'failed', 'indeterminate', 'open', 'recused', 'abstained', 'warning', 'bars-low', 'bars-medium', 'bars-serious', 'bars-high', 'box-low', 'box-medium', 'box-serious', 'box-high'] as const;
export type Sign = (typeof signs)[number];
export const levelBars = (level: RiskLevel): Run => ({ sign: `bars-${level}` });
export const levelBox = (level: RiskLevel): Run => ({ sign: `box-${level}` });

/** A stretch of text in one style. `strong` is semibold (the one fact of a row), `medium` is for labels; `size` in points. */
export type Run =
  | { readonly sign: Sign }
  | { readonly text: string; readonly mono?: boolean; readonly strong?: boolean; readonly medium?: boolean; readonly tone?: 'ink' | 'ink-2' | 'ink-3'; readonly size?: number };

/** One paragraph. */
export type Rich = readonly (string | Run)[];

export const mono = (text: string): Run => ({ text, mono: true });
export const strong = (text: string): Run => ({ text, strong: true });
export const quiet = (text: string): Run => ({ text, tone: 'ink-2' });

/** Paragraphs of text that people wrote: blank lines separate, single line ends are spaces. */
export const paragraphsOf = (text: string): Rich[] =>
  text.split(/\r?\n\s*\r?\n/).map((part) => part.replace(/\s+/g, ' ').trim()).filter((part) => part !== '').map((part) => [part]);

/** `maxLines`: cut there, with an ellipsis. Only where the whole text stands elsewhere in the packet or its files. */
export interface Cell { readonly paragraphs: readonly Rich[]; readonly maxLines?: number }
export const cell = (...rich: Rich): Cell => ({ paragraphs: [rich] });
export const fitted = (maxLines: number, ...rich: Rich): Cell => ({ paragraphs: [rich], maxLines });

export interface Column { readonly head: Rich; readonly width: number; readonly align?: 'end'; readonly tone?: 'ink-2' | 'ink-3' }

/** One row: one or two lines of cells that stay together, a hairline after them. The first cell of a line heads it. */
export type Row = readonly (readonly Cell[])[];

export interface Table {
  readonly kind: 'table';
  /** What a screen reader announces. */
  readonly summary: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly note?: Rich;
}

export type Block =
  | { readonly kind: 'section'; readonly number: string | null; readonly title: string }
  | { readonly kind: 'subhead'; readonly number: string | null; readonly title: Rich; readonly bookmark?: string }
  | { readonly kind: 'lead'; readonly rich: Rich }
  | { readonly kind: 'prose'; readonly paragraphs: readonly Rich[] }
  | { readonly kind: 'labelled'; readonly number: string; readonly label: string; readonly paragraphs: readonly Rich[]; readonly source?: Rich }
  | Table
  | { readonly kind: 'figure'; readonly number: number; readonly title: string; readonly scene: Scene; readonly note: Rich; readonly unnumbered?: boolean }
  | { readonly kind: 'note'; readonly rich: Rich }
  /** Two halves side by side where they fit, one after the other where not. */
  | { readonly kind: 'halves'; readonly left: readonly Block[]; readonly right: readonly Block[] }
  | DecisionHead
  | { readonly kind: 'key-sheet'; readonly rows: readonly { readonly label: string; readonly lines: readonly KeyLine[] }[] }
  | { readonly kind: 'verify'; readonly title: string; readonly steps: readonly { readonly paragraphs: readonly Rich[] }[]; readonly code: { readonly text: string; readonly caption: Rich; readonly alt: string } }
  | SealArea
  | SignatureFields
  | { readonly kind: 'page-break' };

export interface DecisionHead {
  readonly kind: 'decision-head';
  readonly kicker: string;
  readonly sign: Sign;
  readonly title: string;
  readonly release: string;
  readonly submitted: string;
  readonly lead: Rich;
}

/** A line of the key sheet: `fact` is its main weight, `detail` the small one under it. */
export interface KeyLine { readonly rich: Rich; readonly style: 'fact' | 'fingerprint' | 'digest' | 'text' | 'detail' }

/** Three columns between two rules. `field`: the signature field covers the area (page 1 only). */
export interface SealArea {
  readonly kind: 'seal';
  readonly field: boolean;
  readonly columns: readonly { readonly label: string; readonly fact: Rich; readonly details: readonly Rich[] }[];
}

/** Fields that wait for a member's signature each, beside who they are. `waitingWord` and `signedWord` stand in the field before and after. */
export interface SignatureFields {
  readonly kind: 'signature-fields';
  readonly rows: readonly { readonly field: string; readonly name: string; readonly details: readonly Rich[]; readonly alt: string; readonly waitingWord: string; readonly signedWord: string }[];
}

/** A whole packet: what runs along every page, and the blocks in order. Page 1 is `first`; it must fit one page. */
export interface Outline {
  readonly header: readonly [string, string, Rich];
  readonly footer: readonly [string, string];
  /** Set on every page of a sample board's packet. */
  readonly banner: string | null;
  readonly first: readonly Block[];
  readonly rest: readonly Block[];
}
