import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { itemDigest } from '../../../shared/dossier/revision-tree.ts';
import { factsOn } from '../../../shared/events/dossier-facts.ts';
import type { Fact } from '../../../shared/events/fact.ts';
import { scoringAt, scoringOf, seesOthers, type HazardScoring } from '../../../shared/events/scoring.ts';
import type { Digest, ItemId, MemberId } from '../../../shared/vocabulary.ts';
import { everyone, people } from '../../builders/board.ts';
import { countedDigest } from '../../builders/fact.ts';
import { hazard } from '../../builders/hazard.ts';
import { aurora, contentWith } from '../../builders/revision.ts';
import { review, revisionOne, revisionTwo, type Review } from '../../builders/review.ts';

const { ingrid, amara, rafael, helena, halden } = people;
const h1 = 'H-001' as ItemId;
const current = itemDigest(hazard(), sha256);
const score = (likelihood: number) => ({ severity: 8, likelihood, detectability: 4 });

const give = (board: Review, member: string, likelihood: number, digest: Digest = current, revision = revisionOne) =>
  board.journal.write(member, 'hazard.scored/1', { dossier: aurora, revision, item: h1, itemDigest: digest, score: score(likelihood), note: null });
const agree = (board: Review, member: string, scores: readonly Digest[], digest: Digest = current) =>
  board.journal.write(member, 'score.agreed/1', { dossier: aurora, revision: revisionOne, item: h1, itemDigest: digest, score: score(4), scores: [...scores], reason: '' });
const scoring = (board: Review, facts: readonly Fact[] = board.journal.facts): HazardScoring => {
  const { ballot, latest } = board.summary(ingrid.id, 1000, facts);
  return scoringAt(scoringOf(factsOn(board.view(facts), aurora), ballot, latest.content?.register ?? null, sha256), h1);
};
const published = (): Review => { const board = review(); board.publish(); return board; };
const likelihoods = (board: Review) => scoring(board).scores.map(({ member, score: { likelihood } }) => [member, likelihood]);

describe('the scoring of a hazard', () => {
  it('S-1 counts the latest score of each member who may vote', () => {
    const board = published();
    expect(scoring(board)).toEqual({ scores: [], outdated: [], agreed: null });
    give(board, ingrid.id, 2);
    give(board, amara.id, 5);
    for (const member of [helena.id, halden.id, 'a-stranger']) give(board, member, 9);
    give(board, ingrid.id, 3);
    expect(likelihoods(board)).toEqual([[amara.id, 5], [ingrid.id, 3]]);
    board.act(amara.id, { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' });
    expect(likelihoods(board)).toEqual([[ingrid.id, 3]]);
  });

  it('S-1 is void on another wording or rating of the hazard, and carries over to a revision that leaves it alone', () => {
    const board = published();
    give(board, ingrid.id, 2);
    give(board, amara.id, 5, countedDigest(9));
    expect([likelihoods(board), scoring(board).outdated]).toEqual([[[ingrid.id, 2]], [amara.id]]);
    board.publish(revisionTwo);
    expect(likelihoods(board)).toEqual([[ingrid.id, 2]]);
    board.contents.set(revisionTwo, contentWith({}, [hazard({ title: 'Output names a wrong unit' })]));
    expect(scoring(board)).toEqual({ scores: [], outdated: [ingrid.id, amara.id], agreed: null });
    board.contents.delete(revisionTwo);
    expect(scoring(board)).toEqual({ scores: [], outdated: [], agreed: null });
  });

  it('S-2 takes an agreed score from secretaries only, and says when somebody has scored since', () => {
    const board = published();
    const first = give(board, ingrid.id, 2);
    agree(board, ingrid.id, [first.digest]);
    expect(scoring(board).agreed).toBeNull();
    const agreed = agree(board, helena.id, [first.digest]);
    expect(scoring(board).agreed).toMatchObject({ act: agreed.act, member: helena.id, score: { likelihood: 4 }, fresh: true });
    const second = give(board, amara.id, 7);
    expect(scoring(board).agreed).toMatchObject({ act: agreed.act, fresh: false });
    agree(board, helena.id, [first.digest, second.digest]);
    expect(scoring(board).agreed?.fresh).toBe(true);
    agree(board, helena.id, [first.digest], countedDigest(9));
    expect(scoring(board).agreed?.fresh).toBe(true);
  });

  it('S-1 S-2 never moves a level, a ballot or an outcome', () => {
    const board = published();
    const { ballot, tally } = board.summary();
    const mine = give(board, ingrid.id, 10);
    agree(board, helena.id, [mine.digest]);
    expect(board.summary()).toMatchObject({ ballot, tally });
  });

  it('S-1 S-2 is the same in any order of arrival, with duplicates (property)', () => {
    const move = fc.record({ who: fc.constantFrom(...everyone.map(({ id }) => id)), what: fc.constantFrom('score', 'score', 'score', 'agree', 'recuse'), likelihood: fc.integer({ min: 1, max: 10 }), other: fc.boolean() });
    fc.assert(fc.property(fc.array(move, { maxLength: 15 }), fc.infiniteStream(fc.nat()), (moves, chance) => {
      const board = published();
      for (const { who, what, likelihood, other } of moves) {
        const digest = other ? countedDigest(9) : current;
        if (what === 'score') give(board, who, likelihood, digest);
        else if (what === 'agree') agree(board, who, board.journal.facts.filter(({ type }) => type === 'hazard.scored/1').map((fact) => fact.digest).slice(0, likelihood).concat(countedDigest(1)), digest);
        else board.journal.write(who, 'recusal.declared/1', { dossier: aurora, reason: 'Adviser.' });
      }
      const { facts } = board.journal;
      const arrived = [...facts, ...facts].map((fact) => [Number(chance.next().value), fact] as const).sort((a, b) => a[0] - b[0]).map(([, fact]) => fact);
      expect(scoring(board, arrived)).toEqual(scoring(board));
    }), { numRuns: 50 });
  });
});

describe('seesOthers', () => {
  it('keeps the others’ scores from who has yet to give theirs, until a score is agreed', () => {
    const board = published();
    const mine = give(board, ingrid.id, 2);
    const sees = (member: MemberId) => seesOthers(scoring(board), board.summary().ballot, member);
    expect([ingrid.id, amara.id, rafael.id, helena.id].map(sees)).toEqual([true, false, false, true]);
    agree(board, helena.id, [mine.digest]);
    expect(sees(amara.id)).toBe(true);
  });
});
