/** The system's dialogs of founding and joining. Each answers a path, or null where the person closed it. */
import { dialog } from 'electron';
import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { dialogTitles, fileKinds } from '../../shared/copy/membership.ts';

export interface MembershipDialogs {
  openCharter(): Promise<string | null>;
  openStore(): Promise<string | null>;
  openInvite(): Promise<string | null>;
  openRequest(): Promise<string | null>;
  openKeyFile(): Promise<string | null>;
  /** A library, wherever its maker put it. */
  openModule(): Promise<string | null>;
  /** Where a file of this name goes. */
  saveAs(name: string): Promise<string | null>;
}

const everything = { name: fileKinds.all, extensions: ['*'] };

/** `parent`: the window that they belong to. */
export function membershipDialogs(parent: () => BrowserWindow | null): MembershipDialogs {
  const open = async (options: OpenDialogOptions): Promise<string | null> => {
    const above = parent();
    const { filePaths } = above === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(above, options);
    return filePaths[0] ?? null;
  };
  const openFile = (title: string, name: string, extensions: string[]): Promise<string | null> => open({ title, properties: ['openFile'], filters: [{ name, extensions }, everything] });
  return {
    openCharter: () => openFile(dialogTitles.charter, fileKinds.charter, ['yaml', 'yml', 'json']),
    openStore: () => open({ title: dialogTitles.store, properties: ['openDirectory', 'createDirectory'] }),
    openInvite: () => openFile(dialogTitles.invite, fileKinds.invite, ['json']),
    openRequest: () => openFile(dialogTitles.request, fileKinds.request, ['json', 'request']),
    openKeyFile: () => openFile(dialogTitles.keyFile, fileKinds.keyFile, ['p12', 'pfx']),
    openModule: () => openFile(dialogTitles.module, fileKinds.module, ['so', 'dylib', 'dll']),
    saveAs: async (name) => {
      const above = parent();
      const options = { defaultPath: name };
      const { filePath } = above === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(above, options);
      return filePath === undefined || filePath === '' ? null : filePath;
    },
  };
}
