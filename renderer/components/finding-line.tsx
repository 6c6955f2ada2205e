import type { ReactNode } from 'react';
import { shortDay } from '../../shared/copy/date.ts';
import { count } from '../../shared/copy/number.ts';
import { findingWords } from '../../shared/copy/status.ts';
import type { FindingSummary } from '../../shared/events/summary.ts';
import { StateMark, type MarkState } from './state-mark.tsx';
import styles from './finding-line.module.css';

/** The shape of a finding: an open blocker is what bars approval; a question has its own. */
export function findingState({ severity, resolution }: Pick<FindingSummary, 'severity' | 'resolution'>): MarkState {
  if (resolution !== null) return 'passed';
  return severity === 'blocker' ? 'failed' : severity === 'major' ? 'warning' : severity === 'question' ? 'question' : 'open';
}

/** A finding in two or three lines: how grave, by whom and when, what it says, and how it was resolved. `href`: its thread. */
export function FindingLine({ finding, memberName, href }: { readonly finding: FindingSummary; readonly memberName: (id: string) => string; readonly href?: string }): ReactNode {
  const { severity, member, claimedAt, text, resolution, thread } = finding;
  const replies = thread.filter(({ kind }) => kind === 'answered').length;
  return (
    <div className={styles.finding}>
      <p><StateMark state={findingState(finding)} strong={resolution === null}>{findingWords[severity]}{resolution === null ? '' : ', resolved'}</StateMark> <span className={styles.meta}>{memberName(member)}, {shortDay(claimedAt)}{replies === 0 ? '' : `, ${count(replies, 'reply', 'replies')}`}</span></p>
      <p className={styles.text}>{href === undefined ? text : <a href={href}>{text}</a>}</p>
      {resolution !== null && <p className={styles.resolution}>{memberName(resolution.member)}, {shortDay(resolution.claimedAt)}: {resolution.text}</p>}
    </div>
  );
}
