import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { dateTime, shortDay } from '../../../shared/copy/date.ts';
import { historyKindWords, historySentence, historyText, historyWords, type HistoryKind, type HistoryNames } from '../../../shared/copy/history.ts';
import { count, figure, shortDigest } from '../../../shared/copy/number.ts';
import type { HistoryEntry } from '../../../shared/events/history.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import { Action } from '../../components/action.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Segments } from '../../components/segments.tsx';
import { StateShape } from '../../components/state-mark.tsx';
import { TabHeader } from '../../components/tab-header.tsx';
import type { RecordTabProps } from '../../dossier-tab.ts';
import { chooseBaseline } from '../../queries/baseline.ts';
import { useHistory } from '../../queries/history.ts';
import { useGo } from '../../queries/pane.ts';
import { useSession } from '../../queries/session.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { hrefOf } from '../../route.ts';
import { entryState } from './entry-state.ts';
import { RevisionChanges } from './revision-changes.tsx';
import { erasOf, placeOf, type Era } from './timeline.ts';
import styles from './history.module.css';

/** How many of the newest revisions are compared without being asked to. */
const comparedAtOnce = 2;
/** How many entries of a revision are told without being asked for. */
const toldAtOnce = 60;

/** Every revision with what it changed, and everything signed about it, on one time line, newest first. */
export function History({ dossier, view, item }: RecordTabProps): ReactNode {
  const go = useGo();
  const { entries, before } = useHistory(dossier);
  const [kind, setKind] = useState<HistoryKind | 'all'>('all');
  const { memberName } = useSession();
  const names = useMemo<HistoryNames>(() => {
    const questions = new Set(entries.flatMap(({ fact }) => (fact.type === 'question.asked/1' ? [fact.digest] : [])));
    return { nameOf: memberName, isQuestion: (finding) => questions.has(finding) };
  }, [entries, memberName]);
  const eras = erasOf(entries, kind);
  const order = eras.flatMap((era) => [era.publication.digest, ...era.entries.map(({ fact }) => fact.digest)]);
  const step = (by: 1 | -1): void => {
    const at = order.findIndex((digest) => digest === item);
    const next = order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + by))];
    if (next !== undefined) go({ kind: 'dossier', dossier, tab: 'history', item: next }, { replace: true });
  };
  useShortcuts('History', [{ keys: 'n', words: 'Next entry', run: () => step(1) }, { keys: 'p', words: 'Previous entry', run: () => step(-1) }]);

  return (
    <div className={styles.tab} role="group" aria-label="History, scrollable" tabIndex={0}>
      <TabHeader sentence={historySentence(entries.map(({ fact }) => fact))} detail="Newest first, in the order of the signed record. Times are claimed: each is what its author’s clock said."
        actions={<Segments label="What to tell" value={kind} onChange={setKind} segments={[{ value: 'all', label: 'All' }, { value: 'revisions', label: historyKindWords.revisions }, { value: 'votes', label: historyKindWords.votes }, { value: 'findings', label: historyKindWords.findings }]} />} />
      {eras.map((era, index) => <EraSection key={era.publication.digest} dossier={dossier} era={era} before={before} summary={view.summary} item={item} names={names} opens={index < comparedAtOnce} />)}
    </div>
  );
}

interface EraProps {
  readonly dossier: RecordTabProps['dossier'];
  readonly era: Era;
  readonly before: ReturnType<typeof useHistory>['before'];
  readonly summary: DossierSummary;
  readonly item: string | null;
  readonly names: HistoryNames;
  readonly opens: boolean;
}

function EraSection({ dossier, era: { publication, ordinal, before, entries }, before: approved, summary, item, names, opens }: EraProps): ReactNode {
  const go = useGo();
  const [isOpen, setOpen] = useState(opens);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole || entries.findIndex(({ fact }) => fact.digest === item) >= toldAtOnce ? entries : entries.slice(0, toldAtOnce);
  const { body: { revision, note }, member, claimedAt, digest } = publication;
  const against = before !== null ? { revision: before, name: `revision ${figure(ordinal - 1)}` } : approved;
  const compare = (): void => {
    chooseBaseline(dossier, { kind: 'revision', revision });
    go({ kind: 'dossier', dossier, tab: 'overview', item: null });
  };
  return (
    <section className={styles.era} aria-label={`Revision ${figure(ordinal)}`}>
      <header className={styles.landmark} data-at={digest === item}>
        <h3><a href={hrefOf({ kind: 'dossier', dossier, tab: 'history', item: digest })} aria-current={digest === item ? 'true' : undefined}>Revision {figure(ordinal)}</a></h3>
        <p>{names.nameOf(member)} published it, <time dateTime={claimedAt} title={`${dateTime(claimedAt)}, claimed`}>{shortDay(claimedAt)}</time> <DigestMark digest={revision} of={`revision ${ordinal}`} /></p>
        {revision === summary.latest.digest ? <span className={styles.quiet}>Latest</span> : <Action onClick={compare}>Compare the latest with it</Action>}
        {note !== null && note !== '' && <blockquote>{note}</blockquote>}
        {against !== null && (isOpen ? <RevisionChanges before={against.revision} after={revision} since={against.name} /> : <div><Action onClick={() => setOpen(true)}>What changed since {against.name}</Action></div>)}
        {against === null && <p className={styles.quiet}>The first revision of this product that came before the board.</p>}
      </header>
      {shown.length > 0 && <ol>{shown.map((entry) => <Entry key={entry.fact.digest} dossier={dossier} entry={entry} revision={revision} summary={summary} names={names} isHere={entry.fact.digest === item} />)}</ol>}
      {entries.length > shown.length && <Action onClick={() => setWhole(true)}>{`Show ${count(entries.length - shown.length, 'earlier entry', 'earlier entries')}`}</Action>}
    </section>
  );
}

function Entry({ dossier, entry: { fact, outOfStep }, revision, summary, names, isHere }: { readonly dossier: RecordTabProps['dossier']; readonly entry: HistoryEntry; readonly revision: string; readonly summary: DossierSummary; readonly names: HistoryNames; readonly isHere: boolean }): ReactNode {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => { if (isHere) row.current?.scrollIntoView({ block: 'nearest' }); }, [isHere]);
  const text = historyText(fact);
  const on = 'revision' in fact.body && fact.body.revision !== revision ? fact.body.revision : null;
  const ordinal = summary.revisions.find(({ digest }) => digest === on)?.ordinal;
  const { shape, today } = entryState(fact, summary);
  return (
    <li ref={row} data-at={isHere}>
      <a className={styles.when} href={hrefOf({ kind: 'dossier', dossier, tab: 'history', item: fact.digest })} aria-current={isHere ? 'true' : undefined}><time dateTime={fact.claimedAt} title={`${dateTime(fact.claimedAt)}, claimed. First here ${dateTime(fact.firstSeenAt)}.`}>{shortDay(fact.claimedAt)}<small>{fact.claimedAt.slice(11, 16)}</small></time></a>
      <StateShape state={shape} />
      <div>
        <p>{names.nameOf(fact.member)} <a href={placeOf(fact, dossier)}>{historyWords(fact, names)}</a>{today !== null && <span>, {today}</span>}{on !== null && <span className={styles.quiet}> on {ordinal === undefined ? shortDigest(on) : `revision ${figure(ordinal)}`}</span>}{outOfStep && <span className={styles.quiet}> (its clock was behind what it follows)</span>}</p>
        {text !== null && <p className={styles.text}>{text}</p>}
      </div>
    </li>
  );
}
