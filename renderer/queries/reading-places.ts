/** How far each document of a dossier was read: kept by main on this machine, no part of the record. */
import { useCallback, useEffect, useRef } from 'react';
import { z } from 'zod';
import { Digest, ItemId, type DossierId } from '../../shared/vocabulary.ts';
import { ask, askOrTell } from '../bridge/client.ts';
import { live } from '../bridge/live.ts';
import { useLive } from './use-live.ts';

/** `start`: the place in the document's plain text; `part`: how much of it lies before, from 0 to 1. Of the document with that digest only. */
const ReadingPlace = z.strictObject({ object: Digest, start: z.int().min(0), part: z.number().min(0).max(1) });
export type ReadingPlace = z.infer<typeof ReadingPlace>;
const Places = z.record(ItemId, ReadingPlace);
type Places = z.infer<typeof Places>;

const kept = live<ReadonlyMap<DossierId, Places>>(new Map());
const settleMs = 400;
const idOf = (dossier: DossierId): string => `reading.${dossier}`;

/** Places by document, undefined while they load; and how to keep one, which is written once the reading pauses. */
export function useReadingPlaces(dossier: DossierId): readonly [Places | undefined, (document: ItemId, place: ReadingPlace) => void] {
  const places = useLive(kept).get(dossier);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    if (kept.get().has(dossier)) return;
    void ask('draft.read', { id: idOf(dossier) }).then((reply) => {
      const parsed = Places.safeParse(reply.ok ? reply.value?.value : undefined);
      if (!kept.get().has(dossier)) kept.set(new Map(kept.get()).set(dossier, parsed.success ? parsed.data : {}));
    });
  }, [dossier]);
  const keep = useCallback((document: ItemId, place: ReadingPlace) => {
    kept.set(new Map(kept.get()).set(dossier, { ...kept.get().get(dossier), [document]: place }));
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => void askOrTell('draft.save', { id: idOf(dossier), value: kept.get().get(dossier) ?? {} }), settleMs);
  }, [dossier]);
  return [places, keep];
}
