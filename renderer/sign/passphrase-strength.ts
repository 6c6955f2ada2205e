/** How hard a new passphrase is to guess, as plain as it can be told without a dictionary. Pure. */
import type { PassphraseStrength } from '../../shared/copy/screens/passphrase.ts';

/** A word of letters is worth no more than a choice among some eight thousand. */
const wordBits = 13;
/** Guesses, as powers of two: a guess takes half a second and 128 MiB (docs/keys.md). */
const fairFrom = 38, strongFrom = 52;
/** What most people try first; each counts as one character. */
const common = /pass(?:word|phrase)|qwerty|letmein|admin|welcome|countersign|board|secret|iloveyou|monkey|dragon/gi;

export interface Strength { readonly kind: PassphraseStrength; readonly missing: number }

/** `minimum`: fewest characters that are taken; `missing` how many are left to it. */
export function passphraseStrength(text: string, minimum: number): Strength {
  const missing = Math.max(0, minimum - [...text.normalize('NFC')].length);
  if (missing > 0) return { kind: 'short', missing };
  const bits = bitsOf(text);
  return { kind: bits < fairFrom ? 'weak' : bits < strongFrom ? 'fair' : 'strong', missing: 0 };
}

/** Letters in words count by the word, everything else by the character; what was there already counts once. */
function bitsOf(text: string): number {
  const words = text.replace(common, 'x').toLowerCase().split(/[^\p{L}\p{N}\p{S}\p{P}]+|(?<=\p{L})(?=[\p{N}\p{P}\p{S}])|(?<=[\p{N}\p{P}\p{S}])(?=\p{L})/u).filter((word) => word !== '');
  return [...new Set(words)].reduce((sum, word) => sum + (/^\p{L}+$/u.test(word) ? Math.min(wordBits, 4.7 * varied(word)) : 3.5 * varied(word)), 0);
}

/** Characters that neither repeat the one before nor follow it in the alphabet. */
function varied(word: string): number {
  const codes = [...word].map((character) => character.codePointAt(0) ?? 0);
  return codes.filter((code, index) => index === 0 || Math.abs(code - (codes[index - 1] ?? 0)) > 1).length;
}
