import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eligibility } from '../../../shared/board/eligibility.ts';
import type { RosterMember } from '../../../shared/board/roster.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import type { Discipline } from '../../../shared/vocabulary.ts';
import { chainOf, everyone, rosterWith } from '../../builders/board.ts';
import { makePlay, playedReview, plays } from '../../builders/played-review.ts';

const charter = fc.record({ minimumVotes: fc.integer({ min: 1, max: 3 }), requiredDisciplines: fc.subarray(['safety', 'legal'] as Discipline[]) });
/** What can only take away: withdrawals by anybody of anything, recusals, acts repeated in other events. Who is revoked comes beside it. */
const takings = plays.map((moves) => moves.map((move) => ({ ...move, what: (['withdraw', 'recuse', 'repeat'] as const)[move.pick % 3]! })));
const revoked = fc.subarray(everyone.map((member) => member.id));

const counted = ({ tally }: DossierSummary) => tally.votes.filter(({ standing }) => standing.kind === 'counted').map(({ vote }) => vote);
const afterRevoking = (gone: readonly string[]): readonly RosterMember[] => everyone.map((member) => (gone.includes(member.id) ? { ...member, status: 'revoked' as const } : member));

describe('whatever happens', () => {
  it('Q-1 Q-2 R-2 L-4 withdrawals, recusals, revocations and repeated acts never create a quorum (property)', () => {
    fc.assert(fc.property(plays, takings, revoked, charter, (moves, taken, gone, asked) => {
      const board = playedReview(moves, asked);
      const before = board.summary();
      for (const move of taken) makePlay(board, move);
      board.rosters = chainOf(rosterWith(everyone, asked), rosterWith(afterRevoking(gone), asked));
      const after = board.summary();
      const had = counted(before).map((vote) => vote.act);
      for (const vote of counted(after)) expect(had).toContain(vote.act);
      // A fork blocks while its member is active: revoking the forker lifts that, and nothing else.
      const asWas = before.tally.quorum;
      const others = asWas.kind === 'met' ? [] : asWas.gaps.filter((gap) => !(gap.kind === 'fork' && gone.includes(gap.member)));
      if (after.tally.quorum.kind === 'met') expect(others).toEqual([]);
    }), { numRuns: 150 });
  });

  it('Q-6 V-1 V-2 V-4 R-1 a counted vote is its member’s only one, by someone eligible, on the latest revision (property)', () => {
    fc.assert(fc.property(plays, (moves) => {
      const summary = playedReview(moves).summary();
      const votes = counted(summary);
      expect(new Set(votes.map((vote) => vote.member)).size).toBe(votes.length);
      for (const vote of votes) {
        expect(eligibility(summary.ballot, vote.member).kind).toBe('eligible');
        expect(vote.revision).toBe(summary.latest.digest);
      }
      expect(summary.tally.counts.counted).toBe(votes.length);
      if (summary.tally.quorum.kind === 'not-met') expect(summary.tally.outcome).toBe('undecided');
    }), { numRuns: 150 });
  });
});
