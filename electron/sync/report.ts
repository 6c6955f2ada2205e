/** What one exchange with a store did and met. */
import type { Trouble } from '../../shared/result.ts';
import type { DeviceId, Digest } from '../../shared/vocabulary.ts';

export interface SyncReport {
  /** True when one listing showed that nothing is new on either side. */
  readonly idle: boolean;
  readonly pushed: { rosters: number; events: number; objects: number; packs: number };
  readonly pulled: { rosters: number; events: number; objects: number };
  /** Alarms and bad bytes, each told once: forks, rollbacks, files that are not what their names say. The rest went on without them. */
  readonly troubles: Trouble[];
  /** Names in the store that are nobody's: conflict copies and other programs' files, passed over. */
  readonly unknownNames: string[];
  /** Feeds whose head arrived before all of its events. */
  readonly waiting: { readonly device: DeviceId; readonly seq: number }[];
  /** Objects that facts need and neither side has. */
  readonly missing: Digest[];
  /** Feeds that this machine has and the store has not, or not as far: repair would give them back. */
  readonly lacking: DeviceId[];
}

export function emptyReport(): SyncReport {
  return { idle: false, pushed: { rosters: 0, events: 0, objects: 0, packs: 0 }, pulled: { rosters: 0, events: 0, objects: 0 }, troubles: [], unknownNames: [], waiting: [], missing: [], lacking: [] };
}

/** Adds a trouble unless it was told already. */
export function tell(report: SyncReport, trouble: Trouble): void {
  const text = JSON.stringify(trouble);
  if (!report.troubles.some((one) => JSON.stringify(one) === text)) report.troubles.push(trouble);
}

/** Adds a name unless it was told already. */
export function tellName(report: SyncReport, name: string): void {
  if (!report.unknownNames.includes(name)) report.unknownNames.push(name);
}
