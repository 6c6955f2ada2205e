/** ZIP archives made by hand, right ones and ones that lie. */
import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';

export type Packing = 'stored' | 'deflated' | 'zstandard';

export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly packing?: Packing;
  /** What the headers say in place of the truth. */
  readonly claims?: { readonly method?: number; readonly flags?: number; readonly sizeBytes?: number; readonly packedBytes?: number; readonly crc?: number; readonly localAt?: number; readonly localName?: string };
  /** The packed bytes in place of those that follow from `content`. */
  readonly packed?: Uint8Array;
}

const methods = { stored: 0, deflated: 8, zstandard: 93 } as const;
const pack = { stored: (bytes: Uint8Array): Uint8Array => bytes, deflated: (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes), zstandard: (bytes: Uint8Array): Uint8Array => zstdCompressSync(bytes) } as const;

/** Fields of 2 and 4 bytes, little-endian. */
const fields = (...parts: readonly (readonly [2 | 4, number])[]): Uint8Array => {
  const out = new DataView(new ArrayBuffer(parts.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of parts) {
    if (size === 2) out.setUint16(at, value, true);
    else out.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(out.buffer);
};

export function zipOf(parts: readonly ZipPart[], { count = parts.length, comment = '' }: { readonly count?: number; readonly comment?: string } = {}): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, content, packing = 'deflated', claims = {}, packed: given } of parts) {
    const bytes = typeof content === 'string' ? encodeUtf8(content) : content;
    const packed = given ?? pack[packing](bytes);
    const [encoded, localName] = [encodeUtf8(name), encodeUtf8(claims.localName ?? name)];
    const common = [[2, claims.flags ?? 0], [2, claims.method ?? methods[packing]], [2, 0], [2, 33], [4, claims.crc ?? crc32(bytes)], [4, claims.packedBytes ?? packed.length], [4, claims.sizeBytes ?? bytes.length]] as const;
    const local = [fields([4, 0x04034b50], [2, 63], ...common, [2, localName.length], [2, 0]), localName, packed];
    directory.push(fields([4, 0x02014b50], [2, 63], [2, 63], ...common, [2, encoded.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, claims.localAt ?? at]), encoded);
    locals.push(...local);
    at += local.reduce((sum, one) => sum + one.length, 0);
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const note = encodeUtf8(comment);
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, note.length]);
  return new Uint8Array(Buffer.concat([...locals, ...directory, end, note]));
}
