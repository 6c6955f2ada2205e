/** The words of the verifier: its one verdict line, a name for each step, and what each fact found. */
import type { DecisionStatus } from '../board/decision-status.ts';
import type { Step, StatementReport, VerdictWord } from '../packet/verdict.ts';
import type { Day, Instant } from '../vocabulary.ts';
import { dateTime, shortDay } from './date.ts';
import { count, figure, listUpTo, shortDigest } from './number.ts';
import { decisionStatusReason, packetVerdictWords } from './status.ts';

/** What each step is called beside its result. */
export const stepWords = {
  'file': 'File', 'grammar': 'Written as a packet', 'byte-range': 'Covered bytes', 'integrity': 'Seal', 'chain': 'Certificate', 'modifications': 'Later changes', 'completeness': 'Whole file',
  'files': 'Embedded files', 'roster': 'Board', 'statement': 'Statement', 'sign-offs': 'Sign-offs', 'countersignatures': 'Countersignatures', 'revision': 'Revision', 'rules': 'Rules', 'sample': 'Sample', 'validity': 'Validity',
  'conditions': 'Conditions', 'addenda': 'Addenda', 'standing': 'Standing', 'freshness': 'Freshness', 'timestamp': 'Timestamp', 'revocation': 'Revocation', 'level': 'Level',
  // what the reader asked for beyond them
  'trust': 'Trust file', 'artifacts': 'Artifacts', 'max-age': 'Age', 'require-conditions-closed': 'Closed conditions', 'require-timestamp': 'Timestamp asked for', 'require-level': 'Level asked for', 'require-revocation': 'Revocation asked for', 'require-status-list': 'Status list asked for', 'require-approvals': 'Approving votes', 'require-disciplines': 'Disciplines',
  'allow-boards': 'Allowed boards', 'allow-products': 'Allowed products', 'allow-vendors': 'Allowed vendors',
} as const satisfies Record<Step, string>;

const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}...` : name);

/** What each fact says; what was expected where it did not pass, and what to do where somebody can do something. */
export const verdictReasons = {
  // the file
  readable: (revisions: number) => `a PDF of ${count(revisions, 'revision')}`,
  unreadable: (problem: string, offsetBytes: number) => `not a sound PDF: ${problem} (byte ${figure(offsetBytes)}); ask for the original file`,
  noSignature: () => 'the file carries no signature; expected the seal of a board',
  notReached: (step: Step) => `not judged, since “${stepWords[step]}” did not pass`,
  newer: (name: string, found: number) => `a newer Countersign wrote this packet; update to verify it (${short(name)} has format ${figure(found)})`,
  foreign: () => 'the file holds no statement of a board: it is signed, but it is no packet of Countersign',
  coveredToEnd: (field: string) => `the last signature, “${short(field)}”, covers the whole file`,
  notCoveredToEnd: () => 'no signature covers the file to its end; what was added last is nobody’s',
  addedAfter: (field: string) => `the last signature, “${short(field)}”, covers all but what an archive may add`,
  spaceAfter: (field: string) => `white space follows what the last signature, “${short(field)}”, covers; something changed the file after it was signed`,
  sharedSignature: () => 'two fields name one signature; each signature belongs to one field',
  manySignatures: (limit: number) => `more than ${count(limit, 'signature')}; the others were not looked at`,
  countersigned: (signatures: number, archival: number) => `one seal, ${count(signatures, 'countersignature')} after it${archival === 0 ? '' : `, and then only ${count(archival, 'archival revision')}`}`,
  extraSignatures: (found: number) => `${count(found, 'signature')} in the file; a sealed packet has exactly one`,
  sealed: () => 'one seal, as a sealed packet has, over the whole file',
  archived: (later: number) => `one seal, and after it only ${count(later, 'archival revision')}`,
  revisionUnknown: () => 'which revision was signed is not known, so later changes can’t be told',
  noContents: () => 'the field holds no readable signature',
  noTimestamp: () => 'no timestamp; the time is the signer’s own claim',
  timestampUnreadable: () => 'the timestamp can’t be read',
  itselfTimestamp: () => 'it is itself a timestamp of the document',
  stampAuthorityUnknown: () => 'the timestamp authority is not one that you chose to trust',
  signerUnknown: () => 'the signature can’t be read, so its signer is not known',
  // the record inside
  fileMissing: (name: string) => `the file ${short(name)} is not in the packet`,
  fileTrouble: (name: string, problem: string) => `${short(name)}: ${problem}`,
  fileDiffers: (name: string) => `${short(name)} is not the file that the statement names by its digest`,
  fileOrder: () => 'the statement names other files than the packet format has',
  filesFit: (n: number) => `${count(n, 'file')}, each with the digest that the statement names`,
  tooManyLines: (name: string, limit: number) => `${short(name)} has more than ${figure(limit)} lines`,
  lineEnds: (name: string) => `${short(name)} does not end each line with one line feed`,
  rosterOtherRoot: () => 'the packet is another board’s: its first roster is not the one that the trust file names',
  rosterOtherAuthority: () => 'its rosters name another certificate authority than the trust file',
  rosterOtherBoard: () => 'the statement names another board than its rosters',
  rosterUnknown: () => 'the statement names a roster that is not in the chain',
  rosterExpired: (expiresAt: Instant) => `the last roster ran out on ${dateTime(expiresAt)}, before the packet was issued; ask the board for a newer one`,
  rosterNoBoardRoot: () => 'the trust root names no board; use the trust file of the board',
  rosterUnpinned: () => 'the rosters hold together, but only a trust file can say whose they are (--trust FILE)',
  rosterHolds: (n: number) => `${count(n, 'roster')}, from the first one, which the trust file names`,
  issuerUnknown: (member: string) => `the issuer ${member} is not an active secretary of the board`,
  issuerDiffers: () => 'the statement names another key or name for its issuer than the board’s roster',
  issuerSealDiffers: () => 'the seal was made with another certificate than the roster’s for the issuer',
  statementTime: () => 'the statement and the seal name different times of issue',
  statementSignatures: () => 'the statement carries another number of signatures than one',
  statementHolds: (issuer: string) => `signed by ${short(issuer)}, secretary of the board`,
  actTrouble: (line: number, problem: string) => `line ${figure(line)} of the sign-offs: ${problem}`,
  actType: (type: string) => `${short(type)} does not belong among the sign-offs`,
  actBoard: () => 'the act was signed for another board',
  actDossier: () => 'the act is about another dossier',
  actStranger: (member: string) => `${member} is in no roster of the board`,
  actOrder: () => 'the sign-offs are not in their order, or one stands twice',
  actMissing: (act: string) => `the act ${shortDigest(act)}, which the decision lists, is not among the sign-offs`,
  actDiffers: (act: string) => `the statement says something else about the act ${shortDigest(act)} than what was signed`,
  dissentUntold: (act: string) => `the statement leaves out the dissent of the vote ${shortDigest(act)}`,
  decisionDiffers: (what: string) => `the statement’s ${what} is not that of the decision that was signed`,
  signOffsHold: (acts: number, votes: number) => `${count(acts, 'signed act')}, with ${count(votes, 'vote')} that the decision lists`,
  revisionDiffers: (what: string) => `the ${what} in the statement is not that of the reviewed revision`,
  revisionHolds: (digest: string, hazards: number, evidence: number) => `revision ${shortDigest(digest)}, ${count(hazards, 'hazard')}, ${count(evidence, 'piece')} of evidence`,
  recountHolds: (counted: number, eligible: number) => `counted again: ${figure(counted)} of ${count(eligible, 'eligible member')} voted, and the charter gives this outcome`,
  recountDiffers: (status: DecisionStatus) => `counted again, the decision is void: ${decisionStatusReason(status)}`,
  conditionStateDiffers: (id: string) => `the statement gives ${id} another state than the signed acts`,
  notSample: () => 'a real board’s packet',
  sampleRefused: () => 'a sample board’s packet, made for practice; it never counts as real (--allow-sample reads it all the same)',
  sampleAllowed: () => 'a sample board’s packet, read as a sample because you asked for it',
  sampleDiffers: () => 'statement, rosters, acts and trust file differ about being a sample',
  notYet: (from: Instant) => `valid only from ${dateTime(from)}`,
  validUntil: (until: Instant) => `valid until ${dateTime(until)}`,
  expired: (until: Instant) => `expired: it was valid until ${dateTime(until)}; ask the board for its present decision`,
  rejection: () => 'a rejection has no end',
  rejected: () => 'the board rejected the release',
  overtaken: (status: DecisionStatus) => decisionStatusReason(status),
  noConditions: () => 'none',
  allDischarged: (n: number) => `${count(n, 'condition')}, all discharged`,
  openConditions: (ids: readonly string[], nextDueOn: Day) => `${count(ids.length, 'condition')} open: ${listUpTo(ids, 8)}; next due ${shortDay(nextDueOn)}`,
  lapsedConditions: (ids: readonly string[]) => `${count(ids.length, 'condition')} lapsed: ${listUpTo(ids, 8)}; the approval ended with ${ids.length === 1 ? 'it' : 'them'}`,
  noStatusList: () => 'no status list at hand: whether the board has revoked it since is not known here',
} as const;

/** What the verdict line is made of. `because` is the reason of the fact that decides, '' for an approval. */
export interface VerdictParts { readonly verdict: VerdictWord; readonly statement: StatementReport | null; readonly sample: boolean; readonly because: string }

/** The one line that comes first: the verdict, what it is about, and why or until when. Page 1 of a packet asks its reader to find the fingerprint here. */
export function verdictLine({ verdict, statement, sample, because }: VerdictParts): string {
  const word = `${sample ? 'SAMPLE ' : ''}${packetVerdictWords[verdict]}`;
  if (statement === null || verdict === 'not-authentic' || verdict === 'indeterminate' || verdict === 'unreadable') return `${word}: ${because}.`;
  const what = `${statement.release} by ${statement.board}, packet ${statement.packet}, fingerprint ${statement.fingerprint}`;
  if (verdict === 'not-approved') return `${word}: ${what}: ${because}.`;
  return `${word}: ${what}, until ${dateTime(statement.validUntil as Instant)}${because === '' ? '' : `; ${because}`}.`;
}
