import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeOf, rowOf } from '../../../renderer/projection/rows.ts';
import { aurora } from '../../builders/revision.ts';
import { review } from '../../builders/review.ts';

function recorded() {
  const board = review();
  board.publish();
  for (const member of ['ingrid-solberg', 'amara-okafor', 'rafael-quintero']) board.vote(member, 'approve');
  board.journal.writeUnknown('ingrid-solberg', 'vote.sealed/9');
  return board.journal.facts;
}

describe('rows', () => {
  test('a fact is found by its digest, position, dossier and type', () => {
    const fact = recorded()[1]!;
    expect(rowOf(fact)).toEqual({ digest: fact.digest, position: 2, dossier: aurora, type: 'vote.given/1', fact });
  });

  test('L-3: a fact of an unknown type is a row of no dossier', () => {
    const fact = recorded().at(-1)!;
    expect(rowOf(fact)).toMatchObject({ dossier: '', type: 'vote.sealed/9', fact });
  });

  test('what is there already changes nothing', () => {
    expect(changeOf(5, recorded())).toEqual({ kind: 'nothing-new' });
    expect(changeOf(0, [])).toEqual({ kind: 'nothing-new' });
  });

  test('facts that do not follow the cursor leave a gap, wherever it is', () => {
    const facts = recorded();
    expect(changeOf(0, facts.slice(1))).toEqual({ kind: 'gap' });
    expect(changeOf(0, [facts[0]!, facts[1]!, facts[3]!])).toEqual({ kind: 'gap' });
  });

  test('the order of facts and their repeats make no difference', () => {
    const facts = recorded();
    const whole = changeOf(1, facts);
    expect(whole).toMatchObject({ kind: 'rows', cursor: 5 });
    fc.assert(fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), fc.subarray(facts), (shuffled, repeated) => {
      expect(changeOf(1, [...shuffled, ...repeated])).toEqual(whole);
    }));
  });
});
