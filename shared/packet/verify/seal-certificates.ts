/** The certificates that a seal brings along: its own, and those of its timestamp. */
import { seal } from '../seal.ts';
import type { Certificate } from './certificate.ts';
import { signatureTimestamp } from './integrity.ts';
import type { PdfFile } from './pdf-file.ts';
import { contentsOf, signatureFields } from './signature-field.ts';
import { readSignedData } from './signed-data.ts';

/** Reads them out of the sealed revision; null where there is no seal that can be read. */
export function sealCertificates(file: PdfFile): readonly Certificate[] | null {
  const field = signatureFields(file, file.revisions[0]!).find(({ name }) => name === seal.fieldName);
  const contents = field?.value == null ? null : contentsOf(file, field.value);
  const read = contents === null ? null : readSignedData(contents.bytes);
  if (read?.ok !== true) return null;
  const stamp = signatureTimestamp(read.data);
  return [...read.data.certificates, ...(stamp === null || stamp === 'unreadable' ? [] : stamp.certificates)];
}
