import { useSyncExternalStore } from 'react';
import type { Live } from '../bridge/live.ts';

/** The value now, and again whenever it changes. */
export function useLive<T>(source: Live<T>): T {
  return useSyncExternalStore(source.subscribe, source.get);
}
