import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

/** axe on the screen, the frame around it left to its own test. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include('main').setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

/** How far down an element begins. */
const top = async (of: Locator): Promise<number> => (await of.boundingBox())!.y;

/** Where screenshots go, if they are wanted: `VOTE_SHOTS=/tmp/shots`. */
const shots = process.env['VOTE_SHOTS'];
const shoot = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
};

test('a vote is written beside the dossier: in its order, nothing covered, what was taken away comes back', async ({ launch }) => {
  test.setTimeout(300_000);
  const { app, page } = await launch();
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.openSample(page);
  await play.openDossier(page, 'Kestrel Drive 5.1');

  await test.step('each tab says what waits in it', async () => {
    const tabs = page.getByRole('navigation', { name: 'Dossier' });
    for (const name of [/^Hazards \d+\shazards changed$/, /^Documents \d+\sdocuments unread$/, /^Findings \d+\sfindings open$/, /^Incidents and drift \d+\sincidents? open$/, /^Sign-off \d+ of \d+\svotes$/]) await expect(tabs.getByRole('link', { name })).toBeVisible();
  });

  await play.openTab(page, 'Hazards');
  await page.getByRole('button', { name: /^Vote/ }).first().click();
  const sheet = page.getByRole('dialog', { name: /^Your vote on/ });
  const reason = sheet.getByRole('textbox', { name: 'Reason' });
  const conditions = sheet.getByRole('group', { name: 'Conditions' });
  const signs = sheet.getByRole('region', { name: 'What you sign' });

  await test.step('choice, reason, conditions, what you sign; the register stays in sight beside them', async () => {
    await sheet.getByRole('radio', { name: 'Approve with conditions' }).check();
    const places = await Promise.all([sheet.getByRole('group', { name: 'Decision' }), reason, conditions, signs].map(top));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const [register, box] = [(await page.getByRole('grid', { name: 'Hazard register' }).boundingBox())!, (await sheet.boundingBox())!];
    expect(register.x + register.width).toBeLessThanOrEqual(box.x);
    expect(register.y).toBeLessThan(700);
    await shoot(page, 'vote');
    expect(await violations(page)).toEqual([]);
  });

  await test.step('a condition that was removed comes back where it was', async () => {
    await conditions.getByRole('textbox', { name: 'What has to be done' }).fill('Repeat the patch suite.');
    await conditions.getByRole('button', { name: 'Add a condition' }).click();
    await conditions.getByRole('textbox', { name: 'What has to be done' }).nth(1).fill('Report each near miss.');
    await conditions.getByRole('button', { name: 'Remove condition 1' }).click();
    await expect(conditions.getByRole('textbox', { name: 'What has to be done' })).toHaveValue('Report each near miss.');
    const undo = conditions.getByRole('button', { name: 'Undo' });
    await expect(undo).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(conditions.getByRole('textbox', { name: 'What has to be done' }).first()).toHaveValue('Repeat the patch suite.');
    await expect(undo).toBeHidden();
  });

  await test.step('so does a draft that was cleared', async () => {
    await reason.fill('Benefit stands.');
    await sheet.getByRole('button', { name: 'Clear the draft' }).click();
    await expect(reason).toHaveValue('');
    await expect(sheet.getByRole('button', { name: 'Undo' })).toBeFocused();
    await shoot(page, 'cleared');
    await page.keyboard.press('Enter');
    await expect(reason).toHaveValue('Benefit stands.');
    await expect(conditions.getByRole('textbox', { name: 'What has to be done' })).toHaveCount(2);
  });

  await test.step('at 200 % text the sheet has the whole width, and the dossier follows it', async () => {
    const window = await app.browserWindow(page);
    await window.evaluate((it) => it.webContents.setZoomFactor(2));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Vote/ }).first().click();
    await expect(sheet).toBeInViewport();
    const [box, register] = [(await sheet.boundingBox())!, (await page.getByRole('grid', { name: 'Hazard register' }).boundingBox())!];
    expect(register.y).toBeGreaterThanOrEqual(box.y + box.height - 1);
    await shoot(page, 'vote-200');
    await window.evaluate((it) => it.webContents.setZoomFactor(1));
  });
});
