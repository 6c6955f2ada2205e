import { afterEach, describe, expect, it } from 'vitest';
import { dateTime, exactTime, localTime, longDay, shortDay } from '../../../shared/copy/date.ts';
import { fixedNotation, isoNotation, notation, writeIn, writtenIn, type Notation } from '../../../shared/copy/notation.ts';
import { figure, percent, signed, size } from '../../../shared/copy/number.ts';
import type { Day, Instant } from '../../../shared/vocabulary.ts';
import { sourceFiles, textOf } from '../../architecture/source-tree.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const at = '2026-11-19T23:59:04.000Z' as Instant;
const german: Notation = { decimal: ',', group: '.', grouping: [3], leastBeforeGroup: 1, day: 'day-month-year', clock: 24 };
const american: Notation = { ...fixedNotation, day: 'month-day-year', clock: 12 };
const indian: Notation = { ...fixedNotation, grouping: [3, 2] };
const polish: Notation = { ...german, group: '\u00a0', leastBeforeGroup: 2 };

describe('the notation', () => {
  afterEach(() => writeIn(fixedNotation));

  it('is the fixed one until the window sets another', () => {
    expect(notation()).toBe(fixedNotation);
    expect([figure(1234567.5, 1), plain(dateTime(at))]).toEqual(['1,234,567.5', '19 November 2026, 23:59 UTC']);
  });

  it('writes figures with its signs and its groups', () => {
    const written = (of: Notation) => writtenIn(of, () => [figure(1234), figure(12345678.25, 2), signed(1234.5, 1), plain(percent(0.5)), plain(size(1_234_000))]);
    expect(written(german)).toEqual(['1.234', '12.345.678,25', '+1.234,5', '50,0 %', '1,23 MB']);
    expect(written(indian)).toEqual(['1,234', '1,23,45,678.25', '+1,234.5', '50.0 %', '1.23 MB']);
    expect(written(polish).slice(0, 2).map(plain)).toEqual(['1234', '12 345 678,25']);
    expect(writtenIn(isoNotation, () => figure(-12345.5, 1))).toBe('\u221212\u00a0345.5');
  });

  it('orders the parts of a day and has twelve or twenty-four hours; an instant stays UTC and says so', () => {
    const written = (of: Notation) => writtenIn(of, () => [longDay(at), shortDay('2026-12-01' as Day), dateTime(at), exactTime('2026-11-19T00:05:04.000Z' as Instant)].map(plain));
    expect(written(american)).toEqual(['November 19, 2026', 'Dec 1, 2026', 'November 19, 2026, 11:59 pm UTC', 'November 19, 2026, 12:05:04 am UTC']);
    expect(written(isoNotation)).toEqual(['2026-11-19', '2026-12-01', '2026-11-19, 23:59 UTC', '2026-11-19, 00:05:04 UTC']);
    expect(writtenIn({ ...german, day: 'year-month-day' }, () => plain(longDay(at)))).toBe('2026 November 19');
  });

  it('has the local time beside it where a person plans by it, with the day where that is another', () => {
    expect([localTime(at, 0), localTime(at, -300), localTime(at, 60)].map(plain)).toEqual(['23:59 by this machine’s clock', '18:59 by this machine’s clock', '20 November 2026, 00:59 by this machine’s clock']);
  });

  it('is put back after something was written in another one, also when that failed', () => {
    expect(() => writtenIn(german, () => { throw new RangeError('no'); })).toThrow(RangeError);
    expect(notation()).toBe(fixedNotation);
  });

  it('is set by the window alone: statements, packets and the command line keep the fixed one', () => {
    const setters = sourceFiles(['shared', 'electron', 'renderer']).filter((file) => /\b(?:writeIn|writtenIn)\b/.test(textOf(file)));
    expect(setters).toEqual(['renderer/queries/notation.ts', 'shared/copy/notation.ts', 'shared/copy/screens/settings.ts']);
  });
});
