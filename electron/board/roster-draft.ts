/** Makes rosters: their dates, and the root's signature. */
import type { Roster } from '../../shared/board/roster.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { payloadTypes, type Envelope } from '../../shared/bytes/envelope.ts';
import type { Signer } from '../../shared/ports.ts';
import type { Result } from '../../shared/result.ts';
import { Instant } from '../../shared/vocabulary.ts';
import { signEnvelope } from '../keys/sign-envelope.ts';

/** How long a roster stands before the board must issue another, in days. */
export const rosterDays = 730;

/** A later instant, so many days on. */
export function daysAfter(instant: Instant, days: number): Instant {
  return Instant.parse(new Date(Date.parse(instant) + days * 86_400_000).toISOString());
}

/** Signs a roster with this profile's root key. Where the threshold is above one, the other root keys sign elsewhere. */
export async function signRoster(roster: Roster, signer: Signer, passphrase: string): Promise<Result<Envelope>> {
  return signEnvelope({ signer, key: 'root', purpose: 'roster', type: payloadTypes.roster, passphrase }, canonicalBytes(roster));
}
