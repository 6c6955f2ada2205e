import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { accented, languageTree } from '../../../electron/runtime/words.mjs';
import type * as pane from '../../../shared/copy/pane.ts';
import type { Translation } from '../../../shared/copy/language.ts';
import { root } from '../../architecture/source-tree.ts';

describe('a second language', () => {
  const words: Translation<typeof pane.paneWords> = { open: 'Daneben öffnen', close: 'Diese Hälfte schließen', other: 'Andere Hälfte', go: 'hierher', main: 'Erste Hälfte', beside: 'Zweite Hälfte' };

  it('has the keys and parameters of the English one, and other words', () => {
    const tree: Translation<typeof pane> = { paneWords: words, paneLabel: (at, tab, item) => `${words[at]}: ${tab}${item ?? ''}`, landmarkInPane: (label, at) => `${label}, ${words[at]}`, closePaneWords: (tab) => `${tab} schließen` };
    expect(tree.closePaneWords('Belege')).toBe('Belege schließen');
    expectTypeOf(tree.paneLabel).parameter(0).toEqualTypeOf<'main' | 'beside'>();
    expectTypeOf<Translation<{ readonly one: 'One'; readonly of: (n: number) => 'x' | null; readonly rest: readonly ['a', 1] }>>().toEqualTypeOf<{ readonly one: string; readonly of: (n: number) => string | null; readonly rest: readonly [string, 1] }>();
  });

  it('does not compile with a word missing, one too many or a sentence of something else', () => {
    const { open, ...rest } = words;
    // @ts-expect-error the word for `open` is missing
    const missing: Translation<typeof pane.paneWords> = rest;
    // @ts-expect-error English has no such word
    const more: Translation<typeof pane.paneWords> = { ...words, shut: open };
    // @ts-expect-error the sentence is made from a tab's name
    const other: Translation<typeof pane.closePaneWords> = (tab: number) => String(tab);
    expect([missing, more, other]).toHaveLength(3);
  });

  it('is taken by the build from its own tree, and one that is not there is refused', () => {
    expect(() => languageTree('xx')).toThrow(/shared\/copy\/languages\/xx does not exist/);
    expect(() => languageTree('../../etc')).toThrow();
  });

  it('stands for shared/copy wherever that is imported, but not for itself', async () => {
    const trees = mkdtempSync(join(tmpdir(), 'countersign-words-'));
    const tree = join(trees, 'zz');
    mkdirSync(tree);
    writeFileSync(join(tree, 'pane.ts'), 'export {};\n');
    const { resolveId } = languageTree('zz', trees);
    const resolve = (source: string, importer: string) => resolveId.call({ resolve: async () => ({ id: join(root, source) }) }, source, importer, {});
    expect(await resolve('shared/copy/pane.ts', join(root, 'renderer/app.tsx'))).toBe(join(tree, 'pane.ts'));
    expect(await resolve('shared/copy/pane.ts', join(tree, 'tour.ts'))).toBeNull();
    expect(await resolve('shared/vocabulary.ts', join(root, 'renderer/app.tsx'))).toBeNull();
    await expect(resolve('shared/copy/tour.ts', join(root, 'renderer/app.tsx'))).rejects.toThrow(/tour\.ts has no counterpart/);
  });
});

describe('the language made up for tests', () => {
  it('is longer by about a third and has an accent in every word', () => {
    expect(accented('Record finding')).toBe('Ŕééçóóŕð fííñðííñğ');
  });
});
