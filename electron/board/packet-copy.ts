/** Makes a copy of an issued packet from a profile, in the steps of a packet: shown as the exact statement, sealed, stored, recorded. */
import { join } from 'node:path';
import { payloadTypes, preAuthenticationEncoding } from '../../shared/bytes/envelope.ts';
import { readableJson } from '../../shared/bytes/readable-json.ts';
import { readCertificate } from '../../shared/board/certificate.ts';
import type { CopyPredicate, ExtraCopyKind } from '../../shared/packet/packet-copy.ts';
import { packetLetters, type PacketLetters } from '../../shared/packet/letters.ts';
import { integrity, ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, DossierId, Instant } from '../../shared/vocabulary.ts';
import type { FontFiles } from '../packet/document.ts';
import { gatherCopy, type GatheredCopy } from '../packet/gather-copy.ts';
import { copyStatementOf, issueCopy } from '../packet/issue.ts';
import type { IssuePorts } from '../packet/paper.ts';
import type { Stamper } from '../packet/stamp.ts';
import { signAct } from './act.ts';
import { gatheringOf, type StoredPacket } from './packet.ts';
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
  const { vault, signer, trust, file: { member, sample }, ports: { sha256, verify, files } } = profile;
  if (member === null) return refuse('board/not-a-member', { member: 'this profile' });
  const allowed = await prepare(profile, { name: 'issue-copy', ...order });
  if (!allowed.ok) return allowed;
  const made = await gathered(profile, order, at);
  if (!made.ok) return made;
  const { basis, copy } = made.value;
  const changed = refuse('board/record-changed', { dossier: order.dossier });
  if (sha256(copyStatementOf(basis, copy, sha256).payload) !== sha256(prepared.statement)) return changed;
  const certificate = readCertificate(basis.issuer.certificate, `the certificate of ${basis.issuer.name}`);
  if (!certificate.ok) return certificate;
  const shown = sha256(preAuthenticationEncoding(payloadTypes.inToto, prepared.statement));
  const issued = await issueCopy(basis, copy, {
    fonts, sha256, stamp, ...(paper === undefined ? {} : { paper }), ...(draw === undefined ? {} : { draw }),
    sign: async (purpose, message) => {
      if (purpose === 'statement' && sha256(message) !== shown) return changed;
      const signature = await signer.sign({ key: 'member', purpose, message, passphrase });
      if (!signature.ok || await verify(certificate.value.spki, message, signature.value)) return signature;
      return integrity('signature/unknown-key', { what: `copy ${prepared.copy.paper}`, key: basis.issuer.key });
    },
  });
  if (!issued.ok) return issued;
  const { bytes, digest, name: number } = issued.value;
  const stored = await vault.objects.put(bytes);
  if (!stored.ok) return stored;
  if (stored.value !== digest) return integrity('object/damaged', { digest, path: vault.layout.object(stored.value) });
  const body = { dossier: order.dossier, revision: basis.revision.digest, decision: basis.decision.act, parent: copy.parent.digest, packet: digest, number, sizeBytes: bytes.length, kind: copy.kind };
  const act = await signAct({ board: trust.board, sample, member, claimedAt: at }, 'copy.issued/1', body, { signer, passphrase });
  if (!act.ok) return act;
  const facts = await vault.appendOwn([act.value]);
  if (!facts.ok) return facts;
  // A file under the copy's name, for people who look into the folder; the object is the record.
  await files.makeFolder(join(profile.folder, 'packets'));
  await files.write(join(profile.folder, 'packets', `${number}.pdf`), bytes);
  return ok({ digest, number, bytes, facts: facts.value, stamp: issued.value.stamp });
}
