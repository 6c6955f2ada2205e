/** Reads the packet's faces from the folder that holds the shipped fonts, and, for letters that they lack, a font of the computer. */
import { join } from 'node:path';
import { isSetAlone, type PacketLetters } from '../../shared/packet/letters.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Files } from '../platform/files.ts';
import type { FontFiles } from './document.ts';
import { installedFont, openFont } from './font-file.ts';
import { faces, type Face } from './measures.ts';
import { findOtherFont, type FontSearch } from './other-font.ts';

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
  return ok(read as Record<Face, Uint8Array>);
}

/** `lent`: what the computer's font sets; `spelled`: what is set as code points, since no font here has it or a font alone is not enough. */
export interface PacketFonts { readonly fonts: FontFiles; readonly lent: readonly string[]; readonly spelled: readonly string[] }

/** The fonts for a packet of these letters. Fails as `readFonts` does; a font of the computer that can't be read is passed over. */
export async function fontsFor({ letters }: PacketLetters, folder: string, search: FontSearch): Promise<Result<PacketFonts>> {
  const read = await readFonts(folder, search.files);
  if (!read.ok) return read;
  const own = (['sans', 'mono'] as const).map((face) => installedFont(openFont(read.value[face])));
  const lacking = letters.filter((letter) => !own.some((font) => font?.has(letter.codePointAt(0)!) === true));
  const lendable = lacking.filter(isSetAlone);
  const found = lendable.length === 0 ? null : await findOtherFont(lendable, search);
  const lent = found === null ? [] : lendable.filter(found.has);
  const spelled = lacking.filter((letter) => !lent.includes(letter));
  return ok({ fonts: found === null ? read.value : { ...read.value, other: found.font }, lent, spelled });
}

