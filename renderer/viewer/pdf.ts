/** Opens a PDF with everything switched off that could run, load or ask. */
import { AnnotationMode, getDocument, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { mostPdfPages, type PdfHeading, type PdfTarget } from '../../shared/dossier/pdf-text.ts';
import { visibleText } from '../../shared/bytes/readable-json.ts';
import type { Told } from '../content/messages.ts';
import { BuiltIn } from './built-in.ts';

/** Values that fields and remarks have are drawn with the page; none of them can be clicked or filled in. */
export const annotationMode = AnnotationMode.ENABLE;

/** Larger pictures than this, in pixels, are left out. */
const largestImage = 64_000_000;
const mostHeadings = 2_000;
const deepest = 8;

// Without it pdf.js would start a worker, which a frame of nobody's origin can't.
(globalThis as { pdfjsWorker?: unknown }).pdfjsWorker = { WorkerMessageHandler };

export type Opened = { readonly document: PDFDocumentProxy } | { readonly refused: Extract<Told, { kind: 'refused' }>['why'] };

/** Opens the document, or says why it can't be shown. */
export async function openPdf(bytes: Uint8Array): Promise<Opened> {
  const task = getDocument({
    data: bytes, BinaryDataFactory: BuiltIn, useWorkerFetch: false, useWasm: false, useSystemFonts: false, enableXfa: false, pdfBug: false, disableWorkerRendering: true,
    disableRange: true, disableStream: true, disableAutoFetch: true, maxImageSize: largestImage, verbosity: VerbosityLevel.ERRORS,
    // Only their names are used: BuiltIn answers, and the decoders of old picture formats lie beside this page.
    cMapUrl: 'cmaps/', standardFontDataUrl: 'fonts/', wasmUrl: `${new URL('/viewer/', location.href).href}`,
  });
  try {
    const document = await task.promise;
    if (document.numPages < 1) return { refused: 'no-pages' };
    return document.numPages > mostPdfPages ? { refused: 'too-many-pages' } : { document };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    return { refused: name === 'PasswordException' ? 'encrypted' : 'broken' };
  }
}

type Destination = string | readonly unknown[] | null;

/** Where a named or a written-out destination leads; null where it leads nowhere. */
export async function targetOf(document: PDFDocumentProxy, destination: Destination): Promise<Extract<PdfTarget, { page: number }> | null> {
  try {
    const written = typeof destination === 'string' ? await document.getDestination(destination) : destination;
    if (!Array.isArray(written)) return null;
    const [where, fit] = written as unknown as readonly [unknown, { readonly name?: string } | undefined];
    const page = typeof where === 'number' ? where : await document.getPageIndex(where as { num: number; gen: number });
    const height: unknown = fit?.name === 'XYZ' ? written[3] : fit?.name === 'FitH' || fit?.name === 'FitBH' ? written[2] : fit?.name === 'FitR' ? written[5] : null;
    return Number.isInteger(page) && page >= 0 && page < document.numPages ? { page, top: typeof height === 'number' && Math.abs(height) < 1e6 ? height : null } : null;
  } catch {
    return null;
  }
}

interface Bookmark { readonly title: string; readonly dest: Destination; readonly items: readonly Bookmark[] }

/** The document's bookmarks in order, as many and as deep as a list can show. */
export async function headingsOf(document: PDFDocumentProxy): Promise<readonly PdfHeading[]> {
  const headings: PdfHeading[] = [];
  const walk = async (bookmarks: readonly Bookmark[], depth: number): Promise<void> => {
    for (const { title, dest, items } of bookmarks) {
      if (headings.length >= mostHeadings) return;
      const target = await targetOf(document, dest);
      if (target !== null) headings.push({ title: visibleText(title).slice(0, 300), depth, ...target });
      if (depth < deepest) await walk(items, depth + 1);
    }
  };
  try {
    await walk((await document.getOutline() ?? []) as unknown as readonly Bookmark[], 0);
  } catch {
    return [];
  }
  return headings;
}
