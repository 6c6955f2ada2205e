import { createServer } from 'node:http';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect, seccompOf, test } from './launch.ts';

/** A heading that shows the page is up. */
const heading = 'h1';

test('the page’s process is sandboxed and isolated', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page.locator(heading)).toBeVisible();
  expect(await seccompOf(app, page)).toBe(2);
  expect(await page.evaluate(() => ({ require: typeof (globalThis as { require?: unknown }).require, process: typeof (globalThis as { process?: unknown }).process, buffer: typeof (globalThis as { Buffer?: unknown }).Buffer })))
    .toEqual({ require: 'undefined', process: 'undefined', buffer: 'undefined' });
  expect(await page.evaluate(() => Object.isFrozen((globalThis as unknown as { countersign: object }).countersign))).toBe(true);
  const preferences = await (await app.browserWindow(page)).evaluate((window) => {
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = (window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
});

test('a page goes nowhere, opens nothing, is given nothing and reaches no network', async ({ launch }) => {
  let connections = 0;
  const server = createServer((_request, response) => { response.end('x'); });
  server.on('connection', () => { connections++; });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  const { app, page, profile } = await launch();
  await expect(page.locator(heading)).toBeVisible();
  const tried = await page.evaluate(async (url) => {
    const outcome = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', () => 'refused');
    const within = <T>(work: Promise<T>): Promise<T> => Promise.race([work, new Promise<never>((_resolve, reject) => { setTimeout(reject, 2000); })]);
    const loads = (element: HTMLElement): Promise<unknown> => within(new Promise((resolve, reject) => { element.onload = resolve; element.onerror = reject; document.body.append(element); }));
    const image = Object.assign(document.createElement('img'), { src: `${url}/image` });
    const frame = Object.assign(document.createElement('iframe'), { src: `${url}/frame` });
    const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${url}/style` });
    const result = {
      fetch: await outcome(fetch(url)),
      image: await outcome(loads(image)),
      style: await outcome(loads(style)),
      socket: await outcome(within(new Promise((resolve, reject) => { const socket = new WebSocket(url.replace('http', 'ws')); socket.onopen = resolve; socket.onerror = reject; }))),
      window: window.open(url) === null ? 'refused' : 'done',
      markup: (() => { try { document.body.innerHTML = '<b>x</b>'; return 'done'; } catch { return 'refused'; } })(),
      code: (() => { try { return String(new Function('return 1')()); } catch { return 'refused'; } })(),
      notifications: Notification.permission,
      clipboard: await outcome(within(navigator.clipboard.readText())),
      media: await outcome(within(navigator.mediaDevices.getUserMedia({ audio: true }))),
    };
    document.body.append(frame);
    location.href = `${url}/navigation`;
    return result;
  }, `http://127.0.0.1:${port}`);
  expect(tried).toEqual({ fetch: 'refused', image: 'refused', style: 'refused', socket: 'refused', window: 'refused', markup: 'refused', code: 'refused', notifications: 'denied', clipboard: 'refused', media: 'refused' });
  await page.waitForTimeout(500);
  expect(page.url()).toBe('app://main/');
  expect(app.windows()).toHaveLength(1);
  expect(connections).toBe(0);
  server.close();
  const log = readFileSync(path.join(profile, 'log', 'countersign.log'), 'utf8');
  expect(log).toMatch(/refused: will-(?:frame-)?navigate/);
  expect(log).not.toContain(String(port));
});

test('an object with a key named __proto__ changes nothing in main', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page.locator(heading)).toBeVisible();
  const answer = await page.evaluate(() => (globalThis as unknown as { countersign: Record<string, (request: unknown) => Promise<{ ok: boolean }>> }).countersign['settings.write']!(JSON.parse('{"theme":"dark","singleKeys":true,"__proto__":{"isAdmin":true}}')));
  expect(typeof answer.ok).toBe('boolean');
  expect(await app.evaluate(() => ({} as { isAdmin?: boolean }).isAdmin)).toBeUndefined();
});

test('a page whose process died comes back', async ({ launch }) => {
  const { app, page, profile } = await launch();
  await expect(page.locator(heading)).toBeVisible();
  const window = await app.browserWindow(page);
  await window.evaluate((one) => { one.webContents.forcefullyCrashRenderer(); });
  const log = path.join(profile, 'log', 'countersign.log');
  await expect.poll(() => existsSync(log) && readFileSync(log, 'utf8').includes('window gone')).toBe(true);
  // A dead page never answers, so it is asked only once it lives again.
  await expect.poll(() => window.evaluate((one) => !one.webContents.isCrashed() && !one.webContents.isLoading()), { timeout: 20_000 }).toBe(true);
  expect(await window.evaluate((one) => one.webContents.executeJavaScript("document.querySelector('h1') !== null"))).toBe(true);
});

test('an error that nobody caught in main is noted without its words, and the app goes on', async ({ launch }) => {
  const { app, page, profile } = await launch();
  await expect(page.locator(heading)).toBeVisible();
  await app.evaluate(({ dialog }) => { dialog.showMessageBox = (async () => ({ response: 1, checkboxChecked: false })) as never; });
  await app.evaluate(() => { setTimeout(() => { throw new Error('about \'Secret Model\''); }, 0); });
  const log = path.join(profile, 'log', 'countersign.log');
  await expect.poll(() => existsSync(log) && readFileSync(log, 'utf8').includes('defect')).toBe(true);
  expect(readFileSync(log, 'utf8')).not.toContain('Secret Model');
  expect((await page.evaluate(() => (globalThis as unknown as { countersign: Record<string, (request: unknown) => Promise<{ ok: boolean }>> }).countersign['settings.read']!({}))).ok).toBe(true);
});

test('a second process on one profile is refused, and the first one’s end frees it', async ({ launch, workbench }) => {
  const { app, page, profile } = await launch();
  await expect(page.locator(heading)).toBeVisible();
  const second = spawnSync(workbench.startable.executable, [workbench.startable.app, '--profile', profile], { encoding: 'utf8', timeout: 30_000 });
  expect(second.status).toBe(1);
  expect(second.stderr).toContain(profile);
  app.process().kill('SIGKILL');
  await new Promise((resolve) => { app.process().once('exit', resolve); });
  const { page: again } = await launch({ profile });
  await expect(again.locator(heading)).toBeVisible();
});

test('settings last, and a damaged settings file does not stop the app', async ({ launch }) => {
  const { app, page, profile } = await launch();
  await expect(page.locator(heading)).toBeVisible();
  const call = (on: typeof page, channel: string, request: unknown) => on.evaluate(([name, what]) => (globalThis as unknown as { countersign: Record<string, (request: unknown) => Promise<unknown>> }).countersign[name as string]!(what), [channel, request] as const);
  await call(page, 'settings.write', { theme: 'dark', singleKeys: false });
  await app.close();
  const { page: second, app: again } = await launch({ profile });
  await expect(second.locator(heading)).toBeVisible();
  expect(await call(second, 'settings.read', {})).toEqual({ ok: true, value: { theme: 'dark', singleKeys: false } });
  await again.close();
  writeFileSync(path.join(profile, 'settings.json'), '{"theme": "blu');
  const { page: third } = await launch({ profile });
  await expect(third.locator(heading)).toBeVisible();
  expect(await call(third, 'settings.read', {})).toEqual({ ok: true, value: { theme: 'system', singleKeys: true } });
});
