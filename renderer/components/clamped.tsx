import type { ReactNode } from 'react';
import styles from './clamped.module.css';

/** Somebody's title in a list: two lines of it, all of it when the pointer rests there, when it is heard and on paper. Never for what is signed. */
export function Clamped({ text }: { readonly text: string }): ReactNode {
  return <span className={styles.clamped} title={text}>{text}</span>;
}
