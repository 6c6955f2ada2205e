/** Making and removing the sample board. Main does the work and says how far it is. */
import { useEffect, useState } from 'react';
import type { Broadcasts } from '../../shared/ipc/contract.ts';
import { askOrTell, on } from '../bridge/client.ts';
import { setProfile } from './session.ts';

export type Progress = Broadcasts['progress'];

export interface Sample {
  /** Null while nothing is being made. */
  readonly progress: Progress | null;
  readonly make: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

export function useSample(): Sample {
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => on('progress', setProgress), []);
  const run = async (channel: 'sample.make' | 'sample.remove'): Promise<void> => {
    if (channel === 'sample.make') setProgress({ done: 0, total: 0, step: 'Starting' });
    const state = await askOrTell(channel, {});
    setProgress(null);
    if (state !== undefined) setProfile(state);
  };
  return { progress, make: () => run('sample.make'), remove: () => run('sample.remove') };
}
