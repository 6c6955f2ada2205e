/** A profile meets its store: one exchange with the device's own key. The app does it in the background, the command line when told. */
import { publicKeyOf } from '../../shared/board/public-key.ts';
import type { Store } from '../../shared/ports.ts';
import { refuse, type Result } from '../../shared/result.ts';
import { folderStore } from '../sync/drivers/folder.ts';
import { exchange } from '../sync/exchange.ts';
import type { SyncReport } from '../sync/report.ts';
import type { SyncMemory } from '../sync/visit.ts';
import type { Profile } from './profile.ts';

/** The store that the profile names, or null: the board then lives on this machine alone. */
export function storeOf({ file, ports }: Profile): Store | null {
  return file.store === null ? null : folderStore(file.store.path, ports.files);
}

/**
 * One exchange with the profile's store. A profile that waits for admission only takes. Refuses `profile/no-store` where the profile
 * names no store, and fails as `exchange` does.
 */
export async function meetStore(profile: Profile, memory?: SyncMemory): Promise<Result<SyncReport>> {
  const store = storeOf(profile);
  if (store === null) return refuse('profile/no-store', { path: profile.folder });
  const { files, clock, sha256, verify } = profile.ports;
  const options = { files, clock, sha256, verify, ...(memory === undefined ? {} : { memory }) };
  if (profile.file.member === null) return exchange(profile.vault, store, { ...options, own: null });
  const key = await profile.signer.publicKey('device');
  if (!key.ok) return key;
  const sign = (message: Uint8Array) => profile.signer.sign({ key: 'device', purpose: 'head', message, passphrase: null });
  return exchange(profile.vault, store, { ...options, own: { key: publicKeyOf(key.value), sign } });
}
