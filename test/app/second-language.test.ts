import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { buildPseudo } from '../../electron/runtime/build.mjs';
import { accented } from '../../electron/runtime/words.mjs';
import { own } from '../../electron/runtime/non-root.mjs';
import { metricWords } from '../../shared/copy/evidence.ts';
import { disciplineWords } from '../../shared/copy/status.ts';
import { dossierTabs } from '../../shared/ipc/deep-link.ts';
import { expect, test } from './launch.ts';

/** What isn't translated anywhere: names of formats and units, what is printed on keys, and the app's own name. */
const everywhere = ['Countersign', 'SHA-256', 'UTC', 'PDF', 'JSON', 'Ctrl', 'Alt', 'Esc', 'Enter', 'kB', 'MB', 'GB'];

/** Every text of the record as main gives it to the window: what a release team or a member wrote, and what is named. */
async function recordTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const bridge = (globalThis as unknown as { countersign: Record<string, (request: unknown) => Promise<{ readonly ok: boolean; readonly value: never }>> }).countersign;
    const found = new Set<string>();
    const collect = (value: unknown): void => {
      if (typeof value === 'string') {
        found.add(value);
        // A document is shown by its blocks, without its marks.
        found.add(value.replace(/\s+/g, ' ')).add(value.replace(/\s*\n\s*/g, '; '));
        if (value.includes('\n')) found.add(value.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`#|>]+/g, ' ').replace(/\s+/g, ' '));
      } else if (value instanceof Uint8Array) {
        try {
          collect(JSON.parse(new TextDecoder().decode(value)));
        } catch {
          // No text.
        }
      } else if (Array.isArray(value)) value.forEach(collect);
      else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) { found.add(key); collect(inner); }
    };
    const ask = async (channel: string, request: unknown): Promise<unknown> => (await bridge[channel]!(request)).value;
    const profile = await ask('profile.read', {});
    collect(profile);
    const facts = await ask('facts.since', { position: 0 }) as readonly { readonly type: string; readonly body: { readonly revision?: string } }[];
    collect(facts);
    for (const revision of new Set(facts.filter(({ type }) => type.startsWith('revision.')).map(({ body }) => body.revision))) {
      collect(await ask('revision.read', { revision }));
      collect(await ask('evidence.read', { revision }));
      const { documents } = JSON.parse(new TextDecoder().decode((await ask('revision.read', { revision }) as { readonly revision: Uint8Array }).revision)) as { readonly documents: readonly { readonly id: string }[] };
      for (const { id } of documents) collect(await ask('document.read', { revision, document: id }));
    }
    return [...found];
  });
}

/** Words that stand on the screen without an accent and are no text of the record; and controls whose words don't fit. */
async function lookedAt(page: Page, place: string, texts: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(([name, known]) => {
    const record = new Set(known);
    // Long texts are shown in part: a line of a box, a cell of a table, a title cut short.
    const all = known.join('\n');
    const isPartOf = (text: string): boolean => text.length > 5 && all.includes(text.replace(/^[A-Z]-\d+ /, '').replace(/…$/, ''));
    const long = known.filter((text) => text.length > 1).sort((a, b) => b.length - a.length);
    const isDocument = (element: Element): boolean => element.closest('[data-foreign], pre, code, kbd, svg [data-foreign]') !== null;
    const plain = (text: string): string => {
      const trimmed = text.replaceAll('\u00a0', ' ').trim();
      const wordsIn = (part: string): string => part.split(/[^\p{L}\p{N}.'’_+-]+/u).filter((word) => /[A-Za-z]{2}/.test(word) && /^[\x21-\x7e’]+$/.test(word) && !/\d/.test(word) && !/^(?:[A-Z]{2}|[ap]m)$/.test(word)).join(' ');
      if (wordsIn(trimmed) === '' || record.has(trimmed) || isPartOf(trimmed)) return '';
      let rest = trimmed;
      for (const one of long) if (rest.includes(one)) rest = rest.split(one).join('\u0000');
      return wordsIn(rest);
    };
    const out = new Set<string>();
    const isShown = (element: Element): boolean => element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });
    const say = (kind: string, text: string, rest: string): void => { if (rest !== '') out.add(`${name}: ${kind} “${text.trim().slice(0, 90)}”, of it: ${rest.slice(0, 60)}`); };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement!;
      if (isShown(element) && !isDocument(element)) say('text', node.textContent ?? '', plain(node.textContent ?? ''));
    }
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt], [aria-description]')) {
      if (!isShown(element) || isDocument(element)) continue;
      for (const attribute of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) say(attribute, element.getAttribute(attribute) ?? '', plain(element.getAttribute(attribute) ?? ''));
    }
    for (const element of document.body.querySelectorAll<HTMLElement>('button, main nav, main aside, nav a, th, [role=columnheader], [role=tab], label, h1, h2, h3')) {
      if (!isShown(element) || element.closest('.visually-hidden') !== null || element.clientWidth === 0) continue;
      const { overflowX } = getComputedStyle(element);
      if (element.tagName === 'NAV' && overflowX === 'visible') continue;
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).textOverflow !== 'ellipsis') out.add(`${name}: does not fit: ${element.tagName.toLowerCase()} “${(element.textContent ?? '').slice(0, 60)}” ${element.scrollWidth} > ${element.clientWidth}`);
    }
    return [...out];
  }, [place, texts] as const);
}

test('with other words nothing is left in English, and longer words fit', async ({ launch, workbench }) => {
  test.setTimeout(300_000);
  // Where the app runs as another user, it has to be able to read it.
  const app = workbench.startable.scratch('pseudo');
  const built = await buildPseudo();
  for (const part of readdirSync(built)) cpSync(path.join(built, part), path.join(app, part), { recursive: true });
  own(app);
  const { page } = await launch({ app, args: ['--sample'] });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('table').getByRole('link').first().waitFor({ timeout: 240_000 });
  const record = await recordTexts(page);
  // A metric, a discipline and a hash without words of their own are called by their ids.
  const named = record.filter((text) => /^[A-Za-z][\w -]{1,60}$/.test(text)).flatMap((text) => [metricWords(text), disciplineWords(text), text.replace(/ of a directory list$/, ' of a list')]);
  const texts = [...new Set([...record, ...named, ...everywhere])];
  const dossiers = await page.evaluate(() => [...new Set([...document.querySelectorAll<HTMLAnchorElement>('a[href^="#/dossier/"]')].map((link) => link.hash.split('/')[2]))]);
  const places = ['#/', '#/verify', '#/board', '#/settings', ...dossiers.slice(0, 2).flatMap((dossier) => dossierTabs.map((tab) => `#/dossier/${dossier}/${tab}`))];
  const found: string[] = [];
  for (const place of places) {
    await page.evaluate((hash) => { window.location.hash = hash; }, place);
    await expect(page.getByRole('main')).toContainText(/[áéíóú]{2}/);
    await page.getByText(new RegExp(`^${accented('Opening')}`)).waitFor({ state: 'hidden' });
    await page.waitForTimeout(300);
    found.push(...await lookedAt(page, place, texts));
  }
  // What opens over a screen.
  await page.evaluate((hash) => { window.location.hash = hash; }, `#/dossier/${dossiers[0]}/overview`);
  await page.getByRole('main').getByRole('table').first().waitFor();
  for (const keys of ['?', 'Control+k', 'Control+Enter']) {
    await page.keyboard.press(keys);
    await page.getByRole('dialog').first().waitFor();
    found.push(...await lookedAt(page, keys, texts));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  expect(found).toEqual([]);
});
