import type { ReactNode } from 'react';
import styles from './first-run.module.css';

/** Something to type on the command line. */
export function Command({ children }: { readonly children: string }): ReactNode {
  return <pre className={styles.command} tabIndex={0}><code>{children}</code></pre>;
}
