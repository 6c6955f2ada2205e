import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

type Bridge = Readonly<Record<string, (request: unknown) => Promise<unknown>>>;

/** axe on the screen as it is; what stands around every screen is the journey's to try. `legacyMode`: the page may not open the blank page that axe would run in. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include('main').setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

/** What a highlight of that name covers, as text. */
function covered(page: Page, name: string): Promise<readonly string[]> {
  return page.evaluate((of) => [...(CSS as unknown as { highlights: Map<string, Set<Range>> }).highlights.get(of)!].map((range) => range.toString()), name);
}

test('reads, highlights and annotates a document by keyboard alone, and by mouse; what was written is there after a restart', async ({ launch }) => {
  test.setTimeout(300_000);
  const { app, page, profile } = await launch({ args: ['--sample'] });
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.home(page, 240_000);
  await play.openDossier(page, 'Kestrel Drive 5.1');
  await play.openTab(page, 'Overview');
  await page.getByRole('link', { name: /^D-1 / }).click();
  const article = page.getByRole('article', { name: 'Document D-1' });
  const text = article.getByRole('group', { name: /^Text of D-1/ });
  await expect(text.getByRole('heading', { name: 'Design record, Kestrel Drive 5.1' })).toBeVisible();
  await expect(page.getByRole('option', { name: /Design record/ })).toContainText('Viewed');
  expect(await violations(page)).toEqual([]);

  await test.step('a sentence, then a whole paragraph, by arrow keys', async () => {
    await text.getByRole('heading', { name: 'Design record, Kestrel Drive 5.1' }).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'h']) await page.keyboard.press(key);
    await expect(article.getByRole('listitem', { name: /^Highlight by/ })).toContainText('Lifts: a lift controller decides when the robot may enter.');
    await expect.poll(() => covered(page, 'countersign-note')).toEqual(['Lifts: a lift controller decides when the robot may enter.']);
    for (const key of ['ArrowDown', 'a']) await page.keyboard.press(key);
    await page.keyboard.type('Beyond the noise?');
    await page.keyboard.press('Tab');
    await page.keyboard.type('#accuracy, perception');
    await expect(article.getByText('Board lane: every member of the board can read it.')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    const note = article.getByRole('listitem', { name: /^Note by/ });
    await expect(note).toContainText('Beyond the noise?');
    await expect(note).toContainText('#accuracy');
    await expect(page.getByRole('option', { name: /Design record/ })).toContainText('1 note, 1 highlight');
    await page.keyboard.press('Enter');
    await expect(note).toBeFocused();
  });

  await test.step('a passage by mouse takes whole words', async () => {
    const box = (await text.getByText('The build on the robot is quantised').boundingBox())!;
    await page.mouse.move(box.x + 40, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 150, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    const chosen = (await covered(page, 'countersign-passage'))[0]!;
    expect('The build on the robot is quantised (H-016).').toContain(chosen);
    expect(chosen).toMatch(/^\S.*\S$/);
    await page.getByRole('button', { name: /^Highlight/ }).click();
    await expect(article.getByRole('listitem', { name: /^Highlight by/ })).toHaveCount(2);
  });

  await test.step('words are found, and a note is gone to', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('LIFT');
    await page.keyboard.press('Enter');
    await expect(article.getByRole('status').filter({ hasText: /^\d+ of \d+$/ })).toBeVisible();
    expect((await covered(page, 'countersign-found')).every((words) => words.toLowerCase() === 'lift')).toBe(true);
    await page.keyboard.press('Escape');
    await article.getByRole('listitem', { name: /^Note by/ }).getByRole('button', { name: 'Go to passage' }).click();
    expect((await covered(page, 'countersign-current'))[0]).toContain('A new perception classifier');
  });

  await test.step('what can’t be placed is an orphan; what is withdrawn stays to be seen', async () => {
    await page.evaluate(async () => {
      const bridge = (globalThis as unknown as { countersign: Bridge }).countersign;
      const { value } = await bridge['facts.since']!({ position: 0 }) as { value: { type: string; body: { dossier: string; revision: string } }[] };
      const revision = value.filter(({ type, body }) => type === 'revision.published/1' && body.dossier === 'kestrel-drive-5.1').at(-1)!.body.revision;
      const exact = 'Words of an earlier revision.';
      await bridge['command.run']!({ command: { name: 'make-annotation', dossier: 'kestrel-drive-5.1', shown: revision, item: 'D-1', text: 'Where did it go?', tags: [], anchor: { quote: { exact, prefix: '', suffix: '' }, position: { start: 0, end: exact.length } } } });
    });
    await expect(article.getByRole('region', { name: 'Orphans' })).toContainText('Where did it go?');
    const highlight = article.getByRole('listitem', { name: /^Highlight by/ }).first();
    await highlight.getByRole('button', { name: 'Withdraw' }).click();
    await highlight.getByRole('button', { name: 'Withdraw this highlight' }).click();
    await expect(article.getByText('1 withdrawn')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  await text.getByRole('heading', { name: 'How it fails' }).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('option', { name: /Design record/ })).toContainText('Read to the end');
  await page.waitForTimeout(1_000);
  await app.close();

  const { page: again } = await launch({ profile });
  await again.setViewportSize({ width: 1280, height: 800 });
  await play.home(again);
  await again.evaluate(async () => { await (globalThis as unknown as { countersign: Bridge }).countersign['settings.write']!({ theme: 'dark', singleKeys: true }); location.hash = '#/dossier/kestrel-drive-5.1/overview/D-1'; });
  await again.reload();
  await expect(again.getByRole('article', { name: 'Document D-1' }).getByRole('listitem', { name: /^Note by/ }).first()).toContainText('Beyond the noise?');
  expect(again.url()).toContain('/documents/D-1');
  await expect(again.getByRole('heading', { name: 'How it fails' })).toBeInViewport();
  expect(await violations(again)).toEqual([]);
  expect(await again.evaluate(() => ({ links: [...document.querySelectorAll('article [data-stop] a')].filter((link) => !link.getAttribute('href')!.startsWith('#/dossier/kestrel-drive-5.1/')).length, loaded: document.querySelectorAll('article img, article iframe, article script, article svg[onload]').length }))).toEqual({ links: 0, loaded: 0 });
});
