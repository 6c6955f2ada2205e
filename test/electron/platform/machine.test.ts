import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openClock } from '../../../electron/platform/clock.ts';
import { nodeSha256, nodeVerifySignature } from '../../../electron/platform/crypto.ts';
import { openIds } from '../../../electron/platform/ids.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

describe('clock and ids', () => {
  it('follow the environment in a checkout', () => {
    const clock = openClock({ env: { COUNTERSIGN_CLOCK: '2026-11-19T09:00:00.000Z' }, packaged: false });
    expect(clock.ok && clock.value.now().startsWith('2026-11-19T09:0')).toBe(true);
    const [a, b] = [openIds({ env: { COUNTERSIGN_IDS: 'x' }, packaged: false }), openIds({ env: { COUNTERSIGN_IDS: 'x' }, packaged: false })];
    expect([a.id(), a.id()]).toEqual([b.id(), b.id()]);
    expect(a.id()).toMatch(/^[0-9a-f]{32}$/);
    expect(a.random(32)).not.toEqual(b.random(32));
  });

  it('ignore it when packaged', () => {
    const env = { COUNTERSIGN_CLOCK: '1999-01-01T00:00:00.000Z', COUNTERSIGN_IDS: 'x' };
    const clock = openClock({ env, packaged: true });
    expect(clock.ok && clock.value.now() > '2020').toBe(true);
    expect(openIds({ env, packaged: true }).id()).not.toBe(openIds({ env, packaged: true }).id());
  });

  it('refuse a clock that is no instant', () => {
    expect(openClock({ env: { COUNTERSIGN_CLOCK: 'tomorrow' }, packaged: false })).toMatchObject({ trouble: { code: 'input/usage' } });
  });
});

describe('Node’s crypto behind the ports', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const message = encodeUtf8('a statement');

  it('hashes like the pure one', () => {
    for (const length of [0, 1, 63, 64, 65, 1000]) expect(nodeSha256(new Uint8Array(length).fill(7))).toBe(sha256(new Uint8Array(length).fill(7)));
  });

  it('says yes to a signature, and no, never an error, to anything else', async () => {
    const der = new Uint8Array(sign('sha256', message, privateKey));
    expect(await nodeVerifySignature(spki, message, der)).toBe(true);
    expect(await nodeVerifySignature(spki, encodeUtf8('another'), der)).toBe(false);
    expect(await nodeVerifySignature(spki, message, Uint8Array.of(...der, 0))).toBe(false);
    expect(await nodeVerifySignature(spki, message, new Uint8Array(0))).toBe(false);
    expect(await nodeVerifySignature(new Uint8Array(91), message, der)).toBe(false);
    const other = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    const foreign = new Uint8Array(other.publicKey.export({ type: 'spki', format: 'der' }));
    expect(await nodeVerifySignature(foreign, message, new Uint8Array(sign('sha256', message, other.privateKey)))).toBe(false);
  });
});
