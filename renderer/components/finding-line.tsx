import type { ReactNode } from 'react';
import { findingStanding } from '../../shared/copy/find.ts';
import { componentsWords } from '../../shared/copy/screens/components.ts';
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
      <p><StateMark state={findingState(finding)} strong={resolution === null}>{findingStanding(findingWords[severity], resolution !== null)}</StateMark> <span className={styles.meta}>{componentsWords.findingLine.about(memberName(member), claimedAt, replies)}</span></p>
      <p className={styles.text}>{href === undefined ? text : <a href={href}>{text}</a>}</p>
      {resolution !== null && <p className={styles.resolution}>{componentsWords.findingLine.resolution(memberName(resolution.member), resolution.claimedAt, resolution.text)}</p>}
    </div>
  );
}
