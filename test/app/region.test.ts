import type { Locator, Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

test('figures and days follow the machine’s region or the member’s choice; what is signed does not', async ({ launch }) => {
  test.setTimeout(300_000);
  const { app, page } = await launch({ args: ['--sample'], env: { LC_ALL: '', LC_NUMERIC: 'de_DE.UTF-8', LC_TIME: 'en_US.UTF-8', LANG: 'en_GB.UTF-8' } });
  await play.home(page, 240_000);

  await test.step('German figures and American days, as the environment has them', async () => {
    await page.evaluate(() => { location.hash = '#/settings'; });
    const group = page.getByRole('radiogroup', { name: 'Dates and numbers' });
    await expect(group.getByRole('radio', { name: /^As the machine/ })).toBeChecked();
    await expect(group.getByText('November 27, 2026, 2:30 pm UTC · 1.234.567,8')).toBeVisible();
    await expect(page.getByRole('contentinfo')).toContainText(/[A-Z][a-z]+\s\d+,\s\d{4}, \d+:\d\d\s[ap]m\sUTC/);
  });

  await test.step('another choice holds at once, on every screen and after a reload', async () => {
    await page.getByRole('radio', { name: /^International/ }).check();
    await expect(page.getByRole('contentinfo')).toContainText(/\d{4}-\d\d-\d\d, \d\d:\d\d\sUTC/);
    await page.reload();
    await expect(page.getByRole('contentinfo')).toContainText(/\d{4}-\d\d-\d\d, \d\d:\d\d\sUTC/);
    await page.evaluate(() => { location.hash = '#/board'; });
    await expect(page.getByRole('main')).toContainText(/\d{4}-\d\d-\d\d/);
  });

  await test.step('the signing window writes as on every machine', async () => {
    await page.evaluate(() => { location.hash = '#/'; });
    await play.openDossier(page, 'Kestrel Drive 5.1');
    await play.vote(app, page, {
      choice: 'Approve with conditions', reason: 'It holds.', onSheet: async (sheet: Locator) => {
        const day = await sheet.page().evaluate(() => new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10));
        await sheet.getByLabel('Due').fill(day);
        await sheet.getByRole('textbox', { name: 'What has to be done' }).fill('The log is kept for a year.');
      },
      onWindow: async (window: Page) => { await expect(window.getByRole('region', { name: 'What you sign' })).toContainText(/Due \d{1,2}\s[A-Z][a-z]+\s\d{4}/); },
    });
  });
});
