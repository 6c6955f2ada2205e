/** The command line's `pack`, as a function of parsed options. */
import { dirname, join } from 'node:path';
import { ok, type Result, type Trouble } from '../../shared/result.ts';
import type { Digest, DossierId } from '../../shared/vocabulary.ts';
import { temporaryPrefix, type Files } from '../platform/files.ts';
import { openArchiveWriter } from './archive.ts';
import { packDossier, type PackWarning } from './pack.ts';
import type { ItemProblem } from './pieces.ts';
import type { PackPorts, ReadOptions } from './read-dossier.ts';

export interface PackOptions extends Pick<ReadOptions, 'keepUnreadable' | 'progress'> {
  /** Path of a `dossier.yaml`. */
  readonly dossierFile: string;
  /** Where the `.dossier` file goes; replaced when it exists. */
  readonly out: string;
}

export interface PackReport {
  readonly dossier: DossierId;
  readonly product: { readonly name: string; readonly release: string };
  readonly revision: Digest;
  readonly out: string;
  readonly sizeBytes: number;
  readonly hazards: number;
  readonly evidence: number;
  readonly warnings: readonly PackWarning[];
}

/** How much of an archive is kept in memory before it is written. */
const bufferBytes = 8 * 1024 * 1024;

/** `pack`: writes the archive and says what is in it. What is refused leaves nothing under the name `out`. */
export async function packCommand({ dossierFile, out, ...options }: PackOptions, ports: PackPorts): Promise<{ readonly ok: true; readonly value: PackReport } | { readonly ok: false; readonly trouble: Trouble; readonly problems: readonly ItemProblem[] }> {
  const file = growingFile(join(dirname(out), `${temporaryPrefix}${process.pid}-pack`), ports.files);
  const archive = openArchiveWriter(dossierFile, file.add);
  const packed = await packDossier(dossierFile, ports, { ...options, sink: archive });
  const ended = packed.ok ? await archive.end(packed.value.digest) : packed;
  const placed = ended.ok ? await file.place(out) : ended;
  if (!packed.ok || !ended.ok || !placed.ok) {
    await file.remove();
    const trouble = !packed.ok ? packed.trouble : !ended.ok ? ended.trouble : (placed as { readonly trouble: Trouble }).trouble;
    return { ok: false, trouble, problems: packed.ok ? [] : packed.problems };
  }
  const { revision, digest, warnings } = packed.value;
  return ok({
    dossier: revision.dossier, product: { name: revision.product.name, release: revision.product.release }, revision: digest, out, sizeBytes: ended.value,
    hazards: revision.hazards.count, evidence: revision.evidence.length, warnings,
  });
}

/** A temporary file that grows in large steps and gets its name when it is whole. */
function growingFile(path: string, files: Files) {
  let waiting: Uint8Array[] = [];
  let [waitingBytes, writtenBytes] = [0, 0];
  const flush = async (): Promise<Result<void>> => {
    if (waitingBytes === 0) return ok(undefined);
    const bytes = new Uint8Array(waitingBytes);
    let at = 0;
    for (const piece of waiting) {
      bytes.set(piece, at);
      at += piece.length;
    }
    const written = await files.append(path, bytes, writtenBytes);
    writtenBytes += waitingBytes;
    [waiting, waitingBytes] = [[], 0];
    return written;
  };
  return {
    add: (bytes: Uint8Array): Promise<Result<void>> => {
      waiting.push(bytes);
      waitingBytes += bytes.length;
      return waitingBytes < bufferBytes ? Promise.resolve(ok(undefined)) : flush();
    },
    place: async (out: string): Promise<Result<void>> => {
      const flushed = await flush();
      return flushed.ok ? files.move(path, out) : flushed;
    },
    remove: () => files.remove(path),
  };
}
