import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, seccompOf, test } from './launch.ts';

const release = 'Kestrel Drive 5.1';

/** Screens that stay: each with how to get there from anywhere in the window. */
const screens: readonly (readonly [name: string, hash: string, ready: string])[] = [
  ['home', '#/', 'Home'], ['overview', '#/dossier/kestrel-drive-5.1/overview', 'Overview'], ['hazards', '#/dossier/kestrel-drive-5.1/hazards/H-003', 'Hazards'],
  ['evidence', '#/dossier/kestrel-drive-5.1/evidence', 'Evidence'], ['documents', '#/dossier/kestrel-drive-5.1/documents/D-1', 'Documents'], ['findings', '#/dossier/kestrel-drive-5.1/findings', 'Findings'], ['sign-off', '#/dossier/kestrel-drive-5.1/votes', 'Sign-off'],
  ['history', '#/dossier/kestrel-drive-5.1/history', 'History'], ['packet', '#/dossier/kestrel-drive-5.1/packet', 'Packet'], ['verify', '#/verify', 'Verify'], ['board', '#/board', 'Board'], ['settings', '#/settings', 'Settings'],
];

/** axe on the page as it is. `legacyMode`: the page may not open the blank page that axe would run in. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

test('from the first start to a packet that a stranger verifies', async ({ launch }) => {
  test.setTimeout(300_000);
  const { app, page, profile } = await launch();
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await seccompOf(app, page)).toBe(2);
  expect(await violations(page)).toEqual([]);
  await play.openSample(page);

  await test.step('filters the register by a cell, and records a finding', async () => {
    await play.openDossier(page, release);
    await play.openTab(page, 'Hazards');
    const cell = await play.filterByCell(page);
    const hazards = Number(/(\d+)\shazards?/.exec(cell ?? '')?.[1]);
    const register = page.getByRole('grid', { name: 'Hazard register' });
    expect(hazards).toBeGreaterThan(0);
    expect(Number(await register.getAttribute('aria-rowcount')) - 1).toBe(hazards);
    const item = await play.selectFirstHazard(page);
    await play.recordFinding(page, { severity: 'Minor', text: 'The register should name who checks the dock.' });
    await play.openTab(page, 'Findings');
    await expect(page.getByText('The register should name who checks the dock.')).toBeVisible();
    expect(item).toMatch(/^H-\d+$/);
  });

  await test.step('a wrong passphrase leaves the signing window open and signs nothing', async () => {
    await play.openTab(page, 'Sign-off');
    await page.getByRole('button', { name: /^Vote/ }).first().click();
    const sheet = page.getByRole('dialog', { name: /^Your vote on/ });
    await sheet.getByRole('radio', { name: 'Approve' }).first().check();
    await sheet.getByRole('textbox', { name: 'Reason' }).fill('Every limit is kept.');
    expect(await violations(page)).toEqual([]);
    const [window] = await Promise.all([app.waitForEvent('window'), sheet.getByRole('button', { name: 'Continue to sign' }).click()]);
    expect(window.url()).toBe('app://sign/');
    await expect(window.getByRole('heading', { level: 1 })).toContainText('Approve');
    expect(await violations(window)).toEqual([]);
    expect(await window.evaluate(() => (globalThis as { countersign?: unknown }).countersign)).toBeUndefined();
    await window.getByLabel('Your passphrase').fill('not the passphrase');
    await window.getByRole('button', { name: /^Sign/ }).click();
    await expect(window.getByLabel('Your passphrase')).toHaveAttribute('aria-invalid', 'true');
    // The window may be gone before the click is told to have ended.
    await Promise.all([window.waitForEvent('close'), window.getByRole('button', { name: /Don’t sign/ }).click().catch(() => undefined)]);
    await expect(sheet).toBeVisible();
    await expect(sheet.getByRole('textbox', { name: 'Reason' })).toHaveValue('Every limit is kept.');
    await play.sign(app, () => sheet.getByRole('button', { name: 'Continue to sign' }).click());
    await expect(sheet).toBeHidden();
  });

  await test.step('a second member votes in a profile of their own, through the same folder', async () => {
    await play.synced(page);
    const { app: theirs, page: second } = await launch({ profile: path.join(profile, 'sample', 'colleagues', 'noor-haddad') });
    await play.home(second);
    await play.openDossier(second, release);
    await play.vote(theirs, second, { choice: 'Approve', reason: 'Ward staff can stop it.' });
    await play.synced(second);
    await theirs.close();
  });

  const number = await test.step('the quorum is met, the decision recorded, the packet issued and verified', async () => {
    await play.recordDecision(app, page, { reason: 'Every limit is kept and no blocker is open.' });
    await expect(page.getByRole('heading', { level: 1 }).filter({ hasText: 'Approved' }).or(page.getByRole('heading', { name: /^Approved\. The decision stands until / })).first()).toBeVisible();
    const issued = await play.issuePacket(app, page);
    expect(await play.verify(page, issued)).toMatch(/^SAMPLE APPROVED/);
    await page.getByRole('checkbox', { name: /sample board’s packet/ }).uncheck();
    await page.getByRole('button', { name: `Verify ${issued}` }).click();
    await expect(page.getByRole('article', { name: /^Verdict on/ }).getByRole('status').first()).toContainText('NOT AUTHENTIC');
    return issued;
  });

  await test.step('the secretary signs the status list, and the packet is fresh; nobody needs to choose a file', async () => {
    await page.evaluate(() => { location.hash = '#/board'; });
    const section = page.getByRole('region', { name: 'Status list' });
    await expect(section).toContainText('No list is signed yet');
    await section.getByRole('button', { name: 'Sign the status list' }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: test.info().outputPath('status-list-none.png') });
    await play.sign(app, () => section.getByRole('button', { name: 'Sign the status list' }).click(), { onWindow: async (window: Page) => { await window.screenshot({ path: test.info().outputPath('status-list-sign.png') }); } });
    await expect(section).toContainText('it says what the record says');
    await page.screenshot({ path: test.info().outputPath('status-list.png') });
    await page.evaluate(() => { location.hash = '#/verify'; });
    await page.getByRole('checkbox', { name: /sample board’s packet/ }).check();
    await page.getByRole('button', { name: `Verify ${number}` }).click();
    const today = page.getByRole('region', { name: 'Does it hold today?' });
    for (const step of ['Standing', 'Freshness']) await expect(today.getByRole('row', { name: new RegExp(`^${step}`) })).toContainText('Passed');
    await today.scrollIntoViewIfNeeded();
    await page.screenshot({ path: test.info().outputPath('status-list-verify.png') });
    expect(readdirSync(path.join(profile, 'sample', 'store', 's'))).toHaveLength(1);
  });

  await test.step('P-12: a customer summary of the packet is made, saved in the profile, and approves nothing', async () => {
    await page.evaluate(() => { location.hash = '#/dossier/kestrel-drive-5.1/packet'; });
    const copies = page.getByRole('region', { name: 'Copies for other readers' }).first();
    await expect(copies).toContainText('It is not for release.');
    await play.sign(app, () => copies.getByRole('button', { name: 'Make customer summary' }).click());
    await expect(copies.getByRole('listitem', { name: 'Customer summary' }).getByRole('button', { name: 'Make again' })).toBeVisible();
    await copies.scrollIntoViewIfNeeded();
    await page.screenshot({ path: test.info().outputPath('packet-copies.png') });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: test.info().outputPath('packet-copies-dark.png') });
    await page.emulateMedia({ colorScheme: 'light' });
    expect(readFileSync(path.join(profile, 'packets', `${number}-summary.pdf`), 'latin1')).toContain('%PDF-1.7');
  });

  await test.step('pdfsig, qpdf and the command line say the same of the file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'countersign-journey-'));
    try {
      const [packet, root] = [path.join(profile, 'packets', `${number}.pdf`), path.join(profile, 'trust.pem')];
      execFileSync('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
      execFileSync('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'board', '-t', 'CT,C,C', '-i', root]);
      const said = execFileSync('pdfsig', ['-nssdir', `sql:${folder}`, packet], { encoding: 'utf8' });
      for (const words of ['Signature is Valid', 'Certificate is Trusted', 'Total document signed']) expect(said).toContain(words);
      execFileSync('qpdf', ['--check', packet]);
      const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli', 'countersign.js');
      const verify = (file: string, ...words: string[]): number => {
        try {
          execFileSync(process.execPath, [cli, 'verify', file, '--trust', root, ...words], { stdio: 'pipe' });
          return 0;
        } catch (error) {
          return (error as { status: number }).status;
        }
      };
      expect(verify(packet, '--allow-sample')).toBe(0);
      expect(verify(packet)).toBe(3);
      const cut = path.join(folder, 'cut.pdf');
      writeFileSync(cut, readFileSync(packet).subarray(0, -100));
      expect([3, 4]).toContain(verify(cut, '--allow-sample'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  for (const theme of ['light', 'dark'] as const) {
    await test.step(`axe finds nothing on any screen, ${theme}`, async () => {
      await page.evaluate(async (chosen) => (globalThis as unknown as { countersign: Record<string, (request: unknown) => Promise<unknown>> }).countersign['settings.write']!({ theme: chosen, singleKeys: true }), theme);
      await page.reload();
      for (const [name, hash] of screens) {
        await page.evaluate((to) => { location.hash = to; }, hash);
        await page.getByRole('main').locator('h1, h2').first().waitFor();
        await page.waitForTimeout(300);
        await page.screenshot({ path: test.info().outputPath(`${name}-${theme}.png`) });
        expect(await violations(page), `${name}, ${theme}`).toEqual([]);
      }
    });
  }
});

test('a database that was deleted or overwritten while the app was closed is built again, equal', async ({ launch }) => {
  test.setTimeout(300_000);
  const { app, page, profile } = await launch({ args: ['--sample'] });
  await play.home(page, 240_000);
  const dump = (of: Page): Promise<string> => of.evaluate(async () => {
    const [{ name }] = (await indexedDB.databases()).filter((one) => one.name !== undefined) as [{ name: string }];
    const database = await new Promise<IDBDatabase>((resolve, reject) => { const open = indexedDB.open(name); open.onsuccess = () => resolve(open.result); open.onerror = () => reject(open.error); });
    const stores = [...database.objectStoreNames].sort();
    const all = await Promise.all(stores.map((store) => new Promise<unknown>((resolve, reject) => { const read = database.transaction(store).objectStore(store).getAll(); read.onsuccess = () => resolve([store, read.result]); read.onerror = () => reject(read.error); })));
    database.close();
    return JSON.stringify(all);
  });
  await play.synced(page);
  const before = await dump(page);
  expect(before).toContain('vote.given/1');
  await app.close();
  const databases = path.join(profile, 'window', 'IndexedDB');
  expect(readdirSync(databases).length).toBeGreaterThan(0);
  rmSync(databases, { recursive: true });
  const { app: second, page: again } = await launch({ profile });
  await play.home(again);
  await expect.poll(() => dump(again)).toBe(before);
  await second.close();
  for (const name of readdirSync(databases, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(databases, name);
    if (statSync(file).isFile()) writeFileSync(file, 'junk '.repeat(200));
  }
  const { page: third } = await launch({ profile });
  await play.home(third);
  await expect.poll(() => dump(third)).toBe(before);
});

test('the sample is removed from the board’s screen, and the first run is back', async ({ launch }) => {
  test.setTimeout(300_000);
  const { page, profile } = await launch({ args: ['--sample'] });
  await play.home(page, 240_000);
  await page.evaluate(() => { location.hash = '#/board'; });
  await page.getByRole('button', { name: /Remove the sample/ }).click();
  await page.getByRole('button', { name: /^Remove/ }).last().click();
  await expect(page.getByRole('button', { name: 'Open the sample board' })).toBeVisible();
  expect(readdirSync(profile)).not.toContain('board.json');
  expect(readdirSync(profile)).not.toContain('keys');
});
