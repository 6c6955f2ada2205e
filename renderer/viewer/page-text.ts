/** The text of one page: what the window is told, and what lies over the drawing. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { pageText, visibleRun, type PdfLink, type PdfPage, type PdfRun, type PdfTarget } from '../../shared/dossier/pdf-text.ts';
import { visibleText } from '../../shared/bytes/readable-json.ts';
import { targetOf } from './pdf.ts';

/** A link and where it lies on the page, in the page's own units. */
export interface PlacedLink { readonly rect: readonly [number, number, number, number]; readonly target: PdfTarget; readonly range: { readonly start: number; readonly end: number } | null }

export interface ReadPage {
  readonly page: PDFPageProxy;
  readonly told: PdfPage;
  /** What pdf.js lays over the drawing: its runs with their visible texts. */
  readonly content: Awaited<ReturnType<PDFPageProxy['getTextContent']>>;
  /** The place of each run in the page's text, -1 for one that isn't in it. */
  readonly starts: readonly number[];
  readonly runs: readonly PlacedRun[];
  readonly links: readonly PlacedLink[];
}
export interface PlacedRun extends PdfRun { readonly width: number }

const mostLinks = 500;
/** A page with more runs than this has no text: laying them out would take too long. */
const mostRuns = 40_000;
const longestAddress = 1_500;

/** Reads a page's text and links. */
export async function readPage(document: PDFDocumentProxy, index: number): Promise<ReadPage> {
  const page = await document.getPage(index + 1);
  const content = await page.getTextContent();
  const items = content.items.filter((item) => 'str' in item).slice(0, mostRuns);
  for (const item of items) item.str = visibleRun(item.str);
  content.items = items;
  const runs = items.map(({ str, transform, width, fontName, hasEOL }): PlacedRun => {
    const [, , c, d, x, y] = transform as unknown as readonly [number, number, number, number, number, number];
    return { text: str, x: sane(x), y: sane(y), size: Math.min(1_000, sane(Math.hypot(c, d))), font: fontName, endsLine: hasEOL, width: sane(width) };
  });
  const { text, stops, starts } = pageText(runs);
  const links = await linksOf(document, page, runs, starts);
  const told: PdfLink[] = links.flatMap(({ range, target }) => (range === null ? [] : [{ ...range, target }]));
  return { page, content, starts, runs, links, told: { text, stops: stops.slice(0, 20_000), links: told } };
}

const sane = (value: number): number => (Number.isFinite(value) ? Math.max(-1e6, Math.min(1e6, value)) : 0);

interface LinkAnnotation { readonly subtype?: string; readonly rect?: readonly number[]; readonly dest?: string | readonly unknown[] | null; readonly url?: string; readonly unsafeUrl?: string }

async function linksOf(document: PDFDocumentProxy, page: PDFPageProxy, runs: readonly PlacedRun[], starts: readonly number[]): Promise<readonly PlacedLink[]> {
  const links: PlacedLink[] = [];
  try {
    for (const { subtype, rect, dest, url, unsafeUrl } of (await page.getAnnotations({ intent: 'display' })) as readonly LinkAnnotation[]) {
      if (links.length >= mostLinks) break;
      if (subtype !== 'Link' || rect?.length !== 4) continue;
      const address = unsafeUrl ?? url;
      const target = dest !== undefined && dest !== null ? await targetOf(document, dest) : typeof address === 'string' ? { address: visibleText(address).slice(0, longestAddress) } : null;
      const [x1, y1, x2, y2] = rect.map(sane) as [number, number, number, number];
      const place = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)] as const;
      if (target !== null) links.push({ rect: place, target, range: rangeIn(place, runs, starts) });
    }
  } catch {
    return links;
  }
  return links;
}

/** The words that lie in a rectangle, measured along their runs. */
function rangeIn([left, bottom, right, top]: PlacedLink['rect'], runs: readonly PlacedRun[], starts: readonly number[]): PlacedLink['range'] {
  let range: { start: number; end: number } | null = null;
  runs.forEach(({ text, x, y, size, width }, index) => {
    const start = starts[index]!;
    const middle = y + size * 0.3;
    if (start < 0 || text.trim() === '' || middle < bottom || middle > top || width <= 0 || x >= right || x + width <= left) return;
    const along = (at: number): number => Math.round((Math.max(0, Math.min(width, at - x)) / width) * text.length);
    const [from, to] = [start + along(left), start + along(right)];
    if (to > from) range = range === null ? { start: from, end: to } : { start: Math.min((range as { start: number }).start, from), end: Math.max((range as { end: number }).end, to) };
  });
  return range;
}
