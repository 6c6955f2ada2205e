/** What the palette lists: recent places, dossiers, tabs, commands and what the search found, as rows of one kind. */
import { useMemo, useState } from 'react';
import { findWords, foundIn, foundWords, moreFound, type FoundKind } from '../../shared/copy/find.ts';
import { findingWords, standWords } from '../../shared/copy/status.ts';
import type { DossierId } from '../../shared/vocabulary.ts';
import { contents } from '../queries/content-store.ts';
import { useHome, type HomeView } from '../queries/home.ts';
import { itemTitle } from '../queries/item-titles.ts';
import { goHere } from '../queries/pane.ts';
import { useRecents } from '../queries/recent.ts';
import { excerpt, holds, marked, queryTerms, type Stretch } from '../queries/search-words.ts';
import { useSearch, type FoundItem, type SearchAnswer } from '../queries/search.ts';
import { useShortcutGroups } from '../queries/shortcuts.ts';
import { dossierTabs, hrefOf, routeOf, tabWords, type DossierTab, type Route } from '../route.ts';
import { commandsFor, commandsOf, fitting, type Command } from './palette-match.ts';

/** One thing to choose. */
export interface PaletteRow {
  readonly key: string;
  /** The item's id, or which tab it is on. */
  readonly id: string;
  readonly words: readonly Stretch[];
  /** Where the words are, when they aren't in its name. */
  readonly line: { readonly lead: string; readonly text: readonly Stretch[] } | null;
  /** Quiet words at its end. */
  readonly aside: string;
  readonly found: FoundItem | null;
  readonly keys: string | null;
  /** What to remember: an address, or a command by its group and words. Null: nothing, the palette stays open. */
  readonly does: { readonly kind: 'go' | 'run'; readonly what: string } | null;
  readonly run: () => void;
}

export interface PaletteGroup { readonly heading: string; readonly rows: readonly PaletteRow[] }

export interface PaletteOptions {
  readonly text: string;
  /** Where the member is. */
  readonly here: DossierId | null;
  readonly within: DossierId | null;
  readonly onlyDossiers: boolean;
}

const none: ReadonlySet<string> = new Set();
const mostRecent = 6;
const mostTabs = 4;
const mostCommands = 6;
const shownOfKind = 5;
const widened = 60;

/** Keys of commands that make no sense from within the palette. */
const ownKeys = ['Ctrl+k', 'g d', 'F1'];
const hidden = new Set<string>([...Object.values(tabWords), ...ownKeys]);

const plain = (text: string): readonly Stretch[] => [{ text, isMatch: false }];
const goTo = (route: Route): Pick<PaletteRow, 'does' | 'run'> => ({ does: { kind: 'go', what: hrefOf(route) }, run: () => goHere(route) });
const row = (parts: Pick<PaletteRow, 'key' | 'words' | 'does' | 'run'> & Partial<PaletteRow>): PaletteRow => ({ id: '', line: null, aside: '', found: null, keys: null, ...parts });

/** The rows for what was typed, and how the search stands. */
export function usePaletteGroups({ text, here, within, onlyDossiers }: PaletteOptions): { readonly groups: readonly PaletteGroup[]; readonly answer: SearchAnswer | null } {
  const home = useHome();
  const shortcuts = useShortcutGroups();
  const recents = useRecents();
  const [wide, setWide] = useState<{ readonly text: string; readonly kinds: readonly FoundKind[] }>({ text: '', kinds: [] });
  const been = useMemo(() => new Set(recents.flatMap(({ kind, what }) => {
    const route = kind === 'go' ? routeOf(what) : null;
    return route?.kind === 'dossier' && route.item !== null ? [`${route.dossier}/${route.item}`] : [];
  })), [recents]);
  const answer = useSearch(onlyDossiers ? '' : text, { within, here, recent: been });
  const commands = useMemo(() => commandsOf(shortcuts, hidden), [shortcuts]);
  if (home === undefined) return { groups: [], answer };

  const asked = queryTerms(text);
  const isEmpty = text.trim() === '';
  const keysOf = (tab: DossierTab): string | null => shortcuts.flatMap((group) => group.shortcuts).find(({ words, keys }) => words === tabWords[tab] && keys.length === 1)?.keys ?? null;
  const groups: PaletteGroup[] = [];
  const add = (heading: string, rows: readonly PaletteRow[]): void => { if (rows.length > 0) groups.push({ heading, rows }); };

  if (isEmpty && !onlyDossiers) add(findWords.recent, recents.flatMap((recent) => recentRow(recent, home, commands, here)).slice(0, mostRecent));
  const dossiers = within === null ? dossierRows(home, asked, isEmpty) : [];
  if (here === null || !isEmpty) add(findWords.dossierGroup, dossiers);
  if (!onlyDossiers && (here !== null || asked.length > 1)) add(findWords.tabGroup, tabRows(home, asked, here, within, keysOf).slice(0, isEmpty ? dossierTabs.length : mostTabs));
  if (here !== null && isEmpty) add(findWords.dossierGroup, dossiers);
  if (!onlyDossiers && isEmpty) for (const group of [...new Set(commands.map((command) => command.group))]) add(group, commands.filter((command) => command.group === group).map((command) => commandRow(command, none)));
  if (!onlyDossiers && !isEmpty) add(findWords.commandGroup, commandsFor(commands, text).slice(0, mostCommands).map(({ command, terms }) => ({ ...commandRow(command, terms), aside: command.group })));
  for (const { kind, items } of answer?.groups ?? []) {
    const most = wide.text === text && wide.kinds.includes(kind) ? widened : shownOfKind;
    const more = items.length - most;
    add(foundWords[kind], [
      ...items.slice(0, most).map((found) => foundRow(found, asked, home, here)),
      ...(more > 0 && most < widened ? [row({ key: `more/${kind}`, words: plain(moreFound(kind, more)), does: null, run: () => setWide({ text, kinds: [...(wide.text === text ? wide.kinds : []), kind] }) })] : []),
    ]);
  }
  return { groups, answer };
}

function dossierRows(home: HomeView, asked: readonly string[], isEmpty: boolean): readonly PaletteRow[] {
  return home.dossiers.flatMap(({ summary: { dossier, mine }, title, vendor }) => {
    const terms = isEmpty ? none : fitting(`${title} ${vendor ?? ''} ${dossier}`, asked);
    if (terms === null) return [];
    return [row({ key: `dossier/${dossier}`, words: marked(title, terms), line: null, aside: [vendor ?? '', standWords(mine)].filter((part) => part !== '').join(' · '), ...goTo({ kind: 'dossier', dossier, tab: 'overview', item: null }) })];
  });
}

/** Tabs of the dossier shown; those of another one only where the words name it. */
function tabRows(home: HomeView, asked: readonly string[], here: DossierId | null, within: DossierId | null, keysOf: (tab: DossierTab) => string | null): readonly PaletteRow[] {
  const dossiers = [...home.dossiers].sort((a, b) => Number(b.summary.dossier === here) - Number(a.summary.dossier === here));
  return dossiers.filter(({ summary: { dossier } }) => dossier === here || (within === null && asked.length > 1)).flatMap(({ summary: { dossier }, title }) => dossierTabs.flatMap((tab) => {
    const terms = fitting(dossier === here && asked.length < 2 ? tabWords[tab] : `${tabWords[tab]} ${title}`, asked);
    const names = terms !== null && asked.length > 0 ? fitting(tabWords[tab], asked.filter((term) => fitting(title, [term]) === null)) : terms;
    if (terms === null || names === null || (asked.length > 0 && names.size === 0)) return [];
    return [row({ key: `tab/${dossier}/${tab}`, words: marked(tabWords[tab], terms), aside: dossier === here ? '' : title, keys: dossier === here ? keysOf(tab) : null, ...goTo({ kind: 'dossier', dossier, tab, item: null }) })];
  }));
}

function commandRow(command: Command, terms: ReadonlySet<string>): PaletteRow {
  return row({ key: `run/${command.group}/${command.words}`, words: marked(command.words, terms), keys: command.keys, does: { kind: 'run', what: `${command.group}/${command.words}` }, run: command.run });
}

/** A place or a command of lately, if it is still there; not the place where the member is. */
function recentRow({ kind, what }: { readonly kind: 'go' | 'run'; readonly what: string }, home: HomeView, commands: readonly Command[], here: DossierId | null): readonly PaletteRow[] {
  if (kind === 'run') return commands.filter((command) => `${command.group}/${command.words}` === what).map((command) => ({ ...commandRow(command, none), key: `recent/${what}` }));
  const route = routeOf(what);
  const at = route.kind === 'dossier' ? home.dossiers.find(({ summary }) => summary.dossier === route.dossier) : undefined;
  if (route.kind !== 'dossier' || at === undefined || what === window.location.hash) return [];
  const { tab, item } = route;
  // Its tabs are in the list anyway.
  if (item === null && route.dossier === here) return [];
  const finding = at.summary.findings.find((one) => one.finding === item);
  const content = contents.contentOf(at.summary.latest.digest);
  const title = item === null ? undefined : finding?.text ?? (content === undefined ? undefined : itemTitle(content, item));
  if (item !== null && title === undefined) return [];
  return [row({
    key: `recent/${what}`, id: finding !== undefined ? findingWords[finding.severity] : item ?? '', words: plain(title ?? at.title),
    aside: item !== null && route.dossier !== here ? at.title : tabWords[tab], ...goTo(route),
  })];
}

function foundRow(found: FoundItem, asked: readonly string[], home: HomeView, here: DossierId | null): PaletteRow {
  const { document: { kind, id, item, title, parts }, terms, dossier } = found;
  // Where its name has all that was asked for, nothing else needs to be shown.
  const isNamed = fitting(`${id} ${title}`, asked) !== null;
  const lacking = isNamed ? [] : [...terms].filter((term) => !holds(`${id} ${title}`, new Set([term])));
  const part = lacking.length === 0 ? undefined : parts.find(({ text }) => holds(text, new Set(lacking)));
  return row({
    key: `${kind}/${dossier}/${item}/${title}`, id, words: marked(kind === 'finding' ? excerpt(title, terms) : title, terms), found,
    line: part === undefined ? null : { lead: foundIn[part.in], text: marked(excerpt(part.text, terms), terms) },
    aside: [kind === 'finding' ? standingOf(found, home) : '', dossier === here ? '' : home.titleOf(dossier)].filter((words) => words !== '').join(' · '), ...goTo({ kind: 'dossier', dossier, tab: tabOfKind[kind], item }),
  });
}

/** How grave a finding is, and that it is resolved. */
function standingOf({ document, dossier }: FoundItem, home: HomeView): string {
  const finding = home.dossiers.find(({ summary }) => summary.dossier === dossier)?.summary.findings.find((one) => one.finding === document.item);
  return finding === undefined ? '' : `${findingWords[finding.severity]}${finding.resolution === null ? '' : ', resolved'}`;
}

const tabOfKind: Readonly<Record<FoundKind, DossierTab>> = { hazard: 'hazards', evidence: 'evidence', metric: 'evidence', entry: 'evidence', document: 'documents', finding: 'findings' };
