/** The preload of the window in which a member signs: what to show, and the answer. */
import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('countersignSign', Object.freeze({
  read: () => ipcRenderer.invoke('countersign:sign.read', {}),
  answer: (passphrase: unknown, opens?: unknown) => ipcRenderer.invoke('countersign:sign.answer', opens === undefined ? { passphrase } : { passphrase, opens }),
}));
