import { describe, expect, it } from 'vitest';
import { readInPages, type Page } from '../../../renderer/queries/evidence-pages.ts';
import type { Evidence } from '../../../shared/dossier/evidence.ts';
import { integrity, ok, type Result } from '../../../shared/result.ts';
import type { ItemId } from '../../../shared/vocabulary.ts';

const ids = Array.from({ length: 600 }, (_, i) => `E-${String(i).padStart(3, '0')}` as ItemId);
const pieceOf = (id: ItemId): Evidence => ({ id }) as unknown as Evidence;

/** Answers at most `most` pieces a page, and notes what was asked. */
function pages(most: number) {
  const asked: (readonly ItemId[])[] = [];
  const seen: { readonly first: (readonly ItemId[])[]; readonly all: (readonly ItemId[])[] } = { first: [], all: [] };
  const read = async (pieces: readonly ItemId[]): Promise<Result<Page>> => {
    asked.push(pieces);
    const some = pieces.slice(0, most);
    return ok({ length: some.length, at: (index) => pieceOf(some[index]!) });
  };
  const wanted = new Set<ItemId>();
  const ports = { read, first: () => wanted, onFirst: (evidence: ReadonlyMap<ItemId, Evidence>) => void seen.first.push([...evidence.keys()]), onAll: (evidence: ReadonlyMap<ItemId, Evidence>) => void seen.all.push([...evidence.keys()]) };
  return { ports, asked, seen, wanted };
}

describe('evidence a page at a time', () => {
  it('brings every piece once, in the order of the revision, whatever a page holds', async () => {
    for (const most of [1, 7, 1_000]) {
      const { ports, asked, seen } = pages(most);
      expect(await readInPages(ids, ports)).toBeNull();
      expect(seen.all).toEqual([ids]);
      expect(Math.max(...asked.map((one) => one.length))).toBeLessThanOrEqual(256);
    }
  });

  it('asks first for what is on screen, also when that comes up later', async () => {
    const { ports, asked, seen, wanted } = pages(10);
    wanted.add(ids[500]!);
    const reading = readInPages(ids, { ...ports, onFirst: (evidence) => { ports.onFirst(evidence); wanted.add(ids[400]!); } });
    expect(await reading).toBeNull();
    expect(asked[0]).toEqual([ids[500]]);
    expect(seen.first[0]).toEqual([ids[500]]);
    expect(asked.slice(1, 4).some((one) => one.length === 1 && one[0] === ids[400])).toBe(true);
    expect(seen.all).toEqual([ids]);
  });

  it('says what is wrong and gives nothing of the whole', async () => {
    const { ports, seen } = pages(10);
    const damaged = integrity('object/missing', { digest: '0'.repeat(64) as never });
    let calls = 0;
    expect(await readInPages(ids, { ...ports, read: (pieces) => (++calls > 3 ? Promise.resolve(damaged) : ports.read(pieces)) })).toEqual(damaged.trouble);
    expect(seen.all).toEqual([]);
  });

  it('ends when an answer brings nothing', async () => {
    const { ports, asked } = pages(0);
    expect(await readInPages(ids, ports)).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it('has nothing to ask where there is no evidence', async () => {
    const { ports, asked, seen } = pages(10);
    expect(await readInPages([], ports)).toBeNull();
    expect([asked, seen.all]).toEqual([[], [[]]]);
  });
});
