/** How figures are written, everywhere: units unbroken from their number, in the notation that was set (`notation.ts`). */
import { notation } from './notation.ts';

/** No-break space: keeps an id, a unit or a section with its number. */
export const nbsp = '\u00a0';
const minus = '\u2212';

const spelled = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'] as const;

/** `17,042` or `0.25`; the minus sign is U+2212, and nothing rounds to a minus zero. */
export function figure(value: number, digits = 0): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.');
  const negative = value < 0 && Number(Math.abs(value).toFixed(digits)) !== 0;
  return `${negative ? minus : ''}${grouped(whole)}${fraction === undefined ? '' : `${notation().decimal}${fraction}`}`;
}

/** Digits in the groups of the notation, from the right: `17,042`, `1,70,420`. */
function grouped(digits: string): string {
  const { group, grouping, leastBeforeGroup } = notation();
  if (group === '' || digits.length < grouping[0] + leastBeforeGroup) return digits;
  const groups: string[] = [];
  for (let rest = digits, place = 0; rest !== ''; place++) {
    const size = grouping[place] ?? grouping.at(-1) ?? 3;
    groups.unshift(rest.slice(-size));
    rest = rest.slice(0, -size);
  }
  return groups.join(group);
}

/** A number with as many digits as it has, ungrouped: a limit as its author gave it. */
export function asWritten(value: number): string {
  return String(value).replace('.', notation().decimal);
}

/** A difference with its sign: `+2.1`, `−0.4`, `0.0`. */
export function signed(value: number, digits = 0): string {
  const written = figure(value, digits);
  return value > 0 && Number(value.toFixed(digits)) !== 0 ? `+${written}` : written;
}

/** A fraction of one as a percentage: `0.553` reads `55.3 %`. */
export function percent(fraction: number, digits = 1): string {
  return `${figure(fraction * 100, digits)}${nbsp}%`;
}

/** `2 conditions`, `1 condition`, `no conditions`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n === 0 ? 'no' : figure(n)}${nbsp}${n === 1 ? one : many}`;
}

/** `two`, `13`: small numbers as words inside a sentence. */
export function inWords(n: number): string {
  return spelled[n] ?? figure(n);
}

/** `Two blockers are open`: the first letter as a sentence begins. */
export function sentenceStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** The first few, and how many more: `H-002, H-014 and 5 more`. */
export function listUpTo(items: readonly string[], most: number): string {
  return items.length <= most ? list(items) : `${items.slice(0, most).join(', ')} and ${figure(items.length - most)} more`;
}

/** `14.48 GB`, decimal units; whole bytes below 1,000. */
export function size(bytes: number): string {
  for (const [unit, factor] of [['GB', 1e9], ['MB', 1e6], ['kB', 1e3]] as const) if (bytes >= factor) return `${figure(bytes / factor, 2)}${nbsp}${unit}`;
  return `${figure(bytes)}${nbsp}bytes`;
}

/** The eight characters that name a digest on screen. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 8);
}
