/** Tokens made of files (SoftHSM), without a test runner: what both kinds of test build on. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTool } from './tool.ts';

export const root = join(import.meta.dirname, '..', '..');
/** The folder of the addon as it was built in this checkout. */
export const addonFolder = join(root, 'node_modules', 'pkcs11js', 'build', 'Release');

/** SoftHSM's library, where Debian and others put it. */
export const library = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib64/pkcs11/libsofthsm2.so', '/usr/local/lib/softhsm/libsofthsm2.so', '/opt/homebrew/lib/softhsm/libsofthsm2.so'].find((path) => existsSync(path));

/** Why tests with tokens can't run here; null: they can. */
export const noTokens = library === undefined || !hasTool('softhsm2-util') || !hasTool('pkcs11-tool') ? 'softhsm2 or opensc is not installed' : !existsSync(join(addonFolder, 'pkcs11.node')) ? 'pkcs11js is not built (npm run setup)' : null;
if (noTokens !== null) console.info(`Tests with PKCS#11 tokens are skipped: ${noTokens}.`);

export interface TokenFiles {
  readonly module: string;
  readonly label: string;
  readonly pin: string;
  /** Where the token's files lie, and what the variable SOFTHSM2_CONF names for whoever is to see it. */
  readonly store: string;
  readonly configuration: string;
  /** Makes a key pair on the token with pkcs11-tool. `type` as that program has it. */
  makeKey(id: string, options?: { type?: string; always?: boolean }): void;
}

/** A fresh, empty token in the folder. */
export function tokenFiles(folder: string, label: string): TokenFiles {
  if (library === undefined) throw new Error('SoftHSM is not installed');
  const module = library, store = join(folder, 'tokens'), configuration = join(folder, 'softhsm2.conf'), pin = '482916';
  mkdirSync(store, { recursive: true });
  writeFileSync(configuration, `directories.tokendir = ${store}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  const run = (program: string, ...words: string[]): void => {
    const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env: { ...process.env, SOFTHSM2_CONF: configuration } });
    if (status !== 0) throw new Error(`${program}: ${stdout}\n${stderr}`);
  };
  run('softhsm2-util', '--init-token', '--free', '--label', label, '--so-pin', '99887766', '--pin', pin);
  return {
    module, label, pin, store, configuration,
    makeKey: (id, { type = 'EC:prime256v1', always = false } = {}) => run('pkcs11-tool', '--module', module, '--token-label', label, '--login', '--pin', pin, '--keypairgen', '--key-type', type, '--id', id, '--label', `key ${id}`, '--usage-sign', ...(always ? ['--always-auth'] : [])),
  };
}
