/**
 * `.dossier` files: a ZIP with `fmt.json` and one entry `objects/<SHA-256>` for each object of one revision, the revision itself
 * included. Written reproducibly: sorted names, a fixed time, one compression level. Documented in `docs/formats/dossier-archive.md`.
 *
 * Reading treats every byte as hostile: limits count what comes out, names serve only as names, and each object is hashed again.
 */
import { promisify } from 'node:util';
import { constants, crc32, inflateRaw } from 'node:zlib';
import { Zip, deflateSync, type ZipInputFile } from 'fflate';
import yauzl from 'yauzl';
import { z } from 'zod';
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { clip } from '../../shared/bytes/place.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { objectsOf, openRevision, type OpenRevision } from '../../shared/dossier/revision-tree.ts';
import type { ObjectSource, Sha256 } from '../../shared/ports.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { Digest } from '../../shared/vocabulary.ts';

export interface ArchiveLimits { readonly entries: number; readonly entryBytes: number; readonly totalBytes: number; readonly ratio: number }
export const archiveLimits: ArchiveLimits = { entries: 20_000, entryBytes: 64 * 1024 * 1024, totalBytes: 512 * 1024 * 1024, ratio: 200 };

/** Entries that unpack to no more than this may be of any ratio: a small file of zeros harms nobody. */
const freeBytes = 1024 * 1024;

/** `fmt.json` of an archive. */
export const ArchiveFormat = z.strictObject({ format: z.literal(1), kind: z.literal('dossier'), cipher: z.literal('none'), revision: Digest });

const formatName = 'fmt.json';
const objectName = /^objects\/([0-9a-f]{64})$/;
const fileTypeMask = 0o170000;
const regularFile = 0o100000;
const inflate = promisify(inflateRaw);

/** Takes the objects of one revision, one by one; an object that was there before is passed over. */
export interface ObjectSink { put(digest: Digest, bytes: Uint8Array): Promise<Result<void>> }

/** Writes a `.dossier` piece by piece: objects in the order in which they are put, `fmt.json` last. The same objects in the same order give the same bytes. */
export interface ArchiveWriter extends ObjectSink {
  /** Ends the archive and answers its size in bytes. */
  end(revision: Digest): Promise<Result<number>>;
}

/** `write` gets the archive's bytes in order. Refuses what a reader would refuse as too much. */
export function openArchiveWriter(name: string, write: (bytes: Uint8Array) => Promise<Result<void>>, limits = archiveLimits): ArchiveWriter {
  let ready: Uint8Array[] = [];
  let [entries, totalBytes, sizeBytes] = [1, 0, 0];
  const known = new Set<Digest>();
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    ready.push(piece);
  });
  const add = (entry: string, bytes: Uint8Array, packed: Uint8Array | null): void => {
    // ZIP keeps local time without a zone, so the time is named in parts; 1980 is the earliest it can hold.
    const file: ZipInputFile = { filename: entry, size: bytes.length, crc: crc32(bytes), compression: packed === null ? 0 : 8, mtime: new Date(1980, 0, 1) };
    zip.add(file);
    file.ondata!(null, (packed ?? bytes) as Uint8Array<ArrayBuffer>, true);
  };
  const flush = async (): Promise<Result<void>> => {
    const pieces = ready;
    ready = [];
    for (const piece of pieces) {
      sizeBytes += piece.length;
      const written = await write(piece);
      if (!written.ok) return written;
    }
    return ok(undefined);
  };
  return {
    put: (digest, bytes) => {
      if (known.has(digest)) return Promise.resolve(ok(undefined));
      known.add(digest);
      if (++entries > limits.entries) return Promise.resolve(refuse('archive/too-much', { name, what: 'entries', limit: limits.entries }));
      if (bytes.length > limits.entryBytes) return Promise.resolve(refuse('archive/too-much', { name, what: 'entry-bytes', limit: limits.entryBytes }));
      totalBytes += bytes.length;
      if (totalBytes > limits.totalBytes) return Promise.resolve(refuse('archive/too-much', { name, what: 'total-bytes', limit: limits.totalBytes }));
      add(`objects/${digest}`, bytes, packedWithin(bytes, limits));
      return flush();
    },
    end: async (revision) => {
      add(formatName, canonicalBytes(ArchiveFormat.parse({ format: 1, kind: 'dossier', cipher: 'none', revision })), null);
      zip.end();
      const written = await flush();
      return written.ok ? ok(sizeBytes) : written;
    },
  };
}

/** Objects of one revision, kept in memory: for the sample, which is small, and for looking without packing. */
export function memorySink(): ObjectSink & { readonly objects: ReadonlyMap<Digest, Uint8Array> } {
  const objects = new Map<Digest, Uint8Array>();
  return { objects, put: (digest, bytes) => { objects.set(digest, bytes); return Promise.resolve(ok(undefined)); } };
}

/** Objects above this are packed lightly. */
const lightBytes = 64 * 1024;

/** Whether the first bytes look like text or tables rather than something that is packed already. */
function isCompressible(bytes: Uint8Array): boolean {
  const counts = new Set(bytes.subarray(0, 4096));
  return counts.size < 200;
}

/**
 * The object deflated; null where it is stored as it is: what is packed already, and large objects that repeat themselves so much that they
 * would look like a bomb to a reader. Large ones are packed lightly: the strongest packing takes twice the time for a tenth of the size.
 */
function packedWithin(bytes: Uint8Array, limits: ArchiveLimits): Uint8Array | null {
  const isLarge = bytes.length > freeBytes;
  if (isLarge && !isCompressible(bytes)) return null;
  const packed = deflateSync(bytes, { level: bytes.length > lightBytes ? 1 : 6 });
  return packed.length >= bytes.length || (isLarge && bytes.length > (packed.length * limits.ratio) / 2) ? null : packed;
}

/** A whole, checked archive: the opened revision and all its objects, its own bytes included. */
export interface DossierArchive { readonly revision: OpenRevision; readonly objects: ReadonlyMap<Digest, Uint8Array> }

/** Opens and checks the bytes of a `.dossier` file. */
export async function readArchive(name: string, archive: Uint8Array, sha256: Sha256, limits = archiveLimits): Promise<Result<DossierArchive>> {
  const entries = await unpack(name, archive, limits);
  if (!entries.ok) return entries;
  const formatBytes = entries.value.get(formatName);
  if (formatBytes === undefined) return refuse('archive/bad-entry', { name, entry: formatName, problem: 'missing' });
  const format = readStrict(ArchiveFormat, formatBytes, { name: `${name}, ${formatName}`, maxBytes: 4096, format: 1 });
  if (!format.ok) return format;

  const objects = new Map<Digest, Uint8Array>();
  for (const [entry, bytes] of entries.value) {
    if (entry === formatName) continue;
    const digest = objectName.exec(entry)![1] as Digest;
    if (sha256(bytes) !== digest) return refuse('archive/bad-entry', { name, entry, problem: 'not the bytes that its name says' });
    objects.set(digest, bytes);
  }
  const source: ObjectSource = {
    read: (digest) => {
      const bytes = objects.get(digest);
      return Promise.resolve(bytes === undefined ? refuse('archive/missing-object', { name, digest }) : ok(bytes));
    },
  };
  const revision = await openRevision(format.value.revision, source, sha256, { raw: true });
  if (!revision.ok) return revision;
  const needed = new Set<Digest>([revision.value.digest, ...objectsOf(revision.value.revision)]);
  const stray = [...objects.keys()].find((digest) => !needed.has(digest));
  if (stray !== undefined) return refuse('archive/bad-entry', { name, entry: `objects/${stray}`, problem: 'belongs to no part of the revision' });
  return ok({ revision: revision.value, objects });
}

/** All entries by name, under the limits. Names are checked against two patterns and never become paths. */
async function unpack(name: string, archive: Uint8Array, limits: ArchiveLimits): Promise<Result<Map<string, Uint8Array>>> {
  const buffer = Buffer.from(archive.buffer, archive.byteOffset, archive.length);
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.fromBufferPromise(buffer, { strictFileNames: true, validateEntrySizes: true });
  } catch (error) {
    return refuse('archive/not-zip', { name, problem: problemOf(error) });
  }
  if (zip.entryCount > limits.entries) return refuse('archive/too-much', { name, what: 'entries', limit: limits.entries });
  const unpacked = new Map<string, Uint8Array>();
  const spans: { readonly from: number; readonly to: number; readonly entry: string }[] = [];
  let totalBytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const entryName = clip(entry.fileName, 100);
      const bad = (problem: string) => refuse('archive/bad-entry', { name, entry: entryName, problem });
      if (unpacked.size >= limits.entries) return refuse('archive/too-much', { name, what: 'entries', limit: limits.entries });
      if (entry.fileName !== formatName && !objectName.test(entry.fileName)) return bad('a name that does not belong in a dossier');
      if (unpacked.has(entry.fileName)) return bad('there twice');
      const fileType = (entry.externalFileAttributes >>> 16) & fileTypeMask;
      if (fileType !== 0 && fileType !== regularFile) return bad('not a plain file');
      if (entry.isEncrypted()) return bad('encrypted');
      if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return bad(`packed by method ${entry.compressionMethod}`);
      if (entry.uncompressedSize > limits.entryBytes) return refuse('archive/too-much', { name, what: 'entry-bytes', limit: limits.entryBytes });
      if (totalBytes + entry.uncompressedSize > limits.totalBytes) return refuse('archive/too-much', { name, what: 'total-bytes', limit: limits.totalBytes });
      if (entry.uncompressedSize > Math.max(freeBytes, entry.compressedSize * limits.ratio)) return refuse('archive/too-much', { name, what: 'ratio', limit: limits.ratio });

      const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
      const end = fileDataStart + entry.compressedSize;
      if (end > buffer.length) return refuse('archive/not-zip', { name, problem: 'cut off' });
      spans.push({ from: entry.relativeOffsetOfLocalHeader, to: end, entry: entryName });
      const packed = buffer.subarray(fileDataStart, end);
      // What comes out counts, whatever the directory claims: one byte more than it said ends it.
      const bytes = entry.compressionMethod === 0 ? new Uint8Array(packed) : await inflate(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize), finishFlush: constants.Z_FINISH });
      if (bytes.length !== entry.uncompressedSize) return bad('of another size than the directory says');
      totalBytes += bytes.length;
      unpacked.set(entry.fileName, bytes);
    }
  } catch (error) {
    return refuse('archive/not-zip', { name, problem: problemOf(error) });
  }
  spans.sort((a, b) => a.from - b.from);
  const overlap = spans.find((span, index) => index > 0 && span.from < spans[index - 1]!.to);
  return overlap === undefined ? ok(unpacked) : refuse('archive/bad-entry', { name, entry: overlap.entry, problem: 'shares bytes with another entry' });
}

function problemOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ERR_BUFFER_TOO_LARGE') return 'an entry unpacks to more than the directory says';
  return clip(error instanceof Error ? error.message : 'unreadable', 200);
}
