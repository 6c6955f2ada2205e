/** The history tab in the order of its screen: what is told, a revision and what it changed, an entry. What an entry says is in `copy/history.ts`. */
import { dateTime } from '../date.ts';
import { count, figure } from '../number.ts';
import { slot, type Parts } from '../parts.ts';
import type { VoidReason } from '../../events/countersigning.ts';
import { voidCountersignatureWords } from '../countersign.ts';
import { decisionStatusWords, standingWords } from '../status.ts';
import type { Instant } from '../../vocabulary.ts';

export const historyTabWords = {
  scroller: 'History, scrollable',
  detail: 'Newest first, in the order of the signed record. Times are claimed: each is what its author’s clock said.',
  /** Facts of types that this version doesn't know (rule L-3). */
  unknown: (events: number): string => `${count(events, 'event')} of a kind that this version doesn’t know ${events === 1 ? 'is' : 'are'} kept and not told here.`,
  keys: { next: 'Next entry', previous: 'Previous entry' },
  kind: 'What to tell', everything: 'Everything', kindOption: (name: string, entries: number): string => `${name} (${figure(entries)})`,
  person: 'Who', everybody: 'Everybody',
  none: 'Nothing of this kind has happened.',
  revision: (ordinal: number): string => `Revision ${figure(ordinal)}`,
  ofRevision: (ordinal: number): string => `revision ${figure(ordinal)}`,
  before: 'Before the first revision',
  /** `Mina Okada published it, 16 Nov 2026 ffe2 b9f9`. */
  published: (member: string): Parts<'day' | 'digest'> => [`${member} published it, `, slot('day'), ' ', slot('digest')],
  claimed: (at: Instant): string => `${dateTime(at)}, claimed`,
  claimedAndSeen: (at: Instant, seenAt: Instant): string => `${dateTime(at)}, claimed. First here ${dateTime(seenAt)}.`,
  latest: 'Latest', compare: 'Compare the latest with it',
  whatChanged: (since: string): string => `What changed since ${since}`,
  first: 'The first revision of this product that came before the board.',
  comparing: 'Comparing…',
  against: (since: string): string => `What speaks against it, since ${since}`,
  moreAgainst: (n: number): string => `${count(n, 'more speaks', 'more speak')} against the release.`,
  /** Behind an entry: `Vera Holm voted: approve, now stale on revision 1 (its clock was behind what it follows)`. */
  entry: { today: (words: string): string => `, ${words}`, on: (revision: string): string => ` on ${revision}`, outOfStep: ' (its clock was behind what it follows)' },
  today: {
    vote: (standing: keyof typeof standingWords): string => `now ${standingWords[standing].toLowerCase()}`,
    countersignature: (reason: VoidReason): string => `now void: ${voidCountersignatureWords[reason]}`,
    decision: (status: keyof typeof decisionStatusWords): string => `now ${decisionStatusWords[status].toLowerCase()}`,
    resolved: 'since resolved', withdrawn: 'since withdrawn',
  },
} as const;
