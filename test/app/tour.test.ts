import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

test('the tour is taken from the first start, skipped, and taken again', async ({ launch }) => {
  test.setTimeout(300_000);
  const { page, profile } = await launch();
  await page.setViewportSize({ width: 1280, height: 800 });
  const tour = page.getByRole('complementary', { name: 'Tour' });
  const next = tour.getByRole('button', { name: 'Next' });
  await page.getByRole('button', { name: 'Take the tour' }).click();
  await play.home(page, 240_000);

  await test.step('five stops over the real screens, by Enter alone', async () => {
    const stops = [/#\/$/, /\/overview$/, /\/trace/, /\/votes$/, /#\/verify$/];
    for (const [index, address] of stops.entries()) {
      await expect(tour).toContainText(`${index + 1} of 5`);
      await expect(page).toHaveURL(address);
      const isLast = index === stops.length - 1;
      await expect(isLast ? tour.getByRole('button', { name: 'Done' }) : next).toBeFocused();
      // It covers nothing of what it speaks of.
      const [screen, note] = [await page.getByRole('main').boundingBox(), await tour.boundingBox()];
      expect(screen!.y + screen!.height).toBeLessThanOrEqual(note!.y + 1);
      await page.getByText(/^Opening /).waitFor({ state: 'hidden' });
      const ring = await page.locator('[data-ring]').first().boundingBox();
      expect(ring!.y).toBeGreaterThanOrEqual(screen!.y);
      expect(ring!.y + ring!.height).toBeLessThanOrEqual(screen!.y + screen!.height);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
      await page.keyboard.press('Enter');
    }
    await expect(tour).toBeHidden();
  });

  await test.step('again from the palette, back, and Esc skips it', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find anything or run a command' }).fill('take the tour');
    await page.keyboard.press('Enter');
    await expect(tour).toContainText('1 of 5');
    await next.click();
    await expect(tour).toContainText('2 of 5');
    await page.evaluate(() => { location.hash = '#/settings'; });
    await expect(tour).toContainText('on another screen');
    await expect(page.locator('[data-ring]')).toHaveCount(0);
    await tour.getByRole('button', { name: 'Go there' }).click();
    await expect(page).toHaveURL(/\/overview$/);
    await expect(page.locator('[data-ring]').first()).toBeVisible();
    await tour.getByRole('button', { name: 'Back' }).click();
    await expect(page).toHaveURL(/#\/$/);
    await page.keyboard.press('Escape');
    await expect(tour).toBeHidden();
    await expect(page.getByText('You can take the tour again')).toBeVisible();
  });

  await test.step('again from Settings, and this machine remembers that it was offered', async () => {
    await page.evaluate(() => { location.hash = '#/settings'; });
    await page.getByRole('main').getByRole('button', { name: 'Take the tour' }).click();
    await expect(tour).toContainText('1 of 5');
    await tour.getByRole('button', { name: 'Skip' }).click();
    await page.reload();
    await play.home(page);
    await expect(tour).toBeHidden();
    expect(JSON.parse(readFileSync(path.join(profile, 'settings.json'), 'utf8'))).toMatchObject({ tourOffered: true });
  });
});
