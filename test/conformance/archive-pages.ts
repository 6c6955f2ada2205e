/** PDF/A-3a, what the pages show: ISO 19005-3, 6.2. Kinds of things that a packet never has (images, shadings, halftones) are simply not there. */
import { decode } from '../../shared/packet/verify/pdf-filter.ts';
import { entry, isName, latin1, type PdfDict } from '../../shared/packet/verify/pdf-object.ts';
import { shownCodes } from './content.ts';
import type { FontModel } from './font.ts';
import type { Model } from './model.ts';
import { rule, type Rule } from './rule.ts';

// ISO 32000-1, Annex A.
const operators = new Set('b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y \' "'.split(' '));
const operations = (model: Model) => model.pages.flatMap((page) => page.operations);
const uses = (model: Model, ...ops: string[]): boolean => operations(model).some(({ op }) => ops.includes(op));

/** Every code that is shown, with its font and whether its text is replaced. */
function glyphs(model: Model): { readonly code: number; readonly font: FontModel; readonly replaced: boolean }[] {
  return operations(model).flatMap((operation) => {
    const { font, marks } = operation;
    return font === null ? [] : shownCodes(operation).map((code) => ({ code, font: model.font(font), replaced: marks.some(({ actualText }) => actualText !== null) }));
  });
}

const distinct = (found: readonly string[]): string[] => [...new Set(found)];
const wrong = (model: Model, isWrong: (glyph: ReturnType<typeof glyphs>[number]) => boolean): string[] => distinct(glyphs(model).filter(isWrong).map(({ code, font }) => `glyph ${code} of ${font.name}`));
const fonts = (model: Model): FontModel[] => [...new Set(operations(model).flatMap(({ font, op }) => (font === null || op !== 'Tf' ? [] : [font])))].map((font) => model.font(font));
const anyWith = (model: Model, ...keys: string[]): string[] => [...model.dictionaries()].flatMap(({ entries }) => keys.filter((key) => entries.has(key)));

function outputProfile(model: Model): { readonly deviceClass: string; readonly space: string; readonly major: number } | null {
  const intents = model.get(model.catalog, 'OutputIntents');
  const intent = (intents.kind === 'array' ? intents.items : []).map((item) => model.resolve(item)).find((item): item is PdfDict => item.kind === 'dict' && isName(entry(item, 'S'), 'GTS_PDFA1'));
  const stream = intent === undefined ? null : model.get(intent, 'DestOutputProfile');
  const bytes = stream?.kind === 'stream' ? decode(stream) : null;
  // ICC.1, 7.2: the header.
  return bytes === null || latin1(bytes.subarray(36, 40)) !== 'acsp' ? null : { deviceClass: latin1(bytes.subarray(12, 16)), space: latin1(bytes.subarray(16, 20)), major: bytes[8]! };
}

export const pageRules: readonly Rule[] = [
  rule('A 6.2.2-1', 'The pages use no operators of their own.', (model) => distinct(operations(model).filter(({ op }) => !operators.has(op)).map(({ op }) => op))),
  rule('A 6.2.2-2', 'Every page names its resources itself.', (model) => model.pages.every(({ dict }) => dict.entries.has('Resources'))),
  rule('A 6.2.3-1', 'The profile of the output intent is one for a printer or a monitor.', (model) => { const profile = outputProfile(model); return profile !== null && ['prtr', 'mntr'].includes(profile.deviceClass) && ['RGB ', 'CMYK', 'GRAY'].includes(profile.space) && profile.major < 5; }),
  rule('A 6.2.3-2, A 6.2.3-3', 'There is one output intent, and it is PDF/A’s.', (model) => { const intents = model.get(model.catalog, 'OutputIntents'); return intents.kind === 'array' && intents.items.length === 1 && anyWith(model, 'DestOutputProfileRef').length === 0; }),
  rule('A 6.2.4.2-1, A 6.2.4.2-2, A 6.2.4.4-1, A 6.2.4.4-2, A 6.1.13-9', 'No colour space but grey of the device is used.', (model) => [...(uses(model, 'CS', 'cs', 'SC', 'SCN', 'sc', 'scn', 'sh') ? ['an operator of another colour space'] : []), ...[...model.dictionaries()].flatMap((dict) => ['ColorSpace', 'Shading', 'Pattern'].filter((key) => model.dict(dict, key).entries.size > 0))]),
  rule('A 6.2.4.3-2', 'RGB of the device is used only under an RGB profile.', (model) => !uses(model, 'RG', 'rg') || outputProfile(model)?.space === 'RGB '),
  rule('A 6.2.4.3-3', 'CMYK of the device is used only under a CMYK profile.', (model) => !uses(model, 'K', 'k') || outputProfile(model)?.space === 'CMYK'),
  rule('A 6.2.4.3-4', 'Grey of the device is used only under an output intent.', (model) => !uses(model, 'G', 'g') || outputProfile(model) !== null),
  rule('A 6.2.5-1, A 6.2.5-2, A 6.2.5-3, A 6.2.5-4, A 6.2.5-5, A 6.2.5-6, A 6.2.10-1, A 6.2.10-2', 'No extended graphics state: no halftone, no transfer function, no blending.', (model) => [...(uses(model, 'gs') ? ['gs'] : []), ...anyWith(model, 'ExtGState', 'Group', 'SMask')]),
  rule('A 6.2.6-1', 'No rendering intent is asked for.', (model) => !uses(model, 'ri') && anyWith(model, 'Intent', 'RI').length === 0),
  rule('A 6.2.8-1, A 6.2.8-2, A 6.2.8-3, A 6.2.8.3-1, A 6.2.8.3-2, A 6.2.8.3-3, A 6.2.8.3-4, A 6.2.8.3-5', 'There are no images.', (model) => model.having('Subtype', 'Image').length === 0),
  rule('A 6.2.9-1, A 6.2.9-2, A 6.2.9-3, UA 7.20-1', 'Form XObjects are plain: no PostScript, no reference elsewhere.', (model) => [...model.having('Subtype', 'PS').map(() => 'PostScript'), ...model.having('Subtype', 'Form').flatMap(({ entries }) => ['OPI', 'PS', 'Subtype2', 'Ref'].filter((key) => entries.has(key)))]),
  rule('A 6.2.11.2-1, A 6.2.11.2-2, A 6.2.11.2-3, A 6.2.11.2-7', 'Every font names its type and itself.', (model) => [...fonts(model).map(({ dict }) => dict), ...fonts(model).map(({ descendant }) => descendant)].flatMap((font) => (isName(entry(font, 'Type'), 'Font') && ['Type0', 'CIDFontType0', 'CIDFontType2'].some((kind) => isName(entry(font, 'Subtype'), kind)) && entry(font, 'BaseFont').kind === 'name' ? [] : ['a font without type, kind or name']))),
  rule('A 6.2.11.2-4, A 6.2.11.2-5, A 6.2.11.2-6, A 6.2.11.4-3, A 6.2.11.6-1, A 6.2.11.6-2, A 6.2.11.6-3, A 6.2.11.6-4, UA 7.21.6-1, UA 7.21.6-2, UA 7.21.6-3, UA 7.21.6-4, UA 7.21.4.2-1', 'No simple font is used.', (model) => model.having('Type', 'Font').every((font) => ['Type0', 'CIDFontType0', 'CIDFontType2'].some((kind) => isName(entry(font, 'Subtype'), kind)))),
  rule('A 6.2.11.3-1, A 6.2.11.3-3, A 6.2.11.3-4, A 6.2.11.3-5, A 6.1.13-10, UA 7.21.3.1-1, UA 7.21.3.3-1, UA 7.21.3.3-2, UA 7.21.3.3-3', 'The encoding is Identity-H: a code is its glyph.', (model) => fonts(model).filter(({ dict }) => !isName(entry(dict, 'Encoding'), 'Identity-H')).map(({ name }) => name)),
  rule('A 6.2.11.3-2, UA 7.21.3.2-1', 'A font of TrueType outlines maps codes to glyphs.', (model) => fonts(model).filter(({ descendant }) => isName(entry(descendant, 'Subtype'), 'CIDFontType2') && !isName(entry(descendant, 'CIDToGIDMap'), 'Identity')).map(({ name }) => name)),
  rule('A 6.2.11.4-1, UA 7.21.4.1-1', 'Every font is embedded.', (model) => fonts(model).filter(({ program }) => program === null).map(({ name }) => name)),
  rule('A 6.2.11.4-2, UA 7.21.4.1-2', 'Every glyph that is shown is in its font.', (model) => wrong(model, ({ code, font }) => font.program !== null && code >= font.program.glyphs)),
  rule('A 6.2.11.4-4, UA 7.21.4.2-2', 'No list of glyphs that could be incomplete.', (model) => fonts(model).filter(({ descriptor }) => descriptor.entries.has('CIDSet')).map(({ name }) => name)),
  rule('A 6.2.11.5-1, UA 7.21.5-1', 'Widths in the dictionary are those of the font.', (model) => wrong(model, ({ code, font }) => { const width = font.program?.width(code) ?? null; return width !== null && !(Math.abs((font.widths.get(code) ?? NaN) - width) <= 1); })),
  rule('A 6.2.11.7-1, UA 7.21.7-1', 'Every glyph that is shown stands for text.', (model) => wrong(model, ({ code, font }) => (font.unicode.get(code) ?? '') === '')),
  rule('A 6.2.11.7-2, UA 7.21.7-2', 'No glyph stands for U+0000, U+FEFF or U+FFFE.', (model) => fonts(model).flatMap(({ name, unicode }) => [...unicode].filter(([, text]) => /[\u0000\ufeff\ufffe]/.test(text)).map(([code]) => `glyph ${code} of ${name}`))),
  rule('A 6.2.11.7-3', 'No glyph stands for a private character.', (model) => wrong(model, ({ code, font, replaced }) => !replaced && /\p{Co}/u.test(font.unicode.get(code) ?? ''))),
  rule('A 6.2.11.8-1, UA 7.21.8-1', 'The glyph for what is missing is never shown.', (model) => wrong(model, ({ code }) => code === 0)),
];
