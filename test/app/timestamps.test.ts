/** The timestamp authority of the settings: what it is told, and what a packet says where it can't be reached. */
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

test('an authority that can’t be reached costs the level, not the packet', async ({ launch }) => {
  test.setTimeout(300_000);
  const { app, page } = await launch({ args: ['--sample'] });
  await play.home(page, 240_000);
  await page.evaluate(() => { location.hash = '#/settings'; });
  const address = page.getByRole('textbox', { name: /^Timestamp authority/ });

  await test.step('only an address is kept', async () => {
    await address.fill('stamp.example');
    await expect(page.getByText('This is no address of the form')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Keep' })).toBeDisabled();
    await page.getByRole('button', { name: 'Keep' }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: test.info().outputPath('timestamp-setting.png') });
    await address.fill('http://127.0.0.1:1/');
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.reload();
    await expect(address).toHaveValue('http://127.0.0.1:1/');
  });

  await test.step('the packet is issued, and says that it has no timestamp and why', async () => {
    await page.evaluate(() => { location.hash = '#/dossier/kestrel-drive-5.0/packet'; });
    await play.issuePacket(app, page);
    await expect(page.getByText(/issued without a timestamp \(level B\)/)).toBeVisible();
    await expect(page.getByText(/127\.0\.0\.1:1.*can’t be reached/)).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('packet-without-timestamp.png') });
  });
});
