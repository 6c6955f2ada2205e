/** The root's side: checks a join request and issues the roster that names its author. */
import { openJoinRequest, provesCode, type JoinRequest, type Seat } from '../../shared/board/joining.ts';
import { namesakeOf } from '../../shared/board/member.ts';
import { publicKeyOf } from '../../shared/board/public-key.ts';
import type { CheckedRoster } from '../../shared/board/roster-chain.ts';
import type { Roster } from '../../shared/board/roster.ts';
import { boardNameOf } from '../../shared/board/trust.ts';
import { base64Bytes, toBase64 } from '../../shared/bytes/base64.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { MemberId } from '../../shared/vocabulary.ts';
import { issueMemberCertificate } from '../keys/certificates.ts';
import { givenInvite, writeGivenInvite, type GivenInvite } from './invite.ts';
import { memberIdFor } from './member-id.ts';
import type { BoardPorts, Profile } from './profile.ts';
import { daysAfter, rosterDays, signRoster } from './roster-draft.ts';

export interface Admitting {
  readonly request: Uint8Array;
  /** What a message calls the request's file. */
  readonly requestName: string;
  /** Parts of the seat that the board decides otherwise; the rest is as invited. The name is as the request writes it. */
  readonly seat: Partial<Seat>;
  /** This is another person than the member of the same name. */
  readonly namesake?: boolean;
  readonly passphrase: string;
}

export interface Admitted { readonly member: MemberId; readonly seat: Seat; readonly roster: CheckedRoster }

/** A request that this machine can grant, and the invitation that it answers. */
export interface CheckedRequest { readonly request: JoinRequest; readonly invite: GivenInvite }

/**
 * Checks a request against this board and the invitations that this machine gave: whom {@link admitMember} would admit. Refuses `board/invite-invalid`
 * for a request to another board, without an invite of this machine, with one that is used or out of date, or that doesn't prove its code.
 */
export async function checkRequest(profile: Profile, { request: bytes, requestName: name }: Pick<Admitting, 'request' | 'requestName'>, ports: Pick<BoardPorts, 'verify' | 'files' | 'clock'>): Promise<Result<CheckedRequest>> {
  const no = (problem: string) => refuse('board/invite-invalid', { name, problem });
  const opened = await openJoinRequest(bytes, ports.verify, name);
  if (!opened.ok) return opened;
  const request = opened.value;
  if (request.board !== profile.trust.board) return no('it asks another board');
  const invite = await givenInvite(profile.folder, request.invite, ports.files);
  if (!invite.ok) return invite;
  if (invite.value === null) return no('this machine gave no such invite');
  const known = profile.roster()?.members.find((member) => member.key.keyId === request.member.keyId);
  if (invite.value.admitted !== null || known !== undefined) return no(`it was used by ${invite.value.admitted ?? known?.id ?? 'somebody'}`);
  if (!provesCode(request, invite.value.code)) return no('it does not prove the invite’s code');
  if (invite.value.expiresAt <= ports.clock.now()) return no(`its invite was good until ${invite.value.expiresAt}`);
  return ok({ request, invite: invite.value });
}

/**
 * Admits the author of a request: certificate, and the next roster signed by this profile's root key. The invite's
 * discipline and roles count, not the request's wishes. Refuses as {@link checkRequest} does; `key/missing`
 * where the root key is elsewhere; `board/name-taken` for the name of an active member, who would get a second vote, unless it is a namesake.
 */
export async function admitMember(profile: Profile, { request: bytes, requestName: name, seat: changes, namesake = false, passphrase }: Admitting, ports: BoardPorts): Promise<Result<Admitted>> {
  const { trust, vault, signer } = profile;
  const last = vault.rosters().at(-1);
  if (last === undefined) return refuse('board/none', { path: profile.folder });
  const checked = await checkRequest(profile, { request: bytes, requestName: name }, ports);
  if (!checked.ok) return checked;
  const { request, invite } = checked.value;
  const issuedAt = ports.clock.now();

  const root = await signer.publicKey('root');
  if (!root.ok) return root;
  if (publicKeyOf(root.value).keyId !== last.roster.ca.keyId) return refuse('key/missing', { key: 'root' });
  const seat: Seat = { ...invite.seat, name: request.name, ...changes };
  const taken = namesake ? undefined : namesakeOf(last.roster, seat.name);
  if (taken !== undefined) return refuse('board/name-taken', { name: seat.name, member: taken.id });
  const id = memberIdFor(seat.name, last.roster.members.map((member) => member.id));
  const issuing = { signer, ids: ports.ids, passphrase, board: boardNameOf(trust), sample: trust.sample, root: root.value, issuedAt };
  const key = request.member;
  const certificate = await issueMemberCertificate(issuing, { member: id, name: seat.name, discipline: seat.discipline, key: base64Bytes(key.spki) });
  if (!certificate.ok) return certificate;
  const next: Roster = {
    ...last.roster, seq: last.roster.seq + 1, previous: last.digest, issuedAt, expiresAt: daysAfter(issuedAt, rosterDays),
    members: [...last.roster.members, { id, ...seat, key, certificate: toBase64(certificate.value), ecdh: request.ecdh, status: 'active' }],
  };
  const envelope = await signRoster(next, signer, passphrase);
  if (!envelope.ok) return envelope;
  const roster = await vault.appendRoster(envelope.value);
  if (!roster.ok) return roster;
  // Last: a roster without this note still refuses the same key again.
  const noted = await writeGivenInvite(profile.folder, { ...invite, admitted: id }, ports.files);
  return noted.ok ? ok({ member: id, seat, roster: roster.value }) : noted;
}
