/** Words about countersignatures: where one differs from the form that it has, and what the verifier finds. */
import type { VoidReason } from '../events/countersigning.ts';
import type { Instant } from '../vocabulary.ts';
import { dateTime } from './date.ts';
import { figure, listUpTo } from './number.ts';

const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}...` : name);

/** Where a revision differs from the countersignature that its parts make. */
export const countersignProblems = {
  base: 'the sealed revision has not the form that countersignatures and archives build upon',
  kind: (revision: number) => `revision ${figure(revision)} is no countersignature, and fields still wait for one`,
  bytes: (revision: number) => `revision ${figure(revision)} is not the one that its field, time and signature make`,
  signature: (revision: number, problem: string) => `the countersignature of revision ${figure(revision)}: ${problem}`,
  authority: (revision: number) => `the countersignature of revision ${figure(revision)} brings another authority’s certificate than the seal`,
} as const;

const people = (names: readonly string[]): string => listUpTo(names.map(short), 8);

/** What the verifier says of them. */
export const countersignReasons = {
  charterWants: () => 'the board’s charter asks for the members’ own signatures, and the packet is sealed without them; ask the board for the countersigned packet',
  charterForbids: () => 'the packet asks for countersignatures, and the charter that its decision was taken under does not',
  fieldsDiffer: () => 'the fields of the file are not those that the statement names for its members',
  otherMembers: () => 'the members who must countersign are not those whose votes the decision counts',
  notMember: (name: string) => `${short(name)} must countersign, and the newest roster gives them another key, or they have left the board; ask the board to issue the packet again`,
  otherSigner: (name: string, field: string) => `the field “${short(field)}” is for ${short(name)}, and somebody else’s certificate signed in it`,
  tooEarly: (name: string, at: Instant) => `${short(name)} claims to have countersigned on ${dateTime(at)}, before the packet was issued`,
  unsound: (name: string, reason: string) => `the countersignature of ${short(name)}: ${reason}`,
  grammarFirst: () => 'not judged, since the file is not written as packets are',
  missing: (signed: number, needed: number, names: readonly string[]) => `${figure(signed)} of ${figure(needed)} required members have countersigned; missing: ${people(names)}`,
  complete: (names: readonly string[]) => `all ${figure(names.length)} required members have countersigned: ${people(names)}`,
  one: (name: string) => `the one required member has countersigned: ${short(name)}`,
} as const;

/** Why a file can't be countersigned here. */
export const countersignRefusals = {
  noField: 'it has no field that waits for this signature; it may be a sealed packet, or complete already',
  filled: 'this member’s field is filled already',
  otherBoard: (reason: string) => `it is no sound packet of this board: ${reason}`,
  notAsked: (name: string) => `${short(name)} is not among the members who must countersign it`,
  otherKey: 'the board gave you another key since it was issued; a secretary has to issue the packet again',
  otherVote: 'it tells another vote than the one that is recorded here under your name; don’t sign it, and tell a secretary',
  clockBehind: (issuedAt: Instant) => `it was issued on ${dateTime(issuedAt)}, and this machine’s clock is behind that; set the clock`,
  unsound: (reason: string) => `what was signed does not verify: ${reason}`,
} as const;

/** Why a countersignature in the record doesn't count. */
export const voidCountersignatureWords = {
  'another-came-first': 'another one on the same file came first', 'file-unknown': 'the file that it was made on isn’t here', 'not-asked': 'the packet doesn’t ask for it', 'unsound': 'it doesn’t verify',
} as const satisfies Record<VoidReason, string>;

/** How far it has come, on the command line and on screens. */
export const countersignStatus = {
  count: (signed: number, needed: number) => `${figure(signed)} of ${figure(needed)}`,
  waitsFor: (names: readonly string[]) => (names.length === 0 ? 'nobody: the packet is complete' : people(names)),
  fileOrDossier: 'name either the file that was handed over, or the dossier (--dossier) whose packet waits for you',
} as const;
