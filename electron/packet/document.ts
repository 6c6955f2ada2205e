/**
 * The part of pdfkit that the packet uses, typed as it is used: pages, tags, objects, and the embedded fonts' own
 * shaping. pdfkit's text layout is not used: the packet breaks its own lines (`paragraph.ts`).
 */
import PDFDocument from 'pdfkit';
import { openFont } from './font-file.ts';
import { faces, page, type Face } from './measures.ts';

/** An object of the file; `end` writes it. */
export interface PdfReference { readonly id: number; readonly data: Record<string, unknown>; write(bytes: Uint8Array): void; end(bytes?: Uint8Array): void }

interface GlyphPosition { readonly xAdvance: number; readonly advanceWidth: number; readonly xOffset: number; readonly yOffset: number }

/** An embedded font: `encode` answers glyph codes in hexadecimal and their positions in thousandths of the size. */
export interface PdfFont {
  readonly id: string;
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
  ref(): PdfReference;
  encode(text: string): [string[], GlyphPosition[]];
  widthOfString(text: string, size: number): number;
}

export interface PdfPage { readonly dictionary: PdfReference; readonly fonts: Record<string, PdfReference> }

/** A piece of marked content, and an element of the structure tree. */
export interface MarkedContent { readonly refs: readonly unknown[] }
export interface StructureElement { add(child: StructureElement | MarkedContent): StructureElement; end(): void }
export interface StructureOptions { readonly alt?: string; readonly title?: string; readonly bbox?: readonly number[]; readonly placement?: string; readonly scope?: 'Column' | 'Row' }

export interface Bookmark { addItem(title: string, options?: { readonly top?: number }): Bookmark }

export interface PdfDocument {
  readonly page: PdfPage;
  readonly outline: Bookmark;
  readonly _root: PdfReference;
  readonly _font: PdfFont;
  addPage(): void;
  switchToPage(index: number): void;
  bufferedPageRange(): { start: number; count: number };
  addContent(operators: string): void;
  registerFont(name: string, bytes: Uint8Array): void;
  font(name: string): void;
  ref(data: Record<string, unknown>): PdfReference;
  struct(type: string, options?: StructureOptions): StructureElement;
  addStructure(element: StructureElement): void;
  markContent(tag: 'Artifact', options: { readonly type: string; readonly attached?: readonly string[] }): void;
  markStructureContent(tag: string): MarkedContent;
  endMarkedContent(): void;
  annotate(x: number, y: number, width: number, height: number, options: Record<string, unknown>): void;
  initForm(): void;
  file(bytes: Uint8Array, options: { name: string; type: string; relationship: string; description: string; creationDate: Date; modifiedDate: Date }): void;
  on(event: 'data', listener: (chunk: Uint8Array) => void): void;
  on(event: 'end', listener: () => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
  end(): void;
}

/** The faces' files as they are, WOFF. */
export type FontFiles = Readonly<Record<Face, Uint8Array>>;

/** What identifies the document: all of it is ASCII, since pdfkit writes it into the XMP packet unescaped. */
export interface DocumentIdentity { readonly title: string; readonly keywords: string; readonly createdAt: Date }

/** Opens an empty, tagged PDF/A-3a document whose bytes depend on nothing but what is put into it. */
export function openDocument(identity: DocumentIdentity, fonts: FontFiles): { readonly document: PdfDocument; readonly fonts: Readonly<Record<Face, PdfFont>> } {
  const document = new PDFDocument({
    size: [page.width, page.height], margin: 0, autoFirstPage: false, bufferPages: true, pdfVersion: '1.7', subset: 'PDF/A-3a', tagged: true, lang: 'en', displayTitle: true,
    // No default font: Helvetica would not be embedded.
    font: '',
    info: { Title: identity.title, Keywords: identity.keywords, Creator: 'Countersign', Producer: 'Countersign', CreationDate: identity.createdAt, ModDate: identity.createdAt },
  }) as unknown as PdfDocument;
  const open = (face: Face): PdfFont => {
    document.registerFont(face, openFont(fonts[face]));
    document.font(face);
    return document._font;
  };
  return { document, fonts: Object.fromEntries(faces.map((face) => [face, open(face)])) as Record<Face, PdfFont> };
}

/** Ends the document and gathers its bytes. */
export function closeDocument(document: PdfDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
    document.end();
  });
}
