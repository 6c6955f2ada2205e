/** Packs: many small objects in one file, since stores are slow at many files. `CSPACK01`, index length (u32, big-endian), index, bytes. */
import { z } from 'zod';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { integrity, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { Digest } from '../../shared/vocabulary.ts';

const magic = encodeUtf8('CSPACK01');
const headBytes = magic.length + 4;
const maxIndexBytes = 16 * 1024 * 1024;

/** A pack is closed when its objects pass this many bytes. */
export const packBytes = 4 * 1024 * 1024;
/** Objects above this go alone, in chunks. */
export const largeObjectBytes = 4 * 1024 * 1024;
/** Size of all chunks of a large object but the last. */
export const chunkBytes = 8 * 1024 * 1024;

/** Digest, offset from the end of the index, length. */
const Index = z.array(z.tuple([Digest, z.int().min(0), z.int().min(0)])).max(200_000);

/** A pack of `objects`, in their order. */
export function writePack(objects: readonly { readonly digest: Digest; readonly bytes: Uint8Array }[]): Uint8Array {
  let offset = 0;
  const index = canonicalBytes(objects.map(({ digest, bytes }) => {
    const entry = [digest, offset, bytes.length];
    offset += bytes.length;
    return entry;
  }));
  const pack = new Uint8Array(headBytes + index.length + offset);
  pack.set(magic);
  new DataView(pack.buffer).setUint32(magic.length, index.length);
  pack.set(index, headBytes);
  let at = headBytes + index.length;
  for (const { bytes } of objects) {
    pack.set(bytes, at);
    at += bytes.length;
  }
  return pack;
}

/** The objects of a pack in their order, not yet hashed: whoever takes one checks it. Fails with `store/bad-object`. */
export function readPack(pack: Uint8Array, name: string): Result<readonly { readonly digest: Digest; readonly bytes: Uint8Array }[]> {
  const bad = (problem: string): Result<never> => integrity('store/bad-object', { name, problem });
  if (pack.length < headBytes || magic.some((byte, i) => pack[i] !== byte)) return bad('not a pack');
  const indexLength = new DataView(pack.buffer, pack.byteOffset).getUint32(magic.length);
  const start = headBytes + indexLength;
  if (start > pack.length) return bad('its index is longer than the pack');
  const index = readStrict(Index, pack.subarray(headBytes, start), { name, maxBytes: maxIndexBytes });
  if (!index.ok) return bad('its index is malformed');
  const objects: { digest: Digest; bytes: Uint8Array }[] = [];
  for (const [digest, offset, length] of index.value) {
    if (start + offset + length > pack.length) return bad('its index leads beyond the pack');
    objects.push({ digest, bytes: pack.subarray(start + offset, start + offset + length) });
  }
  return ok(objects);
}
