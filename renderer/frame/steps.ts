/** Whether there is somewhere to go back or forward to. */
import { useSyncExternalStore } from 'react';

function onChange(listener: () => void): () => void {
  window.navigation.addEventListener('currententrychange', listener);
  return () => window.navigation.removeEventListener('currententrychange', listener);
}

export function useSteps(): { readonly back: boolean; readonly forward: boolean } {
  const back = useSyncExternalStore(onChange, () => window.navigation.canGoBack);
  const forward = useSyncExternalStore(onChange, () => window.navigation.canGoForward);
  return { back, forward };
}
