/**
 * What a packet carries beside its pages, read and checked step by step: statement, rosters, sign-offs, revision. Each
 * reader answers with a check and, where that is worth anything, with what it read.
 */
import { z } from 'zod';
import { Envelope, openEnvelope, payloadTypes } from '../../bytes/envelope.ts';
import { fromBase64 } from '../../bytes/base64.ts';
import { checkFormatNumber } from '../../bytes/format.ts';
import { readStrict } from '../../bytes/strict-json.ts';
import { holdsRole, memberOf } from '../../board/member.ts';
import { checkRosterChain, type CheckedRoster } from '../../board/roster-chain.ts';
import { troubleWords } from '../../copy/trouble.ts';
import { verdictReasons } from '../../copy/verdict.ts';
import type { VerifySignature, Sha256 } from '../../ports.ts';
import { ok, refuse, type Result, type Trouble } from '../../result.ts';
import type { Instant } from '../../vocabulary.ts';
import { packetFiles, type PacketFile, type PacketFileName } from '../files.ts';
import { countersignedPredicateType, predicateType, Statement } from '../statement.ts';
import { failed, indeterminate, passed, type Check } from '../verdict.ts';
import { sameBytes } from './der.ts';
import type { EmbeddedFile } from './embedded-files.ts';
import type { TrustRoot } from './trust-root.ts';

export interface RecordPorts { readonly sha256: Sha256; readonly verify: VerifySignature }

/** An answer with what it rests on; `value` is null wherever nothing may be built on it. */
export interface Judged<T> { readonly check: Check; readonly value: T | null }
export const unfounded = (check: Check): Judged<never> => ({ check, value: null });

export const statementFile = packetFiles[0].name;
export const limit = { statementBytes: 64 * 1024 * 1024, lineBytes: 16 * 1024 * 1024, rosters: 200 } as const;

/** What a trouble says, for a reason. */
export const problemOf = (trouble: Trouble): string => troubleWords(trouble).detail;

/** What a trouble means for a step: what a newer version wrote stays open, anything else failed. */
export function troubleCheck(trouble: Trouble): Check {
  return trouble.code === 'input/format-number' ? indeterminate(verdictReasons.newer(trouble.params.name, trouble.params.found)) : failed(problemOf(trouble));
}

/** Splits `urn:countersign:decision:1` or `vote.given/1` from its number. */
const numbered = /^(.+[:/])([1-9][0-9]{0,8})$/;

/** The number of a type that is `known` under a higher number: a newer version's. Null for any other. */
export function newerNumber(type: string, known: string): number | null {
  const [, name, number] = numbered.exec(type) ?? [], [, knownName, knownNumber] = numbered.exec(known) ?? [];
  return name === knownName && Number(number) > Number(knownNumber) ? Number(number) : null;
}

export interface StatedDecision { readonly statement: Statement; readonly envelope: Envelope }

/** The bytes of one embedded file, or null. */
export function fileBytes(files: readonly EmbeddedFile[], name: string): Uint8Array | null {
  return files.find((file) => file.name === name)?.bytes ?? null;
}

/** Reads the statement as it stands; whether anyone signed it is judged by {@link judgeStatement}. Refuses `input/format-number` for a newer version's. */
export function readStatement(bytes: Uint8Array): Result<StatedDecision> {
  const envelope = readStrict(Envelope, bytes, { name: statementFile, maxBytes: limit.statementBytes, canonical: true });
  if (!envelope.ok) return envelope;
  const payload = fromBase64(envelope.value.payload, statementFile);
  if (!payload.ok) return payload;
  const options = { name: statementFile, maxBytes: limit.statementBytes, canonical: true };
  const statement = readStrict(Statement, payload.value, options);
  if (statement.ok) return ok({ statement: statement.value, envelope: envelope.value });
  const frame = readStrict(StatementFrame, payload.value, options);
  const supported = frame.ok ? checkStatementNumbers(frame.value) : frame;
  return supported.ok ? statement : supported;
}

/** What the statements of every version have. */
export const StatementFrame = z.looseObject({ predicateType: z.string(), predicate: z.looseObject({}) });

function checkStatementNumbers({ predicateType: type, predicate }: z.infer<typeof StatementFrame>): Result<void> {
  const found = newerNumber(type, countersignedPredicateType);
  if (found !== null) return refuse('input/format-number', { name: statementFile, found, supported: 2 });
  if (type === countersignedPredicateType) return checkFormatNumber(predicate, 2, statementFile);
  return type === predicateType ? checkFormatNumber(predicate, 1, statementFile) : ok(undefined);
}

/** What the statement of every sealed paper says, a packet's or one that belongs to a packet. */
export interface StatedPaper { readonly predicate: Pick<Statement['predicate'], 'board' | 'roster' | 'issuer' | 'issuedAt' | 'files'> }

/** Whether the companions are exactly the files that the statement names, in their order: those of `list`, which the statement heads. */
export function judgeFiles({ predicate }: StatedPaper, files: readonly EmbeddedFile[], sha256: Sha256, list: readonly PacketFile[] = packetFiles): Check {
  const companions = list.slice(1).map(({ name }) => name);
  if (predicate.files.map(({ name }) => name).join('\n') !== companions.join('\n')) return failed(verdictReasons.fileOrder());
  for (const { name, digest, sizeBytes } of predicate.files) {
    const bytes = fileBytes(files, name);
    if (bytes === null) return failed(verdictReasons.fileMissing(name));
    if (bytes.length !== sizeBytes || sha256(bytes) !== digest) return failed(verdictReasons.fileDiffers(name));
  }
  return passed(verdictReasons.filesFit(companions.length + 1));
}

/** The envelopes of a `.jsonl` file, a line each; the reason why not as a failed check. */
export function readEnvelopes(name: PacketFileName, bytes: Uint8Array | null, most: number): Judged<readonly Envelope[]> {
  if (bytes === null) return unfounded(failed(verdictReasons.fileMissing(name)));
  const envelopes: Envelope[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) return unfounded(failed(verdictReasons.lineEnds(name)));
    if (envelopes.length === most) return unfounded(failed(verdictReasons.tooManyLines(name, most)));
    const read = readStrict(Envelope, bytes.subarray(at, end), { name: `${name}, line ${envelopes.length + 1}`, maxBytes: limit.lineBytes, canonical: true });
    if (!read.ok) return unfounded(failed(problemOf(read.trouble)));
    envelopes.push(read.value);
    at = end + 1;
  }
  return { check: passed(name), value: envelopes };
}

/**
 * The chain of rosters, pinned by the trust root: it names roster 0, and every roster names its key. Without a board's root
 * the chain is judged against the board that the statement claims, and the answer stays indeterminate.
 */
export async function judgeRosters(files: readonly EmbeddedFile[], { predicate }: StatedPaper, root: TrustRoot | null, ports: RecordPorts): Promise<Judged<readonly CheckedRoster[]>> {
  const name = 'rosters.jsonl';
  const envelopes = readEnvelopes(name, fileBytes(files, name), limit.rosters);
  if (envelopes.value === null) return unfounded(envelopes.check);
  const chain = await checkRosterChain(envelopes.value, null, ports);
  if (!chain.ok) return unfounded(troubleCheck(chain.trouble));
  const [first] = chain.value, last = chain.value.at(-1)!;
  if (first!.digest !== predicate.board.id || last.roster.charter.name !== predicate.board.name) return unfounded(failed(verdictReasons.rosterOtherBoard()));
  const named = chain.value.find(({ digest }) => digest === predicate.roster.digest);
  if (named?.roster.seq !== predicate.roster.seq) return unfounded(failed(verdictReasons.rosterUnknown()));
  const value = chain.value;
  if (root === null) return { check: indeterminate(verdictReasons.rosterUnpinned()), value };
  if (root.board === null) return { check: indeterminate(verdictReasons.rosterNoBoardRoot()), value };
  if (root.board !== first!.digest) return unfounded(failed(verdictReasons.rosterOtherRoot()));
  if (last.roster.ca.keyId !== ports.sha256(root.certificate.spki)) return unfounded(failed(verdictReasons.rosterOtherAuthority()));
  if (last.roster.expiresAt < predicate.issuedAt) return { check: indeterminate(verdictReasons.rosterExpired(last.roster.expiresAt)), value };
  return { check: passed(verdictReasons.rosterHolds(value.length)), value };
}

/**
 * The first of `later` rosters by which `issuer` was no secretary with that key any more at the time that a paper claims: who left keeps a key, and
 * old rosters that name it. Undefined: nothing in them speaks against the issuer.
 */
export function leftBefore(issuer: StatedPaper['predicate']['issuer'], at: Instant, later: readonly CheckedRoster[]): CheckedRoster | undefined {
  const left = later.find(({ roster }) => !holdsRole(roster, issuer.member, 'secretary') || memberOf(roster, issuer.member)?.key.keyId !== issuer.key);
  return left !== undefined && at >= left.roster.issuedAt ? left : undefined;
}

/** The seal that stands around the statement: its signer's certificate and the time that it claims. */
export interface Sealed { readonly certificate: Uint8Array | null; readonly claimedAt: string | null }

/** Whether an active secretary's member key signed the statement, and the same member the seal, at the same time (rule L-5). */
export async function judgeStatement({ statement, envelope }: { readonly statement: StatedPaper; readonly envelope: Envelope }, chain: readonly CheckedRoster[], sealed: Sealed, { sha256, verify }: RecordPorts): Promise<Check> {
  const { issuer, issuedAt } = statement.predicate;
  const { roster } = chain.at(-1)!;
  const member = memberOf(roster, issuer.member);
  if (member === undefined || !holdsRole(roster, issuer.member, 'secretary')) return failed(verdictReasons.issuerUnknown(issuer.member));
  if (member.key.keyId !== issuer.key || member.name !== issuer.name) return failed(verdictReasons.issuerDiffers());
  if (envelope.signatures.length !== 1) return failed(verdictReasons.statementSignatures());
  const opened = await openEnvelope(envelope, { type: payloadTypes.inToto, keys: [member.key], threshold: 1, verify, sha256, what: statementFile });
  if (!opened.ok) return failed(problemOf(opened.trouble));
  const certificate = fromBase64(member.certificate, issuer.member);
  if (!certificate.ok || sealed.certificate === null || !sameBytes(certificate.value, sealed.certificate)) return failed(verdictReasons.issuerSealDiffers());
  // `/M` has no milliseconds.
  if (sealed.claimedAt?.slice(0, 19) !== issuedAt.slice(0, 19)) return failed(verdictReasons.statementTime());
  return passed(verdictReasons.statementHolds(member.name));
}
