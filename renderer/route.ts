/**
 * Which screen is shown, kept in the part of the address behind `#`, so that back, forward, reload and a link to an item
 * are the browser's own.
 */
import { useSyncExternalStore } from 'react';
import { dossierTabs, type DossierTab } from '../shared/ipc/deep-link.ts';
import { DossierId } from '../shared/vocabulary.ts';

// The tabs themselves are named where links from outside are read: main must know them too.
export { dossierTabs, type DossierTab };
/** What the tabs are called. */
export const tabWords = { overview: 'Overview', hazards: 'Hazards', evidence: 'Evidence', trace: 'Trace', provenance: 'Provenance', incidents: 'Incidents and drift', documents: 'Documents', findings: 'Findings', votes: 'Sign-off', packet: 'Packet', history: 'History' } as const satisfies Record<DossierTab, string>;

export type Route =
  | { readonly kind: 'home' }
  /** `item`: a hazard, a piece of evidence or whatever the tab lists, as people call it. */
  | { readonly kind: 'dossier'; readonly dossier: DossierId; readonly tab: DossierTab; readonly item: string | null }
  | { readonly kind: 'verify' }
  | { readonly kind: 'board' }
  | { readonly kind: 'settings' };

/** The address of a route, for links: `#/dossier/aurora-7b-2.3/hazards/H-007`. */
export function hrefOf(route: Route): string {
  if (route.kind === 'home') return '#/';
  if (route.kind !== 'dossier') return `#/${route.kind}`;
  const parts = ['dossier', route.dossier, route.tab, ...(route.item === null ? [] : [route.item])];
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** The route of an address; Home for whatever isn't one. */
export function routeOf(hash: string): Route {
  const [kind, id, tab, item] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  if (kind === 'verify' || kind === 'board' || kind === 'settings') return { kind };
  const dossier = kind === 'dossier' ? DossierId.safeParse(id) : undefined;
  if (dossier?.success !== true) return { kind: 'home' };
  return { kind: 'dossier', dossier: dossier.data, tab: isTab(tab) ? tab : 'overview', item: item === undefined || item === '' ? null : item };
}

function isTab(text: string | undefined): text is DossierTab {
  return (dossierTabs as readonly (string | undefined)[]).includes(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Goes to a route. `replace` leaves no step to go back to: for the selection inside a list. */
export function go(route: Route, { replace = false } = {}): void {
  const href = hrefOf(route);
  if (href === window.location.hash) return;
  if (!replace) window.location.hash = href;
  else window.location.replace(href);
}

export function goBack(): void {
  window.history.back();
}

export function goForward(): void {
  window.history.forward();
}

// A hook must answer with the same object while the address is the same.
let last: { readonly hash: string; readonly route: Route } = { hash: '#/', route: { kind: 'home' } };

function currentRoute(): Route {
  const { hash } = window.location;
  if (hash !== last.hash) last = { hash, route: routeOf(hash) };
  return last.route;
}

function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The route shown now. */
export function useRoute(): Route {
  return useSyncExternalStore(onHashChange, currentRoute);
}
