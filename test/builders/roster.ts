import type { Charter } from '../../shared/board/charter.ts';
import type { Roster, RosterMember } from '../../shared/board/roster.ts';
import { payloadTypes, type Envelope } from '../../shared/bytes/envelope.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { Discipline, Instant, MemberId, type Digest } from '../../shared/vocabulary.ts';
import { signedBy, signingKey, type SigningKey } from './signing-key.ts';

const charter: Charter = { name: 'Charter', minimumVotes: 2, requiredDisciplines: [], majority: 'simple', residualBar: null, validityDays: 365, thresholds: [] };

/** A member with a key of their own; their certificate is not looked at by what this builder serves. */
export function rosterMember(id: string, overrides: Partial<RosterMember> = {}): RosterMember {
  const key = signingKey().publicKey;
  return { id: MemberId.parse(id), name: id, discipline: Discipline.parse('safety'), roles: ['voter'], key, certificate: 'AAAA', ecdh: key.spki, status: 'active', ...overrides };
}

/** Roster 0 of a board whose one root key is also its authority. */
export function rosterZero(root: SigningKey, overrides: Partial<Roster> = {}): Roster {
  return {
    format: 1, kind: 'roster', seq: 0, previous: null, sample: false, issuedAt: Instant.parse('2026-11-19T09:00:00.000Z'), expiresAt: Instant.parse('2028-11-19T09:00:00.000Z'),
    charter, ca: root.publicKey, rootKeys: [root.publicKey], threshold: 1, members: [rosterMember('ingrid-solberg')], ...overrides,
  };
}

export function rosterDigest(roster: Roster): Digest {
  return sha256(canonicalBytes(roster));
}

/** The roster after `previous`. */
export function rosterAfter(previous: Roster, overrides: Partial<Roster> = {}): Roster {
  return { ...previous, seq: previous.seq + 1, previous: rosterDigest(previous), ...overrides };
}

export function signedRoster(roster: Roster, keys: readonly SigningKey[]): Envelope {
  return signedBy(keys, payloadTypes.roster, canonicalBytes(roster));
}
