import { generateKeyPairSync, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentKeyRequest, openBox, openContentKey, sealBox } from '../../../electron/keys/sealed-box.ts';
import { systemIds } from '../../../electron/platform/ids.ts';
import { SealedBox, sizeClasses, type BoxPlace } from '../../../shared/annotation/sealed-note.ts';
import { fromBase64, toBase64 } from '../../../shared/bytes/base64.ts';
import { canonicalText } from '../../../shared/bytes/canonical.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import type { Digest, MemberId } from '../../../shared/vocabulary.ts';

const person = (name: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'der' } });
  return { member: name as MemberId, bytes: new Uint8Array(publicKey), spki: toBase64(publicKey), secret: new Uint8Array(privateKey) };
};
const [amara, bela, carl] = [person('amara-okafor'), person('bela-kovacs'), person('carl-lind')];
const place: BoxPlace = { purpose: 'privileged-note', board: 'ab'.repeat(32) as Digest, about: 'aurora-7b-2.3', author: amara.member };
const words = new TextEncoder().encode('The indemnity in clause 14 doesn’t cover this.');
const sealed = (content: Uint8Array = words, at: BoxPlace = place, readers = [bela, amara]): SealedBox => {
  const box = sealBox(content, at, readers, systemIds);
  if (!box.ok) throw new Error(box.trouble.code);
  return SealedBox.parse(box.value);
};

/** What a reader gets out of a box; null for nothing. */
function opened(box: SealedBox, reader = bela, at: BoxPlace = place): string | null {
  const request = contentKeyRequest(box, at, reader.member, reader.bytes);
  const key = request === null ? null : openContentKey(reader.secret, request);
  const content = key === null ? null : openBox(box, at, key);
  return content?.ok === true ? new TextDecoder().decode(content.value) : null;
}

const flipped = (base64: string, at: number): string => {
  const bytes = fromBase64(base64, 'test');
  if (!bytes.ok) throw new Error('not base64');
  const changed = Uint8Array.from(bytes.value);
  changed[at % changed.length]! ^= 1 << (at % 8);
  return toBase64(changed);
};

describe('a sealed box', () => {
  test('opens for each of its readers, in whichever order they are named, and for nobody else', () => {
    const box = sealed();
    expect(box.readers.map(({ member }) => member)).toEqual([amara.member, bela.member]);
    expect([opened(box, amara), opened(box, bela), opened(box, carl)]).toEqual([new TextDecoder().decode(words), new TextDecoder().decode(words), null]);
  });

  test('A-3 opens nowhere but where it was sealed: another board, dossier, author or purpose', () => {
    const box = sealed();
    const elsewhere: Partial<BoxPlace>[] = [{ board: 'cd'.repeat(32) as Digest }, { about: 'aurora-7b-2.4' }, { author: carl.member }, { author: bela.member }, { purpose: 'draft' }];
    for (const change of elsewhere) for (const reader of [amara, bela]) expect(opened(box, reader, { ...place, ...change })).toBeNull();
  });

  test('A-3 gives the key to no one else under a reader’s name, and to no reader under another name', () => {
    const box = sealed();
    const [first, second] = [box.readers[0]!, box.readers[1]!];
    const named = (member: MemberId, spki: Uint8Array) => ({ member, key: sha256(spki) });
    expect(opened({ ...box, readers: [first, { ...second, ...named(bela.member, carl.bytes) }] }, { ...carl, member: bela.member })).toBeNull();
    expect(opened({ ...box, readers: [first, second, { ...second, ...named(carl.member, carl.bytes) }] }, carl)).toBeNull();
    // Two readers changed round, one taken away, one said twice.
    expect(opened({ ...box, readers: [{ ...first, iv: second.iv, contentKey: second.contentKey }, { ...second, iv: first.iv, contentKey: first.contentKey }] })).toBeNull();
    expect(opened({ ...box, readers: [second] })).toBeNull();
    expect(SealedBox.safeParse({ ...box, readers: [second, second] }).success).toBe(false);
    expect(SealedBox.safeParse({ ...box, readers: [second, first] }).success).toBe(false);
  });

  test('every flipped bit of it is noticed (property)', () => {
    const box = sealed();
    const fields: readonly ((at: number) => SealedBox)[] = [
      (at) => ({ ...box, ephemeral: flipped(box.ephemeral, at) }), (at) => ({ ...box, commitment: flipped(box.commitment, at) }), (at) => ({ ...box, iv: flipped(box.iv, at) }), (at) => ({ ...box, content: flipped(box.content, at) }),
      ...([0, 1] as const).flatMap((reader) => [
        (at: number): SealedBox => ({ ...box, readers: box.readers.map((one, i) => (i === reader ? { ...one, key: sha256(Uint8Array.of(at & 255)) } : one)) }),
        ...(['iv', 'contentKey'] as const).map((field) => (at: number): SealedBox => ({ ...box, readers: box.readers.map((one, i) => (i === reader ? { ...one, [field]: flipped(one[field], at) } : one)) })),
      ]),
    ];
    fc.assert(fc.property(fc.nat(fields.length - 1), fc.nat(100_000), (field, at) => {
      const changed = fields[field]!(at);
      // What another reader needs may be spoiled without harm to this one's; nothing wrong ever comes out.
      expect([null, new TextDecoder().decode(words)]).toContain(opened(changed));
      // All but the other reader's own nonce and key.
      const concernsBela = field !== 5 && field !== 6;
      if (concernsBela) expect(opened(changed)).toBeNull();
    }), { numRuns: 400 });
  });

  test('whoever knows the content key still can’t make one box say two things', () => {
    const [one, other] = [sealed(), sealed(new TextEncoder().encode('Something else.'))];
    const request = contentKeyRequest(one, place, bela.member, bela.bytes);
    const key = openContentKey(bela.secret, request!);
    expect(openBox({ ...one, content: other.content, iv: other.iv }, place, Uint8Array.from(key!)).ok).toBe(false);
    expect(openBox(other, place, Uint8Array.from(key!))).toMatchObject({ ok: false, trouble: { code: 'seal/broken' } });
  });

  test('is what docs/formats/privileged-note.md says: another implementation, written from that page, opens it', async () => {
    const { subtle } = webcrypto;
    const box = sealed();
    const bytes = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));
    const json = (value: unknown) => new TextEncoder().encode(canonicalText(value));
    const hkdf = async (key: Uint8Array<ArrayBuffer>, info: Uint8Array<ArrayBuffer>) => new Uint8Array(await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }, await subtle.importKey('raw', key, 'HKDF', false, ['deriveBits']), 256));
    const decrypt = async (key: Uint8Array<ArrayBuffer>, iv: string, data: string, additionalData: Uint8Array<ArrayBuffer>) => new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv), additionalData }, await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']), bytes(data)));
    const bound = json({ kind: 'countersign-sealed-box', format: 1, ...place, ephemeral: box.ephemeral, commitment: box.commitment, readers: box.readers.map(({ member, key }) => ({ member, key })) });
    const reader = box.readers.find(({ member }) => member === bela.member)!;
    const curve = { name: 'ECDH', namedCurve: 'P-256' };
    const agreed = await subtle.deriveBits({ name: 'ECDH', public: await subtle.importKey('spki', bytes(box.ephemeral), curve, false, []) }, await subtle.importKey('pkcs8', Uint8Array.from(bela.secret), curve, false, ['deriveBits']), 256);
    const context = json({ kind: 'countersign-content-key', format: 1, ...place, reader: bela.member, key: reader.key });
    const contentKey = await decrypt(await hkdf(new Uint8Array(agreed), Uint8Array.from([...new TextEncoder().encode('countersign/content-key/1\n'), ...context])), reader.iv, reader.contentKey, bound);
    expect(toBase64(await hkdf(contentKey, new TextEncoder().encode('countersign/commitment/1')))).toBe(box.commitment);
    const filled = await decrypt(await hkdf(contentKey, new TextEncoder().encode('countersign/content/1')), box.iv, box.content, bound);
    expect([filled.length, new DataView(filled.buffer).getUint32(0), filled.subarray(4, 4 + words.length)]).toEqual([1024, words.length, words]);
  });

  test('takes no key that isn’t a point of the curve, from the roster or from a box', () => {
    const off = Uint8Array.from(bela.bytes);
    off.fill(7, -32);
    for (const spki of ['AAAA', toBase64(off), toBase64(generateKeyPairSync('x25519', { publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'der' } }).publicKey)]) {
      expect(sealBox(words, place, [{ member: bela.member, spki }], systemIds)).toEqual({ ok: false, trouble: { family: 'refusal', code: 'key/cannot-seal', params: { member: bela.member } } });
    }
    expect(opened({ ...sealed(), ephemeral: toBase64(off) })).toBeNull();
  });

  test('any content comes back as it was, its length hidden in a size class, and no two boxes are alike (property)', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5_000 }), (content) => {
      const [one, two] = [sealed(content), sealed(content)];
      const request = contentKeyRequest(one, place, amara.member, amara.bytes);
      expect(openBox(one, place, openContentKey(amara.secret, request!)!)).toEqual({ ok: true, value: content });
      expect(sizeClasses.map((size) => size + 16)).toContain(Buffer.from(one.content, 'base64').length);
      expect(new Set([one, two].flatMap(({ ephemeral, commitment, iv, content: bytes, readers }) => [ephemeral, commitment, iv, bytes, ...readers.flatMap((reader) => [reader.iv, reader.contentKey])])).size).toBe(16);
    }), { numRuns: 40 });
    expect(sealBox(new Uint8Array(256 * 1024), place, [bela], systemIds)).toMatchObject({ ok: false, trouble: { code: 'input/too-large' } });
    expect(canonicalText(sealed()).includes('indemnity')).toBe(false);
  });
});
