/** The new member's side: keys and a request first, and after the board's next roster the membership itself. */
import { inviteId, proofOf, readInvite, type JoinRequest, type StorePlace } from '../../shared/board/joining.ts';
import { checkIssued, readCertificate } from '../../shared/board/certificate.ts';
import { publicKeyOf } from '../../shared/board/public-key.ts';
import { fromBase64, toBase64 } from '../../shared/bytes/base64.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { payloadTypes, sealEnvelope } from '../../shared/bytes/envelope.ts';
import type { Trust } from '../../shared/board/trust.ts';
import { integrity, ok, refuse, type Result } from '../../shared/result.ts';
import type { ActBody } from '../../shared/events/catalogue.ts';
import type { DeviceId, Digest, Instant, MemberId } from '../../shared/vocabulary.ts';
import { signPayload } from '../keys/sign-envelope.ts';
import { openVault } from '../vault/vault.ts';
import { signAct, statementBytes, type Acting } from './act.ts';
import { deviceIdOf, makeKeys } from './found.ts';
import { memberSecret, type MemberKeySource } from './member-key.ts';
import { hasProfile, placesOf, writeProfile, type BoardPorts, type Profile } from './profile.ts';

export interface Joining {
  readonly profile: string;
  readonly invite: Uint8Array;
  /** What a message calls the invite's file. */
  readonly inviteName: string;
  /** Null: as the invite has it. */
  readonly name: string | null;
  /** Where this machine reaches the store; null: as the invite has it. */
  readonly store: StorePlace | null;
  readonly passphrase: string;
  /** Where the new member's key comes from; absent: made here. */
  readonly memberKey?: MemberKeySource;
}

/** `request` is the file to send back; `keyId` names the new member's key, for comparing by voice. */
export interface Asked { readonly request: Uint8Array; readonly keyId: Digest; readonly device: DeviceId; readonly trust: Trust; readonly boardName: string }

/**
 * Makes the keys, the request that both sign, and a profile that waits for admission. Refuses `board/exists`,
 * `board/invite-invalid`, `key/short-passphrase`.
 */
export async function askToJoin(joining: Joining, ports: BoardPorts): Promise<Result<Asked>> {
  const { profile, passphrase, memberKey = { kind: 'new' } } = joining;
  const exists = await hasProfile(profile, ports);
  if (!exists.ok) return exists;
  if (exists.value) return refuse('board/exists', { path: profile });
  const claimedAt = ports.clock.now();
  const read = readInvite(joining.invite, claimedAt, joining.inviteName);
  if (!read.ok) return read;
  const { invite, trust } = read.value;
  const places = placesOf(profile);
  const signer = ports.openKeys(places.keys);

  const keys = await makeKeys(signer, ['member', 'ecdh', 'device'], { passphrase, sample: trust.sample, source: memberKey, folder: places.keys, files: ports.files });
  if (!keys.ok) return keys;
  const { member, ecdh, device: deviceKey } = keys.value;

  const asked: Omit<JoinRequest, 'proof'> = {
    format: 1, kind: 'join-request', board: trust.board, invite: inviteId(invite.code), name: joining.name ?? invite.seat.name,
    member: publicKeyOf(member), device: publicKeyOf(deviceKey), ecdh: toBase64(ecdh), claimedAt,
  };
  const payload = canonicalBytes({ ...asked, proof: proofOf(invite.code, asked) } satisfies JoinRequest);
  const how = { signer, purpose: 'join-request', type: payloadTypes.joinRequest } as const;
  const byMember = await signPayload({ ...how, key: 'member', passphrase: memberSecret(memberKey, passphrase) }, payload);
  if (!byMember.ok) return byMember;
  const byDevice = await signPayload({ ...how, key: 'device', passphrase: null }, payload);
  if (!byDevice.ok) return byDevice;
  const request = canonicalBytes(sealEnvelope(payloadTypes.joinRequest, payload, [byMember.value, byDevice.value]));

  const device = deviceIdOf(deviceKey);
  const vault = await openVault(profile, { ...ports, board: trust.board, device });
  if (!vault.ok) return vault;
  const kept = await ports.files.write(places.request, request);
  if (!kept.ok) return kept;
  const written = await writeProfile(profile, { format: 1, kind: 'board', member: null, device, store: joining.store ?? invite.store, sample: trust.sample }, invite.trust, ports);
  return written.ok ? ok({ request, keyId: asked.member.keyId, device, trust, boardName: invite.boardName }) : written;
}

/**
 * Where the profile's key stands: `member` once a synced roster names it and the authority certified it. Fails with
 * `signature/invalid` where a roster names it with somebody else's certificate.
 */
export async function standing(profile: Profile, { verify }: Pick<BoardPorts, 'verify'>): Promise<Result<{ readonly kind: 'waiting' } | { readonly kind: 'member'; readonly member: MemberId }>> {
  const spki = await profile.signer.publicKey('member');
  if (!spki.ok) return spki;
  const { keyId } = publicKeyOf(spki.value);
  const named = profile.roster()?.members.find((one) => one.key.keyId === keyId && one.status === 'active');
  if (named === undefined) return ok({ kind: 'waiting' });
  const der = fromBase64(named.certificate, `the certificate of ${named.id}`);
  if (!der.ok) return der;
  const certificate = readCertificate(der.value, `the certificate of ${named.id}`);
  if (!certificate.ok) return certificate;
  const issued = await checkIssued(certificate.value, profile.trust.ca, verify);
  if (!issued.ok) return issued;
  if (publicKeyOf(certificate.value.spki).keyId !== keyId || certificate.value.subject.serial !== named.id) return integrity('signature/invalid', { what: `the certificate of ${named.id}`, who: certificate.value.subject.name });
  return ok({ kind: 'member', member: named.id });
}

/** What a newcomer signs to enter: whose device it is. `at` is the instant that the statement will claim. */
export interface Entering { readonly deviceName: string; readonly at: Instant }

async function entryOf(profile: Profile, { deviceName, at }: Entering, ports: Pick<BoardPorts, 'verify'>): Promise<Result<{ readonly acting: Acting; readonly body: ActBody<'device.added/1'> }>> {
  const { file, trust, signer } = profile;
  const stands = await standing(profile, ports);
  if (!stands.ok) return stands;
  if (stands.value.kind === 'waiting') return refuse('board/not-a-member', { member: 'this profile' });
  const deviceKey = await signer.publicKey('device');
  if (!deviceKey.ok) return deviceKey;
  return ok({ acting: { board: trust.board, sample: trust.sample, member: stands.value.member, claimedAt: at }, body: { device: file.device, key: publicKeyOf(deviceKey.value), name: deviceName } });
}

/** Who the board admitted this profile as, and the exact bytes that {@link enterBoard} has signed at the same instant. Refuses `board/not-a-member` before that. */
export async function entryStatement(profile: Profile, entering: Entering, ports: Pick<BoardPorts, 'verify'>): Promise<Result<{ readonly member: MemberId; readonly body: ActBody<'device.added/1'>; readonly statement: Uint8Array }>> {
  const entry = await entryOf(profile, entering, ports);
  if (!entry.ok) return entry;
  const { acting, body } = entry.value;
  const statement = statementBytes(acting, 'device.added/1', body);
  return statement.ok ? ok({ member: acting.member, body, statement: statement.value }) : statement;
}

/**
 * Enters the board once it has admitted this profile: opens the device's feed with `device.added/1` (rule L-2) and notes
 * the member's id. Refuses `board/not-a-member` while no roster at hand names the key. Calling it again changes nothing.
 */
export async function enterBoard(profile: Profile, { deviceName, passphrase, at = profile.ports.clock.now() }: { deviceName: string; passphrase: string; at?: Instant }, ports: BoardPorts): Promise<Result<MemberId>> {
  const { file, vault, signer } = profile;
  const entry = await entryOf(profile, { deviceName, at }, ports);
  if (!entry.ok) return entry;
  const { acting, body } = entry.value;
  const { member } = acting;
  if (vault.digestAt(file.device, 0) === null) {
    const added = await signAct(acting, 'device.added/1', body, { signer, passphrase });
    if (!added.ok) return added;
    const appended = await vault.appendOwn([added.value]);
    if (!appended.ok) return appended;
  }
  if (file.member === member) return ok(member);
  const written = await writeProfile(profile.folder, { ...file, member }, profile.trustPem, ports);
  return written.ok ? ok(member) : written;
}
