import type { ReactNode } from 'react';
import { homeWords } from '../../../shared/copy/screens/home.ts';
import styles from './quorum-boxes.module.css';

const mostBoxes = 9;

/** Votes that count against votes needed, drawn where there are few of them and always in figures. */
export function QuorumBoxes({ counted, minimum }: { readonly counted: number; readonly minimum: number }): ReactNode {
  const boxes = Math.max(counted, minimum);
  return (
    <span className={styles.quorum}>
      {boxes <= mostBoxes && <span className={styles.boxes} aria-hidden="true">{Array.from({ length: boxes }, (_, index) => <span key={index} data-given={index < counted} />)}</span>}
      <strong>{homeWords.table.quorum(counted, minimum)}</strong>
    </span>
  );
}
