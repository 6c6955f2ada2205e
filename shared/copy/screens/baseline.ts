/** Words of the list of revisions that a dossier can be compared with. */
import type { Instant } from '../../vocabulary.ts';
import { shortDay } from '../date.ts';
import { figure, sentenceStart } from '../number.ts';

export const baselineWords = {
  ordinal: (ordinal: number): string => `revision ${figure(ordinal)}`,
  /** A revision of another release or dossier. */
  other: (release: string, ordinal: number): string => `${release}, revision ${figure(ordinal)}`,
  approval: (name: string, at: Instant | undefined): string => (at === undefined ? `Last approval: ${name}` : `Last approval: ${name}, ${shortDay(at)}`),
  looked: (name: string, at: Instant): string => `Last time you looked: ${name}, ${shortDay(at)}`,
  revision: (title: string, at: Instant): string => `${sentenceStart(title)}, ${shortDay(at)}`,
} as const;
