import type { ReactNode } from 'react';
import styles from './state-mark.module.css';

/** States that have one shape, one colour and one word everywhere. */
export type MarkState = 'passed' | 'failed' | 'indeterminate' | 'not-judged' | 'untraced' | 'stale' | 'void' | 'contested' | 'open' | 'question' | 'warning' | 'suspect' | 'superseded';

/** A state as its shape, with the words that say it. */
export function StateMark({ state, strong = false, children }: { readonly state: MarkState; readonly strong?: boolean; readonly children: ReactNode }): ReactNode {
  return (
    <span className={styles.mark} data-state={state}>
      <StateShape state={state} />
      <span className={strong ? styles.strong : undefined}>{children}</span>
    </span>
  );
}

/** The shape alone; whatever stands beside it says the state in words. */
export function StateShape({ state }: { readonly state: MarkState }): ReactNode {
  return <svg className={styles.shape} data-state={state} viewBox="0 0 16 16" aria-hidden="true">{shapes[state]}</svg>;
}

/** The shape inside a drawing, 14 units wide. */
export function StateGlyph({ state }: { readonly state: MarkState }): ReactNode {
  return <g className={styles.shape} data-state={state} transform="scale(0.875)">{shapes[state]}</g>;
}

const shapes: Record<MarkState, ReactNode> = {
  passed: <><circle cx="8" cy="8" r="6.5" className={styles.body} /><path d="M5 8.2 7.2 10.4 11.2 5.9" className={styles.inner} /></>,
  failed: <><rect x="2" y="2" width="12" height="12" rx="1.5" className={styles.body} /><path d="M5.4 5.4 10.6 10.6 M10.6 5.4 5.4 10.6" className={styles.inner} /></>,
  indeterminate: <><path d="M8 1 15 8 8 15 1 8Z" className={styles.body} /><path d="M6.3 6.4a1.75 1.75 0 1 1 2.4 1.7c-.5.2-.7.5-.7 1" className={styles.inner} /><circle cx="8" cy="11.2" r=".8" className={styles.dot} /></>,
  'not-judged': <path d="M3 8H13" className={styles.line} />,
  untraced: <circle cx="8" cy="8" r="6" className={styles.line} strokeDasharray="2.4 2.2" />,
  stale: <><circle cx="8" cy="8" r="6.2" className={styles.line} /><path d="M8 4.5V8L10.4 9.6" className={styles.line} /></>,
  void: <><circle cx="8" cy="8" r="6.2" className={styles.line} /><path d="M3.8 12.2 12.2 3.8" className={styles.line} /></>,
  contested: <><path d="M8 1.5 14 3.5V8c0 3.4-2.6 5.6-6 6.8C4.6 13.6 2 11.4 2 8V3.5Z" className={styles.line} /><path d="M8 1.5V14.8C4.6 13.6 2 11.4 2 8V3.5Z" className={styles.body} /></>,
  superseded: <><circle cx="8" cy="8" r="6.2" className={styles.line} /><path d="M4.8 8H11 M8.6 5.400 11.200 8 8.600 10.600" className={styles.line} /></>,
  open: <circle cx="8" cy="8" r="5.8" className={styles.line} />,
  suspect: <path d="M1.5 8H5 M11 8H14.5 M6.4 11.6 9.600 4.400" className={styles.line} />,
  question: <><path d="M2.5 3.2a1.2 1.2 0 0 1 1.2-1.2h8.6a1.2 1.2 0 0 1 1.2 1.2v6.6a1.2 1.2 0 0 1-1.2 1.2H7.4L4.6 13.8V11H3.7a1.2 1.2 0 0 1-1.2-1.2Z" className={styles.line} /><path d="M6.6 5.2a1.5 1.5 0 1 1 2 1.4c-.4.2-.6.4-.6.8" className={styles.line} /><circle cx="8" cy="9.2" r=".7" className={styles.stop} /></>,
  warning: <><path d="M8 2 15 14H1Z" className={styles.line} /><path d="M8 6.4V10" className={styles.line} /><circle cx="8" cy="12" r=".8" className={styles.stop} /></>,
};
