import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { notationOf } from '../../../renderer/queries/notation.ts';
import { longDay } from '../../../shared/copy/date.ts';
import { fixedNotation, isoNotation, writtenIn } from '../../../shared/copy/notation.ts';
import { figure } from '../../../shared/copy/number.ts';
import type { Day } from '../../../shared/vocabulary.ts';

const machineOf = (tag: string) => notationOf('machine', { figures: tag, days: tag });

/** The number that a text stands for, by the signs that Intl itself uses in a locale. */
function parsed(text: string, locale: string): number {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn', minimumFractionDigits: 1 }).formatToParts(-12345678.5);
  const signOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return Number(text.replaceAll('\u00a0', '\u202f').split('\u202f').join('').replace(/[\u200e\u200f\u061c]/g, '').replace('\u2212', '-').split(signOf('group')).join('').replace(signOf('decimal'), '.'));
}

describe('figures in a region', () => {
  test.each(['en-GB', 'en-US', 'de-DE', 'fr-FR', 'en-IN', 'ar-EG', 'de-CH', 'es-ES', 'pl-PL', 'sv-SE'])('are written as Intl writes them in %s, and read back are the same', (locale) => {
    fc.assert(fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), fc.integer({ min: 0, max: 4 }), (whole, digits) => {
      const value = whole / 10 ** digits;
      const written = writtenIn(machineOf(locale), () => figure(value, digits));
      const byIntl = new Intl.NumberFormat(locale, { numberingSystem: 'latn', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
      expect(parsed(written, locale)).toBe(parsed(byIntl, locale));
      expect(parsed(written, locale)).toBe(value);
      if (value > 0) expect(written).toBe(byIntl.replaceAll('\u202f', '\u00a0'));
      expect(written).toMatch(/^[\u22120-9][^\u0660-\u0669\u06f0-\u06f9]*$/);
    }));
  });

  test('have the lakh in India', () => {
    expect(writtenIn(machineOf('en-IN'), () => figure(12_345_678))).toBe('1,23,45,678');
  });
});

describe('days in a region', () => {
  test.each([['en-GB', '27 November 2026', 24], ['en-US', 'November 27, 2026', 12], ['de-DE', '27 November 2026', 24], ['sv-SE', '2026-11-27', 24], ['ja-JP', '2026 November 27', 24], ['en-IN', '27 November 2026', 12], ['ar-EG', '27 November 2026', 12]] as const)('%s: %s', (locale, day, clock) => {
    const notation = machineOf(locale);
    expect(writtenIn(notation, () => longDay('2026-11-27' as Day)).replaceAll('\u00a0', ' ')).toBe(day);
    expect(notation.clock).toBe(clock);
  });
});

describe('the choice', () => {
  test('follows the machine, figures and days apart; where it names no region the notation is the fixed one', () => {
    expect(notationOf('machine', { figures: null, days: null })).toEqual(fixedNotation);
    expect(notationOf('machine', { figures: 'de-DE', days: 'en-US' })).toMatchObject({ decimal: ',', group: '.', day: 'month-day-year', clock: 12 });
  });

  test('overrides the machine', () => {
    const machine = { figures: 'de-DE', days: 'de-DE' };
    expect(notationOf('iso', machine)).toBe(isoNotation);
    expect(notationOf('en-GB', machine)).toEqual(fixedNotation);
  });

  test('never takes a region that Intl does not know for the largest country of its language', () => {
    expect(notationOf('machine', { figures: 'en-XK', days: 'en-BR' })).toMatchObject({ day: 'day-month-year' });
  });

  test('survives a region that nobody has', () => {
    expect(notationOf('machine', { figures: 'xx-Zzzz-QQ', days: 'en-QQ' })).toMatchObject({ clock: 24 });
  });
});
