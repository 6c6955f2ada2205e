/** The letters of a packet that may need more than its own typefaces: which there are, and which a font of the computer may lend. */
import type { PacketBasis } from './basis.ts';
import type { Deliberation } from './deliberation.ts';
import type { Block } from './outline/content.ts';
import type { Digest } from '../vocabulary.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';

// Scripts whose letters stand one after the other from left to right, each on its own. The others join, stack or run the other way: a font is not enough for them.
const alone = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Common}]$/u;
const never = /[\p{M}\p{C}\p{Z}\p{Extended_Pictographic}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb\u0600-\u08ff\u{10e60}-\u{10e7e}\u{1ec70}-\u{1eeff}]/u;

/** Whether a font of the computer may lend the character: it needs no shaping, and turns nothing around. */
export const isSetAlone = (character: string): boolean => alone.test(character) && !never.test(character);

/** Everything but the letters, figures and marks that any of the packet's typefaces has. */
const strange = /[^\u0000-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u2122\u2190-\u2193\u2212\u2248\u2264\u2265]/gu;

/** `letters`: each once. `names`: the board’s and everybody’s on the pages, whatever their letters. */
export interface PacketLetters { readonly letters: readonly string[]; readonly names: readonly string[] }

/** What the packet of this basis may show beyond plain Latin; a board copy shows the deliberation too. */
export function packetLetters({ board, issuer, revision, register, evidence, decision, votes, dissents, recusals, conditions, findings, baseline, rules }: PacketBasis, deliberation: Deliberation | null = null): PacketLetters {
  const text = [JSON.stringify([board.name, issuer.name, revision.revision, decision, votes, dissents, recusals, conditions, findings, baseline, rules, deliberation]), ...[register.bytes, ...evidence.map(({ bytes }) => bytes)].map((bytes) => { const decoded = decodeUtf8(bytes, 'packet'); return decoded.ok ? decoded.value : ''; })];
  const letters = new Set<string>();
  for (const part of text) for (const [letter] of part.matchAll(strange)) letters.add(letter);
  const people = new Set([board.name, issuer.name, ...[...votes, ...dissents, ...recusals, ...findings].map(({ name }) => name)]);
  return { letters: [...letters].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!), names: [...people] };
}

/** Says on the last page which font of the issuer's computer the pages borrow: the pages depend on it, so it is named as exactly as the files are. */
export const borrowedFontNote = ({ name, digest }: { readonly name: string; readonly digest: Digest }): Block => ({
  kind: 'note', rich: ['Letters that the typefaces of this packet lack are set in ', { text: name, mono: true }, ', a font of the computer where the packet was made. SHA-256 of its file: ', { text: digest, mono: true }, '.'],
});
