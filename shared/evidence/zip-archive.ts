/**
 * ZIP archives that tools write their logs into, read under caps: entries stored, deflated or packed with Zstandard (method 93). Names
 * only name; nothing is unpacked to anywhere. Each entry must come to the size and the CRC-32 of the directory. Directory fields as in the PKWARE application note, sections 4.3.7, 4.3.12 and 4.3.16.
 */
import { Inflate } from 'fflate';
import { clip, unreadable, type EvidenceFile } from './reader.ts';
import { ok, type Result } from '../result.ts';
import { unpackZstandard } from './zstandard.ts';

export interface ZipEntry { readonly name: string; readonly sizeBytes: number; read(): Result<Uint8Array> }

const most = { entries: 20_000, entryBytes: 64 * 1024 * 1024, totalBytes: 192 * 1024 * 1024, ratio: 200, freeBytes: 1024 * 1024 } as const;
const stored = 0;
const deflated = 8;
const zstandard = 93;

/** Whether a file begins as a ZIP archive does. */
export const isZip = (file: EvidenceFile): boolean => file.bytes.length > 22 && file.bytes[0] === 0x50 && file.bytes[1] === 0x4b && file.bytes[2] === 3 && file.bytes[3] === 4;

/** The entries of an archive, in its directory's order. Refuses encryption, other packings, overlaps, names twice, and what claims to be too much. */
export function readZip(format: string, file: EvidenceFile): Result<readonly ZipEntry[]> {
  const { bytes } = file;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const wrong = (place: string, expected: string, found: string) => unreadable(format, file.name, place, expected, found);
  const end = endOfDirectory(view);
  if (end === null) return wrong('the archive', 'a whole ZIP archive', 'one without its directory; it may be cut off');
  const count = view.getUint16(end + 10, true);
  if (count === 0xffff || view.getUint32(end + 16, true) === 0xffffffff) return wrong('the directory', 'an archive below 4 GB', 'ZIP64');
  if (count > most.entries) return wrong('the directory', `at most ${most.entries} entries`, `${count}`);

  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  const spans: { readonly from: number; readonly to: number }[] = [];
  let totalBytes = 0;
  let at = view.getUint32(end + 16, true);
  if (count > 0) spans.push({ from: at, to: end });
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return wrong(`entry ${index + 1}`, 'a directory entry', 'other bytes');
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [crc, packedBytes, sizeBytes] = [view.getUint32(at + 16, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const nameBytes = bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true));
    const name = new TextDecoder().decode(nameBytes);
    const local = view.getUint32(at + 42, true);
    at += 46 + nameBytes.length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (at > end) return wrong(`entry ${index + 1}`, 'a directory entry', 'one that goes beyond the directory');
    const place = `entry ${clip(JSON.stringify(name), 100)}`;
    if (names.has(name)) return wrong(place, 'each name once', 'it twice');
    names.add(name);
    if ((flags & 1) !== 0) return wrong(place, 'an entry that is not encrypted', 'an encrypted one');
    if (method !== stored && method !== deflated && method !== zstandard) return wrong(place, 'stored, deflated or Zstandard data', `method ${method}`);
    if (sizeBytes > most.entryBytes) return wrong(place, `at most ${most.entryBytes} bytes`, `${sizeBytes}`);
    totalBytes += sizeBytes;
    if (totalBytes > most.totalBytes) return wrong(place, `at most ${most.totalBytes} bytes together`, 'more');
    if (sizeBytes > Math.max(most.freeBytes, packedBytes * most.ratio)) return wrong(place, `at most ${most.ratio} to 1`, `${sizeBytes} bytes from ${packedBytes}`);
    if (local + 30 > bytes.length || view.getUint32(local, true) !== 0x04034b50) return wrong(place, 'its data', 'other bytes');
    const localName = bytes.subarray(local + 30, local + 30 + view.getUint16(local + 26, true));
    if (localName.length !== nameBytes.length || localName.some((byte, offset) => byte !== nameBytes[offset])) return wrong(place, 'the same name before its data', 'another one');
    const from = local + 30 + localName.length + view.getUint16(local + 28, true);
    if (from + packedBytes > bytes.length) return wrong(place, 'its data', 'an archive that is cut off');
    spans.push({ from: local, to: from + packedBytes });
    entries.push({
      name, sizeBytes,
      read: () => {
        const unpacked = unpack(method, bytes.subarray(from, from + packedBytes), sizeBytes);
        return unpacked === null
          ? wrong(place, `${sizeBytes} bytes, as the directory says`, 'data that does not unpack to that')
          : crc32(unpacked) === crc ? ok(unpacked) : wrong(place, 'the CRC-32 of the directory', 'data with another one: the archive is damaged');
      },
    });
  }
  spans.sort((a, b) => a.from - b.from);
  if (spans.some((span, index) => index > 0 && span.from < spans[index - 1]!.to)) return wrong('the archive', 'entries that share no bytes', 'entries that overlap');
  return ok(entries);
}

/** Offset of the end-of-directory record; null where there is none. */
function endOfDirectory(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  return null;
}

/** Unpacks to exactly `sizeBytes`; what comes out counts, whatever the directory claims. Null where it doesn't come to that. */
function unpack(method: number, packed: Uint8Array, sizeBytes: number): Uint8Array | null {
  if (method === stored) return packed.length === sizeBytes ? packed : null;
  if (method === zstandard) return unpackZstandard(packed, sizeBytes);
  const out = new Uint8Array(sizeBytes);
  let length = 0;
  const take = (piece: Uint8Array): void => {
    if (length + piece.length > sizeBytes) throw new RangeError('more than the directory says');
    out.set(piece, length);
    length += piece.length;
  };
  try {
    const stream = new Inflate(take);
    // In pieces: a bomb is seen before it has grown.
    for (let at = 0; at < packed.length; at += 16 * 1024) stream.push(packed.subarray(at, at + 16 * 1024), at + 16 * 1024 >= packed.length);
  } catch {
    // The library throws plain errors for damaged data; whatever it was, the entry can't be read.
    return null;
  }
  return length === sizeBytes ? out : null;
}

/** Of each byte, what the next eight shifts of CRC-32 come to. */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 0 ? value >>> 1 : 0xedb88320 ^ (value >>> 1);
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) crc = crcTable[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
