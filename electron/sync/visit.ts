/** One visit to a store: who meets whom, what was read already, and the report that grows. */
import type { Clock, Sha256, Store, VerifySignature } from '../../shared/ports.ts';
import type { DeviceId, Digest } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';
import type { Vault } from '../vault/vault.ts';
import type { HeadSigner } from './publish.ts';
import type { Segments } from './pull-feeds.ts';
import type { SyncReport } from './report.ts';
import type { StatusListKeeper } from './status-lists.ts';

/** What a process remembers between visits to one store, so that an idle one costs a single listing. */
export interface SyncMemory {
  connected: boolean;
  /** Heads that need no second look. */
  readonly heads: Set<string>;
  /** How far this device's feed is known to be published. */
  published: number;
  rosters: number;
  /** Facts up to this position have all their objects. */
  settled: number;
  /** The kept status list when the store was last looked at; null: none. */
  statusList: Digest | null;
  /** Names of lists that need no second look. */
  readonly refusedLists: Set<string>;
}

export function newSyncMemory(): SyncMemory {
  return { connected: false, heads: new Set(), published: -1, rosters: 0, settled: 0, statusList: null, refusedLists: new Set() };
}

export interface ExchangeOptions {
  /** This device's key; null only takes, and writes nothing to the store. */
  readonly own: HeadSigner | null;
  readonly files: Files;
  readonly clock: Clock;
  readonly sha256: Sha256;
  readonly verify: VerifySignature;
  readonly memory?: SyncMemory;
  /** Keeps the board's status list; left out: none is exchanged. */
  readonly statusLists?: StatusListKeeper;
}

export interface Visit extends ExchangeOptions {
  readonly vault: Vault;
  readonly store: Store;
  readonly report: SyncReport;
  readonly memory: SyncMemory;
  readonly segments: Map<DeviceId, Segments>;
}
