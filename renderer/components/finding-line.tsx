import type { ReactNode } from 'react';
import { shortDay } from '../../shared/copy/date.ts';
import { findingWords } from '../../shared/copy/status.ts';
import type { FindingSummary } from '../../shared/events/summary.ts';
import { StateMark, type MarkState } from './state-mark.tsx';
import styles from './finding-line.module.css';

/** The shape of a finding: an open blocker is what bars approval, the rest are open or closed. */
export function findingState({ severity, resolution }: Pick<FindingSummary, 'severity' | 'resolution'>): MarkState {
  if (resolution !== null) return 'passed';
  return severity === 'blocker' ? 'failed' : severity === 'major' ? 'warning' : 'open';
}

/** A finding in two or three lines: how grave, by whom and when, what it says, and how it was resolved. */
export function FindingLine({ finding, memberName }: { readonly finding: FindingSummary; readonly memberName: (id: string) => string }): ReactNode {
  const { severity, member, claimedAt, text, resolution } = finding;
  return (
    <div className={styles.finding}>
      <p><StateMark state={findingState(finding)} strong={resolution === null}>{findingWords[severity]}{resolution === null ? '' : ', resolved'}</StateMark> <span className={styles.meta}>{memberName(member)}, {shortDay(claimedAt)}</span></p>
      <p className={styles.text}>{text}</p>
      {resolution !== null && <p className={styles.resolution}>{memberName(resolution.member)}, {shortDay(resolution.claimedAt)}: {resolution.text}</p>}
    </div>
  );
}
