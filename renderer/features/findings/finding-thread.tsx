import { useRef, useState, type ReactNode } from 'react';
import { dateTime, shortDay } from '../../../shared/copy/date.ts';
import { addresseeWords, turnWords, type Reader } from '../../../shared/copy/finding.ts';
import { figure } from '../../../shared/copy/number.ts';
import { findingWords } from '../../../shared/copy/status.ts';
import type { FindingSummary } from '../../../shared/events/summary.ts';
import type { ThreadEntry } from '../../../shared/events/thread.ts';
import { Action } from '../../components/action.tsx';
import { findingState } from '../../components/finding-line.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { RecordTabProps } from '../../dossier-tab.ts';
import type { ItemPlace } from '../../queries/item-titles.ts';
import { useShortcuts } from '../../queries/shortcuts.ts';
import { hrefOf } from '../../route.ts';
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

/** One finding or question: what it says, on what, whom it waits for, what was replied, how it ended. */
export function FindingThread({ dossier, view, finding, place, reader, mayResolve, mayAssign }: FindingThreadProps): ReactNode {
  const [doing, setDoing] = useState<'resolve' | 'assign' | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { severity, item, member, claimedAt, text, resolution, revision, thread } = finding;
  const { revisions } = view.summary;
  const ordinal = revisions.find(({ digest }) => digest === revision)?.ordinal;
  const isOpen = resolution === null;
  const name = (id: typeof member): string => (id === reader.me ? 'You' : reader.nameOf(id));
  useShortcuts('Findings', isOpen ? [{ keys: 'r', words: 'Reply', run: () => field.current?.focus() }] : []);

  return (
    <article className={styles.thread} aria-label={`${findingWords[severity]} on ${item ?? 'the revision'}`}>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label="What was said">
        <header className={styles.head}>
          <p><StateMark state={findingState(finding)} strong={isOpen}>{findingWords[severity]}{isOpen ? '' : ', resolved'}</StateMark>{' '}
            {item === null ? <span>on the revision as a whole</span> : <>on <a href={hrefOf({ kind: 'dossier', dossier, tab: place?.tab ?? 'overview', item })}>{item}{place === undefined ? '' : ` ${place.title}`}</a></>}</p>
          <h3>{text}</h3>
          <p className={styles.meta}>{name(member)}, <time dateTime={claimedAt} title={`${dateTime(claimedAt)} by the author’s clock`}>{shortDay(claimedAt)}</time>{ordinal === undefined ? '' : `, on revision ${figure(ordinal)}`}. {isOpen && <b>{turnWords(finding, reader)}.</b>}</p>
        </header>
        {thread.length > 0 && <ol className={styles.entries} aria-label="Thread">{thread.map((entry) => <Entry key={entry.entry} entry={entry} name={name} reader={reader} />)}</ol>}
        {resolution !== null && <div className={styles.resolution}><p className={styles.meta}><StateMark state="passed" strong>Resolved</StateMark> by {resolution.member === reader.me ? 'you' : reader.nameOf(resolution.member)}, {shortDay(resolution.claimedAt)}</p><p className={styles.words}>{resolution.text}</p></div>}
      </div>
      {isOpen && (
        <footer className={styles.foot}>
          {doing === 'resolve' && <ResolveFinding dossier={dossier} finding={finding} onClose={() => setDoing(null)} />}
          {doing === 'assign' && <AssignFinding dossier={dossier} view={view} finding={finding} me={reader.me} onClose={() => setDoing(null)} />}
          {doing === null && (
            <Reply dossier={dossier} finding={finding} field={field} barred={view.permissions['answer-finding']}>
              {mayAssign && <Action onClick={() => setDoing('assign')} barred={view.permissions['assign-finding']}>{finding.addressee === null ? 'Assign' : 'Put to someone else'}</Action>}
              {mayResolve ? <Action onClick={() => setDoing('resolve')} barred={view.permissions['resolve-finding']}>{severity === 'question' ? 'Close the question' : 'Resolve'}</Action> : <span className={styles.meta}>Its author, or a secretary, {severity === 'question' ? 'closes' : 'resolves'} it.</span>}
            </Reply>
          )}
        </footer>
      )}
    </article>
  );
}

function Entry({ entry, name, reader }: { readonly entry: ThreadEntry; readonly name: (id: ThreadEntry['member']) => string; readonly reader: Reader }): ReactNode {
  const when = <time dateTime={entry.claimedAt} title={`${dateTime(entry.claimedAt)} by the author’s clock`}>{shortDay(entry.claimedAt)}</time>;
  if (entry.kind === 'assigned') return <li className={styles.step}>{name(entry.member)} put it to {addresseeWords(entry.to, reader)}, {when}.</li>;
  return <li><p className={styles.meta}><b>{name(entry.member)}</b>, {when}</p><p className={styles.words}>{entry.text}</p></li>;
}
