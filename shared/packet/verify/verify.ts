/**
 * The verifier: from a file's bytes to one verdict and the facts that it rests on (`README.md`). Pure but for Web Crypto, so that the
 * command line, the app and a plain page all give the same answer.
 */
import { webVerifySignature } from '../../bytes/ecdsa.ts';
import { verdictLine, verdictReasons } from '../../copy/verdict.ts';
import type { Sha256 } from '../../ports.ts';
import type { Instant } from '../../vocabulary.ts';
import { fingerprint, type Statement } from '../statement.ts';
import { exitCodes, failed, indeterminate, passed, steps, type Check, type Fact, type StatementReport, type Step, type VerdictWord, type VerifyReport } from '../verdict.ts';
import { embeddedFiles, type EmbeddedFile } from './embedded-files.ts';
import { fileBytes, judgeFiles, judgeRosters, judgeStatement, problemOf, readStatement, statementFile, type StatedDecision } from './packet-record.ts';
import { judgeGrammar } from './packet-grammar.ts';
import { readPdf, type PdfFile } from './pdf-file.ts';
import { misstatedConditions, recount } from './recount.ts';
import { judgeRevision } from './revision-files.ts';
import { seal } from '../seal.ts';
import { signatureFields, type SignatureField } from './signature-field.ts';
import { judgeSignatures, worst, type JudgedSignature } from './signatures.ts';
import { decisionOf, judgeSignOffs } from './sign-offs.ts';
import { judgeConditions, judgeFreshness, judgeRules, judgeSample, judgeValidity } from './standing.ts';
import type { TrustRoot } from './trust-root.ts';

export interface VerifyPorts { readonly subtle: SubtleCrypto; readonly sha256: Sha256 }

export interface VerifyOptions {
  /** The root that the reader chose, from `readTrustRoot`; null: nobody is trusted, and the verdict stays indeterminate. */
  readonly trust: TrustRoot | null;
  /** The instant that validity and conditions are judged at. */
  readonly at: Instant;
  /** Reads a sample board's packet as what it is, instead of refusing it (rule P-5). */
  readonly allowSample: boolean;
  readonly ports: VerifyPorts;
}

type Facts = Partial<Record<Step, Check>>;

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
  const signatures = await judgeSignatures(file, fields, options.trust, options.ports);
  const facts: Facts = { file: passed(verdictReasons.readable(file.revisions.length)), ...signatureFacts(file, signatures) };
  const claimsToBeOurs = fields.some(({ name }) => name === seal.fieldName) || (embedded.ok && embedded.files.some(({ name }) => name === statementFile));
  if (claimsToBeOurs) return judgePacket({ file, fields, signatures, facts, embedded }, options);
  if (signatures.length > 0) facts.statement = indeterminate(verdictReasons.foreign());
  return report({ verdict: verdictOf(facts), facts, signatures });
}

/** The steps that every signed PDF goes through. */
function signatureFacts(file: PdfFile, signatures: readonly JudgedSignature[]): Facts {
  const [first, ...rest] = signatures;
  if (first === undefined) return { integrity: failed(verdictReasons.noSignature()) };
  const of = (check: (one: JudgedSignature) => Check): Check => worst([check(first), ...rest.map(check)]);
  return {
    'byte-range': of(({ report: one }) => one.coverage),
    integrity: of(({ report: one }) => one.integrity),
    chain: of(({ report: { signer, chain } }) => worst([signer.result === 'passed' ? chain : { result: signer.result, reason: signer.reason }, chain])),
    modifications: of(({ report: one }) => one.modifications),
    completeness: judgeCompleteness(file, signatures),
  };
}

/** Archives add validation data after the last signature: allowed, but nobody's word. Anything else after it fails. */
function judgeCompleteness(file: PdfFile, signatures: readonly JudgedSignature[]): Check {
  const last = signatures.findLast(({ coverage }) => coverage.revision !== null);
  if (last === undefined || last.report.modifications.result === 'failed') return failed(verdictReasons.notCoveredToEnd());
  return last.coverage.revision === file.revisions.at(-1) ? passed(verdictReasons.coveredToEnd(last.report.field)) : indeterminate(verdictReasons.addedAfter(last.report.field));
}

interface PacketFile {
  readonly file: PdfFile;
  readonly fields: readonly SignatureField[];
  readonly signatures: readonly JudgedSignature[];
  readonly facts: Facts;
  readonly embedded: ReturnType<typeof embeddedFiles>;
}

/** The steps of our own packets, each as far as the ones before it carry. */
async function judgePacket({ file, fields, signatures, facts, embedded }: PacketFile, options: VerifyOptions): Promise<VerifyReport> {
  const files: readonly EmbeddedFile[] = embedded.ok ? embedded.files : [];
  facts.grammar = await judgeGrammar(options.ports.subtle, { file, fields, embedded: files, cms: signatures[0]?.data ?? null });
  if (facts.completeness?.result === 'passed') facts.completeness = signatures.length === 1 ? passed(verdictReasons.sealed()) : failed(verdictReasons.extraSignatures(signatures.length));
  const bytes = fileBytes(files, statementFile);
  const read = bytes === null ? null : readStatement(bytes);
  if (bytes === null || read === null || !read.ok) {
    const check = failed(!embedded.ok ? embedded.problem : read === null || read.ok ? verdictReasons.fileMissing(statementFile) : problemOf(read.trouble));
    return report({ verdict: 'not-authentic', facts: { ...facts, ...(embedded.ok ? { statement: check } : { files: check }) }, signatures });
  }
  const { isSample } = await judgeRecord(read.value, files, signatures, facts, options);
  return report({ verdict: verdictOf(facts, read.value.statement), facts, signatures, statement: statementReport(read.value.statement, fingerprint(options.ports.sha256(bytes))), sample: isSample && options.allowSample });
}

/** Fills in the facts of the record: files, rosters, statement, sign-offs, revision, rules, and how it all stands at the instant. */
async function judgeRecord(stated: StatedDecision, files: readonly EmbeddedFile[], signatures: readonly JudgedSignature[], facts: Facts, { trust, at, allowSample, ports }: VerifyOptions): Promise<{ readonly isSample: boolean }> {
  const { statement } = stated;
  const record = { sha256: ports.sha256, verify: webVerifySignature(ports.subtle) };
  facts.files = judgeFiles(statement, files, ports.sha256);
  const rosters = await judgeRosters(files, statement, trust, record);
  facts.roster = rosters.check;
  const chain = rosters.value;
  const [sealing] = signatures;
  const sealed = { certificate: sealing?.data?.signer?.der ?? null, claimedAt: sealing?.claimedAt ?? null };
  facts.statement = chain === null ? indeterminate(verdictReasons.notReached('roster')) : await judgeStatement(stated, chain, sealed, record);
  const signOffs = chain === null ? null : await judgeSignOffs(files, statement, chain, record);
  facts['sign-offs'] = signOffs === null ? indeterminate(verdictReasons.notReached('roster')) : signOffs.check;
  const revision = await judgeRevision(files, statement, ports.sha256);
  facts.revision = revision.check;
  const acts = signOffs?.value ?? null;
  const sample = judgeSample({ statement, root: trust, chain, acts }, allowSample);
  facts.sample = sample.check;
  facts.freshness = judgeFreshness();
  const decision = acts === null ? undefined : decisionOf(statement, acts);
  if (chain === null || acts === null || decision === undefined || revision.value === null) {
    for (const step of ['rules', 'validity', 'conditions'] as const) facts[step] = indeterminate(verdictReasons.notReached(chain === null ? 'roster' : acts === null ? 'sign-offs' : 'revision'));
    return sample;
  }
  const packetActs = { statement, chain, acts, decision, reviewed: revision.value };
  const now = recount(packetActs, at);
  facts.rules = judgeRules(now, misstatedConditions(now, statement));
  facts.validity = judgeValidity(now, statement, at);
  facts.conditions = judgeConditions(now, statement, at);
  return sample;
}

/** Steps whose failure means that the file can't be believed; the ones after them judge what a true packet is worth. */
const authenticity = steps.slice(0, steps.indexOf('sample') + 1);

/** A failed fact decides before an open one, and both before what the board decided. */
function verdictOf(facts: Facts, statement?: Statement): VerdictWord {
  const results = authenticity.map((step) => facts[step]?.result);
  if (results.includes('failed')) return 'not-authentic';
  if (statement === undefined || results.includes('indeterminate') || facts.rules === undefined) return 'indeterminate';
  if (statement.predicate.outcome === 'rejected' || facts.validity?.result !== 'passed' || facts.conditions?.result === 'failed') return 'not-approved';
  return facts.conditions?.result === 'passed' ? 'approved' : 'approved-with-conditions';
}

interface ReportParts { readonly verdict: VerdictWord; readonly facts: Facts; readonly signatures?: readonly JudgedSignature[]; readonly statement?: StatementReport; readonly sample?: boolean }

function report({ verdict, facts, signatures = [], statement, sample = false }: ReportParts): VerifyReport {
  const list = steps.flatMap((step): Fact[] => { const check = facts[step]; return check === undefined ? [] : [{ step, ...visible(check) }]; });
  return {
    verdict, exitCode: exitCodes[verdict],
    summary: visibleText(verdictLine({ verdict, statement: statement ?? null, sample, because: because(verdict, list, statement) })),
    signatures: signatures.map(({ report: one }) => ({
      field: visibleText(one.field), integrity: visible(one.integrity), coverage: visible(one.coverage), modifications: visible(one.modifications),
      signer: { ...visible(one.signer), name: one.signer.name === null ? null : visibleText(one.signer.name) }, chain: visible(one.chain), timestamp: visible(one.timestamp),
    })),
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

/** Foreign text without what could move a cursor, reorder a line or hide: control, format and separator characters. */
function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

function visible<C extends Check>(check: C): C {
  return { ...check, reason: visibleText(check.reason) };
}

function statementReport({ subject, predicate }: Statement, print: string): StatementReport {
  return {
    packet: predicate.packet, board: predicate.board.name, boardId: predicate.board.id, sample: predicate.sample, dossier: predicate.dossier,
    release: `${predicate.release.name} ${predicate.release.release}`, vendor: predicate.release.vendor, outcome: predicate.outcome, issuedAt: predicate.issuedAt, issuer: predicate.issuer.name,
    validFrom: predicate.validFrom, validUntil: predicate.validUntil, revision: predicate.revision, charter: predicate.charter, fingerprint: print,
    subject: subject.map(({ name, digest }) => ({ name, sha256: digest.sha256 })),
    votes: predicate.votes.map(({ member, name, discipline, choice, claimedAt }) => ({ member, name, discipline, choice, claimedAt })),
    recusals: predicate.recusals.map(({ member, name }) => ({ member, name })),
    dissents: predicate.dissents.map(({ member, name, text }) => ({ member, name, text })),
    conditions: predicate.conditions.map(({ id, text, dueOn, obliged, clause, state }) => ({ id, text, dueOn, obliged, clause, state })),
  };
}
