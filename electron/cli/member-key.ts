/** Where a new member's key comes from, as options say it. */
import { basename } from 'node:path';
import type { MemberKeySource } from '../board/member-key.ts';
import { keyHomeWords } from '../../shared/copy/key-home.ts';
import { promptWords, usageWords } from '../../shared/copy/command-line.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { usage, type Given } from './options.ts';
import { readSecret } from './passphrase.ts';
import type { CommandLinePorts } from './ports.ts';

/** For the table of a command that makes a member's key. */
export const memberKeyOptions = ['pkcs12', 'pkcs12-passphrase-file', 'pkcs11', 'token', 'key-id', 'pin-file'] as const;

/** A file with a key and a long chain of certificates; the reader has its own, lower limit and words. */
const longestFile = 16 * 1024 * 1024;

/** Reads `--pkcs12 FILE`, or `--pkcs11 MODULE --token LABEL [--key-id HEX]`, and asks for what opens it. Neither: the key is made here. */
export async function readMemberKey(given: Given, ports: CommandLinePorts): Promise<Result<MemberKeySource>> {
  const [file, module, label, id] = [given.path('pkcs12'), given.path('pkcs11'), given.text('token'), given.text('key-id')];
  if (file !== null && module !== null) return usage(usageWords.oneKey);
  if (module === null && (label !== null || id !== null || given.text('pin-file') !== null)) return usage(usageWords.missing('pkcs11'));
  if (file === null && given.text('pkcs12-passphrase-file') !== null) return usage(usageWords.missing('pkcs12'));
  if (module !== null) {
    if (label === null || label === '') return usage(usageWords.missing('token'));
    if (id !== null && !/^(?:[0-9a-f]{2}){1,256}$/i.test(id)) return usage(usageWords.value('key-id', 'the key’s id in hex digits, such as 01'));
    const pin = await readSecret(given, ports, { fileOption: 'pin-file', variable: 'COUNTERSIGN_PIN', prompt: promptWords.pin(label), absent: usageWords.pin });
    return pin.ok ? ok({ kind: 'token', wish: { module, label, serial: null, keyId: id?.toLowerCase() ?? null }, pin: pin.value }) : pin;
  }
  if (file === null) return ok({ kind: 'new' });
  const bytes = await ports.board.files.read(file, longestFile);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return refuse('input/not-found', { path: file });
  const passphrase = await readSecret(given, ports, { fileOption: 'pkcs12-passphrase-file', variable: 'COUNTERSIGN_PKCS12_PASSPHRASE', prompt: promptWords.pkcs12(basename(file)), absent: usageWords.pkcs12 });
  return passphrase.ok ? ok({ kind: 'pkcs12', file: bytes.value, name: basename(file), passphrase: passphrase.value }) : passphrase;
}

/** Where the key lives from now on, for the command's answer. */
export function memberKeyLine(source: MemberKeySource): string {
  return source.kind === 'token' ? keyHomeWords.token(source.wish.label) : source.kind === 'pkcs12' ? keyHomeWords.imported(source.name) : keyHomeWords.file;
}
