/** What the sign-off panel and the vote sheet say beyond the tables of `shared/copy`. Pure. */
import type { SignOff, Stand } from '../../../shared/events/sign-off.ts';
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

/** What a member voted before what counts now: `1 earlier vote, withdrawn`; empty where there is none. */
export function earlierVotes({ stand, votes }: Pick<SignOff, 'stand' | 'votes'>): string {
  const earlier = stand.kind === 'cast' ? votes.slice(0, -1) : votes;
  if (earlier.length === 0) return '';
  return `${count(earlier.length, 'earlier vote')}${earlier.at(-1)?.standing.kind === 'withdrawn' ? `, ${earlier.length === 1 ? '' : 'the last '}withdrawn` : ''}`;
}

/** What a decision recorded now would say: `If the board decided now: approved with 2 conditions.` */
export function outcomeNow({ outcome, conditions }: Tally): string {
  if (outcome === 'undecided') return 'Decided now, nothing would be approved or rejected.';
  const words = outcome === 'approved-with-conditions' ? `approved with ${count(conditions.length, 'condition')}` : outcomeWords[outcome].toLowerCase();
  return `Decided now, the release would be ${words}.`;
}

