/**
 * The part of pdfkit that the packet uses, typed as it is used: pages, tags, objects, and the embedded fonts' own
 * shaping. pdfkit's text layout is not used: the packet breaks its own lines (`paragraph.ts`).
 */
import PDFDocument from 'pdfkit';
import type { Digest } from '../../shared/vocabulary.ts';
import { openFont } from './font-file.ts';
import { faces, type Face, type Sheet } from './measures.ts';

/** An object of the file; `end` writes it. */
export interface PdfReference { readonly id: number; readonly data: Record<string, unknown>; write(bytes: Uint8Array): void; end(bytes?: Uint8Array): void }

/** In thousandths of the size. */
export interface GlyphPosition { readonly xAdvance: number; readonly advanceWidth: number; readonly xOffset: number; readonly yOffset: number }

/** An embedded font: `encode` answers glyph codes in hexadecimal and their positions in thousandths of the size. */
export interface PdfFont {
  readonly id: string;
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
  /** The code points that each glyph of the subset stands for, as the file's ToUnicode map will say. */
  readonly unicode: number[][];
  ref(): PdfReference;
  encode(text: string): [string[], GlyphPosition[]];
  widthOfString(text: string, size: number): number;
}

export interface PdfPage { readonly width: number; readonly dictionary: PdfReference; readonly fonts: Record<string, PdfReference> }

/** A piece of marked content, and an element of the structure tree. */
export interface MarkedContent { readonly refs: readonly unknown[] }
export interface StructureElement { readonly dictionary: PdfReference; add(child: StructureElement | MarkedContent): StructureElement; end(): void }
export interface StructureOptions { readonly alt?: string; readonly title?: string; readonly bbox?: readonly number[]; readonly placement?: string; readonly scope?: 'Column' | 'Row'; /** Of a table, for whoever hears it. */ readonly summary?: string; readonly numbering?: 'Decimal' }

/** `left` is counted from the right edge of the page. */
export interface Bookmark {
  readonly children: readonly Bookmark[];
  readonly outlineData: Record<string, unknown>;
  addItem(title: string, options?: { readonly top?: number; readonly left?: number }): Bookmark;
}

export interface PdfDocument {
  readonly page: PdfPage;
  readonly outline: Bookmark;
  readonly _root: PdfReference;
  readonly _font: PdfFont;
  addPage(): void;
  switchToPage(index: number): void;
  bufferedPageRange(): { start: number; count: number };
  addContent(operators: Uint8Array): void;
  registerFont(name: string, bytes: Uint8Array): void;
  font(name: string): void;
  ref(data: Record<string, unknown>): PdfReference;
  struct(type: string, options?: StructureOptions): StructureElement;
  addStructure(element: StructureElement): void;
  markContent(tag: 'Artifact', options: { readonly type: string; readonly attached?: readonly string[] }): void;
  markStructureContent(tag: string): MarkedContent;
  endMarkedContent(): void;
  addNamedDestination(name: string, kind: 'XYZ', left: number, top: number, zoom: null): void;
  /** Adds to the XMP packet. */
  appendXML(xml: string): void;
  annotate(x: number, y: number, width: number, height: number, options: Record<string, unknown>): void;
  initForm(): void;
  file(bytes: Uint8Array, options: { name: string; type: string; relationship: string; description: string; creationDate: Date; modifiedDate: Date }): void;
  on(event: 'data', listener: (chunk: Uint8Array) => void): void;
  on(event: 'end', listener: () => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
  end(): void;
}

/** The faces' files as they are, WOFF. */
export type FontFiles = Readonly<Record<Face, Uint8Array>> & { readonly other?: OtherFont | null };

/** A font of this computer, for letters that no face has. `name` is its file's; `digest` names that file's bytes: it is part of what the packet is made from. */
export interface OtherFont { readonly name: string; readonly digest: Digest; readonly bytes: Uint8Array }

/** The open fonts. */
export type Fonts = Readonly<Record<Face, PdfFont>> & { readonly other?: PdfFont };

/** What identifies the document: all of it is ASCII, since pdfkit writes it into the XMP packet unescaped. */
export interface DocumentIdentity { readonly title: string; readonly keywords: string; readonly createdAt: Date }

/** Opens an empty, tagged PDF/A-3a document whose bytes depend on nothing but what is put into it. */
export function openDocument(identity: DocumentIdentity, fonts: FontFiles, { width, height }: Sheet): { readonly document: PdfDocument; readonly fonts: Fonts } {
  const document = new PDFDocument({
    size: [width, height], margin: 0, autoFirstPage: false, bufferPages: true, pdfVersion: '1.7', subset: 'PDF/A-3a', tagged: true, lang: 'en-GB', displayTitle: true,
    // No default font: Helvetica would not be embedded.
    font: '',
    info: { Title: identity.title, Keywords: identity.keywords, Creator: 'Countersign', Producer: 'Countersign', CreationDate: identity.createdAt, ModDate: identity.createdAt },
  }) as unknown as PdfDocument;
  const at = `${identity.createdAt.toISOString().slice(0, 19)}Z`;
  document.appendXML(`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:ModifyDate>${at}</xmp:ModifyDate><xmp:MetadataDate>${at}</xmp:MetadataDate></rdf:Description>`);
  const open = (name: Face | 'other', bytes: Uint8Array): PdfFont => {
    document.registerFont(name, bytes);
    document.font(name);
    // pdfkit maps the glyph for what is missing, which no page shows, to U+0000; a ToUnicode map may not (ISO 19005-3, 6.2.11.7).
    document._font.unicode[0] = [0xfffd];
    return document._font;
  };
  const opened = Object.fromEntries(faces.map((face) => [face, open(face, openFont(fonts[face]))])) as Record<Face, PdfFont>;
  return { document, fonts: fonts.other == null ? opened : { ...opened, other: open('other', fonts.other.bytes) } };
}

/** pdfkit takes a primitive string for a name and a String object for a text string. */
// eslint-disable-next-line no-new-wrappers -- pdfkit tells the two kinds of strings of the format apart by this
export const textString = (value: string): unknown => new String(value);

/** Ends the document and gathers its bytes. */
export function closeDocument(document: PdfDocument): Promise<Uint8Array> {
  for (let i = 0; i < document.bufferedPageRange().count; i++) {
    document.switchToPage(i);
    // Links and fields are reached in the order of the structure (ISO 14289-1, 7.18.3).
    document.page.dictionary.data['Tabs'] = 'S';
  }
  // pdfkit leaves out how many entries of the outline are to be seen (ISO 32000-1, 12.3.3).
  const { outline } = document;
  outline.outlineData['Count'] = outline.children.length;
  for (const item of outline.children) if (item.children.length > 0) item.outlineData['Count'] = -item.children.length;
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
    document.end();
  });
}
