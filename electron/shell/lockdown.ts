/** Refuses everything that a page might ask of the machine: permissions, navigation, windows, frames, downloads, the network. */
import type { App, Session, WebContents } from 'electron';
import { mayNavigate } from './policy.ts';

/** Told of each refusal, for the log. */
export type OnRefused = (what: string) => void;

/** Closes a session: no permission, no device, no download, no request but app://. */
export function lockSession(session: Session, onRefused: OnRefused): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    onRefused(`permission ${permission}`);
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event) => {
    onRefused('download');
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isOurs = url.startsWith('app://') || url.startsWith('devtools://');
    if (!isOurs) onRefused('request');
    answer({ cancel: !isOurs });
  });
  session.setSpellCheckerEnabled(false);
}

/** Closes every page of the app, whichever session it is in: it stays where it is and opens nothing. The content frame may go to its page, once. */
export function lockContents(app: App, onRefused: OnRefused): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    for (const name of ['will-navigate', 'will-redirect'] as const) {
      contents.on(name as 'will-navigate', (event) => {
        onRefused(name);
        event.preventDefault();
      });
    }
    contents.on('will-frame-navigate', (event) => {
      const { frame, url } = event;
      const parent = frame?.parent ?? null;
      if (frame !== null && mayNavigate({ url, from: frame.url, parent: parent === null ? null : { origin: parent.origin, isTop: parent.parent === null } })) return;
      onRefused('will-frame-navigate');
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => {
      onRefused('window');
      return { action: 'deny' };
    });
    contents.on('will-attach-webview', (event) => {
      onRefused('webview');
      event.preventDefault();
    });
  });
}
