/**
 * Everything that bears on one decision about one revision, as plain records. The events room fills it from the fold,
 * the verifier from a packet's envelopes; the rules in this room read nothing else.
 */
import type { Choice, Digest, DeviceId, DossierId, Instant, MemberId, RiskLevel } from '../vocabulary.ts';
import type { Condition } from './condition.ts';
import type { Roster } from './roster.ts';

/** A vote as it was signed. `act` is the digest of the signed statement: the name that decisions and packets use. */
export interface VoteRecord {
  readonly act: Digest;
  readonly member: MemberId;
  /** The one revision that the vote speaks about. */
  readonly revision: Digest;
  readonly choice: Choice;
  readonly reason: string;
  readonly conditions: readonly Condition[];
  readonly dissent: string | null;
  readonly claimedAt: Instant;
}

/** A member takes back one of their own votes, named by its act digest. */
export interface WithdrawalRecord { readonly act: Digest; readonly member: MemberId; readonly vote: Digest; readonly reason: string; readonly claimedAt: Instant }

/** A member's declared ineligibility for the whole dossier. */
export interface RecusalRecord { readonly act: Digest; readonly member: MemberId; readonly reason: string; readonly claimedAt: Instant }

/** A device that wrote two different events under one number and has acted on this dossier at or after that number. */
export interface ForkRecord { readonly device: DeviceId; readonly member: MemberId; readonly seq: number }

/** Who must not vote because they packed or own the release: null while the revision's content isn't on this machine. */
export interface Ownership { readonly owners: readonly string[]; readonly submitters: readonly MemberId[] }

export interface Ballot {
  readonly dossier: DossierId;
  readonly revision: Digest;
  /** The roster in force: who is on the board and under which charter. */
  readonly roster: Roster;
  readonly ownership: Ownership | null;
  /** In the record's order, earliest first (rule L-6). An act stands once for each event that carries it, and is one vote all the same (rule Q-6). */
  readonly votes: readonly VoteRecord[];
  readonly withdrawals: readonly WithdrawalRecord[];
  readonly recusals: readonly RecusalRecord[];
  /** Event digests of blockers that nobody has resolved. */
  readonly openBlockers: readonly Digest[];
  /** Highest residual level in the register; null: no hazards; 'unknown': the register isn't on this machine. */
  readonly highestResidual: RiskLevel | null | 'unknown';
  readonly forks: readonly ForkRecord[];
}
