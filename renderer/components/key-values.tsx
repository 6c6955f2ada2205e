import type { ReactNode } from 'react';
import styles from './key-values.module.css';

/** Facts with their names, one a line. */
export function KeyValues({ items }: { readonly items: readonly (readonly [name: string, value: ReactNode])[] }): ReactNode {
  return (
    <dl className={styles.list}>
      {items.map(([name, value]) => (
        <div key={name} className={styles.item}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
