/** Checks rosters one after another: each names the digest of the one before and is signed by the thresholds of both. */
import type { Envelope } from '../bytes/envelope.ts';
import { openEnvelope, payloadTypes } from '../bytes/envelope.ts';
import { base64Bytes } from '../bytes/base64.ts';
import { readStrict } from '../bytes/strict-json.ts';
import type { Sha256, VerifySignature } from '../ports.ts';
import { integrity, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { BoardId, Digest } from '../vocabulary.ts';
import { Roster } from './roster.ts';

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
export async function checkRoster(envelope: Envelope, previous: CheckedRoster | null, { verify, sha256 }: RosterPorts): Promise<Result<CheckedRoster>> {
  const seq = previous === null ? 0 : previous.roster.seq + 1;
  const what = `roster ${seq}`;
  const broken = (problem: string): Result<never> => integrity('roster/broken-chain', { seq, problem });
  const read = readStrict(Roster, base64Bytes(envelope.payload), { name: what, maxBytes: maxRosterBytes, canonical: true, format: 1 });
  if (!read.ok) return read;
  const roster = read.value;
  if (roster.seq !== seq) return broken(`its number is ${roster.seq}`);
  if (roster.previous !== (previous?.digest ?? null)) return broken('it names another roster before it');
  if (previous !== null && roster.sample !== previous.roster.sample) return broken('a board does not change between sample and real');
  if (roster.threshold > new Set(roster.rootKeys.map((key) => key.keyId)).size) return broken('its threshold is larger than its number of root keys');
  if (new Set(roster.members.map((member) => member.id)).size !== roster.members.length) return broken('it names a member twice');
  const opened = await signedByThreshold(roster);
  if (!opened.ok || previous === null) return opened;
  return signedByThreshold(previous.roster);

  async function signedByThreshold({ rootKeys, threshold }: Roster): Promise<Result<CheckedRoster>> {
    const signed = await openEnvelope(envelope, { type: payloadTypes.roster, keys: rootKeys, threshold, verify, what, ...(sha256 ? { sha256 } : {}) });
    return signed.ok ? ok({ roster, digest: signed.value.digest, envelope }) : signed;
  }
}

/** Checks a whole chain from roster 0, which must be `board`'s where one is given. The last one is in force. */
export async function checkRosterChain(envelopes: readonly Envelope[], board: BoardId | null, ports: RosterPorts): Promise<Result<readonly CheckedRoster[]>> {
  const chain: CheckedRoster[] = [];
  for (const envelope of envelopes) {
    const checked = await checkRoster(envelope, chain.at(-1) ?? null, ports);
    if (!checked.ok) return checked;
    if (chain.length === 0 && board !== null && checked.value.digest !== board) return integrity('roster/broken-chain', { seq: 0, problem: 'it is another board\'s first roster' });
    chain.push(checked.value);
  }
  return ok(chain);
}
