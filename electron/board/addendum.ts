/** Issues an addendum from a profile, in the steps of a packet: shown as the exact statement, sealed, stored, recorded. */
import { readableJson } from '../../shared/bytes/readable-json.ts';
import type { Addendum, AddendumBasis } from '../../shared/packet/addendum.ts';
import { packetLetters, type PacketLetters } from '../../shared/packet/letters.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, DossierId, Instant } from '../../shared/vocabulary.ts';
import { addendumStatementOf, issueAddendum } from '../packet/addendum.ts';
import type { FontFiles } from '../packet/document.ts';
import { gatherAddendum } from '../packet/gather-addendum.ts';
import type { IssuePorts } from '../packet/paper.ts';
import type { Stamper } from '../packet/stamp.ts';
import { gatheringOf } from './packet.ts';
import { recordPaper, signAsShown, type StoredPacket } from './paper.ts';
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
  const { sha256 } = profile.ports;
  const allowed = await prepare(profile, { name: 'issue-addendum', ...request });
  if (!allowed.ok) return allowed;
  const basis = await basisOf(profile, request, at);
  if (!basis.ok) return basis;
  if (sha256(addendumStatementOf(basis.value, sha256).payload) !== sha256(prepared.statement)) return refuse('board/record-changed', { dossier: request.dossier });
  const { packet: { issuer, decision, revision }, number, parent } = basis.value;
  const sign = signAsShown(profile, issuer, { statement: prepared.statement, dossier: request.dossier, what: `addendum ${number}` }, passphrase);
  if (!sign.ok) return sign;
  const issued = await issueAddendum(basis.value, {
    fonts, sha256, stamp, ...(paper === undefined ? {} : { paper }), sign: sign.value,
  });
  if (!issued.ok) return issued;
  const { bytes, digest } = issued.value;
  const body = { dossier: request.dossier, revision: revision.digest, decision: decision.act, parent: parent.digest, packet: digest, number, sizeBytes: bytes.length };
  return recordPaper(profile, 'addendum.issued/1', body, { bytes, stamp: issued.value.stamp, at, passphrase });
}
