/** Writes facts and cursor in one transaction, and throws the whole projection away when it isn't one of this vault. */
import type { Fact } from '../../shared/events/fact.ts';
import { PROJECTION_VERSION, type Cursor, type ProjectionDatabase } from './database.ts';
import { changeOf, type FactRow } from './rows.ts';

const nowhere: Cursor = { key: 'cursor', version: PROJECTION_VERSION, position: 0, digest: null };

/** Where the projection stands; before the first fact at position 0. */
export async function cursorOf(database: ProjectionDatabase): Promise<Cursor> {
  return (await database.meta.get('cursor')) ?? nowhere;
}

/** Takes facts in, all of them or none; false when they leave a gap behind the cursor, and then none. */
export function takeFacts(database: ProjectionDatabase, facts: readonly Fact[]): Promise<boolean> {
  return database.transaction('rw', database.facts, database.meta, async () => {
    const change = changeOf((await cursorOf(database)).position, facts);
    if (change.kind !== 'rows') return change.kind !== 'gap';
    await database.facts.bulkPut([...change.rows]);
    await database.meta.put({ ...nowhere, position: change.cursor, digest: change.rows.at(-1)?.digest ?? null });
    return true;
  });
}

/** The rows after a position, in order. */
export function rowsAfter(database: ProjectionDatabase, position: number): Promise<readonly FactRow[]> {
  return database.facts.where('position').above(position).sortBy('position');
}

/**
 * Makes the database fit to go on from: empties it when another version wrote it, or when the vault has another fact at
 * its cursor (a profile that was put back from a copy). `factAt` asks main for the fact at a position. True when emptied.
 */
export async function settle(database: ProjectionDatabase, factAt: (position: number) => Promise<Fact | null | 'unknown'>): Promise<boolean> {
  const cursor = await cursorOf(database);
  if (cursor.position === 0 && cursor.version === PROJECTION_VERSION && (await database.facts.count()) === 0) return false;
  if (cursor.version === PROJECTION_VERSION) {
    const there = await factAt(cursor.position);
    if (there === 'unknown' || there?.digest === cursor.digest) return false;
  }
  await database.transaction('rw', database.facts, database.meta, async () => {
    await database.facts.clear();
    await database.meta.clear();
  });
  return true;
}
