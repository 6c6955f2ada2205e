import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/events/fact.ts';
import { addFact, addFork, foldFacts } from '../../../shared/events/fold.ts';
import { packetStandings } from '../../../shared/events/packet-standing.ts';
import { canonicalState, dossierIds, emptyState, factAt, forksOf, unknownCounts } from '../../../shared/events/state.ts';
import { people } from '../../builders/board.ts';
import { countedDigest, journal } from '../../builders/fact.ts';
import { review, type Review } from '../../builders/review.ts';
import { playedReview, plays } from '../../builders/played-review.ts';

/** What every machine must answer alike; when each first saw a fact is its own. */
const summaries = (board: Review, facts: readonly Fact[]) =>
  ['ingrid-solberg', 'helena-brandt'].map((member) => {
    const { revisions, latest, ...rest } = board.summary(member, 1000, facts);
    return { ...rest, standings: packetStandings(board.view(facts), board.contentOf), revisions: revisions.map(({ firstSeenAt: _, ...revision }) => revision) };
  });

describe('the fold', () => {
  it('collects each fact once and tells whether it was new', () => {
    const board = review();
    const state = emptyState();
    const fact = board.publish();
    expect([addFact(state, fact), addFact(state, fact)]).toEqual([true, false]);
    expect(factAt(state, fact.digest)).toBe(fact);
    expect(factAt(state, countedDigest(0xdead))).toBeUndefined();
    expect(dossierIds(state)).toEqual([fact.body.dossier]);
  });

  it('L-3 keeps and counts events of a type from the future, and lets none of them decide anything', () => {
    const board = review();
    board.publish();
    const before = board.summary();
    board.journal.writeUnknown(people.ingrid.id, 'vote.given/2');
    board.journal.writeUnknown(people.amara.id, 'vote.given/2');
    board.journal.writeUnknown(people.amara.id, 'wish.made/1');
    expect([...unknownCounts(board.view().state)]).toEqual([['vote.given/2', 2], ['wish.made/1', 1]]);
    expect(board.summary()).toEqual(before);
    expect(unknownCounts(foldFacts(board.journal.facts.filter((fact) => fact.kind === 'known'))).size).toBe(0);
  });

  it('L-3 takes a name that every object has for a type it does not know', () => {
    const book = journal();
    const odd = { ...book.writeUnknown('a', 'x'), kind: 'known', type: 'constructor', body: {}, act: null } as unknown as Fact;
    expect(foldFacts([odd]).unknown.size).toBe(1);
  });

  it('L-4 keeps both events of a fork and names the first place; a proof alone does as well, and one event twice is none', () => {
    const board = review();
    const own = board.publish();
    expect(forksOf(foldFacts([own, own]))).toEqual([]);
    const branch = board.publish(undefined, { seq: own.seq });
    const fork = { device: own.device, seq: own.seq, digests: [own.digest, branch.digest] };
    expect(forksOf(foldFacts([branch, own]))).toEqual([fork]);
    const state = foldFacts([own]);
    expect([addFork(state, fork), addFork(state, fork)]).toEqual([true, false]);
    expect(forksOf(state)).toEqual([fork]);
  });

  it('is the same in any order of arrival, with duplicates, at once or one by one, and so is every summary (property)', () => {
    fc.assert(fc.property(plays, fc.infiniteStream(fc.nat()), (moves, chance) => {
      const board = playedReview(moves);
      const facts = board.journal.facts;
      const arrived = [...facts, ...facts.filter(() => Number(chance.next().value) % 3 === 0)].map((fact) => [Number(chance.next().value), fact] as const).sort((a, b) => a[0] - b[0])
        .map(([, fact], i) => ({ ...fact, position: i + 1, firstSeenAt: '2027-01-01T00:00:00.000Z' as Fact['firstSeenAt'] }));
      const oneByOne = emptyState();
      for (const fact of arrived) addFact(oneByOne, fact);
      const expected = canonicalState(foldFacts(facts));
      expect(canonicalState(oneByOne)).toEqual(expected);
      expect(canonicalState(foldFacts(arrived))).toEqual(expected);
      for (const fact of arrived) expect(addFact(oneByOne, fact)).toBe(false);
      expect(canonicalState(oneByOne)).toEqual(expected);
      expect(summaries(board, arrived)).toEqual(summaries(board, facts));
    }), { numRuns: 60 });
  });
});
