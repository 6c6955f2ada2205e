/** The words of addenda: what checking one found, and its line. */
import type { AddendumFault } from '../packet/addendum.ts';
import type { Day, Instant } from '../vocabulary.ts';
import { dateTime, shortDay } from './date.ts';
import { count, listUpTo } from './number.ts';

const short = (text: string, most = 80): string => (text.length > most ? `${text.slice(0, most)}...` : text);

const faults = {
  discharge: 'it calls a condition discharged without the statement that discharged it, or the other way round',
  nothing: 'it closes no condition that its packet states as open',
  repeats: 'it lists a condition twice',
} as const satisfies Record<AddendumFault, string>;

/** What the steps of an addendum say, where a packet's words don't fit. */
export const addendumReasons = {
  fault: (fault: AddendumFault) => `the statement is no addendum: ${faults[fault]}`,
  actType: (type: string) => `${short(type)} is no act of an addendum`,
  decisions: () => 'the sign-offs hold another number of decisions than one',
  dischargeExtra: (act: string) => `the discharge ${act.slice(0, 8)} is not one that the statement names`,
  dischargeDiffers: (condition: string) => `the statement tells the discharge of ${short(condition)} otherwise than it was signed`,
  dischargeLater: (condition: string) => `the discharge of ${short(condition)} claims a later time than the addendum`,
  signOffsHold: (discharges: number) => `${count(discharges, 'discharge')} and the decision, each signed by its member’s key`,
  revisionHolds: (digest: string) => `revision ${digest.slice(0, 8)}, whose owners can’t discharge its conditions`,
  revisionDiffers: (what: string) => `the ${what} of the statement differs from the revision’s`,
  decisionVoid: (why: string) => `the decision is none: ${why}`,
  notAllowed: (condition: string) => `whoever discharged ${short(condition)} may not (rule C-4), or not any more when they did (rule C-2)`,
  stateDiffers: (condition: string) => `${short(condition)} stands otherwise by the acts than the statement says`,
  rulesHold: (discharges: number) => `${count(discharges, 'discharge')} by members who may, in time`,
  speaks: (parent: string) => `it adds to packet ${short(parent)} and approves nothing by itself`,
  // the step `addenda` of a packet
  unread: (name: string, why: string) => `${short(name)} is no addendum that holds: ${why}`,
  notOne: (name: string) => `${short(name)} is not an addendum`,
  otherPacket: (name: string, parent: string) => `${short(name)} adds to packet ${short(parent)}, not to this one as it was issued`,
  packetDiffers: (name: string, what: string) => `${short(name)} tells another ${what} than the packet`,
  otherChain: (name: string) => `the rosters of ${short(name)} are not those of the packet, carried on`,
  issuerLeft: (name: string, issuer: string, since: Instant) => `${short(name)} is issued by ${short(issuer)}, who was no longer a secretary of the board since ${dateTime(since)}`,
  earlier: (name: string) => `${short(name)} claims to be issued before the packet`,
  notYet: (name: string, issuedAt: Instant) => `${short(name)} is issued on ${dateTime(issuedAt)}, after the time that is judged at`,
  ended: (name: string, why: string) => `${short(name)} counts no more: ${why}`,
  packetUnproven: () => 'the packet itself isn’t proven, so nothing can be added to it',
  counted: (closed: readonly { readonly number: string; readonly ids: readonly string[] }[]) => closed.map(({ number, ids }) => `${short(number)} closes ${listUpTo(ids, 8)}`).join('; '),
} as const;

export interface AddendumLine {
  readonly sample: boolean;
  readonly number: string;
  readonly parent: string;
  readonly board: string;
  readonly release: string;
  readonly fingerprint: string;
  readonly conditions: readonly { readonly id: string; readonly dueOn: string; readonly before: string; readonly state: string }[];
  /** What speaks against it at this time; empty: nothing. */
  readonly because: string;
}

/** Before the line of an addendum that holds, and on its page 1. */
export const addendumWord = 'AUTHENTIC ADDENDUM';

/** How many conditions are closed and which wait: `2 of 3 conditions closed (C-1 and C-3); C-2 (due 11 Dec 2026) is open`. */
export function closedWords(conditions: AddendumLine['conditions']): string {
  const closed = conditions.filter(({ state }) => state === 'discharged').map(({ id }) => id);
  const open = conditions.filter(({ state }) => state === 'open').map(({ id, dueOn }) => `${id} (due ${shortDay(dueOn as Day)})`);
  const lapsed = conditions.filter(({ state }) => state === 'lapsed').map(({ id }) => id);
  const rest = [...(open.length === 0 ? [] : [`${listUpTo(open, 8)} ${open.length === 1 ? 'is' : 'are'} open`]), ...(lapsed.length === 0 ? [] : [`${listUpTo(lapsed, 8)} lapsed`])];
  return `${closed.length} of ${count(conditions.length, 'condition')} closed (${listUpTo(closed, 8)}); ${rest.length === 0 ? 'none is open' : rest.join('; ')}`;
}

/** The line of an addendum that holds: what it adds to what. Page 1 asks its reader to find the fingerprint here. */
export function addendumLine({ sample, number, parent, board, release, fingerprint, conditions, because }: AddendumLine): string {
  return `${sample ? 'SAMPLE ' : ''}${addendumWord}: ${number} to packet ${parent}, ${release} by ${board}, fingerprint ${fingerprint}: ${closedWords(conditions)}${because === '' ? '' : `; ${because}`}. It approves nothing by itself: verify the packet together with it.`;
}
