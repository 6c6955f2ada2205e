/** The SHA-256 of a file of any size, read piece by piece: never more than one piece is held. */
import { sha256 } from '@noble/hashes/sha2.js';
import { hexOf } from '../../shared/bytes/digest.ts';
import type { Digest } from '../../shared/vocabulary.ts';

/** The part of a `File` that is used. */
export interface Readable {
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

const pieceBytes = 4 * 1024 * 1024;

/** Reads the file to its end; null when `signal` ended it. `onProgress` hears how much is done, 0 to 1. Rejects when the file can't be read. */
export async function fileDigest(file: Readable, onProgress: (fraction: number) => void, signal: AbortSignal): Promise<Digest | null> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += pieceBytes) {
    const piece = new Uint8Array(await file.slice(at, Math.min(at + pieceBytes, file.size)).arrayBuffer());
    if (signal.aborted) return null;
    hash.update(piece);
    onProgress(Math.min(1, (at + piece.length) / file.size));
  }
  return signal.aborted ? null : (hexOf(hash.digest()) as Digest);
}
