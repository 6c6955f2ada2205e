/**
 * Checks a status list, and says what it means for a packet. Who may sign one is proven as a packet's issuer is: by the chain of rosters
 * that the trust file pins. What an authentic list says against a packet counts however old it is; what it says for one counts while it is current.
 */
import { holdsRole, memberOf } from '../../board/member.ts';
import { checkRosterChain, type CheckedRoster } from '../../board/roster-chain.ts';
import { hexOf } from '../../bytes/digest.ts';
import { openEnvelope, payloadTypes } from '../../bytes/envelope.ts';
import { webVerifySignature } from '../../bytes/ecdsa.ts';
import { fromBase64 } from '../../bytes/base64.ts';
import { readStrict } from '../../bytes/strict-json.ts';
import { statusListReasons as reasons } from '../../copy/status-list.ts';
import { verdictReasons } from '../../copy/verdict.ts';
import type { Trouble } from '../../result.ts';
import type { Digest, Instant } from '../../vocabulary.ts';
import { compareLists, listedStates, StatusList, StatusListFile, statusListFault, statusListLimitBytes, type ListedPacket, type ListPlace } from '../status-list.ts';
import { failed, indeterminate, passed, type Check, type StatusListReport } from '../verdict.ts';
import { readCertificate } from './certificate.ts';
import { judgeChain, judgeSigner } from './chain.ts';
import { sameBytes } from './der.ts';
import { leftBefore, problemOf, unfounded, type Judged, type StatedPaper } from './record-files.ts';
import type { VerifyPorts } from './signatures.ts';
import type { TrustRoot } from './trust-root.ts';

/** A list as it came. `isChosen`: the reader gave it for this check, so one that proves nothing is told as a failure. */
export interface GivenList { readonly name: string; readonly bytes: Uint8Array; readonly isChosen: boolean }

/** A list that a secretary of its last roster signed, and that roster's chain. */
export interface AuthenticList extends ListPlace { readonly name: string; readonly list: StatusList; readonly chain: readonly CheckedRoster[] }

/** How far the reader's clock and the board's may be apart. */
const clockSkewMs = 10 * 60_000;
/** So many lengths of files under one number are compared; a board has one or two. */
const mostLengths = 8;

/** Reads a list and proves who signed it, under the root that the reader trusts. Never throws for what the file holds. */
export async function judgeStatusList({ name, bytes }: Pick<GivenList, 'name' | 'bytes'>, root: TrustRoot | null, { subtle, sha256 }: VerifyPorts): Promise<Judged<AuthenticList>> {
  const no = (reason: string): Judged<never> => unfounded(failed(reason));
  const unread = (trouble: Trouble): Judged<never> => (trouble.code === 'input/format-number' ? unfounded(indeterminate(reasons.newer(name))) : no(reasons.unreadable(name, problemOf(trouble))));
  const options = { name, maxBytes: statusListLimitBytes, canonical: true, format: 1 };
  const file = readStrict(StatusListFile, bytes, options);
  if (!file.ok) return unread(file.trouble);
  const { list: envelope, rosters } = file.value;
  const payload = fromBase64(envelope.payload, name);
  const read = payload.ok ? readStrict(StatusList, payload.value, options) : payload;
  if (!read.ok) return unread(read.trouble);
  const list = read.value;
  const fault = statusListFault(list);
  if (fault !== null) return no(reasons.fault(name, fault));
  const verify = webVerifySignature(subtle);
  const checked = await checkRosterChain(rosters, null, { verify, sha256 });
  if (!checked.ok) return checked.trouble.code === 'input/format-number' ? unfounded(indeterminate(reasons.newer(name))) : no(reasons.rosters(name, problemOf(checked.trouble)));
  const chain = checked.value;
  const [first, last] = [chain[0]!, chain.at(-1)!];
  if (root === null) return unfounded(indeterminate(reasons.noRoot(name)));
  if (root.board !== first.digest || list.board.id !== first.digest) return no(reasons.otherBoard(name));
  if (last.roster.ca.keyId !== sha256(root.certificate.spki)) return no(reasons.otherAuthority(name));
  if (list.roster.digest !== last.digest || list.roster.seq !== last.roster.seq || list.board.name !== last.roster.charter.name) return no(reasons.rosterNamed(name));
  if (new Set([list.sample, root.sample, last.roster.sample]).size > 1) return no(reasons.sample(name));
  if (last.roster.expiresAt < list.issuedAt) return unfounded(indeterminate(reasons.rosterExpired(name, last.roster.expiresAt)));
  const member = memberOf(last.roster, list.issuer.member);
  if (member === undefined || !holdsRole(last.roster, list.issuer.member, 'secretary')) return no(reasons.stranger(name, list.issuer.member));
  if (member.key.keyId !== list.issuer.key || member.name !== list.issuer.name) return no(reasons.issuerDiffers(name));
  if (envelope.signatures.length !== 1) return no(reasons.signatures(name));
  const opened = await openEnvelope(envelope, { type: payloadTypes.statusList, keys: [member.key], threshold: 1, verify, sha256, what: name });
  if (!opened.ok) return no(reasons.signature(name, problemOf(opened.trouble)));
  const certified = await judgeCertificate(member, list.issuedAt, root, subtle);
  if (certified.result !== 'passed') return unfounded({ result: certified.result, reason: reasons.certificate(name, certified.reason) });
  return { check: passed(reasons.fresh(list.sequence, list.issuedAt, list.issuer.name, list.nextUpdate)), value: { name, list, chain, digest: opened.value.digest } };
}

/** Whether the board's authority certified the key that signed, at the time that the list claims. */
async function judgeCertificate(member: { readonly certificate: string; readonly key: { readonly spki: string } }, at: Instant, root: TrustRoot, subtle: SubtleCrypto): Promise<Check> {
  const der = fromBase64(member.certificate, 'certificate');
  const spki = fromBase64(member.key.spki, 'key');
  const certificate = der.ok ? readCertificate(der.value) : null;
  if (certificate === null || !spki.ok || !sameBytes(certificate.spki, spki.value)) return failed(reasons.otherCertificate());
  const signer = judgeSigner(certificate, 'document');
  return signer.result === 'passed' ? judgeChain(subtle, certificate, [], root, at) : signer;
}

/** A packet whose own signatures and record were judged, as a list is held against it. */
export interface ListedSubject {
  /** The file at hand, which begins with the issued bytes; or, where another paper names them, their digest. */
  readonly issued: Uint8Array | Digest;
  readonly number: string;
  /** SHA-256 of its statement file. */
  readonly statement: Digest;
  readonly issuedAt: Instant;
  readonly issuer: StatedPaper['predicate']['issuer'];
  /** The rosters in it; null: they don't hold. */
  readonly chain: readonly CheckedRoster[] | null;
}

/** The two facts, and what the list that they rest on says. `standing` is null where no authentic list speaks of the packet. */
export interface PacketStatus { readonly freshness: Check; readonly standing: Check | null; readonly report: StatusListReport | null }

/** Holds the lists at hand against a packet at an instant. Of several authentic ones the newest speaks; a revocation or supersession counts from any, since a list never takes one back. */
export async function judgePacketStatus(given: readonly GivenList[], subject: ListedSubject, root: TrustRoot | null, at: Instant, ports: VerifyPorts): Promise<PacketStatus> {
  const none = (freshness: Check): PacketStatus => ({ freshness, standing: null, report: null });
  if (given.length === 0) return none(indeterminate(verdictReasons.noStatusList()));
  const { chain } = subject;
  if (chain === null) return none(indeterminate(reasons.packetUnproven()));
  const authentic: AuthenticList[] = [];
  const refused: Check[] = [];
  for (const one of given) {
    const { check, value } = await judgeStatusList(one, root, ports);
    const apart = value === null ? null : judgeAgainst(value, chain);
    if (value !== null && apart === null) authentic.push(value);
    // A list that lay at hand by itself was nobody's choice: it is as if there were none.
    else if (one.isChosen) refused.push(apart ?? check);
  }
  const bad = refused.find(({ result }) => result === 'failed') ?? refused[0];
  const newest = [...authentic].sort(compareLists).at(-1);
  if (newest === undefined) return none(bad ?? indeterminate(verdictReasons.noStatusList()));
  const entry = await entryOf(newest.list, subject, ports);
  let speaking: Speaking = { list: newest.list, entry };
  for (const { list } of authentic.filter((one) => one !== newest)) {
    const other = await entryOf(list, subject, ports);
    if (weightOf(other) > weightOf(speaking.entry)) speaking = { list, entry: other };
  }
  const left = authentic.flatMap((one) => leftBefore(subject.issuer, subject.issuedAt, one.chain.slice(chain.length)) ?? [])[0];
  return {
    freshness: bad ?? judgeFreshness(newest.list, entry !== null, subject, at),
    standing: left !== undefined ? failed(reasons.issuerLeft(subject.issuer.name, left.roster.issuedAt)) : judgeStanding(newest.list, speaking, subject, at),
    report: reportOf(newest.list, speaking.entry),
  };
}

/** An entry, and the list that has it. */
interface Speaking { readonly list: StatusList; readonly entry: ListedPacket | 'too-many' | null }

/** What counts from whatever list has it: 0 is for the newest list alone to say. */
function weightOf(entry: Speaking['entry']): number {
  const { state } = entry === null || entry === 'too-many' ? { state: null } : entry;
  return state === 'revoked' ? 2 : state === 'superseded' ? 1 : 0;
}

/**
 * Whether the list's chain and the packet's are one, and the issuer was a secretary still when the list says that it was signed: a member who
 * left keeps a key, and an old roster that names it. `known` is a checked chain of the same board, shorter or longer. Null: nothing against it.
 */
export function judgeAgainst({ name, list, chain }: AuthenticList, known: readonly CheckedRoster[]): Check | null {
  if (known.some(({ digest }, index) => chain[index] !== undefined && chain[index].digest !== digest)) return failed(reasons.otherChain(name));
  const left = leftBefore(list.issuer, list.issuedAt, known.slice(chain.length));
  return left !== undefined ? failed(reasons.noSecretary(name, list.issuer.name, left.roster.issuedAt)) : null;
}

/** The list's word on exactly these issued bytes; what it says against another file with the same signed statement counts too. */
async function entryOf({ packets }: StatusList, { issued, number, statement }: ListedSubject, ports: VerifyPorts): Promise<ListedPacket | 'too-many' | null> {
  const named = packets.filter((one) => one.number === number || one.statement === statement);
  const isIssued = typeof issued === 'string' ? ({ packet }: ListedPacket) => packet === issued : await beginnings(issued, named, ports);
  if (isIssued === null) return 'too-many';
  const fitting = named.filter((one) => isIssued(one) || (one.statement === statement && one.state !== 'issued'));
  return fitting.sort((a, b) => listedStates.indexOf(a.state) - listedStates.indexOf(b.state)).at(-1) ?? null;
}

/** Tells whether the file begins with what was issued: each length is hashed once. Null where there are too many of them. */
async function beginnings(file: Uint8Array, named: readonly ListedPacket[], { subtle, digestParts }: VerifyPorts): Promise<((one: ListedPacket) => boolean) | null> {
  const lengths = [...new Set(named.map(({ sizeBytes }) => sizeBytes))].filter((length) => length <= file.length);
  if (lengths.length > mostLengths) return null;
  const digests = new Map<number, string>();
  for (const length of lengths) {
    const prefix = file.subarray(0, length) as Uint8Array<ArrayBuffer>;
    digests.set(length, hexOf(digestParts === undefined ? new Uint8Array(await subtle.digest('SHA-256', prefix)) : digestParts('SHA-256', [prefix])));
  }
  return ({ packet, sizeBytes }) => digests.get(sizeBytes) === packet;
}

function judgeFreshness({ sequence, issuedAt, nextUpdate, issuer }: StatusList, isListed: boolean, subject: ListedSubject, at: Instant): Check {
  if (Date.parse(issuedAt) > Date.parse(at) + clockSkewMs) return indeterminate(reasons.future(sequence, issuedAt));
  if (nextUpdate < at) return indeterminate(reasons.expired(sequence, nextUpdate));
  if (!isListed && issuedAt < subject.issuedAt) return indeterminate(reasons.before(sequence, issuedAt));
  return passed(reasons.fresh(sequence, issuedAt, issuer.name, nextUpdate));
}

function judgeStanding(newest: StatusList, { list, entry }: Speaking, subject: ListedSubject, at: Instant): Check | null {
  if (entry === 'too-many') return indeterminate(reasons.tooMany());
  // Absence means something on a list that is younger than the packet: it names all that the board knew.
  if (entry === null) return newest.issuedAt < subject.issuedAt ? null : indeterminate(reasons.unknown(newest.sequence, newest.issuedAt));
  const { state, since, reason, supersededBy } = entry;
  if (state === 'issued') return passed(reasons.issued(since));
  if (state === 'not-judged') return indeterminate(reasons.notJudged());
  // A list can't tell what is still to come: an act that claims a later time than the list was there when it was signed.
  const told = since < list.issuedAt ? since : list.issuedAt;
  if (Date.parse(told) > Date.parse(at) + clockSkewMs) return passed(reasons.later(state, since));
  if (state === 'superseded') return failed(reasons.superseded(since, supersededBy?.number ?? reasons.otherPacket(), reason));
  return failed((state === 'revoked' ? reasons.revoked : reasons.contested)(since, reason));
}

function reportOf({ sequence, issuedAt, nextUpdate, issuer }: StatusList, entry: ListedPacket | 'too-many' | null): StatusListReport {
  const listed = entry === null || entry === 'too-many' ? null : { number: entry.number, state: entry.state, since: entry.since, reason: entry.reason, supersededBy: entry.supersededBy };
  return { sequence, issuedAt, nextUpdate, issuer: issuer.name, packet: listed };
}
