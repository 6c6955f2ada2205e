import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

const register = (page: Page) => page.getByRole('grid', { name: 'Hazard register' });
/** What a screen reader says the keyboard is at. */
const marked = (page: Page) => register(page).evaluate((grid) => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.querySelector('[role=gridcell]')?.textContent);

/** A key held for so many repeats; not let go yet. */
async function hold(page: Page, key: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.down(key);
}

test('a held key moves the mark alone: the address and the details follow when it is let go, and a key that acts finds the marked row', async ({ launch }) => {
  const { page } = await launch();
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.openSample(page);
  await play.openDossier(page, 'Kestrel Drive 5.1');
  await play.openTab(page, 'Hazards');
  await register(page).focus();
  await page.keyboard.press('Home');
  await expect(register(page).locator('[aria-rowindex="2"]')).toHaveAttribute('aria-selected', 'true');
  const steps = await page.evaluate(() => history.length);
  await page.evaluate(() => {
    const seen: string[] = [];
    window.addEventListener('hashchange', () => seen.push(location.hash));
    (globalThis as unknown as { seen: string[] }).seen = seen;
  });

  await hold(page, 'ArrowDown', 9);
  await expect(register(page).locator('[aria-rowindex="11"]')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.up('ArrowDown');
  const id = await marked(page);
  await expect(page).toHaveURL(new RegExp(`/hazards/${id}$`));
  await expect(page.getByRole('complementary', { name: id! })).toBeVisible();
  expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen.length)).toBeLessThan(9);
  expect(await page.evaluate(() => history.length)).toBe(steps);

  await page.waitForTimeout(300);
  await hold(page, 'ArrowUp', 4);
  const before = await marked(page);
  expect(before).not.toBe(id);
  await page.keyboard.press('e');
  await page.keyboard.up('ArrowUp');
  await expect(page).toHaveURL(new RegExp(`/trace/${before}$`));
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page).toHaveURL(new RegExp(`/hazards/${before}$`));
});
