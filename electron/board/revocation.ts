/** The certificates that count no more by the chain of rosters, and the list that says so under the root's key. */
import { fromBase64 } from '../../shared/bytes/base64.ts';
import type { CheckedRoster } from '../../shared/board/roster-chain.ts';
import { publicKeyOf } from '../../shared/board/public-key.ts';
import { Defect, ok, refuse, type Result } from '../../shared/result.ts';
import { makeRevocationList, type RevokedCertificate } from '../keys/revocation-list.ts';
import type { Profile } from './profile.ts';
import { daysAfter } from './roster-draft.ts';

/** How long a list is current, unless told, in days. */
export const listDays = 90;

/** Every certificate that some roster gave an active member and the last one doesn't, since the first roster without it. */
export function revokedBy(chain: readonly Pick<CheckedRoster, 'roster'>[]): readonly RevokedCertificate[] {
  const since = new Map<string, RevokedCertificate | null>();
  for (const { roster } of chain) {
    const active = new Set(roster.members.filter(({ status }) => status === 'active').map(({ certificate }) => certificate));
    for (const certificate of active) since.set(certificate, null);
    for (const [certificate, revoked] of since) if (revoked === null && !active.has(certificate)) since.set(certificate, { certificate: bytesOf(certificate), at: roster.issuedAt });
  }
  return [...since.values()].filter((one) => one !== null);
}

function bytesOf(certificate: string): Uint8Array {
  const bytes = fromBase64(certificate, 'certificate');
  if (!bytes.ok) throw new Defect('a roster that was checked holds a certificate that is no base64');
  return bytes.value;
}

/** The board's list as of now. Refuses `key/missing` where the root key is elsewhere. */
export async function boardRevocationList(profile: Profile, { passphrase, days }: { readonly passphrase: string; readonly days: number }): Promise<Result<{ readonly der: Uint8Array; readonly revoked: number }>> {
  const { vault, signer, trust, ports } = profile;
  const chain = vault.rosters();
  const last = chain.at(-1);
  if (last === undefined) return refuse('board/none', { path: profile.folder });
  const root = await signer.publicKey('root');
  if (!root.ok) return root;
  if (publicKeyOf(root.value).keyId !== last.roster.ca.keyId) return refuse('key/missing', { key: 'root' });
  const issuedAt = ports.clock.now();
  const revoked = revokedBy(chain);
  const der = await makeRevocationList({ signer, passphrase, authority: trust.ca.der, issuedAt, nextAt: daysAfter(issuedAt, days), revoked });
  return der.ok ? ok({ der: der.value, revoked: revoked.length }) : der;
}
