/** The profile that the app has open: what it holds, its record as it grows, and its store in the background. */
import type { Broadcast } from '../ipc/broadcast.ts';
import { standing } from '../board/join.ts';
import { meetStore } from '../board/meet.ts';
import { hasProfile, openProfile, placesOf, type BoardPorts, type Profile } from '../board/profile.ts';
import { memberKeyHome } from '../keys/token-file.ts';
import { isDelivered } from '../board/request.ts';
import { newSyncMemory, type SyncMemory } from '../sync/visit.ts';
import { publicKeyOf } from '../../shared/board/public-key.ts';
import { boardNameOf } from '../../shared/board/trust.ts';
import type { ProfileState, SyncState } from '../../shared/ipc/contract.ts';
import { fault, ok, refuse, type Result } from '../../shared/result.ts';
import type { Fork } from '../../shared/events/state.ts';

export interface WorkspacePorts {
  readonly folder: string;
  readonly ports: BoardPorts;
  readonly broadcast: Broadcast;
  readonly samplePassphrase: string;
  onSyncTrouble(code: string): void;
  /** Notes a defect and answers its reference. */
  onDefect(error: unknown): string;
}

export interface Workspace {
  /** Opens what the folder holds; nothing is fine. Fails as `openProfile` does, and stays closed. */
  open(): Promise<Result<void>>;
  /** Ends the background work and forgets keys. */
  close(): Promise<void>;
  /** Runs a call that may use the open profile; {@link settled} waits for it. */
  during<T>(call: () => Promise<T>): Promise<T>;
  /** Waits until no such call is running: what follows may take the profile away. */
  settled(): Promise<void>;
  /** The open profile, or refuses `board/none`. */
  profile(): Result<Profile>;
  state(): Promise<Result<ProfileState>>;
  syncState(): SyncState;
  /** Meets the store now; one meeting at a time. */
  sync(): Promise<SyncState>;
}

type AnyHandlers = Readonly<Record<string, (request: never) => Promise<unknown>>>;

/** The same handlers, each of them counted as using the profile while it runs. */
export function usingProfile<H extends AnyHandlers>(workspace: Pick<Workspace, 'during'>, handlers: H): H {
  return Object.fromEntries(Object.entries(handlers).map(([channel, handler]) => [channel, (request: never) => workspace.during(() => handler(request))])) as unknown as H;
}

/** How long after an append, and how long after a meeting, the store is met again. */
const afterAppendMs = 300;
const betweenMeetingsMs = 5_000;

export function openWorkspace({ folder, ports, broadcast, samplePassphrase, onSyncTrouble, onDefect }: WorkspacePorts): Workspace {
  interface Open { readonly profile: Profile; readonly memory: SyncMemory; readonly stop: () => void }
  let current: Open | null = null;
  let failed: Result<never> | null = null;
  let meeting: Promise<SyncState> | null = null;
  let timer: NodeJS.Timeout | null = null;
  /** What is being opened: the window starts beside it, and whoever asks meanwhile waits. */
  let opening: Promise<unknown> = Promise.resolve();
  const running = new Set<Promise<unknown>>();
  let sync: SyncState = { kind: 'none', waiting: 0, lastAt: null, offline: null, troubles: [] };

  function tell(next: SyncState): SyncState {
    sync = next;
    broadcast('sync', next);
    return next;
  }

  function waitingIn({ profile, memory }: Open): number {
    const own = profile.vault.feeds().find((feed) => feed.device === profile.vault.device)?.seq ?? -1;
    return memory.connected || memory.published >= 0 ? Math.max(0, own - memory.published) : 0;
  }

  function schedule(delayMs: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = current === null || current.profile.file.store === null ? null : setTimeout(() => void meet(), delayMs);
    timer?.unref();
  }

  async function meetOnce(open: Open): Promise<SyncState> {
    const { profile, memory } = open;
    const before = { rosters: profile.vault.rosters().length, forks: profile.vault.forks().length, delivered: isDelivered(profile), list: memory.statusList };
    if (sync.kind !== 'idle') tell({ ...sync, kind: 'running' });
    const report = await meetStore(profile, memory);
    if (current !== open) return sync;
    if (!report.ok) {
      onSyncTrouble(report.trouble.code);
      return tell({ ...sync, kind: 'offline', waiting: waitingIn(open), offline: report.trouble });
    }
    const { rosters, forks } = { rosters: profile.vault.rosters().length, forks: profile.vault.forks().length };
    if (rosters !== before.rosters || forks !== before.forks || isDelivered(profile) !== before.delivered || memory.statusList !== before.list) broadcast('profile', null);
    return tell({ kind: 'idle', waiting: waitingIn(open), lastAt: ports.clock.now(), offline: null, troubles: report.value.idle ? sync.troubles : report.value.troubles });
  }

  async function meet(): Promise<SyncState> {
    if (current === null || current.profile.file.store === null) return sync;
    meeting ??= meetOnce(current).catch((error: unknown) => {
      const defect = fault('defect', { reference: onDefect(error) }, false).trouble;
      return tell({ ...sync, kind: 'offline', offline: defect });
    }).finally(() => {
      meeting = null;
      schedule(betweenMeetingsMs);
    });
    return meeting;
  }

  async function openFolder(): Promise<Result<void>> {
    failed = null;
    const exists = await hasProfile(folder, ports);
    if (!exists.ok) return (failed = exists);
    if (!exists.value) return ok(undefined);
    const profile = await openProfile(folder, ports);
    if (!profile.ok) return (failed = profile);
    const stop = profile.value.vault.onFact((facts) => {
      broadcast('facts', { facts });
      if (facts.some((fact) => fact.device === profile.value.vault.device)) schedule(afterAppendMs);
    });
    current = { profile: profile.value, memory: newSyncMemory(), stop };
    sync = { kind: profile.value.file.store === null ? 'none' : 'running', waiting: 0, lastAt: null, offline: null, troubles: [] };
    schedule(0);
    return ok(undefined);
  }

  function open(): Promise<Result<void>> {
    const result = openFolder();
    opening = result;
    return result;
  }

  async function close(): Promise<void> {
    const closing = current;
    current = null;
    if (timer !== null) clearTimeout(timer);
    await meeting?.catch(() => undefined);
    closing?.stop();
    await closing?.profile.signer.lock();
    sync = { kind: 'none', waiting: 0, lastAt: null, offline: null, troubles: [] };
  }

  const forksOf = ({ vault }: Profile): readonly Fork[] => vault.forks().map(({ device, seq, first, second }) => ({ device, seq, digests: [first, second] }));

  /** Where a newcomer stands. What can't be read of it is told once they enter. */
  async function waiting(profile: Profile): Promise<Result<ProfileState>> {
    const { file, trust, signer } = profile;
    const [key, stands] = [await signer.publicKey('member'), await standing(profile, ports)];
    return ok({
      kind: 'waiting', board: { id: trust.board, name: profile.roster()?.charter.name ?? boardNameOf(trust), sample: trust.sample }, device: file.device, trustFingerprint: trust.fingerprint,
      keyId: key.ok ? publicKeyOf(key.value).keyId : null, store: file.store?.path ?? null, delivered: isDelivered(profile), admitted: stands.ok && stands.value.kind === 'member',
    });
  }

  async function state(): Promise<Result<ProfileState>> {
    await opening;
    if (failed !== null) return failed;
    if (current === null) return ok({ kind: 'empty' });
    const { profile } = current;
    const { file, trust, vault } = profile;
    const roster = profile.roster();
    if (file.member === null || roster === null) return waiting(profile);
    const home = await memberKeyHome(placesOf(folder).keys, ports.files);
    return ok({
      kind: 'open', board: { id: trust.board, name: roster.charter.name, sample: trust.sample }, member: file.member, device: file.device,
      rosters: vault.rosters().map(({ digest, roster: link }) => ({ digest, roster: link })), forks: forksOf(profile), trustFingerprint: trust.fingerprint,
      store: file.store?.path ?? null, samplePassphrase: trust.sample ? samplePassphrase : null, token: home.ok && home.value?.kind === 'token' ? home.value.label : null, found: vault.found, now: ports.clock.now(),
    });
  }

  return {
    during: async (call) => {
      const work = opening.then(call);
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    settled: async () => { while (running.size > 0) await Promise.allSettled([...running]); },
    open, close, state, sync: meet, syncState: () => sync,
    profile: () => (current !== null ? ok(current.profile) : failed ?? refuse('board/none', { path: folder })),
  };
}
