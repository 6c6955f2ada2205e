import type { ReactNode } from 'react';
import { componentsWords } from '../../shared/copy/screens/components.ts';
import { ruleWords, troubleWords } from '../../shared/copy/trouble.ts';
import type { Trouble } from '../../shared/result.ts';
import { StateShape } from './state-mark.tsx';
import styles from './trouble-note.module.css';

/** What was refused or went wrong, beside what it is about: what, why, what next, and the rule with its sentence. `quiet` explains beforehand, without alarm. */
export function TroubleNote({ trouble, quiet = false, id }: { readonly trouble: Trouble; readonly quiet?: boolean; readonly id?: string }): ReactNode {
  const { title, detail, todo } = troubleWords(trouble);
  const rule = ruleWords(trouble);
  return (
    <div className={styles.note} id={id} role={quiet ? undefined : 'alert'} data-quiet={quiet}>
      {!quiet && <StateShape state="failed" />}
      <div>
        <p><strong>{title}</strong> {detail}{todo === '' ? '' : ` ${todo}`}</p>
        {rule !== null && <p className={styles.rule}>{componentsWords.rule(rule)}</p>}
      </div>
    </div>
  );
}
