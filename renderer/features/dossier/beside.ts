/** What two panes show, and which places links lead to. Pure. */
import type { DossierId } from '../../../shared/vocabulary.ts';
import { routeOf, type DossierTab, type Place } from '../../route.ts';

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
  return route?.kind === 'dossier' && route.dossier === dossier ? { tab: route.tab, item: route.item } : null;
}
