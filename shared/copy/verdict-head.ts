/** The verdict line in two: the word that it begins with, which is set large, and what it says about the file. Pure. */
import { addendumWord } from './addendum.ts';
import { nbsp } from './number.ts';
import { packetVerdictWords, relatedVerdictWords } from './status.ts';

const sample = 'SAMPLE ';
// A longer word may begin with a shorter one: `APPROVED WITH CONDITIONS` with `APPROVED`.
const verdictWords = [...Object.values(packetVerdictWords), ...Object.values(relatedVerdictWords), addendumWord].sort((a, b) => b.length - a.length);

/** Compared by eye with page 1, so it stays on one line. */
const fingerprint = /\b[0-9a-f]{4}(?: [0-9a-f]{4}){3}\b/;

export interface VerdictHead { readonly word: string; /** As it stands: it may begin with a name, which is nobody’s to capitalise. '' where the line is nothing but its word. */ readonly rest: string }

/** Splits a verdict line; one that begins with no known word is all word. */
export function verdictHead(summary: string): VerdictHead {
  const prefix = summary.startsWith(sample) ? sample : '';
  const word = verdictWords.find((one) => summary.startsWith(one, prefix.length));
  if (word === undefined) return { word: summary, rest: '' };
  return { word: prefix + word, rest: summary.slice(prefix.length + word.length).replace(/^:? /, '').replace(/^of packet /, 'Of packet ').replace(fingerprint, (groups) => groups.replaceAll(' ', nbsp)) };
}
