/** What the issuer is told, before signing, about letters that the packet's typefaces lack. */
import { visibleLines, type ActLine } from './act.ts';
import { count } from './number.ts';

/** `lent`: letters that the font called `font` sets; `spelled`: letters that are printed as code points. `names`: everybody's on the pages. */
export interface LettersOfPacket { readonly lent: readonly string[]; readonly spelled: readonly string[]; readonly font: string | null; readonly names: readonly string[] }

const most = 12;
const codeOf = (letter: string): string => `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
const isSeen = (letter: string): boolean => !/[\p{C}\p{M}\p{Z}]/u.test(letter);
const listed = (items: readonly string[]): string => `${items.slice(0, most).join(', ')}${items.length > most ? ` and ${items.length - most} more` : ''}`;

/** Lines for whoever signs; none where the packet's own typefaces have every letter. */
export function letterLines({ lent, spelled, font, names }: LettersOfPacket): readonly ActLine[] {
  const concerned = names.filter((name) => spelled.some((letter) => name.includes(letter)));
  const inNames = concerned.length === 0 ? '' : ` ${count(concerned.length, 'name')} ${concerned.length === 1 ? 'has' : 'have'} such letters.`;
  return visibleLines([
    ['Borrowed font', lent.length === 0 || font === null ? null : `${count(lent.length, 'letter')} that the packet’s typefaces lack ${lent.length === 1 ? 'is' : 'are'} set in ${font} of this computer. The packet names it.`],
    ['Printed as codes', spelled.length === 0 ? null
      : `No font here can set ${count(spelled.length, 'letter')}: ${listed(spelled.map((letter) => (isSeen(letter) ? `${letter} (${codeOf(letter)})` : codeOf(letter))))}.${inNames} They are printed as codes such as [${codeOf(spelled[0]!)}]; the embedded files hold them as they are. For Chinese, Japanese or Korean install a font such as Noto Sans CJK and issue again. Arabic, Hebrew, Indic and Thai letters and pictures are always printed as codes.`],
  ]);
}
