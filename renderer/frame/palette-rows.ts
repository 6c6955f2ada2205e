/** What the palette lists, as rows of one kind: recent places, dossiers, tabs, meetings, commands and what the search found. */
import { useMemo, useState } from 'react';
import { findWords, foundWords, moreFound, type FoundKind } from '../../shared/copy/find.ts';
import { paletteWords } from '../../shared/copy/screens/palette.ts';
import type { DossierId } from '../../shared/vocabulary.ts';
import { useHome } from '../queries/home.ts';
import { useRecents } from '../queries/recent.ts';
import { useSearch, type SearchState } from '../queries/search.ts';
import { useShortcutGroups } from '../queries/shortcuts.ts';
import { dossierTabs, routeOf, tabWords, type DossierTab } from '../route.ts';
import { completed, readQuery } from '../search/query.ts';
import { queryTerms } from '../search/words.ts';
import { foundRow } from './palette-found.ts';
import { commandsFor, commandsOf } from './palette-match.ts';
import { commandRow, dossierRows, meetingRows, recentRow, row, tabRows, plain, type PaletteGroup, type PaletteRow } from './palette-places.ts';

export type { PaletteGroup, PaletteRow } from './palette-places.ts';

export interface PaletteOptions {
  readonly text: string;
  /** Where the member is. */
  readonly here: DossierId | null;
  readonly within: DossierId | null;
  readonly onlyDossiers: boolean;
  /** Types for the member: the palette stays open. */
  readonly onText: (text: string) => void;
  readonly onEverywhere: () => void;
}

export interface PaletteContents {
  readonly groups: readonly PaletteGroup[];
  readonly search: SearchState;
  /** Nothing fits; what is listed is where else to look. */
  readonly isNothing: boolean;
}

const mostRecent = 6;
const mostTabs = 4;
const mostCommands = 6;
const widened = 60;

/** Keys of commands that make no sense from within the palette. */
const ownKeys = ['Ctrl+k', 'g d', 'F1'];
const hidden: ReadonlySet<string> = new Set([...Object.values(tabWords), ...ownKeys]);

/** The rows for what was typed, and how the search stands. */
export function usePaletteGroups({ text, here, within, onlyDossiers, onText, onEverywhere }: PaletteOptions): PaletteContents {
  const home = useHome();
  const shortcuts = useShortcutGroups();
  const recents = useRecents();
  const [wide, setWide] = useState<{ readonly text: string; readonly kinds: readonly FoundKind[] }>({ text: '', kinds: [] });
  const [isEarlier, setEarlier] = useState(false);
  const recent = useMemo(() => recents.flatMap(({ kind, what }) => {
    const route = kind === 'go' ? routeOf(what) : null;
    return route?.kind === 'dossier' && route.item !== null ? [`${route.dossier}/${route.item}`] : [];
  }), [recents]);
  const query = useMemo(() => readQuery(text), [text]);
  const kinds = wide.text === text ? wide.kinds : [];
  const search = useSearch(query.verbs !== null ? '' : text, { rests: onlyDossiers, within, here, earlier: isEarlier, recent, wide: kinds });
  const commands = useMemo(() => commandsOf(shortcuts, hidden), [shortcuts]);
  if (home === undefined) return { groups: [], search, isNothing: false };

  const asked = queryTerms(query.text);
  const isEmpty = text.trim() === '';
  const keysOf = (tab: DossierTab): string | null => shortcuts.flatMap((group) => group.shortcuts).find(({ words, keys }) => words === tabWords[tab] && keys.length === 1)?.keys ?? null;
  const groups: PaletteGroup[] = [];
  const add = (heading: string, rows: readonly PaletteRow[], total: number | null = null): void => { if (rows.length > 0) groups.push({ heading, total, rows }); };
  const addCommands = (): void => {
    for (const group of [...new Set(commands.map((command) => command.group))]) add(group, commands.filter((command) => command.group === group).map((command) => commandRow(command, [])));
  };

  if (query.verbs !== null) {
    if (query.verbs === '') addCommands();
    else add(findWords.commandGroup, commandsFor(commands, query.verbs).map(({ command }) => ({ ...commandRow(command, queryTerms(query.verbs ?? '')), aside: command.group })));
    return { groups, search, isNothing: groups.length === 0 };
  }
  // Tags and people say whose and which things are meant: no place and no command has any.
  const isPlain = query.tags.length + query.people.length === 0 && query.typing === null;
  if (isEmpty && !onlyDossiers) add(findWords.recent, recents.flatMap((one) => recentRow(one, home, commands, here)).slice(0, mostRecent));
  const isSearch = search.answer !== null;
  if (isPlain) {
    const dossiers = within === null && query.phrases.length === 0 ? dossierRows(home, asked, isEmpty) : [];
    if (here === null || !isEmpty) add(findWords.dossierGroup, dossiers);
    if (!onlyDossiers && query.phrases.length === 0 && (here !== null || asked.length > 1)) add(findWords.tabGroup, tabRows(home, asked, here, within, keysOf).slice(0, isEmpty ? dossierTabs.length : mostTabs));
    if (here !== null && isEmpty) add(findWords.dossierGroup, dossiers);
    if (!onlyDossiers && within === null) add(paletteWords.meetings, meetingRows(home, asked, isEmpty));
    if (!onlyDossiers && isEmpty) addCommands();
    if (!onlyDossiers && !isEmpty && query.phrases.length === 0) add(findWords.commandGroup, commandsFor(commands, query.text).slice(0, mostCommands).map(({ command }) => ({ ...commandRow(command, asked), aside: command.group })));
  }
  const completions = query.typing === null ? [] : search.answer?.completions ?? [];
  add(query.typing === 'tag' ? paletteWords.tags : paletteWords.people, completions.map(({ sign, name, total }) => row({
    key: `${sign}${name}`, words: plain(`${sign}${name}`), aside: sign === '#' ? paletteWords.taggedUses(total) : paletteWords.uses(total), does: null, run: () => onText(completed(text, sign, name)),
  })));
  for (const { kind, total, hits } of search.answer?.groups ?? []) {
    const more = Math.min(total, widened) - hits.length;
    add(foundWords[kind], [
      ...hits.map((hit) => foundRow(hit, home, here)),
      ...(more > 0 ? [row({ key: `more/${kind}`, words: plain(moreFound(kind, more, total <= widened, total)), does: null, isMore: true, run: () => setWide({ text, kinds: [...kinds, kind] }) })] : []),
    ], total);
  }
  const isNothing = groups.length === 0 && !isEmpty && !search.isPending;
  if (isSearch && !isEmpty && !search.isPending) {
    const elsewhere = [
      ...(within === null || !isNothing ? [] : [row({ key: 'everywhere', words: plain(paletteWords.lookEverywhere), does: null, isMore: true, run: onEverywhere })]),
      ...(isEarlier || !home.dossiers.some(({ summary }) => summary.revisions.length > 1 && (within === null || summary.dossier === within)) ? [] : [row({ key: 'earlier', words: plain(paletteWords.lookEarlier), does: null, isMore: true, run: () => setEarlier(true) })]),
    ];
    add(paletteWords.elsewhere, elsewhere);
  }
  return { groups, search, isNothing };
}
