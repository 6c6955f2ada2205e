/** A document of a revision, made ready for a person's eyes: plain text in which nothing can hide or reorder anything else. */
import { visibleText } from '../bytes/readable-json.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { ok, refuse, type Result } from '../result.ts';
import { shownPdfBytes } from './pdf-text.ts';
import type { DocumentEntry } from './revision.ts';

/** Largest document that is shown as text, in bytes; a larger one is saved and read elsewhere. */
export const shownTextBytes = 1_000_000;

/**
 * The text of a Markdown or plain document, control and direction characters written out; null for a PDF, whose bytes `pdfBytes` hands on. A byte order
 * mark is dropped, line ends become line feeds, tabs stay. Refuses `input/too-large` beyond `shownTextBytes` and `input/not-utf8`.
 */
export function documentText({ name, mediaType }: Pick<DocumentEntry, 'name' | 'mediaType'>, bytes: Uint8Array): Result<string | null> {
  if (mediaType === 'application/pdf') return ok(null);
  if (bytes.length > shownTextBytes) return refuse('input/too-large', { name, sizeBytes: bytes.length, limitBytes: shownTextBytes });
  const text = decodeUtf8(bytes, name);
  if (!text.ok) return text;
  const plain = text.value.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  return ok(plain.split('\t').map(visibleText).join('\t'));
}

/** The bytes of a PDF to show, null for any other document. Refuses `input/too-large` beyond `shownPdfBytes`. Nothing in them is looked at here. */
export function pdfBytes({ name, mediaType }: Pick<DocumentEntry, 'name' | 'mediaType'>, bytes: Uint8Array): Result<Uint8Array | null> {
  if (mediaType !== 'application/pdf') return ok(null);
  return bytes.length > shownPdfBytes ? refuse('input/too-large', { name, sizeBytes: bytes.length, limitBytes: shownPdfBytes }) : ok(bytes);
}
