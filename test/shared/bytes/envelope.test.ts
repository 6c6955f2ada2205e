import { createHash, createPublicKey, generateKeyPairSync, sign, verify as nodeVerify, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { derFromP1363, p1363FromDer, webVerifySignature, withLowS } from '../../../shared/bytes/ecdsa.ts';
import { Envelope, openEnvelope, payloadTypes, preAuthenticationEncoding, sealEnvelope } from '../../../shared/bytes/envelope.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

const verify = webVerifySignature(webcrypto.subtle as unknown as SubtleCrypto);

function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const publicPart = { keyId: sha256(spki), spki: toBase64(spki) };
  const signMessage = (message: Uint8Array) => derFromP1363(withLowS(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })));
  return { public: publicPart, spki, signMessage, sign: (payload: Uint8Array) => ({ keyId: publicPart.keyId, signature: signMessage(preAuthenticationEncoding(payloadTypes.act, payload)) }) };
}

const [ada, ben, eve] = [keyPair(), keyPair(), keyPair()];
const payload = encodeUtf8('{"kind":"act"}');
const open = (envelope: Envelope, threshold = 1, keys = [ada.public, ben.public]) => openEnvelope(envelope, { type: payloadTypes.act, keys, threshold, verify, what: 'vote' });
const seal = (...by: (typeof ada)[]) => sealEnvelope(payloadTypes.act, payload, by.map((one) => one.sign(payload)));

describe('DSSE', () => {
  it('encodes as the example of the DSSE protocol', () => {
    expect(new TextDecoder().decode(preAuthenticationEncoding('http://example.com/HelloWorld', encodeUtf8('hello world')))).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  it('counts bytes, not characters', () => {
    expect(new TextDecoder().decode(preAuthenticationEncoding('ü', encodeUtf8('é')))).toBe('DSSEv1 2 ü 2 é');
  });

  it('opens what was sealed, with exact bytes, digest and signers', async () => {
    const envelope = seal(ada, ben);
    expect(Envelope.safeParse(envelope).success).toBe(true);
    expect(await open(envelope, 2)).toEqual({ ok: true, value: { payload, digest: sha256(payload), signers: [ada.public.keyId, ben.public.keyId] } });
  });

  it('passes over strangers but never counts them', async () => {
    expect(await open(seal(eve, ada))).toMatchObject({ ok: true, value: { signers: [ada.public.keyId] } });
    expect(await open(seal(eve))).toMatchObject({ trouble: { code: 'signature/unknown-key' } });
    expect(await open(seal(eve, ada), 2)).toMatchObject({ trouble: { code: 'signature/too-few', params: { found: 1, needed: 2 } } });
  });

  it('refuses one key twice, also under two names', async () => {
    expect(await open(seal(ada, ada), 2)).toMatchObject({ trouble: { code: 'signature/invalid' } });
    const alias = { keyId: sha256(encodeUtf8('alias')), spki: ada.public.spki };
    const twice = sealEnvelope(payloadTypes.act, payload, [ada.sign(payload), { ...ada.sign(payload), keyId: alias.keyId }]);
    expect(await open(twice, 2, [ada.public, alias])).toMatchObject({ trouble: { code: 'signature/invalid' } });
  });

  it('refuses another payload type and a signature made for another type', async () => {
    expect(await open({ ...seal(ada), payloadType: payloadTypes.head })).toMatchObject({ trouble: { code: 'input/schema' } });
    const moved = sealEnvelope(payloadTypes.act, payload, [{ keyId: ada.public.keyId, signature: ada.signMessage(preAuthenticationEncoding(payloadTypes.head, payload)) }]);
    expect(await open(moved)).toMatchObject({ trouble: { code: 'signature/invalid' } });
  });

  it('notices every flipped bit of payload and signature', async () => {
    const envelope = seal(ada);
    for (let bit = 0; bit < payload.length * 8; bit++) {
      const flipped = Uint8Array.from(payload);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect((await open({ ...envelope, payload: toBase64(flipped) })).ok).toBe(false);
    }
    const signature = ada.sign(payload).signature;
    for (let bit = 0; bit < signature.length * 8; bit++) {
      const flipped = Uint8Array.from(signature);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect((await open(sealEnvelope(payloadTypes.act, payload, [{ keyId: ada.public.keyId, signature: flipped }]))).ok).toBe(false);
    }
  });
});

describe('ECDSA encodings', () => {
  it('go both ways', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (raw) => { expect(p1363FromDer(derFromP1363(raw))).toEqual(raw); }), { seed: 41 });
    const edge = new Uint8Array(64);
    expect(p1363FromDer(derFromP1363(edge))).toEqual(edge);
  });

  it('accept exactly one DER text of a signature', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.nat(71), fc.integer({ min: 1, max: 255 }), (raw, at, change) => {
      const der = derFromP1363(raw);
      if (at >= der.length) return;
      der[at]! ^= change;
      const read = p1363FromDer(der);
      if (read) expect(derFromP1363(read)).toEqual(der);
    }), { seed: 42, numRuns: 3000 });
    expect(p1363FromDer(Uint8Array.of(...derFromP1363(new Uint8Array(64).fill(1)), 0))).toBeNull();
    expect(p1363FromDer(new Uint8Array(0))).toBeNull();
  });

  it('have a low s that OpenSSL verifies too', () => {
    for (let i = 0; i < 20; i++) {
      const message = Uint8Array.of(i);
      const der = ada.signMessage(message);
      const s = BigInt(`0x${Buffer.from(p1363FromDer(der)!.subarray(32)).toString('hex')}`);
      expect(s <= 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n).toBe(true);
      expect(nodeVerify('sha256', message, createPublicKey({ key: ada.spki, type: 'spki', format: 'der' }), der)).toBe(true);
    }
  });

  it('never make the verifier throw', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 80 }), async (spki, signature) => {
      expect(await verify(spki, payload, signature)).toBe(false);
      expect(await verify(ada.spki, payload, signature)).toBe(false);
    }), { seed: 43, numRuns: 50 });
    expect(createHash('sha256').update(ada.spki).digest('hex')).toBe(ada.public.keyId);
  });
});
