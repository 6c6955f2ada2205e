import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

/** axe on the page as it is. `legacyMode`: the page may not open the blank page that axe would run in. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

test('two places of a dossier side by side, by keyboard, in the address', async ({ launch }) => {
  test.setTimeout(300_000);
  const { page } = await launch({ args: ['--sample', 'countersign://dossier/kestrel-drive-5.1/hazards/H-003'] });
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(page).toHaveURL(/\/hazards\/H-003$/, { timeout: 240_000 });
  const first = page.getByRole('region', { name: /^First pane/ });
  const second = page.getByRole('region', { name: /^Second pane/ });
  await expect(page.getByRole('grid', { name: 'Hazard register' })).toBeVisible();

  await test.step('what belongs to it opens beside, with the focus', async () => {
    await page.keyboard.press('Control+\\');
    await expect(page).toHaveURL(/\/hazards\/H-003&beside=evidence$/);
    await expect(second).toBeFocused();
    await expect(second.getByRole('searchbox', { name: 'Filter evidence' })).toBeVisible();
    await expect(first.getByRole('grid', { name: 'Hazard register' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  await test.step('keys act in the pane that has the focus, F6 goes to the other', async () => {
    await page.keyboard.press('/');
    await expect(second.getByRole('searchbox', { name: 'Filter evidence' })).toBeFocused();
    await page.keyboard.press('F6');
    await expect.poll(() => first.evaluate((pane) => pane.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('/');
    await expect(first.getByRole('searchbox', { name: 'Filter hazards' })).toBeFocused();
    await page.keyboard.press('F6');
    await expect(second.getByRole('searchbox', { name: 'Filter evidence' })).toBeFocused();
    await second.focus();
    await page.keyboard.press('4');
    await expect(page).toHaveURL(/\/hazards\/H-003&beside=trace(\/H-\d+)?$/);
  });

  await test.step('back, forward and a reload keep both', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page).toHaveURL(/\/hazards\/H-003&beside=evidence/);
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page).toHaveURL(/&beside=trace/);
    await page.reload();
    await expect(second.getByRole('treegrid')).toBeVisible();
    await expect(first.getByRole('grid', { name: 'Hazard register' })).toBeVisible();
  });

  await test.step('narrow, they stand one under the other', async () => {
    await page.setViewportSize({ width: 1040, height: 760 });
    const [upper, lower] = [await first.boundingBox(), await second.boundingBox()];
    expect(upper!.y + upper!.height).toBeLessThanOrEqual(lower!.y + 1);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('a pane is closed, and the other one stays', async () => {
    await page.getByRole('button', { name: 'Close Hazards' }).click();
    await expect(page).toHaveURL(/kestrel-drive-5\.1\/trace(\/H-\d+)?$/);
    await expect(second).toBeHidden();
  });

  await test.step('from the palette, and a link with Ctrl', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find anything or run a command' }).fill('drips');
    await expect(page.getByRole('option', { selected: true })).toContainText('H-003');
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(/\/trace(\/H-\d+)?&beside=hazards\/H-003$/);
    await second.getByRole('link', { name: /^E-/ }).first().focus();
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(/\/evidence\/E-[^&]+&beside=hazards\/H-003$/);
    await page.getByRole('navigation', { name: 'Dossier' }).getByRole('link', { name: 'Findings' }).click({ modifiers: ['Control'] });
    await expect(page).toHaveURL(/\/evidence\/E-[^&]+&beside=findings$/);
    await page.keyboard.press('Control+\\');
    await expect(page).toHaveURL(/\/evidence\/E-[^&/]+$/);
  });

  await test.step('one tab twice: landmarks told apart, and what is left keeps how far it was read', async () => {
    await page.evaluate(() => { location.hash = '#/dossier/kestrel-drive-5.1/evidence/E-01&beside=evidence/E-02'; });
    const piece = second.getByRole('article');
    await expect(second.getByRole('region', { name: 'Run and subject, second pane' })).toBeAttached();
    expect(await violations(page)).toEqual([]);
    await piece.evaluate((it) => { it.scrollTop = 120; });
    await page.getByRole('button', { name: 'Close Evidence' }).first().click();
    await expect(page).toHaveURL(/\/evidence\/E-02$/);
    expect(await page.getByRole('article').evaluate((it) => it.scrollTop)).toBeGreaterThan(0);
    await page.evaluate(() => { location.hash = '#/dossier/kestrel-drive-5.1/hazards/H-001&beside=hazards/H-002'; });
    await expect(second.getByRole('complementary', { name: /second pane$/ })).toBeAttached();
    expect(await violations(page)).toEqual([]);
    await page.evaluate(() => { location.hash = '#/dossier/kestrel-drive-5.1/evidence/E-01'; });
    await expect(second).toBeHidden();
  });

  await test.step('in half the room the drawing waits until somebody asks', async () => {
    await page.evaluate(() => { location.hash = '#/dossier/kestrel-drive-5.1/trace/H-003&beside=evidence/E-01'; });
    const drawing = first.getByRole('img', { name: /^H-003 and what it rests on/ });
    await expect(first.getByRole('treegrid', { name: 'Traces' })).toBeVisible();
    await expect(drawing).toBeHidden();
    await first.getByRole('button', { name: 'Show the drawing' }).click();
    await expect(drawing).toBeVisible();
    await page.evaluate(() => { location.hash = '#/dossier/kestrel-drive-5.1/evidence/E-01'; });
    await expect(second).toBeHidden();
  });

  await test.step('another dossier has one pane', async () => {
    await page.keyboard.press('Control+\\');
    await play.openTab(page, 'Documents');
    await expect(page).toHaveURL(/&beside=documents/);
    await page.evaluate(() => { location.hash = '#/'; });
    await play.home(page);
    await expect(second).toBeHidden();
  });
});
