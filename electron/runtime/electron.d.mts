/** An Electron on this machine: where it comes from, its folder, its program and its version. */
export interface FoundElectron {
  readonly origin: 'override' | 'official' | 'fallback';
  readonly dist: string;
  readonly executable: string;
  readonly version: string;
}
/** The Electron that is on this machine already, without bringing one. */
export function findElectron(): FoundElectron | undefined;
