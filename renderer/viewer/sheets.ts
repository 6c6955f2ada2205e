/** The pages as sheets of paper below each other: each has its room at once, and is drawn when it comes near the screen. */
import { TextLayer, type PDFDocumentProxy, type PDFPageProxy, type RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { viewerWords } from '../../shared/copy/screens/viewer.ts';
import type { PdfTarget } from '../../shared/dossier/pdf-text.ts';
import type { Zoom } from '../content/messages.ts';
import { annotationMode } from './pdf.ts';
import type { ReadPage } from './page-text.ts';

interface Size { readonly width: number; readonly height: number }
interface Sheet { readonly element: HTMLElement; size: Size; scale: number; drawn: 'no' | 'waits' | 'yes'; task: RenderTask | null }

export interface SheetPorts {
  readonly read: (page: number) => Promise<ReadPage>;
  /** A sheet has its drawing and its text, or has lost them. */
  readonly onDrawn: (page: number) => void;
  readonly onLink: (target: PdfTarget) => void;
}

export interface Sheets {
  readonly setSize: (page: number, size: Size) => void;
  readonly setZoom: (zoom: Zoom) => void;
  /** Lays everything out again, where the room has changed. */
  readonly fit: () => void;
  readonly element: (page: number) => HTMLElement | null;
  readonly textLayer: (page: number) => HTMLElement | null;
  /** How many pixels of the screen a unit of the page has, and the page that is at a height of the scrolled area. */
  readonly scale: (page: number) => number;
  readonly pageAt: (y: number) => number;
}

/** Neither a page of the size of a house nor one as thin as a thread is drawn larger than a screen can scroll. */
const longestSide = 16_000;
const largestCanvas = 16_000_000;
const cssPixelsPerPoint = 96 / 72;
const widestFit = 2.6;
const margin = 16;

/** Makes room for every page. `first` is the size of the first one: the others are taken to be like it until they are known. */
export function layOut(root: HTMLElement, pages: number, first: Size, { read, onDrawn, onLink }: SheetPorts, document_: Pick<PDFDocumentProxy, 'getPage'>): Sheets {
  let zoom: Zoom = 'width';
  let queue: Promise<void> = Promise.resolve();
  const sheets = Array.from({ length: pages }, (_, page): Sheet => {
    const element = document.createElement('section');
    element.className = 'page';
    element.dataset['page'] = String(page);
    // No landmark: there may be thousands.
    element.setAttribute('role', 'group');
    element.setAttribute('aria-label', viewerWords.page(page + 1, pages));
    return { element, size: first, scale: 1, drawn: 'no', task: null };
  });
  root.replaceChildren(...sheets.map(({ element }) => element));

  /** Measured once for all: asking after each change would lay thousands of pages out thousands of times. */
  const measured = (): number => Math.max(120, scroller().clientWidth - 2 * margin);
  const scaleFor = ({ width, height }: Size, room: number): number => {
    const wanted = zoom === 'width' ? Math.min(widestFit, room / width) : zoom * cssPixelsPerPoint;
    return Math.min(wanted, longestSide / width, longestSide / height);
  };
  const place = (sheet: Sheet, room: number): void => {
    const scale = scaleFor(sheet.size, room);
    if (scale !== sheet.scale) clear(sheet);
    sheet.scale = scale;
    sheet.element.style.width = `${Math.max(1, sheet.size.width * scale)}px`;
    sheet.element.style.height = `${Math.max(1, sheet.size.height * scale)}px`;
  };
  const clear = (sheet: Sheet): void => {
    sheet.task?.cancel();
    sheet.task = null;
    if (sheet.drawn === 'no') return;
    sheet.drawn = 'no';
    sheet.element.replaceChildren();
    onDrawn(sheets.indexOf(sheet));
  };
  /** What is on top of the screen stays there while everything else changes its size. */
  const keepingPlace = (change: () => void): void => {
    const at = pageAt(scroller().scrollTop);
    const element = sheets[at]?.element;
    const part = element === undefined ? 0 : (scroller().scrollTop - element.offsetTop) / Math.max(1, element.offsetHeight);
    change();
    if (element !== undefined) scroller().scrollTop = element.offsetTop + part * element.offsetHeight;
  };
  const pageAt = (y: number): number => {
    let [low, high] = [0, sheets.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (sheets[middle]!.element.offsetTop <= y + 1) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const placeAll = (): void => {
    const room = measured();
    for (const sheet of sheets) place(sheet, room);
  };
  const fit = (): void => keepingPlace(() => {
    placeAll();
    look();
  });

  const draw = async (page: number): Promise<void> => {
    const sheet = sheets[page]!;
    if (sheet.drawn !== 'waits') return;
    try {
      const proxy = await document_.getPage(page + 1);
      const parts: HTMLElement[] = [await drawing(sheet, proxy)];
      const text = await read(page);
      parts.push(await textOver(text, sheet, proxy), ...text.links.map((link) => linkOver(link, sheet, proxy, onLink)));
      if ((sheet.drawn as Sheet['drawn']) !== 'waits') return;
      sheet.element.replaceChildren(...parts);
    } catch (error) {
      if ((sheet.drawn as Sheet['drawn']) !== 'waits') return;
      if (error instanceof Error && error.name === 'RenderingCancelledException') return;
      const note = document.createElement('p');
      note.className = 'note';
      note.textContent = viewerWords.notDrawn;
      sheet.element.replaceChildren(note);
    }
    sheet.drawn = 'yes';
    sheet.task = null;
    onDrawn(page);
  };
  const look = (): void => {
    observer.disconnect();
    for (const { element } of sheets) observer.observe(element);
  };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const page = Number((target as HTMLElement).dataset['page']);
      const sheet = sheets[page];
      if (sheet === undefined) continue;
      if (!isIntersecting) clear(sheet);
      else if (sheet.drawn === 'no') {
        sheet.drawn = 'waits';
        queue = queue.then(() => draw(page));
      }
    }
  }, { rootMargin: '900px 0px' });

  placeAll();
  look();
  return {
    setSize(page, size) {
      const sheet = sheets[page];
      if (sheet === undefined || (sheet.size.width === size.width && sheet.size.height === size.height)) return;
      keepingPlace(() => {
        sheet.size = size;
        clear(sheet);
        place(sheet, measured());
        observer.unobserve(sheet.element);
        observer.observe(sheet.element);
      });
    },
    setZoom(next) {
      zoom = next;
      fit();
    },
    fit,
    element: (page) => sheets[page]?.element ?? null,
    textLayer: (page) => sheets[page]?.element.querySelector<HTMLElement>('.textLayer') ?? null,
    scale: (page) => sheets[page]?.scale ?? 1,
    pageAt,
  };
}

/** What scrolls: the frame itself. */
export const scroller = (): HTMLElement => document.body;

async function drawing(sheet: Sheet, page: PDFPageProxy): Promise<HTMLCanvasElement> {
  const canvas = document.createElement('canvas');
  const wanted = sheet.scale * Math.min(3, window.devicePixelRatio);
  const { width, height } = page.getViewport({ scale: wanted });
  const scale = wanted * Math.min(1, Math.sqrt(largestCanvas / Math.max(1, width * height)));
  const viewport = page.getViewport({ scale });
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  canvas.setAttribute('aria-hidden', 'true');
  sheet.task = page.render({ canvas, viewport, annotationMode });
  await sheet.task.promise;
  return canvas;
}

async function textOver({ content, starts }: ReadPage, sheet: Sheet, page: PDFPageProxy): Promise<HTMLElement> {
  const container = document.createElement('div');
  container.className = 'textLayer';
  container.style.setProperty('--total-scale-factor', String(sheet.scale * page.userUnit));
  container.style.setProperty('--scale-round-x', '1px');
  container.style.setProperty('--scale-round-y', '1px');
  const layer = new TextLayer({ textContentSource: content, container, viewport: page.getViewport({ scale: sheet.scale }) } as ConstructorParameters<typeof TextLayer>[0]);
  await layer.render();
  layer.textDivs.forEach((element: HTMLElement, index: number) => {
    const start = starts[index] ?? -1;
    if (start >= 0 && element.textContent !== '') element.dataset['start'] = String(start);
  });
  return container;
}

function linkOver({ rect: [left, bottom, right, top], target }: ReadPage['links'][number], sheet: Sheet, page: PDFPageProxy, onLink: (target: PdfTarget) => void): HTMLElement {
  const viewport = page.getViewport({ scale: sheet.scale });
  const [x1, y1] = viewport.convertToViewportPoint(left, bottom) as [number, number];
  const [x2, y2] = viewport.convertToViewportPoint(right, top) as [number, number];
  const link = document.createElement('span');
  link.className = 'link';
  link.title = 'address' in target ? viewerWords.addressOf(target.address) : viewerWords.toPage(target.page + 1);
  Object.assign(link.style, { left: `${Math.min(x1, x2)}px`, top: `${Math.min(y1, y2)}px`, width: `${Math.abs(x2 - x1)}px`, height: `${Math.abs(y2 - y1)}px` });
  link.addEventListener('click', () => onLink(target));
  return link;
}
