import type { ReactNode } from 'react';
import type { ChosenStore } from '../../../shared/ipc/membership.ts';
import { Action } from '../../components/action.tsx';
import styles from './first-run.module.css';

/** A folder that main's dialog chose; the window only shows where it is. */
export function StorePick({ store, words, busy, onChoose }: { readonly store: ChosenStore | null; readonly words: { readonly choose: string; readonly chooseOther: string }; readonly busy: boolean; readonly onChoose: () => void }): ReactNode {
  return (
    <div className={styles.list}>
      {store !== null && <code className={styles.path}>{store.path}</code>}
      <span><Action busy={busy} onClick={onChoose}>{store === null ? words.choose : words.chooseOther}</Action></span>
    </div>
  );
}
