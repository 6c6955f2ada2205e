/** Words about a packet's copies: what the verifier finds in one, and what the app and the command line say when one is sealed. */
import type { ExtraCopyKind } from '../packet/packet-copy.ts';
import type { Instant } from '../vocabulary.ts';
import { dateTime } from './date.ts';
import { outcomeWords, relatedVerdictWords } from './status.ts';

/** What a copy is called in a sentence. */
export const copyNouns = { board: 'board copy', summary: 'customer summary' } as const satisfies Record<ExtraCopyKind, string>;

/** What each fact of a copy says where it differs from a packet's. */
export const copyReasons = {
  files: () => 'the file holds other embedded files than a copy of its kind',
  name: () => 'the copy does not have the name that its packet and kind give it',
  begins: () => 'it claims to be sealed before its decision was valid',
  deliberation: (problem: string) => `deliberation.json: ${problem}`,
  deliberationElsewhere: () => 'deliberation.json is about another dossier or revision than the statement',
  holds: (kind: ExtraCopyKind, issuer: string, packet: string) => `signed by ${issuer}, secretary of the board, as a ${copyNouns[kind]} of packet ${packet}`,
  noVotes: (kind: ExtraCopyKind, packet: string, digest: string) => `a ${copyNouns[kind]} holds no votes and approves nothing by itself: verify packet ${packet}, SHA-256 ${digest}`,
} as const;

export interface CopyLine { readonly kind: ExtraCopyKind; readonly sample: boolean; readonly release: string; readonly board: string; readonly packet: string; readonly fingerprint: string; readonly outcome: keyof typeof outcomeWords; readonly validUntil: Instant; readonly because: string }

/** The verdict line of a copy whose every fact holds. `because`: what speaks against its decision today; '' where nothing does. */
export function copyLine({ kind, sample, release, board, packet, fingerprint, outcome, validUntil, because }: CopyLine): string {
  const until = outcome === 'rejected' || because !== '' ? '' : `, until ${dateTime(validUntil)}`;
  return `${sample ? 'SAMPLE ' : ''}${relatedVerdictWords[kind]} of packet ${packet}, fingerprint ${fingerprint}: ${release} by ${board}, ${outcomeWords[outcome].toLowerCase()}${until}${because === '' ? '' : `; ${because}`}. It holds no votes: verify the packet before you rely on it.`;
}

/** The copies that the packet screen offers, one sentence each. */
export const copyOffers = {
  board: { name: 'Board copy', what: 'Everything in the packet and the board’s deliberation, for the board’s own archive. It is not for release.' },
  summary: { name: 'Customer summary', what: 'The decision on two pages, without names of members or texts of hazards. It proves no votes.' },
} as const satisfies Record<ExtraCopyKind, { readonly name: string; readonly what: string }>;
