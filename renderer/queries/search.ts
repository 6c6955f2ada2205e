/** Finding anything by its words, in one dossier or in all that are here. */
import { useEffect, useMemo, useState } from 'react';
import type { FoundKind } from '../../shared/copy/find.ts';
import type { DossierId } from '../../shared/vocabulary.ts';
import type { Answer } from '../search/answer.ts';
import { factRecords } from '../search/fact-records.ts';
import { contents } from './content-store.ts';
import { useHome } from './home.ts';
import { itemTitle } from './item-titles.ts';
import { factShelf, heldOf, holdSearch, prepareSearch, revisionShelf, searchVersion } from './search-shelves.ts';
import type { FactRecordsOf, Searched } from './search-sources.ts';
import { askSearch, searchBroken } from './search-worker.ts';
import { useSession } from './session.ts';
import { useLive } from './use-live.ts';

export interface SearchOptions {
  /** Only this dossier; null: all of them. */
  readonly within: DossierId | null;
  /** Nothing is searched: only what is asked for otherwise. */
  readonly rests: boolean;
  /** Where the member is. */
  readonly here: DossierId | null;
  /** Earlier revisions, too. */
  readonly earlier: boolean;
  /** What they went to lately, as `<dossier>/<item>`. */
  readonly recent: readonly string[];
  /** Kinds of which more than the first few are wanted. */
  readonly wide: readonly FoundKind[];
}

export interface SearchState {
  /** The newest answer there is: while the next one is on its way that of what was typed before. Null: nothing is asked. */
  readonly answer: Answer | null;
  /** The answer is to an earlier text, or to fewer things than are known by now. */
  readonly isPending: boolean;
  /** Dossiers that are read to the end, of those searched. */
  readonly read: number;
  readonly of: number;
  readonly cut: boolean;
  readonly unread: boolean;
  /** The search has stopped working. */
  readonly isBroken: boolean;
}

/** Looks for a text. The search worker is started once somebody calls this. */
export function useSearch(text: string, { rests, within, here, earlier, recent, wide }: SearchOptions): SearchState {
  const home = useHome();
  const { memberName } = useSession();
  const version = useLive(searchVersion);
  const isBroken = useLive(searchBroken);
  const all = useMemo(() => {
    const dossiers = (home?.dossiers ?? []).map(({ summary }): Searched => ({
      dossier: summary.dossier, revisions: earlier ? summary.revisions.map(({ digest }) => digest).reverse() : [summary.latest.digest], written: summary, open: summary.open,
    }));
    return [...dossiers.filter(({ dossier }) => dossier === here), ...dossiers.filter(({ dossier }) => dossier !== here)];
  }, [home, here, earlier]);
  useEffect(holdSearch, []);
  useEffect(() => {
    if (rests) return;
    const factsOf: FactRecordsOf = ({ revisions: [latest], written }) => {
      const content = latest === undefined ? undefined : contents.contentOf(latest);
      return factRecords(written, { memberName, itemTitle: (id) => (content === undefined ? undefined : itemTitle(content, id)) });
    };
    prepareSearch(all, factsOf);
  }, [rests, all, memberName]);

  const [answered, setAnswered] = useState<{ readonly key: string; readonly answer: Answer } | null>(null);
  const searched = useMemo(() => all.filter(({ dossier }) => within === null || dossier === within), [all, within]);
  const isAsked = !rests && text.trim() !== '';
  const key = JSON.stringify([text, within, earlier, recent, wide]);
  useEffect(() => {
    // Another version is another answer: the shelves hold more than before.
    void version;
    if (!isAsked) return undefined;
    let wanted = true;
    const [asked, , , been, kinds] = JSON.parse(key) as [string, DossierId | null, boolean, string[], FoundKind[]];
    const shelves = searched.flatMap((one) => [{ shelf: factShelf(one), dossier: one.dossier }, ...one.revisions.map((revision, place) => ({ shelf: revisionShelf(revision), dossier: one.dossier, ...(place > 0 && { earlier: one.revisions.length - place }) }))]);
    const weights = { here, open: searched.filter(({ open }) => open).map(({ dossier }) => dossier), recent: been };
    void askSearch({ text: asked, shelves, weights, wide: kinds }).then((answer) => { if (wanted && answer !== null) setAnswered({ key, answer }); });
    return () => { wanted = false; };
  }, [isAsked, key, searched, here, version]);

  const held = searched.flatMap(({ revisions }) => revisions.map(heldOf));
  return {
    answer: isAsked ? answered?.answer ?? null : null,
    isPending: isAsked && answered?.key !== key,
    of: searched.length, read: searched.filter(({ revisions }) => revisions.every((revision) => heldOf(revision)?.isRead !== false)).length,
    cut: held.some((one) => one?.cut === true), unread: held.some((one) => one?.unread === true), isBroken,
  };
}
