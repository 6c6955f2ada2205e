/** The record inside a packet, judged without the PDF around it: files, rosters, statement, sign-offs, revision, rules, and how it all stands at an instant. */
import { webVerifySignature } from '../../bytes/ecdsa.ts';
import { verdictReasons } from '../../copy/verdict.ts';
import type { Instant } from '../../vocabulary.ts';
import type { CheckedRoster } from '../../board/roster-chain.ts';
import type { Statement } from '../statement.ts';
import { indeterminate, steps, type Check, type Step, type VerdictWord } from '../verdict.ts';
import type { EmbeddedFile } from './embedded-files.ts';
import { judgeFiles, judgeRosters, judgeStatement, type Sealed, type StatedDecision } from './record-files.ts';
import { misstatedConditions, recount, type PacketActs } from './recount.ts';
import { judgeRevision } from './revision-files.ts';
import { decisionOf, judgeSignOffs } from './sign-offs.ts';
import { judgeConditions, judgeFreshness, judgeRules, judgeSample, judgeValidity } from './standing.ts';
import type { VerifyPorts } from './signatures.ts';
import type { GivenAddendum } from './addenda.ts';
import type { GivenList } from './status-list.ts';
import type { TrustRoot } from './trust-root.ts';

export interface VerifyOptions {
  /** The root that the reader chose, from `readTrustRoot`; null: nobody is trusted, and the verdict stays indeterminate. */
  readonly trust: TrustRoot | null;
  /** Timestamp authorities that the reader chose to believe about time; without one a timestamp is reported and proves nothing. */
  readonly stampTrust?: readonly TrustRoot[];
  /** The instant that validity and conditions are judged at. */
  readonly at: Instant;
  /** Reads a sample board's packet as what it is, instead of refusing it (rule P-5). */
  readonly allowSample: boolean;
  /** Status lists at hand; none: `freshness` stays open, and changes no verdict. */
  readonly statusLists?: readonly GivenList[];
  /** Addenda to the packet at hand; none: the conditions stand as the packet itself has them. */
  readonly addenda?: readonly GivenAddendum[];
  /** What the reader's own record of the board says against exactly this file; it weighs as a status list's word does. Null or left out: nothing. */
  readonly recorded?: Check | null;
  readonly ports: VerifyPorts;
}

/** What the record of a packet proves, for what is held against it; null where it doesn't hold that far. */
export type PacketGround = PacketActs & { readonly statement: Statement };

/** What the steps that were reached have found. */
export type Facts = Partial<Record<Step, Check>>;

/** Judges the record that the statement heads. A step whose ground failed is indeterminate. `isSample`: something in it says so. `chain`: its rosters, null where they don't hold. */
export async function judgeRecord(stated: StatedDecision, files: readonly EmbeddedFile[], sealed: Sealed, { trust, at, allowSample, ports: { subtle, sha256 } }: VerifyOptions): Promise<{ readonly facts: Facts; readonly isSample: boolean; readonly chain: readonly CheckedRoster[] | null; readonly ground: PacketGround | null }> {
  const { statement } = stated;
  const ports = { sha256, verify: webVerifySignature(subtle) };
  const rosters = await judgeRosters(files, statement, trust, ports);
  const chain = rosters.value;
  const unreached = (step: Step): Check => indeterminate(verdictReasons.notReached(step));
  const signOffs = chain === null ? { check: unreached('roster'), value: null } : await judgeSignOffs(files, statement, chain, ports);
  const acts = signOffs.value;
  const revision = await judgeRevision(files, statement, chain?.find(({ digest }) => digest === statement.predicate.roster.digest)?.roster.charter ?? null, sha256);
  const { check: sample, isSample } = judgeSample({ statement, root: trust, chain, acts }, allowSample);
  const facts: Facts = {
    files: judgeFiles(statement, files, sha256), roster: rosters.check, statement: chain === null ? unreached('roster') : await judgeStatement(stated, chain, sealed, ports),
    'sign-offs': signOffs.check, revision: revision.check, sample, freshness: judgeFreshness(),
  };
  const decision = acts === null ? undefined : decisionOf(statement, acts);
  if (chain === null || acts === null || decision === undefined || revision.value === null) {
    const check = unreached(chain === null ? 'roster' : acts === null ? 'sign-offs' : 'revision');
    return { facts: { ...facts, rules: check, validity: check, conditions: check }, isSample, chain, ground: null };
  }
  const ground = { statement, chain, acts, decision, reviewed: revision.value };
  const now = recount(ground, at);
  const rules = judgeRules(now, misstatedConditions(now, statement));
  return { facts: { ...facts, rules, validity: judgeValidity(now, statement, at), conditions: judgeConditions(now, statement, at) }, isSample, chain, ground };
}

/** Steps whose failure means that the file can't be believed; the ones after them judge what a true packet is worth. */
export const authenticity = steps.slice(0, steps.indexOf('sample') + 1);

/** Which of those steps a file is asked for: a sealed one not for countersignatures, unless its board's charter wanted them; then the fact is there. */
export function askedSteps(facts: Facts, statement?: Statement): readonly Step[] {
  return authenticity.filter((step) => step !== 'countersignatures' || facts[step] !== undefined || statement?.predicate.format === 2);
}

/** A failed fact decides before an open one, and both before what the board decided. An approval needs every step of authenticity, reached and passed. */
export function verdictOf(facts: Facts, statement?: Statement): VerdictWord {
  const results = askedSteps(facts, statement).map((step) => facts[step]?.result);
  if (results.includes('failed')) return 'not-authentic';
  if (statement === undefined || results.some((result) => result !== 'passed')) return 'indeterminate';
  if (statement.predicate.outcome === 'rejected' || facts.validity?.result !== 'passed' || facts.conditions?.result === 'failed') return 'not-approved';
  // A status list can only take away. Without one nothing of this is known, and nothing changes.
  if (facts.standing?.result === 'failed' || facts.freshness?.result === 'failed') return 'not-approved';
  if (facts.standing?.result === 'indeterminate') return 'indeterminate';
  return facts.conditions?.result === 'passed' ? 'approved' : 'approved-with-conditions';
}
