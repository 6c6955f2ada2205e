/** The window's preload: one frozen object of named functions that only forward. It decides nothing and keeps nothing. */
import { contextBridge, ipcRenderer } from 'electron';
import { channels, topics } from '../shared/ipc/channels.ts';

const calls = Object.fromEntries(channels.map((channel) => [channel, (request: unknown) => ipcRenderer.invoke(`countersign:${channel}`, request)]));

function on(topic: unknown, listener: unknown): () => void {
  const known = topics.find((one) => one === topic);
  if (known === undefined || typeof listener !== 'function') return () => undefined;
  const forward = (_event: unknown, message: unknown): void => { (listener as (message: unknown) => void)(message); };
  ipcRenderer.on(`countersign:on:${known}`, forward);
  return () => { ipcRenderer.removeListener(`countersign:on:${known}`, forward); };
}

contextBridge.exposeInMainWorld('countersign', Object.freeze({ ...calls, on }));
