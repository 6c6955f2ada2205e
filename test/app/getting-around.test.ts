import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

/** axe on the page as it is. `legacyMode`: the page may not open the blank page that axe would run in. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

test('anything is found, run, passed on and come back to by keyboard', async ({ launch, workbench: { startable } }) => {
  test.setTimeout(300_000);
  const { page, profile } = await launch({ args: ['--sample'] });
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.home(page, 240_000);
  const field = page.getByRole('combobox', { name: 'Find anything or run a command' });
  const chosen = page.getByRole('option', { selected: true });

  await test.step('a hazard by a word of its cause, with the word marked', async () => {
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await field.fill('drips');
    await expect(chosen).toContainText('H-003');
    await expect(chosen.locator('mark')).toHaveText('drips');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/hazards\/H-003$/);
    await expect(field).toBeHidden();
  });

  await test.step('a document by its text, a finding, and a hazard typed wrong', async () => {
    await page.keyboard.press('Control+k');
    await field.fill('wheelchair');
    await expect(page.getByRole('group', { name: 'Documents' }).getByRole('option').first()).toBeVisible();
    await field.fill('wheelchiar');
    await expect(page.getByText('The nearest spellings')).toBeVisible();
    await expect(chosen).toContainText('wheelchair');
    await field.fill('trolley ramp');
    await expect(page.getByRole('group', { name: 'Findings' }).getByRole('option').first()).toBeVisible();
    await field.fill('no such thing anywhere');
    await expect(page.getByText(/^Nothing fits/).first()).toBeVisible();
  });

  await test.step('only this dossier, with the same keys', async () => {
    await field.fill('wheelchair');
    await expect(page.getByRole('option').filter({ hasText: 'Kestrel Drive 5.0' }).first()).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('option').filter({ hasText: 'Kestrel Drive 5.0' })).toHaveCount(0);
    await expect(chosen).toContainText('H-003');
    await page.keyboard.press('Escape');
  });

  await test.step('a command that acts here, and one that opens another list', async () => {
    await page.keyboard.press('Control+k');
    await field.fill('filter haz');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('searchbox', { name: 'Filter hazards' })).toBeFocused();
    await page.keyboard.press('Control+k');
    await field.fill('shortcuts');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Shortcuts' })).toBeVisible();
    await expect(page.getByText('Copy link to H-003 of Kestrel Drive 5.1')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('another dossier, back and forward', async () => {
    await page.getByRole('main').focus();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.getByRole('combobox', { name: 'Go to a dossier' }).fill('skua');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/skua[^/]*\/overview$/);
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page).toHaveURL(/\/hazards\/H-003$/);
    await page.getByRole('button', { name: 'Forward' }).click();
    await expect(page).toHaveURL(/skua[^/]*\/overview$/);
    await page.getByRole('button', { name: 'Back' }).click();
    await expect(page).toHaveURL(/\/hazards\/H-003$/);
  });

  const link = await test.step('a link to the item shown', async () => {
    await page.evaluate(() => window.addEventListener('copy', (event) => { (globalThis as { copied?: string }).copied = event.clipboardData?.getData('text/plain') ?? ''; }));
    await page.getByRole('button', { name: 'Copy link to H-003 of Kestrel Drive 5.1' }).click();
    await expect(page.getByText('The link to H-003 of Kestrel Drive 5.1 is copied.')).toBeVisible();
    return page.evaluate(() => (globalThis as { copied?: string }).copied);
  });

  await test.step('a second start with a link leads this window there; with anything else it leads nowhere', async () => {
    const startWith = (words: string): Promise<number | null> => new Promise((resolve) => {
      spawn(startable.executable, [startable.app, '--profile', profile, words], { stdio: 'ignore' }).once('exit', resolve);
    });
    await page.evaluate(() => { location.hash = '#/'; });
    await expect(page).toHaveURL(/#\/$/);
    await startWith('countersign://dossier/../board');
    await startWith('countersign://dossier/kestrel-drive-5.1/hazards/%00');
    await page.waitForTimeout(500);
    expect(page.url()).toMatch(/#\/$/);
    expect(link).toBe('countersign://dossier/kestrel-drive-5.1/hazards/H-003');
    await startWith(link ?? '');
    await expect(page).toHaveURL(/kestrel-drive-5\.1\/hazards\/H-003$/);
    // Who stays for a moment has been there.
    await page.waitForTimeout(2000);
  });

  await test.step('what was visited last comes first', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option').first()).toContainText('H-003');
    await page.keyboard.press('Escape');
  });
  // There is a log only once something was worth noting.
  const log = path.join(profile, 'log', 'countersign.log');
  expect(existsSync(log) ? readFileSync(log, 'utf8') : '').not.toContain('kestrel');
});

test('a link that the app is started with leads there, and the options behind it are none', async ({ launch }) => {
  test.setTimeout(300_000);
  const { page } = await launch({ args: ['--sample', 'countersign://dossier/kestrel-drive-5.1/evidence/E-02', '--profile=/nowhere'] });
  await expect(page).toHaveURL(/kestrel-drive-5\.1\/evidence\/E-02$/, { timeout: 240_000 });
  await expect(page.getByRole('navigation', { name: 'Dossier' })).toBeVisible();
});
