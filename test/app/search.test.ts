import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

/** axe on the page as it is. `legacyMode`: the page may not open the blank page that axe would run in. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include('dialog').setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

type Bridge = Readonly<Record<string, (request: unknown) => Promise<unknown>>>;

/** Notes a passage of a document, as a member does who has chosen it. */
function note(page: Page, what: { readonly item: string; readonly exact: string; readonly text: string; readonly tags: readonly string[] }): Promise<unknown> {
  return page.evaluate(async ({ item, exact, text, tags }) => {
    const bridge = (globalThis as unknown as { countersign: Bridge }).countersign;
    const { value } = await bridge['facts.since']!({ position: 0 }) as { value: { type: string; body: { dossier: string; revision: string } }[] };
    const revision = value.filter(({ type, body }) => type === 'revision.published/1' && body.dossier === 'kestrel-drive-5.1').at(-1)!.body.revision;
    return bridge['command.run']!({ command: { name: 'make-annotation', dossier: 'kestrel-drive-5.1', shown: revision, item, text, tags, anchor: { quote: { exact, prefix: '', suffix: '' }, position: { start: 0, end: exact.length } } } });
  }, what);
}

test('a passage, a note by its tag, a row of evidence and a page of a PDF are found and opened by keyboard alone', async ({ launch }) => {
  test.setTimeout(300_000);
  const { page } = await launch({ args: ['--sample'] });
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.home(page, 240_000);
  await play.openDossier(page, 'Kestrel Drive 5.1');
  const field = page.getByRole('combobox', { name: 'Find anything or run a command' });
  const group = (name: string) => page.getByRole('group', { name: new RegExp(`^${name}`) });
  const chosen = page.getByRole('dialog').getByRole('option', { selected: true });
  const find = async (text: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await field.fill(text);
    await expect(page.locator('dialog [role=listbox]')).toHaveAttribute('aria-busy', 'false');
  };
  const chooseIn = async (name: string): Promise<void> => {
    await expect(group(name).getByRole('option').first()).toBeVisible();
    for (let steps = 0; steps < 60 && await group(name).getByRole('option', { selected: true }).count() === 0; steps++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(field).toBeHidden();
  };

  await test.step('quoted words lead to the passage, which is marked for a moment', async () => {
    await find('"a lift controller decides"');
    await expect(group('In documents').getByRole('option').first().locator('mark').nth(1)).toHaveText('lift');
    expect(await violations(page)).toEqual([]);
    await chooseIn('In documents');
    await expect(page).toHaveURL(/\/documents\/D-1\/passage\.\d+\.\w+$/);
    await expect(page.locator('[data-cursor]')).toContainText('a lift controller decides');
    await expect(page.locator('[data-cursor]')).toBeFocused();
    await expect.poll(() => page.evaluate(() => [...(CSS as unknown as { highlights: Map<string, Set<Range>> }).highlights.get('countersign-current') ?? []].map((range) => range.toString())[0] ?? '')).toContain('a lift controller decides');
  });

  await test.step('a note written just now is found by its tag, and opened in the margin', async () => {
    await note(page, { item: 'D-1', exact: 'a lift controller decides', text: 'Who maintains it?', tags: ['Höhe'] });
    await find('#ho');
    await expect(chosen).toContainText('#Höhe');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('#Höhe ');
    await expect(field).toBeFocused();
    await expect(group('Notes').getByRole('option')).toHaveCount(1);
    await field.fill('#hohe maintains');
    await expect(group('Notes').getByRole('option')).toContainText('Board lane');
    expect(await violations(page)).toEqual([]);
    await chooseIn('Notes');
    await expect(page).toHaveURL(/\/documents\/D-1\/note\.[0-9a-f]{64}$/);
    await expect(page.locator('[data-annotation][data-current="true"]')).toContainText('Who maintains it?');
  });

  await test.step('an entry of a piece of evidence leads to its row', async () => {
    await find('children and wheelchair users are recognised');
    await chooseIn('Inside evidence');
    await expect(page).toHaveURL(/\/evidence\/E-\d+\/entry\.\w+$/);
    await expect(page.locator('tr[data-chosen="true"]')).toContainText('wheelchair users are recognised');
    await expect(page.locator('tr[data-chosen="true"]')).toBeInViewport();
  });

  await test.step('a page of a PDF', async () => {
    await find('ward acceptance');
    await expect(page.getByText(/more may be found/)).toBeHidden({ timeout: 60_000 });
    await expect(group('In documents').getByRole('option').filter({ hasText: /page \d/ }).first()).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('this dossier, and everywhere', async () => {
    await find('wheelchair');
    await expect(page.getByRole('option').filter({ hasText: 'Kestrel Drive 5.0' }).first()).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('option').filter({ hasText: 'Kestrel Drive 5.0' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Kestrel Drive 5.1', exact: true })).toHaveAttribute('aria-pressed', 'true');
    await field.fill('no such thing anywhere');
    await expect(page.getByText(/^Nothing fits “no such thing anywhere” in Kestrel Drive 5.1/)).toContainText('Searched: hazards');
    await expect(chosen).toHaveText('Look everywhere');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/on this machine/)).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  await test.step('only commands; only people', async () => {
    await field.fill('>');
    await expect(page.getByRole('group', { name: 'Hazards' })).toHaveCount(0);
    await field.fill('>go');
    await field.fill('>shortc');
    await expect(chosen).toContainText('Shortcuts');
    await field.fill('@noor');
    await expect(chosen).toContainText('@Noor Haddad');
    await page.keyboard.press('Enter');
    await expect(group('Findings').getByRole('option').first()).toContainText('by Noor Haddad');
    await expect(page.getByRole('status').filter({ hasText: /^\d+.results?/ })).toBeAttached();
    await page.keyboard.press('Escape');
  });
});
