/**
 * What addenda do to their packet (rule P-9): a condition that one closes counts as closed where the addendum is authentic under the same root and
 * names exactly this packet, by the bytes that were issued and by the statement in it. Any other changes nothing and is told as a failure.
 */
import { canonicalText } from '../../bytes/canonical.ts';
import { hexOf } from '../../bytes/digest.ts';
import type { CheckedRoster } from '../../board/roster-chain.ts';
import { addendumReasons as reasons } from '../../copy/addendum.ts';
import type { Digest, Instant } from '../../vocabulary.ts';
import { closedBy } from '../addendum.ts';
import type { Statement } from '../statement.ts';
import { failed, indeterminate, passed, type AddedReport, type Check } from '../verdict.ts';
import type { ProvenAddendum } from './addendum.ts';
import type { PdfFile } from './pdf-file.ts';
import { leftBefore } from './record-files.ts';
import { recount, type PacketActs, type Recount } from './recount.ts';
import type { VerifyPorts } from './signatures.ts';
import { clockSkewMs, judgeConditions } from './standing.ts';

/** An addendum as it came; `name` is what the reader calls it. */
export interface GivenAddendum { readonly name: string; readonly bytes: Uint8Array }

/** An addendum that was judged by itself. `proven` null: it isn't one, or a fact of it did not hold, which `problem` says. `ended`: what a status list says against it, or doesn't say for it. */
export interface OpenedAddendum { readonly name: string; readonly digest: Digest; readonly proven: ProvenAddendum | null; readonly problem: Check | null; readonly ended: Check | null }

/** The packet that they are held against: what its own record proves, and its file. */
export interface AddendumParent {
  readonly file: PdfFile;
  readonly statement: Statement;
  /** SHA-256 of its statement file. */
  readonly digest: Digest;
  /** Null: the record doesn't hold, and nothing can be added to it. */
  readonly ground: (PacketActs & { readonly statement: Statement }) | null;
}

/** The step `addenda`, the conditions as they stand with what counts, and a line for each file; `conditions` null: nothing changes. */
export interface JudgedAddenda { readonly check: Check; readonly conditions: Check | null; readonly reports: readonly AddedReport[] }

/** Holds addenda against their packet at an instant. A file that was given twice counts once. */
export async function judgeAddenda(opened: readonly OpenedAddendum[], parent: AddendumParent, at: Instant, ports: VerifyPorts): Promise<JudgedAddenda> {
  const { ground } = parent;
  const once = opened.filter(({ digest }, index) => opened.findIndex((other) => other.digest === digest) === index);
  const told = (one: OpenedAddendum, check: Check, closes: readonly string[]): AddedReport => ({ file: one.name, number: one.proven?.statement.predicate.paper ?? null, result: check.result, reason: check.reason, closes: [...closes] });
  if (ground === null) {
    const check = indeterminate(reasons.packetUnproven());
    return { check, conditions: null, reports: once.map((one) => told(one, check, [])) };
  }
  const prefixes = new Map<number, Promise<string | null>>();
  const issuedAs = (sizeBytes: number): Promise<string | null> => {
    const known = prefixes.get(sizeBytes) ?? issuedDigest(parent.file, sizeBytes, ports);
    prefixes.set(sizeBytes, known);
    return known;
  };
  // Each addendum's rosters go on from the packet's: the longest says who is still a secretary.
  const newest = once.flatMap(({ proven }) => (proven !== null && isOneChain(proven.chain, ground.chain) ? [proven.chain] : [])).reduce(longer, ground.chain);
  const reports: AddedReport[] = [];
  const fitting: ProvenAddendum[] = [];
  for (const one of once) {
    const { name, proven, problem, ended } = one;
    const wrong = proven === null || problem !== null ? { result: problem?.result ?? 'failed', reason: reasons.unread(name, problem?.reason ?? reasons.notOne(name)) } as const : await misfit(name, proven, { ...parent, ground }, newest, at, issuedAs);
    const check = wrong ?? (ended === null ? null : { result: ended.result, reason: reasons.ended(name, ended.reason) });
    if (check === null && proven !== null) fitting.push(proven);
    reports.push(told(one, check ?? passed(reasons.counted([{ number: proven!.statement.predicate.paper, ids: closedBy(proven!.statement.predicate).map(({ id }) => id) }])), check === null ? closedBy(proven!.statement.predicate).map(({ id }) => id) : []));
  }
  const bad = reports.find(({ result }) => result === 'failed') ?? reports.find(({ result }) => result !== 'passed');
  const check = bad === undefined ? passed(reports.map(({ reason }) => reason).join('; ')) : { result: bad.result, reason: bad.reason };
  return { check, conditions: fitting.length === 0 ? null : judgeConditions(recounted(fitting, ground, at), ground.statement, at), reports };
}

/** SHA-256 of the first `sizeBytes` of the file, where they end a revision of it: an archive's update stands after what was issued. */
async function issuedDigest({ bytes, revisions }: PdfFile, sizeBytes: number, { subtle, digestParts }: VerifyPorts): Promise<string | null> {
  if (!revisions.some(({ eof }) => eof + 1 === sizeBytes)) return null;
  const issued = bytes.subarray(0, sizeBytes) as Uint8Array<ArrayBuffer>;
  return hexOf(digestParts === undefined ? new Uint8Array(await subtle.digest('SHA-256', issued)) : digestParts('SHA-256', [issued]));
}

type ProvenParent = AddendumParent & { readonly ground: NonNullable<AddendumParent['ground']> };

/** Why a true addendum isn't one to this packet, or not now; null where it is. */
async function misfit(name: string, addendum: ProvenAddendum, { statement, digest, ground }: ProvenParent, newest: readonly CheckedRoster[], at: Instant, issuedAs: (sizeBytes: number) => Promise<string | null>): Promise<Check | null> {
  const { statement: { predicate, subject }, chain } = addendum;
  const packet = statement.predicate;
  const { parent } = predicate;
  if (parent.statement !== digest || await issuedAs(parent.sizeBytes) !== parent.digest) return failed(reasons.otherPacket(name, parent.number));
  const facts: readonly (readonly [what: string, told: unknown, found: unknown])[] = [
    ['board', predicate.board.id, packet.board.id], ['number', parent.number, packet.packet], ['dossier', predicate.dossier, packet.dossier], ['revision', predicate.revision, packet.revision], ['decision', predicate.decision, packet.decision],
    ['list of artifacts', subject, statement.subject],
    ['list of conditions', predicate.conditions.map(({ before, state: _, discharge: __, ...condition }) => ({ ...condition, state: before })), packet.conditions],
  ];
  const apart = facts.find(([, told, found]) => canonicalText(told) !== canonicalText(found));
  if (apart !== undefined) return failed(reasons.packetDiffers(name, apart[0]));
  if (!isOneChain(chain, ground.chain)) return failed(reasons.otherChain(name));
  const left = leftBefore(predicate.issuer, predicate.issuedAt, newest.slice(chain.length));
  if (left !== undefined) return failed(reasons.issuerLeft(name, predicate.issuer.name, left.roster.issuedAt));
  if (predicate.issuedAt < packet.issuedAt) return failed(reasons.earlier(name));
  if (Date.parse(at) + clockSkewMs < Date.parse(predicate.issuedAt)) return failed(reasons.notYet(name, predicate.issuedAt));
  const refused = notAllowed(addendum, ground, at);
  return refused === undefined ? null : failed(reasons.unread(name, reasons.notAllowed(refused)));
}

const longer = (a: readonly CheckedRoster[], b: readonly CheckedRoster[]): readonly CheckedRoster[] => (b.length > a.length ? b : a);

/** Whether one of the chains goes on from the other: a board has one. */
function isOneChain(a: readonly CheckedRoster[], b: readonly CheckedRoster[]): boolean {
  return a.every(({ digest }, index) => b[index] === undefined || b[index].digest === digest);
}

/** The packet's own acts with the discharges of the addenda that close something, folded again under the newest of the rosters. What lapsed before the packet was issued stays so. */
function recounted(addenda: readonly ProvenAddendum[], ground: ProvenParent['ground'], at: Instant): Recount {
  const acts = new Map(ground.acts.map((act) => [act.act, act]));
  const closing = new Set(addenda.flatMap(({ statement }) => closedBy(statement.predicate).map(({ discharge }) => discharge?.act)));
  for (const act of addenda.flatMap(({ discharges }) => discharges)) if (closing.has(act.act)) acts.set(act.act, act);
  const chain = addenda.map((one) => one.chain).reduce(longer, ground.chain);
  return recount({ ...ground, acts: [...acts.values()], chain }, at);
}

/** The first condition that an addendum closes by somebody who may not, as the packet's acts show: a recusal in the packet need not be in the addendum. */
function notAllowed(addendum: ProvenAddendum, ground: ProvenParent['ground'], at: Instant): string | undefined {
  const { discharges } = recounted([addendum], ground, at).decided;
  return closedBy(addendum.statement.predicate).find(({ discharge }) => discharges.find(({ act }) => act === discharge?.act)?.allowed !== true)?.id;
}
