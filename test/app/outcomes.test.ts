import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test, type Launched, type LaunchOptions } from './launch.ts';

const borealis = 'Borealis Vision 1.4';
const skua = 'Skua Avoid 0.9';
type Launch = (options?: LaunchOptions) => Promise<Launched>;

// One sample for the file: each test decides a dossier of its own on it.
test.describe.configure({ mode: 'serial' });
let profile = '';
test.beforeAll(({ workbench: { startable } }) => { profile = startable.scratch('outcomes'); });

async function home(launch: Launch): Promise<Launched> {
  const launched = await launch({ profile, args: ['--sample'] });
  await launched.page.setViewportSize({ width: 1280, height: 800 });
  await play.home(launched.page, 120_000);
  return launched;
}

/** A colleague opens the dossier on their own machine, does what they came for, and it is brought to the store. */
async function colleague(launch: Launch, id: string, title: string, work: (theirs: Launched) => Promise<void>): Promise<void> {
  const theirs = await launch({ profile: path.join(profile, 'sample', 'colleagues', id) });
  await play.home(theirs.page);
  await play.openDossier(theirs.page, title);
  await work(theirs);
  await play.synced(theirs.page);
  await theirs.app.close();
}

async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`), animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Exit code of the command line on an issued packet; `more`: options after the trust file. */
function verifyCode(number: string, ...more: readonly string[]): number {
  const [packet, root] = [path.join(profile, 'packets', `${number}.pdf`), path.join(profile, 'trust.pem')];
  try {
    execFileSync(process.execPath, [path.join(import.meta.dirname, '..', '..', 'dist', 'cli', 'countersign.js'), 'verify', packet, '--trust', root, '--allow-sample', ...more], { stdio: 'pipe' });
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

async function fillCondition(sheet: Locator, place: number, text: string): Promise<void> {
  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const condition = sheet.getByRole('group', { name: `Condition ${place}` });
  await condition.getByRole('textbox', { name: 'What has to be done' }).fill(text);
  await condition.getByLabel('Due').fill(inDays(30 + place));
}

const signOff = (page: Page, name: string): Locator => page.getByRole('table', { name: 'Sign-offs' }).getByRole('row').filter({ hasText: name });

test('documents are read from the overview, and count as viewed there', async ({ launch }) => {
  const { page } = await home(launch);
  await play.openDossier(page, borealis);
  const link = page.getByRole('region', { name: 'Documents' }).getByRole('link', { name: /^D-1 Design record/ });
  await expect(link).not.toHaveAccessibleName(/viewed/);
  await pictures(page, 'overview');
  await link.click();
  const article = page.getByRole('article', { name: 'Document D-1' });
  await expect(article.getByRole('heading', { name: 'Design record, Borealis Vision 1.4' }).first()).toBeVisible();
  await pictures(page, 'document');
  await article.getByRole('button', { name: 'Record finding' }).click();
  await page.getByRole('dialog', { name: 'Record a finding' }).press('Escape');
  await expect(article).toBeVisible();
  await page.reload();
  await expect(article).toContainText('Known weaknesses');
  await page.goBack();
  await expect(link).toHaveAccessibleName(/viewed/);
});

test('an approval with conditions: a vote withdrawn and given again, conditions of two members, a dissent, a packet of exit code 1', async ({ launch }) => {
  test.setTimeout(240_000);
  const { app, page } = await home(launch);
  await play.openDossier(page, borealis);

  await test.step('a vote is withdrawn before the decision, and another given', async () => {
    await play.vote(app, page, { choice: 'Reject', reason: 'Two patch properties are undecided.' });
    await expect(signOff(page, 'Vera Holm')).toContainText('Reject');
    await page.getByRole('button', { name: 'Withdraw my vote' }).click();
    await page.getByRole('textbox', { name: 'Why you withdraw it' }).fill('Conditions settle what I rejected it for.');
    await play.sign(app, () => page.getByRole('button', { name: 'Withdraw and sign' }).click());
    await expect(signOff(page, 'Vera Holm')).toContainText('1 earlier vote, withdrawn');
    await pictures(page, 'withdrawn');
    await play.vote(app, page, { choice: 'Approve', reason: 'The limits that were agreed are kept or in reach.', onSheet: async (sheet) => {
      await sheet.getByRole('checkbox', { name: 'Record a dissent' }).check();
      await sheet.getByRole('textbox', { name: 'Dissent' }).fill('The two undecided properties should have been decided first.');
      await pictures(page, 'dissent-sheet');
    } });
    await expect(signOff(page, 'Vera Holm')).toContainText('1 earlier vote');
  });

  await test.step('a colleague approves with two conditions', () => colleague(launch, 'idris-achebe', borealis, ({ app: theirs, page: second }) => play.vote(theirs, second, {
    choice: 'Approve with conditions', reason: 'The patch properties have to be decided in daily use.', onSheet: async (sheet) => {
      await fillCondition(sheet, 1, 'Decide the two open patch properties with a longer limit.');
      await sheet.getByRole('button', { name: 'Add a condition' }).click();
      await fillCondition(sheet, 2, 'Report each tray that passed and was incomplete.');
      await pictures(second, 'conditions-sheet');
    },
  })));

  await test.step('the decision carries the conditions and the dissent', async () => {
    await play.synced(page);
    await play.recordDecision(app, page, { reason: 'Approved as long as the conditions are met.', onSheet: () => pictures(page, 'decision-sheet') });
    await expect(page.getByRole('heading', { name: /^Approved with conditions\. The decision stands until / })).toBeVisible();
    const conditions = page.getByRole('table', { name: 'Conditions' });
    await expect(conditions).toContainText('Decide the two open patch properties with a longer limit.');
    await expect(page.getByRole('region', { name: 'Dissents' }).or(page.locator('blockquote')).first()).toContainText('should have been decided first');
    await pictures(page, 'conditional-sign-off');
  });

  const number = await play.issuePacket(app, page);
  expect(verifyCode(number)).toBe(1);

  await test.step('a condition is discharged', async () => {
    await play.openTab(page, 'Sign-off');
    const row = page.getByRole('table', { name: 'Conditions' }).getByRole('row').filter({ hasText: 'Decide the two open patch properties' });
    await row.getByRole('button', { name: /^Discharge/ }).click();
    await row.getByRole('textbox', { name: 'Basis' }).fill('Both hold within an hour of solving.');
    await play.sign(app, () => row.getByRole('button', { name: 'Continue to sign' }).click());
    await expect(row).toContainText('Discharged');
    await pictures(page, 'discharged');
  });

  await test.step('an addendum says so, a packet in its place states it, and the first is superseded, then revoked', async () => {
    await expect(page.getByText('was discharged after the packet was issued')).toBeVisible();
    await page.getByRole('link', { name: 'an addendum' }).click();
    const first = page.getByRole('listitem', { name: `Packet ${number}` });
    await expect(first).toContainText('In force');
    await pictures(page, 'addendum-hint');
    await play.sign(app, () => first.getByRole('button', { name: 'Issue addendum' }).click());
    const added = page.getByRole('listitem', { name: `Addendum ${number}-A1` });
    await expect(added).toContainText('In force');
    await expect(first.getByRole('button', { name: 'Issue addendum' })).toHaveCount(0);
    await pictures(page, 'addendum');
    const file = path.join(profile, 'packets', `${number}-A1.pdf`);
    expect([verifyCode(number, '--addendum', file), verifyCode(`${number}-A1`)]).toEqual([1, 4]);

    await play.sign(app, () => page.getByRole('button', { name: 'Issue again' }).click());
    const second = number.replace(/01$/, '02');
    await expect(page.getByRole('listitem', { name: `Packet ${second}` })).toContainText('In force');
    await pictures(page, 'beside');
    await play.sign(app, () => first.getByRole('button', { name: `Supersede by ${second}` }).click());
    await expect(first).toContainText(`by ${second}.`);
    await expect(added).toContainText('Its packet is superseded');
    await first.getByRole('button', { name: `Revoke ${number}`, exact: true }).click();
    await first.getByRole('textbox', { name: 'Why it is revoked' }).fill('The first issue named a wrong serving image.');
    await pictures(page, 'revoking');
    await play.sign(app, () => first.getByRole('button', { name: 'Sign the revocation' }).click());
    await expect(first).toContainText('The first issue named a wrong serving image.');
    await pictures(page, 'revoked');
    await play.openTab(page, 'History');
    await expect(page.getByRole('link', { name: `revoked packet ${number}` })).toBeVisible();
    await expect(page.getByRole('link', { name: `superseded packet ${number} by ${second}` })).toBeVisible();
    await pictures(page, 'after-issue-history');
  });

  // The list that was signed before doesn't know of it; this board's own record does.
  expect(await play.verify(page, number)).toMatch(/^SAMPLE NOT APPROVED/);
  await pictures(page, 'verify-conditional');
});

test('a rejection: a blocker stays open, a colleague recuses on every machine, a packet of exit code 2', async ({ launch }) => {
  test.setTimeout(240_000);
  await colleague(launch, 'noor-haddad', skua, async ({ app: theirs, page: second }) => {
    await play.vote(theirs, second, { choice: 'Recuse', reason: 'My sister flies for the operator.' });
    await expect(signOff(second, 'Noor Haddad')).toContainText('Recused');
    await expect(second.getByRole('button', { name: 'Withdraw my vote' })).toHaveCount(0);
    await pictures(second, 'recused-own');
  });
  await colleague(launch, 'idris-achebe', skua, ({ app: theirs, page: second }) => play.vote(theirs, second, { choice: 'Reject', reason: 'Property 7 does not hold.' }));
  const { app, page } = await home(launch);
  await play.synced(page);
  await play.openDossier(page, skua);
  await play.vote(app, page, { choice: 'Reject', reason: 'There is no result for wind, and a blocker is open.' });
  await expect(signOff(page, 'Noor Haddad')).toContainText('Recused');
  await expect(signOff(page, 'Noor Haddad')).toContainText('My sister flies for the operator.');
  await play.recordDecision(app, page, { reason: 'The blocker stands.' });
  await expect(page.getByRole('heading', { name: 'Rejected. The decision stands.' })).toBeVisible();
  await pictures(page, 'rejected-sign-off');
  await play.openTab(page, 'Findings');
  await expect(page.getByRole('article', { name: 'Blocker on H-001' })).toBeVisible();
  const number = await play.issuePacket(app, page);
  expect(verifyCode(number)).toBe(2);
  expect(await play.verify(page, number)).toMatch(/^SAMPLE NOT APPROVED/);
  await pictures(page, 'verify-rejected');
});
