/** How a packed or received revision gets into a vault: whole, and as often as one likes. */
import { basename } from 'node:path';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { archiveLimits, readArchive, type DossierArchive } from './archive.ts';
import type { PackPorts } from './read-dossier.ts';

type ArchivePorts = Pick<PackPorts, 'files' | 'sha256'>;

/** Where objects go: a vault's `objects`. */
export interface ObjectSink { putAll(all: readonly Uint8Array[]): Promise<Result<readonly Digest[]>> }

/** Room for the directory of an archive that is full to its caps. */
const largestArchiveBytes = archiveLimits.totalBytes + 8 * 1024 * 1024;

/** Opens and checks a `.dossier` file on disk. */
export async function readArchiveFile(path: string, { files, sha256 }: ArchivePorts): Promise<Result<DossierArchive>> {
  const bytes = await files.read(path, largestArchiveBytes);
  if (!bytes.ok) return bytes;
  return bytes.value === null ? refuse('input/not-found', { path }) : readArchive(basename(path), bytes.value, sha256);
}

/**
 * Stores the objects of one revision and answers its digest. The revision's own bytes go last, so that where it can be read
 * everything below it can; what an interrupted import left before that is unreferenced, and the next import takes it up.
 */
export async function storeRevision(revision: Digest, objects: ReadonlyMap<Digest, Uint8Array>, sink: ObjectSink): Promise<Result<Digest>> {
  const below = await sink.putAll([...objects].filter(([digest]) => digest !== revision).map(([, bytes]) => bytes));
  if (!below.ok) return below;
  const top = await sink.putAll([objects.get(revision)!]);
  return top.ok ? ok(revision) : top;
}

/** Opens, checks and stores the `.dossier` file at `path`; refuses before anything is stored. */
export async function importArchive(path: string, sink: ObjectSink, ports: ArchivePorts): Promise<Result<Digest>> {
  const archive = await readArchiveFile(path, ports);
  return archive.ok ? storeRevision(archive.value.revision.digest, archive.value.objects, sink) : archive;
}
