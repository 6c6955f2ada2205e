import { useState, type ReactNode } from 'react';
import { boardWords } from '../../../shared/copy/screens/board.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { useSample } from '../../queries/sample.ts';
import styles from './board.module.css';

const words = boardWords.sample;

/** Takes the sample board off this machine; asked twice, since it takes its packets and keys along. */
export function RemoveSample(): ReactNode {
  const { remove } = useSample();
  const [isAsking, setAsking] = useState(false);
  return (
    <Section heading={words.heading}>
      <p className={styles.note}>{isAsking ? words.asking : words.note}</p>
      <div className={styles.actions}>
        {!isAsking && <Button onClick={() => setAsking(true)}>{words.remove}</Button>}
        {isAsking && <Button weight="grave" onClick={() => void remove()}>{words.sure}</Button>}
        {isAsking && <Button autoFocus onClick={() => setAsking(false)}>{words.keep}</Button>}
      </div>
    </Section>
  );
}
