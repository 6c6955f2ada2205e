/** The roster chain on disk: `rosters/<seq>.dsse`, checked from roster 0 each time the vault opens. */
import type { RosterMember } from '../../shared/board/roster.ts';
import { checkRoster } from '../../shared/board/roster-chain.ts';
import type { CheckedRoster } from '../../shared/board/roster-chain.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { Envelope } from '../../shared/bytes/envelope.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import type { Sha256, VerifySignature } from '../../shared/ports.ts';
import { integrity, ok } from '../../shared/result.ts';
import type { Result, Trouble } from '../../shared/result.ts';
import type { BoardId, MemberId } from '../../shared/vocabulary.ts';
import type { PublicKey } from '../../shared/board/roster.ts';
import type { Files } from '../platform/files.ts';
import type { MemberKeys } from './event-check.ts';
import type { Layout } from './layout.ts';

/** Largest roster envelope, in bytes. */
export const maxRosterFileBytes = 12 * 1024 * 1024;

/** Reads an envelope as files and stores hold it. */
export function readEnvelope(bytes: Uint8Array, name: string, maxBytes = maxRosterFileBytes): Result<Envelope> {
  return readStrict(Envelope, bytes, { name, maxBytes });
}

/** The chain as far as it holds, and what stopped it. Deleting a roster's file shows as the files after it. */
export async function loadRosters(layout: Layout, board: BoardId | null, { files, verify, sha256 }: { files: Files; verify: VerifySignature; sha256: Sha256 }): Promise<Result<{ readonly chain: CheckedRoster[]; readonly troubles: readonly Trouble[] }>> {
  const names = await files.list(layout.rosters);
  if (!names.ok) return names;
  const last = Math.max(-1, ...(names.value ?? []).map((name) => /^(0|[1-9][0-9]{0,5})\.dsse$/.exec(name)).map((match) => (match ? Number(match[1]) : -1)));
  const chain: CheckedRoster[] = [];
  for (let seq = 0; seq <= last; seq++) {
    const path = layout.roster(seq);
    const bytes = await files.read(path, maxRosterFileBytes);
    if (!bytes.ok) return bytes;
    if (bytes.value === null) return ok({ chain, troubles: [integrity('roster/broken-chain', { seq, problem: 'its file is missing' }).trouble] });
    const envelope = readEnvelope(bytes.value, path);
    const checked = envelope.ok ? await checkNext(envelope.value, chain, board, { verify, sha256 }) : envelope;
    if (!checked.ok) return ok({ chain, troubles: [checked.trouble] });
    chain.push(checked.value);
  }
  return ok({ chain, troubles: [] });
}

/** Checks the roster that would follow `chain`; the first must be `board`'s where the board is known. */
export async function checkNext(envelope: Envelope, chain: readonly CheckedRoster[], board: BoardId | null, ports: { verify: VerifySignature; sha256: Sha256 }): Promise<Result<CheckedRoster>> {
  const checked = await checkRoster(envelope, chain.at(-1) ?? null, ports);
  if (checked.ok && chain.length === 0 && board !== null && checked.value.digest !== board) return integrity('roster/broken-chain', { seq: 0, problem: 'it is another board’s first roster' });
  return checked;
}

/** The bytes of a roster's file: the envelope in canonical form, so that every machine has the same file. */
export function rosterFileBytes(envelope: Envelope): Uint8Array {
  return canonicalBytes(envelope);
}

/** Every key that each member had in any roster of the chain. */
export function memberKeysOf(chain: readonly CheckedRoster[]): MemberKeys {
  const keys = new Map<MemberId, PublicKey[]>();
  const add = ({ id, key }: RosterMember): void => {
    const known = keys.get(id) ?? [];
    if (!known.some((one) => one.keyId === key.keyId)) keys.set(id, [...known, key]);
  };
  for (const { roster } of chain) roster.members.forEach(add);
  return keys;
}
