import { readFileSync } from 'node:fs';
import type { FontFiles } from '../../electron/packet/document.ts';

const file = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../../assets/fonts/IBMPlex${name}.woff`, import.meta.url)));

/** The packet's fonts from the checkout. */
export const packetFonts: FontFiles = {
  sans: file('Sans-Regular'), 'sans-medium': file('Sans-Medium'), 'sans-semibold': file('Sans-SemiBold'), mono: file('Mono-Regular'), 'mono-medium': file('Mono-Medium'), 'mono-semibold': file('Mono-SemiBold'),
};
