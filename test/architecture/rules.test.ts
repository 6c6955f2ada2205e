import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleSentences } from '../../shared/copy/rules.ts';

const root = join(import.meta.dirname, '../..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const files = (folder: string, name: RegExp) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((path) => name.test(path) && !path.includes('node_modules')).map((path) => `${folder}/${path}`);

const id = /\b[QVRCLPESFAM]-[1-9][0-9]?\b/g;
const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
const sorted = (ids: Iterable<string>) => [...new Set(ids)].sort(byNumber);

/** The rows of the numbered rules: id, sentence, where it is written. */
const rows = [...text('shared/README.md').matchAll(/^\| ([A-Z]-\d+) \| (.+?) \| (.+?) \|$/gm)].map(([, rule, sentence, where]) => ({ rule: rule!, sentence: sentence!, where: where! }));
const rules = rows.map((row) => row.rule);

describe('the numbered rules', () => {
  it('stand once each in shared/README.md, without a gap', () => {
    expect(rules.length).toBeGreaterThan(40);
    expect(sorted(rules)).toEqual([...rules].sort(byNumber));
    for (const letter of new Set(rules.map((rule) => rule[0]!))) {
      const numbers = rules.filter((rule) => rule.startsWith(letter)).map((rule) => Number(rule.slice(2)));
      expect([letter, numbers]).toEqual([letter, numbers.map((_, i) => i + 1)]);
    }
  });

  it('say where they are written', () => {
    for (const { rule, where } of rows) {
      const paths = [...where.matchAll(/`([^`]+)`/g)].map(([, path]) => (path!.startsWith('electron/') ? path! : `shared/${path!}`));
      expect([rule, paths.length > 0, paths.filter((path) => !existsSync(join(root, path)))]).toEqual([rule, true, []]);
    }
  });

  it('are each in the title of a test', () => {
    const titles = files('test', /\.test\.tsx?$/).flatMap((path) => [...text(path).matchAll(/^\s*(?:it|test|describe)(?:\.each\(.*\))?\((['"`])(.*?)\1,/gm)].map(([, , title]) => title!));
    const tested = new Set(titles.flatMap((title) => title.match(id) ?? []));
    expect(rules.filter((rule) => !tested.has(rule))).toEqual([]);
  });

  it('are the only ones that the code names', () => {
    const named = ['shared', 'electron', 'renderer'].flatMap((folder) => files(folder, /\.tsx?$/)).flatMap((path) => [...text(path).matchAll(/(?:rules? |')([QVRCLPESFAM]-[1-9][0-9]?)\b(?!-)/g)].map(([, rule]) => `${rule!} in ${path}`));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((one) => !rules.includes(one.split(' ')[0]!))).toEqual([]);
  });

  it('have each a sentence for screens and packets', () => {
    expect(sorted(Object.keys(ruleSentences))).toEqual(sorted(rules));
    for (const sentence of Object.values(ruleSentences)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
