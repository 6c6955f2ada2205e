import { useCallback, useRef, useState } from 'react';
import type { WindowCommand } from '../../shared/ipc/contract.ts';
import type { Result, Trouble } from '../../shared/result.ts';
import { ask } from '../bridge/client.ts';

export interface Run {
  /** Main has been asked and hasn't answered: for an act, the signing window is open. */
  readonly waiting: boolean;
  /** What main refused last; null after a success and once something was changed. */
  readonly trouble: Trouble | null;
  readonly forget: () => void;
}

/** Asks main one thing at a time. The screen changes when the event comes back; the answer only says whether it did. */
export function useRun<T>(): Run & { readonly run: (question: () => Promise<Result<T>>) => Promise<T | undefined> } {
  const [state, setState] = useState<{ readonly waiting: boolean; readonly trouble: Trouble | null }>({ waiting: false, trouble: null });
  const asking = useRef(false);
  const run = useCallback(async (question: () => Promise<Result<T>>): Promise<T | undefined> => {
    if (asking.current) return undefined;
    asking.current = true;
    setState({ waiting: true, trouble: null });
    const answer = await question();
    asking.current = false;
    setState({ waiting: false, trouble: answer.ok ? null : answer.trouble });
    return answer.ok ? answer.value : undefined;
  }, []);
  const forget = useCallback(() => setState((now) => (now.trouble === null ? now : { ...now, trouble: null })), []);
  return { ...state, run, forget };
}

/** Sends a command; true once main has recorded it. */
export function useCommand(): Run & { readonly send: (command: WindowCommand) => Promise<boolean> } {
  const { run, ...rest } = useRun<readonly number[]>();
  return { ...rest, send: async (command) => (await run(() => ask('command.run', { command }))) !== undefined };
}
