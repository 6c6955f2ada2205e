import { useRef, useState, type ReactNode } from 'react';
import { shortDay } from '../../../shared/copy/date.ts';
import { findingStanding } from '../../../shared/copy/find.ts';
import { addresseeWords, turnWords, type Reader } from '../../../shared/copy/finding.ts';
import { findingsWords } from '../../../shared/copy/screens/findings.ts';
import { findingWords } from '../../../shared/copy/status.ts';
import type { FindingSummary } from '../../../shared/events/summary.ts';
import type { ThreadEntry } from '../../../shared/events/thread.ts';
import { Action } from '../../components/action.tsx';
import { findingState } from '../../components/finding-line.tsx';
import { Sentence } from '../../components/sentence.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { RecordTabProps } from '../../dossier-tab.ts';
import type { ItemPlace } from '../../queries/item-titles.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { hrefOf, tabWords } from '../../route.ts';
import { AssignFinding } from './assign-finding.tsx';
import { Reply } from './reply.tsx';
import { ResolveFinding } from './resolve-finding.tsx';
import styles from './thread.module.css';

export interface FindingThreadProps extends Pick<RecordTabProps, 'dossier' | 'view'> {
  readonly finding: FindingSummary;
  readonly place: ItemPlace | undefined;
  readonly reader: Reader;
  /** Whether the member is its author or a secretary. */
  readonly mayResolve: boolean;
  readonly mayAssign: boolean;
}

const words = findingsWords.thread;

/** One finding or question: what it says, on what, whom it waits for, what was replied, how it ended. */
export function FindingThread({ dossier, view, finding, place, reader, mayResolve, mayAssign }: FindingThreadProps): ReactNode {
  const [doing, setDoing] = useState<'resolve' | 'assign' | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { severity, item, member, claimedAt, text, resolution, revision, thread } = finding;
  const { revisions } = view.summary;
  const ordinal = revisions.find(({ digest }) => digest === revision)?.ordinal;
  const kind = severity === 'question' ? 'question' : 'finding';
  const isOpen = resolution === null;
  const name = (id: typeof member): string => (id === reader.me ? findingsWords.you : reader.nameOf(id));
  useShortcuts(tabWords.findings, isOpen ? [{ keys: 'r', words: findingsWords.keys.reply, run: () => field.current?.focus() }] : []);

  return (
    <article className={styles.thread} aria-label={words.label(severity, item)}>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={words.said}>
        <header className={styles.head}>
          <p><StateMark state={findingState(finding)} strong={isOpen}>{findingStanding(findingWords[severity], !isOpen)}</StateMark>{' '}
            {item === null ? <span>{words.onRevision}</span> : <Sentence parts={words.onItem()} slots={{ item: <a href={hrefOf({ kind: 'dossier', dossier, tab: place?.tab ?? 'overview', item })}>{words.item(item, place?.title ?? null)}</a> }} />}</p>
          <h3>{text}</h3>
          <p className={styles.meta}><Sentence parts={words.by(name(member), ordinal ?? null)} slots={{ when: <time dateTime={claimedAt} title={words.clock(claimedAt)}>{shortDay(claimedAt)}</time> }} /> {isOpen && <b>{words.turn(turnWords(finding, reader))}</b>}</p>
        </header>
        {thread.length > 0 && <ol className={styles.entries} aria-label={words.entries}>{thread.map((entry) => <Entry key={entry.entry} entry={entry} name={name} reader={reader} />)}</ol>}
        {resolution !== null && <div className={styles.resolution}><p className={styles.meta}><Sentence parts={words.resolvedBy(resolution.member === reader.me ? null : reader.nameOf(resolution.member), resolution.claimedAt)} slots={{ state: <StateMark state="passed" strong>{words.resolved}</StateMark> }} /></p><p className={styles.words}>{resolution.text}</p></div>}
      </div>
      {isOpen && (
        <footer className={styles.foot}>
          {doing === 'resolve' && <ResolveFinding dossier={dossier} finding={finding} onClose={() => setDoing(null)} />}
          {doing === 'assign' && <AssignFinding dossier={dossier} view={view} finding={finding} me={reader.me} onClose={() => setDoing(null)} />}
          {doing === null && (
            <Reply dossier={dossier} finding={finding} field={field} barred={view.permissions['answer-finding']}>
              {mayAssign && <Action onClick={() => setDoing('assign')} barred={view.permissions['assign-finding']}>{finding.addressee === null ? findingsWords.assign.open : findingsWords.assign.again}</Action>}
              {mayResolve ? <Action onClick={() => setDoing('resolve')} barred={view.permissions['resolve-finding']}>{findingsWords.resolve.open[kind]}</Action> : <span className={styles.meta}>{findingsWords.resolve.others[kind]}</span>}
            </Reply>
          )}
        </footer>
      )}
    </article>
  );
}

function Entry({ entry, name, reader }: { readonly entry: ThreadEntry; readonly name: (id: ThreadEntry['member']) => string; readonly reader: Reader }): ReactNode {
  const when = <time dateTime={entry.claimedAt} title={words.clock(entry.claimedAt)}>{shortDay(entry.claimedAt)}</time>;
  if (entry.kind === 'assigned') return <li className={styles.step}><Sentence parts={words.assigned(name(entry.member), addresseeWords(entry.to, reader))} slots={{ when }} /></li>;
  return <li><p className={styles.meta}><Sentence parts={words.replied()} slots={{ name: <b>{name(entry.member)}</b>, when }} /></p><p className={styles.words}>{entry.text}</p></li>;
}
