/** An event whose chain, envelope and author were checked: what the fold collects, in main and in the renderer alike. */
import type { DeviceId, Digest, Instant, MemberId } from '../vocabulary.ts';
import type { ActType, EventBody, EventType, Seen } from './catalogue.ts';

interface Provenance {
  /** Arrival order on this machine, from 1 without gaps: a cursor, never part of the state. */
  readonly position: number;
  /** Digest of the event. */
  readonly digest: Digest;
  readonly device: DeviceId;
  readonly seq: number;
  readonly seen: Seen;
  readonly member: MemberId;
  readonly claimedAt: Instant;
  readonly hlc: string;
  /** When this machine first had it. */
  readonly firstSeenAt: Instant;
}

/** A checked event of a known type. */
export type FactOf<T extends EventType> = Provenance & {
  readonly kind: 'known';
  readonly type: T;
  readonly body: EventBody<T>;
  /** Digest of the act's payload bytes, the name that votes, decisions and packets use; null for a mark. */
  readonly act: T extends ActType ? Digest : null;
};
export type KnownFact = { [T in EventType]: FactOf<T> }[EventType];
/** A checked event whose type this version does not know: kept, counted, shown. */
export type UnknownFact = Provenance & { readonly kind: 'unknown'; readonly type: string };
export type Fact = KnownFact | UnknownFact;
