import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tokensInChild } from '../../../electron/keys/token-access.ts';
import { memberKeyHome, tokenKeyFile } from '../../../electron/keys/token-file.ts';
import type { TokenWish } from '../../../electron/keys/token.ts';
import { openFiles } from '../../../electron/platform/files.ts';
import { nodeVerifySignature } from '../../../electron/platform/crypto.ts';
import { troubleLine } from '../../../shared/copy/trouble.ts';
import { payloadTypes, preAuthenticationEncoding } from '../../../shared/bytes/envelope.ts';
import { p1363FromDer, withLowS } from '../../../shared/bytes/ecdsa.ts';
import { fault, type Result, type Trouble } from '../../../shared/result.ts';
import { misbehavingModule, noTokens, softToken, type Misbehaviour, type SoftToken } from '../../builders/soft-token.ts';
import { hasTool } from '../../builders/tool.ts';
import { signingKey } from '../../builders/signing-key.ts';
import { valueOf } from '../../builders/test-vault.ts';
import { quickSigner, temporaryFolder } from '../../fakes/key-folder.ts';

const message = preAuthenticationEncoding(payloadTypes.act, new Uint8Array(3));
const troubleOf = (result: Result<unknown>): Trouble | null => (result.ok ? null : result.trouble);
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.trouble.code);
const wishFor = (token: Pick<SoftToken, 'module' | 'label'>, wish: Partial<TokenWish> = {}): TokenWish => ({ module: token.module, label: token.label, serial: null, keyId: null, ...wish });

async function signerWith(token: SoftToken, module = token.module) {
  const folder = await temporaryFolder();
  const signer = quickSigner(folder, { tokens: token.tokens });
  return { folder, signer, attached: await signer.attachToken({ wish: wishFor({ module, label: token.label }), pin: token.pin }) };
}
const act = (signer: ReturnType<typeof quickSigner>, pin: string | null) => signer.sign({ key: 'member', purpose: 'act', message, passphrase: pin });

describe.skipIf(noTokens !== null)('a member key on a token', () => {
  test('signs with the PIN, in the one form that every verifier takes, and the profile keeps nothing secret', async () => {
    const token = await softToken(await temporaryFolder());
    const { folder, signer, attached } = await signerWith(token);
    const spki = valueOf(attached);
    expect(valueOf(await signer.publicKey('member'))).toEqual(spki);
    expect(valueOf(await memberKeyHome(folder, openFiles()))).toMatchObject({ kind: 'token', label: token.label, module: token.module });
    for (let i = 0; i < 4; i++) {
      const signature = valueOf(await act(signer, token.pin));
      expect(await nodeVerifySignature(spki, message, signature)).toBe(true);
      const raw = p1363FromDer(signature)!;
      expect(withLowS(raw)).toEqual(raw);
    }
    const file = await readFile(join(folder, 'member.key'), 'utf8');
    expect(Object.keys(JSON.parse(file) as object)).toEqual(['format', 'key', 'kind', 'public', 'token']);
    expect(file).not.toContain(token.pin);
    // A second time changes nothing, and a passphrase's change passes it over.
    expect(codeOf(await signer.attachToken({ wish: wishFor(token), pin: token.pin }))).toBe('ok');
    valueOf(await signer.create({ key: 'ecdh', passphrase: 'correct horse battery', sample: false }));
    expect(codeOf(await signer.changePassphrase({ from: 'correct horse battery', to: 'another passphrase', sample: false }))).toBe('ok');
    expect(await readFile(join(folder, 'member.key'), 'utf8')).toBe(file);
    // Its purposes are those of any member key.
    expect(codeOf(await signer.sign({ key: 'member', purpose: 'roster', message, passphrase: token.pin }))).toBe('key/wrong-purpose');
  });

  test('the token that is pulled out is missed, and found again', async () => {
    const token = await softToken(await temporaryFolder());
    const { signer, attached } = await signerWith(token);
    valueOf(attached);
    expect(codeOf(await act(signer, token.pin))).toBe('ok');
    await token.pull();
    expect(troubleOf(await act(signer, token.pin))).toMatchObject({ family: 'fault', code: 'token/absent', retry: true });
    await token.putBack();
    expect(codeOf(await act(signer, token.pin))).toBe('ok');
  });

  test('lists tokens and their keys without a PIN', async () => {
    const token = await softToken(await temporaryFolder());
    token.makeKey('02', { type: 'EC:secp384r1' });
    const { signer } = await signerWith(token);
    const listed = valueOf(await signer.listTokens(token.module));
    expect(listed.filter(({ label }) => label === token.label).map(({ keys }) => keys)).toEqual([[{ id: '01', label: 'key 01' }]]);
  });

  test('takes the one P-256 key there is, by its id where there are several, and no other kind', async () => {
    const folder = await temporaryFolder();
    const token = await softToken(folder, { key: false });
    const find = async (keyId: string | null) => codeAndProblem(await quickSigner(await temporaryFolder(), { tokens: token.tokens }).attachToken({ wish: wishFor(token, { keyId }), pin: token.pin }));
    expect(await find(null)).toBe('key/token-key none');
    token.makeKey('0a', { type: 'EC:secp384r1' });
    expect(await find(null)).toBe('key/token-key not-p256');
    token.makeKey('0b', { type: 'rsa:2048' });
    expect(await find('0b')).toBe('key/token-key not-p256');
    token.makeKey('01');
    expect(await find(null)).toBe('ok');
    token.makeKey('02');
    expect(await find(null)).toBe('key/token-key several');
    expect(await find('02')).toBe('ok');
    expect(await find('7f')).toBe('key/token-key none');
  });

  test('gives the PIN again to a key that wants it for each use', async () => {
    const token = await softToken(await temporaryFolder(), { key: false });
    token.makeKey('05', { always: true });
    const { signer, attached } = await signerWith(token);
    const spki = valueOf(attached);
    expect(await nodeVerifySignature(spki, message, valueOf(await act(signer, token.pin)))).toBe(true);
  });

  test('a module that isn’t one, a token that isn’t there, an addon that wasn’t built: each says what to do', async () => {
    const folder = await temporaryFolder();
    const token = await softToken(folder);
    const signer = quickSigner(await temporaryFolder(), { tokens: token.tokens });
    await writeFile(join(folder, 'text.so'), 'no library');
    for (const [wish, code] of [
      [wishFor({ module: join(folder, 'nowhere.so'), label: token.label }), 'token/module'], [wishFor({ module: join(folder, 'text.so'), label: token.label }), 'token/module'],
      [wishFor({ module: '/usr/lib/x86_64-linux-gnu/libc.so.6', label: token.label }), 'token/module'], [wishFor({ module: 'softhsm.so', label: token.label }), 'token/module'],
      [wishFor(token, { label: 'Somebody else' }), 'token/absent'], [wishFor(token, { serial: 'ffff' }), 'token/absent'],
    ] as const) {
      const found = await signer.attachToken({ wish, pin: token.pin });
      expect([wish.module, codeOf(found)]).toEqual([wish.module, code]);
      expect(troubleLine(troubleOf(found)!)).toContain(wish.module);
    }
    const unbuilt = quickSigner(await temporaryFolder(), { tokens: tokensInChild(join(import.meta.dirname, '../../../electron/keys/token-process.ts'), folder) });
    const refused = await unbuilt.attachToken({ wish: wishFor(token), pin: token.pin });
    expect(codeOf(refused)).toBe('key/no-token-support');
    expect(troubleLine(troubleOf(refused)!)).toContain('npm run setup');
    expect(codeOf(await quickSigner(await temporaryFolder()).listTokens(token.module))).toBe('key/no-token-support');
  });

  test('a key that an earlier attempt left is neither taken for another nor overwritten', async () => {
    const token = await softToken(await temporaryFolder());
    const folder = await temporaryFolder();
    const signer = quickSigner(folder, { tokens: token.tokens });
    valueOf(await signer.create({ key: 'member', passphrase: 'correct horse battery', sample: false }));
    const before = await readFile(join(folder, 'member.key'), 'utf8');
    expect(codeOf(await signer.attachToken({ wish: wishFor(token), pin: token.pin }))).toBe('key/other-home');
    expect(await readFile(join(folder, 'member.key'), 'utf8')).toBe(before);
  });

  test('a changed note of where the key lies is damaged, or signs nothing', async () => {
    const token = await softToken(await temporaryFolder());
    const { folder, signer } = await signerWith(token);
    const path = join(folder, 'member.key');
    const text = await readFile(path, 'utf8');
    const place = valueOf(await token.tokens({ ask: 'find', wish: wishFor(token), pin: token.pin }));
    for (const changed of [`${text} `, text.slice(0, -1), text.replace('"format":1', '"format":1,"x":1'), text.replace('"spki":"M', '"spki":"N')]) {
      await writeFile(path, changed);
      expect(codeOf(await act(signer, token.pin))).toBe('envelope/damaged');
    }
    // Another key under the same note: what the token gives doesn't verify and is thrown away.
    const other = quickSigner(await temporaryFolder());
    const foreign = valueOf(await other.create({ key: 'member', passphrase: 'correct horse battery', sample: false }));
    if (place.ask === 'find') await writeFile(path, tokenKeyFile({ place: place.place, spki: foreign }));
    expect(codeAndProblem(await act(signer, token.pin))).toBe('key/token-key another');
  });
});

test('a note that names a library without its whole path is damaged, and nothing is loaded', async () => {
  const folder = await temporaryFolder();
  const { spki } = signingKey();
  const asked: unknown[] = [];
  await writeFile(join(folder, 'member.key'), tokenKeyFile({ place: { module: 'evil.so', label: 'Card', serial: '1', keyId: '01' }, spki }));
  const signer = quickSigner(folder, { tokens: (request) => { asked.push(request); return Promise.resolve(fault('token/removed', { token: 'Card' })); } });
  expect(codeOf(await act(signer, '1234'))).toBe('envelope/damaged');
  expect(asked).toEqual([]);
});

describe.skipIf(noTokens !== null || !hasTool('gcc'))('a token that misbehaves', () => {
  test('ends each signature with a trouble of its own, signs nothing, and signs again afterwards', async () => {
    const folder = await temporaryFolder();
    const token = await softToken(folder, { childMs: 2_500 });
    const { module, behave } = await misbehavingModule(folder);
    const { signer, attached } = await signerWith(token, module);
    valueOf(attached);
    const expected: readonly (readonly [Misbehaviour, string])[] = [
      ['removed', 'token/removed'], ['error', 'token/failed'], ['crash', 'token/failed'], ['hang', 'token/failed'], ['lie', 'key/token-key'], ['locked', 'key/pin-locked'],
    ];
    for (const [how, code] of expected) {
      behave(how);
      const signed = await act(signer, token.pin);
      expect([how, codeOf(signed)]).toEqual([how, code]);
      expect(troubleLine(troubleOf(signed)!)).toContain(token.label);
    }
    behave('nothing');
    expect(codeOf(await act(signer, token.pin))).toBe('ok');
    // Taken away between the login and the signature, while the module only says that something went wrong.
    behave('unplug');
    expect(codeOf(await act(signer, token.pin))).toBe('token/removed');
    expect(codeOf(await act(signer, token.pin))).toBe('token/absent');
  });

  test('a wrong PIN goes to the token once, and never where it can’t be right', async () => {
    const folder = await temporaryFolder();
    const token = await softToken(folder);
    const { module, behave, logins } = await misbehavingModule(folder);
    const { signer } = await signerWith(token, module);
    const before = await logins();
    for (const [pin, tries] of [['000000', 1], ['1', 1], ['x'.repeat(300), 1], ['', 0], [null, 0]] as const) {
      const start = await logins();
      expect(troubleOf(await act(signer, pin))).toMatchObject({ code: 'key/wrong-pin', params: { token: token.label } });
      expect([pin, await logins() - start]).toEqual([pin, tries]);
    }
    behave('last-try');
    expect(troubleOf(await act(signer, '000000'))).toMatchObject({ code: 'key/wrong-pin', params: { left: 'one' } });
    behave('locked');
    const start = await logins();
    expect(codeOf(await act(signer, token.pin))).toBe('key/pin-locked');
    expect(await logins()).toBe(start);
    expect(start - before).toBe(4);
  });
});

function codeAndProblem(result: Result<unknown>): string {
  if (result.ok) return 'ok';
  return 'lack' in result.trouble.params ? `${result.trouble.code} ${result.trouble.params.lack}` : result.trouble.code;
}
