import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Page } from '@playwright/test';
import { own } from '../../electron/runtime/non-root.mjs';
import { noTokens, tokenFiles } from '../builders/token-files.ts';
import { expect, test } from './launch.ts';

const founder = 'kestrel lantern orchid gravel', newcomer = 'seven grey herons at dusk';

/** axe on the page as it is, in both themes. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(150);
    const report = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    found.push(...report.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${colorScheme} ${id} ${target.join(' ')} ${failureSummary ?? ''}`)));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** Answers the system's dialogs from now on, which no test can press. */
async function answerDialogs(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [chosen] })) as never;
    dialog.showSaveDialog = (async () => ({ canceled: false, filePath: chosen })) as never;
  }, file);
}

/** Presses Tab until the focus is on what is meant. */
async function tabTo(page: Page, selector: string, most = 60): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab doesn't lead to ${selector}.`);
}

/** Chooses a new passphrase in main's own window by keyboard, once it was typed differently the second time. */
async function choosePassphrase(window: Page, passphrase: string): Promise<void> {
  await expect(window.getByLabel('New passphrase', { exact: true })).toBeFocused();
  await window.keyboard.type('short');
  await expect(window.getByRole('status').filter({ hasText: 'Too short' })).toBeVisible();
  await window.keyboard.press('Control+a');
  await window.keyboard.type(passphrase);
  await expect(window.getByText(/^Strong/)).toBeVisible();
  await window.keyboard.press('Tab');
  await window.keyboard.type(`${passphrase}s`);
  await window.keyboard.press('Enter');
  await expect(window.getByText('The two are not the same.')).toBeVisible();
  expect(await violations(window)).toEqual([]);
  await window.keyboard.press('Backspace');
  await Promise.all([window.waitForEvent('close', { timeout: 120_000 }), window.keyboard.press('Enter').catch(() => undefined)]);
}

test('a board is set up, a second person joins it through the store, and both see each other', async ({ launch, workbench }) => {
  test.setTimeout(600_000);
  const store = workbench.startable.scratch('store');
  const hand = workbench.startable.scratch('hand');
  for (const folder of [store, hand]) own(folder);
  const invitation = path.join(hand, 'invitation.json');
  const { app, page } = await launch();
  await page.setViewportSize({ width: 1280, height: 800 });

  await test.step('by keyboard alone: the form says what is missing, and a reload loses nothing', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await tabTo(page, 'section[aria-labelledby=found] button');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Set up a board.' })).toBeFocused();
    await tabTo(page, 'button[type=submit]');
    await page.keyboard.press('Enter');
    const name = page.getByRole('textbox', { name: 'Board’s name' });
    await expect(name).toBeFocused();
    await expect(page.getByText('Your discipline: write a word in Latin letters').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type('Nordlys Safety Review Board');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Helena Brandt');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Secretariat');
    await page.keyboard.press('Escape');
    await answerDialogs(app, store);
    await page.getByRole('radio', { name: 'Decide later' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name: 'Where the board syncs' }).locator('code')).toHaveText(store);
    // The draft is written when the typing pauses.
    await page.waitForTimeout(700);
    await page.reload();
    await expect(name).toHaveValue('Nordlys Safety Review Board');
    await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Helena Brandt');
    await expect(page.getByRole('group', { name: 'Where the board syncs' }).locator('code')).toHaveText(store);
    expect(await violations(page)).toEqual([]);
  });

  await test.step('main’s own window makes the keys', async () => {
    await tabTo(page, 'button[type=submit]');
    const [window] = await Promise.all([app.waitForEvent('window'), page.keyboard.press('Enter')]);
    await expect(window.getByRole('region', { name: 'What you sign' })).toContainText('Nordlys Safety Review Board');
    await choosePassphrase(window, founder);
    await expect(page.getByRole('heading', { level: 1, name: 'No dossier has arrived yet.' })).toBeVisible({ timeout: 60_000 });
    expect(await violations(page)).toEqual([]);
    // Where there is nothing to list, a sentence says so.
    for (const keys of ['g', 'd']) await page.keyboard.press(keys);
    await expect(page.getByRole('dialog').getByText('No dossier has arrived yet.')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('the secretary invites', async () => {
    await answerDialogs(app, invitation);
    await page.getByRole('link', { name: 'Invite members' }).click();
    await expect(page.getByText('Nobody can decide yet')).toBeVisible();
    await page.keyboard.press('i');
    const sheet = page.getByRole('dialog', { name: 'Invite a member' });
    await sheet.getByRole('button', { name: 'Save the invitation' }).click();
    await expect(sheet.getByText('Discipline: write a word')).toBeVisible();
    await sheet.getByRole('textbox', { name: 'Name' }).fill('Helena BRANDT');
    await sheet.getByRole('combobox', { name: 'Discipline' }).fill('ML robustness');
    await expect(sheet.getByText('Whoever is admitted twice has two votes')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await sheet.getByRole('textbox', { name: 'Name' }).fill('Ingrid Solberg');
    await sheet.getByRole('button', { name: 'Save the invitation' }).click();
    await expect(sheet).toBeHidden();
    await expect(page.getByRole('row', { name: /Ingrid Solberg.*Invited, until/ })).toBeVisible();
  });

  // The newcomer's key lives on a token, where this machine can have one.
  const token = noTokens === null ? tokenFiles(workbench.startable.scratch('token'), 'Ingrid Solberg') : null;
  token?.makeKey('01');
  if (token !== null) own(path.dirname(token.store));
  const { app: second, page: theirs } = await launch(token === null ? {} : { env: { SOFTHSM2_CONF: token.configuration } });
  await theirs.setViewportSize({ width: 1280, height: 800 });
  await test.step('the newcomer opens the invitation, compares and asks', async () => {
    await answerDialogs(second, invitation);
    await theirs.getByRole('button', { name: 'Join with an invitation' }).click();
    await theirs.getByRole('button', { name: 'Choose the invitation' }).click();
    await expect(theirs.getByText('helena-brandt')).toBeVisible();
    const ask = theirs.getByRole('button', { name: 'Make my keys and ask to join' });
    await ask.click();
    await expect(theirs.getByText('Fingerprint: compare it with the secretary')).toBeVisible();
    const compared = theirs.getByRole('checkbox', { name: 'I compared the fingerprint with the secretary' });
    await expect(compared).toBeFocused();
    expect(await violations(theirs)).toEqual([]);
    await theirs.keyboard.press('Space');
    if (token !== null) {
      await theirs.getByRole('radio', { name: 'On a token' }).check();
      await ask.click();
      await expect(theirs.getByText('choose the library that came with the token')).toBeVisible();
      await answerDialogs(second, token.module);
      await theirs.getByRole('button', { name: 'Choose its PKCS#11 library' }).click();
      await expect(theirs.getByRole('combobox', { name: 'Key' })).toContainText('Ingrid Solberg: key 01 (id 01)');
      expect(await violations(theirs)).toEqual([]);
    }
    const [window] = await Promise.all([second.waitForEvent('window'), ask.click()]);
    if (token === null) await choosePassphrase(window, newcomer);
    else {
      const pin = window.getByLabel('PIN of the token “Ingrid Solberg”');
      await expect(pin).toBeFocused();
      await expect(window.getByRole('region', { name: 'What you sign' })).toContainText('stays on the token “Ingrid Solberg”');
      await window.getByLabel('New passphrase', { exact: true }).fill(newcomer);
      await window.getByLabel('New passphrase again').fill(newcomer);
      await pin.fill('000000');
      await window.keyboard.press('Enter');
      await expect(window.getByText('The PIN is wrong.')).toBeVisible();
      await expect(pin).toBeFocused();
      expect(await violations(window)).toEqual([]);
      await window.keyboard.type(token.pin);
      await Promise.all([window.waitForEvent('close', { timeout: 120_000 }), window.keyboard.press('Enter').catch(() => undefined)]);
    }
    await expect(theirs.getByText('The request is in the board’s store.')).toBeVisible({ timeout: 60_000 });
    expect(await violations(theirs)).toEqual([]);
  });

  await test.step('the secretary admits, and the newcomer’s window goes on by itself', async () => {
    const admit = page.getByRole('button', { name: 'Admit Ingrid Solberg' });
    await expect(admit).toBeVisible({ timeout: 30_000 });
    expect(await violations(page)).toEqual([]);
    const [window] = await Promise.all([app.waitForEvent('window'), admit.click()]);
    await window.getByLabel('Your passphrase').fill(founder);
    const entering = second.waitForEvent('window', { timeout: 60_000 });
    await Promise.all([window.waitForEvent('close', { timeout: 120_000 }), window.keyboard.press('Enter').catch(() => undefined)]);
    await expect(page.getByRole('heading', { level: 1, name: /^2 members/ })).toBeVisible();
    const enter = await entering;
    await expect(theirs.getByRole('heading', { level: 1, name: 'The board has admitted you.' })).toBeVisible();
    expect(await violations(theirs)).toEqual([]);
    await enter.getByLabel(token === null ? 'Your passphrase' : 'PIN of the token “Ingrid Solberg”').fill(token?.pin ?? newcomer);
    await Promise.all([enter.waitForEvent('close', { timeout: 120_000 }), enter.keyboard.press('Enter').catch(() => undefined)]);
  });

  await test.step('both see each other', async () => {
    await expect(theirs.getByRole('heading', { level: 1, name: 'No dossier has arrived yet.' })).toBeVisible({ timeout: 60_000 });
    for (const one of [theirs, page]) {
      await one.evaluate(() => { location.hash = '#/board'; });
      await expect(one.getByRole('row', { name: /Helena Brandt.*Secretariat/ })).toBeVisible();
      await expect(one.getByRole('row', { name: /Ingrid Solberg.*ML robustness/ })).toBeVisible();
    }
    await expect(theirs.getByRole('row', { name: /Ingrid Solberg/ })).toContainText(token === null ? 'on this machine' : 'on the token “Ingrid Solberg”');
    expect(await violations(theirs)).toEqual([]);
  });
});
