import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { dossierTabs } from '../../shared/ipc/deep-link.ts';
import { expect, test } from './launch.ts';
import { oddDossiers, turned } from './odd-dossiers.ts';

const root = path.join(import.meta.dirname, '..', '..');
const sample = 'kestrel-drive-5.1';
const screens = ['#/', '#/verify', '#/board', '#/settings'];
const tabsOf = (dossier: string): string[] => dossierTabs.map((tab) => `#/dossier/${dossier}/${tab}`);

/** axe on the page as it is. `legacyMode`: the page may not open the blank page that axe would run in. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

/** Goes to an address and waits until the screen is there. */
async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => { location.hash = to; }, hash);
  await page.getByRole('main').locator('h1, h2').first().waitFor();
  await expect(page.getByText(/^Opening /)).toHaveCount(0);
  // Drawings and virtual rows measure themselves once more.
  await page.waitForTimeout(250);
}

interface Stop { readonly what: string; readonly covered: string | null; readonly hasMark: boolean; readonly inMain: boolean; readonly again: boolean }

/** Where the focus is: by which element, whether anything covers it, and whether it is drawn. */
const focusStop = (page: Page): Promise<Stop> => page.evaluate(() => {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement || focused instanceof SVGElement)) return { what: 'none', covered: null, hasMark: true, inMain: false, again: true };
  const what = `${focused.tagName.toLowerCase()} ${focused.getAttribute('role') ?? ''} ${focused.getAttribute('aria-label') ?? (focused.textContent ?? '').slice(0, 40)}`;
  const again = 'stopped' in focused.dataset;
  focused.dataset['stopped'] = '';
  // What takes the focus for something else draws it there: a link over its row, a radio under its label, the field in its frame.
  const drawnBy = [focused, focused.parentElement, focused.closest('label')];
  const hasMark = drawnBy.some((one) => one !== null && [null, '::before', '::after'].some((part) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one, part);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || (one !== focused && boxShadow !== 'none');
  }));
  const box = focused.getClientRects()[0];
  const inMain = focused.closest('main') !== null;
  if (box === undefined) return { what, covered: 'it has no box', hasMark, inMain, again };
  const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
  const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  if (right - left < 1 || bottom - top < 1) return { what, covered: 'it is outside the window', hasMark, inMain, again };
  const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const isOwn = at !== null && (focused.contains(at) || at.contains(focused) && at.closest('label, [role=row], tr, li, p, td, dd, svg') !== null || focused.closest('label')?.contains(at) === true);
  return { what, covered: isOwn ? null : `by ${at?.tagName ?? 'nothing'} ${at?.getAttribute('class') ?? ''}`, hasMark, inMain, again };
});

/** Tabs through a screen once; answers where the focus couldn't be seen, and how many places it had. */
async function tabThrough(page: Page): Promise<{ readonly unseen: string[]; readonly stops: number }> {
  await page.evaluate(() => { for (const one of document.querySelectorAll<HTMLElement>('[data-stopped]')) delete one.dataset['stopped']; });
  await page.locator('#main').focus();
  const unseen: string[] = [];
  let stops = 0;
  for (let pressed = 0; pressed < 120; pressed++) {
    await page.keyboard.press('Tab');
    const { what, covered, hasMark, inMain, again } = await focusStop(page);
    if (!inMain || again) break;
    stops++;
    if (covered !== null) unseen.push(`${what}: covered ${covered}`);
    if (!hasMark) unseen.push(`${what}: no mark of the focus`);
  }
  return { unseen, stops };
}

/** What of the screen reaches beyond the window's side and can't be scrolled to. */
const cutOff = (page: Page): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll('main h1, main h2, main h3, main button, main a, main th, main td, main p, header, nav')].flatMap((one) => {
  const box = one.getBoundingClientRect();
  if (box.width === 0 || box.right <= innerWidth + 1) return [];
  for (let around = one.parentElement; around !== null; around = around.parentElement) if (/auto|scroll/.test(getComputedStyle(around).overflowX) && around.scrollWidth > around.clientWidth) return [];
  return one.closest('.visually-hidden, [aria-hidden=true]') === null ? [`${one.tagName} ${(one.textContent ?? '').slice(0, 40)}`] : [];
}));

// One sample serves all: making it takes longest.
test.describe.serial('access', () => {
  let profile: string;

  test('from Home to a cast vote by keyboard alone', async ({ launch }) => {
    test.setTimeout(300_000);
    const launched = await launch({ args: ['--sample'] });
    const { app, page } = launched;
    profile = launched.profile;
    await page.setViewportSize({ width: 1280, height: 800 });
    await play.home(page, 240_000);
    /** Presses Tab until the focus is on what is meant. */
    const tabTo = async (selector: string, most = 60): Promise<void> => {
      for (let pressed = 0; pressed < most; pressed++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab doesn't lead to ${selector}.`);
    };
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#main')).toBeFocused();
    await tabTo(`a[href="#/dossier/${sample}/overview"]`);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Dossier' })).toBeVisible();
    await page.keyboard.press('2');
    await expect(page).toHaveURL(/\/hazards/);
    await tabTo('[role=grid][aria-label="Hazard register"]');
    const register = page.getByRole('grid', { name: 'Hazard register' });
    for (const [key, row] of [['End', await register.getAttribute('aria-rowcount')], ['Home', '2'], ['ArrowDown', '3']] as const) {
      await page.keyboard.press(key);
      await expect(register.locator(`[aria-rowindex="${row}"]`)).toHaveAttribute('aria-selected', 'true');
    }
    // Faster than the window draws.
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    await expect(register.locator('[aria-rowindex="5"]')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('v');
    await expect(register.locator('[aria-rowindex="6"]')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('3');
    await expect(page).toHaveURL(/\/evidence/);
    await page.keyboard.press('Control+Enter');
    const sheet = page.getByRole('dialog', { name: /^Your vote on/ });
    await expect(sheet.getByRole('heading', { level: 2 })).toBeFocused();
    await tabTo('input[type=radio]');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect(sheet.getByRole('radio').first()).toBeChecked();
    await tabTo('textarea');
    await page.keyboard.type(`Every limit is kept. ${turned}`);
    const [window] = await Promise.all([app.waitForEvent('window'), page.keyboard.press('Control+Enter')]);
    await expect(window.getByLabel('Your passphrase')).toBeFocused();
    // What hides or turns in the text is spelt out where it is signed.
    await expect(window.getByRole('region', { name: 'What you sign' })).toContainText('Report \\u202efdp.exe');
    await window.keyboard.type(play.samplePassphrase);
    await Promise.all([window.waitForEvent('close'), window.keyboard.press('Enter').catch(() => undefined)]);
    await expect(sheet).toBeHidden();
    await page.keyboard.press('9');
    await expect(page).toHaveURL(/\/votes/);
    await expect(page.getByRole('table', { name: 'Sign-offs' })).toContainText('Every limit is kept.');
    await play.synced(page);
  });

  test('axe finds nothing on any screen in either theme; the focus is seen everywhere; 200 % text loses nothing', async ({ launch }) => {
    test.setTimeout(600_000);
    const { app, page } = await launch({ profile });
    await page.setViewportSize({ width: 1280, height: 800 });
    await play.home(page, 60_000);
    const all = [...screens, ...tabsOf(sample)];
    for (const colorScheme of ['light', 'dark'] as const) {
      await test.step(`axe, ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme });
        for (const hash of all) {
          await show(page, hash);
          expect(await violations(page), `${hash}, ${colorScheme}`).toEqual([]);
        }
      });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await test.step('tabbing through each screen', async () => {
      for (const hash of all) {
        await show(page, hash);
        const { unseen, stops } = await tabThrough(page);
        expect(unseen, hash).toEqual([]);
        expect(stops, hash).toBeGreaterThan(0);
      }
    });
    await test.step('virtual tables say how long they are', async () => {
      for (const [hash, name] of [[`#/dossier/${sample}/hazards`, 'Hazard register'], [`#/dossier/${sample}/trace`, 'Traces']] as const) {
        await show(page, hash);
        const table = page.locator(`[aria-label="${name}"]`);
        expect(Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(10);
        expect(await table.locator('[role=row]:not([aria-rowindex])').count()).toBe(0);
      }
    });
    await test.step('200 % text, in forced colours and without motion too', async () => {
      const window = await app.browserWindow(page);
      await window.evaluate((it) => it.webContents.setZoomFactor(2));
      for (const media of [{ forcedColors: 'none' }, { forcedColors: 'active', reducedMotion: 'reduce' }] as const) {
        await page.emulateMedia(media);
        for (const hash of all) {
          await show(page, hash);
          expect(await cutOff(page), hash).toEqual([]);
          if (media.forcedColors === 'none') expect((await tabThrough(page)).unseen, `${hash} at 200 %`).toEqual([]);
        }
      }
      await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
      await window.evaluate((it) => it.webContents.setZoomFactor(1));
    });
    await test.step('on paper: every row, no bars, nothing to press', async () => {
      await show(page, `#/dossier/${sample}/hazards`);
      await page.emulateMedia({ media: 'print' });
      const register = page.getByRole('grid', { name: 'Hazard register' });
      expect(await register.getByRole('row').count()).toBe(Number(await register.getAttribute('aria-rowcount')));
      for (const name of ['Main', 'Dossier']) await expect(page.getByRole('navigation', { name })).toBeHidden();
      await expect(page.getByRole('button', { name: 'Record finding' })).toHaveCount(0);
      await expect(page.locator('main')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
      await page.emulateMedia({ media: 'screen' });
    });
  });

  test('dossiers with nothing in them, and with names that hide, turn and run on', async ({ launch }) => {
    test.setTimeout(300_000);
    const folder = mkdtempSync(path.join(tmpdir(), 'countersign-odd-'));
    try {
      const cli = (...words: string[]): string => execFileSync(process.execPath, [path.join(root, 'dist', 'cli', 'countersign.js'), ...words], { encoding: 'utf8', env: { ...process.env, COUNTERSIGN_PASSPHRASE: play.samplePassphrase } });
      for (const [id, write] of Object.entries(oddDossiers)) {
        cli('pack', write(path.join(folder, id)), '--out', path.join(folder, `${id}.csdossier`));
        cli('publish', path.join(folder, `${id}.csdossier`), '--profile', path.join(profile, 'sample', 'colleagues', 'mina-okada'));
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const { page } = await launch({ profile });
    await page.setViewportSize({ width: 1280, height: 800 });
    await play.home(page, 60_000);
    await play.synced(page);
    await show(page, '#/dossier/odd-names-1/hazards');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Report \\u202efdp.exe');
    expect(await page.locator('main').innerText()).not.toContain(turned);
    await page.evaluate(() => { location.hash = '#/'; });
    for (const id of Object.keys(oddDossiers)) {
      await expect(page.locator(`a[href="#/dossier/${id}/overview"]`)).toBeVisible();
      for (const hash of tabsOf(id)) {
        await show(page, hash);
        await page.screenshot({ path: test.info().outputPath(`${hash.slice(10).replaceAll('/', '-')}.png`), animations: 'disabled' });
        await expect(page.getByText('This screen stopped working.'), hash).toHaveCount(0);
        expect(await cutOff(page), hash).toEqual([]);
        expect(await violations(page), hash).toEqual([]);
      }
      await page.evaluate(() => { location.hash = '#/'; });
    }
  });
});
