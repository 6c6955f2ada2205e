/** Rows for what the palette lists without a search: places, meetings and commands, by their titles. Pure but for what a row does. */
import { meetingWords } from '../../shared/copy/screens/meeting.ts';
import { findingWords, standWords } from '../../shared/copy/status.ts';
import { legibleText } from '../../shared/bytes/legible-text.ts';
import type { FoundIn } from '../../shared/copy/find.ts';
import { ItemId, type DossierId } from '../../shared/vocabulary.ts';
import { contents } from '../queries/content-store.ts';
import type { HomeView } from '../queries/home.ts';
import { itemTitle } from '../queries/item-titles.ts';
import { goHere } from '../queries/pane.ts';
import type { Recent } from '../queries/recent.ts';
import { pointAgain } from '../queries/spot.ts';
import { dossierTabs, hrefOf, routeOf, tabWords, type DossierTab, type Route } from '../route.ts';
import type { Hit } from '../search/answer.ts';
import { marked, needlesOf, type Stretch } from '../search/marks.ts';
import { fitting, type Command } from './palette-match.ts';

/** One thing to choose. */
export interface PaletteRow {
  readonly key: string;
  /** The item’s id; empty where people call it by its title alone. */
  readonly id: string;
  readonly words: readonly Stretch[];
  /** Where the words are, when they aren’t in its name. */
  readonly line: { readonly in: FoundIn; readonly text: readonly Stretch[] } | null;
  /** Where it stands and what it is of, in quiet words under it. */
  readonly where: string;
  /** Quiet words at its end. */
  readonly aside: string;
  readonly hit: Hit | null;
  readonly keys: string | null;
  /** What to remember: an address, or a command by its group and words. Null: nothing, the palette stays open. */
  readonly does: { readonly kind: 'go' | 'run'; readonly what: string } | null;
  /** It widens the list itself. */
  readonly isMore: boolean;
  readonly run: () => void;
}

/** `total`: how many there are altogether; null where all are listed. */
export interface PaletteGroup { readonly heading: string; readonly total: number | null; readonly rows: readonly PaletteRow[] }

export const plain = (text: string): readonly Stretch[] => [{ text, isMatch: false }];
const highlighted = (text: string, asked: readonly string[]): readonly Stretch[] => marked(text, needlesOf(asked));

/** What going to a place does, and what is remembered of it. */
export const goTo = (route: Route): Pick<PaletteRow, 'does' | 'run'> => ({
  does: { kind: 'go', what: hrefOf(route) },
  run: () => {
    goHere(route);
    pointAgain();
  },
});

export const row = (parts: Pick<PaletteRow, 'key' | 'words' | 'does' | 'run'> & Partial<PaletteRow>): PaletteRow => ({ id: '', line: null, where: '', aside: '', hit: null, keys: null, isMore: false, ...parts });

/** Parts of a quiet line, those that say nothing left out. */
export const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

export function dossierRows(home: HomeView, asked: readonly string[], isEmpty: boolean): readonly PaletteRow[] {
  return home.dossiers.flatMap(({ summary: { dossier, mine }, title, vendor }) => {
    if (!isEmpty && fitting(`${title} ${vendor ?? ''} ${dossier}`, asked) === null) return [];
    return [row({ key: `dossier/${dossier}`, words: highlighted(title, asked), aside: joined([vendor ?? '', standWords(mine)]), ...goTo({ kind: 'dossier', dossier, tab: 'overview', item: null }) })];
  });
}

/** Tabs of the dossier shown; those of another one only where the words name it. */
export function tabRows(home: HomeView, asked: readonly string[], here: DossierId | null, within: DossierId | null, keysOf: (tab: DossierTab) => string | null): readonly PaletteRow[] {
  const dossiers = [...home.dossiers].sort((a, b) => Number(b.summary.dossier === here) - Number(a.summary.dossier === here));
  return dossiers.filter(({ summary: { dossier } }) => dossier === here || (within === null && asked.length > 1)).flatMap(({ summary: { dossier }, title }) => dossierTabs.flatMap((tab) => {
    const terms = fitting(dossier === here && asked.length < 2 ? tabWords[tab] : `${tabWords[tab]} ${title}`, asked);
    const names = terms !== null && asked.length > 0 ? fitting(tabWords[tab], asked.filter((term) => fitting(title, [term]) === null)) : terms;
    if (terms === null || names === null || (asked.length > 0 && names.size === 0)) return [];
    return [row({ key: `tab/${dossier}/${tab}`, words: highlighted(tabWords[tab], asked), aside: dossier === here ? '' : title, keys: dossier === here ? keysOf(tab) : null, ...goTo({ kind: 'dossier', dossier, tab, item: null }) })];
  }));
}

/** Meetings that are still to come, by their titles: they stand on Home. */
export function meetingRows({ meeting, laterMeetings }: HomeView, asked: readonly string[], isEmpty: boolean): readonly PaletteRow[] {
  return [...(meeting === null ? [] : [meeting.meeting]), ...laterMeetings].flatMap((one) => {
    const title = legibleText(one.title);
    if (isEmpty || fitting(`${title} ${one.place}`, asked) === null) return [];
    return [row({ key: `meeting/${one.meeting}`, words: highlighted(title, asked), aside: meetingWords.when(one.startsAt, one.endsAt), ...goTo({ kind: 'home' }) })];
  });
}

export function commandRow(command: Command, asked: readonly string[]): PaletteRow {
  return row({ key: `run/${command.group}/${command.words}`, words: highlighted(command.words, asked), keys: command.keys, does: { kind: 'run', what: `${command.group}/${command.words}` }, run: command.run });
}

/** A place or a command of lately, if it is still there; not the place where the member is. */
export function recentRow({ kind, what }: Recent, home: HomeView, commands: readonly Command[], here: DossierId | null): readonly PaletteRow[] {
  if (kind === 'run') return commands.filter((command) => `${command.group}/${command.words}` === what).map((command) => ({ ...commandRow(command, []), key: `recent/${what}` }));
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
    key: `recent/${what}`, id: item !== null && ItemId.safeParse(item).success ? item : '', words: plain(legibleText(title ?? at.title)),
    aside: joined([finding === undefined ? tabWords[tab] : findingWords[finding.severity], item !== null && route.dossier !== here ? at.title : '']), ...goTo(route),
  })];
}
