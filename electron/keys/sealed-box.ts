/**
 * Sealed boxes (`shared/annotation/sealed-note.ts`) through Node's cryptography: ECDH P-256, HKDF-SHA-256, AES-256-GCM. Sealing needs
 * public keys only; the one step that takes a private key, {@link openContentKey}, is the key holder's.
 */
import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import { boxContext, padded, readerContext, unpadded, type BoxPlace, type Reader, type SealedBox } from '../../shared/annotation/sealed-note.ts';
import { isP256 } from '../../shared/board/public-key.ts';
import { fromBase64, toBase64 } from '../../shared/bytes/base64.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { Ids } from '../../shared/ports.ts';
import { integrity, ok, refuse, type Result } from '../../shared/result.ts';
import type { MemberId } from '../../shared/vocabulary.ts';

/** Whom a box is sealed to: a member with their agreement key as the roster has it, SPKI in base64. */
export interface BoxReader { readonly member: MemberId; readonly spki: string }

/** One content key as it is asked for: everything but the private key. */
export interface ContentKeyRequest {
  /** SPKI of the box's own key. */
  readonly ephemeral: Uint8Array;
  /** {@link readerContext}: what the key between box and reader is derived for. */
  readonly context: Uint8Array;
  /** {@link boxContext}: what the content key is bound to. */
  readonly bound: Uint8Array;
  readonly iv: Uint8Array;
  readonly contentKey: Uint8Array;
}

const labels = { reader: 'countersign/content-key/1\n', content: encodeUtf8('countersign/content/1'), commitment: encodeUtf8('countersign/commitment/1') };

/**
 * Seals bytes to some readers, at least one. Refuses `key/cannot-seal` for a reader whose key in the roster is none on P-256, and
 * `input/too-large` for more than a box holds.
 */
export function sealBox(content: Uint8Array, place: BoxPlace, readers: readonly BoxReader[], ids: Pick<Ids, 'random'>): Result<SealedBox> {
  const plain = padded(content);
  if (plain === null) return refuse('input/too-large', { name: 'the note', sizeBytes: content.length, limitBytes: 256 * 1024 - 4 });
  const keys: { readonly member: MemberId; readonly key: KeyObject; readonly named: Pick<Reader, 'member' | 'key'> }[] = [];
  for (const { member, spki } of [...readers].sort((a, b) => (a.member < b.member ? -1 : 1))) {
    const bytes = fromBase64(spki, member);
    const key = bytes.ok ? publicKey(bytes.value) : null;
    if (!bytes.ok || key === null) return refuse('key/cannot-seal', { member });
    keys.push({ member, key, named: { member, key: sha256(bytes.value) } });
  }
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const contentKey = ids.random(32);
  try {
    const outside = { ephemeral: toBase64(own.publicKey.export({ type: 'spki', format: 'der' })), commitment: toBase64(derived(contentKey, labels.commitment)), readers: keys.map(({ named }) => named) };
    const bound = boxContext(place, outside);
    const sealed = keys.map(({ key, named }): Reader => {
      const shared = diffieHellman({ privateKey: own.privateKey, publicKey: key });
      const iv = ids.random(12);
      return { ...named, iv: toBase64(iv), contentKey: toBase64(withKey(wrappingKey(shared, readerContext(place, named)), (wrapping) => encrypt(wrapping, iv, contentKey, bound))) };
    });
    const iv = ids.random(12);
    return ok({ ...outside, readers: sealed, iv: toBase64(iv), content: toBase64(withKey(derived(contentKey, labels.content), (key) => encrypt(key, iv, plain, bound))) });
  } finally {
    contentKey.fill(0);
    plain.fill(0);
  }
}

/** What the key holder needs to give a reader the content key; null where the box isn't sealed to that key of the member. */
export function contentKeyRequest(box: SealedBox, place: BoxPlace, member: MemberId, spki: Uint8Array): ContentKeyRequest | null {
  const reader = box.readers.find((one) => one.member === member && one.key === sha256(spki));
  if (reader === undefined) return null;
  return { ephemeral: bytesOf(box.ephemeral), context: readerContext(place, reader), bound: boxContext(place, box), iv: bytesOf(reader.iv), contentKey: bytesOf(reader.contentKey) };
}

/** The content key, by the reader's private key (PKCS#8); null when anything at all differs from what was sealed. */
export function openContentKey(secret: Uint8Array, { ephemeral, context, bound, iv, contentKey }: ContentKeyRequest): Uint8Array | null {
  const other = publicKey(ephemeral);
  if (other === null) return null;
  const own = createPrivateKey({ key: Buffer.from(secret.buffer, secret.byteOffset, secret.length), format: 'der', type: 'pkcs8' });
  const opened = withKey(wrappingKey(diffieHellman({ privateKey: own, publicKey: other }), context), (wrapping) => decrypt(wrapping, iv, contentKey, bound));
  return opened?.length === 32 ? opened : null;
}

/** Opens a box with its content key, which is zeroed. Fails with `seal/broken` when anything differs from what was sealed. */
export function openBox(box: SealedBox, place: BoxPlace, contentKey: Uint8Array): Result<Uint8Array> {
  try {
    const promised = bytesOf(box.commitment);
    if (promised.length !== 32 || !timingSafeEqual(derived(contentKey, labels.commitment), promised)) return integrity('seal/broken', { problem: 'it is sealed with another key than it promises every reader' });
    const plain = withKey(derived(contentKey, labels.content), (key) => decrypt(key, bytesOf(box.iv), bytesOf(box.content), boxContext(place, box)));
    const content = plain === null ? null : unpadded(plain);
    return content === null ? integrity('seal/broken', { problem: 'it was changed' }) : ok(content);
  } finally {
    contentKey.fill(0);
  }
}

/** A public key on P-256; null for another form, and for a point that isn't on the curve. */
function publicKey(spki: Uint8Array): KeyObject | null {
  if (!isP256(spki)) return null;
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

/** The agreed secret becomes a key for this one use, and is zeroed. The label is always ours: no caller gets a key for another use. */
function wrappingKey(shared: Buffer, context: Uint8Array): Uint8Array {
  try {
    return derived(shared, Buffer.concat([encodeUtf8(labels.reader), context]));
  } finally {
    shared.fill(0);
  }
}

/** HKDF-SHA-256 (RFC 5869) without salt: 32 bytes for one use. */
function derived(key: Uint8Array, info: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), info, 32));
}

function withKey<T>(key: Uint8Array, use: (key: Uint8Array) => T): T {
  try {
    return use(key);
  } finally {
    key.fill(0);
  }
}

function encrypt(key: Uint8Array, iv: Uint8Array, plain: Uint8Array, bound: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(bound);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array, bound: Uint8Array): Uint8Array | null {
  if (iv.length !== 12 || sealed.length < 16) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(bound).setAuthTag(sealed.subarray(sealed.length - 16));
    const plain = decipher.update(sealed.subarray(0, sealed.length - 16));
    decipher.final();
    return new Uint8Array(plain);
  } catch {
    return null;
  }
}

/** Base64 of a checked box; what isn't base64 after all opens nothing. */
function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64(text, 'a sealed note');
  return bytes.ok ? bytes.value : new Uint8Array();
}
