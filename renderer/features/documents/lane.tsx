import type { ReactNode } from 'react';
import { privilegedWords as words } from '../../../shared/copy/screens/privileged.ts';
import { Action } from '../../components/action.tsx';
import { Segments } from '../../components/segments.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import type { Lane, Privileged } from '../../queries/privileged.ts';
import styles from './documents.module.css';

/** The word for the lane, behind its stripe. */
export function LaneWord(): ReactNode {
  return <span className={styles.laneWord}>{words.word}</span>;
}

/** Which lane is written on: chosen before anything is typed. Only counsel has two. */
export function LaneChoice({ privileged, onChoose }: { readonly privileged: Privileged; readonly onChoose: (lane: Lane) => void }): ReactNode {
  return (
    <span className={styles.laneChoice} data-lane={privileged.lane}>
      <Segments label={words.lanes.label} value={privileged.lane} onChange={onChoose} segments={[{ value: 'board', label: words.lanes.board }, { value: 'privileged', label: words.lanes.privileged }]} />
      <kbd>C</kbd>
      {privileged.lane === 'privileged' && !privileged.unlocked && <span className={styles.hint}>{words.locked}</span>}
    </span>
  );
}

/** What the dossier holds on the privileged lane, for everybody as a number; for counsel with the way in and out. */
export function LaneCount({ privileged, here }: { readonly privileged: Privileged; readonly here: number }): ReactNode {
  const { isCounsel, unlocked, total, closed, waiting, trouble, unlock, lock } = privileged;
  if (!isCounsel && total === 0) return null;
  return (
    <section className={styles.laneCount} aria-label={words.word}>
      <LaneWord />
      <p>{!isCounsel ? words.count(total) : unlocked ? words.countOpen(here, total) : words.countLocked(total)}</p>
      {unlocked && closed > 0 && <p>{words.closed(closed)}</p>}
      {isCounsel && (unlocked ? <Action onClick={lock}>{words.lockButton}</Action> : <Action busy={waiting} onClick={() => void unlock()}>{words.unlockButton}</Action>)}
      {trouble !== null && <TroubleNote trouble={trouble} />}
      {unlocked && <p className={styles.notPrinted}>{words.notPrinted}</p>}
    </section>
  );
}
