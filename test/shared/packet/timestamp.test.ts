import { describe, expect, test } from 'vitest';
import { nodeSha256 } from '../../../electron/platform/crypto.ts';
import { digestBytes } from '../../../shared/bytes/digest.ts';
import { readStamp, stampRequest } from '../../../shared/packet/timestamp.ts';
import { encode } from '../../../shared/packet/verify/der.ts';
import { readSignedData } from '../../../shared/packet/verify/signed-data.ts';
import { tokenProblem } from '../../../shared/packet/verify/token-form.ts';
import { certificateOf, purposeOf, rootExtensions, timeAuthority, timeStamping, type Lie } from '../../builders/time-authority.ts';
import { signingKey } from '../../builders/signing-key.ts';

const now = '2026-11-19T09:13:00.000Z';
const stamped = Uint8Array.of(1, 2, 3);
const nonce = Uint8Array.of(0, 0x9a, 2, 3, 4);
const imprint = digestBytes(nodeSha256(stamped));
const { subtle } = globalThis.crypto;
const honest = timeAuthority(now);
const read = (answer: Uint8Array, at = now) => readStamp(subtle, answer, { stamped, nonce, at });

describe('asking a timestamp authority (RFC 3161)', () => {
  test('an honest answer is taken, with its bytes as they are', async () => {
    const answer = honest.answer(stampRequest(imprint, nonce));
    const found = await read(answer);
    expect(found).toMatchObject({ ok: true, stamp: { at: now, authority: 'Stamp House' } });
    if (found.ok) expect(Buffer.from(answer).includes(Buffer.from(found.stamp.token))).toBe(true);
  });

  const foreign = digestBytes(nodeSha256(Uint8Array.of(9)));
  const lonely = certificateOf({ subject: 'Nobody', issuer: 'Nobody', key: signingKey(), by: signingKey(), serial: 3, extensions: [] });
  test.each<[string, Lie, RegExp]>([
    ['not granted', { status: 2 }, /did not grant/],
    ['waiting', { status: 3 }, /did not grant/],
    ['another nonce', { nonce: encode(2, Uint8Array.of(5)) }, /nonce/],
    ['no nonce', { nonce: new Uint8Array() }, /nonce/],
    ['two nonces', { nonce: Uint8Array.from([...encode(2, Uint8Array.of(5)), ...encode(2, Uint8Array.of(0x00, 0x9a, 2, 3, 4))]) }, /nonce/],
    ['another imprint', { imprint: foreign }, /belongs to other bytes/],
    ['a forged signature', { forged: true }, /does not belong/],
    ['a time an hour ahead', { at: '2026-11-19T10:13:00.000Z' }, /clock/],
    ['a time an hour behind', { at: '2026-11-19T08:13:00.000Z' }, /clock/],
    ['an unsigned attribute', { unsigned: true }, /not signed/],
    ['another certificate in its signer’s place', { certificate: lonely }, /certificate/],
  ])('%s: not taken', async (_, lie, problem) => {
    const found = await read(honest.answer(stampRequest(imprint, nonce), lie));
    expect(found).toMatchObject({ ok: false, problem: expect.stringMatching(problem) as string });
  });

  test.each<[string, readonly Uint8Array[]]>([
    ['no purpose', []], ['another purpose', [purposeOf('1.3.6.1.5.5.7.3.4')]], ['a second purpose', [purposeOf(timeStamping, '1.3.6.1.5.5.7.3.4')]],
  ])('a certificate with %s: not taken', async (_, purposes) => {
    expect(await read(timeAuthority(now, { purposes }).answer(stampRequest(imprint, nonce)))).toMatchObject({ ok: false });
  });

  test('a certificate that was not valid yet: not taken', async () => {
    expect(await read(timeAuthority(now, { from: '2027-01-01T00:00:00.000Z' }).answer(stampRequest(imprint, nonce)))).toMatchObject({ ok: false, problem: expect.stringContaining('was not valid') as string });
  });

  test('certificates that nothing in the token vouches for are left out: a stranger’s, a second copy, a root that an absent one certified', async () => {
    const own = honest.answer(stampRequest(imprint, nonce));
    const plainToken = await read(own);
    const absent = signingKey();
    const crossed = certificateOf({ subject: 'Stamp House root', issuer: 'Elder root', key: absent, by: absent, serial: 4, extensions: rootExtensions(absent) });
    for (const more of [[honest.root, lonely], [honest.root, honest.root], [honest.root, crossed]]) {
      const found = await read(honest.answer(stampRequest(imprint, nonce), { more }));
      expect(found).toMatchObject({ ok: true });
      if (found.ok && plainToken.ok) expect(found.stamp.token.length).toBeLessThanOrEqual(plainToken.stamp.token.length + 2);
    }
    const alone = await read(honest.answer(stampRequest(imprint, nonce), { more: [crossed] }));
    expect(alone.ok && alone.stamp.data.certificates.map(({ commonName }) => commonName)).toEqual(['Stamp House']);
  });

  test('any byte of an answer changed, cut off or added: never another token', async () => {
    const answer = honest.answer(stampRequest(imprint, nonce));
    for (let at = 0; at < answer.length; at++) {
      const changed = Uint8Array.from(answer);
      changed[at]! ^= 1 << (at % 8);
      const found = await read(changed);
      // A certificate that was changed is left out; what is left is the authority's own word.
      if (found.ok) expect(found.stamp).toMatchObject({ at: now, authority: 'Stamp House' });
    }
    for (const bytes of [answer.subarray(0, -1), Uint8Array.from([...answer, 0]), new Uint8Array(), Uint8Array.of(0x30, 0x80), new Uint8Array(70_000)]) expect(await read(bytes)).toMatchObject({ ok: false });
  });

  test('a token without a free byte: each flipped bit is noticed', async () => {
    const token = honest.token(imprint, encode(2, Uint8Array.of(5)));
    const loose: number[] = [];
    for (let at = 0; at < token.length; at++) {
      const changed = Uint8Array.from(token);
      changed[at]! ^= 1 << (at % 8);
      const data = readSignedData(changed);
      if (!data.ok) continue;
      const { judgeToken } = await import('../../../shared/packet/verify/integrity.ts');
      const judged = await judgeToken(subtle, data.data, stamped);
      if (judged.check.result === 'passed' && (await tokenProblem(subtle, changed, data.data)) === null) loose.push(at);
    }
    expect(loose).toEqual([]);
  });

  test('roots of tests are roots', () => {
    expect(rootExtensions(signingKey())).toHaveLength(3);
    expect(honest.trust.name).toBe('Stamp House root');
  });
});
