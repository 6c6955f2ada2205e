import { describe, expect, test } from 'vitest';
import { startFeed, type FeedPorts } from '../../../renderer/bridge/feed.ts';
import type { Fact } from '../../../shared/events/fact.ts';
import { fault, ok, type Trouble } from '../../../shared/result.ts';
import { journal } from '../../builders/fact.ts';

/** A vault with a projection behind it; `pageSize` facts in one answer. */
function workbench(count: number, pageSize = 3) {
  const book = journal();
  for (let n = 0; n < count; n++) book.writeUnknown('ingrid-solberg', 'vote.sealed/9');
  const taken: number[] = [];
  const asked: number[] = [];
  const troubles: Trouble[] = [];
  const defects: unknown[] = [];
  let announce: (facts: readonly Fact[]) => void = () => undefined;
  let isDown = false;
  const ports: FeedPorts = {
    cursor: async () => taken.at(-1) ?? 0,
    async take(facts) {
      const fresh = facts.filter((fact) => fact.position > (taken.at(-1) ?? 0));
      if (fresh.length > 0 && fresh[0]!.position !== (taken.at(-1) ?? 0) + 1) return false;
      taken.push(...fresh.map((fact) => fact.position));
      return true;
    },
    async since(position) {
      asked.push(position);
      return isDown ? fault('disk/read', { path: 'vault', errno: 'EIO' }) : ok(book.facts.filter((fact) => fact.position > position).slice(0, pageSize));
    },
    onFacts(listener) {
      announce = listener;
      return () => { announce = () => undefined; };
    },
    onTrouble: (trouble) => void troubles.push(trouble),
    onDefect: (error) => void defects.push(error),
  };
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  return { book, taken, asked, troubles, defects, ports, settled, announce: (facts: readonly Fact[]) => announce(facts), setDown: (down: boolean) => { isDown = down; } };
}

describe('the feed', () => {
  test('catches up page by page', async () => {
    const bench = workbench(7);
    await startFeed(bench.ports).caughtUp;
    expect(bench.taken).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(bench.asked).toEqual([0, 3, 6, 7]);
  });

  test('what is broadcast while it catches up is not lost and not taken twice', async () => {
    const bench = workbench(4);
    const feed = startFeed(bench.ports);
    const fifth = bench.book.writeUnknown('ingrid-solberg', 'vote.sealed/9');
    bench.announce([fifth]);
    await feed.caughtUp;
    await bench.settled();
    expect(bench.taken).toEqual([1, 2, 3, 4, 5]);
  });

  test('a gap is asked for', async () => {
    const bench = workbench(2);
    await startFeed(bench.ports).caughtUp;
    bench.book.writeUnknown('ingrid-solberg', 'vote.sealed/9');
    bench.announce([bench.book.writeUnknown('ingrid-solberg', 'vote.sealed/9')]);
    await bench.settled();
    expect(bench.taken).toEqual([1, 2, 3, 4]);
  });

  test('when main can not answer it tells, and the next broadcast tries again', async () => {
    const bench = workbench(2);
    bench.setDown(true);
    await startFeed(bench.ports).caughtUp;
    expect(bench.troubles.map((trouble) => trouble.code)).toEqual(['disk/read']);
    bench.setDown(false);
    bench.announce([bench.book.facts[1]!]);
    await bench.settled();
    expect(bench.taken).toEqual([1, 2]);
  });

  test('an answer that leads nowhere is not asked for again and again', async () => {
    const bench = workbench(3);
    await startFeed({ ...bench.ports, take: async () => false }).caughtUp;
    expect(bench.asked).toEqual([0]);
  });

  test('a projection that fails is told as our own fault, and the feed goes on', async () => {
    const bench = workbench(1);
    let failures = 1;
    await startFeed({ ...bench.ports, take: (facts) => (failures-- > 0 ? Promise.reject(new Error('broken')) : bench.ports.take(facts)) }).caughtUp;
    expect(bench.defects).toHaveLength(1);
    bench.announce(bench.book.facts);
    await bench.settled();
    expect(bench.taken).toEqual([1]);
  });

  test('takes nothing once it is stopped', async () => {
    const bench = workbench(1);
    const feed = startFeed(bench.ports);
    await feed.caughtUp;
    feed.stop();
    bench.announce([bench.book.writeUnknown('ingrid-solberg', 'vote.sealed/9')]);
    await bench.settled();
    expect(bench.taken).toEqual([1]);
  });
});
