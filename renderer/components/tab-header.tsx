import type { ReactNode } from 'react';
import styles from './tab-header.module.css';

/** The opening of a dossier's tab: its conclusion in one sentence, a line of detail, and what to do about it. */
export function TabHeader({ sentence, detail, actions }: { readonly sentence: ReactNode; readonly detail?: ReactNode; readonly actions?: ReactNode }): ReactNode {
  return (
    <header className={styles.header} data-opening>
      <div className={styles.words}>
        <h2>{sentence}</h2>
        {detail !== undefined && <p>{detail}</p>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
