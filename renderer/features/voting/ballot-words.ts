/** The shape of where a member stands, and what they voted before. Pure. */
import type { SignOff, Stand } from '../../../shared/events/sign-off.ts';
import { votingWords } from '../../../shared/copy/screens/voting.ts';
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
  return votingWords.signOffs.earlier(earlier.length, earlier.at(-1)?.standing.kind === 'withdrawn');
}
