import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { kdfFloor } from '../../electron/keys/key-file.ts';
import { openSigner, type KeyHolder, type SignerPorts } from '../../electron/keys/signer.ts';
import { openFiles } from '../../electron/platform/files.ts';
import { systemIds } from '../../electron/platform/ids.ts';
import { quickStretch } from './quick-stretch.ts';

export { quickStretch };

/** A folder that is gone when the test is. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A real signer over a folder, quick because of {@link quickStretch}. */
export function quickSigner(folder: string, ports: Partial<SignerPorts> = {}): KeyHolder {
  return openSigner({ folder, files: openFiles(), ids: systemIds, keychain: null, stretch: quickStretch, cost: kdfFloor, ...ports });
}
