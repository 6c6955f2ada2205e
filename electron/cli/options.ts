/** The words after a command, checked: options by name, files by place. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { usageWords } from '../../shared/copy/command-line.ts';
import { ok, refuse, type Refusal, type Result } from '../../shared/result.ts';
import type { Files } from '../platform/files.ts';

/** What a command takes. `files` are the names of what stands without an option, `needed` the options that may not be left out. */
export interface OptionTable {
  readonly files?: readonly string[];
  /** The name of what may stand without an option as often as one likes, at least once; instead of `files`. */
  readonly many?: string;
  /** The name of one more that may be left out. */
  readonly optional?: string;
  readonly texts?: readonly string[];
  /** Options with a text that may be given more than once. */
  readonly lists?: readonly string[];
  readonly flags?: readonly string[];
  readonly needed?: readonly string[];
  /** The command signs, or opens keys: it takes the options that say where the passphrase is. */
  readonly passphrase?: boolean;
}

export interface Given {
  readonly files: readonly string[];
  /** The same as they were typed, for messages. */
  readonly typed: readonly string[];
  /** An option's text; null: not given. */
  text(name: string): string | null;
  /** The text of an option that the table needs. */
  needed(name: string): string;
  /** An option that names a file or folder, from where the user is. */
  path(name: string): string | null;
  /** Every text of an option that may be given more than once, in the order typed. */
  list(name: string): readonly string[];
  /** The same as files or folders, from where the user is. */
  paths(name: string): readonly string[];
  flag(name: string): boolean;
}

export const passphraseOptions = ['passphrase-file', 'passphrase-fd'] as const;
/** Options that name a file to read. */
const inputOptions = ['trust', 'charter', 'passphrase-file', 'policy', 'artifact', 'tsa-trust', 'status-list', 'addendum', 'cert', 'ocsp', 'pkcs12', 'pkcs12-passphrase-file', 'pin-file'] as const;
const shortNames: Readonly<Record<string, string>> = { out: 'o' };

/** Reads the words. Refuses `input/usage` for an option that there isn't, one without its value, one given twice, a missing or a surplus word. */
export function readOptions(words: readonly string[], { files = [], many, optional, texts = [], lists = [], flags = [], needed = [], passphrase = false }: OptionTable, from: string): Result<Given> {
  const options = Object.fromEntries([
    ...[...texts, ...(passphrase ? passphraseOptions : [])].map((name) => [name, { type: 'string' as const, ...(shortNames[name] === undefined ? {} : { short: shortNames[name] }) }]),
    ...lists.map((name) => [name, { type: 'string' as const, multiple: true }]),
    ...flags.map((name) => [name, { type: 'boolean' as const }]),
  ]);
  let read: { readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>; readonly positionals: readonly string[]; readonly tokens: readonly { readonly kind: string; readonly name?: string }[] };
  try {
    read = parseArgs({ args: [...words], options, allowPositionals: true, tokens: true }) as typeof read;
  } catch (error) {
    return usage(((error as Error).message.split(/\. |\n/)[0] ?? '').replace(/\.$/, ''));
  }
  const { values, positionals, tokens } = read;
  // The parser would take the last one, and whoever reads the line perhaps the first.
  const once = tokens.filter(({ kind, name = '' }) => kind === 'option' && !lists.includes(name)).map(({ name = '' }) => name);
  const twice = once.find((name, index) => once.indexOf(name) !== index);
  if (twice !== undefined) return usage(usageWords.twice(twice));
  const surplus = many === undefined ? positionals[files.length + (optional === undefined ? 0 : 1)] : undefined;
  if (surplus !== undefined) return usage(usageWords.extra(surplus));
  const absent = many !== undefined && positionals.length === 0 ? many : files[positionals.length];
  if (absent !== undefined) return usage(usageWords.file(absent));
  const missing = needed.find((name) => { const value = values[name]; return value === undefined || value === '' || (typeof value === 'object' && value.includes('')); });
  if (missing !== undefined) return usage(usageWords.missing(missing));
  const text = (name: string): string | null => { const value = values[name]; return typeof value === 'string' ? value : null; };
  const list = (name: string): readonly string[] => { const value = values[name]; return typeof value === 'object' ? value : []; };
  return ok({
    files: positionals.map((file) => resolve(from, file)), typed: positionals,
    text,
    needed: (name) => text(name) ?? '',
    path: (name) => { const value = text(name); return value === null ? null : resolve(from, value); },
    list, paths: (name) => list(name).map((value) => resolve(from, value)),
    flag: (name) => values[name] === true,
  });
}

/** The same words with the files to read by their real paths: what a person names may be a link. What isn't there keeps its name, for the message. */
export async function followInputs(given: Given, files: Pick<Files, 'follow'>): Promise<Result<Given>> {
  const inputs = [...given.files, ...inputOptions.flatMap((name) => [...(given.path(name) === null ? [] : [given.path(name)!]), ...given.paths(name)])];
  const real = new Map<string, string>();
  for (const path of inputs) {
    const followed = await files.follow(path);
    if (!followed.ok) return followed;
    real.set(path, followed.value ?? path);
  }
  const isInput = (name: string): boolean => (inputOptions as readonly string[]).includes(name);
  return ok({
    ...given,
    files: given.files.map((path) => real.get(path) ?? path),
    path: (name) => { const path = given.path(name); return path !== null && isInput(name) ? real.get(path) ?? path : path; },
    paths: (name) => given.paths(name).map((path) => (isInput(name) ? real.get(path) ?? path : path)),
  });
}

export function usage(problem: string): { readonly ok: false; readonly trouble: Refusal } {
  return refuse('input/usage', { problem });
}

/** A whole number from an option, within limits. */
export function wholeNumber(given: Given, name: string, usual: number, most: number): Result<number> {
  const text = given.text(name);
  if (text === null) return ok(usual);
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= 1 && value <= most ? ok(value) : usage(usageWords.value(name, `a whole number from 1 to ${most}`));
}
