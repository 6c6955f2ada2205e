/**
 * Links from outside the app: `countersign://dossier/<dossier>/<tab>/<item>/<spot>`, each but the dossier optional. Anybody can write one, on any
 * page and in any mail, so a link is read against this one grammar and can only ever say which dossier to show.
 */
import { Digest, DossierId, ItemId } from '../vocabulary.ts';
import { readSpot, spotText } from './spot.ts';

/** The tabs of a dossier, in the order in which they are shown. */
export const dossierTabs = ['overview', 'hazards', 'evidence', 'trace', 'provenance', 'incidents', 'documents', 'findings', 'votes', 'packet', 'history'] as const;
export type DossierTab = (typeof dossierTabs)[number];

/** What a link leads to. `item`: an item by the id that people use, or a finding by its digest. `spot`: where in the item. */
export interface DeepLink { readonly dossier: DossierId; readonly tab: DossierTab; readonly item: ItemId | Digest | null; readonly spot?: string }

/** The scheme that the packaged app answers to. */
export const linkScheme = 'countersign';

/** More than the longest link: 96 characters of dossier, a tab, 64 of an item, 69 of a note in it. */
const maxLinkCharacters = 320;

/** Every character that a link may hold stands for itself: nothing is decoded, so nothing can turn into something else. */
const grammar = /^countersign:\/\/dossier\/([^/]+)(?:\/([^/]+)(?:\/([^/]+)(?:\/([^/]+))?)?)?$/;

/** Reads a link; null for whatever isn't exactly one. */
export function parseDeepLink(text: string): DeepLink | null {
  if (text.length > maxLinkCharacters) return null;
  const [, id, tab = 'overview', named, at] = grammar.exec(text) ?? [];
  const dossier = DossierId.safeParse(id);
  const item = named === undefined ? null : itemOf(named);
  const spot = at === undefined ? null : spotOf(at);
  if (!dossier.success || !isTab(tab) || item === undefined || spot === undefined) return null;
  return { dossier: dossier.data, tab, item, ...(spot !== null && { spot }) };
}

/** The link to a place, for people to pass on. What the grammar has no room for is left out: the link then leads to the tab. */
export function deepLinkOf({ dossier, tab, item, spot }: { readonly dossier: DossierId; readonly tab: DossierTab; readonly item: string | null; readonly spot?: string }): string {
  const at = spot === undefined ? undefined : spotOf(spot);
  const parts = [dossier, tab, ...(item === null || itemOf(item) === undefined ? [] : [item, ...(at === undefined ? [] : [at])])];
  return `${linkScheme}://dossier/${parts.join('/')}`;
}

function isTab(text: string): text is DossierTab {
  return (dossierTabs as readonly string[]).includes(text);
}

/** A spot, only as it would be written here: a link is either refused or comes back as it was. */
function spotOf(text: string): string | undefined {
  const spot = readSpot(text);
  return spot !== null && spotText(spot) === text ? text : undefined;
}

function itemOf(text: string): ItemId | Digest | undefined {
  return ItemId.safeParse(text).data ?? Digest.safeParse(text).data;
}
