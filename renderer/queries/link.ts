/** Links that were followed outside of the app: main has read them, the window goes there. */
import { ask, on } from '../bridge/client.ts';
import { go } from '../route.ts';

/** Follows the link that waits, and each that comes, and says so before it goes; answers how to stop. Only an open board has dossiers to go to: until then a link waits in main. */
export function startLinks(onFollow: () => void): () => void {
  const follow = async (): Promise<void> => {
    const link = await ask('link.take', {});
    if (!link.ok || link.value === null) return;
    onFollow();
    go({ kind: 'dossier', ...link.value });
  };
  const stop = on('link', () => void follow());
  void follow();
  return stop;
}
