/**
 * A private key at rest, file version 1. A random data key encrypts the PKCS#8; a wrapping key encrypts the data key:
 *
 * - `passphrase`: the wrapping key is scrypt (RFC 7914) of the passphrase, N = 2^17, r = 8, p = 1;
 * - `keychain`: the operating system's keychain wraps the data key;
 * - `file-mode`: nothing wraps it. Only the file's mode (0600) and the disk's own encryption protect such a key.
 *
 * Both encryptions are AES-256-GCM with the canonical header as additional data, so no part of the file can be changed
 * and none can be moved to another file. The file is canonical JSON to the byte.
 */
import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';
import { z } from 'zod';
import { isP256, publicKeyOf } from '../../shared/board/public-key.ts';
import { PublicKey } from '../../shared/board/roster.ts';
import { fromBase64, toBase64 } from '../../shared/bytes/base64.ts';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import type { Ids } from '../../shared/ports.ts';
import { integrity, ok, refuse, type Result } from '../../shared/result.ts';
import { Base64 } from '../../shared/vocabulary.ts';

/** The keys that a profile may have. `ecdh` agrees on keys for sealed content and never signs. */
export const storedKeys = ['member', 'device', 'root', 'ecdh'] as const;
export type StoredKey = (typeof storedKeys)[number];

/** scrypt's cost N for new files, and the lowest that is opened: below it a stolen file is guessed too cheaply. */
export const kdfCost = 2 ** 17;
export const kdfFloor = 2 ** 15;
/** The highest N that is tried: 1 GiB of memory. */
const kdfCeiling = 2 ** 20;
/** Shortest passphrase of a key that counts, in characters; a sample board's keys may have any. */
export const minimumPassphrase = 10;
const maxFileBytes = 16 * 1024;

const Sealed = z.strictObject({ iv: Base64.length(16), bytes: Base64.min(24).max(4096) });
const Protection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), kdf: z.literal('scrypt'), N: z.int().min(2).max(kdfCeiling), r: z.literal(8), p: z.literal(1), salt: Base64.length(24) }),
  z.strictObject({ kind: z.literal('keychain') }),
  z.strictObject({ kind: z.literal('file-mode') }),
]);
const Header = z.strictObject({ format: z.literal(1), kind: z.literal('key'), key: z.enum(storedKeys), public: PublicKey, protection: Protection });
type Header = z.infer<typeof Header>;
/** `dataKey` is sealed by the passphrase, wrapped by the keychain, or plain base64. */
const KeyFile = Header.extend({ dataKey: z.union([Sealed, Base64.min(44).max(8192)]), secret: Sealed });
type KeyFile = z.infer<typeof KeyFile>;

/** Which of the three protects a key. */
export type ProtectionKind = Header['protection']['kind'];

/** The operating system's keychain, where there is a real one. Both calls throw where it refuses. */
export interface Keychain { wrap(dataKey: Uint8Array): Promise<Uint8Array>; unwrap(wrapped: Uint8Array): Promise<Uint8Array> }

/** Stretches a passphrase to 32 bytes; a port so that a test may keep its answers. */
export type Stretch = (passphrase: string, salt: Uint8Array, cost: number) => Promise<Uint8Array>;

/** scrypt with r = 8, p = 1. The passphrase counts in Unicode's composed form (NFC), however the keyboard wrote it. */
export const stretchWithScrypt: Stretch = (passphrase, salt, cost) => new Promise((resolve, reject) => {
  // scrypt needs 128 * N * r bytes and a little; Node's own limit is 32 MiB.
  scrypt(passphrase.normalize('NFC'), salt, 32, { N: cost, r: 8, p: 1, maxmem: 128 * cost * 8 + 1024 * 1024 }, (error, key) => {
    if (error) reject(error); else resolve(key);
  });
});

/** A private key as it is used: PKCS#8 in DER, and its SPKI. `secret` is zeroed after use by whoever holds it. */
export interface KeyPair { readonly spki: Uint8Array; readonly secret: Uint8Array }

/** How a new file is to be protected. `cost` is for tests; the files of people take {@link kdfCost}. */
export type Protecting =
  | { readonly kind: 'passphrase'; readonly passphrase: string; readonly stretch?: Stretch; readonly cost?: number }
  | { readonly kind: 'keychain'; readonly keychain: Keychain }
  | { readonly kind: 'file-mode' };

/** The bytes of a key's file. */
export async function sealKey(key: StoredKey, pair: KeyPair, how: Protecting, ids: Ids): Promise<Uint8Array> {
  const dataKey = ids.random(32);
  const salt = ids.random(16);
  const cost = how.kind === 'passphrase' ? (how.cost ?? kdfCost) : 0;
  const protection: Header['protection'] = how.kind === 'passphrase' ? { kind: 'passphrase', kdf: 'scrypt', N: cost, r: 8, p: 1, salt: toBase64(salt) } : { kind: how.kind };
  const header: Header = { format: 1, kind: 'key', key, public: publicKeyOf(pair.spki), protection };
  const context = canonicalBytes(header);
  try {
    const wrapped = how.kind === 'passphrase' ? await withKey((how.stretch ?? stretchWithScrypt)(how.passphrase, salt, cost), (wrapping) => encrypt(wrapping, dataKey, context, ids))
      : toBase64(how.kind === 'keychain' ? await how.keychain.wrap(dataKey) : dataKey);
    return canonicalBytes({ ...header, dataKey: wrapped, secret: encrypt(dataKey, pair.secret, context, ids) });
  } finally {
    dataKey.fill(0);
  }
}

/** What opens a file; each is asked for only when the file says so. */
export interface Opening { readonly passphrase: string | null; readonly keychain: Keychain | null; readonly stretch?: Stretch }

/** A key's file without its secret: which key, its SPKI, and what protects it. */
export interface KeyDescription { readonly key: StoredKey; readonly spki: Uint8Array; readonly protection: ProtectionKind }

/** Reads the header alone. Fails with `envelope/damaged`, `key/weak-kdf`, or `input/format-number` for a newer file. */
export function describeKey(file: Uint8Array, key: StoredKey): Result<KeyDescription> {
  const read = readKeyFile(file, key);
  return read.ok ? ok({ key, spki: read.value.spki, protection: read.value.header.protection.kind }) : read;
}

/**
 * Opens a key's file. A wrong passphrase and a changed salt, cost or wrapped data key look the same, since the same
 * check fails: both say `key/wrong-passphrase`. Whatever is found before or after it says `envelope/damaged`. Refuses
 * `key/weak-kdf` below {@link kdfFloor}, and `key/missing` where the keychain that wrapped the key isn't here.
 */
export async function openKey(file: Uint8Array, key: StoredKey, opening: Opening): Promise<Result<KeyPair>> {
  const read = readKeyFile(file, key);
  if (!read.ok) return read;
  const { header, dataKey, secret } = read.value;
  const context = canonicalBytes(header);
  const opened = await openDataKey(header, dataKey, context, opening);
  if (!opened.ok) return opened;
  try {
    const pkcs8 = decrypt(opened.value, secret, context);
    return pkcs8 === null ? integrity('envelope/damaged', { key, problem: 'the encrypted private key was changed' }) : ok({ spki: read.value.spki, secret: pkcs8 });
  } finally {
    opened.value.fill(0);
  }
}

interface ReadKeyFile { readonly header: Header; readonly dataKey: KeyFile['dataKey']; readonly secret: KeyFile['secret']; readonly spki: Uint8Array }

function readKeyFile(file: Uint8Array, key: StoredKey): Result<ReadKeyFile> {
  const damaged = (problem: string) => integrity('envelope/damaged', { key, problem });
  const read = readStrict(KeyFile, file, { name: `${key}.key`, maxBytes: maxFileBytes, maxDepth: 4, canonical: true, format: 1 });
  if (!read.ok) {
    const { code, params } = read.trouble;
    if (code === 'input/format-number') return read;
    return damaged('place' in params ? `it can’t be read from ${params.place} on` : 'it can’t be read');
  }
  const { dataKey, secret, ...header } = read.value;
  if (header.key !== key) return damaged(`it holds the ${header.key} key`);
  const spki = fromBase64(header.public.spki, key);
  if (!spki.ok || !isP256(spki.value) || sha256(spki.value) !== header.public.keyId) return damaged('its public key is not what it is named by');
  if ((header.protection.kind === 'passphrase') !== (typeof dataKey !== 'string')) return damaged('the data key is not wrapped as the header says');
  if (header.protection.kind === 'passphrase') {
    const { N } = header.protection;
    if (N < kdfFloor) return refuse('key/weak-kdf', { key, cost: N, floor: kdfFloor });
    if ((N & (N - 1)) !== 0) return damaged(`scrypt's cost ${N} is no power of two`);
  }
  return ok({ header, dataKey, secret, spki: spki.value });
}

async function openDataKey(header: Header, dataKey: KeyFile['dataKey'], context: Uint8Array, { passphrase, keychain, stretch = stretchWithScrypt }: Opening): Promise<Result<Uint8Array>> {
  const { key, protection } = header;
  const damaged = (problem: string) => integrity('envelope/damaged', { key, problem });
  if (protection.kind === 'passphrase' && typeof dataKey !== 'string') {
    const salt = fromBase64(protection.salt, key);
    if (!salt.ok) return damaged('the salt is not base64');
    if (passphrase === null) return refuse('key/wrong-passphrase', { key });
    const opened = await withKey(stretch(passphrase, salt.value, protection.N), (wrapping) => decrypt(wrapping, dataKey, context));
    return opened === null || opened.length !== 32 ? refuse('key/wrong-passphrase', { key }) : ok(opened);
  }
  const bytes = typeof dataKey === 'string' ? fromBase64(dataKey, key) : null;
  if (bytes === null || !bytes.ok) return damaged('the data key is not base64');
  if (protection.kind === 'file-mode') return bytes.value.length === 32 ? ok(bytes.value) : damaged('the data key has not 32 bytes');
  if (keychain === null) return refuse('key/missing', { key });
  try {
    const opened = await keychain.unwrap(bytes.value);
    return opened.length === 32 ? ok(opened) : damaged('the keychain gave a data key of another length');
  } catch {
    return refuse('key/missing', { key });
  }
}

/** Runs `use` with a wrapping key and zeroes the key afterwards. */
async function withKey<T>(key: Promise<Uint8Array>, use: (key: Uint8Array) => T): Promise<T> {
  const bytes = await key;
  try {
    return use(bytes);
  } finally {
    bytes.fill(0);
  }
}

function encrypt(key: Uint8Array, plain: Uint8Array, context: Uint8Array, ids: Ids): z.infer<typeof Sealed> {
  const iv = ids.random(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(context);
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { iv: toBase64(iv), bytes: toBase64(body) };
}

/** The plain bytes, or null when anything at all was changed. */
function decrypt(key: Uint8Array, { iv, bytes }: z.infer<typeof Sealed>, context: Uint8Array): Uint8Array | null {
  const nonce = fromBase64(iv, 'iv'), body = fromBase64(bytes, 'bytes');
  if (!nonce.ok || !body.ok || nonce.value.length !== 12 || body.value.length < 16) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce.value, { authTagLength: 16 }).setAAD(context).setAuthTag(body.value.subarray(body.value.length - 16));
    const plain = decipher.update(body.value.subarray(0, body.value.length - 16));
    decipher.final();
    return plain;
  } catch {
    return null;
  }
}
