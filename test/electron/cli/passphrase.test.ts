import { PassThrough } from 'node:stream';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions, type Given } from '../../../electron/cli/options.ts';
import { readPassphrase } from '../../../electron/cli/passphrase.ts';
import type { CommandLinePorts } from '../../../electron/cli/ports.ts';
import { openTerminal, readDescriptor, type Terminal } from '../../../electron/platform/terminal.ts';
import { systemWeb } from '../../../electron/platform/web.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';
import { openParserHere } from '../../../electron/parser/read-piece.ts';
import { boardPorts } from '../../fakes/board-ports.ts';
import { temporaryFolder } from '../../fakes/key-folder.ts';

function portsWith(parts: Partial<CommandLinePorts> = {}): CommandLinePorts {
  return { board: boardPorts(), subtle: globalThis.crypto.subtle as never, env: {}, from: '/', fonts: '', checklists: '', verifyPage: '', terminal: null, readDescriptor, openParser: () => openParserHere(boardPorts()), progress: null, print: () => undefined, web: systemWeb, ...parts };
}
const given = (...words: string[]): Given => valueOf(readOptions(words, { passphrase: true }, '/'));

/** A person who types these keys, one group after each question. */
function person(...typed: string[]): { readonly terminal: Terminal; readonly written: () => string; readonly raw: boolean[] } {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => { modes.push(raw); } });
  const modes: boolean[] = [];
  let written = '';
  const output = { write: (text: string) => {
    written += text;
    if (text.endsWith(': ')) setImmediate(() => input.write(typed.shift() ?? ''));
    return true;
  } };
  return { terminal: openTerminal({ input, output })!, written: () => written, raw: modes };
}

test('a file gives its line, without the line break', async () => {
  const path = join(await temporaryFolder(), 'passphrase');
  for (const [text, expected] of [['secret words', 'secret words'], ['secret words\n', 'secret words'], ['secret words\r\n', 'secret words'], [' padded \n\n', ' padded \n']] as const) {
    writeFileSync(path, text);
    expect(valueOf(await readPassphrase(given('--passphrase-file', path), portsWith()))).toBe(expected);
  }
  expect(codeOf(await readPassphrase(given('--passphrase-file', `${path}-none`), portsWith()))).toBe('input/not-found');
  writeFileSync(path, new Uint8Array([0xff, 0xfe]));
  expect(codeOf(await readPassphrase(given('--passphrase-file', path), portsWith()))).toBe('input/not-utf8');
  writeFileSync(path, 'x'.repeat(5000));
  expect(codeOf(await readPassphrase(given('--passphrase-file', path), portsWith()))).toBe('input/too-large');
});

test('a descriptor gives what another program wrote to it', async () => {
  const path = join(await temporaryFolder(), 'passphrase');
  writeFileSync(path, 'from a descriptor\n');
  const descriptor = openSync(path, 'r');
  expect(valueOf(await readPassphrase(given('--passphrase-fd', String(descriptor)), portsWith()))).toBe('from a descriptor');
  closeSync(descriptor);
  expect(codeOf(await readPassphrase(given('--passphrase-fd', '999'), portsWith()))).toBe('disk/read');
  expect(codeOf(await readPassphrase(given('--passphrase-fd', 'one'), portsWith()))).toBe('input/usage');
});

test('the environment comes after file and descriptor, the person last, and without any of them it is wrong usage', async () => {
  const path = join(await temporaryFolder(), 'passphrase');
  writeFileSync(path, 'from a file');
  const env = { COUNTERSIGN_PASSPHRASE: 'from the environment' };
  expect(valueOf(await readPassphrase(given('--passphrase-file', path), portsWith({ env })))).toBe('from a file');
  expect(valueOf(await readPassphrase(given(), portsWith({ env, terminal: person('typed\r').terminal })))).toBe('from the environment');
  expect(valueOf(await readPassphrase(given(), portsWith({ terminal: person('typed\r').terminal })))).toBe('typed');
  expect(codeOf(await readPassphrase(given(), portsWith()))).toBe('input/usage');
});

test('a person sees the statement, types hidden, corrects, and may cancel', async () => {
  const signing = person('pässwrod\u007f\u007f\u007ford\r');
  expect(valueOf(await readPassphrase(given(), portsWith({ terminal: signing.terminal }), { show: 'the statement' }))).toBe('pässword');
  expect(signing.written()).toContain('the statement');
  expect(signing.written()).not.toContain('pässw');
  expect(signing.raw).toEqual([true, false]);
  for (const key of ['\u0003', '\u0004', 'half\u0003']) expect(codeOf(await readPassphrase(given(), portsWith({ terminal: person(key).terminal })))).toBe('key/cancelled');
});

test('a new passphrase is typed twice, the same', async () => {
  expect(valueOf(await readPassphrase(given(), portsWith({ terminal: person('new words\r', 'new words\r').terminal }), { isNew: true }))).toBe('new words');
  expect(codeOf(await readPassphrase(given(), portsWith({ terminal: person('new words\r', 'new worlds\r').terminal }), { isNew: true }))).toBe('input/usage');
});

test('without a terminal there is nobody to ask', () => {
  expect(openTerminal({ input: new PassThrough(), output: { write: () => true } })).toBeNull();
});
