import { expect, test } from 'vitest';
import { disciplineOf } from '../../../shared/board/discipline.ts';
import { disciplineWords } from '../../../shared/copy/status.ts';
import { Discipline } from '../../../shared/vocabulary.ts';

test.each([['ML robustness', 'ml-robustness'], ['  Légal  ', 'legal'], ['AI & Ethics', 'ai-ethics'], ['2nd line', 'nd-line'], ['x'.repeat(60), 'x'.repeat(40)]])('%s is %s', (text, id) => {
  expect(disciplineOf(text)).toBe(id);
  expect(Discipline.safeParse(id).success).toBe(true);
});

test.each(['', '   ', '123', '法律', '---'])('%j names none', (text) => { expect(disciplineOf(text)).toBeNull(); });

test('words lead back to the same discipline', () => {
  for (const id of ['ml-robustness', 'legal', 'ai-ethics']) expect(disciplineOf(disciplineWords(id))).toBe(id);
});
