import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandWords } from '../../shared/copy/command-line.ts';
import { root, textOf } from './source-tree.ts';

const folders = ['docs', 'shared', 'electron', 'renderer', 'assets', 'test'];
const pages = ['README.md', ...folders.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name.replaceAll('\\', '/')}`))].sort();

/** What a page has in fences, and its inline code: the places where a command is written down. */
const codeOf = (text: string): string => [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```|`([^`\n]+)`/gm)].map((match) => match[1] ?? match[2] ?? '').join('\n');

describe('the pages', () => {
  test('are found', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/README.md', 'docs/guide.md', 'docs/security.md']));
  });

  test.each(pages)('%s: every link within the checkout leads to a file', (page) => {
    const targets = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!).filter((target) => !/^[a-z]+:|^#/.test(target));
    expect(targets.filter((target) => !existsSync(join(root, dirname(page), target.replace(/#.*$/, ''))))).toEqual([]);
  });

  test.each(pages)('%s: every npm script and every command that it shows exists', (page) => {
    const code = codeOf(textOf(page));
    const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    const named = [...code.matchAll(/\bnpm run (?:-s )?([a-z][a-z0-9:-]*)/g)].map((match) => match[1]!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const called = [...code.matchAll(/(?<![\w./-])countersign (?:-- )?((?:board )?[a-z]+(?:-page|-list)?)/g)].map((match) => match[1]!);
    expect(called.filter((name) => !(name in commandWords))).toEqual([]);
  });

  test('every command stands in the top page', () => {
    const rows = [...textOf('README.md').matchAll(/^\| `countersign ([a-z -]+)` \|/gm)].map((match) => match[1]!);
    expect(rows.sort()).toEqual(Object.keys(commandWords).filter((name) => name !== 'help').sort());
  });

  test.each(['docs/guide.md', 'docs/security.md'])('%s: every file of the checkout that it names is there', (page) => {
    const named = [...textOf(page).matchAll(/`((?:test|shared|electron|renderer|assets)\/[\w./-]+)`/g)].map((match) => match[1]!);
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });
});
