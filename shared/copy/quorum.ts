/** Quorum and decision as sentences: what was asked, what is there, what is missing. */
import type { Tally } from '../board/decision.ts';
import type { Quorum } from '../board/quorum.ts';
import { count, figure, inWords, list, sentenceStart } from './number.ts';
import { barReasons, disciplineWords } from './status.ts';

/** `3 votes counted, 4 needed. Domain missing.` or `Quorum met: 5 votes counted, 4 needed.` */
export function quorumSentence({ quorum, counts, minimum }: Pick<Tally, 'quorum' | 'counts' | 'minimum'>): string {
  const votes = `${count(counts.counted, 'vote')} counted, ${figure(minimum)} needed.`;
  return quorum.kind === 'met' ? `Quorum met: ${votes}` : [sentenceStart(votes), ...quorumGaps(quorum)].join(' ');
}

/** What else keeps the quorum from being met, one short sentence each; the count of votes apart. */
export function quorumGaps(quorum: Quorum): readonly string[] {
  if (quorum.kind === 'met') return [];
  const disciplines = quorum.gaps.flatMap((gap) => (gap.kind === 'discipline' ? [disciplineWords(gap.discipline)] : []));
  const forked = quorum.gaps.filter((gap) => gap.kind === 'fork').length;
  return [
    ...(disciplines.length > 0 ? [`${sentenceStart(list(disciplines.map((words, index) => (index === 0 ? words : lowerStart(words)))))} missing.`] : []),
    ...(forked > 0 ? [`${sentenceStart(inWords(forked))} ${forked === 1 ? 'device has' : 'devices have'} forked.`] : []),
    ...(quorum.gaps.some((gap) => gap.kind === 'content-missing') ? ['The revision itself has not arrived on this machine.'] : []),
  ];
}

/** What the votes come to: `The votes approve, with 2 conditions: 3 approve, 1 rejects, 1 abstains.` or why they come to nothing yet. */
export function decisionSentence(tally: Tally): string {
  if (tally.quorum.kind === 'not-met') return quorumSentence(tally);
  if (tally.outcome === 'undecided') return [`${votesSentence(tally)}.`, ...tally.bars.map((bar) => barReasons[bar])].join(' ');
  const verdict = tally.outcome === 'rejected' ? 'The votes reject the release' : tally.conditions.length > 0 ? `The votes approve, with ${count(tally.conditions.length, 'condition')}` : 'The votes approve';
  return `${verdict}: ${votesSentence(tally)}.`;
}

/** `3 approve, 1 rejects, 1 abstains`. */
export function votesSentence({ counts }: Pick<Tally, 'counts'>): string {
  const parts = [verb(counts.approvals, 'approve'), verb(counts.rejections, 'reject'), verb(counts.abstentions, 'abstain')].filter((part) => part !== null);
  return parts.length === 0 ? 'No votes' : parts.join(', ');
}

function verb(n: number, word: string): string | null {
  return n === 0 ? null : `${figure(n)} ${word}${n === 1 ? 's' : ''}`;
}

/** Inside a list a discipline loses its capital, unless it is an abbreviation. */
function lowerStart(words: string): string {
  return /^[A-Z]{2}/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}
