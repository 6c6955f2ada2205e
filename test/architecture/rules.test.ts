import { expect, test } from 'vitest';
import { ruleSentences } from '../../shared/copy/rules.ts';
import { sourceFiles, textOf } from './source-tree.ts';

const numbered = [...textOf('shared/README.md').matchAll(/^\| ([QVRCLPE]-\d+) \|/gm)].map((match) => match[1]!);
const titles = sourceFiles(['test']).filter((file) => file.endsWith('.test.ts') || file.endsWith('.test.tsx'))
  .flatMap((file) => [...textOf(file).matchAll(/\b(?:test|it|describe)(?:\.\w+)*\((?:[^'"`\n]*\)\()?\s*(['"`])((?:\\.|(?!\1).)*)\1/g)].map((match) => match[2]!));

test('every rule has one number', () => {
  expect(numbered.length).toBeGreaterThan(40);
  expect(numbered.filter((id, i) => numbered.indexOf(id) !== i)).toEqual([]);
});

test('every numbered rule has its sentence, and no sentence is without a number', () => {
  expect(Object.keys(ruleSentences).sort()).toEqual([...numbered].sort());
});

test.each(numbered)('%s has a test that names it', (id) => {
  expect(titles.filter((title) => new RegExp(`\\b${id}\\b`).test(title)).length).toBeGreaterThan(0);
});

test('a refusal names no rule that the page does not have', () => {
  const named = sourceFiles(['shared', 'electron']).flatMap((file) => [...textOf(file).matchAll(/\brefuse\([^\n]*, '([QVRCLPE]-\d+)'\)/g)].map((match) => match[1]!));
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((id) => !numbered.includes(id))).toEqual([]);
});
