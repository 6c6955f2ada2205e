import type { ReactNode } from 'react';
import type { ProfileState } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Icon } from '../../components/icon.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { useSync } from '../../queries/sync.ts';
import styles from './first-run.module.css';

/** The member asked to join; no roster names them yet. */
export function Waiting({ profile }: { readonly profile: Extract<ProfileState, { readonly kind: 'waiting' }> }): ReactNode {
  const { state, run } = useSync();
  const isRunning = state?.kind === 'running';
  return (
    <main className={styles.screen}>
      <div className={styles.mark}><Icon name="signature" size={24} /> Countersign</div>
      <h1>You have asked to join.</h1>
      <p className={styles.lead}>Send the request file to the board’s secretary. Once they have admitted you, the next sync brings the board to this machine.</p>
      <KeyValues items={[
        ['Board', <DigestMark key="board" digest={profile.board} of="the board" whole />],
        ['This device', <code key="device">{profile.device}</code>],
      ]} />
      <p className={styles.lead}>Compare the board’s fingerprint with the secretary, by voice or in person.</p>
      {state !== null && state.kind !== 'none' && <Button weight="primary" onClick={() => void run()} disabled={isRunning}>{isRunning ? 'Syncing' : 'Sync now'}</Button>}
    </main>
  );
}
