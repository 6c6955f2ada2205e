/**
 * The window in which a member signs. Main owns it: it shows what main built from the vault, the page that asked for the act
 * can neither draw in it nor read from it, and the passphrase goes from it to the signer alone.
 */
import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import type { Session, WebContents } from 'electron';
import { fail, ok, refuse, type Result, type TroubleCode } from '../../shared/result.ts';
import type { SignView } from '../../shared/ipc/contract.ts';
import type { SignHandlers } from '../ipc/router.ts';
import { backgrounds, safePreferences } from './main-window.ts';
import { origins } from './policy.ts';

export interface SignWindow {
  /**
   * Shows what is to be signed and tries each passphrase that the member gives with `sign`; `opens` is what they gave for a key from elsewhere, empty
   * where none was asked for. A wrong one, a new one that is too short, or a token that isn't there leaves the window open with the refusal; anything else ends it. Refuses `key/cancelled` when the member closes it, or signs something else already.
   */
  ask<T>(view: SignView, sign: (passphrase: string, opens: string) => Promise<Result<T>>): Promise<Result<T>>;
  contents(): WebContents | null;
  /** Closes the window as the member would: the machine sleeps or is locked. */
  cancel(): void;
  readonly handlers: SignHandlers;
}

const showAfterMs = 3_000;

interface Asking { readonly view: SignView; readonly window: BrowserWindow; answer(passphrase: string | null, opens: string): Promise<Result<null>> }

/** After these the member may try again in the same window. */
const again: ReadonlySet<TroubleCode> = new Set(['key/wrong-passphrase', 'key/short-passphrase', 'key/wrong-pin', 'key/wrong-file-passphrase', 'token/absent', 'token/removed']);

export function openSignWindow({ session, folder, parent }: { readonly session: Session; readonly folder: string; readonly parent: () => BrowserWindow | null }): SignWindow {
  let asking: Asking | null = null;

  async function ask<T>(view: SignView, sign: (passphrase: string, opens: string) => Promise<Result<T>>): Promise<Result<T>> {
    if (asking !== null) {
      if (!asking.window.isDestroyed()) asking.window.focus();
      return refuse('key/cancelled', { act: view.title });
    }
    const above = parent();
    const window = new BrowserWindow({
      width: 640, height: 680, minWidth: 480, minHeight: 480, ...(above === null ? {} : { parent: above, modal: true }), show: false, title: `Countersign: ${view.title}`,
      minimizable: false, maximizable: false, fullscreenable: false, autoHideMenuBar: true, backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
      webPreferences: { ...safePreferences, session, preload: join(folder, 'sign-preload.cjs') },
    });
    window.setContentProtection(view.samplePassphrase === null);
    let resolve: (result: Result<T>) => void = () => undefined;
    let reject: (defect: unknown) => void = () => undefined;
    const promise = new Promise<Result<T>>((settle, refused) => { [resolve, reject] = [settle, refused]; });
    const destroy = (): void => { if (!window.isDestroyed()) window.destroy(); };
    let busy = false;
    asking = {
      view, window,
      answer: async (passphrase, opens) => {
        if (busy) return refuse('key/cancelled', { act: view.title });
        if (passphrase === null) {
          window.close();
          return ok(null);
        }
        busy = true;
        let signed: Result<T>;
        try {
          signed = await sign(passphrase, opens);
        } catch (error) {
          // A defect: whoever asked for the act tells it, and the next act can be signed.
          reject(error);
          return ok(null);
        }
        busy = false;
        // Whoever closed the window meanwhile can't try again.
        if (!signed.ok && again.has(signed.trouble.code) && !window.isDestroyed()) return fail(signed.trouble);
        resolve(signed);
        return ok(null);
      },
    };
    const show = (): void => { if (!window.isDestroyed() && !window.isVisible()) window.show(); };
    window.once('ready-to-show', show);
    // A page that is never ready must not leave the window below it waiting for something that nobody sees.
    const shown = setTimeout(show, showAfterMs);
    window.on('closed', () => { if (!busy) resolve(refuse('key/cancelled', { act: view.title })); });
    window.webContents.on('render-process-gone', destroy);
    void window.loadURL(`${origins.sign}/`).catch(destroy);
    try {
      return await promise;
    } finally {
      clearTimeout(shown);
      asking = null;
      destroy();
      if (above !== null && !above.isDestroyed()) above.focus();
    }
  }

  return {
    ask,
    cancel: () => { if (asking !== null && !asking.window.isDestroyed()) asking.window.close(); },
    contents: () => (asking === null || asking.window.isDestroyed() ? null : asking.window.webContents),
    handlers: {
      'sign.read': async () => (asking === null ? refuse('key/cancelled', { act: 'signing' }) : ok(asking.view)),
      'sign.answer': async ({ passphrase, opens = '' }) => (asking === null ? refuse('key/cancelled', { act: 'signing' }) : asking.answer(passphrase, opens)),
    },
  };
}
