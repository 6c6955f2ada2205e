/** Where the command line's passphrase comes from: a file, a descriptor, the environment, or the person at the terminal. */
import { visibleText } from '../../shared/bytes/readable-json.ts';
import { promptWords, usageWords } from '../../shared/copy/command-line.ts';
import { decodeUtf8 } from '../../shared/bytes/utf8.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { placesOf } from '../board/profile.ts';
import { memberKeyHome } from '../keys/token-file.ts';
import type { Given } from './options.ts';
import { usage } from './options.ts';
import type { CommandLinePorts } from './ports.ts';

const longestBytes = 4096;
export const passphraseVariable = 'COUNTERSIGN_PASSPHRASE';

/** Where a secret is looked for beside the terminal, and how the person at it is asked. */
interface Asking { readonly fileOption: string; readonly variable: string; readonly prompt: string; readonly absent: string }

async function fromFile(given: Given, option: string, { board: { files } }: CommandLinePorts): Promise<Result<string> | null> {
  const path = given.path(option);
  if (path === null) return null;
  const bytes = await files.read(path, longestBytes);
  if (!bytes.ok) return bytes;
  return bytes.value === null ? refuse('input/not-found', { path }) : lineOf(bytes.value, path);
}

/** A secret beside the passphrase: a token's PIN, what opens a PKCS#12 file. Asked for once. Refuses `input/usage` where there is nobody to ask. */
export async function readSecret(given: Given, ports: CommandLinePorts, { fileOption, variable, prompt, absent }: Asking): Promise<Result<string>> {
  const filed = await fromFile(given, fileOption, ports);
  if (filed !== null) return filed;
  const fromEnvironment = ports.env[variable];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return ok(fromEnvironment);
  return ports.terminal === null ? usage(absent) : ports.terminal.askHidden(prompt);
}

/**
 * The passphrase, or the PIN where the member's key is on a token. `show` is what the person at the terminal sees first: the statement that
 * will be signed. `isNew` asks twice, for keys that are being made; `root`: the root key is meant, which is never on a token. One line break
 * at the end of a file is not part of it. Refuses `input/usage` where there is nobody to ask.
 */
export async function readPassphrase(given: Given, ports: CommandLinePorts, { show = '', isNew = false, root = false } = {}): Promise<Result<string>> {
  const { env, terminal, readDescriptor, board: { files } } = ports;
  const filed = await fromFile(given, 'passphrase-file', ports);
  if (filed !== null) return filed;
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
  const profile = given.path('profile');
  const home = isNew || root || profile === null ? null : await memberKeyHome(placesOf(profile).keys, files);
  const first = await terminal.askHidden(home?.ok === true && home.value?.kind === 'token' ? promptWords.pin(visibleText(home.value.label)) : promptWords.passphrase);
  if (!first.ok || !isNew) return first;
  const second = await terminal.askHidden(promptWords.again);
  if (!second.ok) return second;
  return first.value === second.value ? first : usage(promptWords.differs);
}

function lineOf(bytes: Uint8Array, name: string): Result<string> {
  const text = decodeUtf8(bytes, name);
  return text.ok ? ok(text.value.replace(/\r?\n$/, '')) : text;
}
