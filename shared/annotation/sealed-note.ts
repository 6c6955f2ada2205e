/**
 * A privileged note as it travels: a sealed box with the names of who can open it, and the little that stands outside. What the
 * note says, which document and which passage it is on, and how long it is but for its size class, is inside.
 *
 * The parts (the machine's rooms compute them): a random content key; from it by HKDF-SHA-256 (RFC 5869) the key that encrypts and
 * a commitment to it, so that nobody can write a box that says one thing to one reader and another to the next; and for each reader
 * the content key once more, under ECDH P-256 with a fresh key, HKDF-SHA-256 and AES-256-GCM. Everything outside is authenticated.
 */
import { z } from 'zod';
import { canonicalBytes } from '../bytes/canonical.ts';
import { readStrict } from '../bytes/strict-json.ts';
import { fail, integrity, ok, type Result } from '../result.ts';
import { Base64, Digest, ItemId, MemberId, Prose, type BoardId } from '../vocabulary.ts';
import { Anchor } from './anchor.ts';

/** The sizes that a content may have before it is encrypted, in bytes: its length tells no more than one of these. */
export const sizeClasses = [1, 4, 16, 64, 256].map((kib) => kib * 1024);
const largest = 256 * 1024;
/** What AES-GCM adds: its authentication tag. */
const tagBytes = 16;
/** Most readers of one note. */
const mostReaders = 200;

const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;
const Exactly = (bytes: number) => Base64.length(base64Length(bytes));

/** Who can open it: the SHA-256 of the agreement key's SPKI, and the content key for it (a nonce of 12 bytes, 32 bytes and a tag). */
export const Reader = z.strictObject({ member: MemberId, key: Digest, iv: Exactly(12), contentKey: Exactly(32 + tagBytes) });
export type Reader = z.infer<typeof Reader>;

/** Readers stand in the order of their ids, each once. `ephemeral` is the SPKI of the box's own P-256 key. */
export const SealedBox = z.strictObject({
  ephemeral: Exactly(91), commitment: Exactly(32), readers: z.array(Reader).min(1).max(mostReaders), iv: Exactly(12), content: Base64.min(base64Length(1024 + tagBytes)).max(base64Length(largest + tagBytes)),
}).refine(({ readers }) => readers.every(({ member }, index) => index === 0 || (readers[index - 1]?.member ?? '') < member), 'readers in the order of their ids, each once');
export type SealedBox = z.infer<typeof SealedBox>;

/** What a box is for, and where it belongs: opened anywhere else it says nothing. `about`: a dossier, or the id of a draft. */
export interface BoxPlace { readonly purpose: 'privileged-note' | 'draft'; readonly board: BoardId; readonly about: string; readonly author: MemberId }

/** What the content is bound to: everything outside of it. */
export function boxContext(place: BoxPlace, { ephemeral, commitment, readers }: Pick<SealedBox, 'ephemeral' | 'commitment'> & { readonly readers: readonly Pick<Reader, 'member' | 'key'>[] }): Uint8Array {
  return canonicalBytes({ kind: 'countersign-sealed-box', format: 1, ...placeFields(place), ephemeral, commitment, readers: readers.map(({ member, key }) => ({ member, key })) });
}

/** What the key between the box and one reader is derived for. */
export function readerContext(place: BoxPlace, { member, key }: Pick<Reader, 'member' | 'key'>): Uint8Array {
  return canonicalBytes({ kind: 'countersign-content-key', format: 1, ...placeFields(place), reader: member, key });
}

function placeFields({ purpose, board, about, author }: BoxPlace): BoxPlace {
  return { purpose, board, about, author };
}

/** What a privileged note says: as an annotation does (rule A-1), of a document as its author read it. `text` empty: a highlight. */
export const NoteContent = z.strictObject({
  format: z.literal(1), kind: z.literal('privileged-note'), revision: Digest, item: ItemId, itemDigest: Digest, anchor: Anchor, text: Prose, tags: z.array(z.string().min(1).max(40)).max(12),
});
export type NoteContent = z.infer<typeof NoteContent>;

/** A content's bytes behind their length (4 bytes, big-endian), filled up with zeros to the next size class; null for what no class holds. */
export function padded(content: Uint8Array): Uint8Array | null {
  const size = sizeClasses.find((one) => content.length + 4 <= one);
  if (size === undefined) return null;
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, content.length);
  bytes.set(content, 4);
  return bytes;
}

/** The content again; null for anything that {@link padded} doesn't make. */
export function unpadded(bytes: Uint8Array): Uint8Array | null {
  if (!sizeClasses.includes(bytes.length)) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  if (length > bytes.length - 4 || sizeClasses.find((one) => length + 4 <= one) !== bytes.length) return null;
  return bytes.subarray(4 + length).every((byte) => byte === 0) ? bytes.subarray(4, 4 + length) : null;
}

/** Reads an opened content. Fails with `seal/broken` for what isn't one: the words themselves never reach a message. */
export function readNoteContent(bytes: Uint8Array): Result<NoteContent> {
  const read = readStrict(NoteContent, bytes, { name: 'a privileged note', maxBytes: largest, maxDepth: 6, canonical: true, format: 1 });
  if (read.ok) return ok(read.value);
  return read.trouble.code === 'input/format-number' ? fail(read.trouble) : integrity('seal/broken', { problem: 'what it holds is no note' });
}
