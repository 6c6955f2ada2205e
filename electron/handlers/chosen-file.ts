import { basename } from 'node:path';
import type { Files } from '../platform/files.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';

export interface NamedFile { readonly name: string; readonly bytes: Uint8Array }

/** A file that a person picked in a dialog, where a symbolic link leads too; null: they closed it. */
export async function readChosen(path: string | null, limitBytes: number, files: Pick<Files, 'read' | 'follow'>): Promise<Result<NamedFile | null>> {
  if (path === null) return ok(null);
  const real = await files.follow(path);
  if (!real.ok) return real;
  const bytes = await files.read(real.value ?? path, limitBytes);
  if (!bytes.ok) return bytes;
  return bytes.value === null ? refuse('input/not-found', { path }) : ok({ name: basename(path), bytes: bytes.value });
}
