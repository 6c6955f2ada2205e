/** What two panes show, and which places links lead to. Pure. */
import type { DossierId } from '../../../shared/vocabulary.ts';
import { placeIn, routeOf, type DossierTab, type Pane, type Place } from '../../route.ts';

/** What is read beside what, where the member names nothing: a claim beside its proof, a list beside what it is about. Never a tab beside itself. */
const partners: Readonly<Record<DossierTab, DossierTab>> = {
  overview: 'hazards', hazards: 'evidence', evidence: 'hazards', trace: 'hazards', provenance: 'evidence', incidents: 'hazards',
  documents: 'hazards', findings: 'evidence', votes: 'findings', packet: 'votes', history: 'overview',
};

/** What opens beside a place at first. A trace's item is a hazard: it stays. */
export function partnerOf({ tab, item }: Place): Place {
  return { tab: partners[tab], item: tab === 'trace' ? item : null };
}

/** The place that an address leads to; null unless it is one of this dossier. */
export function placeOfHref(href: string | null, dossier: DossierId): Place | null {
  const route = href?.startsWith('#/') === true ? routeOf(href) : null;
  return route?.kind === 'dossier' && route.dossier === dossier ? placeIn(route, 'main') : null;
}

/** What stands in the panes, and which drawing of it each one goes on with. */
export interface Standing { readonly main: Place; readonly beside: Place | null; readonly keys: Readonly<Record<Pane, number>> }

/** Where a pane is closed or opened the other one keeps its drawing, and with it how far it was read. `closed`: which one it was, where both showed the same. */
export function standingAfter(before: Standing, main: Place, beside: Place | null, closed: Pane | null): Standing {
  const { keys } = before;
  const fresh = Math.max(keys.main, keys.beside) + 1;
  if (before.beside !== null && beside === null) return { main, beside, keys: isSame(main, before.beside) && (!isSame(main, before.main) || closed === 'main') ? { main: keys.beside, beside: fresh } : { main: keys.main, beside: fresh } };
  if (before.beside === null && beside !== null && isSame(beside, before.main) && !isSame(main, before.main)) return { main, beside, keys: { main: fresh, beside: keys.main } };
  return { main, beside, keys };
}

/** Whether two places are one. */
export function isSame(one: Place | null, other: Place | null): boolean {
  return one === other || (one !== null && other !== null && one.tab === other.tab && one.item === other.item);
}
