/** Facts without signatures: a journal writes them into feeds with counted digests and clocks, and knows who had seen what. */
import type { EventBody, EventType, Seen } from '../../shared/events/catalogue.ts';
import { acts } from '../../shared/events/catalogue.ts';
import type { Fact, FactOf, UnknownFact } from '../../shared/events/fact.ts';
import type { DeviceId, Digest, Instant, MemberId } from '../../shared/vocabulary.ts';

/** A digest that tests can tell apart: the number in hexadecimal, left-padded. */
export function countedDigest(n: number): Digest {
  return n.toString(16).padStart(64, '0') as Digest;
}

/** The instant `minutes` after the tests' first. */
export function minutesLater(minutes: number): Instant {
  return new Date(Date.parse('2026-11-19T09:12:44.000Z') + minutes * 60_000).toISOString() as Instant;
}

export interface Writing {
  /** Which of the member's machines writes; the first unless said. */
  readonly machine?: number;
  /** What the author had of the other feeds: everything written so far (`all`, the default), nothing, or these facts and what came before them in their feeds. */
  readonly seen?: 'all' | 'nothing' | readonly Fact[];
  /** Minutes on the author's clock; one more than the last fact's unless said. */
  readonly minute?: number;
  /** Writes under a number that the feed has used: a fork. */
  readonly seq?: number;
  /** The act's digest, to repeat an act in another event. */
  readonly act?: Digest;
}

export interface Journal {
  /** Everything written, in the order of writing. */
  readonly facts: Fact[];
  write<T extends EventType>(member: string, type: T, body: EventBody<T>, how?: Writing): FactOf<T>;
  /** An event of a type from the future. */
  writeUnknown(member: string, type: string, how?: Writing): UnknownFact;
}

/** A journal whose digests count from `first`. */
export function journal(first = 1): Journal {
  const facts: Fact[] = [];
  const devices = new Map<string, { id: DeviceId; next: number }>();
  let minute = 0;

  function place(member: string, { machine = 0, seen = 'all', minute: claimed, seq }: Writing): Omit<UnknownFact, 'kind' | 'type'> {
    const name = `${member}/${machine}`;
    const device = devices.get(name) ?? { id: (devices.size + 1).toString(16).padStart(32, 'd') as DeviceId, next: 0 };
    devices.set(name, device);
    const at = seq ?? device.next;
    device.next = Math.max(device.next, at + 1);
    minute = claimed ?? minute + 1;
    return {
      position: facts.length + 1, digest: countedDigest(first + facts.length), device: device.id, seq: at, seen: headsOf(seen, device.id),
      member: member as MemberId, claimedAt: minutesLater(minute), hlc: `${Date.parse(minutesLater(minute))}.0`, firstSeenAt: minutesLater(minute),
    };
  }

  function headsOf(seen: NonNullable<Writing['seen']>, own: DeviceId): Seen {
    const known = seen === 'all' ? facts : seen === 'nothing' ? [] : seen;
    const heads: Record<string, { seq: number; digest: Digest }> = {};
    for (const { device, seq, digest } of known) if (device !== own && (heads[device]?.seq ?? -1) < seq) heads[device] = { seq, digest };
    return heads;
  }

  return {
    facts,
    write(member, type, body, how = {}) {
      const act = Object.hasOwn(acts, type) ? (how.act ?? countedDigest(0xa000_0000 + first + facts.length)) : null;
      const fact = { ...place(member, how), kind: 'known', type, body, act } as FactOf<typeof type>;
      facts.push(fact as Fact);
      return fact;
    },
    writeUnknown(member, type, how = {}) {
      const fact: UnknownFact = { ...place(member, how), kind: 'unknown', type };
      facts.push(fact);
      return fact;
    },
  };
}
