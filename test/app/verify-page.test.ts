import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Page } from '@playwright/test';
import { own } from '../../electron/runtime/non-root.mjs';
import { expect, test } from './launch.ts';

// A browser of its own: a bare window without a preload, on the built file from disk, as whoever opens it has it.
const bareApp = `
const { app, BrowserWindow, session } = require('electron');
app.setPath('userData', __dirname + '/data');
app.whenReady().then(() => {
  globalThis.asked = [];
  session.defaultSession.webRequest.onBeforeRequest((details, done) => { globalThis.asked.push(details.url); done({}); });
  session.defaultSession.on('will-download', (event, item) => item.setSavePath(__dirname + '/data/' + item.getFilename()));
  new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true, contextIsolation: true } }).loadFile(__dirname + '/countersign-verify.html');
});`;

const dist = path.join(import.meta.dirname, '..', '..', 'dist');
const built = path.join(dist, 'verify', 'countersign-verify.html');
const cli = path.join(dist, 'cli', 'countersign.js');
/** A day after the packets are issued. */
const judgedAt = '2026-11-20T09:00';
let folder: string;
let app: ElectronApplication;
let page: Page;
const at = (name: string): string => path.join(folder, 'files', name);

test.beforeAll(async ({ workbench: { startable } }) => {
  folder = startable.scratch('verify-page');
  mkdirSync(path.join(folder, 'files'));
  mkdirSync(path.join(folder, 'data'));
  writeFileSync(path.join(folder, 'package.json'), '{"name":"bare","main":"main.cjs"}');
  writeFileSync(path.join(folder, 'main.cjs'), bareApp);
  copyFileSync(built, path.join(folder, 'countersign-verify.html'));
  execFileSync(process.execPath, ['--experimental-strip-types', '--no-warnings', path.join(import.meta.dirname, 'packet-files.ts'), path.join(folder, 'files')]);
  writeFileSync(at('model.bin'), 'weights of Aurora');
  // One of the artifacts that the packets name.
  writeFileSync(at('named.bin'), Uint8Array.of(1));
  writeFileSync(at('notes.txt'), 'Nothing like a PDF.\n');
  writeFileSync(at('empty.pdf'), '');
  writeFileSync(at('large.bin'), '');
  truncateSync(at('large.bin'), 300_000_000);
  own(folder);
  const { _electron } = await import('@playwright/test');
  app = await _electron.launch({ executablePath: startable.executable, chromiumSandbox: true, args: [folder], env: { ...(process.env as Record<string, string>), LC_ALL: 'en_GB.UTF-8' } });
  page = await app.firstWindow();
  // Somebody listens from now on, so the chooser is never the system's own: one asked for between the press of a key and its answer came too late on a busy machine.
  page.on('filechooser', () => undefined);
});
test.afterAll(() => app.close());

let complaints: string[];
test.beforeEach(async () => {
  await page.reload();
  await page.setViewportSize({ width: 1280, height: 800 });
  complaints = [];
  page.removeAllListeners('console');
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
});
test.afterEach(() => expect(complaints).toEqual([]));

/** Chooses files as a person does: presses the button, and the chooser opens. */
async function choose(button: string | RegExp, ...names: string[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: button }).click()]);
  await chooser.setFiles(names.map(at));
}
async function judgeThen(): Promise<void> {
  await page.getByLabel(/^Judge at another time/).fill(judgedAt);
}
/** Drops files of this name and these bytes somewhere. */
async function drop(target: string, files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, text } of given) transfer.items.add(new File([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], name));
    return transfer;
  }, files);
  await page.locator(target).dispatchEvent('drop', { dataTransfer: data });
}
const latin1 = (name: string): string => readFileSync(at(name), 'latin1');
const verdict = () => page.getByRole('article').getByRole('heading', { level: 2 }).first();

const cases = [
  ['packet', 'packet', false, 'APPROVED'], ['conditions', 'conditions', false, 'APPROVED WITH CONDITIONS'], ['rejected', 'rejected', false, 'NOT APPROVED'], ['changed', 'packet', false, 'NOT AUTHENTIC'],
  ['packet', 'conditions', false, 'NOT AUTHENTIC'], ['sample', 'sample', false, 'NOT AUTHENTIC'], ['sample', 'sample', true, 'SAMPLE APPROVED'], ['packet', null, false, 'INDETERMINATE'], ['empty', null, false, 'UNREADABLE'],
] as const;

for (const [packet, trust, sample, word] of cases) {
  test(`${packet}.pdf with ${trust ?? 'no'} trust file${sample ? ', as a sample' : ''}: ${word}; the saved report is that of the command line`, async () => {
    await judgeThen();
    if (sample) await page.getByRole('checkbox', { name: /Read a sample/ }).check();
    if (trust !== null) await choose('Choose the trust file', `${trust}.pem`);
    await choose('Choose the PDF', `${packet}.pdf`);
    await expect(verdict()).toHaveText(word);
    await page.getByRole('button', { name: 'Save the report as JSON' }).click();
    const words = [at(`${packet}.pdf`), '--at', `${judgedAt}:00.000Z`, '--json', ...(trust === null ? [] : ['--trust', at(`${trust}.pem`)]), ...(sample ? ['--allow-sample'] : [])];
    const printed = spawnSync(process.execPath, [cli, 'verify', ...words], { encoding: 'utf8' });
    await expect.poll(() => { try { return readFileSync(path.join(folder, 'data', `${packet}.verify.json`), 'utf8'); } catch { return ''; } }).toBe(printed.stdout);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))).toEqual([]);
  });
}

test('nothing leaves the page: every way out is refused, and nothing was asked for but the file itself', async () => {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => { asked.push(request.url ?? ''); response.end(); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await choose('Choose the PDF', 'packet.pdf');
  await expect(verdict()).toHaveText('INDETERMINATE');
  const refused = await page.evaluate(async (url) => {
    const image = (): Promise<boolean> => new Promise((resolve) => { const one = new Image(); one.onload = () => resolve(false); one.onerror = () => resolve(true); one.src = url; });
    const script = (): boolean => { try { const one = document.createElement('script'); one.src = url; document.head.append(one); return false; } catch { return true; } };
    const text = (): boolean => { try { return Boolean(new Function('return false')()); } catch { return true; } };
    const form = document.createElement('form');
    form.action = url;
    form.method = 'post';
    document.body.append(form);
    form.submit();
    const socket = (): Promise<boolean> => new Promise((resolve) => { try { const one = new WebSocket(url.replace('http', 'ws')); one.onopen = () => resolve(false); one.onerror = () => resolve(true); } catch { resolve(true); } });
    navigator.sendBeacon(url, 'bytes');
    return { fetch: await fetch(url).then(() => false, () => true), image: await image(), script: script(), text: text(), socket: await socket() };
  }, address);
  await page.waitForTimeout(300);
  expect(refused).toEqual({ fetch: true, image: true, script: true, text: true, socket: true });
  expect(asked).toEqual([]);
  expect((await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).filter((url) => !url.startsWith('file:') && !url.startsWith('blob:file:') && !url.startsWith('devtools:'))).toEqual([]);
  server.close();
  // These tries are what it complained about.
  complaints = [];
});

test('from a web server too', async () => {
  const server = createServer((_request, response) => { response.setHeader('content-type', 'text/html; charset=utf-8'); response.end(readFileSync(built)); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await judgeThen();
  await choose('Choose the trust file', 'packet.pem');
  await choose('Choose the PDF', 'packet.pdf');
  await expect(verdict()).toHaveText('APPROVED');
  await page.goto(`file://${folder}/countersign-verify.html`);
  server.close();
  // A server is asked for an icon, which the policy keeps from being loaded.
  complaints = complaints.filter((one) => !one.includes('favicon.ico'));
});

test('an addendum closes conditions beside its packet, and says what it is by itself', async () => {
  await judgeThen();
  await choose('Choose the trust file', 'conditions.pem');
  await choose('Choose the PDF', 'addendum.pdf');
  await expect(verdict()).toHaveText('AUTHENTIC ADDENDUM');
  await page.screenshot({ path: test.info().outputPath('addendum-alone.png'), fullPage: true });
  await page.getByRole('button', { name: 'Remove addendum.pdf' }).click();
  await choose('Choose the PDF', 'summary.pdf');
  await expect(verdict()).toHaveText('AUTHENTIC SUMMARY');
  await page.screenshot({ path: test.info().outputPath('summary-alone.png') });
  await page.getByRole('button', { name: 'Remove summary.pdf' }).click();
  await choose('Choose the PDF', 'conditions.pdf');
  await expect(verdict()).toHaveText('APPROVED WITH CONDITIONS');
  await choose('Choose PDFs', 'addendum.pdf');
  await expect(verdict()).toHaveText('APPROVED');
  await page.screenshot({ path: test.info().outputPath('addendum-beside.png'), fullPage: true });
  await page.getByRole('list', { name: 'Addenda to the packet' }).getByRole('button', { name: 'Remove addendum.pdf' }).click();
  await expect(verdict()).toHaveText('APPROVED WITH CONDITIONS');
});

test('a delivered file is hashed as it is read, and one that the packet doesn’t name ends the approval', async () => {
  await judgeThen();
  await choose('Choose the trust file', 'packet.pem');
  await choose('Choose the PDF', 'packet.pdf');
  await expect(verdict()).toHaveText('APPROVED');
  await choose('Choose files', 'named.bin');
  await expect(page.getByRole('region', { name: 'Delivered files' }).getByText('The same')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What was approved' })).toContainText('delivered, the same');
  await expect(verdict()).toHaveText('APPROVED');
  await choose('Choose more files', 'model.bin', 'large.bin');
  const delivered = page.getByRole('region', { name: 'Delivered files' });
  await expect(delivered.getByRole('progressbar', { name: 'large.bin' })).toBeVisible();
  await expect(delivered.getByText('Different')).toHaveCount(2, { timeout: 60_000 });
  await expect(delivered).toContainText(createHash('sha256').update(new Uint8Array(300_000_000)).digest('hex').slice(0, 8));
  await expect(verdict()).toHaveText('NOT APPROVED');
  await page.getByRole('button', { name: 'Remove large.bin' }).click();
  await page.getByRole('button', { name: 'Remove model.bin' }).click();
  await expect(verdict()).toHaveText('APPROVED');
});

test('a status list makes it fresh, or ends the approval; one that is none says so', async () => {
  await judgeThen();
  await choose('Choose the trust file', 'packet.pem');
  await choose('Choose the PDF', 'packet.pdf');
  const today = page.getByRole('region', { name: 'Does it hold today?' });
  const row = (step: string) => today.getByRole('row', { name: new RegExp(`^${step}`) });
  await expect(row('Freshness')).toContainText('No status list at hand');
  await choose('Choose the status list', 'fresh.json');
  await expect(row('Freshness')).toContainText('signed by Helena Brandt');
  await expect(row('Standing')).toContainText('Passed');
  await expect(verdict()).toHaveText('APPROVED');
  await expect(page.getByRole('article')).toContainText('Status list 1, as of');
  await drop('main', [{ name: 'another.json', text: latin1('revoked.json') }]);
  await expect(verdict()).toHaveText('NOT APPROVED');
  await expect(row('Standing')).toContainText('Wrong weights were evaluated.');
  await page.getByRole('button', { name: 'Remove another.json' }).click();
  await expect(verdict()).toHaveText('APPROVED');
  await choose('Choose the status list', 'notes.txt');
  await expect(verdict()).toHaveText('NOT APPROVED');
  await expect(row('Freshness')).toContainText('The file notes.txt is no status list');
});

test('dropped at once, a packet and its trust file find their places', async () => {
  await judgeThen();
  await drop('main', [{ name: 'root.pem', text: latin1('packet.pem') }, { name: 'packet.pdf', text: latin1('packet.pdf') }]);
  await expect(verdict()).toHaveText('APPROVED');
});

test('of two PDFs somebody chooses one, by its name with nothing hidden in it', async () => {
  await judgeThen();
  await choose('Choose the trust file', 'packet.pem');
  const odd = `${'審査 проверка '.repeat(12)}\u202efdp.exe`;
  await drop('main', [{ name: odd, text: latin1('packet.pdf') }, { name: 'other.pdf', text: latin1('changed.pdf') }]);
  await expect(page.getByRole('alert')).toContainText('several PDFs');
  await expect(page.getByRole('alert')).toContainText('\\u202efdp.exe');
  await page.getByRole('button', { name: /^Check 審査/ }).click();
  await expect(verdict()).toHaveText('APPROVED');
  expect(await page.locator('body').innerText()).not.toContain('\u202e');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('wrong files are named, each with what to do', async () => {
  await choose('Choose the PDF', 'notes.txt');
  await expect(verdict()).toHaveText('UNREADABLE');
  await choose('Choose the trust file', 'notes.txt');
  await expect(page.getByRole('alert')).toContainText('notes.txt is no trust file');
  await expect(page.getByRole('article')).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove notes.txt' }).last().click();
  await choose('Choose another', 'large.bin');
  await expect(verdict()).toHaveText('UNREADABLE', { timeout: 60_000 });
});

test('a PDF of 300 MB is read, and one beyond the limit is refused before it is', async () => {
  const open = async (bytes: number): Promise<void> => {
    await page.evaluate((size) => {
      const piece = new Uint8Array(50_000_000);
      const file = new File(['%PDF-1.7\n', ...Array.from({ length: size / 50_000_000 }, () => piece)], 'huge.pdf');
      const transfer = new DataTransfer();
      transfer.items.add(file);
      document.querySelector('main')!.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }, bytes);
  };
  await open(300_000_000);
  await expect(verdict()).toHaveText('NOT AUTHENTIC', { timeout: 60_000 });
  await open(550_000_000);
  await expect(page.getByRole('alert')).toContainText('536.87');
  await expect(page.getByRole('article')).toHaveCount(0);
});

test('with the keyboard alone, on a phone’s width, in the dark, with text twice as large', async () => {
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Choose the PDF' })).toBeFocused();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(at('conditions.pdf'));
  await judgeThen();
  await choose('Choose the trust file', 'conditions.pem');
  await expect(verdict()).toHaveText('APPROVED WITH CONDITIONS');
  for (const [width, scheme, size] of [[390, 'light', '100%'], [390, 'dark', '200%'], [1280, 'dark', '200%'], [320, 'light', '100%']] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate((to) => { document.documentElement.style.fontSize = to; }, size);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width} ${size}`).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`)), `${width} ${scheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
});

test('on a phone the verdict comes into sight by itself', async () => {
  await page.setViewportSize({ width: 390, height: 700 });
  await choose('Choose the PDF', 'packet.pdf');
  await expect(verdict()).toHaveText('INDETERMINATE');
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await choose('Choose the trust file', 'packet.pem');
  await expect(verdict()).not.toHaveText('INDETERMINATE');
  await expect(verdict()).toBeInViewport();
});

test('on paper it is one page', async () => {
  await judgeThen();
  await choose('Choose the trust file', 'conditions.pem');
  await choose('Choose the PDF', 'conditions.pdf');
  await expect(verdict()).toHaveText('APPROVED WITH CONDITIONS');
  const pdf = await app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]!.webContents.printToPDF({ pageSize: 'A4', preferCSSPageSize: true })).toString('latin1'));
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
});
