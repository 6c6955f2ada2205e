/** An issued packet as a paper that belongs to it names it: by its bytes, and by the statement inside. */
import { embeddedFiles } from '../../shared/packet/verify/embedded-files.ts';
import { readPdf } from '../../shared/packet/verify/pdf-file.ts';
import { fileBytes, readStatement, statementFile } from '../../shared/packet/verify/record-files.ts';
import type { ParentPacket } from '../../shared/packet/related.ts';
import type { Statement } from '../../shared/packet/statement.ts';
import { integrity, ok, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import type { GatherPorts } from './gather.ts';

export interface Parent { readonly paper: ParentPacket; readonly statement: Statement }

/** Reads it from the object store, whose bytes have the digest that they are stored under. Fails with `object/missing` or `object/damaged` where it isn't here or holds no statement. */
export async function readParent(packet: Digest, { objects, sha256 }: Pick<GatherPorts, 'objects' | 'sha256'>): Promise<Result<Parent>> {
  const bytes = await objects.read(packet);
  if (!bytes.ok) return bytes;
  const pdf = readPdf(bytes.value);
  const embedded = pdf.ok ? embeddedFiles(pdf.file, pdf.file.revisions.at(-1)!) : null;
  const envelope = embedded?.ok === true ? fileBytes(embedded.files, statementFile) : null;
  const read = envelope === null ? null : readStatement(envelope);
  if (envelope === null || read === null) return integrity('object/damaged', { digest: packet, path: statementFile });
  if (!read.ok) return read;
  const { statement } = read.value;
  return ok({ statement, paper: { number: statement.predicate.packet, digest: packet, sizeBytes: bytes.value.length, statement: sha256(envelope) } });
}
