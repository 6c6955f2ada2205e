/** A profile meets its store: one exchange with the device's own key. The app does it in the background, the command line when told. */
import { publicKeyOf } from '../../shared/board/public-key.ts';
import type { PublicKey } from '../../shared/board/roster.ts';
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

/** A device's key never changes while its profile is open; asking the signer for it would keep it from locking itself. */
const deviceKeys = new WeakMap<Profile, PublicKey>();

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
  let key = deviceKeys.get(profile);
  if (key === undefined) {
    const spki = await profile.signer.publicKey('device');
    if (!spki.ok) return spki;
    key = publicKeyOf(spki.value);
    deviceKeys.set(profile, key);
  }
  const sign = (message: Uint8Array) => profile.signer.sign({ key: 'device', purpose: 'head', message, passphrase: null });
  return exchange(profile.vault, store, { ...options, own: { key, sign } });
}
