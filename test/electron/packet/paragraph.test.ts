import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines, drawLine, type Line } from '../../../electron/packet/paragraph.ts';
import type { Pen } from '../../../electron/packet/pen.ts';
import { mono, strong, type Rich } from '../../../shared/packet/outline/content.ts';

const drawn: string[] = [];
/** Every letter is half as wide as it is high. */
const pen = { widthOf: (_: string, text: string) => text.length / 2, visible: (_: string, text: string) => text, text: (...given: unknown[]) => { drawn.push(given.at(-1) as string); } } as unknown as Pen;
const style = { size: 10, leading: 12 };
const textOf = (line: Line): string => line.atoms.map((atom) => (atom.kind === 'text' ? atom.text : `<${atom.sign}>`)).join('');
const broken = (rich: Rich, width: number, most?: number): string[] => breakLines(pen, rich, style, width, most).map(textOf);
/** As drawn, each line after the other: what a screen reader gets. */
const heard = (rich: Rich, width: number): string => {
  drawn.length = 0;
  for (const line of breakLines(pen, rich, style, width)) drawLine(pen, line, 0, 0);
  return drawn.join('');
};

describe('breaking lines', () => {
  it('keeps every word in its order and no line wider than it may be', () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { maxLength: 30 }), fc.integer({ min: 40, max: 300 }), (words, width) => {
      const lines = breakLines(pen, [words.join(' ')], style, width);
      expect(lines.every((line) => line.width <= width + 0.1)).toBe(true);
      expect(heard([words.join(' ')], width).trim()).toBe(words.join(' '));
    }), { seed: 20261119, numRuns: 200 });
  });

  it('keeps numbers with their units and sections with their numbers', () => {
    expect(broken(['the whole of section 7.2 and 95 % of it'], 80)).toEqual(['the whole of', 'section 7.2 and', '95 % of it']);
  });

  it('sets a style inside a word without a space, and a sign with the word after it', () => {
    expect(broken([strong('C-1'), ', ', mono('abc'), '.'], 200)).toEqual(['C-1, abc.']);
    expect(broken(['one two ', { sign: 'passed' }, '\u00a0Passed'], 60)).toEqual(['one two', '<passed> Passed']);
  });

  it('cuts a word that is wider than the line, rather after a bracket, and puts no space into it', () => {
    const digest = '0123456789abcdef'.repeat(4);
    expect(broken([digest], 100)).toHaveLength(4);
    expect(heard([digest], 100)).toBe(`${digest} `);
    expect(broken(['[U+674E][U+4F1F]'], 60)[0]).toBe('[U+674E]');
  });

  it('ends what is left out with an ellipsis inside the width', () => {
    const [line] = breakLines(pen, ['a remarkably long obligation, indeed'], style, 60, 1);
    expect(textOf(line!)).toMatch(/^a remark.*…$/);
    expect(line!.width).toBeLessThanOrEqual(60);
    expect(broken(['short'], 60, 1)).toEqual(['short']);
  });
});
