/** The objects of a PDF file (ISO 32000-1, 7.3) as plain data, and the questions that the checks ask of them. */

/** A string knows which bytes of the file its token spans, `[from, to)`; both are -1 inside an object stream. */
export interface PdfString { readonly kind: 'string'; readonly bytes: Uint8Array; readonly from: number; readonly to: number }
/** Keys and names are Latin-1 text with `#xx` resolved. No key stands twice: such a file is refused. */
export interface PdfDict { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PdfObject> }
export interface PdfArray { readonly kind: 'array'; readonly items: readonly PdfObject[] }
export interface PdfRef { readonly kind: 'ref'; readonly num: number; readonly gen: number }
/** A stream's raw bytes, before any filter. */
export interface PdfStream { readonly kind: 'stream'; readonly dict: PdfDict; readonly raw: Uint8Array }
export type PdfObject =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'real'; readonly value: number }
  | { readonly kind: 'name'; readonly value: string }
  | PdfString | PdfArray | PdfDict | PdfRef | PdfStream;

export const pdfNull: PdfObject = { kind: 'null' };
export const emptyDict: PdfDict = { kind: 'dict', entries: new Map() };

/** The entry of a dictionary, null object when absent (the two mean the same, 7.3.7). Not resolved. */
export function entry(dict: PdfDict, key: string): PdfObject {
  return dict.entries.get(key) ?? pdfNull;
}

export function isName(object: PdfObject, value: string): boolean {
  return object.kind === 'name' && object.value === value;
}

/** A non-negative integer, or null for anything else. */
export function countOf(object: PdfObject): number | null {
  return object.kind === 'integer' && object.value >= 0 ? object.value : null;
}

/** Bytes as Latin-1 text, one character a byte. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  // `apply` takes a typed array as it is; spreading one is ten times slower, and this runs for every number of a file.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode.apply(null, bytes.subarray(at, at + 8192) as unknown as number[]);
  return text;
}

/** A text string for people: UTF-16BE or UTF-8 with their marks, else Latin-1 (which PDFDocEncoding is, for what we show). */
export function textOf(object: PdfObject): string | null {
  if (object.kind !== 'string') return null;
  const b = object.bytes;
  if (b[0] === 0xfe && b[1] === 0xff) {
    let text = '';
    for (let at = 2; at + 1 < b.length; at += 2) text += String.fromCharCode(b[at]! * 256 + b[at + 1]!);
    return text;
  }
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return new TextDecoder().decode(b.subarray(3) as Uint8Array<ArrayBuffer>);
  return latin1(b);
}
