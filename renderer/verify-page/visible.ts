/** What files say, made fit to be seen: nothing in it hides or turns other text. */
import { visibleText } from '../../shared/bytes/readable-json.ts';
import { nbsp } from '../../shared/copy/number.ts';

/** A name or a text with hidden characters written out as `\uXXXX`. Our own figures hold together with no-break spaces: here they are spaces. */
export function shown(text: string): string {
  return visibleText(text.replaceAll(nbsp, ' '));
}

/** The same value with each of its texts as {@link shown} writes it. For the screen: what is saved keeps every character. */
export function shownIn<T>(value: T): T {
  if (typeof value === 'string') return shown(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => shownIn(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shownIn<unknown>(one)])) as T;
}
