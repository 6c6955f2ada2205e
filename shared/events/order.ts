/**
 * Which fact comes before which. What an author had seen comes first; between facts that don't know of each other the
 * hybrid logical clock decides, then the digest (rule L-6). Claimed times and arrival never do.
 */
import type { Fact } from './fact.ts';

type Placed = Pick<Fact, 'member' | 'device' | 'seq' | 'seen' | 'hlc' | 'digest'>;

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
 * Puts facts in the one order that every machine gives them. First each member's devices are merged, then the members:
 * of the next facts of each, the one with the lowest clock among those that come after nothing still waiting. So facts
 * of one member never change places because of another's clock. Feeds that claim to follow each other in a circle are
 * lying; the clock alone decides between them.
 */
export function inOrder<F extends Placed>(facts: Iterable<F>): readonly F[] {
  const members = [...grouped(facts, (fact) => fact.member).values()].map((own) => {
    const devices = [...grouped(own, (fact) => fact.device).values()];
    return merge(devices.map((feed) => feed.sort((a, b) => a.seq - b.seq || compareClock(a, b))));
  });
  return merge(members);
}

/** One line of facts whose order is settled. `fronts` are, for each device in it, the facts still waiting, last first. */
interface Line<F> { readonly facts: readonly F[]; readonly fronts: ReadonlyMap<string, F[]>; next: number }

function merge<F extends Placed>(feeds: readonly (readonly F[])[]): readonly F[] {
  if (feeds.length === 1) return feeds[0] ?? [];
  const lines: Line<F>[] = feeds.map((facts) => ({ facts, fronts: grouped([...facts].reverse(), (fact) => fact.device), next: 0 }));
  const ordered: F[] = [];
  for (let waiting = lines; waiting.length > 0; waiting = waiting.filter((line) => line.next < line.facts.length)) {
    const heads = waiting.map((line) => ({ line, fact: line.facts[line.next] as F }));
    const free = heads.filter((head) => !waiting.some((other) => other !== head.line && waitsFor(head.fact, other)));
    const first = (free.length > 0 ? free : heads).reduce((best, head) => (compareClock(head.fact, best.fact) < 0 ? head : best));
    first.line.fronts.get(first.fact.device)?.pop();
    first.line.next += 1;
    ordered.push(first.fact);
  }
  return ordered;
}

function waitsFor<F extends Placed>(fact: F, line: Line<F>): boolean {
  return [...line.fronts.values()].some((front) => {
    const next = front.at(-1);
    return next !== undefined && comesAfter(fact, next);
  });
}

function grouped<F>(facts: Iterable<F>, keyOf: (fact: F) => string): Map<string, F[]> {
  const groups = new Map<string, F[]>();
  for (const fact of facts) {
    const group = groups.get(keyOf(fact));
    if (group === undefined) groups.set(keyOf(fact), [fact]);
    else group.push(fact);
  }
  return groups;
}
