/**
 * The plain text of a PDF, in which its passages are named. A page's runs of text, in the order in which the file draws them, make lines;
 * lines of a paragraph are joined by a space, behind a hyphen by nothing; paragraphs are joined by a line feed, and pages by one too, so that
 * a page without text is an empty line. Deceptive characters are written out, as in every document. Positions count UTF-16 units.
 */
import { visibleText } from '../bytes/readable-json.ts';
import type { HeadingLevel, ReadableDocument, Stop } from './readable.ts';

/** A run of text as it stands on the page: where it begins, how high its letters are, in the page's own units. `endsLine`: a line ends behind it. */
export interface PdfRun { readonly text: string; readonly x: number; readonly y: number; readonly size: number; readonly font: string; readonly endsLine: boolean }

/** A paragraph of a page. `top`: how high on the page it begins, in the page's own units from below. */
export interface PdfStop extends Stop { readonly top: number }

/** Where a link of a page leads: to a page of the same document, from 0, or to an address that is only ever shown. */
export type PdfTarget = { readonly page: number; readonly top: number | null } | { readonly address: string };
export interface PdfLink extends Stop { readonly target: PdfTarget }

/** One page's text and the paragraphs in it; places count from the beginning of the page. */
export interface PdfPage { readonly text: string; readonly stops: readonly PdfStop[]; readonly links: readonly PdfLink[] }

/** A bookmark of the document: its words, how deep it lies, and where it leads. */
export interface PdfHeading { readonly title: string; readonly depth: number; readonly page: number; readonly top: number | null }

/** Largest PDF that is shown, in bytes; a larger one is saved and read elsewhere. */
export const shownPdfBytes = 200_000_000;
/** More pages than this are not shown. */
export const mostPdfPages = 5_000;
/** The text of a page is read up to this length, that of a document up to the other. */
export const longestPageText = 200_000;
export const longestPdfText = 8_000_000;

/** The text of a run as it is shown and quoted: a soft hyphen is a hyphen, a bullet of a symbol font is one, what could deceive is written out. */
export function visibleRun(text: string): string {
  return visibleText(text.replaceAll('\u00ad', '-').replaceAll('\uf0b7', '•').replace(/\s/g, ' '));
}

interface Line { text: string; x: number; y: number; size: number; font: string | null; readonly runs: number[] }

/** A page's text from its runs, whose texts are visible already. `starts`: the place of each run in it, -1 for one that isn't in it. */
export function pageText(runs: readonly PdfRun[]): { readonly text: string; readonly stops: readonly PdfStop[]; readonly starts: readonly number[] } {
  const lines = linesOf(runs);
  const usual = usualGap(lines);
  const starts = runs.map(() => -1);
  const stops: PdfStop[] = [];
  let text = '';
  let before: Line | null = null;
  for (const line of lines) {
    if (text.length + line.text.length > longestPageText) break;
    const isNew = before === null || beginsParagraph(before, line, usual);
    if (before !== null) text += isNew ? '\n' : joint(text);
    const start = text.length;
    let at = start;
    for (const index of line.runs) {
      starts[index] = at;
      at += runs[index]!.text.length;
    }
    text += line.text;
    const last = stops.at(-1);
    if (isNew || last === undefined) stops.push({ start, end: text.length, top: line.y + line.size });
    else stops[stops.length - 1] = { ...last, end: text.length };
    before = line;
  }
  return { text, stops, starts };
}

function linesOf(runs: readonly PdfRun[]): readonly Line[] {
  const lines: Line[] = [];
  let open: Line | null = null;
  runs.forEach(({ text, x, y, size, font, endsLine }, index) => {
    const isBlank = text.trim() === '';
    if (open === null) lines.push(open = { text: '', x, y, size: isBlank ? 0 : size, font, runs: [] });
    else if (!isBlank) {
      if (open.text.trim() === '') Object.assign(open, { x, y, size, font });
      else if (font !== open.font) open.font = null;
      open.size = Math.max(open.size, size);
    }
    open.text += text;
    open.runs.push(index);
    if (endsLine) open = null;
  });
  return lines.filter(({ text }) => text.trim() !== '');
}

/** How far below each other the lines of a paragraph stand on this page, in heights of their letters. */
function usualGap(lines: readonly Line[]): number {
  const gaps = lines.slice(1).flatMap(({ y, size }, index) => {
    const gap = (lines[index]!.y - y) / Math.max(size, 0.1);
    return gap > 0.8 && gap < 2.2 && Math.abs(lines[index]!.size - size) < size * 0.05 ? [gap] : [];
  }).sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 4)] ?? 1.3;
}

const itemMark = /^\s*(?:[•‣▪◦·–*-]|\d{1,3}[.)]|\([a-z0-9]{1,3}\))\s/;

function beginsParagraph(before: Line, line: Line, usual: number): boolean {
  const size = Math.max(line.size, 0.1);
  const gap = (before.y - line.y) / size;
  // Beside each other: cells of a row, or what a program wrote in two pieces.
  if (Math.abs(gap) < 0.4) return false;
  return gap < 0 || gap > Math.min(1.95, usual * 1.25) || Math.abs(before.size - size) > size * 0.12 || itemMark.test(line.text)
    || (before.font !== null && line.font !== null && before.font !== line.font) || (line.x - before.x > size * 0.8 && /[.!?:]\s*$/.test(before.text) && !itemMark.test(before.text));
}

function joint(before: string): string {
  return /\s$/.test(before) || /\p{L}-$/u.test(before) ? '' : ' ';
}

/** A PDF to read: its plain text, paragraphs and bookmarks, and where each page begins in the text. Its pages are drawn elsewhere. */
export interface PdfDocument extends ReadableDocument {
  /** Of the pages that are read: the first ones. */
  readonly pages: readonly (PdfPage & { readonly start: number; readonly firstStop: number })[];
}

/** The plain text of pages that follow each other from the first. */
export function pdfText(pages: readonly Pick<PdfPage, 'text'>[]): string {
  return pages.map(({ text }) => text).join('\n');
}

/** The document that the pages read so far make. A bookmark to a page that isn't read yet is left out until it is. */
export function readPdf(pages: readonly PdfPage[], headings: readonly PdfHeading[]): PdfDocument {
  const stops: Stop[] = [];
  let start = 0;
  const placed = pages.map((page) => {
    const at = { ...page, start, firstStop: stops.length };
    for (const stop of page.stops) stops.push({ start: start + stop.start, end: start + stop.end });
    start += page.text.length + 1;
    return at;
  });
  const document = { blocks: [], text: pdfText(pages), stops, outline: [], plainBecause: null, pages: placed };
  const outline = headings.flatMap(({ title, depth, page, top }) => {
    const stop = page < placed.length ? (stopNamed(document, page, title) ?? stopOfPage(document, page, top)) : null;
    return stop === null ? [] : [{ level: Math.min(6, depth + 1) as HeadingLevel, text: title, stop }];
  });
  return { ...document, outline };
}

/** The stop of a page that reads as a bookmark does: many programs write bookmarks that name only the page. */
function stopNamed({ pages }: Pick<PdfDocument, 'pages'>, page: number, title: string): number | null {
  const { text, stops, firstStop } = pages[page]!;
  const words = (of: string): string => of.replace(/\s+/g, ' ').trim().toLowerCase();
  const wanted = words(title);
  const found = wanted === '' ? -1 : stops.findIndex(({ start, end }) => end - start < title.length * 2 + 20 && words(text.slice(start, end)) === wanted);
  return found < 0 ? null : firstStop + found;
}

/** The first stop of a page at or below a height; of a page without text the next stop; null where the page isn't read or nothing follows. */
export function stopOfPage({ pages, stops }: Pick<PdfDocument, 'pages' | 'stops'>, page: number, top: number | null): number | null {
  const place = pages[page];
  if (place === undefined || stops.length === 0) return null;
  const found = top === null ? 0 : place.stops.findIndex((stop) => stop.top <= top + 4);
  return Math.min(stops.length - 1, place.firstStop + (found < 0 ? Math.max(0, place.stops.length - 1) : found));
}

/** A place of a page: the page from 0, and where in its text. */
export interface PdfPlace { readonly page: number; readonly at: number }

/** The page that holds a place of the plain text. */
export function pdfPlaceAt({ pages }: Pick<PdfDocument, 'pages'>, place: number): PdfPlace {
  let [low, high] = [0, Math.max(0, pages.length - 1)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pages[middle]!.start <= place) low = middle;
    else high = middle - 1;
  }
  const page = pages[low];
  return { page: low, at: page === undefined ? 0 : Math.max(0, Math.min(page.text.length, place - page.start)) };
}

/** A passage of a page. */
export interface PdfPiece extends Stop { readonly page: number }

/** A range of the plain text, page by page. */
export function piecesOf(document: Pick<PdfDocument, 'pages'>, { start, end }: Stop): readonly PdfPiece[] {
  const pieces: PdfPiece[] = [];
  for (let { page, at } = pdfPlaceAt(document, start); page < document.pages.length; page++) {
    const { start: begins, text } = document.pages[page]!;
    if (begins >= end) break;
    const until = Math.min(text.length, end - begins);
    if (until > at) pieces.push({ page, start: at, end: until });
    at = 0;
  }
  return pieces;
}

/** The place of the plain text that a page's own place is; null where the page isn't read yet. */
export function placeOf({ pages }: Pick<PdfDocument, 'pages'>, { page, at }: PdfPlace): number | null {
  const found = pages[page];
  return found === undefined ? null : found.start + Math.max(0, Math.min(found.text.length, at));
}
