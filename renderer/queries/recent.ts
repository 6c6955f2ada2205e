/** Where the member was lately, and what they ran: kept in the window's own storage, which may be thrown away. */
import { useEffect } from 'react';
import { z } from 'zod';
import type { BoardId } from '../../shared/vocabulary.ts';
import { hrefOf, type Route } from '../route.ts';
import { live } from '../bridge/live.ts';
import { useSession } from './session.ts';
import { useLive } from './use-live.ts';

/** `go`: an address of the window. `run`: a shortcut, by its group and words. */
export const Recent = z.strictObject({ kind: z.enum(['go', 'run']), what: z.string().max(400) });
export type Recent = z.infer<typeof Recent>;

const mostKept = 20;
/** Who only passes through on the way to something else hasn't been there. */
const dwellMs = 1_200;
const keyOf = (board: BoardId): string => `recent.${board}`;

const kept = live<{ readonly board: BoardId; readonly recents: readonly Recent[] } | null>(null);

function read(board: BoardId): readonly Recent[] {
  const now = kept.get();
  if (now?.board === board) return now.recents;
  // Other boards' places are none of this one's business, a removed sample's least of all.
  for (const key of Object.keys(localStorage)) if (key.startsWith('recent.') && key !== keyOf(board)) localStorage.removeItem(key);
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(localStorage.getItem(keyOf(board)) ?? '[]');
  } catch {
    // What can't be read is as good as none.
  }
  const recents = z.array(Recent).max(mostKept).safeParse(parsed).data ?? [];
  kept.set({ board, recents });
  return recents;
}

/** The list with this one first. */
export function withRecent(recents: readonly Recent[], fresh: Recent): readonly Recent[] {
  return [fresh, ...recents.filter(({ kind, what }) => kind !== fresh.kind || what !== fresh.what)].slice(0, mostKept);
}

/** Keeps what was just done, in front. */
export function remember(board: BoardId, fresh: Recent): void {
  const recents = withRecent(read(board), fresh);
  kept.set({ board, recents });
  localStorage.setItem(keyOf(board), JSON.stringify(recents));
}

/** Newest first. */
export function useRecents(): readonly Recent[] {
  const { profile: { board } } = useSession();
  const now = useLive(kept);
  return now?.board === board.id ? now.recents : [];
}

/** Notes the places in dossiers where the member stays. */
export function useRememberedPlaces(route: Route): void {
  const { profile: { board } } = useSession();
  useEffect(() => { read(board.id); }, [board.id]);
  useEffect(() => {
    if (route.kind !== 'dossier') return undefined;
    const timer = setTimeout(() => remember(board.id, { kind: 'go', what: hrefOf(route) }), dwellMs);
    return () => clearTimeout(timer);
  }, [board.id, route]);
}
