/** How an issued packet or addendum stands, in words. Each table names its whole type. */
import type { ContestReason, PacketStanding, PacketState } from '../events/packet-standing.ts';
import { longDay } from './date.ts';

export const packetStateWords = { issued: 'In force', contested: 'Contested', superseded: 'Superseded', revoked: 'Revoked' } as const satisfies Record<PacketState, string>;

/** Why a packet is contested. */
export const contestWords = {
  'decision-contested': 'Something speaks against its decision since.', 'decision-void': 'The rules never allowed its decision.', 'decision-superseded': 'The board has decided again on the same revision.',
} as const satisfies Record<ContestReason, string>;

/** What became of the file, by whom and why: `Revoked on 2 December 2026 by Helena Brandt: Wrong weights.` Null while it stands. */
export function standingSentence({ state, since, by, reason, supersededBy, contest, inherited, kind, judged }: PacketStanding, { memberName, numberOf }: { readonly memberName: (id: PacketStanding['by']) => string; readonly numberOf: (packet: string) => string }): string | null {
  const its = inherited ? 'Its packet is ' : '';
  const said = reason === null || reason.trim() === '' ? '.' : `: ${reason.trim().replace(/\s+/g, ' ').replace(/([^.!?])$/, '$1.')}`;
  const start = (word: string): string => (its === '' ? word : `${its}${word.toLowerCase()}`);
  switch (state) {
    case 'issued': return judged ? null : 'Whether its decision still stands can’t be told here: parts of what it rests on have not arrived.';
    case 'contested': return `${start('Contested')} since ${longDay(since)}. ${contest === null ? '' : contestWords[contest]}`.trimEnd();
    case 'superseded': return `${start('Superseded')} on ${longDay(since)} by ${supersededBy === null ? 'another packet' : numberOf(supersededBy)}${said}`;
    case 'revoked': return `${start('Revoked')} on ${longDay(since)} by ${memberName(by)}${said}${kind === 'addendum' && !inherited ? ' Its packet stands as it was.' : ''}`;
  }
}
