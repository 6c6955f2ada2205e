/** Takes other devices' new events from a store: from each signed head down its hash chain to what this machine has. */
import { fromBase64 } from '../../shared/bytes/base64.ts';
import type { Envelope } from '../../shared/bytes/envelope.ts';
import { readStrict } from '../../shared/bytes/strict-json.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { Head } from '../../shared/events/catalogue.ts';
import { integrity, ok } from '../../shared/result.ts';
import type { Result, Trouble } from '../../shared/result.ts';
import type { DeviceId, Digest } from '../../shared/vocabulary.ts';
import { readEnvelope } from '../vault/rosters.ts';
import { maxHeadBytes } from '../vault/vault.ts';
import type { HeadName, SegmentName } from './names.ts';
import { readSegmentName, segmentFolder } from './names.ts';
import { inParallel } from './parallel.ts';
import { tell, tellName } from './report.ts';
import { readSegment } from './segment.ts';
import type { Segment } from './segment.ts';
import type { Visit } from './visit.ts';

/** Reads a head's envelope and what it says; the signature is checked with the device's key when the events are there. */
export async function readHead(visit: Visit, { name, device, seq }: HeadName): Promise<Result<{ readonly envelope: Envelope; readonly head: Head } | null>> {
  const bytes = await visit.store.read(name);
  if (!bytes.ok || bytes.value === null) return bytes.ok ? ok(null) : bytes;
  const envelope = readEnvelope(bytes.value, name, maxHeadBytes);
  if (!envelope.ok) return envelope;
  const payload = fromBase64(envelope.value.payload, name);
  if (!payload.ok) return payload;
  const head = readStrict(Head, payload.value, { name, maxBytes: maxHeadBytes, canonical: true, format: 1 });
  if (!head.ok) return head;
  return head.value.device === device && head.value.seq === seq ? ok({ envelope: envelope.value, head: head.value }) : integrity('store/bad-object', { name, problem: 'it is the head of another feed or number' });
}

/** Keeps what is wrong with a file of the store, with its bytes. A file that could not be read at all is only told. */
export async function setAside(visit: Visit, name: string, trouble: Trouble): Promise<void> {
  tell(visit.report, trouble);
  if (trouble.family === 'fault') return;
  const bytes = await visit.store.read(name);
  if (bytes.ok && bytes.value !== null) await visit.vault.quarantine.keep(name, bytes.value, trouble);
}

/** The segments of one device in the store, each read at most once a visit. */
export class Segments {
  readonly #visit: Visit;
  readonly #names: readonly SegmentName[];
  readonly #read = new Map<string, Promise<Segment | null>>();

  private constructor(visit: Visit, names: readonly SegmentName[]) {
    this.#visit = visit;
    this.#names = names;
  }

  static async of(visit: Visit, device: DeviceId): Promise<Result<Segments>> {
    const known = visit.segments.get(device);
    if (known) return ok(known);
    const listed = await visit.store.list(segmentFolder(device));
    if (!listed.ok) return listed;
    const names: SegmentName[] = [];
    for (const one of listed.value) {
      const name = readSegmentName(device, one);
      if (name) names.push(name);
      else tellName(visit.report, `${segmentFolder(device)}/${one}`);
    }
    const segments = new Segments(visit, names);
    visit.segments.set(device, segments);
    return ok(segments);
  }

  /** Names of segments that hold any event from `first` to `last`. */
  covering(first: number, last: number): readonly SegmentName[] {
    return this.#names.filter((name) => name.first <= last && name.last >= first);
  }

  /** A segment's content, or null when it is gone or bad. */
  read(name: SegmentName): Promise<Segment | null> {
    let reading = this.#read.get(name.name);
    if (!reading) {
      reading = readSegment(this.#visit.store, name, this.#visit.sha256).then(async (segment) => {
        if (segment.ok) return segment.value;
        await setAside(this.#visit, name.name, segment.trouble);
        return null;
      });
      this.#read.set(name.name, reading);
    }
    return reading;
  }

  /** The text of the event with this number and digest. */
  async event(seq: number, digest: Digest): Promise<string | null> {
    for (const name of this.covering(seq, seq)) {
      const text = (await this.read(name))?.events[seq - name.first];
      if (text !== undefined && this.#visit.sha256(encodeUtf8(text)) === digest) return text;
    }
    return null;
  }
}

/** The events from where this machine's feed and the head's chain meet up to the head, or null when some are not there yet. */
async function chainTo(visit: Visit, { device, seq, digest }: Head): Promise<Result<readonly string[] | null>> {
  const { vault } = visit;
  const segments = await Segments.of(visit, device);
  if (!segments.ok) return segments;
  const known = vault.feeds().find((feed) => feed.device === device)?.seq ?? -1;
  await inParallel(segments.value.covering(known + 1, seq), (name) => segments.value.read(name));
  const texts: string[] = [];
  let want: unknown = digest;
  for (let at = seq; at >= 0 && vault.digestAt(device, at) !== want; at--) {
    const text: string | null = typeof want === 'string' ? await segments.value.event(at, want as Digest) : null;
    if (text === null) return ok(null);
    texts.push(text);
    want = previousOf(text);
  }
  return ok(texts.reverse());
}

function previousOf(text: string): unknown {
  try {
    const event: unknown = JSON.parse(text);
    return typeof event === 'object' && event !== null && Object.hasOwn(event, 'prev') ? (event as { prev: unknown }).prev : undefined;
  } catch {
    return undefined;
  }
}

/** Takes in what one head leads to; true when this name need not be looked at again. */
export async function pullHead(visit: Visit, name: HeadName): Promise<Result<boolean>> {
  const { vault, report } = visit;
  const read = await readHead(visit, name);
  if (!read.ok) {
    if (read.trouble.family === 'fault') return read;
    await setAside(visit, name.name, read.trouble);
    return ok(true);
  }
  if (read.value === null) return ok(true);
  const { envelope, head } = read.value;
  if (vault.digestAt(head.device, head.seq) === head.digest) return ok(true);
  const texts = await chainTo(visit, head);
  if (!texts.ok) return texts;
  if (texts.value === null) {
    report.waiting.push({ device: head.device, seq: head.seq });
    return ok(false);
  }
  const taken = await vault.ingest(head.device, envelope, texts.value);
  if (!taken.ok) {
    if (taken.trouble.family === 'fault') return taken;
    tell(report, taken.trouble);
    // Its member may be in a roster that is still to come; anything else won't get better by waiting.
    if (taken.trouble.code === 'signature/unknown-key') return ok(false);
    if (taken.trouble.code !== 'feed/fork') {
      await setAside(visit, name.name, taken.trouble);
      await vault.quarantine.keep(`events of ${name.name}`, encodeUtf8(texts.value.join('\n')), taken.trouble);
    }
    return ok(true);
  }
  report.pulled.events += taken.value.length;
  for (const [device, { seq, digest }] of Object.entries(head.observed) as [DeviceId, { seq: number; digest: Digest }][]) {
    const ours = vault.digestAt(device, seq);
    if (ours !== null && ours !== digest) tell(report, integrity('feed/fork', { device, seq, first: ours, second: digest }).trouble);
  }
  return ok(true);
}
