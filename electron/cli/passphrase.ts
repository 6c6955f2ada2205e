/** Where the command line's passphrase comes from: a file, a descriptor, the environment, or the person at the terminal. */
import { promptWords, usageWords } from '../../shared/copy/command-line.ts';
import { decodeUtf8 } from '../../shared/bytes/utf8.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Given } from './options.ts';
import { usage } from './options.ts';
import type { CommandLinePorts } from './ports.ts';

const longestBytes = 4096;
export const passphraseVariable = 'COUNTERSIGN_PASSPHRASE';

/**
 * The passphrase. `show` is what the person at the terminal sees first: the statement that will be signed. `isNew` asks twice, for keys
 * that are being made. One line break at the end of a file is not part of it. Refuses `input/usage` where there is nobody to ask.
 */
export async function readPassphrase(given: Given, { board: { files }, env, terminal, readDescriptor }: CommandLinePorts, { show = '', isNew = false } = {}): Promise<Result<string>> {
  const path = given.path('passphrase-file');
  if (path !== null) {
    const bytes = await files.read(path, longestBytes);
    if (!bytes.ok) return bytes;
    return bytes.value === null ? refuse('input/not-found', { path }) : lineOf(bytes.value, path);
  }
  const descriptor = given.text('passphrase-fd');
  if (descriptor !== null) {
    if (!/^\d{1,4}$/.test(descriptor)) return usage(usageWords.value('passphrase-fd', 'the number of an open descriptor'));
    const bytes = await readDescriptor(Number(descriptor), longestBytes);
    return bytes.ok ? lineOf(bytes.value, `descriptor ${descriptor}`) : bytes;
  }
  const fromEnvironment = env[passphraseVariable];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return ok(fromEnvironment);
  if (terminal === null) return usage(usageWords.passphrase);
  if (show !== '') terminal.show(`${show}\n`);
  const first = await terminal.askHidden(promptWords.passphrase);
  if (!first.ok || !isNew) return first;
  const second = await terminal.askHidden(promptWords.again);
  if (!second.ok) return second;
  return first.value === second.value ? first : usage(promptWords.differs);
}

function lineOf(bytes: Uint8Array, name: string): Result<string> {
  const text = decodeUtf8(bytes, name);
  return text.ok ? ok(text.value.replace(/\r?\n$/, '')) : text;
}
