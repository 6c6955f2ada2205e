import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSha256, nodeVerifySignature } from '../../electron/platform/crypto.ts';
import { openFiles } from '../../electron/platform/files.ts';
import type { Files } from '../../electron/platform/files.ts';
import { openVault } from '../../electron/vault/vault.ts';
import type { Vault, VaultPorts } from '../../electron/vault/vault.ts';
import type { Clock } from '../../shared/ports.ts';
import type { Result } from '../../shared/result.ts';
import { addDevice, testInstant } from './signed-board.ts';
import type { TestBoard, TestDevice } from './signed-board.ts';

export const fixedClock: Clock = { now: () => testInstant };

export const testPorts = (files: Files = openFiles()): VaultPorts => ({ files, clock: fixedClock, sha256: nodeSha256, verify: nodeVerifySignature });

/** The value, or an error that shows the trouble. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.trouble.code} ${JSON.stringify(result.trouble.params)}`);
  return result.value;
}

export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.trouble.code);

/** A new folder under the system's temporary one, and how to remove it. */
export function scratchFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'countersign-test-'));
  return { path, remove: () => { rmSync(path, { recursive: true, force: true }); } };
}

/** Opens the vault of a device's profile on its board. */
export async function openTestVault(profile: string, board: TestBoard, device: TestDevice | null, files: Files = openFiles()): Promise<Vault> {
  return valueOf(await openVault(profile, { ...testPorts(files), board: board.board, device: device?.device ?? null }));
}

/** A vault that has the roster and whose device has opened its feed. */
export async function startedVault(profile: string, board: TestBoard, device: TestDevice): Promise<Vault> {
  const vault = await openTestVault(profile, board, device);
  valueOf(await vault.appendRoster(board.envelope));
  valueOf(await vault.appendOwn([addDevice(board.board, device)]));
  return vault;
}
