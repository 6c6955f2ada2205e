import { useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { useSample } from '../../queries/sample.ts';
import styles from './board.module.css';

/** Takes the sample board off this machine; asked twice, since it takes its packets and keys along. */
export function RemoveSample(): ReactNode {
  const { remove } = useSample();
  const [isAsking, setAsking] = useState(false);
  return (
    <Section heading="Sample board">
      <p className={styles.note}>{isAsking ? 'Its dossiers, votes, packets and keys are deleted from this machine. Packets that you saved elsewhere stay.' : 'This board is for looking around. Nothing that it signs verifies as real.'}</p>
      <div className={styles.actions}>
        {!isAsking && <Button onClick={() => setAsking(true)}>Remove the sample board</Button>}
        {isAsking && <Button weight="grave" onClick={() => void remove()}>Remove it</Button>}
        {isAsking && <Button autoFocus onClick={() => setAsking(false)}>Keep it</Button>}
      </div>
    </Section>
  );
}
