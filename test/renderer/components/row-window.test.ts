import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsIn, windowAt } from '../../../renderer/components/row-window.ts';

const views = fc.record({ scrollTop: fc.double({ min: -50, max: 4_000_000, noNaN: true }), height: fc.integer({ min: 1, max: 2_000 }), rowPx: fc.integer({ min: 20, max: 80 }), count: fc.integer({ min: 0, max: 100_000 }) });

describe('the rows of a long table that exist', () => {
  it('has every row in sight, and no more than its slots', () => {
    fc.assert(fc.property(views, ({ scrollTop, height, rowPx, count }) => {
      const top = Math.max(0, Math.min(scrollTop, count * rowPx - height));
      const { from, to, slots } = windowAt(top, height, rowPx, count);
      const [first, last] = [Math.floor(top / rowPx), Math.min(count, Math.ceil((top + height) / rowPx))];
      expect(to - from).toBeLessThanOrEqual(slots);
      expect(from).toBeGreaterThanOrEqual(0);
      if (count > 0 && first < count) expect([from <= first, to >= last]).toEqual([true, true]);
    }));
  });

  it('gives no two rows one slot, and at rest every row its place', () => {
    fc.assert(fc.property(views, fc.integer({ min: 0, max: 100_000 }), ({ scrollTop, height, rowPx, count }, before) => {
      const shown = windowAt(scrollTop, height, rowPx, count);
      const moving = rowsIn({ ...shown, origin: before });
      expect(new Set(moving.map((index) => index % shown.slots)).size).toBe(moving.length);
      expect([...moving].sort((a, b) => a - b)).toEqual(rowsIn({ ...shown, origin: shown.from }));
    }));
  });

  it('moves a row that stays nowhere in the page while others come', () => {
    const [before, after] = [windowAt(3_000, 600, 30, 1_000), windowAt(3_240, 600, 30, 1_000)];
    expect(after.from).toBeGreaterThan(before.from);
    const places = (window: typeof before): ReadonlyMap<number, number> => new Map(rowsIn({ ...window, origin: before.from }).map((index, place) => [index, place]));
    const [was, is] = [places(before), places(after)];
    const stay = [...was.keys()].filter((index) => is.has(index));
    expect(stay.length).toBeGreaterThan(20);
    expect(stay.map((index) => is.get(index))).toEqual(stay.map((index) => was.get(index)));
  });

  it('draws nothing before it is laid out', () => {
    expect(windowAt(0, 0, 30, 10_000)).toMatchObject({ from: 0, to: 0 });
  });
});
