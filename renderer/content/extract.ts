/** The plain text of a PDF, read without showing it: in a frame of its own that goes away again. */
import type { Result } from '../../shared/result.ts';
import type { PdfPage } from '../../shared/dossier/pdf-text.ts';

/**
 * The pages of a PDF as plain text, in order; `pdfText` of `shared/dossier/pdf-text.ts` joins them as the reader does. The bytes are
 * copied, not taken. Fails with `input/pdf-unreadable` for what can't be read, or takes longer than ten seconds for one page.
 */
export async function extractPdfText(bytes: Uint8Array): Promise<Result<readonly PdfPage[]>> {
  const { readPages } = await import('./pdf-frame.ts');
  return readPages(bytes);
}
