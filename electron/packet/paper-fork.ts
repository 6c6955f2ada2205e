/** Starts the process that draws, through Electron's utilityProcess. */
import type { PaperChild } from './paper-client.ts';

/** The part of Electron's utilityProcess that is used. */
export interface Forking {
  fork(entry: string, args: string[], options: { serviceName: string; stdio: 'ignore' }): {
    postMessage(message: unknown): void;
    on(event: 'message', listener: (message: unknown) => void): unknown;
    once(event: 'exit', listener: () => void): unknown;
    kill(): boolean;
  };
}

/** `entry` is the built `paper-process`. */
export function paperFork(utilityProcess: Forking, entry: string): () => PaperChild {
  return () => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'countersign packets', stdio: 'ignore' });
    return {
      post: (request) => { child.postMessage(request); },
      onMessage: (listener) => { child.on('message', listener); },
      onExit: (listener) => { child.once('exit', listener); },
      kill: () => { child.kill(); },
    };
  };
}
