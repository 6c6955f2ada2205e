import { useState, type ReactNode } from 'react';
import { shortDay } from '../../../shared/copy/date.ts';
import type { HistoryNames } from '../../../shared/copy/history.ts';
import { historyTabWords as words } from '../../../shared/copy/screens/history.ts';
import type { FactOf } from '../../../shared/events/fact.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import type { DossierId } from '../../../shared/vocabulary.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { useLandmark } from '../../components/landmark.ts';
import { Sentence } from '../../components/sentence.tsx';
import { chooseBaseline } from '../../queries/baseline.ts';
import type { History } from '../../queries/history.ts';
import { useGo } from '../../queries/pane.ts';
import { hrefOf } from '../../route.ts';
import { blockSize, EntryBlock } from './entry-block.tsx';
import { EntryLine } from './entry-line.tsx';
import { RevisionChanges } from './revision-changes.tsx';
import { entryId, type Era, type TimelineEntry } from './timeline.ts';
import styles from './history.module.css';

interface EraProps {
  readonly dossier: DossierId;
  readonly era: Era;
  readonly before: History['before'];
  readonly summary: DossierSummary;
  /** The entry in the address. */
  readonly item: string | null;
  readonly names: HistoryNames;
  /** Whether what it changed is worked out without being asked for. */
  readonly opens: boolean;
}

/** A revision with what it changed, and what happened until the next one; or what came before the first. */
export function EraSection(props: EraProps): ReactNode {
  const landmark = useLandmark();
  const { dossier, era: { publication, ordinal, entries }, summary, item, names } = props;
  const title = publication === null ? words.before : words.revision(ordinal);
  return (
    <section className={styles.era} aria-label={landmark(title)}>
      {publication === null ? <header className={styles.landmark}><h3>{title}</h3></header> : <Landmark {...props} publication={publication} />}
      {entries.length > 0 && (
        <div role="list" className={styles.entries}>
          {blocks(entries).map(({ from, entries: some }) => (
            <EntryBlock key={from} entries={some.length} wanted={from === 0 || some.some((entry) => entryId(entry) === item)}>
              {() => some.map((entry, index) => (
                <EntryLine key={entryId(entry)} dossier={dossier} entry={entry} revision={publication?.body.revision ?? null} summary={summary} names={names} isHere={entryId(entry) === item} place={from + index + 1} of={entries.length} />
              ))}
            </EntryBlock>
          ))}
        </div>
      )}
    </section>
  );
}

function Landmark({ dossier, era: { ordinal, before }, before: approved, summary, item, names, opens, publication }: EraProps & { readonly publication: FactOf<'revision.published/1'> }): ReactNode {
  const go = useGo();
  const [isOpen, setOpen] = useState(opens);
  const { body: { revision, note }, member, claimedAt, digest } = publication;
  const against = before !== null ? { revision: before, name: words.ofRevision(ordinal - 1) } : approved;
  const compare = (): void => {
    chooseBaseline(dossier, { kind: 'revision', revision });
    go({ kind: 'dossier', dossier, tab: 'overview', item: null });
  };
  return (
    <header className={styles.landmark} data-at={digest === item}>
      <h3><a href={hrefOf({ kind: 'dossier', dossier, tab: 'history', item: digest })} aria-current={digest === item ? 'true' : undefined}>{words.revision(ordinal)}</a></h3>
      <p><Sentence parts={words.published(names.nameOf(member))} slots={{ day: <time dateTime={claimedAt} title={words.claimed(claimedAt)}>{shortDay(claimedAt)}</time>, digest: <DigestMark digest={revision} of={words.ofRevision(ordinal)} /> }} /></p>
      {revision === summary.latest.digest ? <span className={styles.quiet}>{words.latest}</span> : <Action onClick={compare}>{words.compare}</Action>}
      {note !== null && note !== '' && <blockquote>{note}</blockquote>}
      {against !== null && (isOpen ? <RevisionChanges before={against.revision} after={revision} since={against.name} /> : <div><Action onClick={() => setOpen(true)}>{words.whatChanged(against.name)}</Action></div>)}
      {against === null && <p className={styles.quiet}>{words.first}</p>}
    </header>
  );
}

function blocks(entries: readonly TimelineEntry[]): readonly { readonly from: number; readonly entries: readonly TimelineEntry[] }[] {
  return Array.from({ length: Math.ceil(entries.length / blockSize) }, (_, index) => ({ from: index * blockSize, entries: entries.slice(index * blockSize, (index + 1) * blockSize) }));
}
