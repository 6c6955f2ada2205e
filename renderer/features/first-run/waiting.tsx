import type { ReactNode } from 'react';
import type { ProfileState } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { DigestMark } from '../../components/digest.tsx';
import { Icon } from '../../components/icon.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { useSync } from '../../queries/sync.ts';
import { Command } from './command.tsx';
import styles from './first-run.module.css';

/** The member asked to join; no roster names them yet. */
export function Waiting({ profile }: { readonly profile: Extract<ProfileState, { readonly kind: 'waiting' }> }): ReactNode {
  const { state, run } = useSync();
  const isRunning = state?.kind === 'running';
  return (
    <main className={styles.screen}>
      <div className={styles.mark}><Icon name="signature" size={24} /> Countersign</div>
      <h1>You have asked to join.</h1>
      <p className={styles.lead}>Send the request file to the board’s secretary. A sync after they have admitted you brings the board to this machine.</p>
      <KeyValues items={[
        ['Board', <DigestMark key="board" digest={profile.board} of="the board" whole />],
        ['This device', <code key="device">{profile.device}</code>],
      ]} />
      <section className={styles.way} aria-labelledby="enter">
        <h2 id="enter">Once they have admitted you</h2>
        <p>Sync, close Countersign and enter the board with your passphrase on the command line. Then start it again.</p>
        <Command>countersign board enter --help</Command>
      </section>
      {state !== null && state.kind !== 'none' && <Button weight="primary" onClick={() => void run()} disabled={isRunning}>{isRunning ? 'Syncing' : 'Sync now'}</Button>}
    </main>
  );
}
