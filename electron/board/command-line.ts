/** The command line's `board` commands, as functions of parsed options: they read and write the files that people pass around. */
import { basename } from 'node:path';
import type { Seat, StorePlace } from '../../shared/board/joining.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, Instant, MemberId } from '../../shared/vocabulary.ts';
import { admitMember } from './admit.ts';
import { defaultCharter, readCharter } from './charter-file.ts';
import { foundBoard, type Founded } from './found.ts';
import { inviteMember } from './invite.ts';
import { askToJoin, enterBoard } from './join.ts';
import type { MemberKeySource } from './member-key.ts';
import { openProfile, type BoardPorts } from './profile.ts';

const maxFileBytes = 1024 * 1024;

async function readInput(path: string, { files }: BoardPorts): Promise<Result<Uint8Array>> {
  const bytes = await files.read(path, maxFileBytes);
  if (!bytes.ok) return bytes;
  return bytes.value === null ? refuse('input/not-found', { path }) : ok(bytes.value);
}

export interface BoardInitOptions {
  readonly profile: string;
  readonly name: string;
  readonly founder: Seat;
  readonly deviceName: string;
  /** A charter in JSON or YAML; null: the usual one, under the board's name. */
  readonly charterPath: string | null;
  readonly sample: boolean;
  readonly store: StorePlace | null;
  /** Where a copy of the trust file goes, for whoever verifies packets; null: only into the profile. */
  readonly trustOut: string | null;
  readonly passphrase: string;
  readonly memberKey?: MemberKeySource;
}

/** `board init`: founds a board. */
export async function boardInit({ charterPath, trustOut, ...options }: BoardInitOptions, ports: BoardPorts): Promise<Result<Founded>> {
  let charter = { ...defaultCharter, name: options.name };
  if (charterPath !== null) {
    const bytes = await readInput(charterPath, ports);
    if (!bytes.ok) return bytes;
    const read = readCharter(bytes.value, basename(charterPath));
    if (!read.ok) return read;
    if (read.value.name !== options.name) return refuse('input/schema', { name: basename(charterPath), place: '$.name', expected: options.name, found: read.value.name });
    charter = read.value;
  }
  const founded = await foundBoard({ ...options, charter }, ports);
  if (!founded.ok || trustOut === null) return founded;
  const written = await ports.files.write(trustOut, encodeUtf8(founded.value.trustPem));
  return written.ok ? founded : written;
}

export interface BoardInviteOptions { readonly profile: string; readonly seat: Seat; readonly store: StorePlace | null; readonly days: number; readonly namesake?: boolean; readonly out: string }

/** `board invite`: writes an invite to `out`, readable by its owner alone, and answers until when it is good. */
export async function boardInvite({ profile: folder, out, ...inviting }: BoardInviteOptions, ports: BoardPorts): Promise<Result<{ readonly expiresAt: Instant; readonly fingerprint: Digest }>> {
  const profile = await openProfile(folder, ports);
  if (!profile.ok) return profile;
  const invite = await inviteMember(profile.value, inviting, ports);
  if (!invite.ok) return invite;
  const written = await ports.files.write(out, canonicalBytes(invite.value), 0o600);
  return written.ok ? ok({ expiresAt: invite.value.expiresAt, fingerprint: profile.value.trust.fingerprint }) : written;
}

export interface BoardJoinOptions { readonly profile: string; readonly invitePath: string; readonly name: string | null; readonly store: StorePlace | null; readonly passphrase: string; readonly memberKey?: MemberKeySource; readonly out: string }

/** `board join`: makes the keys and writes the request to `out`. The fingerprint is the board's, the key id the new member's. */
export async function boardJoin({ invitePath, out, ...joining }: BoardJoinOptions, ports: BoardPorts): Promise<Result<{ readonly boardName: string; readonly fingerprint: Digest; readonly keyId: Digest }>> {
  const invite = await readInput(invitePath, ports);
  if (!invite.ok) return invite;
  const asked = await askToJoin({ ...joining, invite: invite.value, inviteName: basename(invitePath) }, ports);
  if (!asked.ok) return asked;
  const written = await ports.files.write(out, asked.value.request);
  return written.ok ? ok({ boardName: asked.value.boardName, fingerprint: asked.value.trust.fingerprint, keyId: asked.value.keyId }) : written;
}

export interface BoardAdmitOptions { readonly profile: string; readonly requestPath: string; readonly seat: Partial<Seat>; readonly namesake?: boolean; readonly passphrase: string }

/** `board admit`: admits the author of a request. The next sync carries the new roster to everybody. */
export async function boardAdmit({ profile: folder, requestPath, ...admitting }: BoardAdmitOptions, ports: BoardPorts): Promise<Result<{ readonly member: MemberId; readonly seat: Seat; readonly rosterSeq: number }>> {
  const request = await readInput(requestPath, ports);
  if (!request.ok) return request;
  const profile = await openProfile(folder, ports);
  if (!profile.ok) return profile;
  const admitted = await admitMember(profile.value, { request: request.value, requestName: basename(requestPath), ...admitting }, ports);
  return admitted.ok ? ok({ member: admitted.value.member, seat: admitted.value.seat, rosterSeq: admitted.value.roster.roster.seq }) : admitted;
}

export interface BoardEnterOptions { readonly profile: string; readonly deviceName: string; readonly passphrase: string }

/** `board enter`: after a sync that brought the roster, opens the new member's feed. */
export async function boardEnter({ profile: folder, ...options }: BoardEnterOptions, ports: BoardPorts): Promise<Result<MemberId>> {
  const profile = await openProfile(folder, ports);
  return profile.ok ? enterBoard(profile.value, options, ports) : profile;
}
