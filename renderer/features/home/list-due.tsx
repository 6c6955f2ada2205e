import type { ReactNode } from 'react';
import { homeWords } from '../../../shared/copy/screens/home.ts';
import { StateMark } from '../../components/state-mark.tsx';
import { useMinute } from '../../queries/clock.ts';
import { statusListStanding, useStatusList } from '../../queries/status-list.ts';
import { hrefOf } from '../../route.ts';
import styles from './home.module.css';

/** Tells who signs the status list that the one which is out no longer says what is true. A board that never signed one is left alone. */
export function ListDue(): ReactNode {
  const { view } = useStatusList();
  const now = useMinute();
  const standing = view === null || view.list === null ? null : statusListStanding(view, now);
  if (standing === null || standing.state === 'passed') return null;
  return <p className={styles.due}><StateMark state={standing.state} strong>{standing.said}</StateMark> <a href={hrefOf({ kind: 'board' })}>{homeWords.signList}</a></p>;
}
