/** The packet tab: what stands, what was issued for it, each packet with what can be done with it. */
import type { DecisionRecord } from '../../board/decision-status.ts';
import type { Instant } from '../../vocabulary.ts';
import type { ExtraCopyKind } from '../../packet/packet-copy.ts';
import { copyNouns } from '../packet-copy.ts';
import type { VoidReason } from '../../events/countersigning.ts';
import { countersignStatus, voidCountersignatureWords } from '../countersign.ts';
import { dateTime, longDay } from '../date.ts';
import { figure, listUpTo, size } from '../number.ts';
import { slot, type Parts } from '../parts.ts';
import { outcomeWords } from '../status.ts';

export const packetsWords = {
  nothing: 'There is no decision to issue.',
  notIssued: ({ outcome }: Pick<DecisionRecord, 'outcome'>): string => `${outcomeWords[outcome]}. The packet is not issued yet.`,
  issued: (number: string, { outcome }: Pick<DecisionRecord, 'outcome'>): string => `Packet ${number} is issued: ${outcomeWords[outcome].toLowerCase()}.`,
  ended: (number: string, state: 'superseded' | 'revoked' | 'contested'): string => `Packet ${number} is ${state}.`,
  waitsForYou: (number: string): string => `Packet ${number} waits for your countersignature.`,
  waitsFor: (number: string, names: readonly string[]): string => `Packet ${number} waits for ${names.length === 1 ? 'the countersignature' : 'the countersignatures'} of ${listUpTo(names, 4)}.`,
  /** Of a packet that members countersign. */
  countersign: {
    state: (signed: number, needed: number, missing: readonly string[]): string => (`Countersigned ${countersignStatus.count(signed, needed)}${missing.length === 0 ? '' : `, waits for ${listUpTo(missing, 4)}`}`),
    asked: 'Your vote is one that its decision counts. Save the packet and read it, then sign your own field in it; it is complete once everybody has.',
    again: 'Another countersignature on the same file came first, so yours doesn’t count. Sign the newest file; what you signed before stays in the record as void.',
    sign: (number: string): string => `Countersign ${number}`,
    done: (number: string, missing: readonly string[]): string => (missing.length === 0 ? `${number} is countersigned by everybody.` : `You have countersigned ${number}. It waits for ${listUpTo(missing, 4)}.`),
    lost: (name: string, reason: VoidReason): string => `A countersignature of ${name} is void: ${voidCountersignatureWords[reason]}.`,
  },
  noneInForce: 'None of its packets is in force.',
  what: 'A packet is the sealed, signed PDF of a standing decision and everything it rests on.',
  /** `ordinal` null: the revision isn't on this machine. */
  stands: ({ outcome, claimedAt, validUntil }: Pick<DecisionRecord, 'outcome' | 'claimedAt' | 'validUntil'>, ordinal: number | null): string => {
    const on = ordinal === null ? 'on a revision that is not here' : `on revision ${figure(ordinal)}`;
    return outcome === 'rejected' ? `The decision of ${longDay(claimedAt)} ${on} stands.` : `The decision of ${longDay(claimedAt)} ${on} stands until ${longDay(validUntil)}.`;
  },
  stamped: (at: string, authority: string): string => `Its seal was stamped on ${dateTime(at as Instant)} by ${authority}.`,
  unstamped: 'The packet is issued without a timestamp (level B): its time is the issuer’s own claim. “countersign packet upgrade” can add one later.',
  issue: 'Issue packet', again: 'Issue again', done: (number: string): string => `Packet ${number} is issued.`,
  list: { head: 'Issued packets', none: 'No packet has been issued for this dossier.' },
  copies: {
    head: 'Copies for other readers',
    make: (kind: ExtraCopyKind): string => `Make ${copyNouns[kind]}`, again: 'Make again',
    done: (number: string): string => `${number} is made.`,
    made: (name: string, at: Instant, bytes: number): Parts<'digest'> => [`Made by ${name}, ${dateTime(at)}. ${size(bytes)}, SHA-256 `, slot('digest')],
    vendor: 'The packet itself is what the vendor and its pipeline get.', save: 'Save copy', of: (number: string): string => `copy ${number}`,
  },
  /** What was done about a packet since, and what may be done. */
  after: {
    head: (number: string): string => `After the issue of ${number}`,
    hint: (ids: readonly string[]): string => `${listUpTo(ids, 6)} ${ids.length === 1 ? 'was' : 'were'} discharged after it was issued. An addendum lets its readers count that.`,
    add: 'Issue addendum', added: (number: string): string => `Addendum ${number} is issued.`,
    label: (number: string): string => `Addendum ${number}`, of: (number: string): string => `addendum ${number}`, save: 'Save addendum',
    beside: (number: string): string => `${number} was issued later, and this one still stands beside it.`,
    supersede: (by: string): string => `Supersede by ${by}`, superseded: (number: string): string => `${number} is superseded.`,
    revoke: {
      open: (number: string): string => `Revoke ${number}`, why: 'Why it is revoked', whyNote: 'Signed, and told to whoever checks it with the board’s status list. It can’t be undone.',
      keep: 'Keep it', sign: 'Sign the revocation', done: (number: string): string => `${number} is revoked.`,
    },
  },
  packet: {
    label: (number: string): string => `Packet ${number}`,
    of: (number: string): string => `packet ${number}`,
    by: (name: string, at: Instant, bytes: number): Parts<'digest'> => [`Issued by ${name}, ${dateTime(at)}. ${size(bytes)}, SHA-256 `, slot('digest')],
    decision: (standing: string): string => `Decision: ${standing.slice(0, 1).toLowerCase()}${standing.slice(1)}`,
    save: 'Save packet', saved: (name: string): string => `Saved as ${name}.`, verify: 'Verify packet',
    file: (number: string): string => `${number}.pdf`,
  },
} as const;
