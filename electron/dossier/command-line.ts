/** The command line's `pack`, as a function of parsed options. */
import { ok, type Result } from '../../shared/result.ts';
import type { Digest, DossierId } from '../../shared/vocabulary.ts';
import { packDossier, type PackPorts, type PackWarning } from './pack.ts';

export interface PackOptions {
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

/** `pack`: writes the archive and says what is in it. Nothing is written when the dossier is refused. */
export async function packCommand({ dossierFile, out }: PackOptions, ports: PackPorts): Promise<Result<PackReport>> {
  const packed = await packDossier(dossierFile, ports);
  if (!packed.ok) return packed;
  const { revision, digest, archiveBytes, warnings } = packed.value;
  const written = await ports.files.write(out, archiveBytes);
  if (!written.ok) return written;
  return ok({
    dossier: revision.dossier, product: { name: revision.product.name, release: revision.product.release }, revision: digest, out, sizeBytes: archiveBytes.length,
    hazards: revision.hazards.count, evidence: revision.evidence.length, warnings,
  });
}
