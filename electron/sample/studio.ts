/** The sample board's people at work: each with a profile of their own, meeting in one store. */
import { publicKeyOf } from '../../shared/board/public-key.ts';
import type { StorePlace } from '../../shared/board/joining.ts';
import type { Command } from '../../shared/commands/catalogue.ts';
import type { Clock, Store } from '../../shared/ports.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import { perform } from '../board/perform.ts';
import { openProfile, type BoardPorts, type Profile } from '../board/profile.ts';
import { exchange } from '../sync/exchange.ts';
import type { HeadSigner } from '../sync/publish.ts';
import { newSyncMemory, type SyncMemory } from '../sync/visit.ts';
import { samplePassphrase } from './cast.ts';

/** A clock that stands where the story is. */
export interface StoryClock extends Clock { set(instant: Instant): void }

export function storyClock(start: Instant): StoryClock {
  let now = start;
  return { now: () => now, set: (instant) => { now = instant; } };
}

/** A member with their profile open. */
export interface Person { readonly profile: Profile; readonly own: HeadSigner; readonly memory: SyncMemory }

/** What everybody works with; `clock` is the one in `ports`. */
export interface Studio { readonly ports: BoardPorts; readonly clock: StoryClock; readonly store: Store; readonly place: StorePlace }

export async function openPerson(folder: string, { ports }: Studio): Promise<Result<Person>> {
  const profile = await openProfile(folder, ports);
  if (!profile.ok) return profile;
  const { signer } = profile.value;
  const spki = await signer.publicKey('device');
  if (!spki.ok) return spki;
  const own: HeadSigner = { key: publicKeyOf(spki.value), sign: (message) => signer.sign({ key: 'device', purpose: 'head', message, passphrase: null }) };
  return ok({ profile: profile.value, own, memory: newSyncMemory() });
}

/** One exchange with the store. Here nothing may be amiss, so what an exchange would tell of is a failure. */
export async function sync({ profile, own, memory }: Person, { ports, store }: Studio): Promise<Result<void>> {
  const done = await exchange(profile.vault, store, { ...ports, own, memory });
  if (!done.ok) return done;
  const [trouble] = done.value.troubles;
  return trouble === undefined ? ok(undefined) : fail(trouble);
}

/** One command, between two exchanges: its author knows what the others did, and they can know of it. */
export async function act(person: Person, command: Command, studio: Studio): Promise<Result<void>> {
  const heard = await sync(person, studio);
  if (!heard.ok) return heard;
  const done = await perform(person.profile, command, () => Promise.resolve(ok(samplePassphrase)));
  return done.ok ? sync(person, studio) : done;
}
