/** The words of status lists: what checking one found, what it says of a packet, and what a secretary signs. */
import type { ListedState, StatusListFault } from '../packet/status-list.ts';
import type { Instant } from '../vocabulary.ts';
import { dateTime } from './date.ts';
import { count, figure } from './number.ts';

const short = (text: string, most = 60): string => (text.length > most ? `${text.slice(0, most)}...` : text);
/** A trouble's sentence inside one of ours. */
const bare = (problem: string): string => problem.trim().replace(/\.$/, '');
/** Somebody's own words, inside ours. */
const quoted = (reason: string | null): string => (reason === null || reason.trim() === '' ? '' : `: “${short(reason.trim().replace(/\s+/g, ' '), 200)}”`);

/** What each state is called in a table. */
export const listedStateWords = {
  'issued': 'Issued', 'not-judged': 'Not judged', 'contested': 'Contested', 'superseded': 'Superseded', 'revoked': 'Revoked',
} as const satisfies Record<ListedState, string>;

const faults = {
  order: 'its packets are not in the order of their digests, or one stands twice',
  superseded: 'it names a packet in the place of one that is not superseded, or none in the place of one that is',
  addendum: 'it gives a parent to a packet, or none to an addendum',
  validity: 'it calls itself current for no time, or for longer than a list may be',
} as const satisfies Record<StatusListFault, string>;

/** What the steps `freshness` and `standing` say. */
export const statusListReasons = {
  // whether the file is a list of the board
  unreadable: (name: string, problem: string) => `the file ${short(name)} is no status list: ${bare(problem)}; get it from the board again`,
  newer: (name: string) => `a newer Countersign wrote the status list ${short(name)}; update to read it`,
  fault: (name: string, fault: StatusListFault) => `the file ${short(name)} is no sound status list: ${faults[fault]}`,
  noRoot: (name: string) => `nobody can tell whose ${short(name)} is without the trust file of the board (--trust FILE)`,
  otherBoard: (name: string) => `the file ${short(name)} is another board’s list: its first roster is not the one that the trust file names`,
  otherAuthority: (name: string) => `the rosters of ${short(name)} name another certificate authority than the trust file`,
  rosters: (name: string, problem: string) => `the rosters of ${short(name)} don’t hold: ${bare(problem)}`,
  rosterNamed: (name: string) => `the list ${short(name)} was signed under another roster than the last one in it`,
  rosterExpired: (name: string, expiresAt: Instant) => `the last roster of ${short(name)} ran out on ${dateTime(expiresAt)}, before the list was signed`,
  sample: (name: string) => `the list ${short(name)} and the trust file differ about being a sample`,
  signatures: (name: string) => `the list ${short(name)} carries another number of signatures than one`,
  stranger: (name: string, member: string) => `the list ${short(name)} is not signed by a secretary of the board: ${short(member)} is none in its last roster`,
  issuerDiffers: (name: string) => `the list ${short(name)} names another key or name for its issuer than the roster`,
  signature: (name: string, problem: string) => `the signature on ${short(name)} does not hold: ${bare(problem)}`,
  certificate: (name: string, problem: string) => `the certificate behind ${short(name)}: ${bare(problem)}`,
  otherChain: (name: string) => `the rosters of ${short(name)} and of the packet part ways: they are not one board’s record`,
  noSecretary: (name: string, issuer: string, since: Instant) => `the list ${short(name)} is signed by ${short(issuer)}, who was no longer a secretary of the board since ${dateTime(since)}`,
  otherCertificate: () => 'it is not that of the key in the roster',
  // how current it is
  packetUnproven: () => 'not judged, since the packet itself is not proven to be the board’s',
  future: (sequence: number, issuedAt: Instant) => `list ${figure(sequence)} says that it was signed on ${dateTime(issuedAt)}, after the time judged at; check the clocks`,
  expired: (sequence: number, until: Instant) => `list ${figure(sequence)} was current until ${dateTime(until)}; what the board did since is not known: get its present list`,
  before: (sequence: number, issuedAt: Instant) => `list ${figure(sequence)} was signed on ${dateTime(issuedAt)}, before the packet was issued; get the board’s present list`,
  fresh: (sequence: number, issuedAt: Instant, issuer: string, until: Instant) => `list ${figure(sequence)}, signed by ${short(issuer)} on ${dateTime(issuedAt)}, current until ${dateTime(until)}`,
  // what it says of the packet
  issued: (since: Instant) => `the board lists it as issued on ${dateTime(since)}, and nothing against it`,
  notJudged: () => 'the board lists it, and whoever signed the list could not judge whether its decision is contested; ask the board',
  contested: (since: Instant, reason: string | null) => `contested since ${dateTime(since)}${quoted(reason)}; it approves nothing until the board has decided again`,
  superseded: (since: Instant, by: string, reason: string | null) => `superseded since ${dateTime(since)} by ${short(by)}${quoted(reason)}; ask the board for that one`,
  revoked: (since: Instant, reason: string | null) => `revoked by the board since ${dateTime(since)}${quoted(reason)}; don’t rely on it`,
  later: (state: ListedState, since: Instant) => `nothing listed against it at the time judged at; ${listedStateWords[state].toLowerCase()} since ${dateTime(since)}`,
  unknown: (sequence: number, issuedAt: Instant) => `list ${figure(sequence)} of ${dateTime(issuedAt)} names every packet that the board knew then, and not this one: ask the board whether it issued it`,
  issuerLeft: (issuer: string, since: Instant) => `the list’s rosters show that ${short(issuer)}, who issued this, was no longer a secretary of the board since ${dateTime(since)}`,
  tooMany: () => 'the list names this packet’s number too often to tell which one it is',
  otherPacket: () => 'another packet',
} as const;

/** Demands that a policy makes of a list. */
export const statusListDemands = {
  tooOld: (issuedAt: Instant, most: string) => `demanded, and the list was signed on ${dateTime(issuedAt)}, longer ago than ${most}; get the board’s present list`,
} as const;

/** What contests a packet's decision, for the reason of a listed packet. */
export const contestWords = {
  'decision-contested': 'something speaks against its decision',
  'decision-void': 'the rules never allowed its decision',
  'decision-superseded': 'the board has decided again since',
} as const;

/** What a secretary signs, as a title and a line each. */
export const statusListAct = {
  title: (sequence: number) => `Sign status list ${figure(sequence)}`,
  heads: { list: 'List', packets: 'Packets', current: 'Current until', since: 'As of', follows: 'Follows', effect: 'Effect', file: 'File', digest: 'SHA-256' },
  packets: (counts: Readonly<Record<ListedState, number>>, all: number) => {
    const states = (Object.keys(listedStateWords) as ListedState[]).filter((state) => counts[state] > 0).map((state) => `${figure(counts[state])} ${listedStateWords[state].toLowerCase()}`);
    return all === 0 ? 'none issued yet' : `${count(all, 'packet')}: ${states.join(', ')}`;
  },
  follows: (sequence: number, issuedAt: Instant) => `list ${figure(sequence)} of ${dateTime(issuedAt)}`,
  first: 'nothing: it is the first one',
  effect: 'Until then, whoever checks a packet against this list takes its word for how the packet stands.',
} as const;
