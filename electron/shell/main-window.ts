/** The app's window: sandboxed, isolated, where it was last time, and back by itself when its process dies. */
import { join } from 'node:path';
import { BrowserWindow, Menu, nativeTheme, screen } from 'electron';
import type { Session, WebContents } from 'electron';
import { systemWords } from '../../shared/copy/screens/system.ts';
import type { Settings } from '../../shared/ipc/settings.ts';
import type { WindowPlace } from '../settings.ts';
import { origins } from './policy.ts';

/** What no window of the app is without. */
export const safePreferences = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false, navigateOnDragDrop: false, safeDialogs: true } as const;

/** Page backgrounds of the two themes, so that nothing flashes before the page is there. */
export const backgrounds = { light: '#ffffff', dark: '#15171c' } as const;

export interface MainWindowPorts {
  readonly session: Session;
  /** The folder of the built main process: the preload lies beside it. */
  readonly folder: string;
  readonly place: WindowPlace;
  keepPlace(place: WindowPlace): void;
  /** The page's process ended badly; `again` says that the page is being loaded once more. */
  onGone(reason: string, again: boolean): void;
}

export interface MainWindow { contents(): WebContents | null; window(): BrowserWindow | null; show(): void; setTheme(theme: Settings['theme']): void }

/** More crashes than this within five minutes, and the page isn't loaded again. */
const mostCrashes = 3;
const crashesWithinMs = 5 * 60_000;

export function openMainWindow({ session, folder, place, keepPlace, onGone }: MainWindowPorts): MainWindow {
  const visible = place.x !== null && place.y !== null && screen.getAllDisplays().some(({ workArea: area }) => place.x! >= area.x - 50 && place.x! < area.x + area.width - 100 && place.y! >= area.y - 50 && place.y! < area.y + area.height - 100);
  let window: BrowserWindow | null = new BrowserWindow({
    width: place.width, height: place.height, ...(visible ? { x: place.x!, y: place.y! } : {}), minWidth: 640, minHeight: 480, show: false, title: 'Countersign', autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: { ...safePreferences, session, preload: join(folder, 'preload.cjs') },
  });
  if (place.maximised) window.maximize();
  window.once('ready-to-show', () => window?.show());
  window.on('close', () => {
    if (window === null) return;
    const { x, y, width, height } = window.getNormalBounds();
    keepPlace({ x, y, width, height, maximised: window.isMaximized() });
  });
  window.on('closed', () => { window = null; });

  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window === null) return;
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < crashesWithinMs), now];
    const again = crashes.length <= mostCrashes;
    onGone(reason, again);
    // Everything acknowledged is on the disk and drafts are files, so the page can start from nothing.
    // Not at once: the frame that died is still being taken apart while this event is told.
    if (again) setImmediate(() => void window?.loadURL(`${origins.main}/`).catch(() => undefined));
  });
  void window.loadURL(`${origins.main}/`).catch(() => undefined);

  return {
    window: () => window,
    contents: () => window?.webContents ?? null,
    show: () => {
      if (window === null) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    setTheme: (theme) => { nativeTheme.themeSource = theme; },
  };
}

/** A menu that offers what the page doesn't: editing, zoom, quitting. Developer tools only in a checkout. */
export function setMenu({ packaged }: { readonly packaged: boolean }): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate([
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : [{ label: systemWords.menu.file, submenu: [{ role: 'quit' } as const] }]),
    { role: 'editMenu' },
    { label: systemWords.menu.view, submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }, ...(packaged ? [] : [{ role: 'toggleDevTools' } as const])] },
    { role: 'windowMenu' },
  ]));
}
