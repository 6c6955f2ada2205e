/** A board whose secretary leaves: its next roster, in which a successor has the role, and what the one who left could still sign with old rosters. */
import { issueMemberCertificate } from '../../electron/keys/certificates.ts';
import type { Roster } from '../../shared/board/roster.ts';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { payloadTypes, type Envelope } from '../../shared/bytes/envelope.ts';
import type { PacketBasis } from '../../shared/packet/basis.ts';
import type { StatusList } from '../../shared/packet/status-list.ts';
import { ok } from '../../shared/result.ts';
import type { Digest, Instant, MemberId } from '../../shared/vocabulary.ts';
import type { PacketWorld } from './packet-basis.ts';
import { signedBy, signingKey, type SigningKey } from './signing-key.ts';
import { valueOf } from './test-vault.ts';

/** When the next roster is signed, a quarter of an hour after the builder's packets are issued. */
export const leftAt = '2026-11-19T09:30:00.000Z' as Instant;

export interface NextRoster { readonly roster: Roster; readonly digest: Digest; readonly envelope: Envelope; /** From roster 0 on. */ readonly chain: readonly Envelope[] }

/** The board's next roster, signed by its root. */
export function nextRoster({ basis, roster, root }: PacketWorld, change: (roster: Roster) => Roster): NextRoster {
  const next = change({ ...roster, seq: 1, previous: basis.roster.digest, issuedAt: leftAt });
  const bytes = canonicalBytes(next);
  const envelope = signedBy([root], payloadTypes.roster, bytes);
  return { roster: next, digest: sha256(bytes), envelope, chain: [...basis.roster.chain, envelope] };
}

export interface Succession extends NextRoster {
  readonly key: SigningKey;
  readonly issuer: PacketBasis['issuer'];
  /** What a status list under the next roster says of itself. */
  readonly signs: Pick<StatusList, 'issuer' | 'roster'>;
}

/** The first member is revoked, and a second secretary is there. */
export async function succession(world: PacketWorld): Promise<Succession> {
  const { root, roster } = world;
  const key = signingKey();
  const [member, name] = ['second-secretary' as MemberId, 'Second Secretary'];
  const signer = { publicKey: () => Promise.resolve(ok(root.spki)), sign: ({ message }: { message: Uint8Array }) => Promise.resolve(ok(root.sign(message))), lock: () => Promise.resolve() };
  const issuing = { signer, ids: { random: (length: number) => new Uint8Array(length).fill(99), id: () => '9'.repeat(32) }, passphrase: '', board: roster.charter.name, sample: false, root: root.spki, issuedAt: '2026-01-06T08:00:00.000Z' as Instant };
  const certificate = valueOf(await issueMemberCertificate(issuing, { member, name, discipline: roster.members[0]!.discipline, key: key.spki }));
  const next = nextRoster(world, (before) => ({ ...before, members: [
    ...before.members.map((one, index) => (index === 0 ? { ...one, status: 'revoked' as const } : one)),
    { ...before.members[0]!, id: member, name, key: key.publicKey, certificate: toBase64(certificate) },
  ] }));
  const issuer = { member, name, key: key.publicKey.keyId };
  return { ...next, key, issuer: { ...issuer, certificate }, signs: { issuer, roster: { digest: next.digest, seq: 1 } } };
}
