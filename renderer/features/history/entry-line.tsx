import { useEffect, useRef, type ReactNode } from 'react';
import { clockTime, shortDay } from '../../../shared/copy/date.ts';
import { boardNewsWords, historyText, historyWords, type HistoryNames } from '../../../shared/copy/history.ts';
import { shortDigest } from '../../../shared/copy/number.ts';
import { historyTabWords as words } from '../../../shared/copy/screens/history.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import type { Digest, DossierId } from '../../../shared/vocabulary.ts';
import { StateShape, type MarkState } from '../../components/state-mark.tsx';
import { hrefOf } from '../../route.ts';
import { entryState, newsShapes } from './entry-state.ts';
import { boardPlace, entryId, placeOf, type TimelineEntry } from './timeline.ts';
import styles from './history.module.css';

export interface EntryLineProps {
  readonly dossier: DossierId;
  readonly entry: TimelineEntry;
  /** The revision under which it stands; null before the first. */
  readonly revision: Digest | null;
  readonly summary: DossierSummary;
  readonly names: HistoryNames;
  /** The address names it. */
  readonly isHere: boolean;
  /** From 1, among the entries of its revision. */
  readonly place: number;
  readonly of: number;
}

/** One entry: when, how it stands today, who did what, and in their words why. */
export function EntryLine({ dossier, entry, revision, summary, names, isHere, place, of }: EntryLineProps): ReactNode {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => { if (isHere) row.current?.scrollIntoView({ block: 'nearest' }); }, [isHere]);
  const { at, seen, shape, says } = entry.kind === 'news' ? newsParts(entry.news, names) : factParts(entry, { dossier, revision, summary, names });
  return (
    <div role="listitem" ref={row} className={styles.entry} data-at={isHere} aria-posinset={place} aria-setsize={of}>
      <a className={styles.when} href={hrefOf({ kind: 'dossier', dossier, tab: 'history', item: entryId(entry) })} aria-current={isHere ? 'true' : undefined}><time dateTime={at} title={seen}>{shortDay(at)}<small>{clockTime(at)}</small></time></a>
      <StateShape state={shape} />
      <div>{says}</div>
    </div>
  );
}

interface Said { readonly at: TimelineAt; readonly seen: string; readonly shape: MarkState; readonly says: ReactNode }
type TimelineAt = Extract<TimelineEntry, { readonly kind: 'fact' }>['fact']['claimedAt'];

function newsParts(news: Extract<TimelineEntry, { readonly kind: 'news' }>['news'], names: HistoryNames): Said {
  return { at: news.at, seen: words.claimed(news.at), shape: newsShapes[news.kind], says: <p><a href={boardPlace}>{boardNewsWords(news, names)}</a></p> };
}

function factParts({ fact, outOfStep }: Extract<TimelineEntry, { readonly kind: 'fact' }>, { dossier, revision, summary, names }: Pick<EntryLineProps, 'dossier' | 'revision' | 'summary' | 'names'>): Said {
  const text = historyText(fact);
  const on = 'revision' in fact.body && fact.body.revision !== revision ? fact.body.revision : null;
  const ordinal = summary.revisions.find(({ digest }) => digest === on)?.ordinal;
  const { shape, today } = entryState(fact, summary);
  const documentOf = (annotation: Digest): string | null => summary.annotations.find((one) => one.annotation === annotation)?.item ?? null;
  return {
    at: fact.claimedAt, seen: words.claimedAndSeen(fact.claimedAt, fact.firstSeenAt), shape,
    says: (
      <>
        <p>
          {names.nameOf(fact.member)} <a href={placeOf(fact, dossier, documentOf)}>{historyWords(fact, names)}</a>{today !== null && <span>{words.entry.today(today)}</span>}
          {on !== null && <span className={styles.quiet}>{words.entry.on(ordinal === undefined ? shortDigest(on) : words.ofRevision(ordinal))}</span>}{outOfStep && <span className={styles.quiet}>{words.entry.outOfStep}</span>}
        </p>
        {text !== null && <p className={styles.text}>{text}</p>}
      </>
    ),
  };
}
