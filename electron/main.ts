/** The app's composition root: builds the ports and wires them. It contains no rule. */
import { mkdirSync } from 'node:fs';
import { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, ipcMain, nativeTheme, powerMonitor, protocol, safeStorage, session, utilityProcess, type FileFilter } from 'electron';
import { systemWords } from '../shared/copy/screens/system.ts';
import { troubleLine, troubleWords } from '../shared/copy/trouble.ts';
import { parseDeepLink } from '../shared/ipc/deep-link.ts';
import { verifyPacket } from '../shared/packet/verify/verify.ts';
import { fault, ok, type Trouble } from '../shared/result.ts';
import type { BoardPorts } from './board/profile.ts';
import { admittingHandlers } from './handlers/admitting.ts';
import { openChoices } from './handlers/choices.ts';
import { documentHandlers } from './handlers/documents.ts';
import { foundingHandlers } from './handlers/founding.ts';
import { joiningHandlers } from './handlers/joining.ts';
import { rawFileHandlers } from './handlers/raw-files.ts';
import { askingForPin } from './handlers/member-key.ts';
import { machineHandlers } from './handlers/machine.ts';
import { meetingHandlers } from './handlers/meetings.ts';
import { notesHandlers } from './handlers/notes.ts';
import { openPrivileged, type Privileged } from './handlers/privileged.ts';
import { packetHandlers, type Dialogs } from './handlers/packets.ts';
import { statusListHandlers } from './handlers/status-list.ts';
import { recordHandlers } from './handlers/record.ts';
import { saveWith, type SaveSuggestion } from './handlers/save.ts';
import { openTurn } from './handlers/turn.ts';
import { openWorkspace, usingProfile, type Workspace } from './handlers/workspace.ts';
import { openBroadcast } from './ipc/broadcast.ts';
import { route } from './ipc/router.ts';
import { safeStorageKeychain } from './keys/safe-storage.ts';
import { openSignerClient } from './keys/signer-client.ts';
import { signerFork } from './keys/signer-fork.ts';
import { fontsFor } from './packet/fonts.ts';
import { drawIn } from './packet/paper-client.ts';
import { paperFork } from './packet/paper-fork.ts';
import { openStamper } from './packet/stamp.ts';
import { systemWeb } from './platform/web.ts';
import { openClock } from './platform/clock.ts';
import { nodeDigestParts, nodeSha256, nodeVerifySignature } from './platform/crypto.ts';
import { openFiles } from './platform/files.ts';
import { openIds } from './platform/ids.ts';
import { samplePassphrase } from './sample/cast.ts';
import { finishRemoval } from './sample/remove.ts';
import { openSettings } from './settings.ts';
import { readStartOptions } from './shell/command-line.ts';
import { listenForLinks, openLinks, type Links } from './shell/links.ts';
import { lockContents, lockSession } from './shell/lockdown.ts';
import { openLog, type Log } from './shell/log.ts';
import { openMainWindow, setMenu, type MainWindow } from './shell/main-window.ts';
import { membershipDialogs } from './shell/membership-dialogs.ts';
import { origins } from './shell/policy.ts';
import { appScheme, assetServer, readAllowList, serveApp } from './shell/protocol.ts';
import { machineRegion } from './shell/region.ts';
import { openSignWindow, type SignWindow } from './shell/sign-window.ts';
import { layoutOf } from './vault/layout.ts';
import { openNotes } from './vault/notes.ts';
import { askToFocus, lockProfile, type ProfileLock } from './vault/lock.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const dist = join(folder, '..');
const packaged = app.isPackaged;
const files = openFiles();
const ids = openIds({ env: process.env, packaged });

/** Before there is a window: says why, and ends. */
function giveUp(trouble: Trouble): void {
  process.stderr.write(`${troubleLine(trouble)}\n`);
  const { title, detail, todo } = troubleWords(trouble);
  // A box that nobody can close would hold up a start without a person in front of it.
  if (packaged && app.isReady()) dialog.showErrorBox(title, `${detail}\n\n${todo}`);
  app.exit(1);
}

const options = readStartOptions(process.argv.slice(1), process.cwd());
const clock = openClock({ env: process.env, packaged });
if (!options.ok) giveUp(options.trouble);
else if (!clock.ok) giveUp(clock.trouble);
else {
  const profile = options.value.profile ?? join(app.getPath('appData'), 'Countersign', 'profile');
  // Chromium's own files, IndexedDB among them, are this profile's and may be thrown away.
  makeWindowFolder(profile);
  app.setPath('userData', join(profile, 'window'));
  app.setName('Countersign');
  // A long scroll leaves layout behind that is only collected when the heap has doubled, and half of what a window takes would be that.
  app.commandLine.appendSwitch('js-flags', '--optimize-for-size');
  protocol.registerSchemesAsPrivileged([appScheme]);
  const log = openLog(profile, { files, clock: clock.value, ids });
  const ports = { files, clock: clock.value, sha256: nodeSha256, verify: nodeVerifySignature, ids };
  let window: MainWindow | null = null;
  catchDefects(log, () => window);
  lockContents(app, (what) => log.note('refused', what));
  const links = openLinks(() => log.note('refused', 'link'));
  listenForLinks(app, links);
  const { link } = options.value;
  if (link !== null) links.offer(link);
  // Not awaited at the top level: the app is not ready before its main file is loaded.
  void app.whenReady().then(async () => {
    const lock = await lockProfile(profile, { sha256: nodeSha256, onFocus: () => window?.show(), onLink: (text) => links.offer(text) });
    if (!lock.ok) {
      if (lock.trouble.code === 'profile/in-use') await askToFocus(profile, { sha256: nodeSha256, link: link !== null && parseDeepLink(link) !== null ? link : null });
      giveUp(lock.trouble);
      return;
    }
    window = await start({ profile, ports, log, lock: lock.value, makeSample: options.value.sample, links });
  }).catch((error: unknown) => {
    process.stderr.write(`The app could not start (reference ${log.defect(error)}).\n`);
    void log.settled().then(() => app.exit(1));
  });
}

/** Chromium asks for its folder before anything else can: a profile that can't be written is told here. */
function makeWindowFolder(profile: string): void {
  try {
    mkdirSync(join(profile, 'window'), { recursive: true });
  } catch (error) {
    giveUp(fault('disk/write', { path: profile, errno: (error as NodeJS.ErrnoException).code ?? 'unknown' }).trouble);
  }
}

interface Starting {
  readonly profile: string;
  readonly ports: Omit<BoardPorts, 'openKeys'>;
  readonly log: Log;
  readonly lock: ProfileLock;
  readonly makeSample: boolean;
  readonly links: Links;
}

async function start({ profile, ports, log, lock, makeSample, links }: Starting): Promise<MainWindow | null> {
  const settings = openSettings(profile);
  nativeTheme.themeSource = settings.read().theme;
  const list = await readAllowList(join(folder, 'assets.json'), files);
  if (!list.ok) {
    giveUp(list.trouble);
    return null;
  }
  lockSession(session.defaultSession, (what) => log.note('refused', what));
  serveApp(session.defaultSession.protocol, assetServer({ list: list.value, dist, files, ids }));
  setMenu({ packaged });

  let window: MainWindow | null = null;
  const page = () => window?.contents() ?? null;
  const broadcast = openBroadcast(page);
  const keychain = safeStorageKeychain(safeStorage, process.platform);
  const boardPorts: BoardPorts = {
    ...ports,
    openKeys: (keys) => openSignerClient({ fork: signerFork(utilityProcess, { entry: join(folder, 'signer.js'), folder: keys, keychain: keychain !== null }), keychain }),
  };
  const cleared = await finishRemoval(profile, { files });
  if (!cleared.ok) log.note('sample', cleared.trouble.code);
  const workspace = openWorkspace({ folder: profile, ports: boardPorts, broadcast, samplePassphrase, onSyncTrouble: (code) => log.note('sync', code), onDefect: (error) => log.defect(error) });
  const signing = askingForPin(openSignWindow({ session: session.defaultSession, folder, parent: () => window?.window() ?? null }), profile, files);
  const sample = { sources: join(dist, 'assets', 'sample'), ports };
  const { save: askWhere, ...dialogs } = nativeDialogs(() => window);
  const save = saveWith(askWhere, files);
  const record = { workspace, signing, settings, samplePassphrase };
  const privileged = openPrivileged({ ...record, broadcast, idleSeconds: () => powerMonitor.getSystemIdleTime() });
  const turn = openTurn();
  const membership = { folder: profile, ports: boardPorts, workspace, signing, settings, dialogs: membershipDialogs(() => window?.window() ?? null), choices: openChoices(ports.ids), turn, samplePassphrase, broadcast };
  const machine = machineHandlers({ folder: profile, workspace, settings, region: machineRegion({ platform: process.platform, env: process.env, system: () => app.getSystemLocale() }), log, broadcast, turn, sample, onSettings: ({ theme }) => window?.setTheme(theme) });
  const onDefect = (channel: string, error: unknown): string => {
    log.note('handler', channel);
    return log.defect(error);
  };
  const onRefused = (channel: string): void => log.note('refused', channel);
  route(ipcMain, 'main', {
    ...machine,
    'link.take': async () => ok(links.take()),
    ...foundingHandlers(membership),
    ...joiningHandlers(membership),
    ...usingProfile(workspace, admittingHandlers(membership)),
    ...usingProfile(workspace, recordHandlers(record)),
    ...usingProfile(workspace, documentHandlers({ workspace, save })),
    ...usingProfile(workspace, rawFileHandlers({ workspace, save })),
    ...usingProfile(workspace, meetingHandlers({ workspace, save, clock: ports.clock })),
    ...usingProfile(workspace, notesHandlers(workspace, ports.clock, openNotes(layoutOf(profile), files))),
    ...usingProfile(workspace, privileged.handlers),
    ...usingProfile(workspace, statusListHandlers({ ...record, save, clock: ports.clock })),
    ...usingProfile(workspace, packetHandlers({
      ...record, files, clock: ports.clock, dialogs, save, draw: drawIn(paperFork(utilityProcess, join(folder, 'paper.js'))), fonts: (letters) => fontsFor(letters, join(dist, 'assets', 'fonts'), { files, sha256: nodeSha256, platform: process.platform }),
      stamper: () => {
        const { timestampAuthority = '' } = settings.read();
        return timestampAuthority === '' ? null : openStamper(timestampAuthority, { web: systemWeb, ids: ports.ids, clock: ports.clock, sha256: nodeSha256, subtle: webcrypto.subtle as never });
      },
      verifyFile: (bytes, { trust, stampTrust, at, allowSample, statusLists, addenda, recorded }) => verifyPacket(bytes, { trust, stampTrust, at, allowSample, statusLists, addenda, recorded, ports: { subtle: webcrypto.subtle as never, sha256: nodeSha256, digestParts: nodeDigestParts } }),
    })),
  }, { sender: page, origin: origins.main, onDefect, onRefused });
  route(ipcMain, 'sign', signing.handlers, { sender: () => signing.contents(), origin: origins.sign, onDefect, onRefused });

  // The window's process starts while the profile is opened; what it asks for waits.
  const opening = workspace.open();
  window = openMainWindow({
    session: session.defaultSession, folder, place: settings.windowPlace(), keepPlace: (place) => {
      try {
        settings.keepWindowPlace(place);
      } catch {
        // A full disk, or a place that doesn't fit the schema: the window opens where it did last time.
        log.note('window place', 'not kept');
      }
    },
    onGone: (reason, again) => log.note('window gone', `${reason}${again ? ', loading it again' : ''}`),
  });
  links.onOffered(() => {
    window?.show();
    broadcast('link', null);
  });
  closeWell(workspace, signing, privileged, log, lock);
  const opened = await opening;
  if (!opened.ok) log.note('profile', opened.trouble.code);
  const state = makeSample ? await workspace.state() : null;
  if (state?.ok && state.value.kind === 'empty') {
    const made = await machine['sample.make']({});
    if (!made.ok) log.note('sample', made.trouble.code);
    broadcast('profile', null);
  }
  return window;
}

function nativeDialogs(window: () => MainWindow | null): Dialogs & { readonly save: (suggestion: SaveSuggestion) => Promise<string | null> } {
  const filters = { pdf: [{ name: systemWords.files.pdf, extensions: ['pdf'] }], pem: [{ name: systemWords.files.pem, extensions: ['pem'] }], md: [{ name: systemWords.files.markdown, extensions: ['md'] }], txt: [{ name: systemWords.files.text, extensions: ['txt'] }], ics: [{ name: systemWords.files.calendar, extensions: ['ics'] }], json: [{ name: systemWords.files.json, extensions: ['json'] }], raw: [{ name: systemWords.files.all, extensions: ['*'] }] };
  const open = async (title: string, types: readonly FileFilter[]): Promise<string | null> => {
    const above = window()?.window();
    const request = { title, properties: ['openFile' as const], filters: [...types] };
    const { filePaths } = above ? await dialog.showOpenDialog(above, request) : await dialog.showOpenDialog(request);
    return filePaths[0] ?? null;
  };
  return {
    openPacket: () => open(systemWords.choosePacket, filters.pdf),
    openTrust: () => open(systemWords.chooseTrust, [...filters.pem, { name: systemWords.files.all, extensions: ['*'] }]),
    openAuthority: () => open(systemWords.chooseAuthority, [...filters.pem, { name: systemWords.files.all, extensions: ['*'] }]),
    openAddendum: () => open(systemWords.chooseAddendum, filters.pdf),
    openStatusList: () => open(systemWords.chooseStatusList, [...filters.json, { name: systemWords.files.all, extensions: ['*'] }]),
    save: async ({ name, kind }) => {
      const above = window()?.window();
      const request = { defaultPath: name, filters: filters[kind] };
      const { filePath } = above ? await dialog.showSaveDialog(above, request) : await dialog.showSaveDialog(request);
      return filePath === undefined || filePath === '' ? null : filePath;
    },
  };
}

/** How long quitting waits for a meeting with the store to end. */
const longestCloseMs = 5_000;

/** Keys are forgotten when the machine sleeps or locks; at the end the log is written and the profile is free again. */
function closeWell(workspace: Workspace, signing: SignWindow, privileged: Privileged, log: Log, lock: ProfileLock): void {
  const forget = (): void => {
    signing.cancel();
    void privileged.lock();
  };
  powerMonitor.on('suspend', forget);
  powerMonitor.on('lock-screen', forget);
  app.on('window-all-closed', () => app.quit());
  let closing = false;
  app.on('will-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    // A store that doesn't answer must not keep the profile: what was acknowledged is on the disk, and a meeting that is cut off goes on at the next start.
    const longest = new Promise((resolve) => { setTimeout(resolve, longestCloseMs); });
    void Promise.race([Promise.allSettled([workspace.close(), log.settled()]), longest]).then(() => lock.release()).finally(() => app.exit(0));
  });
}

/** A defect that nobody caught: noted and told. What was acknowledged is on the disk, so a restart loses nothing. */
function catchDefects(log: Log, window: () => MainWindow | null): void {
  let told = false;
  const onDefect = (error: unknown): void => {
    const reference = log.defect(error);
    process.stderr.write(`Countersign met a defect (reference ${reference}).\n`);
    const above = window()?.window();
    if (told || !above) return;
    told = true;
    void dialog.showMessageBox(above, {
      type: 'error', message: systemWords.defect.message, detail: systemWords.defect.detail(reference), buttons: [systemWords.defect.restart, systemWords.defect.goOn], defaultId: 0, cancelId: 1,
    }).then(({ response }) => {
      told = false;
      if (response !== 0) return;
      app.relaunch();
      app.quit();
    });
  };
  process.on('uncaughtException', onDefect);
  process.on('unhandledRejection', onDefect);
}
