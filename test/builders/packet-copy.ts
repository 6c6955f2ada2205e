/** Copies of a packet that was really issued, and the deliberation that a board copy holds. */
import { issueCopy, type IssuedCopy } from '../../electron/packet/issue.ts';
import type { IssuePorts } from '../../electron/packet/paper.ts';
import { nodeSha256 } from '../../electron/platform/crypto.ts';
import type { PacketBasis } from '../../shared/packet/basis.ts';
import type { Deliberation } from '../../shared/packet/deliberation.ts';
import type { CopyRequest, ExtraCopyKind } from '../../shared/packet/packet-copy.ts';
import type { ParentPacket } from '../../shared/packet/related.ts';
import type { Digest, Instant, ItemId, MemberId } from '../../shared/vocabulary.ts';
import { issuerSign, type PacketWorld } from './packet-basis.ts';
import { packetFonts } from './packet-fonts.ts';
import { valueOf } from './test-vault.ts';

const by = { member: 'amara-okafor' as MemberId, name: 'Amara Okafor', at: '2026-11-12T09:00:00.000Z' as Instant };

/** One of everything that a board may say on its way to a decision; `mark` stands in every text. */
export const deliberation = (basis: PacketBasis, mark = 'Who watches?'): Deliberation => ({
  format: 1, kind: 'deliberation', dossier: basis.revision.revision.dossier, revision: basis.revision.digest,
  threads: [
    { severity: null, item: 'H-002' as ItemId, ...by, to: 'Helena Brandt', text: `${mark} question`, steps: [{ kind: 'answered', ...by, text: `${mark} reply` }, { kind: 'assigned', ...by, to: null }], closed: { ...by, text: `${mark} closing` } },
    { severity: 'minor', item: null, ...by, to: null, text: `${mark} finding`, steps: [{ kind: 'answered', ...by, text: `${mark} answer` }], closed: null },
  ],
  scores: [{ item: 'H-001' as ItemId, ...by, score: { severity: 9, likelihood: 3, detectability: 4 }, note: `${mark} score` }],
  agreed: [{ item: 'H-001' as ItemId, ...by, score: { severity: 9, likelihood: 2, detectability: 4 }, reason: `${mark} agreement` }],
  notes: [{ item: 'D-1' as ItemId, ...by, quote: `${mark} passage`, text: `${mark} note`, tags: [`${mark.slice(0, 20)} tag`] }],
});

/** A packet of which nothing but its digests matters. */
export const parentPacket = (basis: PacketBasis): ParentPacket => ({ number: basis.number, digest: 'a1'.repeat(32) as Digest, sizeBytes: 300_000, statement: '86'.repeat(32) as Digest });

export function copyRequest(basis: PacketBasis, kind: ExtraCopyKind, mark?: string): CopyRequest {
  const parent = parentPacket(basis);
  return kind === 'board' ? { kind, parent, deliberation: deliberation(basis, mark) } : { kind, parent };
}

/** Issues a copy of the world's packet; `more` says what differs from A4 by the issuer. */
export async function sealedCopy(world: PacketWorld, kind: ExtraCopyKind, more: Partial<IssuePorts> & { readonly basis?: PacketBasis; readonly copy?: CopyRequest } = {}): Promise<IssuedCopy> {
  const { basis = world.basis, copy = copyRequest(basis, kind), ...ports } = more;
  return valueOf(await issueCopy(basis, copy, { fonts: packetFonts, sha256: nodeSha256, sign: issuerSign(world), ...ports }));
}
