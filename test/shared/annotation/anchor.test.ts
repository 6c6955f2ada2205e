import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../shared/bytes/canonical.ts';
import { Anchor, contextLength, longestPassage, makeAnchor, resolveAnchor, type TextRange } from '../../../shared/annotation/anchor.ts';
import { carryForward } from '../../../shared/annotation/carry.ts';

/** A text of words that each stand once, and a passage of some of them. */
const passages = fc.integer({ min: 4, max: 60 }).chain((count) => fc.record({ count: fc.constant(count), first: fc.nat(count - 1), length: fc.integer({ min: 1, max: count }), edit: fc.nat(count - 1), added: fc.constantFrom('', 'new ', 'quite new words ', '\n\n') })).map(({ count, first, length, edit, added }) => {
  const words = Array.from({ length: count }, (_, i) => `w${i}x`);
  const last = Math.min(count, first + length);
  const before = words.slice(0, first).map((word) => `${word} `).join('');
  const exact = words.slice(first, last).join(' ');
  return { words, first, last, edit, added, text: words.join(' '), range: { start: before.length, end: before.length + exact.length }, exact };
});
const anyText = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'ü', '🦊', '\ud83e'), maxLength: 120 });
const read = (text: string, { start, end }: TextRange) => text.slice(start, end);

describe('an anchor', () => {
  it('A-2 made and resolved in the same text is the same range, in any text (property)', () => {
    fc.assert(fc.property(anyText, fc.nat(130), fc.nat(130), (text, a, b) => {
      const anchor = makeAnchor(text, { start: Math.min(a, b), end: Math.max(a, b) });
      if (anchor === null) return;
      expect(Anchor.safeParse(anchor).success).toBe(true);
      expect(resolveAnchor(text, anchor)).toEqual(anchor.position);
      if (!/\p{Surrogate}/u.test(text)) expect(() => canonicalText(anchor)).not.toThrow();
    }), { numRuns: 500 });
  });

  it('A-2 whatever it resolves to reads exactly as quoted (property)', () => {
    fc.assert(fc.property(anyText, anyText, fc.nat(130), fc.nat(130), (text, other, a, b) => {
      const anchor = makeAnchor(text, { start: Math.min(a, b), end: Math.max(a, b) });
      const found = anchor === null ? null : resolveAnchor(other, anchor);
      if (found !== null) expect(read(other, found)).toBe(anchor!.quote.exact);
    }), { numRuns: 500 });
  });

  it('A-2 keeps its passage when other parts of the text are edited, taken out or added (property)', () => {
    fc.assert(fc.property(passages, fc.boolean(), ({ words, first, last, edit, added, text, range, exact }, removes) => {
      fc.pre(edit < first || edit >= last);
      const anchor = makeAnchor(text, range)!;
      const edited = [...words];
      edited.splice(edit, removes ? 1 : 0, ...(added.trim() === '' ? [] : [added.trim()]));
      const next = edited.join(' ');
      const found = resolveAnchor(next, anchor);
      expect(found === null ? null : read(next, found)).toBe(exact);
      expect(found?.start).toBe(next.indexOf(`${exact}`));
    }), { numRuns: 500 });
  });

  it('A-2 is an orphan once its passage is taken out or reworded (property)', () => {
    fc.assert(fc.property(passages, fc.boolean(), ({ words, first, last, text, range }, rewords) => {
      const anchor = makeAnchor(text, range)!;
      const next = [...words.slice(0, first), ...(rewords ? words.slice(first, last).map((word) => word.replace('w', 'v')) : []), ...words.slice(last)].join(' ');
      expect(resolveAnchor(next, anchor)).toBeNull();
    }), { numRuns: 300 });
  });

  it('A-2 tells what is quoted alike apart by what stands around it, and never settles for the same words elsewhere', () => {
    const text = 'The limit is 25. It holds. The bumper stops at 25. It holds. The end of it.';
    const second = text.indexOf('It holds', 30);
    const anchor = makeAnchor(text, { start: second, end: second + 8 })!;
    const moved = `A new opening paragraph. ${text}`;
    expect(resolveAnchor(moved, anchor)?.start).toBe(moved.indexOf('It holds', 60));
    expect(resolveAnchor('Something else entirely was written, and It holds too, far away from all of that.', anchor)).toBeNull();
    const long = 'A sentence that is long enough to stand for itself.';
    expect(resolveAnchor(`New before. ${long} New behind.`, makeAnchor(`Old before! ${long} Old behind!`, { start: 12, end: 12 + long.length })!)).not.toBeNull();
  });

  it('is refused where it is empty, too long or outside, and cuts no pair of surrogates', () => {
    expect([makeAnchor('abc', { start: 1, end: 1 }), makeAnchor('abc', { start: 2, end: 4 }), makeAnchor('abc', { start: -1, end: 2 }), makeAnchor('a'.repeat(longestPassage + 1), { start: 0, end: longestPassage + 1 })]).toEqual([null, null, null, null]);
    expect(makeAnchor('x🦊y', { start: 2, end: 3 })?.quote).toEqual({ exact: '🦊', prefix: 'x', suffix: 'y' });
    expect(makeAnchor(`${'🦊'.repeat(40)}a${'🦊'.repeat(40)}`, { start: 80, end: 81 })?.quote).toMatchObject({ prefix: '🦊'.repeat(contextLength / 2) });
    expect(Anchor.safeParse({ quote: { exact: 'abc', prefix: '', suffix: '' }, position: { start: 0, end: 2 } }).success).toBe(false);
  });
});

describe('carrying forward', () => {
  it('A-2 drops none: each annotation is placed or an orphan (property)', () => {
    fc.assert(fc.property(passages, fc.array(fc.tuple(fc.nat(300), fc.nat(300)), { maxLength: 8 }), fc.option(anyText, { nil: null }), ({ text }, ranges, next) => {
      const annotations = ranges.flatMap(([a, b], id) => { const anchor = makeAnchor(text, { start: Math.min(a, b), end: Math.max(a, b) }); return anchor === null ? [] : [{ id, anchor }]; });
      const { placed, orphans } = carryForward(annotations, next);
      expect([...placed.map(({ annotation }) => annotation.id), ...orphans.map(({ id }) => id)].sort()).toEqual(annotations.map(({ id }) => id).sort());
      const same = carryForward(annotations, text);
      expect(same.orphans).toEqual([]);
      expect(same.placed.map(({ range }) => range.start)).toEqual([...same.placed.map(({ range }) => range.start)].sort((a, b) => a - b));
    }));
  });
});
