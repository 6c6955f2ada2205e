import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Nothing to show: one sentence, and one thing to do where there is one. */
export function EmptyState({ sentence, action }: { readonly sentence: string; readonly action?: ReactNode }): ReactNode {
  return (
    <div className={styles.empty}>
      <p>{sentence}</p>
      {action}
    </div>
  );
}
