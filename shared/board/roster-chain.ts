/** Checks rosters one after another: each names the digest of the one before and is signed by the thresholds of both. */
import type { Envelope } from '../bytes/envelope.ts';
import { openEnvelope, payloadTypes } from '../bytes/envelope.ts';
import { fromBase64 } from '../bytes/base64.ts';
import { sha256 as pureSha256 } from '../bytes/digest.ts';
import { readStrict } from '../bytes/strict-json.ts';
import type { Sha256, VerifySignature } from '../ports.ts';
import { integrity, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { BoardId, Digest, MemberId } from '../vocabulary.ts';
import { isP256 } from './public-key.ts';
import { Roster, type RosterMember } from './roster.ts';

/** Largest roster that is read, in bytes of canonical JSON. */
export const maxRosterBytes = 8 * 1024 * 1024;

/** A roster whose place in the chain and signatures were checked. */
export interface CheckedRoster {
  readonly roster: Roster;
  /** Digest of the payload bytes; of roster 0 it is the board's id. */
  readonly digest: Digest;
  readonly envelope: Envelope;
}

export interface RosterPorts { readonly verify: VerifySignature; readonly sha256?: Sha256 }

/**
 * Checks the roster that follows `previous`; with null, roster 0, which its own root keys sign and which nothing but the
 * trust file's digest vouches for. Fails with `roster/broken-chain`, or as `openEnvelope` and the strict reader do.
 */
export async function checkRoster(envelope: Envelope, previous: CheckedRoster | null, { verify, sha256 = pureSha256 }: RosterPorts): Promise<Result<CheckedRoster>> {
  const seq = previous === null ? 0 : previous.roster.seq + 1;
  const what = `roster ${seq}`;
  const broken = (problem: string): Result<never> => integrity('roster/broken-chain', { seq, problem });
  const payload = fromBase64(envelope.payload, what);
  if (!payload.ok) return payload;
  const read = readStrict(Roster, payload.value, { name: what, maxBytes: maxRosterBytes, canonical: true, format: 1 });
  if (!read.ok) return read;
  const roster = read.value;
  if (roster.seq !== seq) return broken(`its number is ${roster.seq}`);
  if (roster.previous !== (previous?.digest ?? null)) return broken('it names another roster before it');
  if (previous !== null && roster.sample !== previous.roster.sample) return broken('a board does not change between sample and real');
  if (roster.threshold > new Set(roster.rootKeys.map((key) => key.keyId)).size) return broken('its threshold is larger than its number of root keys');
  if (previous !== null && roster.ca.keyId !== previous.roster.ca.keyId) return broken('a board keeps its authority, which the trust file pins');
  if (new Set(roster.members.map((member) => member.id)).size !== roster.members.length) return broken('it names a member twice');
  // Whoever had two names would have two votes; and a key that its id doesn't name could stand under two.
  if (new Set(roster.members.map((member) => member.key.spki)).size !== roster.members.length) return broken('two of its members share a key');
  for (const { keyId, spki } of [roster.ca, ...roster.rootKeys, ...roster.members.map((member) => member.key)]) {
    const bytes = fromBase64(spki, what);
    if (!bytes.ok || !isP256(bytes.value) || sha256(bytes.value) !== keyId) return broken(`the key ${keyId.slice(0, 16)} is not a P-256 key with that name`);
  }
  const opened = await signedByThreshold(roster);
  if (!opened.ok || previous === null) return opened;
  return signedByThreshold(previous.roster);

  async function signedByThreshold({ rootKeys, threshold }: Roster): Promise<Result<CheckedRoster>> {
    const signed = await openEnvelope(envelope, { type: payloadTypes.roster, keys: rootKeys, threshold, verify, what, sha256 });
    return signed.ok ? ok({ roster, digest: signed.value.digest, envelope }) : signed;
  }
}

/**
 * Checks a whole chain from roster 0, which must be `board`'s where one is given. At least one roster is needed; the last
 * one is in force. Fails with `roster/broken-chain`, or as {@link checkRoster} does.
 */
export async function checkRosterChain(envelopes: readonly Envelope[], board: BoardId | null, ports: RosterPorts): Promise<Result<readonly CheckedRoster[]>> {
  const chain: CheckedRoster[] = [];
  if (envelopes.length === 0) return integrity('roster/broken-chain', { seq: 0, problem: 'there is no roster' });
  for (const envelope of envelopes) {
    const checked = await checkRoster(envelope, chain.at(-1) ?? null, ports);
    if (!checked.ok) return checked;
    if (chain.length === 0 && board !== null && checked.value.digest !== board) return integrity('roster/broken-chain', { seq: 0, problem: 'it is another board’s first roster' });
    chain.push(checked.value);
  }
  return ok(chain);
}

/** The member of a roster by id, whatever their status; null for a stranger. */
export function memberAt(roster: Roster, id: MemberId): RosterMember | null {
  return roster.members.find((member) => member.id === id) ?? null;
}
