import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyPage, verifyPagePolicy } from '../../../electron/runtime/verify-page.mjs';
import { boardPorts } from '../../fakes/board-ports.ts';
import { commandLine } from '../../fakes/command-line.ts';
import { builtPage, type BuiltPage } from '../../builders/verify-page.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
let page: BuiltPage;
beforeAll(async () => { page = await builtPage(); }, 60_000);

describe('the page is one file that reaches nothing', () => {
  test('its policy names exactly its one script and its one style, by their bytes', () => {
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(page.policy).toBe(verifyPagePolicy(page.script, page.style));
    expect(page.policy).toContain(`script-src ${hash(page.script)};`);
    expect(page.policy).toContain(`style-src ${hash(page.style)};`);
    for (const part of ["default-src 'none'", "connect-src 'none'", "img-src 'none'", "form-action 'none'", "base-uri 'none'", "worker-src 'none'", "frame-src 'none'", "trusted-types 'none'"]) expect(page.policy.split('; ')).toContain(part);
    expect(page.policy).not.toMatch(/unsafe|https?:|blob:|\*/);
  });

  test('the policy stands before anything that it governs', () => {
    expect(page.html.indexOf('http-equiv="Content-Security-Policy"')).toBeLessThan(page.html.indexOf('<style>'));
    expect(page.html.replace(page.script, () => '').match(/<(?:script|style|link|img|iframe|object|embed|base|form)\b/gi)).toEqual(['<style', '<script']);
  });

  test('nothing outside of the script and the style is code, and nothing names a place to load from', () => {
    const shell = page.html.replace(page.script, () => '').replace(page.style, () => '');
    expect(shell).not.toMatch(/\son\w+=|\s(?:src|href|style)=/i);
    for (const [, address] of page.style.matchAll(/url\(([^)]{0,20})/g)) expect(address).toMatch(/^"?data:font\/woff2/);
    expect(page.style).not.toContain('@import');
  });

  test('no code is made from text, nothing is fetched, sent or stored', () => {
    for (const call of [/\bnew Function\b/, /\beval\(/, /\bfetch\(/, /XMLHttpRequest/, /sendBeacon/, /WebSocket/, /EventSource/, /RTCPeerConnection/, /localStorage|sessionStorage|indexedDB/, /importScripts/, /\bimport\(/]) expect(page.script).not.toMatch(call);
  });

  test('it stays below a megabyte', () => {
    expect(Buffer.byteLength(page.html)).toBeLessThan(1_000_000);
  });
});

describe('the same sources give the same bytes', () => {
  test('twice, and in another folder', async () => {
    expect(digest(await verifyPage())).toBe(digest(page.html));
    const elsewhere = mkdtempSync(join(tmpdir(), 'countersign-page-elsewhere-'));
    try {
      for (const part of ['renderer', 'shared', 'assets/fonts', 'package.json', 'tsconfig.base.json']) cpSync(join(root, part), join(elsewhere, part), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(elsewhere, 'node_modules'));
      expect(digest(await verifyPage({ root: elsewhere }))).toBe(digest(page.html));
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  }, 60_000);

  test('whatever the environment says', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'development';
    try {
      expect(digest(await verifyPage())).toBe(digest(page.html));
      expect(process.env['NODE_ENV']).toBe('development');
    } finally {
      process.env['NODE_ENV'] = before;
    }
  }, 60_000);
});

describe('countersign verify-page', () => {
  test('writes the page and prints the SHA-256 of what it wrote', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-page-'));
    try {
      writeFileSync(join(folder, 'built.html'), page.html);
      const countersign = commandLine(folder, boardPorts(), { verifyPage: join(folder, 'built.html') });
      expect(await countersign('verify-page', '-o', 'page.html')).toEqual({ exitCode: 0, stderr: '', stdout: `File     ${join(folder, 'page.html')}\nSHA-256  ${digest(page.html)}\n` });
      expect(await countersign('verify-page')).toMatchObject({ exitCode: 64, stdout: '' });
      expect(await commandLine(folder, boardPorts(), { verifyPage: join(folder, 'nowhere.html') })('verify-page', '-o', 'page.html')).toMatchObject({ exitCode: 66, stdout: '' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
