/**
 * Who belongs to the board and with which keys. Rosters form a chain: each names the digest of the one before, and
 * roster N+1 is signed by the thresholds of N and of N+1 (as TUF rotates its root).
 */
import { z } from 'zod';
import { Base64, Digest, Discipline, Instant, Line, MemberId, Role } from '../vocabulary.ts';
import { Charter } from './charter.ts';

/** A public key: SPKI in base64, named by the SHA-256 of the SPKI bytes. */
export const PublicKey = z.strictObject({ keyId: Digest, spki: Base64 });
export type PublicKey = z.infer<typeof PublicKey>;

export const RosterMember = z.strictObject({
  id: MemberId,
  name: Line,
  discipline: Discipline,
  roles: z.array(Role).min(1).max(4),
  key: PublicKey,
  /** X.509 certificate that the board's CA gave for `key`, DER in base64. */
  certificate: Base64,
  /** P-256 ECDH key for sealed and privileged content, SPKI in base64. */
  ecdh: Base64,
  status: z.enum(['active', 'revoked']),
});
export type RosterMember = z.infer<typeof RosterMember>;

export const Roster = z.strictObject({
  format: z.literal(1),
  kind: z.literal('roster'),
  seq: z.int().min(0),
  /** Digest of the previous roster's payload bytes; null for roster 0. */
  previous: Digest.nullable(),
  /** A sample board says so everywhere, and its packets never verify as real (rule P-5). */
  sample: z.boolean(),
  issuedAt: Instant,
  expiresAt: Instant,
  charter: Charter,
  /** The CA that certifies members, by public key: the certificate itself is the trust file, which names this roster. */
  ca: PublicKey,
  /** Root keys that sign rosters, and how many of them must. */
  rootKeys: z.array(PublicKey).min(1).max(20),
  threshold: z.int().min(1).max(20),
  members: z.array(RosterMember).max(500),
});
export type Roster = z.infer<typeof Roster>;
