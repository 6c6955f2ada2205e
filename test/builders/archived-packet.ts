/** Sealed packets with timestamps and archival revisions, by an authority in this process. */
import { makeRevocationList } from '../../electron/keys/revocation-list.ts';
import { issuePacket } from '../../electron/packet/issue.ts';
import type { Stamper } from '../../electron/packet/stamp.ts';
import { upgradePacket, type NamedValue, type Upgraded } from '../../electron/packet/upgrade.ts';
import { nodeSha256 } from '../../electron/platform/crypto.ts';
import { digestBytes } from '../../shared/bytes/digest.ts';
import { trustPem } from '../../shared/board/trust.ts';
import type { ArchiveKind } from '../../shared/packet/archive.ts';
import { readStamp, stampRequest } from '../../shared/packet/timestamp.ts';
import { readTrustRoot } from '../../shared/packet/verify/verify.ts';
import { integrity, ok, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import type { PacketWorld } from './packet-basis.ts';
import { packetFonts } from './packet-fonts.ts';
import type { SealedPacket } from './sealed-packet.ts';
import { valueOf } from './test-vault.ts';
import type { TimeAuthority } from './time-authority.ts';

const { subtle } = globalThis.crypto;
const ports = { subtle, sha256: nodeSha256 };

/** An authority that is asked without a network; `at` is what the asker's clock says. */
export function stamperBy(authority: TimeAuthority, at: string): Stamper {
  const nonce = Uint8Array.of(4, 3, 2, 1);
  return async (stamped) => {
    const read = await readStamp(subtle, authority.answer(stampRequest(digestBytes(nodeSha256(stamped)), nonce)), { stamped, nonce, at });
    return read.ok ? ok(read.stamp) : integrity('timestamp/wrong', { authority: 'test', problem: read.problem });
  };
}

/** Issues the world's packet with a timestamp of its seal. */
export async function stampedPacket(world: PacketWorld, stamp: Stamper): Promise<SealedPacket> {
  const issued = valueOf(await issuePacket(world.basis, { fonts: packetFonts, sha256: nodeSha256, stamp, sign: (_purpose, message) => Promise.resolve(ok(world.members[0]!.key.sign(message))) }));
  if (issued.stamp?.ok !== true) throw new Error(JSON.stringify(issued.stamp));
  return { bytes: issued.bytes, world, trust: readTrustRoot(world.basis.ca)!, trustPem: trustPem(world.basis.ca) };
}

/** The board's own list, with its issuer's certificate on it since `revokedAt`. */
export async function boardList(world: PacketWorld, issuedAt: string, nextAt: string, revokedAt?: string): Promise<Uint8Array> {
  const signer = { publicKey: () => Promise.resolve(ok(world.root.spki)), sign: ({ message }: { message: Uint8Array }) => Promise.resolve(ok(world.root.sign(message))), lock: () => Promise.resolve() };
  return valueOf(await makeRevocationList({ signer, passphrase: '', authority: world.basis.ca, issuedAt: issuedAt as Instant, nextAt: nextAt as Instant, revoked: revokedAt === undefined ? [] : [{ certificate: world.basis.issuer.certificate, at: revokedAt as Instant }] }));
}

export const value = (kind: ArchiveKind, der: Uint8Array): NamedValue => ({ kind, der, name: 'given' });

export function raise(bytes: Uint8Array, values: readonly NamedValue[], stamper: Stamper | null = null): Promise<Result<Upgraded>> {
  return upgradePacket({ name: 'packet.pdf', bytes, values, stamper }, ports);
}
