/** What the parser does, in whatever process: opens files, hashes them, sees what they are, reads them. */
import type { EvidenceKind } from '../../shared/dossier/evidence.ts';
import { beginning, unknownFormat, unreadable, warning, type EvidenceFile, type FileHead, type Reading } from '../../shared/evidence/reader.ts';
import { detect, gatherPieces, readEvidence, readers } from '../../shared/evidence/registry.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { fail, ok, refuse, type Result, type Trouble } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';
import { headBytes, largestFileBytes, largestPieceBytes, type EvidenceParser, type PieceAnswer, type PieceRequest, type SourceFile } from './parser.ts';

export interface ReadPorts { readonly files: Files; readonly sha256: Sha256 }

/** A parser in this very process, for files that somebody vouches for: the sample's, and tests'. */
export function openParserHere(ports: ReadPorts): EvidenceParser {
  return { gather: (files) => gatherFiles(files, ports), read: (request) => readPiece(request, ports), close: () => Promise.resolve() };
}

/** Looks at the beginning of each file and puts together what belongs together. A file that can't be opened is a piece of its own. */
export async function gatherFiles(sources: readonly SourceFile[], { files }: ReadPorts): Promise<Result<readonly (readonly SourceFile[])[]>> {
  const heads: FileHead[] = [];
  for (const { name, path } of sources) {
    const size = await files.size(path);
    const head = size.ok && size.value !== null ? await files.readPart(path, 0, headBytes) : null;
    heads.push({ name, sizeBytes: size.ok ? size.value ?? 0 : 0, head: head?.ok === true ? beginning({ name, bytes: head.value, digest: '' as Digest }) : '' });
  }
  const byName = new Map(sources.map((source) => [source.name, source]));
  return ok(gatherPieces(heads).map((names) => names.map((name) => byName.get(name)!)));
}

/** Opens and reads the files of one piece. */
export async function readPiece({ files: sources, format, kind, answers, keepUnreadable = false }: PieceRequest, { files, sha256 }: ReadPorts): Promise<Result<PieceAnswer>> {
  const opened: EvidenceFile[] = [];
  let totalBytes = 0;
  for (const { name, path } of sources) {
    const bytes = await files.read(path, largestFileBytes);
    if (!bytes.ok) return bytes.trouble.code === 'input/too-large' ? refuse('input/too-large', { ...bytes.trouble.params, name }) : bytes;
    if (bytes.value === null) return refuse('input/not-found', { path });
    totalBytes += bytes.value.length;
    if (totalBytes > largestPieceBytes) return refuse('input/too-large', { name: `${name} and the files before it`, sizeBytes: totalBytes, limitBytes: largestPieceBytes });
    opened.push({ name, bytes: bytes.value, digest: sha256(bytes.value) });
  }
  const listed = opened.map(({ name, bytes, digest }) => ({ name, digest, sizeBytes: bytes.length }));
  const detected = format === null ? detect(opened) : null;
  const taken = format ?? (detected?.kind === 'known' ? detected.reader.id : null);
  if (detected?.kind === 'ambiguous') {
    const choices = detected.readers.map(({ id }) => id).join(' or ');
    return ok({ files: listed, format: null, reading: unreadable('unknown', opened[0]!.name, 'the whole file', `content that one format claims; say which with format: ${choices}`, 'content that several formats claim') });
  }
  const reading = readEvidence({ files: opened, format: taken, kind, answers });
  if (reading.ok || !keepUnreadable) return ok({ files: listed, format: taken, reading });
  return ok({ files: listed, format: taken, reading: keepAfter(reading.trouble, opened, taken, kind, answers) });
}

/** Files that couldn't be read, as raw evidence that says so and never passes (rules E-1, E-8). */
function keepAfter(trouble: Trouble, files: readonly EvidenceFile[], format: string | null, kind: EvidenceKind | null, answers: PieceRequest['answers']): Result<Reading> {
  const known = kind ?? readers.find(({ id }) => id === format)?.kind ?? null;
  if (known === null) return fail(trouble);
  const { place = '', expected = 'a form that Countersign reads', found = 'something else' } = trouble.params as { readonly place?: string; readonly expected?: string; readonly found?: string };
  const kept = readEvidence({ files, format: unknownFormat, kind: known, answers });
  if (!kept.ok) return kept;
  const { evidence } = kept.value;
  const noticed = warning('unreadable', [files[0]!.name, place].filter((part) => part !== '').join(', '), `${format === null ? 'The file' : `The file as ${format}`} can’t be read: expected ${expected}, found ${found}.`);
  return ok({ evidence: { ...evidence, verdict: 'error', warnings: [noticed, ...evidence.warnings] }, questions: [] });
}
