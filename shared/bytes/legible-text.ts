/** Names from outside, for a screen: nothing in one turns or hides what stands beside it. What is signed is shown by `readable-json.ts`, which lets nothing through. */

/** Direction controls, control characters, separators of lines, and spaces without a width. Joiners stay: emoji and many scripts are written with them. */
const turning = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/gu;

/** Whether a text, or canonical JSON with texts in it, has nothing to write out: one look at a whole register instead of one at each of its 100,000 texts. */
export function isLegible(text: string): boolean {
  return text.search(turning) < 0 && !text.includes('\\u');
}

/** The text with such characters written as `\uXXXX`; the text itself where it has none. */
export function legibleText(text: string): string {
  return text.replace(turning, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
