/** The board's status list on one machine: made from the record and signed by its secretary, kept beside the vault, newest of what came. */
import { canonicalBytes, canonicalText } from '../../shared/bytes/canonical.ts';
import { payloadTypes } from '../../shared/bytes/envelope.ts';
import { readableJson } from '../../shared/bytes/readable-json.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { holdsRole, memberOf } from '../../shared/board/member.ts';
import { contestWords } from '../../shared/copy/status-list.ts';
import { packetStandings, type PacketStanding } from '../../shared/events/packet-standing.ts';
import { compareLists, mostListed, nextSequence, statusListBytes, statusListFileName, statusListLimitBytes, type ListedPacket, type StatusList } from '../../shared/packet/status-list.ts';
import { signedStatement } from '../../shared/packet/verify/signed-statement.ts';
import { judgeAgainst, judgeStatusList, type AuthenticList } from '../../shared/packet/verify/status-list.ts';
import { readTrustRoot } from '../../shared/packet/verify/trust-root.ts';
import { integrity, ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, Instant } from '../../shared/vocabulary.ts';
import { signEnvelope } from '../keys/sign-envelope.ts';
import type { KeptList, StatusListKeeper } from '../sync/status-lists.ts';
import { contentOf, viewOf } from './perform.ts';
import type { Profile } from './profile.ts';

/** A list that the rules allow, at the instant that it will carry. `payload` is what is signed, `text` the same as readable JSON. */
export interface PreparedStatusList { readonly list: StatusList; readonly follows: StatusList | null; readonly validMs: number; readonly payload: Uint8Array; readonly text: string }

/** The kept list with the bytes of its file. */
export interface KeptStatusList extends AuthenticList { readonly file: Digest; readonly bytes: Uint8Array }

/** How the record and the kept list stand to each other. `changed`: packets of which the record says something else by now. */
export interface StatusListState { readonly kept: KeptStatusList | null; readonly changed: number }

/** What each open profile has: this program alone writes the file while it runs, so that it is read and checked once. */
const held = new WeakMap<Profile, KeptStatusList | null>();

/** The newest list that this machine has; null: none. Fails with `store/bad-object` where the kept file is none of the board's. */
export async function keptStatusList(profile: Profile): Promise<Result<KeptStatusList | null>> {
  const known = held.get(profile);
  if (known !== undefined) return ok(known);
  const { vault: { layout }, ports: { files } } = profile;
  const bytes = await files.read(layout.statusList, statusListLimitBytes);
  if (!bytes.ok) return bytes;
  const read = bytes.value === null ? ok(null) : await readList(profile, layout.statusList, bytes.value);
  if (read.ok) held.set(profile, read.value);
  return read;
}

/** The kept list; a damaged file is as good as none, since the store or the secretary has a good one. */
async function soundList(profile: Profile): Promise<Result<KeptStatusList | null>> {
  const kept = await keptStatusList(profile);
  return kept.ok || kept.trouble.family === 'fault' ? kept : ok(null);
}

async function keep(profile: Profile, list: KeptStatusList): Promise<Result<void>> {
  const written = await profile.ports.files.write(profile.vault.layout.statusList, list.bytes);
  if (written.ok) held.set(profile, list);
  return written;
}

/** A list as this profile's own trust file and rosters prove it. */
async function readList(profile: Profile, name: string, bytes: Uint8Array): Promise<Result<KeptStatusList>> {
  const { ports: { sha256 }, vault } = profile;
  const { check, value } = await judgeStatusList({ name: statusListFileName, bytes }, readTrustRoot(encodeUtf8(profile.trustPem)), { subtle: globalThis.crypto.subtle, sha256 });
  const problem = value === null ? check : judgeAgainst(value, vault.rosters());
  return value === null || problem !== null ? integrity('store/bad-object', { name, problem: (problem ?? check).reason }) : ok({ ...value, file: sha256(bytes), bytes });
}

/** What syncs: takes a list that came only where it holds and is newer. */
export function statusListKeeper(profile: Profile): StatusListKeeper {
  const placeOf = ({ list, file, bytes }: KeptStatusList): KeptList => ({ roster: list.roster.seq, sequence: list.sequence, digest: file, bytes });
  return {
    newest: async () => {
      const kept = await soundList(profile);
      return kept.ok ? ok(kept.value === null ? null : placeOf(kept.value)) : kept;
    },
    take: async (name, bytes) => {
      const read = await readList(profile, name, bytes);
      if (!read.ok) return read;
      const kept = await soundList(profile);
      if (!kept.ok) return kept;
      if (read.value.chain.length > profile.vault.rosters().length) return ok('not-yet');
      if (kept.value !== null && compareLists(kept.value, read.value) >= 0) return ok('older');
      const written = await keep(profile, read.value);
      return written.ok ? ok('taken') : written;
    },
  };
}

/** Every packet of the record as a list names it, in the list's order. */
async function listedPackets(profile: Profile, kept: StatusList | null): Promise<Result<readonly ListedPacket[]>> {
  const contents = await contentOf(profile);
  const view = viewOf(profile);
  if (!view.ok) return view;
  const standings = packetStandings(view.value, contents);
  const numbers = new Map(standings.map(({ packet, number }) => [packet, number]));
  const said = new Map(kept?.packets.map((one) => [one.packet, one]));
  const listed: ListedPacket[] = [];
  for (const standing of standings) {
    const before = said.get(standing.packet);
    said.delete(standing.packet);
    const statement = before?.statement ?? await statementOf(profile, standing.packet);
    listed.push(heavier(listedOf(standing, statement, numbers), before));
  }
  // What a list named and this record lacks is on its way here, or lost: it stays named, and isn't vouched for.
  const lacking = [...said.values()].map((one): ListedPacket => (one.state === 'issued' ? { ...one, state: 'not-judged' } : one));
  return ok([...listed, ...lacking].sort((a, b) => (a.packet < b.packet ? -1 : 1)));
}

/** A supersession or revocation that a list told is told by the next one too, though its act is not in this record: a list never takes one back. */
function heavier(now: ListedPacket, before: ListedPacket | undefined): ListedPacket {
  const ended = before?.state === 'revoked' || (before?.state === 'superseded' && now.state !== 'revoked');
  return before !== undefined && ended && now.state !== before.state ? { ...now, state: before.state, since: before.since, reason: before.reason, supersededBy: before.supersededBy } : now;
}

function listedOf({ kind, number, packet, parent, sizeBytes, state, since, reason, supersededBy, contest, judged }: PacketStanding, statement: Digest | null, numbers: ReadonlyMap<Digest, string>): ListedPacket {
  return {
    number, packet, sizeBytes, statement, kind, parent, since,
    // What this machine can't judge may be contested all the same: it is never listed as good.
    state: state === 'issued' && !judged ? 'not-judged' : state,
    reason: contest === null ? reason : contestWords[contest],
    supersededBy: supersededBy === null ? null : { number: numbers.get(supersededBy) ?? null, packet: supersededBy },
  };
}

/** The digest of the statement inside an issued file; null where the file isn't here or holds none. */
async function statementOf({ vault, ports: { sha256 } }: Profile, packet: Digest): Promise<Digest | null> {
  const bytes = await vault.objects.read(packet);
  const statement = bytes.ok ? await signedStatement(bytes.value, null, { subtle: globalThis.crypto.subtle, sha256 }) : null;
  return statement === null ? null : sha256(statement.envelope);
}

/** Words what would be signed; changes nothing. Refuses `board/not-a-member`, `board/not-the-role`, and more packets than a list may name. */
export async function prepareStatusList(profile: Profile, { validMs }: { readonly validMs: number }): Promise<Result<PreparedStatusList>> {
  return prepareAt(profile, validMs, profile.ports.clock.now());
}

async function prepareAt(profile: Profile, validMs: number, at: Instant): Promise<Result<PreparedStatusList>> {
  const { file: { member }, vault, trust } = profile;
  const last = vault.rosters().at(-1);
  if (member === null || last === undefined) return refuse('board/not-a-member', { member: 'this profile' });
  const own = memberOf(last.roster, member);
  if (own === undefined || !holdsRole(last.roster, member, 'secretary')) return refuse('board/not-the-role', { member, role: 'secretary', act: 'sign-status-list' }, 'L-5');
  const kept = await soundList(profile);
  if (!kept.ok) return kept;
  const follows = kept.value?.list ?? null;
  const packets = await listedPackets(profile, follows);
  if (!packets.ok) return packets;
  if (packets.value.length > mostListed) return refuse('input/too-large', { name: 'status list', sizeBytes: packets.value.length, limitBytes: mostListed });
  const list: StatusList = {
    format: 1, kind: 'status-list', board: { id: trust.board, name: last.roster.charter.name }, sample: trust.sample, sequence: nextSequence(follows),
    issuedAt: at, nextUpdate: new Date(Date.parse(at) + validMs).toISOString() as Instant, issuer: { member, name: own.name, key: own.key.keyId },
    roster: { digest: last.digest, seq: last.roster.seq }, packets: [...packets.value],
  };
  return ok({ list, follows, validMs, payload: canonicalBytes(list), text: readableJson(list) });
}

/**
 * Signs the list that was prepared, checks it as a stranger would, and keeps it. Refuses `board/record-changed` where the record would give
 * another one by now, having signed nothing.
 */
export async function commitStatusList(profile: Profile, prepared: PreparedStatusList, passphrase: string): Promise<Result<KeptStatusList>> {
  const again = await prepareAt(profile, prepared.validMs, prepared.list.issuedAt);
  if (!again.ok) return again;
  if (canonicalText(again.value.list) !== canonicalText(prepared.list)) return refuse('board/record-changed', { dossier: '' });
  const envelope = await signEnvelope({ signer: profile.signer, key: 'member', purpose: 'status-list', type: payloadTypes.statusList, passphrase }, prepared.payload);
  if (!envelope.ok) return envelope;
  const bytes = statusListBytes({ format: 1, kind: 'signed-status-list', list: envelope.value as never, rosters: profile.vault.rosters().map((one) => one.envelope) });
  const list = await readList(profile, statusListFileName, bytes);
  if (!list.ok) return list;
  const written = await keep(profile, list.value);
  return written.ok ? list : written;
}

/** The kept list, and of how many packets the record says something else by now. */
export async function statusListState(profile: Profile): Promise<Result<StatusListState>> {
  const kept = await soundList(profile);
  if (!kept.ok) return kept;
  const packets = await listedPackets(profile, kept.value?.list ?? null);
  if (!packets.ok) return packets;
  const said = new Map(kept.value?.list.packets.map((one) => [one.packet, canonicalText({ ...one, statement: null })]));
  const now = new Set(packets.value.map(({ packet }) => packet));
  const changed = packets.value.filter((one) => said.get(one.packet) !== canonicalText({ ...one, statement: null })).length + [...said.keys()].filter((packet) => !now.has(packet)).length;
  return ok({ kept: kept.value, changed });
}
