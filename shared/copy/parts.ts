/** A sentence with elements in it, such as a link or a mark: its pieces in the language's own order. `components/sentence.tsx` draws it. */
import { figure } from './number.ts';

/** The place of an element, by the name under which the screen gives it. */
export interface Slot<S extends string> { readonly slot: S }
export type Parts<S extends string> = readonly (string | Slot<S>)[];

/** Here stands the element of that name. */
export function slot<S extends string>(name: S): Slot<S> {
  return { slot: name };
}

/** A list of elements, and how many more there are: `H-002, H-014 and 5 more`. The slots are called by their places: `0`, `1`. */
export function listParts(shown: number, total: number): Parts<string> {
  const rest = total - shown;
  return Array.from({ length: shown }, (_, at) => [...(at === 0 ? [] : [rest === 0 && at === shown - 1 ? ' and ' : ', ']), slot(String(at))]).flat().concat(rest > 0 ? [` and ${figure(rest)} more`] : []);
}
