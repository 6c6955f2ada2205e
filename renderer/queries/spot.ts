/** Where in an item an address points, for the tab that shows the item. */
import { useMemo } from 'react';
import { live } from '../bridge/live.ts';
import { readSpot, type Spot } from '../../shared/ipc/spot.ts';
import { useLive } from './use-live.ts';

const turns = live(0);

/** Points again at where the address points already: whoever chooses it a second time wants to see it a second time. */
export function pointAgain(): void {
  turns.set(turns.get() + 1);
}

/** What the address points at; another object each time that somebody goes there, so that an effect may follow it. Null: the item itself. */
export function useSpot(text: string | undefined): { readonly spot: Spot } | null {
  const turn = useLive(turns);
  return useMemo(() => {
    // Another turn is another pointing at the same spot.
    void turn;
    const spot = readSpot(text);
    return spot === null ? null : { spot };
  }, [text, turn]);
}
