/** What a PDF may lean on without holding it: the fonts that every reader has, and the tables of Asian encodings. Part of the build, loaded when wanted. */

type Load = () => Promise<string>;
const fonts = import.meta.glob<string>('../../node_modules/pdfjs-dist/standard_fonts/*.pfb', { query: '?url&inline', import: 'default' });
const arimo = import.meta.glob<string>('../../node_modules/@expo-google-fonts/arimo/{400Regular,400Regular_Italic,700Bold,700Bold_Italic}/*.ttf', { query: '?url&inline', import: 'default' });
const tables = import.meta.glob<string>('../../node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url&inline', import: 'default' });

/** By file name: a PDF names one of these or nothing. */
const named = (files: Readonly<Record<string, Load>>): ReadonlyMap<string, Load> => new Map(Object.entries(files).map(([path, load]) => [path.slice(path.lastIndexOf('/') + 1), load]));
/** pdf.js asks for Liberation Sans where a PDF leans on Helvetica or Arial. Arimo has the same widths, and an open font licence. */
const sans = { 'LiberationSans-Regular.ttf': 'Arimo_400Regular.ttf', 'LiberationSans-Italic.ttf': 'Arimo_400Regular_Italic.ttf', 'LiberationSans-Bold.ttf': 'Arimo_700Bold.ttf', 'LiberationSans-BoldItalic.ttf': 'Arimo_700Bold_Italic.ttf' } as const;
const substitutes: readonly (readonly [string, Load])[] = Object.entries(sans).map(([asked, given]) => [asked, named(arimo).get(given)!]);

const kinds: Readonly<Record<string, ReadonlyMap<string, Load>>> = { standardFontDataUrl: new Map([...named(fonts), ...substitutes]), cMapUrl: named(tables) };

/** pdf.js asks it instead of the network. */
export class BuiltIn {
  async fetch({ kind, filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
    const load = Object.hasOwn(kinds, kind) ? kinds[kind]!.get(filename) : undefined;
    if (load === undefined) throw new Error('not built in');
    const text = atob((await load()).replace(/^[^,]*,/, ''));
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  }
}
