/** How a packet writes numbers, days and lists: figures with their units unbroken, UTC throughout, no locale of the machine. */
import type { Instant, Day } from '../vocabulary.ts';

/** No-break space: keeps an id, a unit or a section with its number. */
export const nbsp = '\u00a0';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;
const spelled = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'] as const;

const month = (text: string): string => months[Number(text.slice(5, 7)) - 1] ?? '';

/** `19 November 2026`. */
export const longDay = (at: Instant | Day): string => `${Number(at.slice(8, 10))}${nbsp}${month(at)}${nbsp}${at.slice(0, 4)}`;
/** `11 Dec 2026`. */
export const shortDay = (at: Instant | Day): string => `${Number(at.slice(8, 10))}${nbsp}${month(at).slice(0, 3)}${nbsp}${at.slice(0, 4)}`;
/** `19 November 2026, 09:12 UTC`. */
export const longTime = (at: Instant): string => `${longDay(at)}, ${at.slice(11, 16)}${nbsp}UTC`;
/** `19 November 2026, 09:12:44 UTC`. */
export const exactTime = (at: Instant): string => `${longDay(at)}, ${at.slice(11, 19)}${nbsp}UTC`;
/** `18 Nov 15:22:07`; the year stands in the table's note. */
export const stamp = (at: Instant): string => `${Number(at.slice(8, 10))}${nbsp}${month(at).slice(0, 3)}${nbsp}${at.slice(11, 19)}`;

/** `17,042`; the minus sign is U+2212. */
export function figure(value: number, digits = 0): string {
  const [whole, fraction] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  const negative = value < 0 && Number(Math.abs(value).toFixed(digits)) !== 0;
  return `${negative ? '\u2212' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** `2 conditions`, `1 condition`, `no conditions`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n === 0 ? 'no' : figure(n)}${nbsp}${n === 1 ? one : many}`;

/** `two`, `13`: small numbers as words inside a sentence. */
export const inWords = (n: number): string => spelled[n] ?? figure(n);

/** `Two`, `13`. */
export const sentenceStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a and b`, `a, b and c`. */
export const list = (items: readonly string[]): string => (items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`);

/** The first few, and how many more: `H-002, H-014 and 5 more`. */
export const listUpTo = (items: readonly string[], most: number): string =>
  items.length <= most ? list(items) : `${items.slice(0, most).join(', ')} and ${figure(items.length - most)} more`;

/** `14.48 GB`, decimal units; whole bytes below 1,000. */
export function size(bytes: number): string {
  for (const [unit, factor] of [['GB', 1e9], ['MB', 1e6], ['kB', 1e3]] as const) if (bytes >= factor) return `${figure(bytes / factor, 2)}${nbsp}${unit}`;
  return `${figure(bytes)}${nbsp}bytes`;
}

/** `ml-robustness` reads `Ml robustness` nowhere: short words of a discipline that are abbreviations stay upper case. */
export function discipline(id: string): string {
  const words = id.split('-').map((word) => (/^(?:ml|ai|it|qa|ux|eu|uk|us)$/.test(word) ? word.toUpperCase() : word));
  return sentenceStart(words.join(' '));
}
