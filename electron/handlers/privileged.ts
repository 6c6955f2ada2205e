/**
 * The privileged lane of the window: unlocking asks for the passphrase in main's own window; from then on, until it locks, notes are
 * opened as they are asked for and handed to the page, which keeps them in memory. Nothing of them is written or logged.
 */
import { isCounsel, openPrivilegedNotes, recordPrivilegedNote } from '../board/privileged.ts';
import type { Profile } from '../board/profile.ts';
import type { Broadcast } from '../ipc/broadcast.ts';
import type { Handlers } from '../ipc/router.ts';
import { privilegedWords } from '../../shared/copy/screens/privileged.ts';
import { ok, type Result } from '../../shared/result.ts';
import { signView, type RecordPorts } from './record.ts';

export interface PrivilegedPorts extends RecordPorts {
  readonly broadcast: Broadcast;
  /** How long nobody has touched the machine. */
  idleSeconds(): number;
}

export interface Privileged {
  readonly handlers: Pick<Handlers, 'privileged.unlock' | 'privileged.lock' | 'privileged.read' | 'privileged.note'>;
  /** Forgets the keys and takes the notes out of the window; also when nothing was unlocked. */
  lock(): Promise<void>;
}

const idleLimitSeconds = 5 * 60;
/** Where a machine can't tell how long nobody touched it, this ends it all the same. */
const longestMs = 60 * 60_000;
const lookMs = 15_000;

export function openPrivileged(ports: PrivilegedPorts): Privileged {
  const { workspace, signing, broadcast, idleSeconds } = ports;
  /** `looks`: how often it is still looked at before it ends. */
  interface Session { readonly profile: Profile; readonly watch: NodeJS.Timeout; looks: number }
  let session: Session | null = null;

  async function lock(): Promise<void> {
    const ending = session;
    session = null;
    if (ending !== null) {
      clearInterval(ending.watch);
      broadcast('privileged', { unlocked: false });
    }
    const profile = workspace.profile();
    const signers = new Set([...(ending === null ? [] : [ending.profile.signer]), ...(profile.ok ? [profile.value.signer] : [])]);
    for (const signer of signers) await signer.lock();
  }

  /** Asking whether the key is still open also keeps the signer from ending for want of work. */
  async function watch(one: Session): Promise<void> {
    const profile = workspace.profile();
    const stays = profile.ok && profile.value === one.profile && --one.looks > 0 && idleSeconds() < idleLimitSeconds && isCounsel(one.profile).ok && (await one.profile.signer.unlocked());
    if (!stays && session === one) await lock();
  }

  async function unlock(profile: Profile, passphrase: string): Promise<Result<null>> {
    const unlocked = await profile.signer.unlock(passphrase);
    if (!unlocked.ok) return unlocked;
    if (session !== null) clearInterval(session.watch);
    const timer = setInterval(() => { if (session !== null) void watch(session); }, lookMs);
    timer.unref();
    session = { profile, watch: timer, looks: longestMs / lookMs };
    broadcast('privileged', { unlocked: true });
    return ok(null);
  }

  return {
    lock,
    handlers: {
      'privileged.unlock': async () => {
        const profile = workspace.profile();
        if (!profile.ok) return profile;
        const counsel = isCounsel(profile.value);
        if (!counsel.ok) return counsel;
        // A key that was pressed in the moment of unlocking must not ask a second time.
        if (session?.profile === profile.value && (await profile.value.signer.unlocked())) return ok(null);
        // A key that isn't there is told before anybody types a passphrase.
        const key = await profile.value.signer.publicKey('ecdh');
        if (!key.ok) return key;
        // This key is always under the passphrase, wherever the member signs with.
        const { keyFrom: _, ...view } = signView(profile.value, privilegedWords.unlock, [], ports);
        return signing.ask({ ...view, purpose: 'unlock' }, (passphrase) => unlock(profile.value, passphrase));
      },
      'privileged.lock': async () => {
        await lock();
        return ok(null);
      },
      'privileged.read': async ({ dossier }) => {
        const profile = workspace.profile();
        if (!profile.ok) return profile;
        if (session?.profile !== profile.value) return ok(null);
        const opened = await openPrivilegedNotes(profile.value, dossier);
        if (opened.ok || opened.trouble.code !== 'key/locked') return opened;
        await lock();
        return ok(null);
      },
      'privileged.note': async (fields) => {
        const profile = workspace.profile();
        if (!profile.ok) return profile;
        const recorded = await recordPrivilegedNote(profile.value, { name: 'make-privileged-note', ...fields });
        return recorded.ok ? ok(recorded.value.map(({ position }) => position)) : recorded;
      },
    },
  };
}
