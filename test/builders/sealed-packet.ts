/** A packet that was really issued and sealed, with what a stranger needs to verify it. */
import { issuePacket, statementOf } from '../../electron/packet/issue.ts';
import { nodeDigestParts, nodeSha256 } from '../../electron/platform/crypto.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { payloadTypes, preAuthenticationEncoding, sealEnvelope } from '../../shared/bytes/envelope.ts';
import { trustPem } from '../../shared/board/trust.ts';
import type { PacketBasis } from '../../shared/packet/basis.ts';
import { packetFiles } from '../../shared/packet/files.ts';
import type { EmbeddedFile } from '../../shared/packet/verify/embedded-files.ts';
import { readStatement, type Sealed, type StatedDecision } from '../../shared/packet/verify/record-files.ts';
import { readTrustRoot, type TrustRoot, type VerifyOptions } from '../../shared/packet/verify/verify.ts';
import { ok } from '../../shared/result.ts';
import type { Instant } from '../../shared/vocabulary.ts';
import { hazards, packetWorld, type PacketParts, type PacketWorld } from './packet-basis.ts';
import { packetFonts } from './packet-fonts.ts';
import type { SigningKey } from './signing-key.ts';

/** A day after the builder's packets are issued. */
export const dayAfter = '2026-11-20T09:00:00.000Z' as Instant;

/** Few hazards, all low: nothing bars an approval without conditions, and the packet is small. */
export const lowHazards = hazards(4).map((hazard) => ({ ...hazard, residual: { severity: 2, likelihood: 2, detectability: 2 } }));

/** What differs from an approval without conditions. */
export const plainApproval: Partial<PacketParts> = { outcome: 'approved', hazards: lowHazards, choices: ['approve', 'approve', 'approve', 'abstain'], dissent: null, baseline: false };

export interface SealedPacket { readonly bytes: Uint8Array; readonly world: PacketWorld; readonly trust: TrustRoot; readonly trustPem: string }

/** Issues the world's packet; `change` alters the basis, `key` signs instead of the issuer's. */
export async function sealPacket(world: PacketWorld, change: (basis: PacketBasis) => PacketBasis = (basis) => basis, key: SigningKey = world.members[0]!.key): Promise<SealedPacket> {
  const issued = await issuePacket(change(world.basis), { fonts: packetFonts, sha256: nodeSha256, sign: (_purpose, message) => Promise.resolve(ok(key.sign(message))) });
  if (!issued.ok) throw new Error(JSON.stringify(issued.trouble));
  return { bytes: issued.value.bytes, world, trust: readTrustRoot(world.basis.ca)!, trustPem: trustPem(world.basis.ca) };
}

export async function sealedPacket(parts: Partial<PacketParts> = plainApproval): Promise<SealedPacket> {
  return sealPacket(await packetWorld(parts));
}

/** What is inside the packet, without the pages around it: the steps of the record run on this in milliseconds. */
export function packetRecordOf(world: PacketWorld, change: (basis: PacketBasis) => PacketBasis = (basis) => basis, key: SigningKey = world.members[0]!.key): { readonly stated: StatedDecision; readonly files: readonly EmbeddedFile[]; readonly sealed: Sealed } {
  const basis = change(world.basis);
  const { payload, companions } = statementOf(basis, nodeSha256);
  const envelope = sealEnvelope(payloadTypes.inToto, payload, [{ keyId: basis.issuer.key, signature: key.sign(preAuthenticationEncoding(payloadTypes.inToto, payload)) }]);
  const bytes = canonicalBytes(envelope);
  const read = readStatement(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.trouble));
  const files = [{ name: packetFiles[0].name, bytes }, ...companions].map((file, num): EmbeddedFile => ({ name: file.name, bytes: file.bytes, num, relationship: 'Source' }));
  return { stated: read.value, files, sealed: { certificate: basis.issuer.certificate, claimedAt: basis.issuedAt } };
}

export function verifyOptions(trust: TrustRoot | null, over: Partial<VerifyOptions> = {}): VerifyOptions {
  return { trust, at: dayAfter, allowSample: false, ports: { subtle: globalThis.crypto.subtle, sha256: nodeSha256, digestParts: nodeDigestParts }, ...over };
}
