import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layered, layeredDown, linesOf, pathOf } from '../../../renderer/components/layered-layout.ts';

const box = (key: string) => ({ key, width: 100, height: 40 });
const edge = (from: string, to: string, ranks?: number) => ({ from, to, ...(ranks === undefined ? {} : { ranks }) });

describe('a graph in columns', () => {
  it('goes from left to right, with a long edge past the column between', () => {
    const { boxes, ways } = layered(['H', 'M', 'E'].map(box), [edge('H', 'M'), edge('M', 'E'), edge('H', 'E', 2)], 60);
    const [h, m, e] = ['H', 'M', 'E'].map((key) => boxes.get(key)!);
    expect(h!.x < m!.x && m!.x < e!.x).toBe(true);
    const over = ways[2]!.filter(([x]) => x > m!.x && x < m!.x + 100);
    expect(over).toEqual([]);
    const heights = ways[2]!.slice(1, -1).map(([, y]) => y);
    expect(heights.some((y) => y < m!.y || y > m!.y + 40)).toBe(true);
  });

  it('goes from top to bottom, a row as high as its highest box', () => {
    const { boxes, ways } = layeredDown([box('A'), { ...box('B'), height: 80 }, box('T')], [edge('A', 'T'), edge('B', 'T')], 60);
    const [a, b, t] = ['A', 'B', 'T'].map((key) => boxes.get(key)!);
    expect([a!.height, b!.height, t!.height]).toEqual([80, 80, 40]);
    expect(a!.y === b!.y && t!.y >= a!.y + 80 + 60).toBe(true);
    for (const way of ways) {
      expect(way[0]![1]).toBe(a!.y + 80);
      expect(way.at(-1)).toEqual([t!.x + 50, t!.y]);
    }
  });

  it('brings edges with one target onto one trunk', () => {
    const { ways } = layered(['A', 'B', 'T'].map(box), [edge('A', 'T'), edge('B', 'T')], 60);
    expect(ways[0]![1]![0]).toBe(ways[1]![1]![0]);
  });

  it('draws a cycle instead of failing, and an empty graph as nothing', () => {
    expect(layered(['A', 'B'].map(box), [edge('A', 'B'), edge('B', 'A')], 60).ways.every((way) => way.length > 1)).toBe(true);
    expect(layered([], [], 60)).toMatchObject({ ways: [], boxes: new Map() });
  });

  it('only turns at right angles, and no boxes overlap (property)', () => {
    const graph = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 })).filter(([a, b]) => a !== b), { maxLength: 14 });
    fc.assert(fc.property(graph, (pairs) => {
      const nodes = Array.from({ length: 9 }, (_, index) => box(`n${index}`));
      const { boxes, ways } = layered(nodes, pairs.map(([a, b]) => edge(`n${Math.min(a, b)}`, `n${Math.max(a, b)}`)), 60);
      for (const way of ways) way.slice(1).forEach(([x, y], index) => expect(x === way[index]![0] || y === way[index]![1]).toBe(true));
      const all = [...boxes.values()];
      all.forEach((one, index) => all.slice(index + 1).forEach((other) => expect(one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true)));
    }), { numRuns: 60 });
  });
});

describe('words in a box', () => {
  it('break into lines, cut at the last', () => {
    expect(linesOf('Child or wheelchair user is not recognised', 20, 2)).toEqual(['Child or wheelchair', 'user is not recogni…']);
    expect(linesOf('short', 20, 2)).toEqual(['short']);
    expect(linesOf('a/very/long/path/without/spaces.csv', 10, 2)).toEqual(['a/very/lon', 'g/path/wi…']);
    expect(linesOf('', 20, 2)).toEqual([]);
  });

  it('round the corners of a way', () => {
    expect(pathOf([[0, 0], [10, 0], [10, 20], [20, 20]])).toBe('M0 0L5 0Q10 0 10 5L10 15Q10 20 15 20L20 20');
  });
});
