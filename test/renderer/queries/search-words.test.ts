import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt, holds, idTerms, indexTerms, marked, queryTerms } from '../../../renderer/queries/search-words.ts';

const matches = (text: string, ...terms: string[]): readonly string[] => marked(text, new Set(terms)).filter(({ isMatch }) => isMatch).map((stretch) => stretch.text);

describe('words', () => {
  test('a joined word is found as a whole and by its parts; case and accents make no difference', () => {
    expect(indexTerms('Über mean_reward, top-1')).toEqual(['uber', 'mean_reward', 'mean', 'reward', 'top-1', 'top']);
    expect(indexTerms('Ångström ŒUVRE Ελλάδα')).toEqual(['angstrom', 'œuvre', 'ελλαδα']);
  });

  test('an id is found as it is written and short', () => {
    expect(idTerms('H-007')).toEqual(['h-007', 'h007', 'h7']);
    expect(idTerms('GOAL-a.1')).toContain('goal-a.1');
  });

  test('what is asked is taken as it stands, or apart', () => {
    expect(queryTerms('  Data-set, data-set  drift ')).toEqual(['data-set', 'drift']);
    expect(queryTerms('data-set drift', { apart: true })).toEqual(['data', 'set', 'drift']);
    expect(queryTerms(' … ')).toEqual([]);
  });
});

describe('marks', () => {
  test('the matching words are apart, also as a part of a joined word', () => {
    expect(matches('Drips and blankets: drips', 'drips')).toEqual(['Drips', 'drips']);
    expect(marked('On mean_reward', new Set(['reward']))).toEqual([{ text: 'On mean_', isMatch: false }, { text: 'reward', isMatch: true }]);
    expect(matches('On mean_reward', 'mean_reward')).toEqual(['mean_reward']);
    expect(matches('Nothing here', 'drips')).toEqual([]);
  });

  test('the stretches are the text, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'grapheme' })), (text, terms) => {
      expect(marked(text, new Set([...terms, ...indexTerms(text).slice(0, 3)])).map((stretch) => stretch.text).join('')).toBe(text);
    }));
  });

  test('text from a dossier stays text', () => {
    expect(marked('<b onload=x>drips</b>', new Set(['drips']))).toEqual([{ text: '<b onload=x>', isMatch: false }, { text: 'drips', isMatch: true }, { text: '</b>', isMatch: false }]);
  });
});

describe('an excerpt', () => {
  const long = `${'before '.repeat(60)}the drips hide the outline ${'after '.repeat(60)}`;
  test('is the text where it is short', () => {
    expect(excerpt('Drips hide\n the outline', new Set(['drips']))).toBe('Drips hide the outline');
  });

  test('holds the match of a long text, and says where it was cut', () => {
    const cut = excerpt(long, new Set(['drips']));
    expect(cut).toContain('drips');
    expect(cut.length).toBeLessThan(120);
    expect(cut).toMatch(/^….*…$/);
  });

  test('holds the match, whatever the text', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), { maxLength: 60 }), fc.nat(60), (words, at) => {
      const text = words.toSpliced(at, 0, 'needle').join(' ');
      expect(holds(excerpt(text, new Set(['needle'])), new Set(['needle'])) || !holds(text, new Set(['needle']))).toBe(true);
    }));
  });
});
