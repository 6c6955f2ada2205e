import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/events/fact.ts';
import { compareHlc, hadSeen, inOrder } from '../../../shared/events/order.ts';
import type { Digest } from '../../../shared/vocabulary.ts';
import { journal, type Journal, type Writing } from '../../builders/fact.ts';
import { aurora } from '../../builders/revision.ts';

const recuse = (book: Journal, member: string, how: Writing = {}) => book.write(member, 'recusal.declared/1', { dossier: aurora, reason: 'x' }, how);
const digests = (facts: Iterable<{ readonly digest: Digest }>) => [...facts].map((fact) => fact.digest);

/** A feed's fact by who writes, on which machine, how much it has seen and what its clock says. */
const step = fc.record({ member: fc.constantFrom('a', 'b', 'c'), machine: fc.integer({ min: 0, max: 1 }), seen: fc.integer({ min: 0, max: 12 }), minute: fc.integer({ min: 0, max: 20 }) });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function written(steps: readonly Step[]): readonly Fact[] {
  const book = journal();
  for (const { member, machine, seen, minute } of steps) recuse(book, member, { machine, minute, seen: book.facts.slice(0, seen) });
  return book.facts;
}

describe('the order of facts', () => {
  it('L-6 what an author had seen comes first, whatever the clocks say', () => {
    const book = journal();
    const first = recuse(book, 'a', { minute: 100 }), second = recuse(book, 'b', { minute: 1 });
    expect(hadSeen(second, first)).toBe(true);
    expect(hadSeen(first, second)).toBe(false);
    expect(inOrder([second, first])).toEqual([first, second]);
  });

  it('L-6 between facts that don’t know of each other the clock decides, then the digest', () => {
    const book = journal();
    const late = recuse(book, 'a', { minute: 9, seen: 'nothing' }), early = recuse(book, 'b', { minute: 3, seen: 'nothing' }), same = recuse(book, 'c', { minute: 3, seen: 'nothing' });
    expect(inOrder([late, same, early])).toEqual([early, same, late]);
    expect([compareHlc('9.0', '10.0') < 0, compareHlc('10.2', '10.10') < 0, compareHlc('10.2', '10.2')]).toEqual([true, true, 0]);
  });

  it('L-6 a head under the same number but of another branch was not seen', () => {
    const book = journal();
    const one = recuse(book, 'a'), after = recuse(book, 'b'), branch = recuse(book, 'a', { seq: one.seq });
    expect([hadSeen(after, one), hadSeen(after, branch)]).toEqual([true, false]);
  });

  it('L-6 feeds that claim to follow each other in a circle are put in order by their clocks', () => {
    const book = journal();
    const a = recuse(book, 'a', { minute: 5 }), b = recuse(book, 'b', { minute: 4 });
    const lying = { ...a, seen: { [b.device]: { seq: b.seq, digest: b.digest } } };
    expect(digests(inOrder([lying, b]))).toEqual(digests([b, lying]));
  });

  it('is the same whatever the order of arrival, and follows each feed (property)', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 14 }).chain((steps) => fc.tuple(fc.constant(written(steps)), fc.shuffledSubarray([...written(steps)], { minLength: steps.length }))), ([facts, arrived]) => {
      const ordered = inOrder(facts);
      expect(digests(inOrder(arrived))).toEqual(digests(ordered));
      ordered.forEach((later, i) => { for (const earlier of ordered.slice(0, i)) if (earlier.device === later.device) expect(earlier.seq).toBeLessThan(later.seq); });
    }));
  });

  it('puts nothing before what its author had seen, where clocks are kept as a hybrid clock is (property)', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const facts = written(steps.map((one, minute) => ({ ...one, minute })));
      const ordered = inOrder(facts);
      ordered.forEach((earlier, i) => { for (const later of ordered.slice(i + 1)) expect(hadSeen(earlier, later)).toBe(false); });
    }));
  });

  it('keeps one member’s facts in their order when another’s come in, whatever those claim (property)', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const facts = written(steps);
      const own = facts.filter((fact) => fact.member === 'a');
      expect(digests(inOrder(facts).filter((fact) => fact.member === 'a'))).toEqual(digests(inOrder(own)));
    }));
  });
});
