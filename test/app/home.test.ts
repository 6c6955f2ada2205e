// The next meeting on Home, from the secretary's sheet to the timetable, and what Home counts changes against.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

const dayMs = 86_400_000;
const dayIn = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

const shot = (page: Page, name: string): Promise<unknown> => page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });

test('a secretary calls a meeting, Home shows it to everybody, and the baseline outlives a restart', async ({ launch }) => {
  test.setTimeout(400_000);
  const { app, page, profile } = await launch();
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.openSample(page);
  const next = page.getByRole('region', { name: 'Next meeting' });
  const rows = page.getByRole('table', { name: 'Dossiers' }).getByRole('row');

  await test.step('the sample’s meeting opens the table, with its times', async () => {
    await expect(next.getByRole('heading')).toHaveText(/^Next meeting, (?:tomorrow|in \d+.days): Board meeting on three releases$/);
    await expect(next).toContainText('Board meeting on three releases');
    await expect(rows.nth(1)).toContainText('13:00');
    await expect(rows.nth(1)).toContainText('Kestrel Drive 5.1');
    await expect(rows.nth(2)).toContainText('13:35');
    await expect(next).toContainText(/dossiers needs? your vote/);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), colorScheme).toEqual([]);
      await shot(page, `home-${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  await test.step('a meeting is called by keyboard alone', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    const sheet = page.getByRole('dialog', { name: 'Call a meeting' });
    await expect(sheet.getByRole('heading', { name: 'Call a meeting' })).toBeFocused();
    await sheet.getByRole('button', { name: 'Call the meeting' }).press('Enter');
    await expect(sheet.getByText('Give it a title.')).toBeVisible();
    await expect(sheet.getByText('Choose a day and a time that is still to come.')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await sheet.getByRole('textbox', { name: 'Title' }).fill('Urgent: lift doors');
    await sheet.getByLabel('Day').fill(dayIn(1));
    await sheet.getByLabel('Starts at').fill('08:15');
    await sheet.getByLabel('Minutes', { exact: true }).fill('45');
    await sheet.getByRole('textbox', { name: 'Place' }).fill('By video');
    const add = sheet.getByRole('combobox', { name: 'Add a dossier' });
    await add.selectOption({ label: 'Borealis Vision 1.4' });
    await add.selectOption({ label: 'Kestrel Drive 5.1' });
    await sheet.getByRole('button', { name: 'Take Kestrel Drive 5.1 earlier' }).press('Enter');
    await sheet.getByRole('spinbutton', { name: 'Minutes for Kestrel Drive 5.1' }).fill('30');
    await expect(sheet.getByText('The dossiers take 50 minutes, 5 more than the meeting lasts.')).toBeVisible();
    await shot(page, 'sheet');
    await sheet.getByRole('spinbutton', { name: 'Minutes for Borealis Vision 1.4' }).fill('15');
    await sheet.getByRole('button', { name: 'Call the meeting' }).press('Enter');
    await expect(sheet).toHaveCount(0);
    await expect(next.getByRole('heading')).toHaveText('Next meeting, tomorrow: Urgent: lift doors');
    await expect(rows.nth(1)).toContainText(/08:15.*Kestrel Drive 5\.1/s);
    await expect(rows.nth(2)).toContainText(/08:45.*Borealis Vision 1\.4/s);
    await expect(next.getByText('One meeting after it')).toBeVisible();
  });

  await test.step('from a dossier, the palette leads to the same sheet', async () => {
    await play.openDossier(page, 'Kestrel Drive 5.1');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Find/ }).fill('call a meeting');
    await page.getByRole('option', { name: /Call a meeting/ }).first().click();
    await expect(page.getByRole('dialog', { name: 'Call a meeting' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Call a meeting' })).toHaveCount(0);
  });

  await test.step('it is changed on Home, and saved for a calendar', async () => {
    await next.getByRole('button', { name: 'Change the meeting' }).click();
    const sheet = page.getByRole('dialog', { name: 'Change the meeting' });
    await expect(sheet.getByRole('textbox', { name: 'Title' })).toHaveValue('Urgent: lift doors');
    await sheet.getByRole('textbox', { name: 'Place' }).fill('Room Fyr');
    await sheet.getByRole('button', { name: 'Change the meeting' }).click();
    await expect(next).toContainText('Room Fyr');
    const file = path.join(profile, 'meeting.ics');
    await app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath }); }, file);
    await next.getByRole('button', { name: 'Save as calendar file' }).click();
    await expect(page.getByText('The meeting is saved as meeting.ics.').first()).toBeVisible();
    const text = readFileSync(file, 'utf8').replaceAll('\r\n ', '');
    expect(text).toContain(`DTSTART:${dayIn(1).replaceAll('-', '')}T081500Z\r\n`);
    expect(text).toContain('SEQUENCE:1\r\n');
    expect(text).toContain('08:15 Kestrel Drive 5.1\\, 30 minutes');
  });

  await test.step('a meeting is cancelled, and the one after it is next', async () => {
    await next.getByRole('button', { name: 'Change the meeting' }).click();
    const sheet = page.getByRole('dialog', { name: 'Change the meeting' });
    await sheet.getByText('Cancel it').click();
    await sheet.getByRole('textbox', { name: 'Why it is cancelled' }).fill('The doors are mended.');
    await sheet.getByRole('button', { name: 'Cancel “Urgent: lift doors”' }).click();
    await expect(next).toContainText('Board meeting on three releases');
    await expect(page.getByText('Vera Holm cancelled “Urgent: lift doors”.')).toBeVisible();
  });

  await test.step('what a dossier is compared with is Home’s too, and outlives a restart', async () => {
    const kestrel = rows.filter({ hasText: 'Kestrel Drive 5.1' });
    await expect(kestrel).toContainText('Since approved 5.0');
    await play.openDossier(page, 'Kestrel Drive 5.1');
    const select = page.getByRole('combobox', { name: 'Compare with' });
    await select.selectOption({ index: 1 });
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await expect(kestrel).not.toContainText('Since approved 5.0');
    await expect(kestrel).toContainText('Since 5.0');
    await play.synced(page);
    await app.close();
    const again = await launch({ profile });
    await play.home(again.page);
    await expect(again.page.getByRole('row').filter({ hasText: 'Kestrel Drive 5.1' })).toContainText('Since 5.0');
    await again.app.close();
  });

  await test.step('another member sees the meeting, and can’t change it', async () => {
    const { page: theirs } = await launch({ profile: path.join(profile, 'sample', 'colleagues', 'noor-haddad') });
    await play.home(theirs);
    await play.synced(theirs);
    const shown = theirs.getByRole('region', { name: 'Next meeting' });
    await expect(shown).toContainText('Board meeting on three releases');
    await expect(shown.getByRole('button', { name: 'Change the meeting' })).toHaveCount(0);
    await expect(shown.getByRole('button', { name: 'Save as calendar file' })).toBeVisible();
  });
});
