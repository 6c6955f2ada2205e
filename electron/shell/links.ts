/** Links that were followed outside of the app. They come from the system, from a second start and from macOS's own event; each is read strictly, and only ever navigates. */
import type { App } from 'electron';
import { linkScheme, parseDeepLink, type DeepLink } from '../../shared/ipc/deep-link.ts';

export interface Links {
  /** Takes a link as it came. What isn't one is dropped. */
  offer(text: string): void;
  /** The newest link that waits for the window; it waits no longer then. */
  take(): DeepLink | null;
  /** Calls the listener when a link waits, at once where one does already. */
  onOffered(listener: () => void): void;
}

/** One link waits at most: who follows two wants to see the second. `onRefused` is told that something was dropped, not what. */
export function openLinks(onRefused: () => void): Links {
  let waiting: DeepLink | null = null;
  let told: () => void = () => undefined;
  return {
    offer(text) {
      const link = parseDeepLink(text);
      if (link === null) {
        onRefused();
        return;
      }
      waiting = link;
      told();
    },
    take() {
      const link = waiting;
      waiting = null;
      return link;
    },
    onOffered(listener) {
      told = listener;
      if (waiting !== null) listener();
    },
  };
}

/**
 * Listens where macOS hands over links, and makes an installed app the one that Windows asks: elsewhere its own package says so
 * (electron-builder.yml). Behind `--` Chromium reads no switch, whatever the link holds.
 */
export function listenForLinks(app: App, links: Pick<Links, 'offer'>): void {
  app.on('open-url', (event, url) => {
    event.preventDefault();
    links.offer(url);
  });
  if (app.isPackaged && process.platform === 'win32') app.setAsDefaultProtocolClient(linkScheme, process.execPath, ['--']);
}
