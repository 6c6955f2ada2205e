import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { own } from '../../electron/runtime/non-root.mjs';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

const passphrase = 'a long enough passphrase';

/** Where screenshots go, if they are wanted: `SHOTS=/tmp/shots`. */
const shots = process.env['SHOTS'];
async function shoot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(150);
    await page.screenshot({ path: `${shots}/${name}-${colorScheme}.png` });
  }
}

test('a packet waits for its members: each is told, signs in main’s window, and the last one completes it', async ({ launch, workbench }) => {
  test.setTimeout(300_000);
  const root = workbench.startable.scratch('countersigning');
  execFileSync('node', [path.join(import.meta.dirname, 'countersigning-board.ts'), root], { stdio: 'inherit' });
  own(root);

  const signs = async (folder: string, check: (page: Page) => Promise<void>): Promise<void> => {
    const { app, page } = await launch({ profile: path.join(root, folder) });
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect(page.getByText('One packet waits for your countersignature.')).toBeVisible({ timeout: 60_000 });
    await shoot(page, `${folder}-home`);
    await play.openDossier(page, 'Aurora 2.3');
    await play.openTab(page, 'Packet');
    await expect(page.getByRole('heading', { name: /^Packet .* waits for your countersignature\.$/ })).toBeVisible();
    await shoot(page, `${folder}-waits`);
    const { violations } = await new AxeBuilder({ page }).include('main').setLegacyMode(true).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await play.sign(app, () => page.getByRole('button', { name: /^Countersign / }).click(), {
      passphrase, onWindow: async (window: Page) => {
        await expect(window.getByRole('heading', { name: /^Countersign packet / })).toBeVisible();
        await expect(window.getByText(/^Countersignature [12]$/)).toBeVisible();
        await shoot(window, `${folder}-signs`);
      },
    });
    await check(page);
    await play.synced(page);
    await app.close();
  };
  await signs('ingrid', async (page) => {
    await expect(page.getByText('Countersigned 1 of 2, waits for Amara Okafor')).toBeVisible();
    await shoot(page, 'ingrid-signed');
  });
  await signs('amara', async (page) => {
    await expect(page.getByText('Countersigned 2 of 2')).toBeVisible();
    await page.getByRole('button', { name: 'Verify packet' }).click();
    await expect(page.getByRole('article', { name: /^Verdict on/ }).getByRole('status').first()).toContainText('APPROVED');
    await shoot(page, 'amara-complete');
  });
});
