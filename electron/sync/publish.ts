/** Puts events and what they need into a store: chunks, packs, segment, each read back before the next, the signed head last. */
import { canonicalBytes } from '../../shared/bytes/canonical.ts';
import { payloadTypes, preAuthenticationEncoding, sealEnvelope } from '../../shared/bytes/envelope.ts';
import type { Head, Seen } from '../../shared/events/catalogue.ts';
import type { PublicKey } from '../../shared/board/roster.ts';
import type { Clock, Sha256, Store } from '../../shared/ports.ts';
import { fault, ok, refuse } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { DeviceId, Digest } from '../../shared/vocabulary.ts';
import type { Vault } from '../vault/vault.ts';
import { chunkName, headName, packName, segmentName } from './names.ts';
import type { HeadName } from './names.ts';
import { chunkBytes, largeObjectBytes, packBytes, writePack } from './pack.ts';
import { inParallel } from './parallel.ts';
import { segmentCharacters } from './segment.ts';
import type { LargeObject, Segment } from './segment.ts';

export interface Written { readonly events: number; readonly objects: number; readonly packs: number }

/** Writes and reads back: a store that says yes and keeps something else is found out before anything refers to it. */
export async function writeChecked(store: Store, name: string, bytes: Uint8Array, sha256: Sha256): Promise<Result<void>> {
  const written = await store.write(name, bytes);
  if (!written.ok) return written;
  const back = await store.read(name);
  if (!back.ok) return back;
  return back.value !== null && sha256(back.value) === sha256(bytes) ? ok(undefined) : fault('store/write', { store: store.name, name, problem: 'what was read back is not what was written' });
}

const firstFailure = (results: readonly Result<unknown>[]): Result<void> => {
  const failed = results.find((result) => !result.ok);
  return failed && !failed.ok ? failed : ok(undefined);
};

async function publishLarge(store: Store, digest: Digest, bytes: Uint8Array, sha256: Sha256): Promise<Result<LargeObject>> {
  const parts = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, i) => bytes.subarray(i * chunkBytes, (i + 1) * chunkBytes));
  const chunks = parts.map(sha256);
  const written = firstFailure(await inParallel(parts, async (part, i) => writeChecked(store, chunkName(chunks[i]!), part, sha256), 2));
  return written.ok ? ok({ digest, sizeBytes: bytes.length, chunks }) : written;
}

/** Writes the objects as packs and chunks. */
async function publishObjects(vault: Vault, store: Store, digests: Iterable<Digest>, sha256: Sha256): Promise<Result<Pick<Segment, 'packs' | 'large'>>> {
  const packs: Digest[] = [];
  const large: LargeObject[] = [];
  let open: { digest: Digest; bytes: Uint8Array }[] = [];
  let openBytes = 0;
  const close = async (): Promise<Result<void>> => {
    if (open.length === 0) return ok(undefined);
    const pack = writePack(open);
    const digest = sha256(pack);
    [open, openBytes] = [[], 0];
    packs.push(digest);
    return writeChecked(store, packName(digest), pack, sha256);
  };
  for (const digest of digests) {
    const bytes = await vault.objects.read(digest);
    if (!bytes.ok) return bytes;
    if (bytes.value.length > largeObjectBytes) {
      const whole = await publishLarge(store, digest, bytes.value, sha256);
      if (!whole.ok) return whole;
      large.push(whole.value);
      continue;
    }
    open.push({ digest, bytes: bytes.value });
    openBytes += bytes.value.length;
    if (openBytes < packBytes) continue;
    const closed = await close();
    if (!closed.ok) return closed;
  }
  const closed = await close();
  return closed.ok ? ok({ packs, large }) : closed;
}

/** Publishes the events `first` to `last` of a feed, anybody's, with `objects` in their segments; no head. */
export async function publishEvents(vault: Vault, store: Store, range: { readonly device: DeviceId; readonly first: number; readonly last: number; readonly objects: Iterable<Digest> }, sha256: Sha256): Promise<Result<Written>> {
  const { device, first, last } = range;
  const objects = [...range.objects];
  const stored = await publishObjects(vault, store, objects, sha256);
  if (!stored.ok) return stored;
  const texts = await vault.eventTexts(device, first, last);
  if (!texts.ok) return texts;
  for (let start = 0; start < texts.value.length;) {
    let end = start;
    for (let characters = 0; end < texts.value.length && (end === start || characters + texts.value[end]!.length <= segmentCharacters); end++) characters += texts.value[end]!.length;
    // Every segment of one publication names all its packs: whichever comes first tells where everything is.
    const segment: Segment = { format: 1, kind: 'segment', device, first: first + start, last: first + end - 1, events: texts.value.slice(start, end), ...stored.value };
    const bytes = canonicalBytes(segment);
    const written = await writeChecked(store, segmentName(device, segment.first, segment.last, sha256(bytes)), bytes, sha256);
    if (!written.ok) return written;
    start = end;
  }
  return ok({ events: texts.value.length, objects: objects.length, packs: stored.value.packs.length });
}

/** Signs heads: the device's key, and the signature over a head's pre-authentication encoding in DER. */
export interface HeadSigner { readonly key: PublicKey; readonly sign: (message: Uint8Array) => Promise<Result<Uint8Array>> }

export interface HeadOptions { readonly seq: number; readonly digest: Digest; readonly clock: Clock; readonly sha256: Sha256; readonly heads: readonly HeadName[] }

/** Signs and publishes this device's head at `seq`, and removes its heads but the last two; the new name. */
export async function publishHead(vault: Vault, store: Store, signer: HeadSigner, { seq, digest, clock, sha256, heads }: HeadOptions): Promise<Result<string>> {
  const { device } = vault;
  const board = vault.board();
  if (device === null || board === null) return refuse('key/missing', { key: 'device' });
  const observed: Seen = Object.fromEntries(vault.feeds().filter((feed) => feed.device !== device).map((feed) => [feed.device, { seq: feed.seq, digest: feed.digest }]));
  const head: Head = { format: 1, kind: 'head', board, device, seq, digest, observed, claimedAt: clock.now() };
  const payload = canonicalBytes(head);
  const signature = await signer.sign(preAuthenticationEncoding(payloadTypes.head, payload));
  if (!signature.ok) return signature;
  const envelope = sealEnvelope(payloadTypes.head, payload, [{ keyId: signer.key.keyId, signature: signature.value }]);
  const bytes = canonicalBytes(envelope);
  const name = headName(device, seq, sha256(bytes));
  const written = await writeChecked(store, name, bytes, sha256);
  if (!written.ok) return written;
  const kept = await vault.keepHead(device, envelope);
  if (!kept.ok) return kept;
  // The one before stays for whoever is reading it now.
  for (const { name: old } of heads.filter((one) => one.device === device && one.name !== name).slice(1)) {
    const removed = await store.remove(old);
    if (!removed.ok) return removed;
  }
  return ok(name);
}
