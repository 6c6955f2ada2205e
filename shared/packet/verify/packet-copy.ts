/**
 * A copy of a packet, judged by itself: whether a secretary of the board says this, and whether it is whole. What it says about votes nobody can count
 * from it, so the step of the sign-offs stays open and the verdict is never an approval: a copy opens no gate.
 */
import { conditionState } from '../../board/condition.ts';
import { approves } from '../../board/outcome.ts';
import type { Envelope } from '../../bytes/envelope.ts';
import { webVerifySignature } from '../../bytes/ecdsa.ts';
import { readStrict } from '../../bytes/strict-json.ts';
import { copyReasons } from '../../copy/packet-copy.ts';
import { verdictReasons } from '../../copy/verdict.ts';
import type { Result } from '../../result.ts';
import type { Instant } from '../../vocabulary.ts';
import { Deliberation } from '../deliberation.ts';
import { copyFiles } from '../files.ts';
import { copyName, copyPredicateType, CopyStatement } from '../packet-copy.ts';
import { failed, indeterminate, passed, type Check, type StatusListReport } from '../verdict.ts';
import type { EmbeddedFile } from './embedded-files.ts';
import type { Facts, VerifyOptions } from './record.ts';
import { fileBytes, judgeFiles, judgeRosters, judgeStatement, limit, problemOf, type Sealed } from './record-files.ts';
import { readRelatedStatement } from './related-statement.ts';
import { clockSkewMs, judgeSample } from './standing.ts';
import { judgePacketStatus } from './status-list.ts';

export interface StatedCopy { readonly statement: CopyStatement; readonly envelope: Envelope }

/** Reads the statement where it is a copy's; null: it is something else's. Refuses what doesn't fit, and `input/format-number` for a newer version's. */
export function readCopy(bytes: Uint8Array): Result<StatedCopy> | null {
  return readRelatedStatement(bytes, copyPredicateType, CopyStatement);
}

export interface JudgedCopy { readonly facts: Facts; readonly isSample: boolean; /** Every step that a copy can pass has passed. */ readonly holds: boolean; readonly statusList: StatusListReport | null }

/** Judges what is inside. `seen` are the facts of the file itself. */
export async function judgeCopyRecord(stated: StatedCopy, files: readonly EmbeddedFile[], sealed: Sealed, seen: Facts, { trust, at, allowSample, statusLists = [], recorded = null, ports: verifyPorts }: VerifyOptions): Promise<JudgedCopy> {
  const { statement } = stated;
  const { predicate } = statement;
  const { subtle, sha256 } = verifyPorts;
  const ports = { sha256, verify: webVerifySignature(subtle) };
  const rosters = await judgeRosters(files, statement, trust, ports);
  const chain = rosters.value;
  const { check: sample, isSample } = judgeSample({ statement, root: trust, chain, acts: null }, allowSample);
  // A list names the packet, whose digest the copy gives.
  const { parent } = predicate;
  const { freshness, standing: listed, report: statusList } = await judgePacketStatus(statusLists, { issued: parent.digest, number: parent.number, statement: parent.statement, issuedAt: predicate.issuedAt, issuer: predicate.issuer, chain }, trust, at, verifyPorts);
  const standing = recorded ?? listed;
  const facts: Facts = {
    ...seen, files: copyFilesCheck(statement, files, sha256), roster: rosters.check,
    statement: chain === null ? indeterminate(verdictReasons.notReached('roster')) : saidBy(statement, await judgeStatement(stated, chain, sealed, ports)),
    'sign-offs': indeterminate(copyReasons.noVotes(predicate.kind, predicate.parent.number, predicate.parent.digest)),
    sample, validity: copyValidity(statement, at), conditions: copyConditions(statement, at), freshness, ...(standing === null ? {} : { standing }),
  };
  const passing = ['file', 'grammar', 'byte-range', 'integrity', 'chain', 'modifications', 'completeness', 'files', 'roster', 'statement', 'sample'] as const;
  return { facts, isSample, statusList, holds: passing.every((step) => facts[step]?.result === 'passed') };
}

/** Exactly the files of its kind, and the deliberation is the one of this dossier. */
function copyFilesCheck(statement: CopyStatement, files: readonly EmbeddedFile[], sha256: VerifyOptions['ports']['sha256']): Check {
  const { predicate } = statement;
  const list = copyFiles[predicate.kind];
  if (files.length !== list.length) return failed(copyReasons.files());
  const named = judgeFiles(statement, files, sha256, list);
  const bytes = predicate.kind === 'board' ? fileBytes(files, copyFiles.board[2].name) : null;
  if (named.result !== 'passed' || bytes === null) return named;
  const read = readStrict(Deliberation, bytes, { name: copyFiles.board[2].name, maxBytes: limit.statementBytes, canonical: true, format: 1 });
  if (!read.ok) return failed(copyReasons.deliberation(problemOf(read.trouble)));
  return read.value.dossier === predicate.dossier && read.value.revision === predicate.revision ? named : failed(copyReasons.deliberationElsewhere());
}

/** What `judgeStatement` found, and that the copy is named as its packet and kind ask. */
function saidBy({ predicate }: CopyStatement, check: Check): Check {
  if (check.result !== 'passed') return check;
  if (predicate.paper !== copyName(predicate)) return failed(copyReasons.name());
  if (predicate.issuedAt < predicate.validFrom) return failed(copyReasons.begins());
  return passed(copyReasons.holds(predicate.kind, predicate.issuer.name, predicate.parent.number));
}

function copyValidity({ predicate }: CopyStatement, at: Instant): Check {
  if (Date.parse(at) + clockSkewMs < Date.parse(predicate.issuedAt)) return failed(verdictReasons.notYet(predicate.issuedAt));
  if (!approves(predicate.outcome)) return passed(verdictReasons.rejection());
  return at > predicate.validUntil ? failed(verdictReasons.expired(predicate.validUntil)) : passed(verdictReasons.validUntil(predicate.validUntil));
}

/** As the copy states them, and what time has made of the open ones since. */
function copyConditions({ predicate: { conditions } }: CopyStatement, at: Instant): Check {
  const states = conditions.map((condition) => ({ condition, kind: condition.state === 'open' ? conditionState(condition, [], at).kind : condition.state }));
  const ids = (kind: 'open' | 'lapsed'): string[] => states.filter((one) => one.kind === kind).map(({ condition }) => condition.id);
  if (states.length === 0) return passed(verdictReasons.noConditions());
  if (ids('lapsed').length > 0) return failed(verdictReasons.lapsedConditions(ids('lapsed')));
  const [next] = states.filter(({ kind }) => kind === 'open').map(({ condition }) => condition.dueOn).sort();
  return next === undefined ? passed(verdictReasons.allDischarged(states.length)) : indeterminate(verdictReasons.openConditions(ids('open'), next));
}
