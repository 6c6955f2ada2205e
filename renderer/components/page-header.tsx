import type { ReactNode } from 'react';
import styles from './page-header.module.css';

/** A screen's opening: one sentence that says how things stand, a line of detail, and what to do about it. */
export function PageHeader({ sentence, detail, actions }: { readonly sentence: ReactNode; readonly detail?: ReactNode; readonly actions?: ReactNode }): ReactNode {
  return (
    <header className={styles.header} data-opening>
      <div className={styles.words}>
        <h1>{sentence}</h1>
        {detail !== undefined && <p className={styles.detail}>{detail}</p>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
