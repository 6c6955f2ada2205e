/** The window's copy of the facts in IndexedDB. It holds nothing of its own: it may be dropped at any time and is filled again. */
import { Dexie, type Table } from 'dexie';
import type { BoardId, Digest } from '../../shared/vocabulary.ts';
import type { FactRow } from './rows.ts';

/** Counts up whenever rows change their meaning; a database of another number is dropped and refolded. */
export const PROJECTION_VERSION = 1;

/** How far the rows go, and the fact that stands there: by it a projection of another vault is recognised. */
export interface Cursor { readonly key: 'cursor'; readonly version: number; readonly position: number; readonly digest: Digest | null }

export interface ProjectionDatabase extends Dexie {
  readonly facts: Table<FactRow, string>;
  readonly meta: Table<Cursor, string>;
}

const prefix = 'countersign-';

/** The database of a board; opened on first use. */
export function projectionDatabase(board: BoardId): ProjectionDatabase {
  const database = new Dexie(`${prefix}${board}`) as ProjectionDatabase;
  database.version(PROJECTION_VERSION).stores({ facts: 'digest, &position, dossier, type', meta: 'key' });
  return database;
}

/** Deletes what earlier boards of this profile left: a removed sample, for instance. */
export async function dropOtherBoards(board: BoardId | null): Promise<void> {
  const names = await Dexie.getDatabaseNames();
  await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== `${prefix}${board ?? ''}`).map((name) => Dexie.delete(name)));
}
