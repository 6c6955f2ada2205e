/**
 * Which fact comes before which. What an author had seen comes first; between facts that don't know of each other the
 * hybrid logical clock decides, then the digest (rule L-6). Claimed times and arrival never do.
 */
import type { Fact } from './fact.ts';

type Placed = Pick<Fact, 'device' | 'seq' | 'seen' | 'hlc' | 'digest'>;

/** Whether the author of `a` had `b` when writing it: earlier in the same feed, or covered by a head that `a` names. */
export function hadSeen(a: Placed, b: Placed): boolean {
  if (a.device === b.device) return b.seq < a.seq;
  const head = headOf(a, b);
  return head !== undefined && (head.seq > b.seq || (head.seq === b.seq && head.digest === b.digest));
}

/** The head of `b`'s feed that `a` names. `seen` comes from a file: only its own keys are read. */
function headOf(a: Placed, b: Placed): Placed['seen'][Placed['device']] | undefined {
  return Object.hasOwn(a.seen, b.device) ? a.seen[b.device] : undefined;
}

/** Whether `a` claims to come after `b`; two branches of a fork both count, so that the order stays one order. */
function comesAfter(a: Placed, b: Placed): boolean {
  const head = headOf(a, b);
  return head !== undefined && head.seq >= b.seq;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares `<milliseconds>.<counter>` as two whole numbers. */
export function compareHlc(a: string, b: string): number {
  const [aTime = '0', aCount = '0'] = a.split('.');
  const [bTime = '0', bCount = '0'] = b.split('.');
  return Number(aTime) - Number(bTime) || Number(aCount) - Number(bCount);
}

function compareClock(a: Placed, b: Placed): number {
  return compareHlc(a.hlc, b.hlc) || compareText(a.digest, b.digest);
}

/**
 * Puts facts in the one order that every machine gives them: a merge of the feeds that takes, of the feeds' next facts,
 * the one with the lowest clock among those that come after none of the others. Feeds that claim to follow each other
 * in a circle are lying; the clock alone decides between them.
 */
export function inOrder<F extends Placed>(facts: Iterable<F>): readonly F[] {
  const feeds = [...feedsOf(facts)];
  const ordered: F[] = [];
  while (feeds.length > 0) {
    const heads = feeds.map((feed) => feed.facts[feed.next] as F);
    const free = heads.filter((head) => !heads.some((other) => other.device !== head.device && comesAfter(head, other)));
    const first = (free.length > 0 ? free : heads).reduce((best, head) => (compareClock(head, best) < 0 ? head : best));
    const index = heads.indexOf(first);
    const feed = feeds[index];
    if (feed === undefined) break;
    ordered.push(first);
    feed.next += 1;
    if (feed.next === feed.facts.length) feeds.splice(index, 1);
  }
  return ordered;
}

interface Feed<F> { readonly facts: readonly F[]; next: number }

function feedsOf<F extends Placed>(facts: Iterable<F>): readonly Feed<F>[] {
  const byDevice = new Map<string, F[]>();
  for (const fact of facts) {
    const feed = byDevice.get(fact.device);
    if (feed === undefined) byDevice.set(fact.device, [fact]);
    else feed.push(fact);
  }
  return [...byDevice.values()].map((feed) => ({ facts: feed.sort((a, b) => a.seq - b.seq || compareClock(a, b)), next: 0 }));
}
