import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFiles } from '../../../electron/platform/files.ts';
import { nodeVerifySignature } from '../../../electron/platform/crypto.ts';
import { p1363FromDer, withLowS } from '../../../shared/bytes/ecdsa.ts';
import { payloadTypes, preAuthenticationEncoding } from '../../../shared/bytes/envelope.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { KeyName, SigningPurpose } from '../../../shared/ports.ts';
import { faultyDisk } from '../../fakes/faulty-disk.ts';
import { quickSigner, temporaryFolder } from '../../fakes/key-folder.ts';

const passphrase = 'correct horse battery';
const codeOf = (result: { ok: true } | { ok: false; trouble: { code: string } }) => (result.ok ? 'ok' : result.trouble.code);
const message = (type: string) => preAuthenticationEncoding(type, encodeUtf8('{"a":1}'));
const suiting: Record<SigningPurpose, Uint8Array> = {
  act: message(payloadTypes.act), head: message(payloadTypes.head), roster: message(payloadTypes.roster), 'join-request': message(payloadTypes.joinRequest),
  statement: message(payloadTypes.inToto), 'status-list': message(payloadTypes.statusList), packet: Uint8Array.of(0x31, 0x00), certificate: Uint8Array.of(0x30, 0x00), 'revocation-list': Uint8Array.of(0x30, 0x00),
};

async function fullSigner() {
  const folder = await temporaryFolder();
  const signer = quickSigner(folder);
  for (const key of ['member', 'device', 'root', 'ecdh'] as const) expect(codeOf(await signer.create({ key, passphrase: key === 'device' ? null : passphrase, sample: false }))).toBe('ok');
  return { folder, signer };
}

describe('the signer', () => {
  test('signs with each key for its own purposes and no other', async () => {
    const { signer } = await fullSigner();
    const allowed: string[] = [];
    for (const key of ['member', 'device', 'root'] as KeyName[]) {
      const spki = await signer.publicKey(key);
      for (const purpose of Object.keys(suiting) as SigningPurpose[]) {
        const signed = await signer.sign({ key, purpose, message: suiting[purpose], passphrase });
        if (!signed.ok) { expect(codeOf(signed)).toBe('key/wrong-purpose'); continue; }
        allowed.push(`${key} ${purpose}`);
        expect(spki.ok && await nodeVerifySignature(spki.value, suiting[purpose], signed.value)).toBe(true);
      }
    }
    expect(allowed.sort()).toEqual(['device head', 'device join-request', 'member act', 'member join-request', 'member packet', 'member statement', 'member status-list', 'root certificate', 'root revocation-list', 'root roster']);
  });

  test('does not sign one kind of bytes under the name of another', async () => {
    const { signer } = await fullSigner();
    for (const bytes of [suiting.statement, suiting.packet, suiting.act.subarray(0, 20), new Uint8Array(), encodeUtf8('vote'), message(`${payloadTypes.act}x`)]) {
      expect(codeOf(await signer.sign({ key: 'member', purpose: 'act', message: bytes, passphrase }))).toBe('key/wrong-purpose');
    }
    expect(codeOf(await signer.sign({ key: 'member', purpose: 'packet', message: suiting.act, passphrase }))).toBe('key/wrong-purpose');
  });

  test('asks for the passphrase each time, but not for the device', async () => {
    const { signer } = await fullSigner();
    expect(codeOf(await signer.sign({ key: 'member', purpose: 'act', message: suiting.act, passphrase }))).toBe('ok');
    for (const wrong of [null, '', 'correct horse batter']) expect(codeOf(await signer.sign({ key: 'member', purpose: 'act', message: suiting.act, passphrase: wrong }))).toBe('key/wrong-passphrase');
    for (let i = 0; i < 2; i++) {
      expect(codeOf(await signer.sign({ key: 'device', purpose: 'head', message: suiting.head, passphrase: null }))).toBe('ok');
      await signer.lock();
    }
  });

  test('keeps the device key until it is locked', async () => {
    const { signer, folder } = await fullSigner();
    const sign = () => signer.sign({ key: 'device', purpose: 'head', message: suiting.head, passphrase: null });
    await sign();
    await writeFile(join(folder, 'device.key'), 'gone');
    expect(codeOf(await sign())).toBe('ok');
    await signer.lock();
    expect(codeOf(await sign())).toBe('envelope/damaged');
  });

  test('always gives the lower s, in DER', async () => {
    const { signer } = await fullSigner();
    for (let i = 0; i < 40; i++) {
      const signed = await signer.sign({ key: 'device', purpose: 'head', message: suiting.head, passphrase: null });
      const raw = signed.ok ? p1363FromDer(signed.value) : null;
      expect(raw).not.toBe(null);
      expect(withLowS(raw!)).toEqual(raw);
    }
  });

  test('files have mode 0600, and no key is made twice', async () => {
    const { signer, folder } = await fullSigner();
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect(codeOf(await signer.create({ key: 'member', passphrase, sample: false }))).toBe('key/exists');
  });

  test('a passphrase has ten characters, on a sample board any', async () => {
    const signer = quickSigner(await temporaryFolder());
    for (const short of [null, '', '123456789']) expect(codeOf(await signer.create({ key: 'member', passphrase: short, sample: false }))).toBe('key/short-passphrase');
    expect(codeOf(await signer.create({ key: 'member', passphrase: '', sample: true }))).toBe('key/short-passphrase');
    expect(codeOf(await signer.create({ key: 'member', passphrase: 'a', sample: true }))).toBe('ok');
  });

  test('says which key is missing', async () => {
    const signer = quickSigner(await temporaryFolder());
    expect(await signer.publicKey('root')).toMatchObject({ ok: false, trouble: { code: 'key/missing', params: { key: 'root' } } });
    expect(codeOf(await signer.sign({ key: 'root', purpose: 'roster', message: suiting.roster, passphrase }))).toBe('key/missing');
  });
});

describe('changing the passphrase', () => {
  const next = 'a new and longer one';
  const opens = async (folder: string, words: string) => {
    const signer = quickSigner(folder);
    return [codeOf(await signer.sign({ key: 'member', purpose: 'act', message: suiting.act, passphrase: words })), codeOf(await signer.sign({ key: 'root', purpose: 'roster', message: suiting.roster, passphrase: words }))];
  };

  test('puts every key under the new one and leaves their public keys', async () => {
    const { signer, folder } = await fullSigner();
    const before = await signer.publicKey('member');
    expect(codeOf(await signer.changePassphrase({ from: passphrase, to: next, sample: false }))).toBe('ok');
    expect(await opens(folder, next)).toEqual(['ok', 'ok']);
    expect(await opens(folder, passphrase)).toEqual(['key/wrong-passphrase', 'key/wrong-passphrase']);
    expect(await signer.publicKey('member')).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(['device.key', 'ecdh.key', 'member.key', 'root.key']);
  });

  test('changes nothing for a wrong old one or a short new one', async () => {
    const { signer, folder } = await fullSigner();
    const files = async () => Promise.all((await readdir(folder)).sort().map((name) => readFile(join(folder, name), 'utf8')));
    const before = await files();
    expect(codeOf(await signer.changePassphrase({ from: 'not the old one', to: next, sample: false }))).toBe('key/wrong-passphrase');
    expect(codeOf(await signer.changePassphrase({ from: passphrase, to: 'short', sample: false }))).toBe('key/short-passphrase');
    expect(await files()).toEqual(before);
  });

  test('failing at any write leaves each key under the old or the new one, and the same call finishes it', async () => {
    for (let at = 1; ; at++) {
      const { folder } = await fullSigner();
      const disk = faultyDisk({ at, errno: 'EIO', persistent: true });
      const changed = await quickSigner(folder, { files: openFiles(disk) }).changePassphrase({ from: passphrase, to: next, sample: false });
      if (changed.ok) { expect(at).toBeGreaterThan(9); break; }
      const [old, renewed] = [await opens(folder, passphrase), await opens(folder, next)];
      for (const i of [0, 1]) expect([old[i], renewed[i]].sort()).toEqual(['key/wrong-passphrase', 'ok']);
      expect(codeOf(await quickSigner(folder).changePassphrase({ from: passphrase, to: next, sample: false }))).toBe('ok');
      expect(await opens(folder, next)).toEqual(['ok', 'ok']);
    }
  });
});
