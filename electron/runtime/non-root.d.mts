import type { FoundElectron } from './electron.mjs';

/** A startable app: the program, its folder, the folder to name as the app, and a maker of empty folders it may write to. */
export interface Startable {
  readonly executable: string;
  readonly dist: string;
  readonly app: string;
  scratch(name: string): string;
}
/** The uid and gid that Electron runs as where this process is root. */
export const ordinaryId: number;
/** Makes Electron startable with Chromium's sandbox on, also for root. Call it after the build. */
export function asOrdinaryUser(electron: FoundElectron): Startable;
/** Gives a file or folder, with all below it, to the user that Electron runs as. */
export function own(file: string): void;
