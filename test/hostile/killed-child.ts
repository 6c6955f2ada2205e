/*
 * A real process that does one thing to a profile and ends itself with SIGKILL before its Nth writing operation, a write half done.
 * Arguments: what, profile, what it works on (JSON), N (0: never). Prints `done <answer> <operations>` once it was told that all is on the disk.
 */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PacketRequest } from '../../electron/board/packet.ts';
import type { BoardPorts } from '../../electron/board/profile.ts';
import { kdfFloor } from '../../electron/keys/key-file.ts';
import { openSigner, type KeyHolder } from '../../electron/keys/signer.ts';
import { openFiles } from '../../electron/platform/files.ts';
import { systemIds } from '../../electron/platform/ids.ts';
import type { Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import { watchedDisk } from '../fakes/faulty-disk.ts';
import { quickStretch } from '../fakes/quick-stretch.ts';

/** What the process is asked for: a packet of a decision, another passphrase, or the keys of a new member. */
export type KilledWork =
  | { readonly what: 'packet'; readonly request: PacketRequest; readonly passphrase: string; readonly now: Instant }
  | { readonly what: 'passphrase'; readonly from: string; readonly to: string }
  | { readonly what: 'keys'; readonly passphrase: string };

const [folder, text, at] = process.argv.slice(2) as [string, string, string];
const work = JSON.parse(text) as KilledWork;
const disk = watchedDisk(async (_, number, tear) => {
  if (number !== Number(at)) return;
  await tear?.();
  process.kill(process.pid, 'SIGKILL');
  // The signal ends the process before anything else is written.
  await new Promise(() => undefined);
});
const files = openFiles(disk);
const openKeys = (keys: string): KeyHolder => openSigner({ folder: keys, files, ids: systemIds, keychain: null, stretch: quickStretch, cost: kdfFloor });
writeSync(1, `done ${await answer()} ${disk.count()}\n`);

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.trouble.code} ${JSON.stringify(result.trouble.params)}`);
  return result.value;
}

// What only some of the work needs is loaded for it alone: the process starts dozens of times.
async function answer(): Promise<string> {
  if (work.what === 'passphrase') {
    valueOf(await openKeys(folder).changePassphrase({ from: work.from, to: work.to, sample: false }));
    return 'changed';
  }
  if (work.what === 'keys') {
    for (const key of ['member', 'ecdh', 'device'] as const) valueOf(await openKeys(folder).create({ key, passphrase: key === 'device' ? null : work.passphrase, sample: false }));
    return 'made';
  }
  const { nodeSha256, nodeVerifySignature } = await import('../../electron/platform/crypto.ts');
  const { openProfile } = await import('../../electron/board/profile.ts');
  const { commitPacket, preparePacket } = await import('../../electron/board/packet.ts');
  const { readFonts } = await import('../../electron/packet/fonts.ts');
  const ports: BoardPorts = { files, ids: systemIds, sha256: nodeSha256, verify: nodeVerifySignature, clock: { now: () => work.now }, openKeys };
  const profile = valueOf(await openProfile(folder, ports));
  const prepared = valueOf(await preparePacket(profile, work.request));
  const fonts = valueOf(await readFonts(fileURLToPath(new URL('../../assets/fonts', import.meta.url)), files));
  return valueOf(await commitPacket(profile, prepared, { fonts, passphrase: work.passphrase })).number;
}
