/** Invites somebody: a file to send, and a note on this machine of the code that is in it. */
import { join } from 'node:path';
import { z } from 'zod';
import { InviteCode, inviteId, Seat, type Invite, type StorePlace } from '../../shared/board/joining.ts';
import { namesakeOf } from '../../shared/board/member.ts';
import { memberAt } from '../../shared/board/roster-chain.ts';
import { boardNameOf } from '../../shared/board/trust.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { hexOf } from '../../shared/bytes/digest.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { Digest, Instant, MemberId } from '../../shared/vocabulary.ts';
import type { Files } from '../platform/files.ts';
import { placesOf, type BoardPorts, type Profile } from './profile.ts';
import { daysAfter } from './roster-draft.ts';

/** How long an invite is good for unless told, in days. */
export const inviteDays = 14;

/** An invite that this machine gave out. `admitted` is the member that it became, and then it is used up. */
const GivenInvite = z.strictObject({ format: z.literal(1), kind: z.literal('given-invite'), code: InviteCode, seat: Seat, expiresAt: Instant, admitted: MemberId.nullable() });
export type GivenInvite = z.infer<typeof GivenInvite>;

export interface Inviting {
  readonly seat: Seat;
  /** Where the new member will sync; null: as this profile does. */
  readonly store: StorePlace | null;
  readonly days?: number;
  /** This is another person than the member of the same name. */
  readonly namesake?: boolean;
}

/**
 * Makes an invite. Only the secretary invites: refuses `board/not-the-role` and `board/not-a-member`. Refuses `board/name-taken` for
 * the name of an active member, who would get a second vote, unless it is a namesake.
 */
export async function inviteMember(profile: Profile, { seat, store, days = inviteDays, namesake = false }: Inviting, { files, clock, ids }: BoardPorts): Promise<Result<Invite>> {
  const roster = profile.roster();
  const { member } = profile.file;
  const self = roster === null || member === null ? null : memberAt(roster, member);
  if (roster === null || self === null || self.status !== 'active') return refuse('board/not-a-member', { member: member ?? 'this profile' });
  if (!self.roles.includes('secretary')) return refuse('board/not-the-role', { member: self.id, role: 'secretary', act: 'invite' });
  const taken = namesake ? undefined : namesakeOf(roster, seat.name);
  if (taken !== undefined) return refuse('board/name-taken', { name: seat.name, member: taken.id });
  const code = hexOf(ids.random(16));
  const expiresAt = daysAfter(clock.now(), days);
  const given: GivenInvite = { format: 1, kind: 'given-invite', code, seat, expiresAt, admitted: null };
  const noted = await writeGivenInvite(profile.folder, given, files);
  if (!noted.ok) return noted;
  return ok({
    format: 1, kind: 'invite', board: profile.trust.board, boardName: boardNameOf(profile.trust), trust: profile.trustPem,
    seat, store: store ?? profile.file.store, code, invitedBy: self.id, expiresAt,
  });
}

/** The invite that a request names, or null where this machine gave none such. */
export async function givenInvite(folder: string, id: Digest, files: Files): Promise<Result<GivenInvite | null>> {
  const path = join(placesOf(folder).invites, `${id}.json`);
  const bytes = await files.read(path, 64 * 1024);
  if (!bytes.ok || bytes.value === null) return bytes.ok ? ok(null) : bytes;
  return readStrict(GivenInvite, bytes.value, { name: path, maxBytes: 64 * 1024, format: 1 });
}

/** Every invite that this machine gave, in the order of their ids. */
export async function givenInvites(folder: string, files: Files): Promise<Result<readonly GivenInvite[]>> {
  const names = await files.list(placesOf(folder).invites);
  if (!names.ok) return names;
  const invites: GivenInvite[] = [];
  for (const name of names.value ?? []) {
    const id = Digest.safeParse(name.replace(/\.json$/, ''));
    const invite = id.success ? await givenInvite(folder, id.data, files) : ok(null);
    if (!invite.ok) return invite;
    if (invite.value !== null) invites.push(invite.value);
  }
  return ok(invites);
}

/** Takes back an invite that never reached its file: nobody has its code. */
export async function forgetInvite(folder: string, code: string, files: Files): Promise<Result<void>> {
  return files.remove(join(placesOf(folder).invites, `${inviteId(code)}.json`));
}

/** Keeps the invite, readable by its owner alone: the code lets one person in. */
export async function writeGivenInvite(folder: string, invite: GivenInvite, files: Files): Promise<Result<void>> {
  return files.write(join(placesOf(folder).invites, `${inviteId(invite.code)}.json`), canonicalBytes(invite), 0o600);
}
