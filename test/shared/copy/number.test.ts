import { describe, expect, it } from 'vitest';
import { dateTime, daysAgo, daysUntil, dueIn, exactTime, longDay, shortDay } from '../../../shared/copy/date.ts';
import { count, figure, inWords, list, listUpTo, percent, shortDigest, signed, size } from '../../../shared/copy/number.ts';
import type { Day, Instant } from '../../../shared/vocabulary.ts';

/** No-break spaces as plain ones: which space it is, is looked at once. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const at = '2026-11-19T23:59:04.000Z' as Instant;

describe('figures', () => {
  it('group thousands, use the minus sign and never write a minus zero', () => {
    expect([figure(17042), figure(1234567.891, 2), figure(-0.4, 1), figure(-0.04, 1), figure(0), figure(999)]).toEqual(['17,042', '1,234,567.89', '\u22120.4', '0.0', '0', '999']);
    expect([signed(2.1, 1), signed(-0.4, 1), signed(0.04, 1)]).toEqual(['+2.1', '\u22120.4', '0.0']);
  });

  it('keep a unit with its number', () => {
    expect([percent(0.553), size(14_480_000_000), size(999), size(1000), count(1, 'vote')]).toEqual(['55.3\u00a0%', '14.48\u00a0GB', '999\u00a0bytes', '1.00\u00a0kB', '1\u00a0vote']);
  });

  it('count, list and shorten', () => {
    expect([count(0, 'vote'), count(2, 'vote'), count(2, 'entry', 'entries')].map(plain)).toEqual(['no votes', '2 votes', '2 entries']);
    expect([inWords(0), inWords(12), inWords(13)]).toEqual(['no', 'twelve', '13']);
    expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c']), listUpTo(['a', 'b', 'c', 'd'], 2), listUpTo(['a', 'b'], 2)]).toEqual(['', 'a', 'a and b', 'a, b and c', 'a, b and 2 more', 'a and b']);
    expect(shortDigest('a1b2c3d4e5f60718')).toBe('a1b2c3d4');
  });
});

describe('days', () => {
  it('are UTC and say so', () => {
    expect([longDay(at), shortDay('2026-12-01' as Day), dateTime(at), exactTime(at)].map(plain)).toEqual(['19 November 2026', '1 Dec 2026', '19 November 2026, 23:59 UTC', '19 November 2026, 23:59:04 UTC']);
  });

  it('are counted by the calendar, not by hours', () => {
    expect([daysUntil('2026-11-20' as Day, at), daysUntil('2026-11-19' as Day, at), daysUntil('2026-11-18' as Day, at), daysUntil('2027-11-19' as Day, at)]).toEqual([1, 0, -1, 365]);
    expect(['2026-11-20', '2026-11-19', '2026-11-15', '2026-11-22'].map((day) => plain(dueIn(day as Day, at)))).toEqual(['in 1 day', 'today', '4 days over', 'in 3 days']);
    expect(['2026-11-19T00:00:00.000Z', '2026-11-18T23:59:59.000Z', '2026-11-07T12:00:00.000Z', '2026-11-21T00:00:00.000Z'].map((then) => plain(daysAgo(then as Instant, at)))).toEqual(['today', 'yesterday', '12 days ago', 'in 2 days']);
  });
});
