/** Which commands, tabs and dossiers fit what was typed. Pure. */
import type { Shortcut } from '../queries/shortcuts.ts';
import { indexTerms, queryTerms } from '../search/words.ts';

/** Something that can be run now, as the sheet of shortcuts lists it. */
export interface Command extends Shortcut { readonly group: string }

/** The words of a text that begin with the words asked for; null unless each of those begins one. */
export function fitting(text: string, asked: readonly string[]): ReadonlySet<string> | null {
  const words = indexTerms(text);
  const found = asked.map((term) => words.filter((word) => word.startsWith(term)));
  return found.every((some) => some.length > 0) ? new Set(found.flat()) : null;
}

/** What the registered shortcuts do here, the most particular first. Of several on the same keys the last one acts, so only that one is offered. */
export function commandsOf(groups: readonly { readonly group: string; readonly shortcuts: readonly Shortcut[] }[], hidden: ReadonlySet<string>): readonly Command[] {
  const all = groups.flatMap(({ group, shortcuts }) => shortcuts.map((shortcut): Command => ({ ...shortcut, group })));
  const acting = new Map(all.map((command) => [command.keys, command]));
  const offered = [...acting.values()].filter(({ words, keys }) => !hidden.has(words) && !hidden.has(keys));
  return [...new Set(groups.map(({ group }) => group))].reverse().flatMap((heading) => offered.filter(({ group }) => group === heading));
}

/** Commands by the words of a query, those that begin with one of them first. The group's name counts as one of its words, but doesn't find all of the group. */
export function commandsFor(commands: readonly Command[], text: string): readonly { readonly command: Command; readonly terms: ReadonlySet<string> }[] {
  const asked = queryTerms(text);
  if (asked.length === 0) return [];
  const fits = commands.flatMap((command) => {
    const terms = fitting(`${command.words} ${command.group}`, asked);
    const first = indexTerms(command.words).findIndex((word) => asked.some((term) => word.startsWith(term)));
    return terms === null || first < 0 ? [] : [{ command, terms, first }];
  });
  return fits.sort((a, b) => a.first - b.first);
}

/** The place after a step through a list that goes round. */
export function stepIn(length: number, at: number, by: number): number {
  return length === 0 ? 0 : (at + by + length) % length;
}
