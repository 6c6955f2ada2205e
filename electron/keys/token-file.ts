/**
 * `member.key` of a profile whose member signs with a token: where the key lies and its public half, canonical JSON of format 1.
 * Nothing in it is secret. It stands in the place of the key's file, so that a profile never has two.
 */
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { isP256, publicKeyOf } from '../../shared/board/public-key.ts';
import { PublicKey } from '../../shared/board/roster.ts';
import { fromBase64 } from '../../shared/bytes/base64.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { integrity, ok, type Result } from '../../shared/result.ts';
import type { Files } from '../platform/files.ts';
import { TokenPlace } from './token.ts';

const TokenKeyFile = z.strictObject({ format: z.literal(1), kind: z.literal('token-key'), key: z.literal('member'), public: PublicKey, token: TokenPlace });
const maxFileBytes = 16 * 1024;

export interface TokenKey { readonly place: TokenPlace; readonly spki: Uint8Array }

/** The file's bytes. */
export function tokenKeyFile({ place, spki }: TokenKey): Uint8Array {
  return canonicalBytes({ format: 1, kind: 'token-key', key: 'member', public: publicKeyOf(spki), token: place } satisfies z.infer<typeof TokenKeyFile>);
}

/** Whether the bytes are of this kind of file rather than a private key's. */
export function isTokenKeyFile(file: Uint8Array): boolean {
  return Buffer.from(file.buffer, file.byteOffset, file.length).includes('"kind":"token-key"');
}

/** Reads the file. Fails with `envelope/damaged`, or `input/format-number` for a newer one. */
export function readTokenKey(file: Uint8Array): Result<TokenKey> {
  const damaged = (problem: string) => integrity('envelope/damaged', { key: 'member', problem });
  const read = readStrict(TokenKeyFile, file, { name: 'member.key', maxBytes: maxFileBytes, maxDepth: 4, canonical: true, format: 1 });
  if (!read.ok) return read.trouble.code === 'input/format-number' ? read : damaged('place' in read.trouble.params ? `it can’t be read from ${read.trouble.params.place} on` : 'it can’t be read');
  // A name without its whole path would load whatever library is found under it first.
  if (!isAbsolute(read.value.token.module)) return damaged('its module has no whole path');
  const spki = fromBase64(read.value.public.spki, 'member');
  if (!spki.ok || !isP256(spki.value) || sha256(spki.value) !== read.value.public.keyId) return damaged('its public key is not what it is named by');
  return ok({ place: read.value.token, spki: spki.value });
}

/** Where a member key lives. `file`: under a passphrase on this machine, made here or imported. `token`: its PIN stands wherever the member's passphrase is asked for. */
export type KeyHome = { readonly kind: 'file' } | { readonly kind: 'token'; readonly label: string; readonly serial: string; readonly module: string };

/** Where the member key of a profile lives; `folder` is its `keys`. Opens nothing. Null where there is no such key. */
export async function memberKeyHome(folder: string, files: Pick<Files, 'read'>): Promise<Result<KeyHome | null>> {
  const file = await files.read(join(folder, 'member.key'), maxFileBytes);
  if (!file.ok) return file;
  if (file.value === null) return ok(null);
  if (!isTokenKeyFile(file.value)) return ok({ kind: 'file' });
  const token = readTokenKey(file.value);
  if (!token.ok) return token;
  const { label, serial, module } = token.value.place;
  return ok({ kind: 'token', label, serial, module });
}
