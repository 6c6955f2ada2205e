/** Two places of a dossier side by side: which pane the member is in, and where steps taken in it lead. */
import { createContext, useCallback, useContext, useMemo } from 'react';
import { live } from '../bridge/live.ts';
import { currentRoute, go, hrefOf, inPane, openedBeside, placeIn, useRoute, withoutPane, type Pane, type Place, type Route } from '../route.ts';
import { useLive } from './use-live.ts';

/** The pane that a component is drawn in; null outside of both. */
export const PaneContext = createContext<Pane | null>(null);

/** Where the member was last. It says nothing while there is one pane. */
const last = live<Pane>('main');

const actingIn = (route: Route, pane: Pane): Pane => (route.kind === 'dossier' && route.beside !== undefined ? pane : 'main');

/** The pane in which keys act now. */
export function actingPane(): Pane {
  return actingIn(currentRoute(), last.get());
}

/** The pane in which keys act. */
export function useActingPane(): Pane {
  const pane = useLive(last);
  return actingIn(useRoute(), pane);
}

/** Which pane was closed last; null since something was opened beside. */
const closed = live<Pane | null>(null);

/** The pane that was closed last, while the other one stands alone: it tells two equal ones apart. */
export function useClosedPane(): Pane | null {
  return useLive(closed);
}

/** The member is in this pane now. */
export function enterPane(pane: Pane): void {
  last.set(pane);
}

/** The route with the place that the member is at, as if it were the only one: what a link to it leads to. */
export function useShownRoute(route: Route): Route {
  const pane = useActingPane();
  return useMemo(() => (route.kind === 'dossier' ? { kind: 'dossier', dossier: route.dossier, ...placeIn(route, pane) } : route), [route, pane]);
}

/** `go` of the pane that the component is in: the other one stays as it is. */
export function useGo(): typeof go {
  const pane = useContext(PaneContext);
  return useCallback((route, options) => go(inPane(currentRoute(), pane ?? actingPane(), route), options), [pane]);
}

/** `go` in the pane where the member is: for what stays around every screen. */
export function goHere(route: Route): void {
  go(inPane(currentRoute(), actingPane(), route));
}

/** The address that `goHere` would go to now. */
export function hrefHere(route: Route): string {
  return hrefOf(inPane(currentRoute(), actingPane(), route));
}

/** Shows a place of the dossier in the other pane, and takes the member there. */
export function goBeside(place: Place, from: Pane = actingPane()): void {
  const now = currentRoute();
  if (now.kind !== 'dossier') return;
  closed.set(null);
  enterPane(from === 'main' ? 'beside' : 'main');
  go(openedBeside(now, from, place));
}

/** Closes a pane; what the other one shows stays. */
export function closePane(pane: Pane): void {
  const now = currentRoute();
  if (now.kind !== 'dossier') return;
  closed.set(pane);
  enterPane('main');
  go(withoutPane(now, pane));
}
