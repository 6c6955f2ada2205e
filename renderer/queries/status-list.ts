/** The board's status list as this machine has it: how it stands, signing the next one, saving it for a web server. */
import { useCallback, useEffect, useState } from 'react';
import { boardWords } from '../../shared/copy/screens/board.ts';
import type { StatusListView } from '../../shared/ipc/contract.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import { ask, on } from '../bridge/client.ts';
import { announce } from '../bridge/notice.ts';
import { useRun, type Run } from './command.ts';
import { useSession } from './session.ts';

/** Facts come in bursts; the list is compared once they rest. */
const settleMs = 500;
/** What a list is signed for here; the command line can say otherwise. */
export const signedDays = 7;

export interface StatusListing extends Run {
  /** Null until main has said. */
  readonly view: StatusListView | null;
  readonly sign: () => Promise<void>;
  readonly save: () => Promise<void>;
}

/** How the list stands, by shape and words. `said` names the list, so that it can be read anywhere. */
export interface StatusListStanding { readonly state: 'passed' | 'warning' | 'stale'; readonly said: string }

/** Null: there is no list, and no packet that one would tell of. Pure. */
export function statusListStanding({ list, changed }: Pick<StatusListView, 'list' | 'changed'>, now: Instant): StatusListStanding | null {
  const words = boardWords.statusList;
  if (list === null) return changed === 0 ? null : { state: 'warning', said: words.none(changed) };
  if (changed > 0) return { state: 'warning', said: words.changed(changed) };
  return list.nextUpdate < now ? { state: 'stale', said: words.expired(list.nextUpdate) } : { state: 'passed', said: words.current };
}

export function useStatusList(): StatusListing {
  const [view, setView] = useState<StatusListView | null>(null);
  const { profile } = useSession();
  const { run, ...rest } = useRun<unknown>();
  const read = useCallback(async () => {
    const reply = await ask('status-list.read', {});
    if (reply.ok) setView(reply.value);
  }, []);
  // The profile is told anew when a sync brought another list.
  useEffect(() => void read(), [read, profile]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = on('facts', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), settleMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [read]);
  return {
    ...rest, view,
    sign: async () => {
      const signed = await run(() => ask('status-list.sign', { days: signedDays }));
      await read();
      if (signed !== undefined) announce(boardWords.statusList.signed((signed as { readonly sequence: number }).sequence));
    },
    save: async () => {
      const name = await run(() => ask('status-list.save', {}));
      if (typeof name === 'string') announce(boardWords.statusList.saved(name));
    },
  };
}
