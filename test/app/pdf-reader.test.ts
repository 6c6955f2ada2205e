import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Frame, FrameLocator, Locator, Page } from '@playwright/test';
import * as play from '../../electron/runtime/play.mjs';
import { expect, test } from './launch.ts';
import { hostilePdfs } from './hostile-pdfs.ts';

const root = path.join(import.meta.dirname, '..', '..');
const report = '#/dossier/kestrel-drive-5.1/documents/D-3';

/** axe on the screen as it is. `legacyMode`: the page may not open the blank page that axe would run in. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include('main').setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`));
}

const contentFrame = (page: Page): Frame => page.frames().find((frame) => frame.url() === 'app://content/')!;
const pagesOf = (page: Page, id: string): Locator => page.getByRole('group', { name: new RegExp(`^Pages of ${id}\\.`) });
const paper = (page: Page): FrameLocator => page.frameLocator('iframe');

/** What a mark covers in the frame, as text. */
function covered(page: Page, name: string): Promise<readonly string[]> {
  return contentFrame(page).evaluate((of) => [...((CSS as unknown as { highlights: Map<string, Set<Range>> }).highlights.get(of) ?? [])].map((range) => range.toString()), name);
}

test('a PDF is read, found in, highlighted and annotated by keyboard, and by mouse; what was written is there after a restart', async ({ launch }) => {
  test.setTimeout(300_000);
  const { app, page, profile } = await launch({ args: ['--sample'] });
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.home(page, 240_000);
  await page.evaluate((to) => { location.hash = to; }, report);
  const article = page.getByRole('article', { name: 'Document D-3' });
  await expect(paper(page).getByText('Ward acceptance test report', { exact: true })).toBeVisible();
  await expect(article.getByText('of 3', { exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await test.step('the frame has an origin of nobody, a process of its own and no bridge, and goes nowhere', async () => {
    const frame = contentFrame(page);
    expect(await frame.evaluate(() => ({ bridge: typeof (globalThis as { countersign?: unknown }).countersign, require: typeof (globalThis as { require?: unknown }).require, origin: globalThis.origin }))).toEqual({ bridge: 'undefined', require: 'undefined', origin: 'null' });
    const processes = await (await app.browserWindow(page)).evaluate((window) => window.webContents.mainFrame.framesInSubtree.map((one: { readonly osProcessId: number }) => one.osProcessId));
    expect(new Set(processes).size).toBe(2);
    const tried = await frame.evaluate(async () => {
      const outcome = (work: Promise<unknown>): Promise<string> => Promise.race([work, new Promise((_resolve, reject) => { setTimeout(reject, 1_500); })]).then(() => 'done', () => 'refused');
      const attempt = (work: () => unknown): string => { try { return work() === null ? 'refused' : 'done'; } catch { return 'refused'; } };
      return {
        fetch: await outcome(fetch('app://main/')), image: await outcome(new Promise((resolve, reject) => { Object.assign(new Image(), { onload: resolve, onerror: reject, src: 'app://content/x.png' }); })),
        parent: attempt(() => window.parent.document), storage: attempt(() => window.localStorage), code: attempt(() => new Function('return 1')()), worker: attempt(() => new Worker('app://content/viewer/openjpeg_nowasm_fallback.js')), window: attempt(() => window.open('app://main/')),
        markup: attempt(() => { document.body.innerHTML = '<b>x</b>'; }), database: await outcome(new Promise((resolve, reject) => { const open = indexedDB.open('x'); open.onsuccess = resolve; open.onerror = reject; })),
      };
    });
    expect(tried).toEqual({ fetch: 'refused', image: 'refused', parent: 'refused', storage: 'refused', code: 'refused', worker: 'refused', window: 'refused', markup: 'refused', database: 'refused' });
    for (const to of ['app://content/', 'app://content/?again']) {
      await frame.evaluate((url) => { location.href = url; }, to).catch(() => undefined);
      await page.waitForTimeout(150);
      expect(page.frames().map((one) => one.url())).toEqual([`app://main/${report}`, 'app://content/']);
    }
    await expect(paper(page).getByText('Ward acceptance test report', { exact: true })).toBeVisible();
    // Where the window's policy stops it, the frame is a blank page from then on, and is taken away for its silence.
    for (const to of ['https://example.org/', 'app://main/', 'app://sign/']) {
      await page.frames()[1]!.evaluate((url) => { location.href = url; }, to).catch(() => undefined);
      await page.waitForTimeout(150);
      expect(['app://content/', 'chrome-error://chromewebdata/']).toContain(page.frames()[1]!.url());
    }
    await expect(article.getByText('This PDF can’t be shown.')).toBeVisible({ timeout: 20_000 });
    await page.getByRole('option', { name: /Design record/ }).click();
    await page.getByRole('option', { name: /Ward acceptance/ }).click();
    await expect(paper(page).getByText('Ward acceptance test report', { exact: true })).toBeVisible();
  });

  await test.step('a sentence, then a paragraph, by arrow keys', async () => {
    await pagesOf(page, 'D-3').focus();
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'h']) await page.keyboard.press(key);
    await expect(article.getByRole('listitem', { name: /^Highlight by/ })).toContainText('They made 612 trips, 287 of them with a lift.');
    await expect.poll(async () => (await covered(page, 'note')).join().replace(/\s+/g, ' ')).toBe('They made 612 trips, 287of them with a lift.');
    for (const key of ['ArrowDown', 'a']) await page.keyboard.press(key);
    await page.keyboard.type('Where are the raw logs?');
    await page.keyboard.press('Tab');
    await page.keyboard.type('#logs');
    await page.keyboard.press('Control+Enter');
    const note = article.getByRole('listitem', { name: /^Note by/ });
    await expect(note).toContainText('This report says what happened on the wards.');
    await expect(note).toContainText('#logs');
    await page.keyboard.press('Enter');
    await expect(note).toBeFocused();
    expect(await violations(page)).toEqual([]);
  });

  await test.step('words are found, on whichever page they are', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('wet floor');
    await page.keyboard.press('Enter');
    await expect(article.getByRole('status').filter({ hasText: '1 of 1' })).toBeVisible();
    await expect.poll(() => covered(page, 'passage')).toEqual(['wet floor']);
    await expect(article.getByRole('textbox', { name: 'Page' })).toHaveValue('3');
    await page.keyboard.press('Escape');
    await expect(pagesOf(page, 'D-3')).toBeFocused();
  });

  await test.step('to a page, to a bookmark, larger and as wide as the window', async () => {
    await page.keyboard.press('Control+g');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await expect(paper(page).getByText('Contents', { exact: true })).toBeInViewport();
    await article.page().getByRole('navigation', { name: 'Outline' }).getByRole('button', { name: '4 What went wrong' }).click();
    await expect(article.getByRole('textbox', { name: 'Page' })).toHaveValue('2');
    const width = async (): Promise<number> => (await paper(page).locator('.page').first().boundingBox())!.width;
    const before = await width();
    await page.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(before);
    await page.keyboard.press('0');
    await expect.poll(width).toBe(before);
  });

  await test.step('a link of the document leads on, one out of it is copied', async () => {
    await page.keyboard.press('Control+g');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await paper(page).locator('.link').nth(4).click();
    await expect(article.getByRole('textbox', { name: 'Page' })).toHaveValue('3');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('l');
    await expect(page.getByText('Copied, not opened: https://lindhof.example/rules/14')).toBeVisible();
  });

  await test.step('a passage by mouse takes whole words, and the keyboard stays with the window', async () => {
    await page.keyboard.press('Home');
    const line = paper(page).getByText('This report says what happened').first();
    await expect(line).toBeInViewport();
    await page.waitForTimeout(400);
    const box = (await line.boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 140, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await covered(page, 'passage')).length).toBe(1);
    const [chosen] = await covered(page, 'passage');
    expect('This report says what happened on the wards.').toContain(chosen!);
    await expect(pagesOf(page, 'D-3')).toBeFocused();
    await page.keyboard.press('h');
    await expect(article.getByRole('listitem', { name: /^Highlight by/ })).toHaveCount(2);
  });

  await page.keyboard.press('End');
  await expect(page.getByRole('option', { name: /Ward acceptance/ })).toContainText('Read to the end');
  await page.waitForTimeout(1_000);
  await app.close();

  const { page: again } = await launch({ profile });
  await again.setViewportSize({ width: 1280, height: 800 });
  await play.home(again);
  await again.evaluate(async (to) => { await (globalThis as unknown as { countersign: Record<string, (request: unknown) => Promise<unknown>> }).countersign['settings.write']!({ theme: 'dark', singleKeys: true }); location.hash = to; }, report);
  await again.reload();
  const article2 = again.getByRole('article', { name: 'Document D-3' });
  await expect(article2.getByRole('listitem', { name: /^Note by/ })).toContainText('Where are the raw logs?');
  await expect(article2.getByRole('textbox', { name: 'Page' })).toHaveValue('3');
  expect(await violations(again)).toEqual([]);
  await again.screenshot({ path: test.info().outputPath('dark.png'), animations: 'disabled' });
});

test('hostile and odd PDFs run nothing, load nothing and stop nothing', async ({ launch }) => {
  test.setTimeout(400_000);
  let connections = 0;
  const server = createServer((_request, response) => { response.end('x'); });
  server.on('connection', () => { connections++; });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const pdfs = await hostilePdfs(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

  const first = await launch({ args: ['--sample'] });
  await play.home(first.page, 240_000);
  await first.app.close();
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-pdf-'));
  try {
    mkdirSync(path.join(folder, 'pdf'));
    pdfs.forEach(({ bytes }, index) => writeFileSync(path.join(folder, 'pdf', `${index + 1}.pdf`), bytes));
    writeFileSync(path.join(folder, 'hazards.json'), JSON.stringify({ format: 1, hazards: [] }));
    writeFileSync(path.join(folder, 'dossier.yaml'), JSON.stringify({
      format: 1, dossier: 'hostile-pdf-1', product: { id: 'hostile-pdf', name: 'Hostile PDFs', release: '1', vendor: 'V' }, owners: [], intendedUse: 'None.', artifacts: [{ name: 'm', digest: 'a'.repeat(64), sizeBytes: 0 }], hazards: 'hazards.json',
      documents: pdfs.map(({ title }, index) => ({ id: `D-${index + 1}`, title, file: `pdf/${index + 1}.pdf` })),
    }));
    const cli = (...words: string[]): string => execFileSync(process.execPath, [path.join(root, 'dist', 'cli', 'countersign.js'), ...words], { encoding: 'utf8', env: { ...process.env, COUNTERSIGN_PASSPHRASE: play.samplePassphrase } });
    cli('pack', path.join(folder, 'dossier.yaml'), '--out', path.join(folder, 'hostile.csdossier'));
    cli('publish', path.join(folder, 'hostile.csdossier'), '--profile', path.join(first.profile, 'sample', 'colleagues', 'mina-okada'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  const { app, page } = await launch({ profile: first.profile });
  await page.setViewportSize({ width: 1280, height: 800 });
  await play.home(page, 60_000);
  await play.synced(page);
  for (const [index, { title, shows, pages = 1 }] of pdfs.entries()) {
    await test.step(title, async () => {
      const id = `D-${index + 1}`;
      await page.evaluate((to) => { location.hash = to; }, `#/dossier/hostile-pdf-1/documents/${id}`);
      const article = page.getByRole('article', { name: `Document ${id}`, exact: true });
      await expect(article.getByRole('heading', { name: title })).toBeVisible();
      if ('either' in shows) {
        // How fast the machine is decides which; the window answers meanwhile.
        const [ended, read] = shows.either;
        await expect(article.getByText(ended).or(article.getByText(read, { exact: true }))).toBeVisible({ timeout: 30_000 });
        await article.getByRole('button', { name: 'Record finding' }).click({ trial: true, timeout: 5_000 });
      } else if ('refused' in shows) {
        await expect(article.getByText(shows.refused)).toBeVisible({ timeout: 30_000 });
        await expect(article.getByRole('button', { name: 'Save raw file' })).toBeVisible();
        await expect(page.locator('iframe')).toHaveCount(0);
      } else {
        await expect(article.getByText(`of ${pages.toLocaleString('en')}`, { exact: true })).toBeVisible({ timeout: 20_000 });
        await expect(paper(page).locator('canvas').first()).toBeVisible({ timeout: 20_000 });
        await expect(paper(page).locator('.textLayer').first()).toContainText(shows.text);
        // What is drawn is not only white; a page as thin as a thread has no room for letters.
        if (title !== 'As long as a street') {
          expect(await contentFrame(page).evaluate(() => { const canvas = document.querySelector('canvas')!; const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height); return data.some((value, at) => at % 4 !== 3 && value < 200); })).toBe(true);
        }
        if (title === 'Goes to an address') {
          await paper(page).locator('.link').click();
          await expect(page.getByText(/^Copied, not opened: http/)).toBeVisible();
        }
      }
      // A frame that is still at work answers nobody.
      for (const frame of 'either' in shows ? [page.mainFrame()] : page.frames()) expect(await frame.evaluate(() => (globalThis as { __PWNED?: unknown }).__PWNED), frame.url()).toBeUndefined();
      await page.screenshot({ path: test.info().outputPath(`${id}.png`), animations: 'disabled' });
    });
  }
  expect(app.windows()).toHaveLength(1);
  expect(connections).toBe(0);
  server.close();
});
