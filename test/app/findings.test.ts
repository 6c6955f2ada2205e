import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { own } from '../../electron/runtime/non-root.mjs';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

const release = 'Kestrel Drive 5.1';
const root = path.join(import.meta.dirname, '..', '..');

/** axe on the dossier as it is. `legacyMode`: the page may not open the blank page that axe would run in. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include('main').setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

/** Publishes a second revision in the name of the release team, as its pipeline would: laboratory samples come later than they did. */
function publishAgain(profile: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-again-'));
  try {
    cpSync(path.join(root, 'assets', 'sample', 'kestrel-drive-5.1'), folder, { recursive: true });
    const register = path.join(folder, 'hazards.json');
    const read = JSON.parse(readFileSync(register, 'utf8')) as { hazards: { id: string; residual: { likelihood: number } }[] };
    for (const hazard of read.hazards) if (hazard.id === 'H-007') hazard.residual.likelihood += 2;
    writeFileSync(register, JSON.stringify(read));
    const countersign = (...words: string[]): void => void execFileSync(process.execPath, [path.join(root, 'dist', 'cli', 'countersign.js'), ...words], { cwd: folder, stdio: 'pipe', env: { ...process.env, COUNTERSIGN_PASSPHRASE: play.samplePassphrase } });
    countersign('pack', 'dossier.yaml', '-o', 'again.zip');
    countersign('publish', 'again.zip', '--profile', path.join(profile, 'sample', 'colleagues', 'mina-okada'), '--note', 'The register says how late samples can be.');
    own(path.join(profile, 'sample'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Asks on the revision as a whole, from the Findings tab. */
async function ask(page: Page, of: RegExp, text: string): Promise<void> {
  await page.getByRole('button', { name: /^Record or ask/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Record a finding' });
  await sheet.getByRole('radio', { name: 'Question' }).check();
  const question = page.getByRole('dialog', { name: 'Ask a question' });
  const asked = question.getByRole('combobox', { name: 'Asked of' });
  const label = (await asked.locator('option').allTextContents()).find((one) => of.test(one));
  await asked.selectOption({ label: label ?? '' });
  await question.getByRole('textbox', { name: /^Question/ }).fill(text);
  await page.screenshot({ path: test.info().outputPath('ask.png') });
  await question.getByRole('button', { name: 'Ask', exact: true }).click();
  await question.waitFor({ state: 'detached' });
}

test('a question goes from a colleague to the member and back; the history tells of it, and the delta is measured from what is chosen', async ({ launch }) => {
  test.setTimeout(300_000);
  const { page, profile } = await launch({ args: ['--sample'] });
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.home(page, 240_000);

  await test.step('a colleague asks the member, and the release team', async () => {
    const { app, page: theirs } = await launch({ profile: path.join(profile, 'sample', 'colleagues', 'noor-haddad') });
    await play.home(theirs);
    await play.openDossier(theirs, release);
    await play.openTab(theirs, 'Findings');
    await ask(theirs, /Vera Holm/, 'Who stops the trolley when the lift loses power between two floors?');
    await ask(theirs, /release team/, 'How often did a porter take over last week?');
    await expect(theirs.getByRole('heading', { level: 2 }).filter({ hasText: 'wait for an answer' })).toBeVisible();
    await play.synced(theirs);
    await app.close();
  });

  await test.step('it waits for the member on Home and in the dossier, and is answered', async () => {
    await play.synced(page);
    await expect(page.getByText('2 to answer')).toBeVisible();
    await expect(page.getByText(/asked Vera Holm about the whole/)).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('home.png') });
    await play.openDossier(page, release);
    await play.openTab(page, 'Findings');
    await page.getByRole('link', { name: /Who stops the trolley/ }).click();
    await expect(page.getByRole('heading', { level: 2 }).filter({ hasText: '2 for you' })).toBeVisible();
    const thread = page.getByRole('article', { name: 'Question on the revision' });
    await expect(thread).toContainText('Waits for you');
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('findings.png') });
    await page.keyboard.press('r');
    await page.keyboard.type('The lift’s own brake holds it; the trolley’s brake is on whenever the doors are shut.');
    await page.keyboard.press('Control+Enter');
    await expect(thread).toContainText('Answered, waits for Noor Haddad');
    await thread.getByRole('button', { name: 'Put to someone else' }).click();
    await thread.getByRole('combobox', { name: 'Who is to answer' }).selectOption({ label: 'Idris Achebe' });
    await thread.getByRole('button', { name: 'Assign' }).click();
    await expect(thread).toContainText('Waits for Idris Achebe');
    await page.screenshot({ path: test.info().outputPath('thread.png') });
    await thread.getByRole('button', { name: 'Close the question' }).click();
    await thread.getByRole('textbox', { name: /^Resolution/ }).fill('Both brakes hold it; the test of 12 November shows it.');
    await thread.getByRole('button', { name: 'Resolve finding' }).click();
    await expect(thread).toContainText('Resolved by you');
  });

  await test.step('the history has it all on one line, and each entry has an address', async () => {
    await play.openTab(page, 'History');
    const era = page.getByRole('region', { name: 'Revision 1' });
    await expect(era).toContainText(/since Kestrel Drive 5\.0: \d+ against/);
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('history.png') });
    await page.getByRole('combobox', { name: 'What to tell' }).selectOption('findings');
    await era.getByRole('link', { name: 'asked Vera Holm about the whole revision' }).click();
    await expect(page.getByRole('article', { name: 'Question on the revision' })).toContainText('Who stops the trolley');
  });

  await test.step('the baseline is chosen and stays while the member moves about; what is reviewed folds away', async () => {
    await play.openTab(page, 'Overview');
    const compare = page.getByRole('combobox', { name: 'Compare with' });
    await expect(compare.locator('option').first()).toHaveText(/^Last approval: 5\.0/);
    await compare.selectOption({ index: 1 });
    const chosen = await compare.inputValue();
    await play.openTab(page, 'Hazards');
    await play.openTab(page, 'Overview');
    await expect(compare).toHaveValue(chosen);
    const rows = page.getByRole('table', { name: /^Changes since/ }).locator('tbody tr');
    const all = await rows.count();
    await page.keyboard.press('n');
    await page.keyboard.press('v');
    await page.getByRole('checkbox', { name: /^Hide reviewed/ }).check();
    await expect(page.getByText(/that you have reviewed (is|are) folded away/)).toBeVisible();
    expect(await rows.count()).toBeLessThan(all);
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('overview.png') });
    await page.getByRole('checkbox', { name: /^Hide reviewed/ }).uncheck();
  });

  await test.step('a second revision is compared with the first, which the member looked at', async () => {
    publishAgain(profile);
    await play.synced(page);
    const compare = page.getByRole('combobox', { name: 'Compare with' });
    const looked = compare.locator('option', { hasText: /^Last time you looked: revision 1/ });
    await expect(looked).toHaveCount(1);
    await compare.selectOption({ label: await looked.textContent() ?? '' });
    const changes = page.getByRole('table', { name: 'Changes since Revision 1' });
    await expect(changes.getByRole('link', { name: 'H-007' })).toBeVisible();
    await expect(page.getByText('Compared with revision 1')).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('second-overview.png') });
  });

  for (const theme of ['light', 'dark'] as const) {
    await test.step(`the screens in ${theme}`, async () => {
      await page.evaluate(() => { location.hash = '#/settings'; });
      await page.getByRole('radio', { name: new RegExp(`^${theme}`, 'i') }).check();
      await page.evaluate(() => { location.hash = '#/dossier/kestrel-drive-5.1/hazards'; });
      for (const [tab, ready] of [['Findings', 'Who stops the trolley'], ['History', '1 change since revision 1'], ['Overview', 'Changes since']] as const) {
        await play.openTab(page, tab);
        if (tab === 'Findings') await page.getByRole('button', { name: /^All \d/ }).click();
        await page.getByText(ready).first().waitFor();
        expect(await violations(page)).toEqual([]);
        await page.screenshot({ path: test.info().outputPath(`${tab.toLowerCase()}-${theme}.png`) });
      }
    });
  }
});
