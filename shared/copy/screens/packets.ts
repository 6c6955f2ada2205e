/** The packet tab: what stands, what was issued for it, each packet with what can be done with it. */
import type { DecisionRecord } from '../../board/decision-status.ts';
import type { Instant } from '../../vocabulary.ts';
import { dateTime, longDay } from '../date.ts';
import { figure, size } from '../number.ts';
import { slot, type Parts } from '../parts.ts';
import { outcomeWords } from '../status.ts';

export const packetsWords = {
  nothing: 'There is no decision to issue.',
  notIssued: ({ outcome }: Pick<DecisionRecord, 'outcome'>): string => `${outcomeWords[outcome]}. The packet is not issued yet.`,
  issued: (number: string, { outcome }: Pick<DecisionRecord, 'outcome'>): string => `Packet ${number} is issued: ${outcomeWords[outcome].toLowerCase()}.`,
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
  packet: {
    label: (number: string): string => `Packet ${number}`,
    of: (number: string): string => `packet ${number}`,
    by: (name: string, at: Instant, bytes: number): Parts<'digest'> => [`${name}, ${dateTime(at)}. ${size(bytes)} `, slot('digest')],
    save: 'Save packet', saved: (name: string): string => `Saved as ${name}.`, verify: 'Verify packet',
    file: (number: string): string => `${number}.pdf`,
  },
} as const;
