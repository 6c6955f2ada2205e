/** Starts the signer process through Electron's utilityProcess. */
import type { UtilityProcess, ForkOptions } from 'electron';
import type { SignerChild } from './signer-client.ts';

/** `entry` is the built `signer-process`; `folder` the profile's `keys`. Its output is thrown away, so that no message can carry a secret into a log. */
export function signerFork(utilityProcess: { fork(entry: string, args: string[], options: ForkOptions): UtilityProcess }, { entry, folder, keychain }: { entry: string; folder: string; keychain: boolean }): () => SignerChild {
  return () => {
    const child = utilityProcess.fork(entry, [folder, keychain ? 'keychain' : 'no-keychain'], { serviceName: 'countersign signer', stdio: 'ignore' });
    return {
      post: (message) => { child.postMessage(message); },
      onMessage: (listener) => { child.on('message', listener); },
      onExit: (listener) => { child.once('exit', listener); },
      kill: () => { child.kill(); },
    };
  };
}
