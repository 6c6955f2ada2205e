/** The SHA-256 of a file of any size, read in pieces, so that a model of many gigabytes takes no memory. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { fault, ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';

/** How much is read at once. */
const pieceBytes = 4 * 1024 * 1024;

/** How a file stood at an instant: what a writer changes. Nanoseconds, since a build step can write twice in a millisecond. */
async function standing(file: FileHandle): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await file.stat({ bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

/**
 * Hashes a file from its first byte to its end. Follows no symbolic link: whoever names one follows it first. Refuses `input/not-found`,
 * `input/not-a-file` for a folder, a pipe or a device, and `input/changed` when the file changed while it was read; faults with `disk/read`.
 */
export async function digestFile(path: string, onPiece: (doneBytes: number) => Promise<void> = () => Promise.resolve()): Promise<Result<Digest>> {
  let file: FileHandle | null = null;
  try {
    // Without O_NONBLOCK opening a pipe waits for its writer, perhaps for ever.
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = await file.stat();
    if (!stats.isFile()) return refuse('input/not-a-file', { path });
    const before = await standing(file);
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(pieceBytes);
    let doneBytes = 0;
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, piece.length, doneBytes);
      if (bytesRead === 0) break;
      hash.update(piece.subarray(0, bytesRead));
      doneBytes += bytesRead;
      await onPiece(doneBytes);
    }
    if (doneBytes !== stats.size || (await standing(file)) !== before) return refuse('input/changed', { name: path });
    return ok(hash.digest('hex') as Digest);
  } catch (error) {
    const errno = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return refuse('input/not-found', { path });
    // ELOOP: a link came in its place; ENXIO: a socket or a device without a driver.
    return errno === 'EISDIR' || errno === 'ELOOP' || errno === 'ENXIO' ? refuse('input/not-a-file', { path }) : fault('disk/read', { path, errno });
  } finally {
    await file?.close();
  }
}
