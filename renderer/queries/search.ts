/** Finding items of all dossiers here by their words. */
import { useEffect, useMemo } from 'react';
import { foundWords, type FoundKind } from '../../shared/copy/find.ts';
import type { DossierId } from '../../shared/vocabulary.ts';
import { useHome } from './home.ts';
import type { Found, SearchIndex } from './search-index.ts';
import { findingsOf, heldOf, prepareSearch, searchVersion, type Searched } from './search-store.ts';
import { useLive } from './use-live.ts';

/** One item that was found, and whose it is. */
export interface FoundItem extends Found { readonly dossier: DossierId }
export interface FoundGroup { readonly kind: FoundKind; readonly items: readonly FoundItem[] }

export interface SearchAnswer {
  /** The group with the best hit first; in each the best first. */
  readonly groups: readonly FoundGroup[];
  /** Nothing has these words: the hits are spelt alike. */
  readonly near: boolean;
  /** Dossiers that are read to the end, of those searched. */
  readonly read: number;
  readonly of: number;
  readonly cut: boolean;
  readonly hasPdf: boolean;
}

/** How much more a hit weighs where the member is, in what is still to be decided, or where they were lately. */
const hereWeight = 2.5;
const openWeight = 1.5;
const recentWeight = 1.5;

export interface SearchOptions {
  /** Only this dossier; null: all of them. */
  readonly within: DossierId | null;
  /** Where the member is. */
  readonly here: DossierId | null;
  /** What they went to lately, as `<dossier>/<item>`. */
  readonly recent: ReadonlySet<string>;
}

/** Looks for a text; null while nothing is asked. The index is built once somebody calls this. */
export function useSearch(text: string, { within, here, recent }: SearchOptions): SearchAnswer | null {
  const home = useHome();
  const version = useLive(searchVersion);
  const all = useMemo(() => {
    const dossiers = (home?.dossiers ?? []).map(({ summary }): Searched => ({ dossier: summary.dossier, revision: summary.latest.digest, findings: summary.findings, open: summary.open }));
    return [...dossiers.filter(({ dossier }) => dossier === here), ...dossiers.filter(({ dossier }) => dossier !== here)];
  }, [home, here]);
  useEffect(() => prepareSearch(all), [all]);
  return useMemo(() => {
    // Another version is another answer: the indexes themselves are one and the same.
    void version;
    return text.trim() === '' ? null : answer(text, all.filter(({ dossier }) => within === null || dossier === within), here, recent);
  }, [text, all, within, here, recent, version]);
}

function answer(text: string, searched: readonly Searched[], here: DossierId | null, recent: ReadonlySet<string>): SearchAnswer {
  const exact = lookFor(text, searched, false);
  const near = exact.length === 0 && text.trim().length > 3;
  const open = new Set(searched.filter((one) => one.open).map(({ dossier }) => dossier));
  const weightOf = ({ dossier, document }: FoundItem): number => (dossier === here ? hereWeight : 1) * (open.has(dossier) ? openWeight : 1) * (recent.has(`${dossier}/${document.item}`) ? recentWeight : 1);
  const held = searched.map(({ revision }) => heldOf(revision));
  return {
    groups: grouped((near ? lookFor(text, searched, true) : exact).map((item) => ({ ...item, score: item.score * weightOf(item) }))),
    near, of: searched.length,
    read: held.filter((one) => one?.isRead !== false).length,
    cut: held.some((one) => one?.cut === true),
    hasPdf: held.some((one) => one?.hasPdf === true),
  };
}

function lookFor(text: string, searched: readonly Searched[], near: boolean): readonly FoundItem[] {
  const of = (dossier: DossierId, index: SearchIndex | undefined): readonly FoundItem[] => (index?.find(text, { near }) ?? []).map((found) => ({ ...found, dossier }));
  return searched.flatMap(({ dossier, revision }) => [...of(dossier, heldOf(revision)?.index), ...of(dossier, findingsOf(dossier))]);
}

/** Hits by their kind. */
export function grouped(items: readonly FoundItem[]): readonly FoundGroup[] {
  return (Object.keys(foundWords) as FoundKind[])
    .map((kind) => ({ kind, items: items.filter(({ document }) => document.kind === kind).sort((a, b) => b.score - a.score) }))
    .filter((group) => group.items.length > 0)
    .sort((a, b) => b.items[0]!.score - a.items[0]!.score);
}
