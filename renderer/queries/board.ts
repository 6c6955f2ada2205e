/** What the board screen asks main to do. */
import { useState } from 'react';
import { boardWords } from '../../shared/copy/screens/board.ts';
import type { AuditResult } from '../../shared/ipc/contract.ts';
import { askOrTell } from '../bridge/client.ts';
import { announce } from '../bridge/notice.ts';

/** Reads every object, feed and roster again. Null before the first run and while one is under way. */
export function useAudit(): { readonly result: AuditResult | null; readonly isRunning: boolean; readonly run: () => Promise<void> } {
  const [state, setState] = useState<{ readonly result: AuditResult | null; readonly isRunning: boolean }>({ result: null, isRunning: false });
  return {
    ...state,
    async run() {
      setState({ result: null, isRunning: true });
      setState({ result: (await askOrTell('vault.audit', {})) ?? null, isRunning: false });
    },
  };
}

/** Asks where to put the trust file and writes it there. */
export async function saveTrust(): Promise<void> {
  const name = await askOrTell('trust.save', {});
  if (typeof name === 'string') announce(boardWords.trust.saved(name));
}
