import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

const release = 'Kestrel Drive 5.1';

/** axe on the screen, the frame around it left to its own test. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include('main').setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

/** Where screenshots go, if they are wanted: `HAZARD_SHOTS=/tmp/shots`. */
const shots = process.env['HAZARD_SHOTS'];
const shoot = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
};

test('members score a hazard by keyboard, the secretary records what is agreed, and the register is grouped, narrowed and saved', async ({ launch }) => {
  test.setTimeout(300_000);
  const { app, page } = await launch();
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.openSample(page);
  await play.openDossier(page, release);
  await play.openTab(page, 'Hazards');
  const register = page.getByRole('grid', { name: 'Hazard register' });
  const scores = page.getByRole('region', { name: 'Members’ scores' });

  await test.step('a score is given by keyboard alone', async () => {
    await play.selectFirstHazard(page);
    await expect(scores).toContainText('2 of 4 members scored. Their scores show once yours is given.');
    await expect(scores.getByRole('table')).toBeHidden();
    await shoot(page, 'unscored');
    await page.keyboard.press('s');
    const sheet = page.getByRole('dialog', { name: /^Score H-/ });
    await sheet.getByRole('group', { name: /^Severity/ }).getByRole('radio').first().focus();
    await page.keyboard.press('0');
    await sheet.getByRole('group', { name: /^Likelihood/ }).getByRole('radio').first().focus();
    await page.keyboard.press('5');
    await shoot(page, 'score-sheet');
    await sheet.getByRole('button', { name: 'Give this score' }).click();
    await expect(sheet.getByText('Choose a rating.')).toBeVisible();
    await sheet.getByRole('group', { name: /^Detectability/ }).getByRole('radio', { name: /^6,/ }).check();
    await sheet.getByRole('textbox', { name: 'Why' }).fill('The corridor tests had no trolley in them.');
    expect(await violations(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Give this score' }).click();
    await expect(sheet).toBeHidden();
    await expect(scores.getByRole('row', { name: /^You 10 5 6/ })).toBeVisible();
    await expect(scores).toContainText('Members differ: Serious to High.');
    await expect(register).toContainText('Differ');
    await shoot(page, 'scored');
  });

  await test.step('the agreed score is signed', async () => {
    await scores.getByRole('button', { name: 'Record agreed score' }).click();
    const sheet = page.getByRole('dialog', { name: /^Agreed score of H-/ });
    await sheet.getByRole('textbox', { name: 'The board’s reason' }).fill('Until the trolley is tested.');
    await shoot(page, 'agree-sheet');
    expect(await violations(page)).toEqual([]);
    await play.sign(app, () => sheet.getByRole('button', { name: 'Continue to sign' }).click());
    await expect(sheet).toBeHidden();
    await expect(scores.getByRole('row', { name: /^Agreed 9 4 5/ })).toBeVisible();
    await expect(register).toContainText('Agreed');
    await shoot(page, 'agreed');
  });

  await test.step('the register is grouped, its columns chosen, and the view saved', async () => {
    await page.keyboard.press('o');
    const menu = page.getByRole('dialog', { name: 'View of the register' });
    await menu.getByRole('button', { name: 'Level', exact: true }).click();
    await menu.getByRole('checkbox', { name: 'Owner' }).check();
    await menu.getByRole('checkbox', { name: 'RPN' }).uncheck();
    await menu.getByRole('textbox', { name: 'Save this view as' }).fill('Owners by level');
    await menu.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(menu.getByRole('button', { name: 'Owners by level', exact: true })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'view-menu');
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(register.getByRole('columnheader', { name: 'Owner' })).toBeVisible();
    await expect(register.getByRole('columnheader', { name: /^RPN/ })).toBeHidden();
    await expect(register.getByText(/^Serious after mitigation/)).toBeVisible();
    await shoot(page, 'grouped');
    // Another tab forgets what the screen held; what comes back is what main has kept.
    await play.openTab(page, 'Evidence');
    await play.openTab(page, 'Hazards');
    await expect(register.getByRole('columnheader', { name: 'Owner' })).toBeVisible();
  });

  await test.step('the heat map shows how all hazards moved', async () => {
    await page.getByRole('button', { name: 'Moves', exact: true }).click();
    await expect(page.getByRole('list', { name: 'How hazards moved' }).getByRole('listitem').first()).toHaveText(/^\d+\shazards? (go|goes|move|moves) /);
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'moves');
  });

  await test.step('gaps are counted by kind, and the hazard has its history', async () => {
    await page.getByRole('group', { name: 'Which hazards' }).getByRole('button', { name: /^Gaps/ }).click();
    await expect(page.getByRole('group', { name: 'Which gap' }).getByRole('button', { name: /^Stale evidence \d+$/ })).toBeVisible();
    await shoot(page, 'gaps');
    await page.getByRole('group', { name: 'Which hazards' }).getByRole('button', { name: /^All/ }).click();
    await expect(page.getByRole('table', { name: /^History of H-/ }).getByRole('row')).not.toHaveCount(0);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('table', { name: /^History of H-/ }).scrollIntoViewIfNeeded();
    await shoot(page, 'history');
  });
});
