/** Words about timestamps, revocation and archival levels: what the verifier finds, and what an authority's answer lacks. */
import type { SignatureLevel } from '../packet/verdict.ts';
import type { Instant } from '../vocabulary.ts';
import { dateTime } from './date.ts';
import { count, figure } from './number.ts';

const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}...` : name);
const instant = (at: string): string => dateTime(at as Instant);

/** What is wrong with an authority's answer to a request for a timestamp. */
export const stampWords = {
  noAnswer: 'the answer is no timestamp response',
  notGranted: (status: number) => `the authority did not grant the timestamp (status ${figure(status)})`,
  unreadable: (problem: string) => `the token can’t be read: ${problem}`,
  tooLong: (bytes: number) => `the token has ${figure(bytes)} bytes, more than there is room for`,
  form: (problem: string) => `the token is not written in the one strict way: ${problem}`,
  otherNonce: 'the answer is not to this request: its nonce is another one',
  noSigner: 'the token does not carry its authority’s certificate',
  purpose: 'the authority’s certificate is not for timestamps alone (critical extKeyUsage timeStamping)',
  expired: (at: string) => `the authority’s certificate was not valid on ${instant(at)}`,
  otherTime: (at: string) => `the authority says that it is ${instant(at)}, and this machine’s clock does not`,
  unnamed: 'an unnamed authority',
} as const;

/** What the verifier says about the time. */
export const timestampReasons = {
  none: () => 'no timestamp; the time is the signer’s own claim',
  proven: (at: string, authority: string) => `signed before ${instant(at)}, says ${short(authority)}, whom you chose to trust for times`,
  unknown: (at: string, authority: string) => `stamped on ${instant(at)} by ${short(authority)}; the authority is unknown: nobody chose to trust it for times (--tsa-trust FILE)`,
  untrusted: (at: string, authority: string) => `stamped on ${instant(at)} by ${short(authority)}, which does not lead to the authority that you trust for times`,
  unreadable: () => 'the timestamp can’t be read',
  earlier: (proven: string, claimed: string) => `the signer claims ${instant(claimed)}, and the signature was there on ${instant(proven)} already`,
  revoked: (authority: string) => `the certificate of the timestamp authority ${short(authority)} was revoked when it stamped`,
} as const;

/** What the verifier says about revocation. */
export const revocationReasons = {
  none: (name: string) => `no revocation list or response about ${short(name)} in the file; whether the certificate was revoked is not known here`,
  outdated: (name: string, until: string) => `what the file holds about ${short(name)} ended on ${instant(until)}, before the time of signing`,
  good: (name: string, as: string) => `not revoked at the time of signing: ${short(name)}, as of ${instant(as)}`,
  later: (name: string, at: string) => `revoked only later, on ${instant(at)}: ${short(name)}`,
  revoked: (name: string, at: string) => `the certificate of ${short(name)} was revoked on ${instant(at)}, before the time of signing`,
  doubtful: (name: string, at: string) => `the certificate of ${short(name)} was revoked on ${instant(at)}; only the signer’s own word puts the signature before that`,
  noIssuer: (name: string) => `the certificate that issued that of ${short(name)} is not at hand`,
  root: (name: string) => `${short(name)} certifies itself and can’t be revoked`,
} as const;

const levelNames = {
  B: 'baseline signature', T: 'timestamped', LT: 'timestamped, with what its check needs', LTA: 'for the archive: the check’s material is timestamped too',
} as const satisfies Record<SignatureLevel, string>;

/** The level, and what the next one lacks ('' for the highest). */
export function levelSentence(level: SignatureLevel, lacks: string): string {
  return `PAdES ${level}, ${levelNames[level]}${lacks === '' ? '' : `; for more: ${lacks}`}`;
}

export const levelLacks = {
  timestamp: 'a timestamp',
  revocation: (reason: string) => reason,
  archive: 'a timestamp of the document after its validation data',
} as const;

/** Why a packet can't be raised, and what was given for it. */
export const upgradeProblems = {
  noPacket: 'it is no sealed packet',
  full: 'it has as many archival revisions as a packet may have',
  kinds: { Certs: 'certificate', CRLs: 'revocation list', OCSPs: 'OCSP response' },
  signedByKnown: 'something signed by the board’s authority, the timestamp authority or a certificate that you give with --cert',
  encodings: { Certs: 'certificates in PEM, or one in DER', CRLs: 'revocation lists in PEM, or one in DER', OCSPs: 'one successful OCSP response in DER' },
  unreadable: 'something else, or something that can’t be read',
  stranger: 'something that none of them signed, or that can’t be read',
} as const;

/** What the command line says of levels and lists. */
export const archiveWords = {
  address: 'an http or https address without a name and password in it',
  raised: (from: SignatureLevel, to: SignatureLevel) => `${from} raised to ${to}`,
  stamped: (at: string, authority: string) => `${at}, by ${short(authority)}`,
  until: (day: string) => `until ${day}`,
  untimed: 'B: no timestamp authority was named (--tsa)',
  lowered: 'B: the timestamp could not be had, so the time is the signer’s own claim. “packet upgrade” adds one later.',
} as const;

/** What went wrong between this machine and a server. */
export const webProblems = {
  elsewhere: (status: number) => `it sends elsewhere (${figure(status)}), which isn’t followed`,
  status: (status: number) => `it answered with status ${figure(status)}`,
  tooLong: (limitBytes: number) => `its answer is longer than ${figure(limitBytes)} bytes`,
  tooSlow: (ms: number) => `it did not answer within ${figure(Math.round(ms / 1000))} seconds`,
  unreachable: (code: string) => (code === '' ? 'it can’t be reached' : `it can’t be reached (${code})`),
} as const;

/** Where an archival revision differs from the one that its parts make. */
export const archiveProblems = {
  base: 'the sealed revision has not the form that archives build upon',
  kind: (revision: number) => `revision ${figure(revision)} is neither validation data nor a timestamp of the document`,
  bytes: (revision: number) => `revision ${figure(revision)} is not the one that its certificates, lists or timestamp make`,
  stamp: (revision: number, problem: string) => `the timestamp of revision ${figure(revision)}: ${problem}`,
  stranger: (revision: number, what: string) => `revision ${figure(revision)} holds ${what} that nobody known signed`,
  many: (limit: number) => `more than ${count(limit, 'archival revision')}`,
  waiting: 'an archive begins only after the last countersignature, and the packet still waits for one',
} as const;
