/**
 * The verifier: from a file's bytes to one verdict and the facts that it rests on (`README.md`). Pure but for Web Crypto, so that the
 * command line, the app and a plain page all give the same answer.
 */
import { addendumLine } from '../../copy/addendum.ts';
import { copyLine } from '../../copy/packet-copy.ts';
import { verdictLine, verdictReasons } from '../../copy/verdict.ts';
import { countersignedNothing } from '../countersign.ts';
import { seal } from '../seal.ts';
import { fingerprint, type Statement } from '../statement.ts';
import type { Digest } from '../../vocabulary.ts';
import { exitCodes, failed, indeterminate, passed, steps, type Check, type Fact, type SignatureLevel, type AddedReport, type AddendumReport, type StatementReport, type StatusListReport, type Step, type VerdictWord, type VerifyReport } from '../verdict.ts';
import { judgeAddenda, type OpenedAddendum } from './addenda.ts';
import { judgeAddendumRecord, readAddendum, type ProvenAddendum, type StatedAddendum } from './addendum.ts';
import { embeddedFiles, type EmbeddedFile } from './embedded-files.ts';
import { judgeStanding, type Standing } from './level.ts';
import { judgeCountersignatures } from './countersignatures.ts';
import { judgeCopyRecord, readCopy, type StatedCopy } from './packet-copy.ts';
import { judgeGrammar } from './packet-grammar.ts';
import { readPdf, type PdfFile } from './pdf-file.ts';
import { askedSteps, authenticity, judgeRecord, verdictOf, type Facts, type VerifyOptions } from './record.ts';
import { fileBytes, readStatement, statementFile, troubleCheck, type Sealed } from './record-files.ts';
import { signatureFields, type SignatureField } from './signature-field.ts';
import { judgePacketStatus } from './status-list.ts';
import { judgeSignatures, signatureLimit, worst, type JudgedSignature } from './signatures.ts';

export type { VerifyOptions } from './record.ts';
export type { VerifyPorts } from './signatures.ts';
export { readTrustRoot, type TrustRoot } from './trust-root.ts';

/** Judges any file. Never throws for what it holds; the work is bounded by the limits of the readers. */
export async function verifyPacket(bytes: Uint8Array, options: VerifyOptions): Promise<VerifyReport> {
  return (await judgeFile(bytes, options)).report;
}

/** A file's answer; `proven`: it is an addendum, and every step by which it is believed has passed. `listed`: what a status list says of it. */
interface Judgement { readonly report: VerifyReport; readonly proven: ProvenAddendum | null; readonly listed: Check | null }
const plainly = (given: VerifyReport): Judgement => ({ report: given, proven: null, listed: null });

async function judgeFile(bytes: Uint8Array, options: VerifyOptions): Promise<Judgement> {
  const pdf = readPdf(bytes);
  if (!pdf.ok) {
    const { kind, problem, offsetBytes } = pdf.unread;
    const reason = verdictReasons.unreadable(problem, offsetBytes);
    const facts: Facts = { file: kind === 'unsupported' ? indeterminate(reason) : failed(reason) };
    return plainly(report({ verdict: kind === 'not-pdf' ? 'unreadable' : kind === 'malformed' ? 'not-authentic' : 'indeterminate', facts }));
  }
  const { file } = pdf;
  const latest = file.revisions.at(-1)!;
  const fields = signatureFields(file, latest);
  const embedded = embeddedFiles(file, latest);
  const signatures = await judgeSignatures(file, fields, { root: options.trust, stampRoots: options.stampTrust ?? [] }, options.ports);
  const facts: Facts = { file: passed(verdictReasons.readable(file.revisions.length)), ...signatureFacts(file, fields, signatures) };
  const claimsToBeOurs = embedded.ok ? embedded.files.some(({ name }) => name === statementFile) : fields.some(({ name }) => name === seal.fieldName);
  if (claimsToBeOurs) return judgePacket({ file, signatures, facts, embedded }, options);
  const standing = await standingOf(file, signatures.find(({ stamp }) => !stamp), signatures, options);
  const foreign: Facts = signatures.length === 0 ? facts : { ...facts, ...standingFacts(standing), ...(standing === null ? {} : { chain: worst([facts.chain!, standing.chain]) }), statement: indeterminate(verdictReasons.foreign()) };
  return plainly(report({ verdict: verdictOf(foreign), facts: foreign, signatures, level: standing?.level ?? null }));
}

async function standingOf(file: PdfFile, signature: JudgedSignature | undefined, signatures: readonly JudgedSignature[], { trust, stampTrust, ports }: VerifyOptions): Promise<Standing | null> {
  return signature === undefined ? null : judgeStanding(ports.subtle, { file, signature, signatures, trust, stampTrust: stampTrust ?? [] });
}

function standingFacts(standing: Standing | null): Facts {
  return standing === null ? {} : { timestamp: standing.timestamp, revocation: standing.revocation, level: standing.levelCheck };
}

/** The steps that every signed PDF goes through. */
function signatureFacts(file: PdfFile, fields: readonly SignatureField[], signatures: readonly JudgedSignature[]): Facts {
  const [first, ...rest] = signatures;
  if (first === undefined) return { integrity: failed(verdictReasons.noSignature()) };
  const of = (check: (one: JudgedSignature) => Check): Check => worst([check(first), ...rest.map(check)]);
  return {
    'byte-range': of(({ report: one }) => one.coverage),
    integrity: fields.filter(({ value }) => value !== null).length > signatures.length ? worst([of(({ report: one }) => one.integrity), indeterminate(verdictReasons.manySignatures(signatureLimit))]) : of(({ report: one }) => one.integrity),
    chain: of(({ report: { signer: { result, reason }, chain } }) => worst([chain, { result, reason }])),
    modifications: of(({ report: one }) => one.modifications),
    completeness: judgeCompleteness(file, signatures),
  };
}

/** Archives add validation data after the last signature: allowed, but nobody's word. Anything else after it fails. */
function judgeCompleteness(file: PdfFile, signatures: readonly JudgedSignature[]): Check {
  const last = signatures.findLast(({ coverage }) => coverage.revision !== null);
  if (last === undefined || last.report.modifications.result === 'failed') return failed(verdictReasons.notCoveredToEnd());
  if (last.coverage.revision === file.revisions.at(-1) && !last.coverage.toTheEnd) return indeterminate(verdictReasons.spaceAfter(last.report.field));
  return last.coverage.revision === file.revisions.at(-1) ? passed(verdictReasons.coveredToEnd(last.report.field)) : indeterminate(verdictReasons.addedAfter(last.report.field));
}

interface PacketFile {
  readonly file: PdfFile;
  readonly signatures: readonly JudgedSignature[];
  readonly facts: Facts;
  readonly embedded: ReturnType<typeof embeddedFiles>;
}

/** The steps of our own packets, each as far as the ones before it carry. */
async function judgePacket({ file, signatures, facts: seen, embedded }: PacketFile, options: VerifyOptions): Promise<Judgement> {
  const files: readonly EmbeddedFile[] = embedded.ok ? embedded.files : [];
  const sealing = signatures.find(({ field }) => field.name === seal.fieldName);
  const standing = await standingOf(file, sealing, signatures, options);
  const grammar = await judgeGrammar(options.ports.subtle, { file, embedded: files, cms: sealing?.data ?? null });
  const facts: Facts = {
    // Nobody chose a timestamp authority by choosing a board: the chain that counts is the seal's.
    ...seen, grammar, ...standingFacts(standing), ...(standing === null ? {} : { chain: standing.chain }),
    ...(seen.completeness === undefined ? {} : { completeness: packetCompleteness(file, signatures, seen.completeness, grammar) }),
  };
  const level = standing?.level ?? null;
  const stopAt = (step: Step, check: Check): Judgement => {
    const all = { ...facts, [step]: check };
    return plainly(report({ verdict: verdictOf(all), facts: all, signatures, level }));
  };
  if (!embedded.ok) return stopAt('files', failed(embedded.problem));
  const bytes = fileBytes(files, statementFile);
  if (bytes === null) return stopAt('statement', failed(verdictReasons.fileMissing(statementFile)));
  const sealed = { certificate: sealing?.data?.signer?.der ?? null, claimedAt: sealing?.claimedAt ?? null };
  const copy = readCopy(bytes);
  if (copy !== null) return copy.ok ? plainly(await judgeCopyFile(copy.value, { files, sealed, facts, signatures, level }, options)) : stopAt('statement', troubleCheck(copy.trouble));
  const digest = options.ports.sha256(bytes);
  const addendum = readAddendum(bytes);
  if (addendum !== null) return addendum.ok ? judgeAddendumFile(addendum.value, { file, files, sealed, facts, signatures, level, digest }, options) : stopAt('statement', troubleCheck(addendum.trouble));
  const read = readStatement(bytes);
  if (!read.ok) return stopAt('statement', troubleCheck(read.trouble));
  const { facts: recorded, isSample, chain, ground } = await judgeRecord(read.value, files, sealed, options);
  const { packet: number, issuedAt, issuer } = read.value.statement.predicate;
  const { freshness, standing: listed, report: statusList } = await judgePacketStatus(options.statusLists ?? [], { issued: file.bytes, number, statement: digest, issuedAt, issuer, chain }, options.trust, options.at, options.ports);
  const countersignatures = chain === null ? null : await judgeCountersignatures({ file, statement: read.value.statement, chain, grammar, signatures, standingOf: (one) => standingOf(file, one, signatures, options) });
  const word = options.recorded ?? listed;
  const all = { ...facts, ...recorded, freshness, ...(word === null ? {} : { standing: word }), ...(countersignatures === null ? {} : { countersignatures }) };
  const isProven = askedSteps(all, read.value.statement).every((step) => all[step as keyof typeof all]?.result === 'passed');
  const added = options.addenda === undefined || options.addenda.length === 0 ? null
    : await judgeAddenda(await openAddenda(options), { file, statement: read.value.statement, digest, ground: isProven ? ground : null }, options.at, options.ports);
  const judged: Facts = added === null ? all : { ...all, addenda: added.check, ...(added.conditions === null ? {} : { conditions: added.conditions }) };
  return plainly(report({ verdict: verdictOf(judged, read.value.statement), facts: judged, signatures, level, statement: statementReport(read.value.statement, fingerprint(digest)), sample: isSample && options.allowSample, statusList, addenda: added?.reports ?? null }));
}

/** Each addendum at hand, judged by itself as any file is. */
async function openAddenda({ addenda = [], recorded: _ofThePacket, ...options }: VerifyOptions): Promise<readonly OpenedAddendum[]> {
  const opened: OpenedAddendum[] = [];
  for (const { name, bytes } of addenda) {
    const { report: { facts, addendum }, proven, listed } = await judgeFile(bytes, options);
    const against = (result: Check['result']): Check | undefined => facts.find((fact) => fact.result === result && (authenticity as readonly string[]).includes(fact.step));
    const problem = addendum === undefined || proven !== null ? null : against('failed') ?? against('indeterminate') ?? null;
    opened.push({ name, digest: options.ports.sha256(bytes), proven, problem, ended: listed === null || listed.result === 'passed' ? null : listed });
  }
  return opened;
}

interface AddendumFile { readonly file: PdfFile; readonly files: readonly EmbeddedFile[]; readonly sealed: Sealed; readonly facts: Facts; readonly signatures: readonly JudgedSignature[]; readonly level: SignatureLevel | null; readonly digest: Digest }

/** An addendum by itself: no verdict better than open, whatever it says, and a line of its own where all that it can prove is proven. */
async function judgeAddendumFile(stated: StatedAddendum, { file, files, sealed, facts: seen, signatures, level, digest }: AddendumFile, options: VerifyOptions): Promise<Judgement> {
  const { predicate } = stated.statement;
  const { facts: recorded, isSample, proven, chain } = await judgeAddendumRecord(stated, files, sealed, options);
  const { freshness, standing: listed, report: statusList } = await judgePacketStatus(options.statusLists ?? [], { issued: file.bytes, number: predicate.paper, statement: digest, issuedAt: predicate.issuedAt, issuer: predicate.issuer, chain }, options.trust, options.at, options.ports);
  const word = options.recorded ?? listed;
  const facts: Facts = { ...seen, ...recorded, freshness, ...(word === null ? {} : { standing: word }) };
  const holds = proven !== null && askedSteps(facts).every((step) => facts[step]?.result === 'passed');
  const addendum = addendumReport(stated, holds, fingerprint(digest));
  const against = [facts.validity, facts.standing].find((check) => check !== undefined && check.result !== 'passed');
  const line = holds ? { line: addendumLine({ ...addendum, sample: isSample && options.allowSample, parent: addendum.parent.number, because: against?.reason ?? '' }) } : {};
  return { report: { ...report({ verdict: verdictOf(facts), facts, signatures, level, statusList, ...line }), addendum }, proven: holds ? proven : null, listed };
}

function addendumReport({ statement: { predicate } }: StatedAddendum, holds: boolean, print: string): AddendumReport {
  const { parent, board, release } = predicate;
  return {
    holds, number: predicate.paper, parent: { number: parent.number, sha256: parent.digest, fingerprint: fingerprint(parent.statement) }, board: board.name, boardId: board.id, sample: predicate.sample, dossier: predicate.dossier,
    release: `${release.name} ${release.release}`, vendor: release.vendor, issuedAt: predicate.issuedAt, issuer: predicate.issuer.name, fingerprint: print,
    conditions: predicate.conditions.map(({ id, text, dueOn, obliged, clause, before, state, discharge }) => ({
      id, text, dueOn, obliged, clause, before, state, discharge: discharge === null ? null : { member: discharge.member, name: discharge.name, claimedAt: discharge.claimedAt, basis: discharge.basis },
    })),
  };
}

/** A copy by itself: no verdict better than open, whatever it says, and a line of its own where all that a copy can prove is proven. A list at hand speaks of its packet. */
async function judgeCopyFile(stated: StatedCopy, { files, sealed, facts: seen, signatures, level }: Pick<AddendumFile, 'files' | 'sealed' | 'facts' | 'signatures' | 'level'>, options: VerifyOptions): Promise<VerifyReport> {
  const { predicate, subject } = stated.statement;
  const { facts, isSample, holds, statusList } = await judgeCopyRecord(stated, files, sealed, seen, options);
  const against = [facts.validity, facts.conditions, facts.standing].find((check) => check?.result === 'failed');
  const release = `${predicate.release.name} ${predicate.release.release}`, print = fingerprint(predicate.parent.statement);
  return {
    ...report({
      verdict: verdictOf(facts), facts, signatures, level, statusList,
      ...(holds ? { line: copyLine({ kind: predicate.kind, sample: isSample && options.allowSample, release, board: predicate.board.name, packet: predicate.parent.number, fingerprint: print, outcome: predicate.outcome, validUntil: predicate.validUntil, because: against?.reason ?? '' }) } : {}),
    }),
    related: {
      kind: predicate.kind, paper: predicate.paper, parent: { packet: predicate.parent.number, sha256: predicate.parent.digest, fingerprint: print }, board: predicate.board.name, boardId: predicate.board.id, sample: predicate.sample,
      release, vendor: predicate.release.vendor, outcome: predicate.outcome, issuedAt: predicate.issuedAt, issuer: predicate.issuer.name, validFrom: predicate.validFrom, validUntil: predicate.validUntil,
      subject: subject.map(({ name, digest }) => ({ name, sha256: digest.sha256 })),
    },
  };
}

/** One seal; after it nothing but what the grammar knows as a countersignature or an archive's, to the end of the file. Who still has to countersign is a step of its own. */
function packetCompleteness(file: PdfFile, signatures: readonly JudgedSignature[], seen: Check, grammar: Check): Check {
  const given = signatures.filter(({ stamp }) => !stamp).length;
  const prepared = countersignedNothing(file)?.fields.length ?? 0;
  if ((given < 1 || given > 1 + prepared) && seen.result !== 'failed') return failed(verdictReasons.extraSignatures(given));
  const later = file.revisions.length - given;
  // Validation data that no timestamp covers is nobody's word, and needs to be none: each piece of it is signed by itself.
  const covered = seen.result === 'passed' || (seen.result === 'indeterminate' && grammar.result === 'passed');
  if (!covered) return seen;
  return passed(prepared > 0 ? verdictReasons.countersigned(given - 1, later) : later === 0 ? verdictReasons.sealed() : verdictReasons.archived(later));
}

interface ReportParts { readonly verdict: VerdictWord; readonly facts: Facts; readonly signatures?: readonly JudgedSignature[]; readonly level?: SignatureLevel | null; readonly statement?: StatementReport; readonly sample?: boolean; readonly statusList?: StatusListReport | null; readonly addenda?: readonly AddedReport[] | null; /** Instead of the verdict's line. */ readonly line?: string }

function report({ verdict, facts, signatures = [], level = null, statement, sample = false, statusList = null, addenda = null, line }: ReportParts): VerifyReport {
  const list = steps.flatMap((step): Fact[] => { const check = facts[step]; return check === undefined ? [] : [{ step, ...visible(check) }]; });
  return {
    verdict, exitCode: exitCodes[verdict],
    summary: visibleText(line ?? verdictLine({ verdict, statement: statement ?? null, sample, because: because(verdict, list, statement) })),
    signatures: signatures.map(({ report: one }) => ({
      field: visibleText(one.field), integrity: visible(one.integrity), coverage: visible(one.coverage), modifications: visible(one.modifications),
      signer: { ...visible(one.signer), name: one.signer.name === null ? null : visibleText(one.signer.name) }, chain: visible(one.chain), timestamp: visible(one.timestamp),
    })),
    level,
    statement: statement ?? null,
    facts: list,
    ...(statusList === null ? {} : { statusList }),
    ...(addenda === null ? {} : { addenda: addenda.map((one) => ({ ...one, file: visibleText(one.file), reason: visibleText(one.reason) })) }),
  };
}

/** The reason that the verdict line gives. */
function because(verdict: VerdictWord, facts: readonly Fact[], statement: StatementReport | undefined): string {
  const of = (result: Check['result'], among: readonly Step[]): string | undefined => facts.find((fact) => fact.result === result && among.includes(fact.step))?.reason;
  switch (verdict) {
    case 'approved': return '';
    case 'approved-with-conditions': return facts.find(({ step }) => step === 'conditions')?.reason ?? '';
    case 'not-approved': return statement?.outcome === 'rejected' ? verdictReasons.rejected() : of('failed', ['validity', 'conditions', 'standing', 'freshness']) ?? '';
    case 'not-authentic': case 'unreadable': return of('failed', steps) ?? '';
    case 'indeterminate': return of('indeterminate', [...authenticity, 'standing']) ?? '';
  }
}

/** Text without what could move a cursor, reorder a line or hide: control, format and separator characters. Spaces are plain, for whoever searches the output. */
function visibleText(text: string): string {
  return text.replaceAll('\u00a0', ' ').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

function visible<C extends Check>(check: C): C {
  return { ...check, reason: visibleText(check.reason) };
}

function statementReport({ subject, predicate }: Statement, print: string): StatementReport {
  return {
    packet: predicate.packet, board: predicate.board.name, boardId: predicate.board.id, sample: predicate.sample, dossier: predicate.dossier,
    product: predicate.release.product, release: `${predicate.release.name} ${predicate.release.release}`, vendor: predicate.release.vendor, outcome: predicate.outcome, issuedAt: predicate.issuedAt, issuer: predicate.issuer.name,
    validFrom: predicate.validFrom, validUntil: predicate.validUntil, revision: predicate.revision, charter: predicate.charter, fingerprint: print,
    subject: subject.map(({ name, digest }) => ({ name, sha256: digest.sha256 })),
    votes: predicate.votes.map(({ member, name, discipline, choice, claimedAt }) => ({ member, name, discipline, choice, claimedAt })),
    ...(predicate.format === 2 ? { countersigners: predicate.countersigners.map(({ member, name, discipline, field }) => ({ member, name, discipline, field })) } : {}),
    recusals: predicate.recusals.map(({ member, name }) => ({ member, name })),
    dissents: predicate.dissents.map(({ member, name, text }) => ({ member, name, text })),
    conditions: predicate.conditions.map(({ id, text, dueOn, obliged, clause, state }) => ({ id, text, dueOn, obliged, clause, state })),
  };
}
