import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt, holds, marked, needlesOf } from '../../../renderer/search/marks.ts';
import { askedWords, folded, idKey, idTerms, indexTerms, queryTerms, withoutUnseen } from '../../../renderer/search/words.ts';

const matches = (text: string, ...asked: string[]): readonly string[] => marked(text, needlesOf(asked)).filter(({ isMatch }) => isMatch).map((stretch) => stretch.text);

describe('words', () => {
  test('a joined word is found as a whole and by its parts; case and accents make no difference', () => {
    expect(indexTerms('Über mean_reward, top-1')).toEqual(['uber', 'mean_reward', 'mean', 'reward', 'top-1', 'top']);
    expect(indexTerms('Ångström ŒUVRE Straße Łódź')).toEqual(['angstrom', 'oeuvre', 'strasse', 'lodz']);
  });

  test.each([
    ['Greek', 'Ελλάδα ΟΔΟΣ', ['ελλαδα', 'οδοσ']], ['Cyrillic', 'Ёлка МОСКВА', ['елка', 'москва']], ['Turkish', 'İstanbul ılık', ['istanbul', 'ilik']],
    ['Arabic with its points', 'مُحَمَّد', ['محمد']], ['Hebrew with its points', 'שָׁלוֹם', ['שלום']], ['Korean', '위험 평가', ['위험', '평가']], ['Hindi, whose signs are letters', 'जोखिम', ['जोखिम']], ['Japanese, whose marks are letters', 'がか', ['がか']],
  ])('%s', (_script, text, terms) => {
    expect(indexTerms(text)).toEqual(expect.arrayContaining(terms));
  });

  test('where no spaces are written, words are found as a dictionary divides them, and any two characters together', () => {
    const terms = indexTerms('研究生命の起源とAI-7の危険性');
    for (const term of ['研究', '究生', '起源', '危険', '険性', 'ai-7']) expect(terms).toContain(term);
    expect(askedWords('危険性')).toEqual([{ term: '危険性', pairs: ['危険', '険性'] }]);
    expect(indexTerms('ความเสี่ยง')).toContain('คว');
  });

  test('nothing hides behind what can’t be seen', () => {
    expect(indexTerms('ap\u200bproved \u202eback\u202c soft\u00adhyphen')).toEqual(['approved', 'back', 'softhyphen']);
    expect(withoutUnseen('ap\\u200bproved')).toBe('approved');
    expect(queryTerms('ap\u2060proved')).toEqual(['approved']);
  });

  test('an id is found as it is written and short', () => {
    expect(idTerms('H-007')).toEqual(['h-007', 'h007', 'h-7', 'h7']);
    expect(idTerms('GOAL-a.1')).toContain('goal-a.1');
    expect([idKey('H-0123'), idKey('h123'), idKey('H 1'), idKey('H-1a')]).toEqual(['h-123', 'h-123', null, null]);
  });

  test('what is asked is taken as it stands, or apart', () => {
    expect(queryTerms('  Data-set, data-set  drift ')).toEqual(['data-set', 'drift']);
    expect(queryTerms('data-set drift', { apart: true })).toEqual(['data', 'set', 'drift']);
    expect(queryTerms(' … ')).toEqual([]);
  });

  test('folding twice changes nothing more', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => { expect(folded(folded(text))).toBe(folded(text)); }));
  });
});

describe('marks', () => {
  test('words that begin as asked are apart, also as a part of a joined word', () => {
    expect(matches('Drips and blankets: drips', 'drip')).toEqual(['Drips', 'drips']);
    expect(marked('On mean_reward', needlesOf(['reward']))).toEqual([{ text: 'On mean_', isMatch: false }, { text: 'reward', isMatch: true }]);
    expect(matches('On mean_reward', 'mean_reward')).toEqual(['mean_reward']);
    expect(matches('Nothing here', 'drips')).toEqual([]);
    expect(matches('Straße und ÅNGSTRÖM', 'strass', 'angstrom')).toEqual(['Straße', 'ÅNGSTRÖM']);
    expect(matches('生命の危険性', '危険')).toEqual(['危険']);
  });

  test('the stretches are the text, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'grapheme' })), (text, asked) => {
      expect(marked(text, needlesOf([...asked, ...indexTerms(text).slice(0, 3)])).map((stretch) => stretch.text).join('')).toBe(text);
    }));
  });

  test('text from a dossier stays text', () => {
    expect(marked('<b onload=x>drips</b>', needlesOf(['drips']))).toEqual([{ text: '<b onload=x>', isMatch: false }, { text: 'drips', isMatch: true }, { text: '</b>', isMatch: false }]);
  });
});

describe('an excerpt', () => {
  const long = `${'before '.repeat(60)}the drips hide the outline ${'after '.repeat(60)}`;
  const drips = needlesOf(['drips']);
  test('is the text where it is short', () => {
    expect(excerpt('Drips hide\n the outline', drips)).toBe('Drips hide the outline');
  });

  test('holds the match of a long text, and says where it was cut', () => {
    const cut = excerpt(long, drips);
    expect(cut).toContain('drips');
    expect(cut.length).toBeLessThan(130);
    expect(cut).toMatch(/^….*…$/);
  });

  test('holds the match, whatever the text, and cuts no character in two', () => {
    const needle = needlesOf(['needle']);
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), { maxLength: 60 }), fc.nat(60), (words, at) => {
      const text = words.toSpliced(at, 0, 'needle').join(' ');
      const cut = excerpt(text, needle);
      expect(holds(cut, needle) || !holds(text.replace(/\s+/g, ' ').trim(), needle)).toBe(true);
      expect(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(cut)).toBe(false);
    }));
  });
});
