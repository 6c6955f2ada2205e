import type { ReactNode } from 'react';
import { StateShape } from '../components/state-mark.tsx';
import styles from './note.module.css';

/** Something that stands in the way, and what to do about it. */
export function Note({ strong, children }: { readonly strong?: string; readonly children: ReactNode }): ReactNode {
  return <div className={styles.note} role="alert"><StateShape state="warning" /><div>{strong !== undefined && <strong>{strong} </strong>}{children}</div></div>;
}
