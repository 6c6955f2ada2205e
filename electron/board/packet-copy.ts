/** Makes a copy of an issued packet from a profile, in the steps of a packet: shown as the exact statement, sealed, stored, recorded. */
import { readableJson } from '../../shared/bytes/readable-json.ts';
import type { CopyPredicate, ExtraCopyKind } from '../../shared/packet/packet-copy.ts';
import { packetLetters, type PacketLetters } from '../../shared/packet/letters.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, DossierId, Instant } from '../../shared/vocabulary.ts';
import type { FontFiles } from '../packet/document.ts';
import { gatherCopy, type GatheredCopy } from '../packet/gather-copy.ts';
import { copyStatementOf, issueCopy } from '../packet/issue.ts';
import type { IssuePorts } from '../packet/paper.ts';
import type { Stamper } from '../packet/stamp.ts';
import { gatheringOf } from './packet.ts';
import { recordPaper, signAsShown, type StoredPacket } from './paper.ts';
import { prepare } from './perform.ts';
import type { Profile } from './profile.ts';

/** `packet` is the digest of the packet that is copied, `shown` the revision that the issuer saw (rule V-4). */
export interface CopyOrder { readonly dossier: DossierId; readonly shown: Digest; readonly packet: Digest; readonly kind: ExtraCopyKind }

/** A copy that the rules allow, at the instant that it will carry. `statement` is what the issuer signs, `text` the same as readable JSON. */
export interface PreparedCopy { readonly order: CopyOrder; readonly at: Instant; readonly copy: CopyPredicate; readonly statement: Uint8Array; readonly text: string; readonly letters: PacketLetters }

async function gathered(profile: Profile, { dossier, packet, kind }: CopyOrder, at: Instant): Promise<Result<GatheredCopy>> {
  const gathering = await gatheringOf(profile);
  return gathering.ok ? gatherCopy({ ...gathering.value.request, dossier, packet, kind, at }, gathering.value.ports) : gathering;
}

/** Decides and words what would be signed; changes nothing. Refuses as `issue-copy` does. */
export async function prepareCopy(profile: Profile, order: CopyOrder): Promise<Result<PreparedCopy>> {
  const allowed = await prepare(profile, { name: 'issue-copy', ...order });
  if (!allowed.ok) return allowed;
  const { at } = allowed.value;
  const made = await gathered(profile, order, at);
  if (!made.ok) return made;
  const { statement, payload } = copyStatementOf(made.value.basis, made.value.copy, profile.ports.sha256);
  return ok({ order, at, copy: statement.predicate, statement: payload, text: readableJson(statement), letters: packetLetters(made.value.basis, made.value.copy.kind === 'board' ? made.value.copy.deliberation : null) });
}

/**
 * Signs the statement that was prepared, seals, stores the bytes and then records the copy. Refuses `board/record-changed` where the record has moved on
 * since, having signed nothing; fails with `signature/unknown-key` where the key at hand isn't the one that the roster gives the issuer.
 */
export async function commitCopy(profile: Profile, prepared: PreparedCopy, { fonts, passphrase, stamp = null, paper, draw }: { readonly fonts: FontFiles; readonly passphrase: string; readonly stamp?: Stamper | null; readonly paper?: IssuePorts['paper']; readonly draw?: IssuePorts['draw'] }): Promise<Result<StoredPacket>> {
  const { order, at } = prepared;
  const { sha256 } = profile.ports;
  const allowed = await prepare(profile, { name: 'issue-copy', ...order });
  if (!allowed.ok) return allowed;
  const made = await gathered(profile, order, at);
  if (!made.ok) return made;
  const { basis, copy } = made.value;
  if (sha256(copyStatementOf(basis, copy, sha256).payload) !== sha256(prepared.statement)) return refuse('board/record-changed', { dossier: order.dossier });
  const sign = signAsShown(profile, basis.issuer, { statement: prepared.statement, dossier: order.dossier, what: `copy ${prepared.copy.paper}` }, passphrase);
  if (!sign.ok) return sign;
  const issued = await issueCopy(basis, copy, {
    fonts, sha256, stamp, ...(paper === undefined ? {} : { paper }), ...(draw === undefined ? {} : { draw }), sign: sign.value,
  });
  if (!issued.ok) return issued;
  const { bytes, digest, name: number } = issued.value;
  const body = { dossier: order.dossier, revision: basis.revision.digest, decision: basis.decision.act, parent: copy.parent.digest, packet: digest, number, sizeBytes: bytes.length, kind: copy.kind };
  return recordPaper(profile, 'copy.issued/1', body, { bytes, stamp: issued.value.stamp, at, passphrase });
}
