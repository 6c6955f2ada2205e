/** Looks through a whole profile and names everything damaged, missing or left over. Changes nothing but that damaged objects are set aside. */
import { join } from 'node:path';
import { ok } from '../../shared/result.ts';
import type { Result, Trouble } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { temporaryPrefix } from '../platform/files.ts';
import type { Files } from '../platform/files.ts';
import { checkSignatures, readEvent } from './event-check.ts';
import type { Author, ReadEvent } from './event-check.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { QuarantineNote } from './quarantine.ts';
import { reachable } from './reach.ts';
import { loadRosters, memberKeysOf } from './rosters.ts';
import type { Vault, VaultPorts } from './vault.ts';

export interface AuditReport {
  /** True when nothing is damaged or missing; leftovers and quarantine don't count against it. */
  readonly clean: boolean;
  readonly checked: { readonly rosters: number; readonly events: number; readonly objects: number; readonly objectsRehashed: number };
  /** Every damaged or missing object, feed and roster, each named in its params. */
  readonly troubles: readonly Trouble[];
  /** Files that nothing refers to: temporary files of a write that a crash cut short, and strangers. */
  readonly leftovers: readonly string[];
  readonly quarantined: readonly QuarantineNote[];
}

/**
 * Audits an open vault. Checks every signature again, whatever was checked before. With `readData` hashes every object;
 * without, only looks that each one that the record needs is there. A damaged object is set aside, so that the next sync brings a good copy.
 */
export async function audit(vault: Vault, { readData }: { readonly readData: boolean }, ports: VaultPorts): Promise<Result<AuditReport>> {
  const { files, verify, sha256 } = ports;
  const { layout } = vault;
  const troubles: Trouble[] = [...vault.found];
  const add = (trouble: Trouble): void => { if (!troubles.some((one) => one.code === trouble.code && JSON.stringify(one.params) === JSON.stringify(trouble.params))) troubles.push(trouble); };

  const stopped = vault.stopped();
  if (stopped !== null) add(stopped);
  const rosters = await loadRosters(layout, vault.board(), ports);
  if (!rosters.ok) return rosters;
  rosters.value.troubles.forEach(add);
  const board = rosters.value.chain[0];
  const keys = memberKeysOf(rosters.value.chain);

  let events = 0;
  for (const { device, seq } of vault.feeds()) {
    const texts = await vault.eventTexts(device, 0, seq);
    if (!texts.ok) {
      add(texts.trouble);
      continue;
    }
    let author: Author | null = null;
    let prev: Digest | null = null;
    const read: ReadEvent[] = [];
    for (const text of texts.value) {
      if (!board) break;
      const event = readEvent(encodeUtf8(text), { board: board.digest, sample: board.roster.sample, device, seq: read.length, prev, author, sha256 });
      if (!event.ok) {
        add(event.trouble);
        break;
      }
      read.push(event.value);
      author = event.value.author;
      prev = event.value.digest;
    }
    const failed = await checkSignatures(read, keys, { verify, sha256 });
    if (failed) add(failed.result.trouble);
    events += read.length;
  }

  const stored = await vault.objects.list();
  if (!stored.ok) return stored;
  let objectsRehashed = 0;
  if (readData) {
    for (const digest of stored.value.digests) {
      const bytes = await vault.objects.check(digest);
      if (bytes.ok) objectsRehashed++;
      else add(bytes.trouble);
    }
  }
  const needed = await reachable(vault.facts(), { read: (digest) => vault.objects.check(digest) });
  for (const { trouble } of needed.troubles.values()) add(trouble);
  const have = new Set(stored.value.digests);
  for (const digest of needed.digests) if (!have.has(digest)) add({ family: 'integrity', code: 'object/missing', params: { digest } });

  // Reading one sets it aside; where that can't be done, as on a read-only disk, it has been told all the same.
  for (const trouble of troubles) if (trouble.code === 'object/damaged') await vault.objects.read(trouble.params.digest as Digest);
  const quarantined = await vault.quarantine.notes();
  if (!quarantined.ok) return quarantined;
  const leftovers = await findTemporaries([layout.profile, layout.vault, layout.feeds, layout.rosters, layout.heads, layout.quarantine, layout.drafts], files);
  if (!leftovers.ok) return leftovers;
  return ok({
    clean: troubles.every((trouble) => trouble.code === 'feed/torn-record'),
    checked: { rosters: rosters.value.chain.length, events, objects: stored.value.digests.length, objectsRehashed },
    troubles,
    leftovers: [...leftovers.value, ...stored.value.strangers],
    quarantined: quarantined.value,
  });
}

async function findTemporaries(folders: readonly string[], files: Files): Promise<Result<readonly string[]>> {
  const paths: string[] = [];
  for (const folder of folders) {
    const names = await files.list(folder);
    if (!names.ok) return names;
    paths.push(...(names.value ?? []).filter((name) => name.startsWith(temporaryPrefix)).map((name) => join(folder, name)));
  }
  return ok(paths);
}
