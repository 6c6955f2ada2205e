/**
 * What a reader demands of a packet beyond its verdict: their policy, as facts of their own. A demand only ever lowers a verdict: one that
 * failed turns an approval into `not-approved`, one that can't be told into `indeterminate`.
 */
import { z } from 'zod';
import { demandReasons } from '../copy/demand.ts';
import { statusListDemands } from '../copy/status-list.ts';
import { verdictLine } from '../copy/verdict.ts';
import { BoardId, Digest, Discipline, Line, ProductId, type Instant } from '../vocabulary.ts';
import { demandSteps, exitCodes, SignatureLevel, failed, indeterminate, passed, type Check, type Fact, type StatementReport, type VerifyReport } from './verdict.ts';

/** A length of time as people write it in a policy: `90m`, `12h`, `30d`. */
export const Duration = z.string().regex(/^[1-9][0-9]{0,4}[mhd]$/);
export type Duration = z.infer<typeof Duration>;

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** The length in milliseconds. */
export function durationMs(duration: Duration): number {
  return Number(duration.slice(0, -1)) * unitMs[duration.at(-1) as keyof typeof unitMs];
}

/** A policy file, `docs/formats/packet-policy.md`. What it doesn't name is not demanded; a name that it can't have is refused. */
export const PacketPolicy = z.strictObject({
  format: z.literal(1),
  kind: z.literal('packet-policy'),
  require: z.strictObject({
    /** A timestamp that holds, of an authority that the reader trusts for times. */
    timestamp: z.boolean().default(false),
    /** At least this baseline level of PAdES, proven by a timestamp as above. */
    level: SignatureLevel.exclude(['B']).nullable().default(null),
    /** The file itself shows that the seal's certificate was not revoked. */
    revocation: z.boolean().default(false),
    /** A signed status list that says that the packet still stands. */
    statusList: z.boolean().default(false),
    /** Such a list, signed at most so long ago; this demands a list by itself. An older Countersign refuses a policy that has it. */
    statusListMaxAge: Duration.nullable().default(null),
    conditionsClosed: z.boolean().default(false),
    /** At least so many votes that approve, with conditions or without. */
    approvals: z.int().min(1).max(500).nullable().default(null),
    /** Of each of these disciplines at least one vote that approves. */
    disciplines: z.array(Discipline).max(50).default([]),
  }).prefault({}),
  /** Issued at most so long ago. */
  maxAge: Duration.nullable().default(null),
  /** Null allows any; an empty list would allow none, and is refused. */
  allow: z.strictObject({
    boards: z.array(BoardId).min(1).max(100).nullable().default(null),
    products: z.array(ProductId).min(1).max(1000).nullable().default(null),
    vendors: z.array(Line).min(1).max(1000).nullable().default(null),
  }).prefault({}),
});
export type PacketPolicy = z.infer<typeof PacketPolicy>;

/** The policy that demands nothing. */
export const noPolicy: PacketPolicy = PacketPolicy.parse({ format: 1, kind: 'packet-policy' });

/** A file that is to go out, by its digest. */
export const Artifact = z.strictObject({ name: z.string(), sha256: Digest });
export type Artifact = z.infer<typeof Artifact>;

export interface Demands {
  readonly policy: PacketPolicy;
  /** Each must be one that the packet names; empty: none was named. */
  readonly artifacts: readonly Artifact[];
  /** How many trust files the reader gave, and the name of the root that the packet rests on; null: on none of them. Told where there is a choice. */
  readonly roots: { readonly given: number; readonly used: string | null };
}

/** Judges the demands on a report made at `at`, and gives the report with their facts and the verdict that is left. */
export function demandOf(report: VerifyReport, demands: Demands, at: Instant): VerifyReport {
  const facts = judgeDemands(report, demands, at);
  const all = [...report.facts, ...facts];
  const failing = facts.find(({ result }) => result === 'failed');
  const open = facts.find(({ result }) => result === 'indeterminate');
  const deciding = failing ?? open;
  if (deciding === undefined || (report.verdict !== 'approved' && report.verdict !== 'approved-with-conditions')) return { ...report, facts: all };
  const verdict = failing === undefined ? 'indeterminate' : 'not-approved';
  const summary = plain(verdictLine({ verdict, statement: report.statement, sample: report.statement?.sample === true, because: deciding.reason }));
  return { ...report, verdict, exitCode: exitCodes[verdict], summary, facts: all };
}

/** The facts of what was demanded, in the order of their steps. */
export function judgeDemands(report: VerifyReport, { policy, artifacts, roots }: Demands, at: Instant): readonly Fact[] {
  const { require, maxAge, allow } = policy;
  const { statement } = report;
  const authentic = statement !== null && ['approved', 'approved-with-conditions', 'not-approved'].includes(report.verdict);
  /** A demand on what the packet says: nothing that an unproven packet says counts for it. */
  const said = (judge: (statement: StatementReport) => Check): Check => (authentic ? judge(statement) : indeterminate(demandReasons.notJudged()));
  const checks: Partial<Record<(typeof demandSteps)[number], Check>> = {
    ...(roots.given > 1 ? { trust: roots.used === null ? indeterminate(demandReasons.trustNone(roots.given)) : passed(demandReasons.trustOne(roots.used, roots.given)) } : {}),
    ...(artifacts.length > 0 ? { artifacts: said((one) => judgeArtifacts(one, artifacts)) } : {}),
    ...(maxAge === null ? {} : { 'max-age': said((one) => judgeAge(one, maxAge, at)) }),
    ...(require.conditionsClosed ? { 'require-conditions-closed': said(() => judgeClosed(report)) } : {}),
    ...(require.timestamp ? { 'require-timestamp': said(() => demandedFact(report, 'timestamp')) } : {}),
    ...(require.level === null ? {} : { 'require-level': said(() => judgeLevel(report, require.level!)) }),
    ...(require.revocation ? { 'require-revocation': said(() => demandedFact(report, 'revocation')) } : {}),
    ...(require.statusList || require.statusListMaxAge !== null ? { 'require-status-list': said(() => judgeStatusList(report, require.statusListMaxAge, at)) } : {}),
    ...(require.approvals === null ? {} : { 'require-approvals': said((one) => judgeApprovals(one, require.approvals!)) }),
    ...(require.disciplines.length > 0 ? { 'require-disciplines': said((one) => judgeDisciplines(one, require.disciplines)) } : {}),
    ...(allow.boards === null ? {} : { 'allow-boards': said((one) => judgeAllowed(one.boardId, allow.boards!)) }),
    ...(allow.products === null ? {} : { 'allow-products': said((one) => judgeAllowed(one.product, allow.products!)) }),
    ...(allow.vendors === null ? {} : { 'allow-vendors': said((one) => judgeAllowed(one.vendor, allow.vendors!)) }),
  };
  return demandSteps.flatMap((step): Fact[] => { const check = checks[step]; return check === undefined ? [] : [{ step, result: check.result, reason: plain(check.reason) }]; });
}

/** What the words of packets and of command lines may not do to a terminal or a log: move, reorder, hide. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

function factOf({ facts }: VerifyReport, step: Fact['step']): Fact | undefined {
  return facts.find((fact) => fact.step === step);
}

/** A fact of the verifier that changes no verdict by itself, now demanded: open stays open. */
function demandedFact(report: VerifyReport, step: Fact['step']): Check {
  const fact = factOf(report, step);
  if (fact === undefined) return indeterminate(demandReasons.notReached());
  return { result: fact.result, reason: fact.result === 'passed' ? fact.reason : demandReasons.factDemanded(fact.reason) };
}

/** A list that is current, says that the packet stands, and is young enough by the time that its signer claims. */
function judgeStatusList(report: VerifyReport, most: Duration | null, at: Instant): Check {
  const [fresh, standing] = [demandedFact(report, 'freshness'), demandedFact(report, 'standing')];
  if (fresh.result !== 'passed') return fresh;
  if (standing.result !== 'passed' || most === null) return standing.result === 'passed' ? fresh : standing;
  const issuedAt = report.statusList?.issuedAt;
  if (issuedAt === undefined) return indeterminate(demandReasons.notReached());
  return Date.parse(at) - Date.parse(issuedAt) <= durationMs(most) ? fresh : failed(statusListDemands.tooOld(issuedAt as Instant, most));
}

/** The level is what the file holds; that somebody whom the reader believes stands behind its time is the fact `timestamp`. */
function judgeLevel(report: VerifyReport, fewest: SignatureLevel): Check {
  const { level } = report;
  if (level === null) return indeterminate(demandReasons.notReached());
  const order = SignatureLevel.options;
  if (order.indexOf(level) < order.indexOf(fewest)) return failed(demandReasons.levelLow(level, fewest));
  const timestamp = demandedFact(report, 'timestamp');
  return timestamp.result === 'passed' ? passed(demandReasons.level(level, fewest)) : timestamp;
}

function judgeArtifacts({ subject }: StatementReport, artifacts: readonly Artifact[]): Check {
  const known = new Set(subject.map(({ sha256 }) => sha256));
  const unnamed = artifacts.filter(({ sha256 }) => !known.has(sha256));
  return unnamed.length > 0 ? failed(demandReasons.artifactsUnnamed(unnamed)) : passed(demandReasons.artifactsNamed(artifacts.map(({ name }) => name), subject.length));
}

/** The time of issue is the issuer's claim; one that lies ahead is refused by the verifier's step `validity`. */
function judgeAge({ issuedAt }: StatementReport, most: Duration, at: Instant): Check {
  const ageMs = Date.parse(at) - Date.parse(issuedAt);
  return ageMs <= durationMs(most) ? passed(demandReasons.age(issuedAt as Instant, most)) : failed(demandReasons.tooOld(issuedAt as Instant, most));
}

function judgeClosed(report: VerifyReport): Check {
  const fact = factOf(report, 'conditions');
  if (fact?.result === 'passed') return passed(demandReasons.conditionsClosed());
  return fact === undefined ? indeterminate(demandReasons.notJudged()) : failed(demandReasons.conditionsOpen(fact.reason));
}

const approving = ({ votes }: StatementReport) => votes.filter(({ choice }) => choice === 'approve' || choice === 'approve-with-conditions');

/** Votes are counted by member: nobody approves twice. */
function judgeApprovals(statement: StatementReport, fewest: number): Check {
  const found = new Set(approving(statement).map(({ member }) => member)).size;
  return (found >= fewest ? passed : failed)(demandReasons.approvals(found, fewest));
}

function judgeDisciplines(statement: StatementReport, wanted: readonly Discipline[]): Check {
  const found = new Set(approving(statement).map(({ discipline }) => discipline));
  const missing = wanted.filter((one) => !found.has(one));
  return missing.length > 0 ? failed(demandReasons.disciplinesMissing(missing)) : passed(demandReasons.disciplines(wanted));
}

function judgeAllowed(found: string, allowed: readonly string[]): Check {
  return allowed.includes(found) ? passed(demandReasons.allowed(found)) : failed(demandReasons.notAllowed(found, allowed));
}
