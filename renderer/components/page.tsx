import type { ReactNode } from 'react';
import styles from './page.module.css';

/** A screen that scrolls as a whole. `narrow` keeps prose to a line that can be read. */
export function Page({ narrow = false, children }: { readonly narrow?: boolean; readonly children: ReactNode }): ReactNode {
  return <div className={styles.page} data-narrow={narrow}>{children}</div>;
}

/** A part of a page under its own heading, with something small beside it. */
export function Section({ heading, aside, children }: { readonly heading: string; readonly aside?: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <section className={styles.section} aria-label={heading}>
      <div className={styles.heading}><h2>{heading}</h2>{aside !== undefined && <span className={styles.aside}>{aside}</span>}</div>
      {children}
    </section>
  );
}
