/** Issues a packet from a profile: shown as the exact statement, sealed, stored, recorded. The app and the command line do it in the same steps. */
import { payloadTypes, preAuthenticationEncoding } from '../../shared/bytes/envelope.ts';
import { readableJson } from '../../shared/bytes/readable-json.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { packetLetters, type PacketLetters } from '../../shared/packet/letters.ts';
import type { Statement } from '../../shared/packet/statement.ts';
import type { Digest, DossierId, Instant } from '../../shared/vocabulary.ts';
import type { FontFiles } from '../packet/document.ts';
import { gatherBasis, type GatherPorts, type GatherRequest } from '../packet/gather.ts';
import { statementOf, type IssuePorts } from '../packet/issue.ts';
import { issueFromRecord } from '../packet/issue-from-record.ts';
import type { Stamper } from '../packet/stamp.ts';
import { recordPaper, type StoredPacket } from './paper.ts';
import { contentOf, prepare, viewOf } from './perform.ts';
import type { Profile } from './profile.ts';

/** `shown` is the revision that the issuer saw (rule V-4), `decision` the act that the packet carries. */
export interface PacketRequest { readonly dossier: DossierId; readonly shown: Digest; readonly decision: Digest }

/** A packet that the rules allow, at the instant that it will carry. `statement` is what the issuer signs, `text` the same as readable JSON; `letters` says which fonts the pages need. */
export interface PreparedPacket { readonly request: PacketRequest; readonly at: Instant; readonly decision: Statement['predicate']; readonly statement: Uint8Array; readonly text: string; readonly letters: PacketLetters }

/** The name under which packets tell people to keep the board's trust file. */
export const trustFileName = 'board-root.pem';

/** The record and the ports that papers are gathered from, with who issues them. */
export async function gatheringOf(profile: Profile): Promise<Result<{ readonly request: Pick<GatherRequest, 'view' | 'issuer'>; readonly ports: GatherPorts }>> {
  const { file: { member }, vault, trust, ports: { sha256 } } = profile;
  if (member === null) return refuse('board/not-a-member', { member: 'this profile' });
  const content = await contentOf(profile);
  const view = viewOf(profile);
  if (!view.ok) return view;
  return ok({
    request: { view: view.value, issuer: member },
    ports: { contentOf: content, objects: vault.objects, actEnvelope: vault.actEnvelope, rosters: vault.rosters(), trust: { ca: trust.ca.der, file: trustFileName }, sha256 },
  });
}

async function sourceOf(profile: Profile, { dossier, decision }: PacketRequest, at: Instant): Promise<Result<{ readonly request: GatherRequest; readonly ports: GatherPorts }>> {
  const gathering = await gatheringOf(profile);
  return gathering.ok ? ok({ ports: gathering.value.ports, request: { ...gathering.value.request, dossier, decision, at } }) : gathering;
}

/** Decides and words what would be signed; changes nothing. Refuses as `issue-packet` does. */
export async function preparePacket(profile: Profile, request: PacketRequest): Promise<Result<PreparedPacket>> {
  const allowed = await prepare(profile, { name: 'issue-packet', ...request });
  if (!allowed.ok) return allowed;
  const { at } = allowed.value;
  const source = await sourceOf(profile, request, at);
  if (!source.ok) return source;
  const basis = await gatherBasis(source.value.request, source.value.ports);
  if (!basis.ok) return basis;
  const { statement, payload } = statementOf(basis.value, profile.ports.sha256);
  return ok({ request, at, decision: statement.predicate, statement: payload, text: readableJson(statement), letters: packetLetters(basis.value) });
}

/**
 * Signs the statement that was prepared, seals the packet, stores its bytes and then records it. Refuses `board/record-changed`
 * where the record has moved on since, having signed nothing. Of a packet that couldn't be recorded only an unused object is left.
 */
export async function commitPacket(profile: Profile, prepared: PreparedPacket, { fonts, passphrase, stamp = null, paper, draw }: { readonly fonts: FontFiles; readonly passphrase: string; readonly stamp?: Stamper | null; readonly paper?: IssuePorts['paper']; readonly draw?: IssuePorts['draw'] }): Promise<Result<StoredPacket>> {
  const { request, at } = prepared;
  const { signer, ports: { sha256, verify } } = profile;
  const source = await sourceOf(profile, request, at);
  if (!source.ok) return source;
  const basis = await gatherBasis(source.value.request, source.value.ports);
  if (!basis.ok) return basis;
  if (sha256(statementOf(basis.value, sha256).payload) !== sha256(prepared.statement)) return refuse('board/record-changed', { dossier: request.dossier });
  const shown = sha256(preAuthenticationEncoding(payloadTypes.inToto, prepared.statement));
  const issued = await issueFromRecord({ ...source.value.request, shown: request.shown }, {
    ...source.value.ports, fonts, verify, stamp, ...(paper === undefined ? {} : { paper }), ...(draw === undefined ? {} : { draw }), // What arrives while this gathers again joins the same view: only the statement that was shown is signed.
    sign: async (purpose, message) => (purpose === 'statement' && sha256(message) !== shown ? refuse('board/record-changed', { dossier: request.dossier }) : signer.sign({ key: 'member', purpose, message, passphrase })),
  });
  if (!issued.ok) return issued;
  const { packet, body } = issued.value;
  return recordPaper(profile, 'packet.issued/1', body, { bytes: packet.bytes, stamp: packet.stamp, at, passphrase });
}
