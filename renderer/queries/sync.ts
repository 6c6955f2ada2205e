import type { SyncState } from '../../shared/ipc/contract.ts';
import { ask, askOrTell, on } from '../bridge/client.ts';
import { live } from '../bridge/live.ts';
import { tell } from '../bridge/notice.ts';
import { useLive } from './use-live.ts';

/** Null until main has said. */
export const sync = live<SyncState | null>(null);

/** Reads how the profile stands to its store, and listens from then on; answers how to stop. */
export function startSync(): () => void {
  const stop = on('sync', (state) => sync.set(state));
  void ask('sync.read', {}).then((reply) => {
    if (!reply.ok) tell(reply.trouble);
    else if (sync.get() === null) sync.set(reply.value);
  });
  return () => {
    stop();
    sync.set(null);
  };
}

/** How the profile stands to its store, and how to exchange now. Being offline is a state, not a trouble. */
export function useSync(): { readonly state: SyncState | null; readonly run: () => Promise<void> } {
  return { state: useLive(sync), run };
}

async function run(): Promise<void> {
  const state = await askOrTell('sync.run', {});
  if (state !== undefined) sync.set(state);
}
