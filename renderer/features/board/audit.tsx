import type { ReactNode } from 'react';
import { count, sentenceStart } from '../../../shared/copy/number.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useAudit } from '../../queries/board.ts';
import styles from './board.module.css';

/** Reads the whole vault again and names whatever isn't what its name says. */
export function Audit(): ReactNode {
  const { result, isRunning, run } = useAudit();
  return (
    <Section heading="Vault" aside={<Button onClick={() => void run()} disabled={isRunning}>{isRunning ? 'Checking' : 'Check every object'}</Button>}>
      <div role="status">
        {result === null && <p className={styles.note}>{isRunning ? 'Every object, feed and roster is being read and hashed again.' : 'Reads and hashes every object, feed and roster on this machine again.'}</p>}
        {result !== null && result.damaged.length === 0 && <StateMark state="passed">{sentenceStart(count(result.checkedObjects, 'object'))} and {count(result.checkedEvents, 'event')} are what their names say.</StateMark>}
        {result !== null && result.damaged.length > 0 && <p>{sentenceStart(count(result.damaged.length, 'part'))} of {count(result.checkedObjects + result.checkedEvents, 'object and event', 'objects and events')} damaged:</p>}
      </div>
      {result?.damaged.map((trouble) => <TroubleNote key={JSON.stringify(trouble)} trouble={trouble} />)}
    </Section>
  );
}
