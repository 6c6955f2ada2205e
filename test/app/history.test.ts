// Everything that happened on one line: by kind and by person, each entry leading to what it is about, and fluid however long it grows.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';

const dossier = 'kestrel-drive-5.1';
const replies = 140;

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include('main').setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

interface Reply { readonly ok: boolean; readonly value: unknown }
type Calls = Readonly<Record<string, (request: unknown) => Promise<Reply>>>;

/** A finding with many replies, as the window would send them one by one. */
function writeMany(page: Page): Promise<void> {
  return page.evaluate(async ([on, many]) => {
    const calls = (globalThis as unknown as { readonly countersign: Calls }).countersign;
    const run = async (command: object): Promise<readonly number[]> => {
      const reply = await calls['command.run']!({ command });
      if (!reply.ok) throw new Error(JSON.stringify(reply));
      return reply.value as readonly number[];
    };
    interface Told { readonly position: number; readonly digest: string; readonly type: string; readonly body: { readonly dossier?: string; readonly revision?: string } }
    const facts = (await calls['facts.since']!({ position: 0 })).value as readonly Told[];
    const shown = facts.find(({ type, body }) => type === 'revision.published/1' && body.dossier === on)!.body.revision;
    const [position] = await run({ name: 'record-finding', dossier: on, shown, item: null, severity: 'observation', text: 'A long talk.' });
    const [finding] = (await calls['facts.since']!({ position: position! - 1 })).value as readonly Told[];
    for (let n = 1; n <= many; n++) await run({ name: 'answer-finding', dossier: on, finding: finding!.digest, text: `Reply ${n}. ${'More of it. '.repeat(n % 7)}` });
  }, [dossier, replies] as const);
}

test('the history tells everything, by kind and person, and leads to it; a long one exists only where it is seen', async ({ launch }) => {
  test.setTimeout(300_000);
  const { page } = await launch({ args: ['--sample'] });
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.home(page, 240_000);
  await play.openDossier(page, 'Kestrel Drive 5.1');
  await play.openTab(page, 'History');
  const era = page.getByRole('region', { name: 'Revision 1' });
  const kind = page.getByRole('combobox', { name: 'What to tell' });
  const who = page.getByRole('combobox', { name: 'Who' });
  const entries = page.getByRole('group', { name: 'History, scrollable' }).getByRole('listitem');

  await test.step('scores without their numbers, notes, meetings and the board are told', async () => {
    await expect(era).toContainText('called “Board meeting on three releases” for');
    await expect(era).toContainText('wrote a note on D-2');
    await expect(era.getByRole('link', { name: 'scored H-001' }).first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Before the first revision' })).toContainText('joined the board');
    expect(await violations(page)).toEqual([]);
  });

  await test.step('one kind, one person', async () => {
    await kind.selectOption('scores');
    await expect(entries).toHaveCount(5);
    await who.selectOption({ label: 'Noor Haddad' });
    await expect(entries).toHaveCount(2);
    await kind.selectOption('meetings');
    await expect(page.getByText('Nothing of this kind has happened.')).toBeVisible();
    await who.selectOption('all');
    await expect(entries).toHaveCount(1);
    await kind.selectOption('board');
    await expect(page.getByRole('main')).toContainText('The board was founded');
    await kind.selectOption('all');
  });

  await test.step('a note leads into the document, a meeting to Home', async () => {
    await era.getByRole('link', { name: 'wrote a note on D-2' }).click();
    await expect(page).toHaveURL(/documents\/D-2\/note\./);
    await page.keyboard.press('Alt+ArrowLeft');
    await era.getByRole('link', { name: /^called “Board meeting/ }).click();
    await expect(page.getByRole('region', { name: 'Next meeting' })).toBeVisible();
    await page.keyboard.press('Alt+ArrowLeft');
  });

  await test.step('of a long history only what is near exists, and the keyboard goes through all of it', async () => {
    await writeMany(page);
    await expect(era.getByText(`Reply ${replies}.`)).toBeVisible();
    const size = Number(await entries.first().getAttribute('aria-setsize'));
    expect(size).toBeGreaterThan(replies);
    expect(await entries.count()).toBeLessThan(size);
    const scroller = page.getByRole('group', { name: 'History, scrollable' });
    // What was never drawn has a guessed height: the end moves a little once it is.
    await expect(async () => {
      await scroller.evaluate((it) => it.scrollTo(0, it.scrollHeight));
      await expect(page.getByText('The board was founded')).toBeInViewport({ timeout: 1_000 });
    }).toPass();
    await scroller.evaluate((it) => it.scrollTo(0, 0));
    await expect(era.getByText(`Reply ${replies}.`)).toBeInViewport();
    // The first is the revision itself.
    for (let n = 0; n < 60; n++) await page.keyboard.press('n');
    const here = page.locator('main [aria-current=true]');
    await expect(here).toHaveCount(1);
    await expect(here).toBeInViewport();
    await page.screenshot({ path: test.info().outputPath('long.png') });
  });
});
