/**
 * Status lists on their way through a store: `s/<roster>.<sequence>.<sha256>`, each name its own content. The newest that holds is kept, by
 * whoever meets the store; whoever has it gives it to a store that lacks it. What is a list of the board is the keeper's to say.
 */
import { integrity, ok, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { folders, readStatusListName, statusListName, type StatusListName } from './names.ts';
import { writeChecked } from './publish.ts';
import { setAside } from './pull-feeds.ts';
import { tell, tellName } from './report.ts';
import type { Visit } from './visit.ts';

/** A list that was checked: where it stands among others, and the SHA-256 of its file. */
export interface KeptList { readonly roster: number; readonly sequence: number; readonly digest: Digest; readonly bytes: Uint8Array }

/** Keeps the newest list of the board. */
export interface StatusListKeeper {
  newest(): Promise<Result<KeptList | null>>;
  /** Takes a newer one in the place of the kept one; `not-yet`: its last roster has still to come. Fails with `store/bad-object` for what is no list of the board. */
  take(name: string, bytes: Uint8Array): Promise<Result<'taken' | 'older' | 'not-yet'>>;
}

/** So many files are read in one visit at most: names cost nothing, and somebody may have written many. */
const mostRead = 20;
/** Lists that stay in a store beside the newest, for whoever is reading one now. */
const earlierKept = 1;

/** Both ways. Answers whether this machine put a list there: others look for one when they see a new head. */
export async function exchangeStatusLists(visit: Visit): Promise<Result<boolean>> {
  const { store, report, memory, statusLists: keeper, own, sha256 } = visit;
  if (keeper === undefined) return ok(false);
  const listed = await store.list(folders.statusLists);
  if (!listed.ok) return listed;
  const names: StatusListName[] = [];
  for (const one of listed.value) {
    const name = readStatusListName(one);
    if (name === null) tellName(report, `${folders.statusLists}/${one}`);
    else names.push(name);
  }
  names.sort((a, b) => b.roster - a.roster || b.sequence - a.sequence || (a.name < b.name ? -1 : 1));
  const pulled = await pull(visit, keeper, names);
  if (!pulled.ok) return pulled;
  const kept = await keeper.newest();
  if (!kept.ok) return kept;
  memory.statusList = kept.value?.digest ?? null;
  if (kept.value === null || own === null || names.some(({ digest }) => digest === kept.value!.digest)) return ok(false);
  const { roster, sequence, digest, bytes } = kept.value;
  const written = await writeChecked(store, statusListName(roster, sequence, digest), bytes, sha256);
  if (!written.ok) return written;
  const earlier = names.filter((one) => one.roster < roster || (one.roster === roster && one.sequence < sequence));
  for (const { name } of earlier.slice(earlierKept)) {
    const removed = await store.remove(name);
    if (!removed.ok) return removed;
  }
  return ok(true);
}

/** Takes what is newer than the kept one, the highest first; what doesn't hold is set aside and told, and not read again while the program runs. */
async function pull(visit: Visit, keeper: StatusListKeeper, names: readonly StatusListName[]): Promise<Result<void>> {
  const { store, memory, sha256 } = visit;
  let read = 0;
  for (const { name, roster, sequence, digest } of names) {
    const kept = await keeper.newest();
    if (!kept.ok) return kept;
    if (kept.value !== null && (kept.value.digest === digest || kept.value.roster > roster || (kept.value.roster === roster && kept.value.sequence > sequence))) return ok(undefined);
    if (memory.refusedLists.has(name)) continue;
    if (++read > mostRead) return ok(undefined);
    const bytes = await store.read(name);
    if (!bytes.ok) return bytes;
    if (bytes.value === null) continue;
    const taken = sha256(bytes.value) === digest ? await keeper.take(name, bytes.value) : integrity('store/bad-object', { name, problem: 'its bytes do not hash to its name' });
    if (taken.ok) {
      if (taken.value === 'older') memory.refusedLists.add(name);
      continue;
    }
    if (taken.trouble.family === 'fault') {
      tell(visit.report, taken.trouble);
      return ok(undefined);
    }
    memory.refusedLists.add(name);
    await setAside(visit, name, taken.trouble);
  }
  return ok(undefined);
}
