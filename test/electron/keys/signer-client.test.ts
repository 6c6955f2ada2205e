import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Keychain } from '../../../electron/keys/key-file.ts';
import { openSignerClient, type SignerChild } from '../../../electron/keys/signer-client.ts';
import type { SignerPort } from '../../../electron/keys/signer-protocol.ts';
import { serveSigner } from '../../../electron/keys/signer-service.ts';
import { contentKeyRequest, openBox, sealBox } from '../../../electron/keys/sealed-box.ts';
import type { AskToken, TokenRequest } from '../../../electron/keys/token.ts';
import { nodeVerifySignature } from '../../../electron/platform/crypto.ts';
import { systemIds } from '../../../electron/platform/ids.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { payloadTypes, preAuthenticationEncoding } from '../../../shared/bytes/envelope.ts';
import type { Digest, MemberId } from '../../../shared/vocabulary.ts';
import { quickSigner, temporaryFolder } from '../../fakes/key-folder.ts';

const passphrase = 'correct horse battery';
const codeOf = (result: { ok: true } | { ok: false; trouble: { code: string } }) => (result.ok ? 'ok' : result.trouble.code);
const message = preAuthenticationEncoding(payloadTypes.act, new Uint8Array(3));
const head = preAuthenticationEncoding(payloadTypes.head, new Uint8Array(3));

/** Two ends that speak by structured clone, one turn later, as two processes do. */
function pipe(): { main: SignerPort; signer: SignerPort; cut(): void } {
  const listeners: { main: ((message: unknown) => void)[]; signer: ((message: unknown) => void)[] } = { main: [], signer: [] };
  let open = true;
  const end = (mine: 'main' | 'signer', theirs: 'main' | 'signer'): SignerPort => ({
    post: (sent) => { const copy: unknown = structuredClone(sent); setImmediate(() => { if (open) for (const listener of listeners[theirs]) listener(copy); }); },
    onMessage: (listener) => { listeners[mine].push(listener); },
  });
  return { main: end('main', 'signer'), signer: end('signer', 'main'), cut: () => { open = false; } };
}

async function started({ keychain = null, mute = false, tokens, autoLockMs, timeoutMs }: { keychain?: Keychain | null; mute?: boolean; tokens?: AskToken; autoLockMs?: number; timeoutMs?: number } = {}) {
  const folder = await temporaryFolder();
  const children: { exit(): void; port: SignerPort }[] = [];
  const fork = (): SignerChild => {
    const { main, signer, cut } = pipe();
    const exits: (() => void)[] = [];
    const exit = () => { cut(); for (const listener of exits.splice(0)) listener(); };
    if (!mute) serveSigner(signer, (asking) => quickSigner(folder, { keychain: keychain === null ? null : asking, ...(tokens === undefined ? {} : { tokens }) }));
    children.push({ exit, port: signer });
    return { ...main, onExit: (listener) => { exits.push(listener); }, kill: exit };
  };
  const client = openSignerClient({ fork, keychain, ...(autoLockMs === undefined ? {} : { autoLockMs }), ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  return { client, children, folder };
}
const sign = (client: Awaited<ReturnType<typeof started>>['client'], words: string | null = passphrase) => client.sign({ key: 'member', purpose: 'act', message, passphrase: words });

afterEach(() => { vi.useRealTimers(); });

describe('the signer process', () => {
  test('makes keys, signs and answers troubles as they are', async () => {
    const { client } = await started();
    const spki = await client.create({ key: 'member', passphrase, sample: false });
    expect(await client.publicKey('member')).toEqual(spki);
    const signed = await sign(client);
    expect(spki.ok && signed.ok && await nodeVerifySignature(spki.value, message, signed.value)).toBe(true);
    expect(await sign(client, 'something else')).toEqual({ ok: false, trouble: { family: 'refusal', code: 'key/wrong-passphrase', params: { key: 'member' } } });
    expect(codeOf(await client.changePassphrase({ from: passphrase, to: 'another passphrase', sample: false }))).toBe('ok');
    expect(codeOf(await sign(client, 'another passphrase'))).toBe('ok');
    await client.lock();
  });

  test('opens boxes from the passphrase until it locks, and gives no key away before, after, or to another box', async () => {
    const { client, children } = await started();
    const made = await client.create({ key: 'ecdh', passphrase, sample: false });
    const spki = made.ok ? made.value : new Uint8Array();
    const place = { purpose: 'privileged-note', board: 'ab'.repeat(32) as Digest, about: 'aurora-7b-2.3', author: 'amara-okafor' as MemberId } as const;
    const box = sealBox(Uint8Array.of(1, 2, 3), place, [{ member: place.author, spki: toBase64(spki) }], systemIds);
    if (!box.ok) throw new Error(box.trouble.code);
    const request = contentKeyRequest(box.value, place, place.author, spki)!;
    await client.lock();
    // Asking doesn't start a process.
    expect([await client.unlocked(), codeOf(await client.contentKey(request)), children.length]).toEqual([false, 'key/locked', 1]);
    expect([codeOf(await client.unlock('something else')), await client.unlocked(), codeOf(await client.contentKey(request))]).toEqual(['key/wrong-passphrase', false, 'key/locked']);
    expect([codeOf(await client.unlock(passphrase)), await client.unlocked()]).toEqual(['ok', true]);
    const key = await client.contentKey(request);
    expect(key.ok && openBox(box.value, place, key.value)).toEqual({ ok: true, value: Uint8Array.of(1, 2, 3) });
    expect(codeOf(await client.contentKey({ ...request, context: new Uint8Array(3) }))).toBe('seal/broken');
    expect(codeOf(await client.contentKey({ ...request, ephemeral: new Uint8Array(91) }))).toBe('seal/broken');
    children.at(-1)!.exit();
    expect([await client.unlocked(), codeOf(await client.contentKey(request))]).toEqual([false, 'key/locked']);
  });

  test('starts with the first call, ends with lock and starts again', async () => {
    const { client, children } = await started();
    expect([children.length, client.locked()]).toEqual([0, true]);
    await client.create({ key: 'member', passphrase, sample: false });
    await client.create({ key: 'device', passphrase: null, sample: false });
    expect([children.length, client.locked()]).toEqual([1, false]);
    await client.lock();
    expect(client.locked()).toBe(true);
    expect(codeOf(await sign(client))).toBe('ok');
    expect(children.length).toBe(2);
    await client.lock();
  });

  test('a crash fails what was waiting, and the next call starts a new process', async () => {
    const { client, children } = await started();
    await client.create({ key: 'member', passphrase, sample: false });
    const waiting = [sign(client), sign(client)];
    children[0]!.exit();
    for (const result of await Promise.all(waiting)) expect(result).toMatchObject({ ok: false, trouble: { family: 'fault', code: 'signer/stopped', retry: true } });
    expect(codeOf(await sign(client))).toBe('ok');
    await client.lock();
  });

  test('a process that does not answer is ended', async () => {
    const { client } = await started({ mute: true, timeoutMs: 20 });
    expect(codeOf(await client.publicKey('member'))).toBe('signer/stopped');
    expect(client.locked()).toBe(true);
  });

  test('locks by itself when nobody calls', async () => {
    const { client, children } = await started({ autoLockMs: 250 });
    await client.create({ key: 'device', passphrase: null, sample: false });
    await vi.waitFor(() => expect(client.locked()).toBe(true));
    expect(codeOf(await client.sign({ key: 'device', purpose: 'head', message: head, passphrase: null }))).toBe('ok');
    expect(children.length).toBe(2);
    await client.lock();
  });

  test('takes a key from a file and from a token, and lists tokens, as the key holder itself would', async () => {
    const spki = Uint8Array.from(Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex'));
    const place = { module: '/lib/m.so', label: 'Helena', serial: '1', keyId: '01' };
    const asked: TokenRequest[] = [];
    const tokens: AskToken = async (request) => {
      asked.push(request);
      if (request.ask === 'list') return { ok: true, value: { ask: 'list', tokens: [{ label: 'Helena', serial: '1', keys: [{ id: '01', label: 'key' }] }] } };
      if (request.ask === 'find') return { ok: true, value: { ask: 'find', place, spki: toBase64(Uint8Array.from([...spki, ...new Uint8Array(64).fill(7)])) } };
      return { ok: false, trouble: { family: 'fault', code: 'token/removed', params: { token: 'Helena' }, retry: true } };
    };
    const { client } = await started({ tokens });
    expect(await client.listTokens('/lib/m.so')).toEqual({ ok: true, value: [{ label: 'Helena', serial: '1', keys: [{ id: '01', label: 'key' }] }] });
    expect(codeOf(await client.listTokens('m.so'))).toBe('token/module');
    const { keyId: _, ...wish } = place;
    expect(codeOf(await client.attachToken({ wish: { ...wish, keyId: null }, pin: '4821' }))).toBe('ok');
    expect(await sign(client, '4821')).toMatchObject({ ok: false, trouble: { family: 'fault', code: 'token/removed', params: { token: 'Helena' }, retry: true } });
    expect(asked.map(({ ask }) => ask)).toEqual(['list', 'find', 'sign']);
    expect(asked[2]).toMatchObject({ place, pin: '4821' });
    expect(codeOf(await client.importKey({ file: new Uint8Array(3), name: 'a.p12', filePassphrase: 'x', passphrase, sample: false }))).toBe('key/import-refused');
    await client.lock();
  });

  test('asks main for the keychain, and says when it refuses', async () => {
    let refuses = false;
    const xor = async (bytes: Uint8Array) => { if (refuses) throw new Error('locked'); return bytes.map((byte) => byte ^ 0x33); };
    const { client } = await started({ keychain: { wrap: xor, unwrap: xor } });
    await client.create({ key: 'device', passphrase: null, sample: false });
    const signHead = () => client.sign({ key: 'device', purpose: 'head', message: head, passphrase: null });
    expect(codeOf(await signHead())).toBe('ok');
    refuses = true;
    expect(codeOf(await signHead())).toBe('ok');
    await client.lock();
    expect(codeOf(await signHead())).toBe('key/missing');
    await client.lock();
  });

  test('drops what is no call, and what is no answer', async () => {
    const { client, children } = await started();
    await client.create({ key: 'member', passphrase, sample: false });
    for (const junk of [null, 7, 'sign', {}, { id: 1 }, { id: 0, result: { ok: true } }, { id: 9, result: { ok: true, value: 'text' } }, { ask: 1, operation: 'read', bytes: new Uint8Array() }]) children[0]!.port.post(junk as never);
    await wait(5);
    expect(codeOf(await sign(client))).toBe('ok');
    await client.lock();

    const { main, signer } = pipe();
    const heard: unknown[] = [];
    main.onMessage((answer) => heard.push(answer));
    serveSigner(signer, () => { return quickSigner('/nowhere'); });
    for (const junk of [null, [], { id: 1, call: 'export', key: 'member' }, { id: 1, call: 'sign', key: 'ecdh', purpose: 'act', message, passphrase }, { id: 1, call: 'publicKey', key: 'member', extra: 1 }, { id: 2, call: 'sign', key: 'member', purpose: 'act', message: 'text', passphrase }]) main.post(junk as never);
    main.post({ id: 3, call: 'publicKey', key: 'member' });
    await vi.waitFor(() => expect(heard.length).toBe(1));
    expect(heard).toMatchObject([{ id: 3, result: { ok: false, trouble: { code: 'key/missing' } } }]);
  });
});
