import type { ReactNode } from 'react';
import { boardWords } from '../../../shared/copy/screens/board.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useAudit } from '../../queries/board.ts';
import styles from './board.module.css';

const words = boardWords.vault;

/** Reads the whole vault again and names whatever isn't what its name says. */
export function Audit(): ReactNode {
  const { result, isRunning, run } = useAudit();
  return (
    <Section heading={words.heading} aside={<Button onClick={() => void run()} disabled={isRunning}>{isRunning ? words.checking : words.check}</Button>}>
      <div role="status">
        {result === null && <p className={styles.note}>{isRunning ? words.during : words.before}</p>}
        {result !== null && result.damaged.length === 0 && <StateMark state="passed">{words.whole(result.checkedObjects, result.checkedEvents)}</StateMark>}
        {result !== null && result.damaged.length > 0 && <p>{words.damaged(result.damaged.length, result.checkedObjects + result.checkedEvents)}</p>}
      </div>
      {result?.damaged.map((trouble) => <TroubleNote key={JSON.stringify(trouble)} trouble={trouble} />)}
    </Section>
  );
}
