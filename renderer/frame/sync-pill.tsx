import { Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { syncPillWords, syncSentence, syncWords } from '../../shared/copy/screens/frame.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Sentence } from '../components/sentence.tsx';
import { TroubleNote } from '../components/trouble-note.tsx';
import { useSession } from '../queries/session.ts';
import { useSync } from '../queries/sync.ts';
import styles from './sync-pill.module.css';

/** One quiet line on how this machine stands to the store; behind it where the store is, what went wrong, and an exchange at once. */
export function SyncPill(): ReactNode {
  const { state, run } = useSync();
  const { store } = useSession().profile;
  const [open, setOpen] = useState(false);
  if (state === null) return <span className={styles.pill} aria-hidden="true" />;
  const alarms = state.troubles.length;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={380} shadow="md" trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <button type="button" className={styles.pill} onClick={() => setOpen((was) => !was)} data-alarm={alarms > 0}>
          <Icon name={state.kind === 'idle' || state.kind === 'running' ? 'exchange' : 'laptop'} size={16} />
          <span aria-live="polite">{syncWords(state)}</span>
          {alarms > 0 && <span className={styles.alarms}>{syncPillWords.alarms(alarms)}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={syncPillWords.label}>
        <div className={styles.panel}>
          <p>{syncSentence(state)}</p>
          {store !== null && <p className={styles.store}><Sentence parts={syncPillWords.store()} slots={{ store: <code>{store}</code> }} /></p>}
          {state.offline !== null && <TroubleNote trouble={state.offline} quiet />}
          {state.troubles.map((trouble) => <TroubleNote key={JSON.stringify(trouble)} trouble={trouble} />)}
          {state.kind !== 'none' && <Button onClick={() => void run()} disabled={state.kind === 'running'}>{syncPillWords.now}</Button>}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
