import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { kdfFloor, type Stretch } from '../../electron/keys/key-file.ts';
import { openSigner, type KeyHolder, type SignerPorts } from '../../electron/keys/signer.ts';
import { openFiles } from '../../electron/platform/files.ts';
import { systemIds } from '../../electron/platform/ids.ts';

/** A folder that is gone when the test is. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** One hash instead of scrypt: what is tested with it is everything around. `key-file.test.ts` tests the real one. */
export const quickStretch: Stretch = async (text, salt, cost) => new Uint8Array(createHash('sha256').update(salt).update(`${cost} ${text.normalize('NFC')}`).digest());

/** A real signer over a folder, quick because of {@link quickStretch}. */
export function quickSigner(folder: string, ports: Partial<SignerPorts> = {}): KeyHolder {
  return openSigner({ folder, files: openFiles(), ids: systemIds, keychain: null, stretch: quickStretch, cost: kdfFloor, ...ports });
}
