/** A state in a table: its sign and its word, heavier where it needs a reader. */
import type { EvidenceState } from '../../evidence/judge.ts';
import { nbsp } from '../../copy/number.ts';
import { strong, type Cell, type Sign } from './content.ts';

const stateSigns = { passed: 'passed', failed: 'failed', indeterminate: 'indeterminate' } as const satisfies Record<string, Sign>;

export function stateCell(state: EvidenceState, word: string): Cell {
  const text = state === 'passed' || state === 'not-judged' ? word : strong(word);
  return { paragraphs: [state === 'not-judged' ? [text] : [{ sign: stateSigns[state] }, nbsp, text]], maxLines: 1 };
}
