import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeKey, kdfCost, kdfFloor, openKey, sealKey, stretchWithScrypt, type Keychain, type Stretch } from '../../../electron/keys/key-file.ts';
import { belongs, makeKeyPair } from '../../../electron/keys/key-pair.ts';
import type { Ids } from '../../../shared/ports.ts';

const ids: Ids = { random: (length) => new Uint8Array(randomBytes(length)), id: () => randomBytes(16).toString('hex') };
const pair = makeKeyPair();
const passphrase = 'seven herons on the ice';

/** The real scrypt, but each answer only once: a test that changes the salt a bit still waits for it. */
const answers = new Map<string, Promise<Uint8Array>>();
const stretch: Stretch = async (text, salt, cost) => {
  const name = `${cost} ${Buffer.from(salt).toString('hex')} ${text}`;
  const answer = answers.get(name) ?? stretchWithScrypt(text, salt, cost);
  answers.set(name, answer);
  return Uint8Array.from(await answer);
};
const open = (file: Uint8Array, words: string | null = passphrase) => openKey(file, 'member', { passphrase: words, keychain: null, stretch });
const codeOf = (result: { ok: true } | { ok: false; trouble: { code: string } }) => (result.ok ? 'ok' : result.trouble.code);

let file: Uint8Array;
beforeAll(async () => { file = await sealKey('member', pair, { kind: 'passphrase', passphrase, stretch, cost: kdfFloor }, ids); });

describe('a key under a passphrase', () => {
  test('opens with it, composed either way, and belongs to its public key', async () => {
    const opened = await open(file);
    expect(opened.ok && belongs(opened.value)).toBe(true);
    const accented = await sealKey('member', pair, { kind: 'passphrase', passphrase: 'caf\u00e9 sous la neige', stretch, cost: kdfFloor }, ids);
    expect(codeOf(await open(accented, 'cafe\u0301 sous la neige'))).toBe('ok');
  });

  test('new files cost N = 2^17', async () => {
    const real = await sealKey('member', pair, { kind: 'passphrase', passphrase }, ids);
    expect(JSON.parse(Buffer.from(real).toString()).protection).toMatchObject({ kdf: 'scrypt', N: 131072, r: 8, p: 1 });
    expect(kdfCost).toBe(131072);
    expect(codeOf(await openKey(real, 'member', { passphrase, keychain: null }))).toBe('ok');
  });

  test('refuses another passphrase and none', async () => {
    expect(codeOf(await open(file, 'seven herons on the ic'))).toBe('key/wrong-passphrase');
    expect(codeOf(await open(file, null))).toBe('key/wrong-passphrase');
  });

  test('holds neither the secret nor the passphrase in the clear', () => {
    const text = Buffer.from(file);
    for (const canary of [Buffer.from(pair.secret), Buffer.from(Buffer.from(pair.secret).toString('base64').slice(0, 40)), Buffer.from(passphrase)]) expect(text.includes(canary)).toBe(false);
  });

  test('cut anywhere, it does not open', async () => {
    for (let length = 0; length < file.length; length++) expect(codeOf(await open(file.subarray(0, length)))).toBe('envelope/damaged');
    expect(codeOf(await open(Uint8Array.of(...file, 0x0a)))).toBe('envelope/damaged');
  });

  test('changed in any byte, it does not open', { timeout: 180_000 }, async () => {
    const codes = new Set<string>();
    for (let at = 0; at < file.length; at++) {
      for (const bit of [1, 2]) {
        const changed = Uint8Array.from(file);
        changed[at]! ^= bit;
        codes.add(codeOf(await open(changed)));
      }
    }
    codes.delete('input/format-number');
    expect([...codes].sort()).toEqual(['envelope/damaged', 'key/weak-kdf', 'key/wrong-passphrase']);
  });

  test('a cost below the floor is refused before anything is computed', async () => {
    const never: Stretch = () => { throw new Error('was asked'); };
    const weak = await sealKey('member', pair, { kind: 'passphrase', passphrase, cost: 2 ** 14 }, ids);
    const opened = await openKey(weak, 'member', { passphrase, keychain: null, stretch: never });
    expect(opened).toMatchObject({ ok: false, trouble: { code: 'key/weak-kdf', params: { cost: 2 ** 14, floor: 2 ** 15 } } });
    const huge = Buffer.from(Buffer.from(file).toString().replace('"N":32768', '"N":1073741824'));
    expect(codeOf(await openKey(huge, 'member', { passphrase, keychain: null, stretch: never }))).toBe('envelope/damaged');
  });

  test('a newer format is refused plainly, and another key of the profile is not taken for this one', async () => {
    expect(codeOf(describeKey(Buffer.from(Buffer.from(file).toString().replace('"format":1', '"format":2')), 'member'))).toBe('input/format-number');
    expect(codeOf(await openKey(file, 'root', { passphrase, keychain: null, stretch }))).toBe('envelope/damaged');
  });

  test('the secret of one file does not open inside another', async () => {
    const other = await sealKey('member', makeKeyPair(), { kind: 'passphrase', passphrase, stretch, cost: kdfFloor }, ids);
    const [mine, theirs] = [file, other].map((bytes) => JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>);
    const mixed = Buffer.from(JSON.stringify({ ...mine, dataKey: theirs!.dataKey, secret: theirs!.secret }));
    expect(codeOf(await open(mixed))).not.toBe('ok');
  });
});

describe('a device key', () => {
  const xor = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);
  const keychain: Keychain = { wrap: async (dataKey) => xor(dataKey), unwrap: async (wrapped) => xor(wrapped) };
  const none = { passphrase: null, keychain: null };

  test('without a keychain its file says that only the file mode protects it', async () => {
    const plain = await sealKey('device', pair, { kind: 'file-mode' }, ids);
    expect(describeKey(plain, 'device')).toMatchObject({ ok: true, value: { protection: 'file-mode' } });
    const opened = await openKey(plain, 'device', none);
    expect(opened.ok && belongs(opened.value)).toBe(true);
  });

  test('wrapped by a keychain it opens with that keychain only', async () => {
    const wrapped = await sealKey('device', pair, { kind: 'keychain', keychain }, ids);
    expect(codeOf(await openKey(wrapped, 'device', { passphrase: null, keychain }))).toBe('ok');
    expect(codeOf(await openKey(wrapped, 'device', none))).toBe('key/missing');
    const refusing: Keychain = { ...keychain, unwrap: () => Promise.reject(new Error('locked')) };
    expect(codeOf(await openKey(wrapped, 'device', { passphrase: null, keychain: refusing }))).toBe('key/missing');
    const wrong: Keychain = { ...keychain, unwrap: async (bytes) => bytes };
    expect(codeOf(await openKey(wrapped, 'device', { passphrase: null, keychain: wrong }))).toBe('envelope/damaged');
  });
});
