/**
 * Which screen is shown, kept in the part of the address behind `#`, so that back, forward, reload and a link to an item
 * are the browser's own.
 */
import { useSyncExternalStore } from 'react';
import { dossierTabs, type DossierTab } from '../shared/ipc/deep-link.ts';
import { spotPattern } from '../shared/ipc/spot.ts';
import { DossierId } from '../shared/vocabulary.ts';

// The tabs themselves are named where links from outside are read: main must know them too.
export { dossierTabs, type DossierTab };
// What the tabs are called stands with the other words.
export { tabWords } from '../shared/copy/screens/frame.ts';

/** A place in a dossier. `item`: a hazard, a piece of evidence or whatever the tab lists, as people call it. `spot`: where in the item, as `shared/ipc/spot.ts` writes it. */
export interface Place { readonly tab: DossierTab; readonly item: string | null; readonly spot?: string }

/** `main` is the pane that is always there. */
export type Pane = 'main' | 'beside';

export type Route =
  | { readonly kind: 'home' }
  /** `beside`: what the second pane shows, where there is one. */
  | ({ readonly kind: 'dossier'; readonly dossier: DossierId; readonly beside?: Place } & Place)
  | { readonly kind: 'verify' }
  | { readonly kind: 'board' }
  | { readonly kind: 'settings' };

/** The address of a route, for links: `#/dossier/aurora-7b-2.3/hazards/H-007`, and with two panes `…/hazards/H-007&beside=evidence/E-02`. */
export function hrefOf(route: Route): string {
  if (route.kind === 'home') return '#/';
  if (route.kind !== 'dossier') return `#/${route.kind}`;
  return `#/dossier/${encodeURIComponent(route.dossier)}/${placeText(route)}${route.beside === undefined ? '' : `${besideMark}${placeText(route.beside)}`}`;
}

/** No part of a place holds an `&` of its own: it is written as `%26`. */
const besideMark = '&beside=';

function placeText({ tab, item, spot }: Place): string {
  return [tab, ...(item === null ? [] : [item, ...(spot === undefined ? [] : [spot])])].map(encodeURIComponent).join('/');
}

/** The route of an address; Home for whatever isn't one. What can't be read of the second pane leaves the first alone. */
export function routeOf(hash: string): Route {
  const [first = '', second] = hash.replace(/^#\/?/, '').split(besideMark);
  const [kind, id, tab, item, spot] = first.split('/').map(decoded);
  if (kind === 'verify' || kind === 'board' || kind === 'settings') return { kind };
  const dossier = kind === 'dossier' ? DossierId.safeParse(id) : undefined;
  if (dossier?.success !== true) return { kind: 'home' };
  const [besideTab, besideItem, besideSpot] = second?.split('/').map(decoded) ?? [];
  return { kind: 'dossier', dossier: dossier.data, tab: isTab(tab) ? tab : 'overview', item: itemIn(item), ...spotIn(spot), ...(isTab(besideTab) && { beside: { tab: besideTab, item: itemIn(besideItem), ...spotIn(besideSpot) } }) };
}

function itemIn(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

/** A spot as a part of a place; nothing for what isn’t one. */
function spotIn(text: string | undefined): { readonly spot?: string } {
  return text === undefined || !spotPattern.test(text) ? {} : { spot: text };
}

/** Where a step taken in one pane leads: within the dossier the other pane stays as it is; anywhere else there is one pane again. */
export function inPane(now: Route, pane: Pane, next: Route): Route {
  if (now.kind !== 'dossier' || next.kind !== 'dossier' || now.dossier !== next.dossier || now.beside === undefined) return next;
  const { dossier, tab, item, spot } = next;
  const place: Place = { tab, item, ...spotIn(spot) };
  return pane === 'beside' ? { ...now, beside: place } : { kind: 'dossier', dossier, ...place, beside: now.beside };
}

/** What a pane shows; a pane that isn't there shows what the main one does. */
export function placeIn(route: Place & { readonly beside?: Place }, pane: Pane): Place {
  const { tab, item, spot } = pane === 'beside' ? route.beside ?? route : route;
  return { tab, item, ...spotIn(spot) };
}

/** The same with the place in the other pane, which is opened where there is none. */
export function openedBeside(now: Extract<Route, { readonly kind: 'dossier' }>, from: Pane, place: Place): Route {
  if (from === 'beside' && now.beside !== undefined) return { kind: 'dossier', dossier: now.dossier, ...place, beside: now.beside };
  return { ...now, beside: place };
}

/** The same with only the other pane left. */
export function withoutPane(now: Extract<Route, { readonly kind: 'dossier' }>, pane: Pane): Route {
  return { kind: 'dossier', dossier: now.dossier, ...placeIn(now, pane === 'main' ? 'beside' : 'main') };
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
  if (!replace) {
    window.location.hash = href;
    return;
  }
  // At once, so that a key that follows acts on what is chosen now. The browser says nothing of an address that was rewritten.
  window.history.replaceState(window.history.state, '', href);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

export function goBack(): void {
  window.history.back();
}

export function goForward(): void {
  window.history.forward();
}

// A hook must answer with the same object while the address is the same.
let last: { readonly hash: string; readonly route: Route } = { hash: '#/', route: { kind: 'home' } };

/** The route shown now, for what happens; what is drawn uses `useRoute`. */
export function currentRoute(): Route {
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
