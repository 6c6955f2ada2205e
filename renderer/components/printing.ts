/** Whether the window is being drawn for paper: what shows only the rows in sight shows all of them then. */
import { useSyncExternalStore } from 'react';

let isAnnounced = false;

/** True while the page is printed. */
export function isPrinting(): boolean {
  return isAnnounced || window.matchMedia('print').matches;
}

/** Tells when printing begins and ends; answers how to stop. The browser announces it before it lays the page out: the media query alone comes too late for what React draws. */
export function onPrinting(listener: () => void): () => void {
  const media = window.matchMedia('print');
  const begin = (): void => { isAnnounced = true; listener(); };
  const end = (): void => { isAnnounced = false; listener(); };
  window.addEventListener('beforeprint', begin);
  window.addEventListener('afterprint', end);
  media.addEventListener('change', listener);
  return () => {
    window.removeEventListener('beforeprint', begin);
    window.removeEventListener('afterprint', end);
    media.removeEventListener('change', listener);
  };
}

/** {@link isPrinting}, for what draws itself otherwise on paper. */
export function usePrinting(): boolean {
  return useSyncExternalStore(onPrinting, isPrinting);
}
