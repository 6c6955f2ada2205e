/** What a copy leaves out, in numbers: nothing is left out in silence. */
import { count, list } from '../../copy/number.ts';
import type { Source } from './source.ts';

/** `3 privileged items are withheld. 5 items of the board's deliberation are withheld: ...` */
export function withheldSentence({ basis: { withheld, deliberation }, copy }: Source): string {
  const privileged = withheld === 0 ? 'No privileged item is withheld.' : `${count(withheld, 'privileged item')} ${withheld === 1 ? 'is' : 'are'} withheld: counsel’s own notes, which are no basis of the decision.`;
  if (copy?.kind === 'board') return `${privileged} The board’s deliberation is in this copy, and in no other.`;
  if (deliberation === undefined) return privileged;
  const { questions, replies, scores, notes } = deliberation;
  const total = questions + replies + scores + notes;
  if (total === 0) return privileged;
  const kinds = [[questions, 'question', 'questions'], [replies, 'reply', 'replies'], [scores, 'score of a hazard', 'scores of hazards'], [notes, 'note on a document', 'notes on documents']] as const;
  return `${privileged} ${count(total, 'item')} of the board’s deliberation ${total === 1 ? 'is' : 'are'} withheld: ${list(kinds.flatMap(([n, one, many]) => (n === 0 ? [] : [count(n, one, many)])))}.`;
}
