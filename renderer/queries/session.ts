/** Who sits in front of this window: the profile, what they chose, and the clock. */
import { useMemo } from 'react';
import { memberOf } from '../../shared/board/member.ts';
import type { ProfileState } from '../../shared/ipc/contract.ts';
import type { Settings } from '../../shared/ipc/settings.ts';
import { Defect, type Trouble } from '../../shared/result.ts';
import type { Instant, MemberId } from '../../shared/vocabulary.ts';
import { ask, askOrTell } from '../bridge/client.ts';
import { live } from '../bridge/live.ts';
import { tell } from '../bridge/notice.ts';
import { now, setClock } from './clock.ts';
import { useLive } from './use-live.ts';

export type OpenProfile = Extract<ProfileState, { readonly kind: 'open' }>;

export interface Session {
  readonly profile: OpenProfile;
  /** A member's name by the newest roster that lists them; the id where none does. */
  readonly memberName: (id: string) => string;
  readonly settings: Settings;
  /** Main's clock. */
  readonly now: () => Instant;
}

/** Null until main has said. */
export const profile = live<ProfileState | null>(null);
export const settings = live<Settings>({ theme: 'system', singleKeys: true });

/** Why main can't open the profile; null while it can. */
const refusal = live<Trouble | null>(null);

/** Takes a profile as main said it. */
export function setProfile(state: ProfileState): void {
  if (state.kind === 'open') setClock(state.now);
  refusal.set(null);
  profile.set(state);
}

/** Asks main for the profile and the settings. */
export async function readSession(): Promise<void> {
  const [chosen, state] = await Promise.all([ask('settings.read', {}), ask('profile.read', {})]);
  if (chosen.ok) settings.set(chosen.value);
  else tell(chosen.trouble);
  if (state.ok) setProfile(state.value);
  else refusal.set(state.trouble);
}

/** What the profile holds; null until main has said. */
export function useProfile(): ProfileState | null {
  return useLive(profile);
}

/** Why there is no profile to show; null where there is one, or none yet. */
export function useProfileTrouble(): Trouble | null {
  return useLive(refusal);
}

/** The open profile's session. Only screens of an open board use it. */
export function useSession(): Session {
  const state = useLive(profile);
  const chosen = useLive(settings);
  const session = useMemo(() => (state?.kind === 'open' ? { profile: state, memberName: nameIn(state), settings: chosen, now } : null), [state, chosen]);
  if (session === null) throw new Defect('a session without an open board');
  return session;
}

function nameIn(state: OpenProfile): (id: string) => string {
  return (id) => state.rosters.map((link) => memberOf(link.roster, id as MemberId)?.name).findLast((name) => name !== undefined) ?? id;
}

/** What the member chose, and how to choose again. */
export function useSettings(): readonly [Settings, (next: Settings) => void] {
  const chosen = useLive(settings);
  return [chosen, writeSettings];
}

/** Shown at once; put back when main can't keep it. */
export function writeSettings(next: Settings): void {
  const before = settings.get();
  settings.set(next);
  void askOrTell('settings.write', next).then((kept) => settings.set(kept ?? before));
}
