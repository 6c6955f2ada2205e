import { ESLint } from 'eslint';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { fences } from '../../eslint.config.js';
import { root, sourceFiles, sourceRooms, textOf } from './source-tree.ts';

const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: fences({ typed: false }) });

/** The rules that a text breaks if it stood under this name. */
async function broken(file: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(root, file), warnIgnored: true });
  return [...new Set((result?.messages ?? []).map((message) => message.ruleId ?? message.message))];
}

/** Some file of a room, for an import to lead to, as seen from a room two levels down. */
function importOf(room: string): string {
  const file = sourceFiles([room.split('/')[0]!]).find((name) => name.startsWith(`${room}/`) && /\.tsx?$/.test(name));
  if (file === undefined) throw new Error(`no file in ${room}`);
  return `import * as planted from '../../${file}';\nexport const kept = planted;\n`;
}

describe('arrows', () => {
  const forbidden: readonly (readonly [string, string])[] = [
    ['shared/bytes', 'shared/dossier'], ['shared/dossier', 'shared/evidence'], ['shared/risk', 'shared/board'], ['shared/board', 'shared/events'], ['shared/events', 'shared/commands'],
    ['shared/commands', 'shared/ipc'], ['shared/charts', 'shared/board'], ['shared/packet', 'shared/commands'], ['shared/copy', 'shared/board'], ['shared/evidence', 'shared/copy'],
    ['shared/bytes', 'electron/platform'], ['shared/bytes', 'renderer/components'], ['electron/vault', 'renderer/components'], ['renderer/components', 'electron/vault'],
    ['electron/vault', 'electron/keys'], ['electron/keys', 'electron/vault'], ['electron/platform', 'electron/vault'], ['electron/packet', 'electron/vault'], ['electron/dossier', 'electron/board'],
    ['electron/sync', 'electron/keys'], ['electron/board', 'electron/cli'], ['electron/shell', 'electron/vault'],
    ['renderer/components', 'renderer/bridge'], ['renderer/components', 'renderer/queries'], ['renderer/bridge', 'renderer/queries'], ['renderer/projection', 'renderer/features'], ['renderer/queries', 'renderer/components'],
    ['renderer/verify-page', 'renderer/bridge'], ['renderer/verify-page', 'renderer/queries'], ['renderer/verify-page', 'renderer/projection'], ['renderer/components', 'renderer/verify-page'],
    ['renderer/content', 'renderer/bridge'], ['renderer/viewer', 'renderer/bridge'], ['renderer/viewer', 'renderer/components'], ['renderer/queries', 'renderer/viewer'],
    ['shared/bytes', 'test/builders'], ['electron/vault', 'test/builders'], ['renderer/components', 'test/builders'],
  ];
  test.each(forbidden)('%s imports nothing from %s', async (from, to) => {
    expect(await broken(`${from}/planted.ts`, importOf(to))).toContain('boundaries/dependencies');
  });

  const allowed: readonly (readonly [string, string])[] = [
    ['shared/events', 'shared/board'], ['shared/packet', 'shared/copy'], ['electron/vault', 'electron/platform'], ['electron/vault', 'shared/bytes'], ['electron/board', 'electron/vault'], ['electron/cli', 'electron/board'],
    ['renderer/components', 'shared/copy'], ['renderer/queries', 'renderer/bridge'], ['renderer/queries', 'renderer/content'], ['renderer/viewer', 'renderer/content'], ['renderer/verify-page', 'renderer/components'], ['renderer/verify-page', 'shared/packet'],
  ];
  test.each(allowed)('%s may import from %s', async (from, to) => {
    expect(await broken(`${from}/planted.ts`, importOf(to))).toEqual([]);
  });

  test('a feature imports itself, queries and components, never another feature', async () => {
    const own = sourceFiles(['renderer']).find((file) => /^renderer\/features\/[^/]+\/.+\.tsx?$/.test(file));
    if (own === undefined) throw new Error('no feature');
    const text = `import * as planted from '../../../${own}';\nexport const kept = planted;\n`;
    expect(await broken('renderer/features/planted/view.ts', text)).toEqual(['boundaries/dependencies']);
    expect(await broken(`${own.split('/').slice(0, 3).join('/')}/planted.ts`, text)).toEqual([]);
    expect(await broken('renderer/features/planted/view.ts', importOf('renderer/queries').replace('../../', '../../../'))).toEqual([]);
    expect(await broken('renderer/features/planted/view.ts', importOf('renderer/projection').replace('../../', '../../../'))).toEqual(['boundaries/dependencies']);
  });

  test('a type obeys the same arrows, and copy may name the shapes that it has words for', async () => {
    const typeOnly = 'import type { Roster } from \'../board/roster.ts\';\nexport type Kept = Roster;\n';
    expect(await broken('shared/bytes/planted.ts', typeOnly)).toEqual(['boundaries/dependencies']);
    expect(await broken('shared/copy/planted.ts', typeOnly)).toEqual([]);
  });

  test('an arrow counts however it is written', async () => {
    expect(await broken('shared/bytes/planted.ts', 'export * from \'../board/roster.ts\';\n')).toEqual(['boundaries/dependencies']);
    expect(await broken('shared/bytes/planted.ts', 'export { Roster } from \'../board/roster.ts\';\n')).toEqual(['boundaries/dependencies']);
    expect(await broken('electron/vault/planted.ts', 'export const later = () => import(\'../keys/signer.ts\');\n')).toEqual(['boundaries/dependencies']);
    expect(await broken('electron/vault/planted.ts', 'export type Kept = import(\'../keys/signer.ts\').KeyHolder;\n')).toEqual(['no-restricted-syntax']);
  });

  test('the files beside the rooms have arrows too', async () => {
    expect(await broken('shared/planted.ts', 'export * from \'./bytes/digest.ts\';\n')).toEqual(['boundaries/dependencies']);
    expect(await broken('electron/planted-preload.ts', 'export * from \'./vault/vault.ts\';\n')).toEqual(['boundaries/dependencies']);
    expect(await broken('electron/planted.ts', 'export * from \'./vault/vault.ts\';\n')).toEqual([]);
  });

  test('a room that nobody listed, and an import that leads nowhere, are refused', async () => {
    expect(await broken('electron/planted/planted.ts', 'export const planted = 1;\n')).toEqual(['boundaries/no-unknown-files']);
    expect(await broken('electron/vault/planted.ts', 'export * from \'../planted/nowhere.ts\';\n')).toContain('boundaries/no-unknown-dependencies');
  });
});

describe('words and modules', () => {
  const planted: readonly (readonly [string, string, string, string])[] = [
    ['the clock', 'shared/bytes/planted.ts', 'export const at = Date.now();', 'no-restricted-properties'],
    ['the clock, taken apart', 'shared/bytes/planted.ts', 'export const { now } = Date;', 'no-restricted-properties'],
    ['a date of now', 'shared/bytes/planted.ts', 'export const at = new Date();', 'no-restricted-syntax'],
    ['a date of now without new', 'shared/bytes/planted.ts', 'export const at = Date();', 'no-restricted-syntax'],
    ['chance', 'shared/bytes/planted.ts', 'export const chance = Math.random();', 'no-restricted-properties'],
    ['the console', 'shared/bytes/planted.ts', 'console.log(1);', 'no-restricted-globals'],
    ['Node\'s modules', 'shared/bytes/planted.ts', 'export * from \'node:path\';', '@typescript-eslint/no-restricted-imports'],
    ['a package that is not on the list', 'shared/bytes/planted.ts', 'export * from \'yauzl\';', '@typescript-eslint/no-restricted-imports'],
    ['a package\'s other entry', 'shared/bytes/planted.ts', 'export * from \'csv-parse\';', '@typescript-eslint/no-restricted-imports'],
    ['the machine’s locale', 'shared/bytes/planted.ts', 'export const order = \'a\'.localeCompare(\'b\');', 'no-restricted-syntax'],
    ['the types of Node', 'shared/bytes/planted.ts', '/// <reference types="node" />\nexport const one = 1;', '@typescript-eslint/triple-slash-reference'],
    ['loading later', 'shared/bytes/planted.ts', 'export const later = () => import(\'zod\');', 'no-restricted-syntax'],
    ['no extension', 'shared/bytes/planted.ts', 'export * from \'./digest\';', '@typescript-eslint/no-restricted-imports'],
    ['a default export', 'shared/bytes/planted.ts', 'export default 1;', 'no-restricted-syntax'],
    ['a default export by name', 'electron/vault/planted.ts', 'const one = 1;\nexport { one as default };', 'no-restricted-syntax'],
    ['any', 'shared/bytes/planted.ts', 'export const one: any = 1;', '@typescript-eslint/no-explicit-any'],
    ['the disk', 'electron/vault/planted.ts', 'import { readFile } from \'node:fs/promises\';\nexport const kept = readFile;', '@typescript-eslint/no-restricted-imports'],
    ['the disk', 'electron/cli/planted.ts', 'import fs from \'node:fs\';\nexport const kept = fs;', '@typescript-eslint/no-restricted-imports'],
    ['the clock', 'electron/sync/planted.ts', 'export const at = Date.now();', 'no-restricted-properties'],
    ['a date of now', 'electron/keys/planted.ts', 'export const at = new Date();', 'no-restricted-syntax'],
    ['random bytes', 'electron/keys/planted.ts', 'import { randomBytes } from \'node:crypto\';\nexport const kept = randomBytes(4);', '@typescript-eslint/no-restricted-imports'],
    ['random bytes of a whole module', 'electron/keys/planted.ts', 'import * as crypto from \'node:crypto\';\nexport const kept = crypto.randomBytes(4);', 'no-restricted-syntax'],
    ['random bytes of a default', 'electron/keys/planted.ts', 'import crypto from \'node:crypto\';\nexport const kept = crypto.randomBytes(4);', '@typescript-eslint/no-restricted-imports'],
    ['Electron', 'electron/vault/planted.ts', 'import { app } from \'electron\';\nexport const kept = app;', '@typescript-eslint/no-restricted-imports'],
    ['Electron', 'electron/cli/planted.ts', 'import { app } from \'electron\';\nexport const kept = app;', '@typescript-eslint/no-restricted-imports'],
    ['ipcMain', 'electron/handlers/planted.ts', 'import { ipcMain } from \'electron\';\nexport const kept = ipcMain;', '@typescript-eslint/no-restricted-imports'],
    ['ipcMain', 'electron/planted.ts', 'import { ipcMain } from \'electron\';\nexport const kept = ipcMain;', '@typescript-eslint/no-restricted-imports'],
    ['ipcMain of the whole module', 'electron/shell/planted.ts', 'import * as electron from \'electron\';\nexport const kept = electron.ipcMain;', 'no-restricted-syntax'],
    ['Electron', 'renderer/components/planted.ts', 'import { ipcRenderer } from \'electron\';\nexport const kept = ipcRenderer;', '@typescript-eslint/no-restricted-imports'],
    ['Node', 'renderer/components/planted.ts', 'export * from \'node:path\';', '@typescript-eslint/no-restricted-imports'],
    ['the database', 'renderer/components/planted.ts', 'import { liveQuery } from \'dexie\';\nexport const kept = liveQuery;', '@typescript-eslint/no-restricted-imports'],
    ['markup from text', 'renderer/components/planted.tsx', 'export const View = ({ html }: { html: string }) => <p dangerouslySetInnerHTML={{ __html: html }} />;', 'no-restricted-syntax'],
    ['a word between tags', 'renderer/components/planted.tsx', 'export const View = () => <p>Hello</p>;', 'no-restricted-syntax'],
    ['one of two words', 'renderer/components/planted.tsx', 'export const View = ({ on }: { on: boolean }) => <p>{on ? \'On\' : null}</p>;', 'no-restricted-syntax'],
    ['a word with a figure', 'renderer/components/planted.tsx', 'export const View = ({ n }: { n: number }) => <p>{`${n} votes`}</p>;', 'no-restricted-syntax'],
    ['a word that names an element', 'renderer/components/planted.tsx', 'export const View = () => <nav aria-label="Main" />;', 'no-restricted-syntax'],
    ['a word that explains an element', 'renderer/components/planted.tsx', 'export const View = ({ at }: { at: string }) => <p title={`Zoom ${at}`} />;', 'no-restricted-syntax'],
    ['a shortcut’s words', 'renderer/components/planted.ts', 'export const keys = [{ keys: \'n\', words: \'Next\' }];', 'no-restricted-syntax'],
    ['a sentence', 'renderer/queries/planted.ts', 'export const said = \'The vote is signed.\';', 'no-restricted-syntax'],
    ['a hook behind a condition', 'renderer/components/planted.tsx', 'import { useState } from \'react\';\nexport function View({ on }: { on: boolean }) {\n  if (on) useState(1);\n  return null;\n}', 'react-hooks/rules-of-hooks'],
  ];
  test.each(planted)('%s in %s is caught', async (_what, file, text, rule) => {
    expect(await broken(file, `${text}\n`)).toContain(rule);
  });

  const fine: readonly (readonly [string, string])[] = [
    ['shared/bytes/planted.ts', 'import { z } from \'zod\';\nexport const at = new Date(0).toISOString();\nexport const schema = z.string();\nexport const ms = Date.parse(at);\n'],
    ['electron/platform/planted.ts', 'import { readFile } from \'node:fs/promises\';\nimport { randomBytes } from \'node:crypto\';\nexport const kept = [readFile, randomBytes(4), Date.now(), new Date()];\n'],
    ['electron/keys/planted.ts', 'import { createCipheriv, scrypt } from \'node:crypto\';\nexport const kept = [createCipheriv, scrypt];\n'],
    ['electron/ipc/planted.ts', 'import { ipcMain } from \'electron\';\nexport const kept = ipcMain;\n'],
    ['renderer/queries/planted.ts', 'import { liveQuery } from \'dexie\';\nexport const kept = liveQuery;\n'],
    ['renderer/components/planted.tsx', 'export const View = ({ on, words }: { on: boolean; words: string }) => <p className="note quiet" role={on ? \'status\' : undefined} data-on={on}>{on && words !== \'none\' ? words : \'\'}</p>;\n'],
    ['test/shared/planted.test.ts', 'export const at = Date.now();\n'],
  ];
  test.each(fine)('%s keeps what it may', async (file, text) => {
    expect(await broken(file, text)).toEqual([]);
  });

  test('a promise that nobody waits for is caught by its type', async () => {
    const typed = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: fences() });
    const [result] = await typed.lintText('export function start(work: () => Promise<void>): void {\n  work();\n}\n', { filePath: join(root, 'shared/result.ts') });
    expect(result?.messages.map((message) => message.ruleId)).toEqual(['@typescript-eslint/no-floating-promises']);
  }, 60_000);
});

describe('what shared knows of the platform', () => {
  const { config } = ts.readConfigFile(join(root, 'shared/tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, 'shared'));
  /** Each package that shared may use: one whose types name Node's would bring in all of Node. */
  const packages = ['zod', 'yaml', 'asn1js', 'pkijs', 'fflate', '@noble/hashes/sha2.js', '@noble/hashes/hmac.js', '@peculiar/x509', 'reflect-metadata', 'csv-parse/browser/esm/sync'];

  /** The errors of shared's own compiler settings for a text that stands in shared. */
  function errorsIn(text: string): readonly string[] {
    const file = join(root, 'shared/planted.ts');
    const host = ts.createCompilerHost(options);
    const readSource = host.getSourceFile.bind(host);
    host.getSourceFile = (name, languageVersion) => (name === file ? ts.createSourceFile(name, text, languageVersion) : readSource(name, languageVersion));
    host.fileExists = (name) => name === file || ts.sys.fileExists(name);
    const program = ts.createProgram([file, join(root, 'shared/ambient.d.ts'), join(root, 'shared/csv-parse.d.ts')], { ...options, composite: false, incremental: false, noEmit: true, emitDeclarationOnly: false, tsBuildInfoFile: undefined }, host);
    return program.getSemanticDiagnostics(program.getSourceFile(file)).map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
  }
  const imports = packages.map((name, i) => `import * as p${i} from '${name}';\nexport const kept${i} = p${i};\n`).join('');

  test('neither window nor Node, with every package that it may use', () => {
    const names = ['window', 'document', 'localStorage', 'process', 'Buffer', 'console', 'setTimeout', 'fetch', 'require', '__dirname', 'globalThis.process'];
    const errors = errorsIn(`${imports}${names.map((name) => `export const ${name.replace(/\W/g, '_')}_ = ${name};`).join('\n')}`);
    for (const name of names) expect(errors.filter((error) => error.includes(`'${name.replace('globalThis.', '')}'`) || error.includes('globalThis'))).not.toEqual([]);
    expect(errors.length).toBeGreaterThanOrEqual(names.length);
  }, 60_000);

  test('and compiles what it may know', () => {
    expect(errorsIn(`${imports}export const bytes = new TextEncoder().encode('x');\n`)).toEqual([]);
  }, 60_000);

  test('keys of Web Crypto have a type and are not any', () => {
    expect(errorsIn('export const key = (key: CryptoKey): number => key.type;\n')).toHaveLength(1);
  }, 60_000);
});

describe('files', () => {
  const files = sourceFiles();
  const rooms = sourceRooms();

  test('there are some to look at', () => {
    expect(files.length).toBeGreaterThan(250);
    expect(rooms.length).toBeGreaterThan(18);
    expect(files.filter((file) => file.startsWith('shared/')).length).toBeGreaterThan(100);
  });

  /** Longer than 400 lines, with the reason. */
  const long: Readonly<Record<string, string>> = {};

  test('none is longer than 400 lines', () => {
    const lines = Object.fromEntries(files.map((file) => [file, textOf(file).split('\n').length]));
    expect(Object.entries(lines).filter(([file, count]) => count > 401 && !Object.hasOwn(long, file))).toEqual([]);
    expect(Object.keys(long).filter((file) => (lines[file] ?? 0) <= 401)).toEqual([]);
  });

  test('names are of the field and written in one way', () => {
    const vague = /(?:^|[/-])(?:utils?|helpers?|managers?|misc|common)(?:[.-]|\/|$)/;
    expect(files.filter((file) => vague.test(file))).toEqual([]);
    expect(files.filter((file) => !/^[a-z0-9.-]+$/.test(file.split('/').at(-1) ?? ''))).toEqual([]);
  });

  test.each(rooms)('%s has a page that says what it is', (room) => {
    const lines = textOf(`${room}/README.md`).split('\n');
    expect(lines[0]).toMatch(/^# /);
    expect(lines.length).toBeLessThanOrEqual(room === 'shared' ? 150 : 80);
  });
});
