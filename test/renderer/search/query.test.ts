import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completed, readQuery } from '../../../renderer/search/query.ts';

describe('what is typed', () => {
  test('is words, phrases, tags and people', () => {
    const query = readQuery('late "standing water" #Wet-floor @ana ramp');
    expect(query).toMatchObject({ verbs: null, phrases: [' standing water '], tags: ['wet-floor'], people: ['ana'], typing: null });
    expect(query.words.map(({ term }) => term)).toEqual(['late', 'standing', 'water', 'ramp']);
  });

  test('behind > is only what can be done', () => {
    expect(readQuery('  > next ch')).toMatchObject({ verbs: 'next ch', words: [] });
    expect(readQuery('5 > 3').verbs).toBeNull();
  });

  test('names with spaces stand in quotation marks; what is typed at the end can be completed', () => {
    expect(readQuery('@"Ana Ruiz" ')).toMatchObject({ people: ['ana ruiz'], typing: null });
    expect(readQuery('ramp @"Ana R')).toMatchObject({ people: ['ana r'], typing: 'person' });
    expect(readQuery('#')).toMatchObject({ tags: [], typing: 'tag' });
    expect(readQuery('mail a@b.c')).toMatchObject({ people: [], typing: null });
    expect(completed('ramp @an', '@', 'Ana Ruiz')).toBe('ramp @"Ana Ruiz" ');
    expect(completed('#', '#', 'wet')).toBe('#wet ');
  });

  test('a quotation mark that is not closed goes to the end', () => {
    expect(readQuery('"standing wa').phrases).toEqual([' standing wa ']);
    expect(readQuery('"" x').phrases).toEqual([]);
  });

  test('whatever is typed can be read, and a completed name is read back', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { readQuery(text); }));
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{1,6}( [a-z]{1,6}){0,2}$/), (name) => { expect(readQuery(completed('x @', '@', name)).people).toEqual([name]); }));
  });
});
