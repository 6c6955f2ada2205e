/** A profile meets its store: one exchange with the device's own key. The app does it in the background, the command line when told. */
import { publicKeyOf } from '../../shared/board/public-key.ts';
import type { PublicKey } from '../../shared/board/roster.ts';
import { refuse, type Result } from '../../shared/result.ts';
import { exchange } from '../sync/exchange.ts';
import type { SyncReport } from '../sync/report.ts';
import type { SyncMemory } from '../sync/visit.ts';
import type { Profile } from './profile.ts';
import { deliverRequest } from './request.ts';
import { statusListKeeper } from './status-list.ts';
import { storeOf } from './store.ts';

/** A device's key never changes while its profile is open; asking the signer for it would keep it from locking itself. */
const deviceKeys = new WeakMap<Profile, PublicKey>();

/**
 * One exchange with the profile's store. A profile that waits for admission takes, and gives nothing but its request. Refuses `profile/no-store` where the profile
 * names no store, and fails as `exchange` does.
 */
export async function meetStore(profile: Profile, memory?: SyncMemory): Promise<Result<SyncReport>> {
  const store = storeOf(profile);
  if (store === null) return refuse('profile/no-store', { path: profile.folder });
  const { files, clock, sha256, verify } = profile.ports;
  const options = { files, clock, sha256, verify, statusLists: statusListKeeper(profile), ...(memory === undefined ? {} : { memory }) };
  if (profile.file.member === null) {
    // A roster that admits comes without any new head: who waits for one always looks.
    if (memory !== undefined) memory.rosters = -1;
    const met = await exchange(profile.vault, store, { ...options, own: null });
    // A newcomer may only read the store: then the request goes to the secretary as a file.
    if (met.ok) await deliverRequest(profile);
    return met;
  }
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
