import type { ReactNode } from 'react';
import type { Trouble } from '../../../shared/result.ts';
import { Icon } from '../../components/icon.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import styles from './first-run.module.css';

/** There is a profile, and it can't be opened: and why. */
export function Unopened({ trouble }: { readonly trouble: Trouble }): ReactNode {
  return (
    <main className={styles.screen}>
      <div className={styles.mark}><Icon name="signature" size={24} /> Countersign</div>
      <h1>The profile can’t be opened.</h1>
      <p className={styles.lead}>Nothing in it was changed. Once the cause is put right, start Countersign again.</p>
      <TroubleNote trouble={trouble} />
    </main>
  );
}
