/** PDFs written by hand, object for object: what no library would write. */
import { deflateSync } from 'node:zlib';

export interface PdfParts {
  /** Content of each page, as PDF operators. */
  readonly pages?: readonly (string | Uint8Array)[];
  /** More entries of the catalog, of every page and of every page's resources. */
  readonly catalog?: string;
  readonly page?: string;
  readonly resources?: string;
  readonly mediaBox?: string;
  /** More objects, from number 10 on, by their order: `<< … >>`. */
  readonly objects?: readonly (string | Uint8Array)[];
  /** The page tree, where it isn't an ordinary one. */
  readonly tree?: string;
}

/** The content of a page that says a line in a font which the file doesn't hold. */
export function saying(text: string, size = 24): string {
  return `BT /F1 ${size} Tf 60 700 Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`;
}

/** A stream object of those bytes, packed. */
export function packed(bytes: Uint8Array, entries = ''): Uint8Array {
  const data = deflateSync(bytes, { level: 9 });
  return Buffer.concat([Buffer.from(`<< /Length ${data.length} /Filter /FlateDecode ${entries} >>\nstream\n`), data, Buffer.from('\nendstream')]);
}

/** Puts the parts together; a page's font `/F1` is Helvetica, which isn't embedded. */
export function pdfFile({ pages = [saying('Nothing to see.')], catalog = '', page = '', resources = '', mediaBox = '[0 0 595 842]', objects = [], tree }: PdfParts = {}): Uint8Array {
  const firstPage = 10 + objects.length;
  const all = new Map<number, string | Uint8Array>([
    [1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`],
    [2, tree ?? `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${firstPage + 2 * index} 0 R`).join(' ')}] >>`],
    [3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    ...objects.map((object, index): [number, string | Uint8Array] => [10 + index, object]),
    ...pages.flatMap((content, index): [number, string | Uint8Array][] => [
      [firstPage + 2 * index, `<< /Type /Page /Parent 2 0 R /MediaBox ${mediaBox} /Contents ${firstPage + 2 * index + 1} 0 R /Resources << /Font << /F1 3 0 R >> ${resources} >> ${page} >>`],
      [firstPage + 2 * index + 1, typeof content === 'string' ? `<< /Length ${Buffer.byteLength(content)} >>\nstream\n${content}\nendstream` : content],
    ]),
  ]);
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let length = parts[0]!.length;
  const places = new Map<number, number>();
  for (const [number, body] of all) {
    places.set(number, length);
    for (const piece of [Buffer.from(`${number} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]) {
      parts.push(piece);
      length += piece.length;
    }
  }
  const size = Math.max(...all.keys()) + 1;
  const rows = Array.from({ length: size }, (_, number) => (places.has(number) ? `${String(places.get(number)).padStart(10, '0')} 00000 n \n` : '0000000000 65535 f \n'));
  parts.push(Buffer.from(`xref\n0 ${size}\n${rows.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`));
  return Buffer.concat(parts);
}
