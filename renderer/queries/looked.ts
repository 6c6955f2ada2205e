/** When the member last opened each revision: a local note of this machine, no part of the record. */
import { useEffect } from 'react';
import type { Digest, Instant } from '../../shared/vocabulary.ts';
import { ask, askOrTell } from '../bridge/client.ts';
import { live } from '../bridge/live.ts';
import { tell } from '../bridge/notice.ts';
import { useLive } from './use-live.ts';

export type Looked = ReadonlyMap<Digest, Instant>;

/** By revision. */
export const looked = live<Looked>(new Map());

/** Reads the notes of the profile that was opened. */
export async function readLooked(): Promise<void> {
  const reply = await ask('looked.read', {});
  if (reply.ok) looked.set(new Map(Object.entries(reply.value) as [Digest, Instant][]));
  else tell(reply.trouble);
}

/** By revision. */
export function useLooked(): Looked {
  return useLive(looked);
}

/** Notes that a revision is open in front of the member, once it is wholly here. */
export function useLookedAt(revision: Digest, isHere: boolean): void {
  useEffect(() => {
    if (!isHere) return;
    void askOrTell('looked.mark', { revision }).then((reply) => {
      if (reply !== undefined) looked.set(new Map(looked.get()).set(revision, reply.at));
    });
  }, [revision, isHere]);
}
