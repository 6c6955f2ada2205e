import { expect, test } from 'vitest';
import { Charter, defaultCharter } from '../../../shared/board/charter.ts';
import { charterFacts, charterSentence } from '../../../shared/copy/charter.ts';
import { foundingWords, joiningWords } from '../../../shared/copy/membership.ts';
import { Digest, Discipline } from '../../../shared/vocabulary.ts';
import { placeholder } from '../../builders/sentence.ts';

const discipline = Discipline.parse('ml-robustness');
const charter = (overrides: Partial<Charter> = {}): Charter => Charter.parse({ ...defaultCharter, name: 'Nordlys', ...overrides });
const variants = [charter(), charter({ requiredDisciplines: [discipline, Discipline.parse('legal')], majority: 'two-thirds', minimumVotes: 1, validityDays: 1, residualBar: null }), charter({ residualBar: 'serious', riskScheme: 'mil-std-882e' })];

test.each(variants)('a charter reads as one sentence and a fact for each rule', (one) => {
  const sentence = charterSentence(one);
  expect(sentence).toMatch(/^A decision needs .*\. An approval stands at most .*\.$/);
  expect(sentence).not.toMatch(placeholder);
  for (const [name, text] of charterFacts(one, one.riskScheme ?? 'fmea')) {
    expect(name).not.toBe('');
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  }
});

test('what hides in a name is spelt out where it is signed, and a fingerprint reads in eights', () => {
  const seat = { name: 'Ingrid\u202e', discipline, roles: ['voter' as const] };
  const founding = foundingWords({ founder: seat, charter: charter({ name: 'Nord\u200blys' }), scheme: 'fmea', store: null });
  expect(founding.lines.map(({ text }) => text)).toEqual(expect.arrayContaining(['Ingrid\\u202e', 'Nord\\u200blys']));
  const fingerprint = Digest.parse('0123456789abcdef'.repeat(4));
  const joining = joiningWords({ boardName: 'Nordlys', fingerprint, invitedBy: 'helena', name: 'Ingrid', seat, store: '/srv' });
  expect(joining.lines.find(({ label }) => label === 'Fingerprint')?.text).toBe('01234567 89abcdef '.repeat(4).trim());
});
