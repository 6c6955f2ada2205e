/** Reads the packet's faces from the folder that holds the shipped fonts. */
import { join } from 'node:path';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Files } from '../platform/files.ts';
import type { FontFiles } from './document.ts';
import { faces, type Face } from './measures.ts';

/** File names in `assets/fonts`. WOFF and not WOFF2: Node inflates it, and has no Brotli transform for fonts. */
export const fontFileNames: Readonly<Record<Face, string>> = {
  sans: 'IBMPlexSans-Regular.woff', 'sans-medium': 'IBMPlexSans-Medium.woff', 'sans-semibold': 'IBMPlexSans-SemiBold.woff',
  mono: 'IBMPlexMono-Regular.woff', 'mono-medium': 'IBMPlexMono-Medium.woff', 'mono-semibold': 'IBMPlexMono-SemiBold.woff',
};

const largestBytes = 4 * 1024 * 1024;

/** All faces. Refuses `input/not-found` for a missing file, and fails as the disk does. */
export async function readFonts(folder: string, files: Pick<Files, 'read'>): Promise<Result<FontFiles>> {
  const read: Partial<Record<Face, Uint8Array>> = {};
  for (const face of faces) {
    const path = join(folder, fontFileNames[face]);
    const bytes = await files.read(path, largestBytes);
    if (!bytes.ok) return bytes;
    if (bytes.value === null) return refuse('input/not-found', { path });
    read[face] = bytes.value;
  }
  return ok(read as FontFiles);
}
