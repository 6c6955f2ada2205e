import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { PROJECTION_VERSION, dropOtherBoards, projectionDatabase, type ProjectionDatabase } from '../../../renderer/projection/database.ts';
import { cursorOf, rowsAfter, settle, takeFacts } from '../../../renderer/projection/projector.ts';
import type { Fact } from '../../../shared/events/fact.ts';
import { foldFacts } from '../../../shared/events/fold.ts';
import { canonicalState } from '../../../shared/events/state.ts';
import { countedDigest } from '../../builders/fact.ts';
import { review } from '../../builders/review.ts';

let boards = 0;
const opened: ProjectionDatabase[] = [];

function database(): ProjectionDatabase {
  const fresh = projectionDatabase(countedDigest(++boards));
  opened.push(fresh);
  return fresh;
}

afterEach(async () => {
  const done = opened.splice(0);
  for (const one of done) one.close();
  for (const one of done) await Dexie.delete(one.name);
});

function recorded(): readonly Fact[] {
  const board = review();
  board.publish();
  for (const member of ['ingrid-solberg', 'amara-okafor', 'rafael-quintero', 'ingrid-solberg']) board.vote(member, 'approve');
  board.journal.writeUnknown('amara-okafor', 'vote.sealed/9');
  return board.journal.facts;
}

async function stateIn(db: ProjectionDatabase) {
  return canonicalState(foldFacts((await rowsAfter(db, 0)).map((row) => row.fact)));
}

describe('taking facts', () => {
  test('facts and cursor change together', async () => {
    const db = database();
    const facts = recorded();
    expect(await takeFacts(db, facts.slice(0, 3))).toBe(true);
    expect(await cursorOf(db)).toEqual({ key: 'cursor', version: PROJECTION_VERSION, position: 3, digest: facts[2]!.digest });
    expect((await rowsAfter(db, 1)).map((row) => row.fact)).toEqual(facts.slice(1, 3));
  });

  test('a gap takes nothing and says so', async () => {
    const db = database();
    const facts = recorded();
    await takeFacts(db, facts.slice(0, 1));
    expect(await takeFacts(db, facts.slice(2))).toBe(false);
    expect(await db.facts.count()).toBe(1);
    expect((await cursorOf(db)).position).toBe(1);
  });

  test('any batches, in any order and more than once, end in the state of the facts', async () => {
    const facts = recorded();
    const whole = canonicalState(foldFacts(facts));
    const batch = fc.tuple(fc.nat({ max: facts.length }), fc.nat({ max: facts.length })).map(([a, b]) => facts.slice(Math.min(a, b), Math.max(a, b)));
    await fc.assert(fc.asyncProperty(fc.array(batch, { maxLength: 6 }), async (batches) => {
      const db = database();
      for (const some of [...batches, facts]) await takeFacts(db, [...some].reverse());
      expect(await stateIn(db)).toEqual(whole);
      expect((await cursorOf(db)).position).toBe(facts.length);
    }), { numRuns: 25 });
  });

  test('a crash between facts and cursor leaves neither', async () => {
    const db = database();
    const facts = recorded();
    await takeFacts(db, facts.slice(0, 2));
    const put = db.meta.put.bind(db.meta);
    db.meta.put = () => { throw new Error('the process ends here'); };
    await expect(takeFacts(db, facts)).rejects.toThrow('the process ends here');
    db.meta.put = put;
    expect(await db.facts.count()).toBe(2);
    expect(await takeFacts(db, facts)).toBe(true);
    expect(await stateIn(db)).toEqual(canonicalState(foldFacts(facts)));
  });
});

describe('settling', () => {
  const facts = recorded();
  const vault = async (position: number) => facts[position - 1] ?? null;

  test('a projection of this vault is kept', async () => {
    const db = database();
    await takeFacts(db, facts.slice(0, 4));
    expect(await settle(db, vault)).toBe(false);
    expect(await db.facts.count()).toBe(4);
  });

  test('an empty database is fit as it is', async () => {
    expect(await settle(database(), vault)).toBe(false);
  });

  test('rows of another version are dropped and folded again', async () => {
    const db = database();
    await takeFacts(db, facts);
    await db.meta.put({ ...(await cursorOf(db)), version: PROJECTION_VERSION - 1 });
    expect(await settle(db, vault)).toBe(true);
    expect(await cursorOf(db)).toMatchObject({ position: 0, digest: null });
    await takeFacts(db, facts);
    expect(await stateIn(db)).toEqual(canonicalState(foldFacts(facts)));
  });

  test('rows without a cursor are dropped', async () => {
    const db = database();
    await takeFacts(db, facts);
    await db.meta.clear();
    expect(await settle(db, vault)).toBe(true);
    expect(await db.facts.count()).toBe(0);
  });

  test('a vault with another fact at the cursor, or none, is another vault', async () => {
    for (const other of [async () => facts[0]!, async () => null]) {
      const db = database();
      await takeFacts(db, facts);
      expect(await settle(db, other)).toBe(true);
      expect(await db.facts.count()).toBe(0);
    }
  });

  test('while main can not say, nothing is dropped', async () => {
    const db = database();
    await takeFacts(db, facts);
    expect(await settle(db, async () => 'unknown')).toBe(false);
    expect(await db.facts.count()).toBe(facts.length);
  });
});

test('a wiped database is rebuilt equal', async () => {
  const facts = recorded();
  const first = database();
  await takeFacts(first, facts);
  const before = { state: await stateIn(first), rows: await rowsAfter(first, 0), cursor: await cursorOf(first) };
  await first.delete();
  const second = projectionDatabase(countedDigest(boards));
  opened.push(second);
  await takeFacts(second, facts);
  expect({ state: await stateIn(second), rows: await rowsAfter(second, 0), cursor: await cursorOf(second) }).toEqual(before);
});

test('only the open board keeps its database', async () => {
  const kept = database();
  const removed = database();
  await takeFacts(kept, recorded());
  await takeFacts(removed, recorded());
  removed.close();
  await dropOtherBoards(countedDigest(boards - 1));
  expect(await Dexie.getDatabaseNames()).toEqual([kept.name]);
});
