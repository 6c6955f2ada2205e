/** What the frame does with each thing that the window asks of it. */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { longestPdfText, type PdfStop, type PdfTarget } from '../../shared/dossier/pdf-text.ts';
import type { Asked, Painted, Told, Zoom } from '../content/messages.ts';
import { headingsOf, openPdf } from './pdf.ts';
import { readPage, type ReadPage } from './page-text.ts';
import { paint } from './paint.ts';
import { pointWith } from './pointing.ts';
import { layOut, scroller } from './sheets.ts';

type Tell = (told: Told) => void;
const nothing: Painted = { note: [], found: [], current: [], passage: [], cursor: [] };
const settleMs = 120;
/** Pages whose text is kept taken apart: those around what is read. */
const mostKept = 16;

/** The next turn of the frame's own loop, without the delay that timers have where nobody looks. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Answers what takes the window's messages. Only the first document is opened. */
export function openViewer(tell: Tell): (asked: Asked) => void {
  let painted = nothing;
  let showing: Showing | null = null;
  let isOpen = false;
  const setLook = (look: string): void => { document.documentElement.dataset['look'] = look; };
  return (asked) => {
    switch (asked.kind) {
      case 'ping': return tell({ kind: 'pong', id: asked.id });
      case 'look': return setLook(asked.look);
      case 'zoom': return showing?.zoom(asked.zoom);
      case 'paint':
        painted = asked.painted;
        return showing?.paint();
      case 'show': return void showing?.show(asked);
      case 'scroll':
        scroller().scrollTop += asked.screens * scroller().clientHeight;
        return;
      case 'open':
        if (isOpen) return;
        isOpen = true;
        setLook(asked.look);
        void open(asked.bytes, asked.shows ? asked.zoom : null, tell, () => painted, (next) => { showing = next; });
    }
  };
}

async function open(bytes: Uint8Array, zoom: Zoom | null, tell: Tell, painted: () => Painted, onShowing: (showing: Showing) => void): Promise<void> {
  const opened = await openPdf(bytes);
  if ('refused' in opened) return tell({ kind: 'refused', why: opened.refused });
  const { document: pdf } = opened;
  const kept = new Map<number, Promise<ReadPage>>();
  const read = (page: number): Promise<ReadPage> => {
    const known = kept.get(page) ?? readPage(pdf, page);
    kept.delete(page);
    kept.set(page, known);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
    return known;
  };
  const stops = new Map<number, readonly PdfStop[]>();
  let showing: Showing | null = null;
  tell({ kind: 'opened', pages: pdf.numPages });
  if (zoom !== null) {
    try {
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      showing = show({ pdf, first: { width, height }, zoom, read, stops, tell, painted });
      onShowing(showing);
    } catch {
      return tell({ kind: 'refused', why: 'broken' });
    }
  }
  await readAll({ pdf, read, stops, tell, onPage: (page, size) => showing?.size(page, size) });
}

/** Tells every page's text in order; the bookmarks once the first pages are there. */
async function readAll({ pdf, read, stops, tell, onPage }: { readonly pdf: PDFDocumentProxy; readonly read: (page: number) => Promise<ReadPage>; readonly stops: Map<number, readonly PdfStop[]>; readonly tell: Tell; readonly onPage: (page: number, size: { width: number; height: number }) => void }): Promise<void> {
  let length = 0;
  for (let page = 0; page < pdf.numPages; page++) {
    let told: ReadPage['told'] = { text: '', stops: [], links: [] };
    try {
      const found = await read(page);
      const { width, height } = found.page.getViewport({ scale: 1 });
      onPage(page, { width, height });
      if (length + found.told.text.length <= longestPdfText) told = found.told;
    } catch {
      // A page that can't be read is one without text; the others are read all the same.
    }
    length += told.text.length;
    stops.set(page, told.stops);
    tell({ kind: 'page', page, text: told.text, stops: [...told.stops], links: [...told.links] });
    if (page === Math.min(2, pdf.numPages - 1)) tell({ kind: 'headings', headings: [...await headingsOf(pdf)] });
    await turn();
  }
  tell({ kind: 'read' });
}

interface Showing {
  readonly zoom: (zoom: Zoom) => void;
  readonly paint: () => void;
  readonly show: (asked: Extract<Asked, { kind: 'show' }>) => Promise<void>;
  readonly size: (page: number, size: { width: number; height: number }) => void;
}
interface Shown { readonly pdf: PDFDocumentProxy; readonly first: { width: number; height: number }; readonly zoom: Zoom; readonly read: (page: number) => Promise<ReadPage>; readonly stops: ReadonlyMap<number, readonly PdfStop[]>; readonly tell: Tell; readonly painted: () => Painted }

function show({ pdf, first, zoom, read, stops, tell, painted }: Shown): Showing {
  const root = document.getElementById('pages')!;
  const onLink = (target: PdfTarget): void => {
    if ('address' in target) tell({ kind: 'link', address: target.address });
    else void bring({ kind: 'show', page: target.page, start: null, end: null, top: target.top, reach: 'top' });
  };
  const sheets = layOut(root, pdf.numPages, first, { read, onDrawn: () => paint(painted(), sheets), onLink }, pdf);
  sheets.setZoom(zoom);
  let timer: ReturnType<typeof setTimeout> | null = null;
  const later = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void tellPlace(), settleMs);
  };
  /** How far from a sheet's top a height of its page is, on screen. */
  const down = async (page: number, height: number): Promise<number> => {
    const [, y] = (await pdf.getPage(page + 1)).getViewport({ scale: sheets.scale(page) }).convertToViewportPoint(0, height) as [number, number];
    return Number.isFinite(y) ? y : 0;
  };
  const tellPlace = async (): Promise<void> => {
    const { scrollTop, clientHeight } = scroller();
    const page = sheets.pageAt(scrollTop + Math.min(80, clientHeight / 4));
    const last = sheets.pageAt(scrollTop + clientHeight - 8);
    const edge = async (of: number, y: number, isFirst: boolean): Promise<{ page: number; at: number } | null> => {
      const on = stops.get(of);
      const sheet = sheets.element(of);
      if (on === undefined || on.length === 0 || sheet === null) return null;
      const inside = y - sheet.offsetTop;
      let found: PdfStop | null = null;
      for (const stop of on) {
        const begins = await down(of, stop.top);
        if (isFirst && begins >= inside - 4) {
          found = stop;
          break;
        }
        if (!isFirst && begins < inside) found = stop;
      }
      const at = found ?? (isFirst ? on.at(-1)! : null);
      return at === null ? { page: of, at: 0 } : { page: of, at: isFirst ? at.start : at.end };
    };
    tell({ kind: 'shown', page, first: await edge(page, scrollTop, true), last: await edge(last, scrollTop + clientHeight, false), scale: sheets.scale(page) * 0.75 });
  };
  const bring = async ({ page, start, end, top, reach }: Extract<Asked, { kind: 'show' }>): Promise<void> => {
    const sheet = sheets.element(page);
    if (sheet === null) return;
    let [from, to] = [top === null ? null : await down(page, top), null as number | null];
    if (start !== null) {
      const { runs, starts } = await read(page);
      const holds = (at: number): number => starts.findLastIndex((begins, index) => begins >= 0 && begins <= at && runs[index]!.text.trim() !== '');
      const [one, other] = [runs[holds(start)], runs[holds(Math.max(start, (end ?? start) - 1))]];
      if (one !== undefined) from = await down(page, one.y + one.size);
      if (other !== undefined) to = await down(page, other.y - other.size * 0.3);
    }
    const area = scroller();
    const [high, low] = [sheet.offsetTop + (from ?? 0), sheet.offsetTop + (to ?? (from ?? 0) + 24)];
    const [above, below] = [area.scrollTop + 24, area.scrollTop + area.clientHeight - 24];
    if (reach === 'top') area.scrollTop = high - 16;
    else if (high < above || low > below) area.scrollTop = high < above - area.clientHeight || low > below + area.clientHeight ? high - area.clientHeight / 4 : high < above ? high - 48 : Math.min(low - area.clientHeight + 48, high - 24);
    later();
  };
  scroller().addEventListener('scroll', later, { passive: true });
  window.addEventListener('resize', () => {
    sheets.fit();
    later();
  });
  pointWith(tell, (chosen) => paint(chosen === null ? painted() : { ...painted(), passage: chosen }, sheets));
  // Keys belong to the window: a click that brought the focus here has told it so by now.
  document.addEventListener('keydown', () => tell({ kind: 'pointed', place: null }));
  later();
  return {
    zoom: (next) => {
      sheets.setZoom(next);
      later();
    },
    paint: () => paint(painted(), sheets),
    show: bring,
    size: (page, size) => sheets.setSize(page, size),
  };
}
