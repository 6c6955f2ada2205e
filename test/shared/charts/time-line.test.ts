import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tones, type Mark } from '../../../shared/charts/scene.ts';
import { timeLine, type TimeMark } from '../../../shared/charts/time-line.ts';

const words = (marks: readonly Mark[]): string[] => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
const day = (text: string): number => Date.parse(`${text}T00:00:00.000Z`);
const line = (marks: readonly TimeMark[], moment: { at: number; text: string } | null = null) => timeLine({ lanes: [{ name: 'Incidents', marks }], moment, width: 560, alt: 'A time line.' });

describe('the time line', () => {
  it('keeps every mark on its axis, whatever the times (property)', () => {
    const mark = fc.record({ at: fc.integer({ min: -2e12, max: 8e12 }), state: fc.constantFrom('alarm' as const, 'open' as const, 'settled' as const) });
    fc.assert(fc.property(fc.array(mark, { maxLength: 30 }), fc.option(fc.integer({ min: 0, max: 4e12 })), (marks, moment) => {
      const scene = line(marks, moment === null ? null : { at: moment, text: 'published' });
      for (const drawn of scene.marks) {
        const numbers = Object.values(drawn).filter((value) => typeof value === 'number');
        expect(numbers.every(Number.isFinite)).toBe(true);
        if (drawn.kind === 'circle') expect(drawn.cx >= 62 && drawn.cx <= 550).toBe(true);
        if ('stroke' in drawn && drawn.stroke !== undefined) expect((tones as readonly string[]).includes(drawn.stroke.tone)).toBe(true);
      }
      expect(words(scene.marks).length).toBeLessThan(60);
    }));
  });

  it('draws what happened together as one mark of the gravest kind, with how many of how many', () => {
    const scene = line([{ at: day('2026-10-01'), state: 'settled' }, { at: day('2026-10-01'), state: 'alarm' }, { at: day('2026-01-01'), state: 'open' }]);
    expect(scene.marks.filter((mark) => mark.kind === 'rect')).toHaveLength(1);
    expect(scene.marks.filter((mark) => mark.kind === 'circle')).toHaveLength(1);
    expect(words(scene.marks)).toContain('1 of 2');
  });

  it('names months of a short time and years of a long one, at most nine', () => {
    expect(words(line([{ at: day('2026-03-10'), state: 'open' }, { at: day('2026-06-10'), state: 'open' }]).marks)).toEqual(expect.arrayContaining(['Apr 2026', 'May 2026', 'Jun 2026']));
    const years = words(line([{ at: day('2012-03-10'), state: 'open' }, { at: day('2026-06-10'), state: 'open' }]).marks).filter((text) => /^\d{4}$/.test(text));
    expect(years).toContain('2020');
    expect(years.length).toBeLessThan(10);
  });
});
