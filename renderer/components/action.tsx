import { useId, type ReactNode } from 'react';
import { troubleWords } from '../../shared/copy/trouble.ts';
import type { Trouble } from '../../shared/result.ts';
import { Button } from './button.tsx';
import styles from './action.module.css';

export interface ActionProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  /** Why it can't be done now: the button stays reachable, says why and does nothing. */
  readonly barred?: Trouble | null;
  /** The one thing that this screen is for. */
  readonly primary?: boolean;
  readonly grave?: boolean;
  /** Something is under way: pressing again does nothing. */
  readonly busy?: boolean;
  /** The key that does the same. */
  readonly keys?: string;
  /** Puts the reason beside the button instead of into its tip. */
  readonly explain?: boolean;
}

/** A button that a refusal greys out without hiding why. */
export function Action({ children, onClick, barred = null, primary = false, grave = false, busy = false, keys, explain = false }: ActionProps): ReactNode {
  const id = useId();
  const words = barred === null ? null : troubleWords(barred);
  const reason = words === null ? undefined : [words.title, words.detail, words.todo].filter((part) => part !== '').join(' ');
  const rests = busy || words !== null;
  return (
    <span className={styles.action}>
      <Button weight={primary ? 'primary' : grave ? 'grave' : 'plain'} aria-disabled={rests} aria-busy={busy} title={explain ? undefined : reason} aria-describedby={reason === undefined ? undefined : id}
        {...(keys === undefined ? {} : { keys })} onClick={() => { if (!rests) onClick(); }}>
        {children}
      </Button>
      {reason !== undefined && <span id={id} className={explain ? styles.reason : 'visually-hidden'}>{reason}</span>}
    </span>
  );
}
