import type { BoardPorts } from '../../electron/board/profile.ts';
import { nodeSha256, nodeVerifySignature } from '../../electron/platform/crypto.ts';
import { openFiles } from '../../electron/platform/files.ts';
import { systemIds } from '../../electron/platform/ids.ts';
import { Instant } from '../../shared/vocabulary.ts';
import { quickSigner } from './key-folder.ts';

export interface TestBoardPorts extends BoardPorts { setClock(instant: string): void }

/** Real files, keys and signatures; a clock that stands until it is set, and a quick passphrase. */
export function boardPorts(overrides: Partial<BoardPorts> = {}): TestBoardPorts {
  let now = Instant.parse('2026-11-19T09:00:00.000Z');
  const files = overrides.files ?? openFiles();
  return {
    files, ids: systemIds, sha256: nodeSha256, verify: nodeVerifySignature, clock: { now: () => now },
    openKeys: (folder) => quickSigner(folder, { files }),
    setClock: (instant) => { now = Instant.parse(instant); },
    ...overrides,
  };
}
