/** Asks main. A reply is always a Result: what crosses the bridge broken becomes a `defect` with a reference. */
import type { Channel, Topic } from '../../shared/ipc/channels.ts';
import type { Bridge, Broadcasts, Reply, Request } from '../../shared/ipc/contract.ts';
import { fault, type Result } from '../../shared/result.ts';
import { tell } from './notice.ts';

declare global {
  interface Window {
    /** What the preload gives this window. */
    readonly countersign: Bridge;
  }
}

/** Asks, and leaves what to do with a refusal to the caller. */
export async function ask<C extends Channel>(channel: C, request: Request<C>): Promise<Result<Reply<C>>> {
  try {
    return await (window.countersign[channel] as (request: Request<C>) => Promise<Result<Reply<C>>>)(request);
  } catch (error) {
    return fault('defect', { reference: await reportDefect(error) }, true);
  }
}

/** Asks, and shows a refusal as a notice: undefined then. */
export async function askOrTell<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<C> | undefined> {
  const reply = await ask(channel, request);
  if (reply.ok) return reply.value;
  tell(reply.trouble);
  return undefined;
}

/** Listens to a broadcast; answers how to stop. */
export function on<T extends Topic>(topic: T, listener: (message: Broadcasts[T]) => void): () => void {
  return window.countersign.on(topic, listener);
}

/** Writes our own bug into the local log; the reference finds it there. */
export async function reportDefect(error: unknown): Promise<string> {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  try {
    const reply = await window.countersign['log.defect']({ message: message.slice(0, 2000), stack: stack.slice(0, 8000) });
    return reply.ok ? reply.value.reference : 'not logged';
  } catch {
    return 'not logged';
  }
}
