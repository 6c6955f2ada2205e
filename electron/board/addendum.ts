/** Issues an addendum from a profile, in the steps of a packet: shown as the exact statement, sealed, stored, recorded. */
import { join } from 'node:path';
import { payloadTypes, preAuthenticationEncoding } from '../../shared/bytes/envelope.ts';
import { readableJson } from '../../shared/bytes/readable-json.ts';
import { readCertificate } from '../../shared/board/certificate.ts';
import type { Addendum, AddendumBasis } from '../../shared/packet/addendum.ts';
import { packetLetters, type PacketLetters } from '../../shared/packet/letters.ts';
import { integrity, ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, DossierId, Instant } from '../../shared/vocabulary.ts';
import { addendumStatementOf, issueAddendum } from '../packet/addendum.ts';
import type { FontFiles } from '../packet/document.ts';
import { gatherAddendum } from '../packet/gather-addendum.ts';
import type { IssuePorts } from '../packet/paper.ts';
import type { Stamper } from '../packet/stamp.ts';
import { signAct } from './act.ts';
import { gatheringOf, type StoredPacket } from './packet.ts';
import { prepare } from './perform.ts';
import type { Profile } from './profile.ts';

/** `packet` is the digest of the packet that is added to, `shown` the revision that the issuer saw (rule V-4). */
export interface AddendumRequest { readonly dossier: DossierId; readonly shown: Digest; readonly packet: Digest }

/** An addendum that the rules allow, at the instant that it will carry. `statement` is what the issuer signs, `text` the same as readable JSON. */
export interface PreparedAddendum { readonly request: AddendumRequest; readonly at: Instant; readonly addendum: Addendum; readonly statement: Uint8Array; readonly text: string; readonly letters: PacketLetters }

async function basisOf(profile: Profile, { dossier, packet }: AddendumRequest, at: Instant): Promise<Result<AddendumBasis>> {
  const gathering = await gatheringOf(profile);
  return gathering.ok ? gatherAddendum({ ...gathering.value.request, dossier, packet, at }, gathering.value.ports) : gathering;
}

/** Decides and words what would be signed; changes nothing. Refuses as `issue-addendum` does. */
export async function prepareAddendum(profile: Profile, request: AddendumRequest): Promise<Result<PreparedAddendum>> {
  const allowed = await prepare(profile, { name: 'issue-addendum', ...request });
  if (!allowed.ok) return allowed;
  const { at } = allowed.value;
  const basis = await basisOf(profile, request, at);
  if (!basis.ok) return basis;
  const { statement, payload } = addendumStatementOf(basis.value, profile.ports.sha256);
  return ok({ request, at, addendum: statement.predicate, statement: payload, text: readableJson(statement), letters: lettersOf(basis.value) });
}

/** What is printed beyond a packet's own words: who discharged what, and on what basis. */
function lettersOf({ packet, conditions }: AddendumBasis): PacketLetters {
  const said = conditions.flatMap(({ discharge }) => (discharge === null ? [] : [{ severity: 'observation' as const, item: null, name: discharge.name, text: discharge.basis, resolution: null }]));
  return packetLetters({ ...packet, findings: said });
}

/**
 * Signs the statement that was prepared, seals, stores the bytes and then records the addendum. Refuses `board/record-changed` where the record has
 * moved on since, having signed nothing; fails with `signature/unknown-key` where the key at hand isn't the one that the roster gives the issuer.
 */
export async function commitAddendum(profile: Profile, prepared: PreparedAddendum, { fonts, passphrase, stamp = null, paper }: { readonly fonts: FontFiles; readonly passphrase: string; readonly stamp?: Stamper | null; readonly paper?: IssuePorts['paper'] }): Promise<Result<StoredPacket>> {
  const { request, at } = prepared;
  const { vault, signer, trust, file: { member, sample }, ports: { sha256, verify, files } } = profile;
  if (member === null) return refuse('board/not-a-member', { member: 'this profile' });
  const allowed = await prepare(profile, { name: 'issue-addendum', ...request });
  if (!allowed.ok) return allowed;
  const basis = await basisOf(profile, request, at);
  if (!basis.ok) return basis;
  const changed = refuse('board/record-changed', { dossier: request.dossier });
  if (sha256(addendumStatementOf(basis.value, sha256).payload) !== sha256(prepared.statement)) return changed;
  const { packet: { issuer, decision, revision }, number, parent } = basis.value;
  const certificate = readCertificate(issuer.certificate, `the certificate of ${issuer.name}`);
  if (!certificate.ok) return certificate;
  const shown = sha256(preAuthenticationEncoding(payloadTypes.inToto, prepared.statement));
  const issued = await issueAddendum(basis.value, {
    fonts, sha256, stamp, ...(paper === undefined ? {} : { paper }),
    sign: async (purpose, message) => {
      if (purpose === 'statement' && sha256(message) !== shown) return changed;
      const signature = await signer.sign({ key: 'member', purpose, message, passphrase });
      if (!signature.ok || await verify(certificate.value.spki, message, signature.value)) return signature;
      return integrity('signature/unknown-key', { what: `addendum ${number}`, key: issuer.key });
    },
  });
  if (!issued.ok) return issued;
  const { bytes, digest } = issued.value;
  const stored = await vault.objects.put(bytes);
  if (!stored.ok) return stored;
  if (stored.value !== digest) return integrity('object/damaged', { digest, path: vault.layout.object(stored.value) });
  const body = { dossier: request.dossier, revision: revision.digest, decision: decision.act, parent: parent.digest, packet: digest, number, sizeBytes: bytes.length };
  const act = await signAct({ board: trust.board, sample, member, claimedAt: at }, 'addendum.issued/1', body, { signer, passphrase });
  if (!act.ok) return act;
  const facts = await vault.appendOwn([act.value]);
  if (!facts.ok) return facts;
  // A copy under the addendum's number, for people who look into the folder; the object is the record.
  await files.makeFolder(join(profile.folder, 'packets'));
  await files.write(join(profile.folder, 'packets', `${number}.pdf`), bytes);
  return ok({ digest, number, bytes, facts: facts.value, stamp: issued.value.stamp });
}
