/** Opens a profile for one command: locked, so that the app and another command keep away, and closed again at the end. */
import { refuse, type Result } from '../../shared/result.ts';
import { openProfile, type Profile } from '../board/profile.ts';
import { lockProfile } from '../vault/lock.ts';
import type { CommandOutput } from './output.ts';
import type { CommandLinePorts } from './ports.ts';

/** Does the work while no other process has the folder. A folder that isn't there yet needs no lock. Refuses `profile/in-use`. */
export async function underLock<T>(folder: string, { board: { files, sha256 } }: CommandLinePorts, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const kind = await files.kind(folder);
  if (!kind.ok) return kind;
  if (kind.value === null) return work();
  if (kind.value === 'file') return refuse('board/none', { path: folder });
  const lock = await lockProfile(folder, { sha256 });
  if (!lock.ok) return lock;
  try {
    return await work();
  } finally {
    await lock.value.release();
  }
}

/** Opens the profile of `folder` and does the work on it. Refuses `board/none` where there is none, and `profile/in-use`. */
export function withProfile(folder: string, ports: CommandLinePorts, work: (profile: Profile) => Promise<Result<CommandOutput>>): Promise<Result<CommandOutput>> {
  return underLock(folder, ports, async () => {
    const profile = await openProfile(folder, ports.board);
    if (!profile.ok) return profile;
    const answer = await work(profile.value);
    await profile.value.signer.lock();
    // Where this fails, the next start checks the signatures again; nothing else is lost.
    await profile.value.vault.checkpoint();
    return answer;
  });
}
