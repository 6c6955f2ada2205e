import { readFileSync } from 'node:fs';
import type { FontFiles } from '../../electron/packet/document.ts';
import { fontFileNames } from '../../electron/packet/fonts.ts';

/** The packet's fonts from the checkout. */
export const packetFonts = Object.fromEntries(
  Object.entries(fontFileNames).map(([face, name]) => [face, new Uint8Array(readFileSync(new URL(`../../assets/fonts/${name}`, import.meta.url)))]),
) as unknown as FontFiles;
