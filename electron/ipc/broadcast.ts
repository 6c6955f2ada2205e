/** Main's way to tell the window something unasked. */
import type { WebContents } from 'electron';
import type { Broadcasts } from '../../shared/ipc/contract.ts';
import type { Topic } from '../../shared/ipc/channels.ts';
import { wire } from './router.ts';

export type Broadcast = <T extends Topic>(topic: T, message: Broadcasts[T]) => void;

/** Sends to the page that there is when something happens; while there is none, nothing is lost: it asks when it starts. */
export function openBroadcast(page: () => WebContents | null): Broadcast {
  return (topic, message) => {
    const contents = page();
    if (contents !== null && !contents.isDestroyed() && !contents.isCrashed()) contents.send(`${wire}on:${topic}`, message);
  };
}
