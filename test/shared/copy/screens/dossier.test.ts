import { expect, test } from 'vitest';
import { dossierWords } from '../../../../shared/copy/screens/dossier.ts';
import { hazardsWords } from '../../../../shared/copy/screens/hazards.ts';
import { votingWords } from '../../../../shared/copy/screens/voting.ts';
import { nbsp } from '../../../../shared/copy/number.ts';

const plain = (text: string): string => text.replaceAll(nbsp, ' ');

test('one and many are told apart in the opening sentence and the line of changes', () => {
  const { against } = dossierWords.sentence;
  expect([against(0, 4, '5.0'), against(1, 1, '5.0'), against(1, 4, '5.0'), against(3, 4, '5.0')].map(plain)).toEqual([
    'Nothing that changed since 5.0 speaks against the release.', 'The only change since 5.0 speaks against the release.', '1 of 4 changes since 5.0 speaks against the release.', '3 of 4 changes since 5.0 speak against the release.',
  ]);
  expect(plain(dossierWords.delta.line(2, { against: 1, mixed: 0, neutral: 2, for: 0 }))).toBe('2 items changed. 3 changes: 2 neutral, 1 against the release.');
  expect(dossierWords.delta.line(0, { against: 0, mixed: 0, neutral: 0, for: 0 })).toBe('Nothing that the board reviews has changed.');
});

test('what a tab holds is short for the eye and whole for the ear', () => {
  const { hazards, evidence, votes } = dossierWords.tabs;
  expect([hazards(1, 9), hazards(0, 9), evidence(2, 5), votes(3, 3)].map(({ shown, said, waits }) => [plain(shown), plain(said), waits])).toEqual([
    ['1 changed', '1 hazard changed', true], ['9', '9 hazards', false], ['2 failed', '2 pieces of evidence failed', true], ['3 of 3', '3 of 3 votes', false],
  ]);
});

test('a sentence with elements in it names the place of each', () => {
  expect(votingWords.signing.unreadItems(2)).toEqual([{ slot: 'items' }, expect.stringMatching(/^ and 2 more\. /)]);
  expect(hazardsWords.detail.mitigation('reduce', true)).toContainEqual({ slot: 'evidence' });
  expect(hazardsWords.detail.mitigation('reduce', false)).toEqual(['Reduces, no evidence of its own']);
});
