/**
 * A member countersigns a packet: the newest file that the record gives, or one that was handed over, is verified first; main's own facts are shown;
 * the member's key signs what was computed here from those very bytes; what comes of it is verified again, stored and recorded.
 */
import { join } from 'node:path';
import { fromBase64 } from '../../shared/bytes/base64.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { readableJson } from '../../shared/bytes/readable-json.ts';
import { memberOf } from '../../shared/board/member.ts';
import { countersignRefusals } from '../../shared/copy/countersign.ts';
import type { Fact } from '../../shared/events/fact.ts';
import { dossierSummary } from '../../shared/events/summary.ts';
import { countersignersOf, PacketNumber, type Statement, type StatedCountersigner } from '../../shared/packet/statement.ts';
import { readPdf } from '../../shared/packet/verify/pdf-file.ts';
import { integrity, ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, DossierId, Instant } from '../../shared/vocabulary.ts';
import { countersignFile } from '../packet/countersign.ts';
import { signAct } from './act.ts';
import { newestFile, reportOn, soundProblem, statementIn } from './countersigned-file.ts';
import { prepare } from './perform.ts';
import type { Profile } from './profile.ts';

/** What a member is about to sign, all of it read from the file's own verified bytes. */
export interface PreparedCountersign {
  /** What the file is called in messages. */
  readonly name: string;
  readonly at: Instant;
  readonly dossier: DossierId;
  /** The digest of the file as it was issued, and of the one that is signed on. */
  readonly packet: Digest;
  readonly base: Digest;
  readonly bytes: Uint8Array;
  readonly statement: Statement;
  readonly own: StatedCountersigner;
  /** DER of the member's certificate. */
  readonly certificate: Uint8Array;
  /** Who has signed already, by name. */
  readonly before: readonly string[];
  /** The statement inside the file: the digest of the bytes that its issuer signed, and the same as readable JSON. */
  readonly stated: Digest;
  readonly text: string;
}

/** The file with the signature, and who is missing still; the facts that were recorded. */
export interface Countersigned { readonly bytes: Uint8Array; readonly digest: Digest; readonly missing: readonly string[]; readonly facts: readonly Fact[] }

/** Prepares to countersign the newest file of a packet of the record. Refuses as `countersign-packet` does, and `packet/not-countersignable` where the file does not verify. */
export async function prepareCountersign(profile: Profile, { dossier, packet }: { readonly dossier: DossierId; readonly packet: Digest }): Promise<Result<PreparedCountersign>> {
  const allowed = await prepare(profile, { name: 'countersign-packet', dossier, packet });
  if (!allowed.ok) return allowed;
  const newest = await newestFile(profile, packet);
  return newest.ok ? prepareOn(profile, newest.value.issued.body.number, newest.value.bytes) : newest;
}

/**
 * Prepares to countersign a file that was handed over. The record need not know it; where it does, it must not know a newer one
 * (`board/countersign-base`), and the packet must still wait for the member.
 */
export async function prepareHandedOver(profile: Profile, { name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Promise<Result<PreparedCountersign>> {
  const prepared = await prepareOn(profile, name, bytes);
  if (!prepared.ok) return prepared;
  const { packet, base, dossier, statement } = prepared.value;
  const newest = await newestFile(profile, packet);
  if (!newest.ok) return newest.trouble.code === 'board/unknown-packet' ? ((await overtaken(profile, prepared.value)) ?? prepared) : newest;
  const allowed = await prepare(profile, { name: 'countersign-packet', dossier, packet });
  if (!allowed.ok) return allowed;
  const known = [packet, ...(newest.value.countersigning?.chain ?? []).map(({ body }) => body.file)];
  return known.includes(base) && base !== newest.value.digest ? refuse('board/countersign-base', { packet: statement.predicate.packet }, 'P-13') : prepared;
}

/** Refuses a file whose decision, as far as it is recorded here, no longer stands (P-4): its packet may not have arrived, what ended it has. */
async function overtaken(profile: Profile, { dossier, statement, own, at }: PreparedCountersign): Promise<Result<never> | null> {
  const { decision } = statement.predicate;
  const summary = dossierSummary(profile.record.view(), dossier, own.member, at, await profile.record.contents(dossier));
  const status = summary?.decisions.find((one) => one.decision.act === decision)?.status.kind ?? 'standing';
  return status === 'standing' ? null : refuse('board/decision-not-standing', { decision, status }, 'P-4');
}

async function prepareOn(profile: Profile, name: string, bytes: Uint8Array): Promise<Result<PreparedCountersign>> {
  const { file: { member }, ports: { sha256, clock }, record } = profile;
  const no = (problem: string): Result<never> => refuse('packet/not-countersignable', { name, problem });
  if (member === null) return refuse('board/not-a-member', { member: 'this profile' });
  const report = await reportOn(profile, bytes);
  const problem = soundProblem(report);
  const statement = statementIn(bytes);
  const pdf = readPdf(bytes);
  if (problem !== null || statement === null || !pdf.ok) return no(countersignRefusals.otherBoard(problem ?? report.summary));
  const asked = countersignersOf(statement);
  const own = asked.find((one) => one.member === member);
  const roster = profile.roster();
  const entry = roster === null ? undefined : memberOf(roster, member);
  if (own === undefined) return no(countersignRefusals.notAsked(entry?.name ?? member));
  const signed = report.signatures.map(({ field }) => field);
  if (signed.includes(own.field)) return no(countersignRefusals.filled);
  if (entry === undefined || entry.key.keyId !== own.key) return no(countersignRefusals.otherKey);
  // The one thing in it that the member knows better than anybody: their own vote.
  if (![...record.view().state.votes.values()].some((vote) => vote.act === own.act && vote.member === member)) return no(countersignRefusals.otherVote);
  const at = clock.now();
  if (at < statement.predicate.issuedAt) return no(countersignRefusals.clockBehind(statement.predicate.issuedAt));
  const certificate = fromBase64(entry.certificate, member);
  if (!certificate.ok) return certificate;
  return ok({
    name, at, dossier: statement.predicate.dossier, packet: sha256(bytes.subarray(0, pdf.file.revisions[0]!.eof + 1)), base: sha256(bytes), bytes, statement, own, certificate: certificate.value,
    before: asked.filter(({ field }) => signed.includes(field)).map((one) => one.name), stated: sha256(canonicalBytes(statement)), text: readableJson(statement),
  });
}

/**
 * Signs what was prepared and records it. Refuses, having signed nothing, `board/countersign-base` where another countersignature has come first meanwhile, and
 * as `countersign-packet` does where the packet was ended.
 * Of one that couldn't be recorded only an unused object is left.
 */
export async function commitCountersign(profile: Profile, prepared: PreparedCountersign, passphrase: string): Promise<Result<Countersigned>> {
  const { name, at, dossier, packet, base, bytes, own, certificate, statement } = prepared;
  const { vault, signer, trust, file: { member, sample }, ports: { sha256, files, verify } } = profile;
  if (member === null) return refuse('board/not-a-member', { member: 'this profile' });
  const newest = await newestFile(profile, packet);
  if (newest.ok && newest.value.digest !== base && [packet, ...(newest.value.countersigning?.chain ?? []).map(({ body }) => body.file)].includes(base)) return refuse('board/countersign-base', { packet: statement.predicate.packet }, 'P-13');
  if (!newest.ok && newest.trouble.code !== 'board/unknown-packet') return newest;
  // What ended the packet or its decision may have come while the member read.
  const stands = newest.ok ? await prepare(profile, { name: 'countersign-packet', dossier, packet }) : await overtaken(profile, { ...prepared, at: profile.ports.clock.now() });
  if (stands?.ok === false) return stands;
  const spki = fromBase64(memberOf(profile.roster()!, member)!.key.spki, member);
  if (!spki.ok) return spki;
  const signed = await countersignFile({ name, bytes, field: own.field, at, certificate }, {
    subtle: globalThis.crypto.subtle, sha256,
    sign: async (message) => {
      const signature = await signer.sign({ key: 'member', purpose: 'packet', message, passphrase });
      if (!signature.ok || await verify(spki.value, message, signature.value)) return signature;
      return integrity('signature/unknown-key', { what: name, key: own.key });
    },
  });
  if (!signed.ok) return signed;
  const { revision, bytes: whole, digest } = signed.value;
  const report = await reportOn(profile, whole);
  const problem = soundProblem(report);
  if (problem !== null) return refuse('packet/not-countersignable', { name, problem: countersignRefusals.unsound(problem) });
  const stored = await vault.objects.put(revision);
  if (!stored.ok) return stored;
  const act = await signAct({ board: trust.board, sample, member, claimedAt: at }, 'packet.countersigned/1', { dossier, packet, base, revision: stored.value, file: digest, sizeBytes: revision.length }, { signer, passphrase });
  if (!act.ok) return act;
  const facts = await vault.appendOwn([act.value]);
  if (!facts.ok) return facts;
  await keepCopy(profile, statement, whole, files);
  const filled = report.signatures.map(({ field }) => field);
  return ok({ bytes: whole, digest, missing: countersignersOf(statement).filter(({ field }) => !filled.includes(field)).map((one) => one.name), facts: facts.value });
}

/** A copy under the packet's number, for people who look into the folder; the objects are the record. */
async function keepCopy({ folder }: Profile, { predicate }: Statement, bytes: Uint8Array, files: Profile['ports']['files']): Promise<void> {
  if (!PacketNumber.safeParse(predicate.packet).success) return;
  await files.makeFolder(join(folder, 'packets'));
  await files.write(join(folder, 'packets', `${predicate.packet}.pdf`), bytes);
}
