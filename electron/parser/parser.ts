/** The port through which files become evidence. */
import type { EvidenceKind } from '../../shared/dossier/evidence.ts';
import type { Answers, Reading } from '../../shared/evidence/reader.ts';
import type { Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';

/** A file of a dossier: what messages and the evidence call it, and where it lies. */
export interface SourceFile { readonly name: string; readonly path: string }

/** What one piece of evidence is made of, and what a person said about it. */
export interface PieceRequest {
  readonly files: readonly SourceFile[];
  /** A format's id, `unknown` to keep the files unread, or null to detect it. */
  readonly format: string | null;
  readonly kind: EvidenceKind | null;
  readonly answers: Answers;
  /** Keep files that can't be read as raw evidence with the verdict `error`, and say why, where their kind is known. */
  readonly keepUnreadable?: boolean;
}

export interface HashedFile { readonly name: string; readonly digest: Digest; readonly sizeBytes: number }

/** The files as they were read, and what came of them. `format` is what they were taken for, null where nobody knows. */
export interface PieceAnswer { readonly files: readonly HashedFile[]; readonly format: string | null; readonly reading: Result<Reading> }

export interface EvidenceParser {
  /** Which files make one piece of evidence each; every file is in one. */
  gather(files: readonly SourceFile[]): Promise<Result<readonly (readonly SourceFile[])[]>>;
  /**
   * Reads one piece. Refuses what can't be opened (`input/...`); what can be opened but not read is in `reading`. `evidence/parser-stopped` where
   * it took too long or too much memory.
   */
  read(request: PieceRequest): Promise<Result<PieceAnswer>>;
  /** Ends what runs for it. It can't be used after. */
  close(): Promise<void>;
}

/** Largest file that is read as evidence. */
export const largestFileBytes = 64 * 1024 * 1024;
/** Largest sum of files that one piece of evidence may be made of. */
export const largestPieceBytes = 128 * 1024 * 1024;
/** How much of each file is looked at to see what belongs together. */
export const headBytes = 64 * 1024;
