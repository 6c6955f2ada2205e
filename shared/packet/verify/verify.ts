/**
 * The verifier: from a file's bytes to one verdict and the facts that it rests on (`README.md`). Pure but for Web Crypto, so that the
 * command line, the app and a plain page all give the same answer.
 */
import { verdictLine, verdictReasons } from '../../copy/verdict.ts';
import { seal } from '../seal.ts';
import { fingerprint, type Statement } from '../statement.ts';
import { exitCodes, failed, indeterminate, passed, steps, type Check, type Fact, type SignatureLevel, type StatementReport, type Step, type VerdictWord, type VerifyReport } from '../verdict.ts';
import { embeddedFiles, type EmbeddedFile } from './embedded-files.ts';
import { judgeStanding, type Standing } from './level.ts';
import { judgeGrammar } from './packet-grammar.ts';
import { readPdf, type PdfFile } from './pdf-file.ts';
import { authenticity, judgeRecord, verdictOf, type Facts, type VerifyOptions } from './record.ts';
import { fileBytes, readStatement, statementFile, troubleCheck } from './record-files.ts';
import { signatureFields, type SignatureField } from './signature-field.ts';
import { judgeSignatures, signatureLimit, worst, type JudgedSignature } from './signatures.ts';

export type { VerifyOptions } from './record.ts';
export type { VerifyPorts } from './signatures.ts';
export { readTrustRoot, type TrustRoot } from './trust-root.ts';

/** Judges any file. Never throws for what it holds; the work is bounded by the limits of the readers. */
export async function verifyPacket(bytes: Uint8Array, options: VerifyOptions): Promise<VerifyReport> {
  const pdf = readPdf(bytes);
  if (!pdf.ok) {
    const { kind, problem, offsetBytes } = pdf.unread;
    const reason = verdictReasons.unreadable(problem, offsetBytes);
    const facts: Facts = { file: kind === 'unsupported' ? indeterminate(reason) : failed(reason) };
    return report({ verdict: kind === 'not-pdf' ? 'unreadable' : kind === 'malformed' ? 'not-authentic' : 'indeterminate', facts });
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
  return report({ verdict: verdictOf(foreign), facts: foreign, signatures, level: standing?.level ?? null });
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
async function judgePacket({ file, signatures, facts: seen, embedded }: PacketFile, options: VerifyOptions): Promise<VerifyReport> {
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
  const stopAt = (step: Step, check: Check): VerifyReport => {
    const all = { ...facts, [step]: check };
    return report({ verdict: verdictOf(all), facts: all, signatures, level });
  };
  if (!embedded.ok) return stopAt('files', failed(embedded.problem));
  const bytes = fileBytes(files, statementFile);
  if (bytes === null) return stopAt('statement', failed(verdictReasons.fileMissing(statementFile)));
  const read = readStatement(bytes);
  if (!read.ok) return stopAt('statement', troubleCheck(read.trouble));
  const sealed = { certificate: sealing?.data?.signer?.der ?? null, claimedAt: sealing?.claimedAt ?? null };
  const { facts: recorded, isSample } = await judgeRecord(read.value, files, sealed, options);
  const all = { ...facts, ...recorded };
  return report({ verdict: verdictOf(all, read.value.statement), facts: all, signatures, level, statement: statementReport(read.value.statement, fingerprint(options.ports.sha256(bytes))), sample: isSample && options.allowSample });
}

/** One seal; after it nothing, or what the grammar knows as an archive's, to the end of the file. */
function packetCompleteness(file: PdfFile, signatures: readonly JudgedSignature[], seen: Check, grammar: Check): Check {
  const seals = signatures.filter(({ stamp }) => !stamp).length;
  if (seals !== 1 && seen.result !== 'failed') return failed(verdictReasons.extraSignatures(seals));
  const later = file.revisions.length - 1;
  // Validation data that no timestamp covers is nobody's word, and needs to be none: each piece of it is signed by itself.
  const covered = seen.result === 'passed' || (seen.result === 'indeterminate' && grammar.result === 'passed');
  return covered ? passed(later === 0 ? verdictReasons.sealed() : verdictReasons.archived(later)) : seen;
}

interface ReportParts { readonly verdict: VerdictWord; readonly facts: Facts; readonly signatures?: readonly JudgedSignature[]; readonly level?: SignatureLevel | null; readonly statement?: StatementReport; readonly sample?: boolean }

function report({ verdict, facts, signatures = [], level = null, statement, sample = false }: ReportParts): VerifyReport {
  const list = steps.flatMap((step): Fact[] => { const check = facts[step]; return check === undefined ? [] : [{ step, ...visible(check) }]; });
  return {
    verdict, exitCode: exitCodes[verdict],
    summary: visibleText(verdictLine({ verdict, statement: statement ?? null, sample, because: because(verdict, list, statement) })),
    signatures: signatures.map(({ report: one }) => ({
      field: visibleText(one.field), integrity: visible(one.integrity), coverage: visible(one.coverage), modifications: visible(one.modifications),
      signer: { ...visible(one.signer), name: one.signer.name === null ? null : visibleText(one.signer.name) }, chain: visible(one.chain), timestamp: visible(one.timestamp),
    })),
    level,
    statement: statement ?? null,
    facts: list,
  };
}

/** The reason that the verdict line gives. */
function because(verdict: VerdictWord, facts: readonly Fact[], statement: StatementReport | undefined): string {
  const of = (result: Check['result'], among: readonly Step[]): string | undefined => facts.find((fact) => fact.result === result && among.includes(fact.step))?.reason;
  switch (verdict) {
    case 'approved': return '';
    case 'approved-with-conditions': return facts.find(({ step }) => step === 'conditions')?.reason ?? '';
    case 'not-approved': return statement?.outcome === 'rejected' ? verdictReasons.rejected() : of('failed', ['validity', 'conditions']) ?? '';
    case 'not-authentic': case 'unreadable': return of('failed', steps) ?? '';
    case 'indeterminate': return of('indeterminate', authenticity) ?? '';
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
    recusals: predicate.recusals.map(({ member, name }) => ({ member, name })),
    dissents: predicate.dissents.map(({ member, name, text }) => ({ member, name, text })),
    conditions: predicate.conditions.map(({ id, text, dueOn, obliged, clause, state }) => ({ id, text, dueOn, obliged, clause, state })),
  };
}
