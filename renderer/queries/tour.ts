/** The tour over the real screens: whether it runs, at which stop it is, and that it was offered. */
import { useMemo } from 'react';
import { tourWords } from '../../shared/copy/tour.ts';
import { live } from '../bridge/live.ts';
import { announce } from '../bridge/notice.ts';
import { go } from '../route.ts';
import { useHome } from './home.ts';
import { settings, writeSettings } from './session.ts';
import { tourStops, type TourStop } from './tour-stops.ts';
import { useLive } from './use-live.ts';

/** The stop's place in the order; null while no tour runs. */
const at = live<number | null>(null);

/** Asks for the tour; Home is its first stop. It may be asked for before a board is open. */
export function startTour(): void {
  markTourOffered();
  at.set(0);
  go({ kind: 'home' });
}

/** The member doesn't want more of it now. */
export function skipTour(): void {
  if (at.get() === null) return;
  at.set(null);
  announce(tourWords.skipped);
}

/** Keeps on this machine that the tour was offered. */
export function markTourOffered(): void {
  if (settings.get().tourOffered !== true) writeSettings({ ...settings.get(), tourOffered: true });
}

/** Whether the tour runs now, for what happens; what is drawn uses `useTour`. */
export function isTouring(): boolean {
  return at.get() !== null;
}

export interface Tour {
  readonly stop: TourStop;
  readonly at: number;
  readonly of: number;
  /** To the stop before or behind; behind the last the tour ends. */
  readonly step: (by: 1 | -1) => void;
}

/** The stop shown; null while no tour runs or the board is still being read. */
export function useTour(): Tour | null {
  const now = useLive(at);
  const home = useHome();
  const stops = useMemo(() => (home === undefined ? [] : tourStops(home.dossiers.map(({ summary: { dossier, packets }, since }) => ({ dossier, compared: since.kind === 'changes', packets: packets.length })))), [home]);
  const place = now === null ? -1 : Math.min(now, stops.length - 1);
  const stop = stops[place];
  if (stop === undefined) return null;
  const step = (by: 1 | -1): void => {
    const next = stops[place + by];
    if (next === undefined && by === -1) return;
    at.set(next === undefined ? null : place + by);
    if (next !== undefined) go(next.route);
  };
  return { stop, at: place, of: stops.length, step };
}
