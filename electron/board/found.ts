/** Founds a board: its keys, its first roster, its trust file and its first member, on one machine and in one go. */
import { publicKeyOf } from '../../shared/board/public-key.ts';
import type { Charter } from '../../shared/board/charter.ts';
import type { Seat, StorePlace } from '../../shared/board/joining.ts';
import type { Roster } from '../../shared/board/roster.ts';
import { readTrust, trustPem, type Trust } from '../../shared/board/trust.ts';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { BoardId, DeviceId, MemberId } from '../../shared/vocabulary.ts';
import { issueMemberCertificate, makeAuthority } from '../keys/certificates.ts';
import type { StoredKey } from '../keys/key-file.ts';
import type { KeyHolder } from '../keys/signer.ts';
import type { Files } from '../platform/files.ts';
import { layoutOf } from '../vault/layout.ts';
import { openVault } from '../vault/vault.ts';
import { signAct } from './act.ts';
import { memberIdFor } from './member-id.ts';
import { bringMemberKey, memberSecret, type MemberKeySource } from './member-key.ts';
import { hasProfile, placesOf, writeProfile, type BoardPorts } from './profile.ts';
import { daysAfter, rosterDays, signRoster } from './roster-draft.ts';

export interface Founding {
  /** The profile's folder. */
  readonly profile: string;
  /** The board's name, for example `Nordlys Safety Review Board`. */
  readonly name: string;
  readonly charter: Charter;
  readonly founder: Seat;
  /** The machine's name as other members will read it. */
  readonly deviceName: string;
  readonly sample: boolean;
  readonly store: StorePlace | null;
  readonly passphrase: string;
  /** Where the founder's own key comes from; absent: made here. */
  readonly memberKey?: MemberKeySource;
}

export interface Founded { readonly board: BoardId; readonly member: MemberId; readonly device: DeviceId; readonly trust: Trust; readonly trustPem: string }

/** The device's id: the first half of its key's name. */
export function deviceIdOf(spki: Uint8Array): DeviceId {
  return publicKeyOf(spki).keyId.slice(0, 32) as string as DeviceId;
}

/**
 * Makes a profile's keys, or takes those that an earlier attempt left: without `board.json` they belong to nothing yet.
 * Keys that were left must open with this passphrase, or all would end under two. The member key may come from outside. Answers the SPKIs.
 */
export async function makeKeys<K extends StoredKey>(signer: KeyHolder, keys: readonly K[], how: { readonly passphrase: string; readonly sample: boolean; readonly source: MemberKeySource; readonly folder: string; readonly files: Files }): Promise<Result<Record<K, Uint8Array>>> {
  const { passphrase, sample, source } = how;
  const made: Partial<Record<StoredKey, Uint8Array>> = {};
  const brought = await bringMemberKey(signer, source, how);
  if (!brought.ok) return brought;
  for (const key of keys) {
    const left = await signer.publicKey(key);
    if (left.ok) made[key] = left.value;
    else if (left.trouble.code !== 'key/missing') return left;
  }
  if (Object.keys(made).length > 0) {
    const opens = await signer.changePassphrase({ from: passphrase, to: passphrase, sample });
    if (!opens.ok) return opens;
  }
  // Side by side: each passphrase takes its half second to stretch.
  const created = await Promise.all(keys.filter((key) => made[key] === undefined).map(async (key) => [key, await signer.create({ key, passphrase: key === 'device' ? null : passphrase, sample })] as const));
  for (const [key, spki] of created) {
    if (!spki.ok) return spki;
    made[key] = spki.value;
  }
  return ok(made as Record<K, Uint8Array>);
}

/**
 * Founds a board in a new profile. Roster 0 names the authority by its key, the authority's certificate names roster 0 by
 * its digest, and that digest is the board's id. Refuses `board/exists` where the folder has a board, `key/short-passphrase`.
 */
export async function foundBoard(founding: Founding, ports: BoardPorts): Promise<Result<Founded>> {
  const { profile, name, charter, founder, sample, passphrase, memberKey = { kind: 'new' } } = founding;
  const exists = await hasProfile(profile, ports);
  if (!exists.ok) return exists;
  if (exists.value) return refuse('board/exists', { path: profile });
  const rosters = await ports.files.list(layoutOf(profile).rosters);
  if (!rosters.ok) return rosters;
  if ((rosters.value ?? []).length > 0) return refuse('board/exists', { path: profile });
  const signer = ports.openKeys(placesOf(profile).keys);

  const keys = await makeKeys(signer, ['root', 'member', 'ecdh', 'device'], { passphrase, sample, source: memberKey, folder: placesOf(profile).keys, files: ports.files });
  if (!keys.ok) return keys;
  const { root, member, ecdh, device: deviceKey } = keys.value;

  const issuedAt = ports.clock.now();
  const issuing = { signer, ids: ports.ids, passphrase, board: name, sample, root, issuedAt };
  const id = memberIdFor(founder.name, []);
  const certificate = await issueMemberCertificate(issuing, { member: id, name: founder.name, discipline: founder.discipline, key: member });
  if (!certificate.ok) return certificate;
  const roster: Roster = {
    format: 1, kind: 'roster', seq: 0, previous: null, sample, issuedAt, expiresAt: daysAfter(issuedAt, rosterDays), charter,
    ca: publicKeyOf(root), rootKeys: [publicKeyOf(root)], threshold: 1,
    members: [{ id, ...founder, key: publicKeyOf(member), certificate: toBase64(certificate.value), ecdh: toBase64(ecdh), status: 'active' }],
  };
  const board = ports.sha256(canonicalBytes(roster));
  const authority = await makeAuthority(issuing, board);
  if (!authority.ok) return authority;
  const pem = trustPem(authority.value);
  const trust = readTrust(pem);
  if (!trust.ok) return trust;
  const envelope = await signRoster(roster, signer, passphrase);
  if (!envelope.ok) return envelope;

  const device = deviceIdOf(deviceKey);
  // Everything is signed before anything is written: a token may be gone at any time.
  const added = await signAct({ board, sample, member: id, claimedAt: issuedAt }, 'device.added/1', { device, key: publicKeyOf(deviceKey), name: founding.deviceName }, { signer, passphrase: memberSecret(memberKey, passphrase) });
  if (!added.ok) return added;
  const vault = await openVault(profile, { ...ports, board, device });
  if (!vault.ok) return vault;
  const first = await vault.value.appendRoster(envelope.value);
  if (!first.ok) return first;
  const appended = await vault.value.appendOwn([added.value]);
  if (!appended.ok) return appended;
  const written = await writeProfile(profile, { format: 1, kind: 'board', member: id, device, store: founding.store, sample }, pem, ports);
  return written.ok ? ok({ board, member: id, device, trust: trust.value, trustPem: pem }) : written;
}
