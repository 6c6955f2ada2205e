/** A profile: one member's board on one machine. `board.json` says who and where, `trust.pem` beside it what to believe. */
import { join } from 'node:path';
import { z } from 'zod';
import { StorePlace } from '../../shared/board/joining.ts';
import { readTrust, type Trust } from '../../shared/board/trust.ts';
import type { Roster } from '../../shared/board/roster.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { decodeUtf8, encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { Fact } from '../../shared/events/fact.ts';
import type { ActBody, ActType } from '../../shared/events/catalogue.ts';
import type { Ids } from '../../shared/ports.ts';
import { integrity, ok, refuse, type Result } from '../../shared/result.ts';
import { DeviceId, MemberId } from '../../shared/vocabulary.ts';
import type { KeyHolder } from '../keys/signer.ts';
import { openVault, type Vault, type VaultPorts } from '../vault/vault.ts';
import { signAct } from './act.ts';
import { openRecord, type BoardRecord } from './record.ts';

/** What the board's functions need from outside. */
export interface BoardPorts extends VaultPorts {
  readonly ids: Ids;
  /** The holder of the keys in a profile's `keys` folder: in this process, or the app's signer process. */
  openKeys(folder: string): KeyHolder;
}

/** `board.json`. `member` is null until a roster names this profile's key: then it waits for admission. */
export const ProfileFile = z.strictObject({
  format: z.literal(1), kind: z.literal('board'), member: MemberId.nullable(), device: DeviceId, store: StorePlace.nullable(), sample: z.boolean(),
});
export type ProfileFile = z.infer<typeof ProfileFile>;

const maxProfileBytes = 64 * 1024;

export interface ProfilePlaces { readonly board: string; readonly trust: string; readonly keys: string; readonly request: string; readonly invites: string }

/** Where a profile's own files lie; the vault knows its own. */
export function placesOf(folder: string): ProfilePlaces {
  return { board: join(folder, 'board.json'), trust: join(folder, 'trust.pem'), keys: join(folder, 'keys'), request: join(folder, 'join-request.dsse'), invites: join(folder, 'invites') };
}

/** Writes the trust file and then `board.json`: while the second is missing there is no profile. */
export async function writeProfile(folder: string, file: ProfileFile, trustPem: string, { files }: Pick<BoardPorts, 'files'>): Promise<Result<void>> {
  const places = placesOf(folder);
  const trust = await files.write(places.trust, encodeUtf8(trustPem));
  return trust.ok ? files.write(places.board, canonicalBytes(file)) : trust;
}

/** Whether the folder holds a board. */
export async function hasProfile(folder: string, { files }: Pick<BoardPorts, 'files'>): Promise<Result<boolean>> {
  const size = await files.size(placesOf(folder).board);
  return size.ok ? ok(size.value !== null) : size;
}

export interface Profile {
  readonly folder: string;
  readonly file: ProfileFile;
  readonly trust: Trust;
  readonly trustPem: string;
  readonly vault: Vault;
  readonly signer: KeyHolder;
  readonly ports: BoardPorts;
  /** The vault's facts and objects as the rules read them. */
  readonly record: BoardRecord;
  /** The roster in force; null before the first sync of a profile that waits for admission. */
  roster(): Roster | null;
  /** Signs an act and appends it to this device's feed. Refuses `board/not-a-member` while the profile waits for admission. */
  act<T extends ActType>(type: T, body: ActBody<T>, passphrase: string): Promise<Result<readonly Fact[]>>;
}

/** Opens a profile. Refuses `board/none` where there is no board, and fails with `roster/broken-chain` where the rosters are not the trust file's. */
export async function openProfile(folder: string, ports: BoardPorts): Promise<Result<Profile>> {
  const { files, clock } = ports;
  const places = placesOf(folder);
  const boardBytes = await files.read(places.board, maxProfileBytes);
  if (!boardBytes.ok) return boardBytes;
  if (boardBytes.value === null) return refuse('board/none', { path: folder });
  const file = readStrict(ProfileFile, boardBytes.value, { name: places.board, maxBytes: maxProfileBytes, format: 1 });
  if (!file.ok) return file;
  const trustBytes = await files.read(places.trust, maxProfileBytes);
  if (!trustBytes.ok) return trustBytes;
  if (trustBytes.value === null) return refuse('input/not-found', { path: places.trust });
  const trustPem = decodeUtf8(trustBytes.value, places.trust);
  if (!trustPem.ok) return trustPem;
  const trust = readTrust(trustPem.value, places.trust);
  if (!trust.ok) return trust;
  if (trust.value.sample !== file.value.sample) return integrity('roster/broken-chain', { seq: 0, problem: `${places.board} and ${places.trust} differ about being a sample` });

  const opened = await openVault(folder, { ...ports, board: trust.value.board, device: file.value.device });
  if (!opened.ok) return opened;
  const vault = opened.value;
  const first = vault.rosters()[0];
  if (first && !isTrusted(first.roster, trust.value)) return integrity('roster/broken-chain', { seq: 0, problem: `its authority is not that of ${places.trust}` });

  const signer = ports.openKeys(places.keys);
  const { member, sample } = file.value;
  return ok({
    folder, file: file.value, trust: trust.value, trustPem: trustPem.value, vault, signer, ports, record: openRecord(vault, ports),
    roster: () => vault.rosters().at(-1)?.roster ?? null,
    act: async (type, body, passphrase) => {
      if (member === null) return refuse('board/not-a-member', { member: 'this profile' });
      const signed = await signAct({ board: trust.value.board, sample, member, claimedAt: clock.now() }, type, body, { signer, passphrase });
      return signed.ok ? vault.appendOwn([signed.value]) : signed;
    },
  });
}

/** Whether roster 0 and the trust file name each other's key and kind. */
export function isTrusted(roster0: Roster, trust: Trust): boolean {
  return roster0.ca.keyId === trust.keyId && roster0.sample === trust.sample;
}
