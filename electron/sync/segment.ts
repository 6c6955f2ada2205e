/** Feed segments: consecutive events of one device, with the names of the packs and chunks that hold what they need. */
import { z } from 'zod';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import type { Sha256, Store } from '../../shared/ports.ts';
import { integrity, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { DeviceId, Digest } from '../../shared/vocabulary.ts';
import { chunkBytes } from './pack.ts';
import type { SegmentName } from './names.ts';

export const LargeObject = z.strictObject({ digest: Digest, sizeBytes: z.int().min(0), chunks: z.array(Digest).max(4096) });
export type LargeObject = z.infer<typeof LargeObject>;

export const Segment = z.strictObject({
  format: z.literal(1), kind: z.literal('segment'), device: DeviceId, first: z.int().min(0), last: z.int().min(0),
  /** The exact text of each event. */
  events: z.array(z.string()).min(1).max(100_000),
  packs: z.array(Digest).max(10_000),
  large: z.array(LargeObject).max(10_000),
});
export type Segment = z.infer<typeof Segment>;

/** A segment is closed when its events pass this many characters. */
export const segmentCharacters = 4 * 1024 * 1024;
export const maxSegmentBytes = 64 * 1024 * 1024;

/** Reads a file that is named by its own hash; null when it is not there. Fails with `store/bad-object` when it is something else. */
export async function readHashed(store: Store, name: string, digest: Digest, sha256: Sha256): Promise<Result<Uint8Array | null>> {
  const bytes = await store.read(name);
  if (!bytes.ok || bytes.value === null) return bytes;
  return sha256(bytes.value) === digest ? bytes : integrity('store/bad-object', { name, problem: 'its bytes do not hash to its name' });
}

/** A segment of the store, checked against its name; null when it is not there. */
export async function readSegment(store: Store, named: SegmentName, sha256: Sha256): Promise<Result<Segment | null>> {
  const { name, device, first, last } = named;
  const bytes = await readHashed(store, name, named.digest, sha256);
  if (!bytes.ok || bytes.value === null) return bytes.ok ? ok(null) : bytes;
  const segment = readStrict(Segment, bytes.value, { name, maxBytes: maxSegmentBytes, format: 1 });
  if (!segment.ok) return segment;
  const { value } = segment;
  if (value.device !== device || value.first !== first || value.last !== last || value.events.length !== last - first + 1) return integrity('store/bad-object', { name, problem: 'it holds other events than its name says' });
  if (value.large.some(({ sizeBytes, chunks }) => chunks.length !== Math.ceil(sizeBytes / chunkBytes))) return integrity('store/bad-object', { name, problem: 'a large object has another number of chunks than its size needs' });
  return ok(value);
}
