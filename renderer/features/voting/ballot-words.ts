/** What the sign-off panel and the vote sheet say beyond the tables of `shared/copy`. Pure. */
import type { Stand } from '../../../shared/events/sign-off.ts';
import type { Tally } from '../../../shared/board/decision.ts';
import { outcomeWords } from '../../../shared/copy/status.ts';
import { count } from '../../../shared/copy/number.ts';
import type { MarkState } from '../../components/state-mark.tsx';

/** The shape of where a member stands. */
export function standState(stand: Stand): MarkState {
  switch (stand.kind) {
    case 'not-cast': return 'open';
    case 'recused': case 'not-eligible': return 'void';
    case 'cast': switch (stand.standing.kind) {
      case 'counted': return stand.vote.choice === 'reject' ? 'failed' : stand.vote.choice === 'abstain' ? 'not-judged' : 'passed';
      case 'stale': return 'stale';
      default: return 'void';
    }
  }
}

/** What a decision recorded now would say: `If the board decided now: approved with 2 conditions.` */
export function outcomeNow({ outcome, conditions }: Tally): string {
  if (outcome === 'undecided') return 'Decided now, nothing would be approved or rejected.';
  const words = outcome === 'approved-with-conditions' ? `approved with ${count(conditions.length, 'condition')}` : outcomeWords[outcome].toLowerCase();
  return `Decided now, the release would be ${words}.`;
}

