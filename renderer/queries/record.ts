/**
 * The record in the window's memory: the projection's facts folded as far as its cursor, with the rosters and the content
 * that the rules look at. Each change gives a new `Known`; screens work out their view from it.
 */
import { liveQuery } from 'dexie';
import type { ContentOf } from '../../shared/events/content.ts';
import type { Fact } from '../../shared/events/fact.ts';
import { addFact, addFork } from '../../shared/events/fold.ts';
import { emptyState, type BoardView } from '../../shared/events/state.ts';
import { ask, on, reportDefect } from '../bridge/client.ts';
import { startFeed } from '../bridge/feed.ts';
import { live } from '../bridge/live.ts';
import { tell } from '../bridge/notice.ts';
import { dropOtherBoards, projectionDatabase } from '../projection/database.ts';
import { cursorOf, rowsAfter, settle, takeFacts } from '../projection/projector.ts';
import type { BoardId } from '../../shared/vocabulary.ts';
import { contents } from './content-store.ts';
import { endSearch } from './search-worker.ts';
import { profile } from './session.ts';
import { sync } from './sync.ts';

export interface Known {
  readonly view: BoardView;
  readonly contentOf: ContentOf;
  /** Position of the last fact folded. */
  readonly position: number;
}

/** Null until the facts of the vault are in and what they publish has been looked for. */
export const known = live<Known | null>(null);

/** Follows the record of an open board; answers how to stop. */
export function startRecord(board: BoardId): () => void {
  const database = projectionDatabase(board);
  const state = emptyState();
  let position = 0;
  let isReady = false;
  let stopped = false;
  let line: Promise<void> = Promise.resolve();
  const stops: (() => void)[] = [];

  const onDefect = (error: unknown): void => void reportDefect(error).then((reference) => tell({ family: 'fault', code: 'defect', params: { reference }, retry: true }));
  const inLine = (step: () => Promise<void>): void => void (line = line.then(() => (stopped ? undefined : step())).catch(onDefect));

  function show(): void {
    const current = profile.get();
    if (stopped || !isReady || current?.kind !== 'open' || current.board.id !== board) return;
    for (const fork of current.forks) addFork(state, fork);
    known.set({ view: { state, rosters: current.rosters }, contentOf: contents.contentOf, position });
  }

  /** Folds what the projection has beyond our position; only then looks for the content that it publishes. */
  async function foldNew(): Promise<void> {
    const rows = await rowsAfter(database, position);
    for (const { fact } of rows) addFact(state, fact);
    position = rows.at(-1)?.position ?? position;
    if (rows.length > 0) show();
    await loadContents();
  }

  async function loadContents(): Promise<void> {
    const isNew = await contents.load([...state.revisions.values()].map((fact) => fact.body.revision));
    if (isNew || known.get() === null) show();
  }

  async function start(): Promise<void> {
    const factAt = async (at: number): Promise<Fact | null | 'unknown'> => {
      const answer = await ask('facts.since', { position: at - 1 });
      return answer.ok ? (answer.value[0] ?? null) : 'unknown';
    };
    // A database that can't be read is as good as none: it holds nothing of its own.
    await settle(database, factAt).catch(async () => {
      if (stopped) return;
      await database.delete();
      await database.open();
    });
    if (stopped) return;
    const feed = startFeed({
      cursor: async () => (await cursorOf(database)).position,
      take: (facts) => takeFacts(database, facts),
      since: (after) => ask('facts.since', { position: after }),
      onFacts: (listener) => on('facts', ({ facts }) => listener(facts)),
      onTrouble: tell,
      onDefect,
    });
    stops.push(feed.stop);
    await feed.caughtUp;
    if (stopped) return;
    await foldNew();
    if (stopped) return;
    isReady = true;
    show();
    const watched = liveQuery(() => cursorOf(database)).subscribe({ next: () => inLine(foldNew), error: onDefect });
    stops.push(() => watched.unsubscribe());
    void dropOtherBoards(board);
  }

  inLine(start);
  stops.push(profile.subscribe(show), sync.subscribe(() => inLine(loadContents)));
  return () => {
    stopped = true;
    for (const stop of stops) stop();
    endSearch();
    known.set(null);
    database.close();
  };
}
